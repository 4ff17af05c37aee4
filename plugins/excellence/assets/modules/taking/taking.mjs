// @ts-check
// Taking a file in: what is in it decides what it is, and what comes out holds nothing but what can be seen, heard or
// read. Whatever the file, this answers; nothing is sent.

import { contentOf, endOf, HEAD, PICTURES, RECORDINGS } from "./contents.mjs";
import { pictureOf } from "./pictures.mjs";
import { recordingOf } from "./recordings.mjs";
import { textOf } from "./texts.mjs";

/** The data that rendering/packing.py makes of model/kinds.py and model/limits.py.
 * @typedef {object} Kinds
 * @property {Record<string, string>} pictures by end, as in `{".jpg": "JPEG"}`
 * @property {Record<string, string>} documents
 * @property {Record<string, string>} recordings
 * @property {Record<string, string>} films
 * @property {string[]} texts
 * @property {string[]} captions
 * @property {Record<string, string>} others other ends of what is taken, as in `{".jfif": ".jpg"}`
 * @property {Record<string, string>} foreign by end the code of what can't be taken, as in `{".docx": "word"}`
 * @property {Limits} limits */
/** `sound` and `film` in minutes, `screen` the longest side of a film in pixels.
 * @typedef {{bytes: number, pixels: number, side: number, small: number, longest: number, sound: number, film: number,
 *   screen: number}} Limits */
/** @typedef {object} Taken
 * @property {"picture" | "recording" | "film" | "captions" | "text"} kind
 * @property {Blob} blob clean
 * @property {string} end as in `.jpg`
 * @property {string} name the file's own, only ever shown
 * @property {number} [width]
 * @property {number} [height]
 * @property {number} [seconds]
 * @property {string} [text] of texts and captions
 * @property {string[]} notes codes, for which there are words: `packing_note_…` */
/** @typedef {{refused: string, name: string, values?: Record<string, string | number>}} Refused */
/** Either, as yet without the file's name. @typedef {Omit<Taken, "name"> | Omit<Refused, "name">} Outcome */

// A photo is drawn smaller whatever its weight; beyond this a telephone could not even read it.
const HEAVIEST_PICTURE = 100_000_000;

/** @param {File} file @param {Kinds} kinds @returns {Promise<Outcome>} */
async function taken(file, kinds) {
  if (!file.size) return { refused: "empty" };
  const content = contentOf(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
  const end = endOf(file.name), foreign = kinds.captions.includes(end) ? undefined : kinds.foreign[end];
  if (PICTURES.includes(content) && foreign !== "raw") {
    return file.size > HEAVIEST_PICTURE ? { refused: "heavy" } : pictureOf(file, content, kinds);
  }
  if (RECORDINGS.includes(content)) return recordingOf(file, content, kinds);
  if (foreign ?? content) return { refused: foreign ?? content };
  return textOf(file, end, kinds);
}

/** Never throws. One file at a time: wait for one before the next.
 * @param {File} file @param {Kinds} kinds @returns {Promise<Taken | Refused>} */
export async function take(file, kinds) {
  const { name } = file;
  try {
    return { name, ...await taken(file, kinds) };
  } catch (flaw) {
    // What a browser says of a file that is not there is none of the errors of the language.
    return { refused: flaw instanceof DOMException ? "unreadable" : "damaged", name };
  }
}

// @ts-check
// Taking a file in: what is in it decides what it is, and what comes out holds nothing but what can be seen, heard or
// read. Whatever the file, this answers; nothing is sent.

/** The data that rendering/packing.py makes of model/kinds.py, and the limits of the collection.
 * @typedef {object} Kinds
 * @property {Record<string, string>} pictures by end, as in `{".jpg": "JPEG"}`
 * @property {Record<string, string>} documents
 * @property {Record<string, string>} recordings
 * @property {Record<string, string>} films
 * @property {string[]} texts
 * @property {string[]} captions
 * @property {Record<string, string>} others other ends of what is taken, as in `{".jfif": ".jpg"}`
 * @property {Record<string, string>} foreign by end the code of what can't be taken, as in `{".docx": "word"}`
 * @property {{bytes: number, pixels: number, side: number, small: number, longest: number, sound: number,
 *   film: number}} limits `sound` and `film` in minutes */
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

/** Never throws. One file at a time: wait for one before the next.
 * @param {File} file @param {Kinds} _kinds @returns {Promise<Taken | Refused>} */
export async function take(file, _kinds) {
  return { refused: "unknown", name: file.name };
}

// @ts-check
// What is said of a file that was taken or refused: what it is, and what to do on each kind of device.

import { grouped } from "../shared/numbers.mjs";
import { fill } from "../shared/dom.mjs";

/** @typedef {import("../shared/strings.mjs").Words} Words */

const AS_PICTURES = ["screenshot"], AS_WORDS = ["words", "screenshot"], BESIDE = "beside";
/** What helps, by the code of what a file is: keys of the words, without `packing_do_`. Each code has words of its own
 * for what the file is, as `packing_is_…`. @type {Record<string, string[]>} */
export const HELP = {
  empty: ["fetch"], unreadable: ["fetch"], unfinished: ["fetch"], damaged: ["again"], memory: ["smaller"],
  heavy: ["smaller"], pixels: ["smaller"], unknown: ["kinds"], no_text: ["words"], empty_text: ["write"],
  captions_flaw: ["captions"], captions: ["captions"],
  heic: ["heic", BESIDE], tiff: ["export", BESIDE], avif: ["export"], jpegxl: ["export"], jpeg2000: ["export"],
  bmp: ["export"], rare: ["export"], raw: ["export"], layered: ["export"], vector: ["export"], design: ["export"],
  layout: ["export"], pdf: ["pdf", BESIDE],
  word: AS_WORDS, office: AS_WORDS, pages: AS_WORDS, publisher: AS_PICTURES, google: ["google"],
  powerpoint: ["slides"], slides: ["slides"], keynote: ["slides"], table: AS_PICTURES, numbers: AS_PICTURES,
  link: AS_PICTURES, web: AS_PICTURES, ebook: AS_PICTURES, board: AS_PICTURES, model: ["photograph"],
  scratch: ["record"], packed: ["unpack"],
  film: ["film"], codec: ["film", "sound", BESIDE], hevc: ["hevc"], screen: ["film"], long_film: ["film"],
  large_film: ["film"], cropped: ["film"], trimmed: ["film", "sound"], tracks: ["film", BESIDE],
  unclean: ["film", "sound", BESIDE], sound: ["sound"], voice: ["sound"], long_recording: ["sound"],
  large_recording: ["sound"],
};

/** `what` is one sentence; each of `ways` is where (as in "On a phone") and what to do there.
 * @param {Pick<import("./taking.mjs").Refused, "refused" | "values">} refused @param {Words} words
 * @returns {{what: string, ways: [string, string][]}} */
export function refusal({ refused, values = {} }, words) {
  const code = refused in HELP ? refused : "unknown";
  const said = Object.entries(values).map(([key, value]) => [key, typeof value === "number" ? grouped(value) : value]);
  const what = fill(words[`packing_is_${code}`], Object.fromEntries(said));
  const lines = HELP[code].flatMap((each) => words[`packing_do_${each}`].split("|"));
  return { what, ways: lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]) };
}

/** A note of a taken file in words. @param {string} note @param {Words} words */
export const noted = (note, words) => words[`packing_note_${note}`] ?? "";

// @ts-check
// A text or captions taken in: letters as everybody reads them, whatever program has written it.
// deno-lint-ignore-file no-control-regex

import { captionsOf } from "./captions.mjs";

/** @typedef {import("./taking.mjs").Kinds} Kinds */
/** @typedef {import("./taking.mjs").Outcome} Outcome */

// As reading/yaml_text.py has it: what nobody sees, and what turns the way in which words are read.
const HIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;
const SAMPLE = 200;

/** The encoding of a text with two bytes a letter, as old Windows programs save it; empty for others.
 * @param {Uint8Array} bytes */
function wide(bytes) {
  if (bytes[0] === 0xFF && bytes[1] === 0xFE) return "utf-16le";
  if (bytes[0] === 0xFE && bytes[1] === 0xFF) return "utf-16be";
  const begun = bytes.subarray(0, SAMPLE), half = begun.length / 2;
  const zeros = (/** @type {number} */ odd) => begun.filter((byte, at) => at % 2 === odd && !byte).length;
  if (half < 3) return "";
  if (zeros(1) > half * 0.9 && zeros(0) < half * 0.1) return "utf-16le";
  return zeros(0) > half * 0.9 && zeros(1) < half * 0.1 ? "utf-16be" : "";
}

/** The words of a file; nothing where it is no text. @param {Uint8Array} bytes */
export function wordsIn(bytes) {
  const encoding = wide(bytes);
  if (!encoding && bytes.includes(0)) return undefined;
  let text;
  try {
    text = new TextDecoder(encoding || "utf-8", { fatal: true }).decode(bytes);
  } catch {
    if (encoding) return undefined;
    text = new TextDecoder("windows-1252").decode(bytes);
  }
  const plain = text.replace(/\r\n?/g, "\n").replace(HIDDEN, "").normalize("NFC").trimEnd();
  return plain.trim() ? `${plain}\n` : "";
}

/** @param {string} text @param {string} end @param {"text" | "captions"} kind @returns {Outcome} */
function taken(text, end, kind) {
  const type = kind === "captions" ? "text/vtt" : end === ".md" ? "text/markdown" : "text/plain";
  return { kind, blob: new Blob([text], { type }), end, text, notes: [] };
}

/** @param {File} file @param {string} end of its name @param {Kinds} kinds @returns {Promise<Outcome>} */
export async function textOf(file, end, { texts, captions, limits }) {
  if (end && !texts.includes(end) && !captions.includes(end)) return { refused: "unknown" };
  if (file.size > limits.bytes) return { refused: "unknown" };
  const text = wordsIn(new Uint8Array(await file.arrayBuffer()));
  if (text === undefined) return { refused: end ? "no_text" : "unknown" };
  if (!text) return { refused: "empty_text" };
  const isCaptions = captions.includes(end) || text.startsWith("WEBVTT");
  if (!isCaptions) return taken(text, texts.includes(end) ? end : ".txt", "text");
  const { written, line } = captionsOf(text);
  return line ? { refused: "captions_flaw", values: { line } } : taken(written, ".vtt", "captions");
}

// @ts-check
// Files as bytes: read by place, and written from parts.

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/** A sound or film in parts that follow one another, clean.
 * @typedef {{kind: "recording" | "film", end: string, parts: Bytes[], seconds: number, width?: number,
 *   height?: number}} Cleaned */

/** Why a file is not taken, as a code. */
export class Refusal extends Error {
  /** @param {string} code @param {Record<string, string | number>} [values] */
  constructor(code, values) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

/** @param {Uint8Array} bytes */
export const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Some of the bytes as letters. @param {Uint8Array} bytes @param {number} at @param {number} size */
export const letters = (bytes, at, size) => String.fromCharCode(...bytes.subarray(at, at + size));

/** @param {string} text one of letters that have a byte each @returns {Bytes} */
export const lettered = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** A number in so many bytes, the largest first. @param {number} value @param {number} size @returns {Bytes} */
export const numbered = (value, size) =>
  Uint8Array.from({ length: size }, (_, at) => Math.floor(value / 2 ** (8 * (size - 1 - at))) & 255);

/** @param {readonly Uint8Array[]} parts @returns {Bytes} */
export function joined(parts) {
  const whole = new Uint8Array(sizeOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** @param {readonly Uint8Array[]} parts */
export const sizeOf = (parts) => parts.reduce((sum, { length }) => sum + length, 0);

/** What is needed of what a decoder of AAC is told (as media/recordings/heads.py has it). @param {Bytes} head */
export function plainAac(head) {
  const known = head.length > 1 && [2, 5, 29].includes(head[0] >> 3) && head[1] & 0x78;
  return known ? head.subarray(0, 7) : head;
}

/** And of Opus (RFC 7845, 5.1). @param {Bytes} head */
export const plainOpus = (head) => head.subarray(0, head[18] ? 21 + head[9] : 19);

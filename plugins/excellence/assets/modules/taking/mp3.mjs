// @ts-check
// The frames of an MP3 and nothing that stands before, between or after them (ISO/IEC 11172-3, 13818-3).

import { Refusal, letters } from "./bytes.mjs";

/** @typedef {import("./bytes.mjs").Bytes} Bytes */

const FIRST = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const SECOND = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
/** By version. @type {Record<number, number[]>} */
const HERTZ = { 3: [44_100, 48_000, 32_000], 2: [22_050, 24_000, 16_000], 0: [11_025, 12_000, 8_000] };

/** How many bytes a frame of layer III has, and how long it is heard; nothing where none begins.
 * @param {Bytes} bytes @param {number} at */
function frameAt(bytes, at) {
  if (at + 4 > bytes.length || bytes[at] !== 0xFF || (bytes[at + 1] & 0xE6) !== 0xE2) return undefined;
  const version = bytes[at + 1] >> 3 & 3, rate = bytes[at + 2] >> 4, hertz = HERTZ[version]?.[bytes[at + 2] >> 2 & 3];
  if (!hertz || rate === 0 || rate === 15) return undefined;
  const samples = version === 3 ? 1152 : 576, kbits = (version === 3 ? FIRST : SECOND)[rate];
  return { size: Math.floor(samples / 8 * kbits * 1000 / hertz) + (bytes[at + 2] >> 1 & 1), seconds: samples / hertz };
}

/** Without the tags before and after it. @param {Bytes} bytes */
function untagged(bytes) {
  let rest = bytes;
  while (letters(rest, 0, 3) === "ID3" && rest.length > 10) {
    const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (rest[at] & 127), 0);
    rest = rest.subarray(10 + size + (rest[5] & 16 ? 10 : 0));
  }
  return letters(rest, rest.length - 128, 3) === "TAG" ? rest.subarray(0, -128) : rest;
}

/** @param {Bytes} bytes @returns {import("./bytes.mjs").Cleaned} */
export function cleanMp3(bytes) {
  const data = untagged(bytes), /** @type {Bytes[]} */ parts = [];
  let at = 0, begun = -1, seconds = 0;
  const cut = () => begun >= 0 && parts.push(data.subarray(begun, at));
  while (at >= 0 && at + 4 <= data.length) {
    const frame = frameAt(data, at), end = at + (frame?.size ?? 0), last = end >= data.length - 4;
    // A frame must be followed by another, or by the end: its mark may well stand in a picture of a tag.
    if (frame && end <= data.length && (last || seconds || frameAt(data, end))) {
      if (begun < 0) begun = at;
      seconds += frame.seconds;
      at = end;
    } else {
      cut();
      begun = -1;
      at = data.indexOf(0xFF, at + 1);
    }
  }
  cut();
  if (!parts.length) throw new Refusal("damaged");
  return { kind: "recording", end: ".mp3", parts, seconds };
}

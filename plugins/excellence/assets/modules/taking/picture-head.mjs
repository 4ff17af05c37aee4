// @ts-check
// What a picture's file says of it before it is decoded: how large it is, whether it is turned, and whether all there.

import { letters, viewOf } from "./bytes.mjs";

/** Where an orientation is written, from the file's beginning. @typedef {{at: number, little: boolean}} Mark */
/** Sides are as stored, and 0 where the file does not say them; `turn` is how it is to be turned, 1 to 8 as EXIF has
 * it, and 1 where the decoder does it; `animated` has more than one frame.
 * @typedef {{width: number, height: number, turn: number, marks: Mark[], animated: boolean, whole: boolean}} Head */

const TURN = 0x0112, SHORT = 3;

/** @returns {Head} */
const plain = () => ({ width: 0, height: 0, turn: 1, marks: [], animated: false, whole: true });

/** The first directory of TIFF or EXIF data: each tag with its number, and where that stands.
 * @param {Uint8Array} bytes */
function tagsOf(bytes) {
  const view = viewOf(bytes), little = letters(bytes, 0, 2) === "II";
  const /** @type {Map<number, {value: number, at: number, short: boolean}>} */ found = new Map();
  const first = view.getUint32(4, little), count = view.getUint16(first, little);
  for (let place = first + 2; place < first + 2 + 12 * count && place + 12 <= bytes.length; place += 12) {
    const short = view.getUint16(place + 2, little) === SHORT, at = place + 8;
    const value = short ? view.getUint16(at, little) : view.getUint32(at, little);
    found.set(view.getUint16(place, little), { value, at, short });
  }
  return { found, little };
}

/** Notes how EXIF data would have a picture turned. @param {Head} head @param {Uint8Array} bytes
 * @param {number} start @param {number} end */
function readExif(head, bytes, start, end) {
  const from = letters(bytes, start, 6) === "Exif\0\0" ? start + 6 : start;
  try {
    const { found, little } = tagsOf(bytes.subarray(from, end)), told = found.get(TURN);
    if (!told?.short) return;
    head.marks.push({ at: from + told.at, little });
    if (head.turn === 1 && told.value > 1 && told.value < 9) head.turn = told.value;
  } catch {
    // What can't be read says nothing, as browsers have it.
  }
}

/** @param {Uint8Array} bytes @returns {Head} */
function jpeg(bytes) {
  const view = viewOf(bytes), head = { ...plain(), whole: false };
  let at = 2;
  while (at + 4 <= bytes.length) {
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xFF || marker === 0xFF) {
      at += 1;
      continue;
    }
    const size = view.getUint16(at + 2);
    if (marker >= 0xC0 && marker <= 0xCF && ![0xC4, 0xC8, 0xCC].includes(marker)) {
      [head.height, head.width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
    } else if (marker === 0xE1 && letters(bytes, at + 4, 6) === "Exif\0\0") {
      readExif(head, bytes, at + 4, at + 2 + size);
    } else if (marker === 0xDA) {
      break;
    }
    at += 2 + Math.max(size, 2);
  }
  // From the first scan on: in it FF is followed by a zero, so that its end can be told from a pair of bytes.
  for (let place = bytes.indexOf(0xFF, at + 2); place >= 0; place = bytes.indexOf(0xFF, place + 1)) {
    if (bytes[place + 1] === 0xD9) return { ...head, whole: true };
  }
  return head;
}

/** @param {Uint8Array} bytes @returns {Head} */
function png(bytes) {
  const view = viewOf(bytes), [width, height] = [16, 20].map((at) => view.getUint32(at));
  const head = { ...plain(), width, height, whole: false };
  for (let at = 8; at + 12 <= bytes.length && !head.whole;) {
    const size = view.getUint32(at), name = letters(bytes, at + 4, 4), body = at + 8;
    if (name === "IEND") head.whole = true;
    if (name === "acTL") head.animated = view.getUint32(body) > 1;
    if (name === "eXIf") readExif(head, bytes, body, body + size);
    at = body + size + 4;
  }
  return head;
}

/** @param {Uint8Array} bytes @returns {Head} */
function webp(bytes) {
  const view = viewOf(bytes), end = 8 + view.getUint32(4, true), head = { ...plain(), whole: end <= bytes.length + 1 };
  let frames = 0;
  for (let at = 12; at + 8 <= Math.min(end, bytes.length);) {
    const name = letters(bytes, at, 4), size = view.getUint32(at + 4, true), body = at + 8;
    if (name === "VP8X") {
      head.width = 1 + (view.getUint32(body + 4, true) & 0xFFFFFF);
      head.height = 1 + (view.getUint32(body + 6, true) >>> 8);
    } else if (name === "VP8L" && !head.width) {
      const bits = view.getUint32(body + 1, true);
      [head.width, head.height] = [(bits & 0x3FFF) + 1, (bits >>> 14 & 0x3FFF) + 1];
    } else if (name === "VP8 " && !head.width) {
      [head.width, head.height] = [6, 8].map((place) => view.getUint16(body + place, true) & 0x3FFF);
    } else if (name === "EXIF") {
      readExif(head, bytes, body, body + size);
    } else if (name === "ANMF") {
      frames += 1;
    }
    at = body + size + size % 2;
  }
  return { ...head, animated: frames > 1 };
}

/** Where the parts of a block of a GIF end. @param {Uint8Array} bytes @param {number} at */
function partsEnd(bytes, at) {
  let end = at;
  while (bytes[end]) end += 1 + bytes[end];
  return end + 1;
}

/** @param {Uint8Array} bytes @returns {Head} */
function gif(bytes) {
  const view = viewOf(bytes), width = view.getUint16(6, true), height = view.getUint16(8, true);
  const colours = (/** @type {number} */ flags) => flags & 128 ? 3 << (flags & 7) + 1 : 0;
  let at = 13 + colours(bytes[10]), frames = 0;
  while (at < bytes.length && frames < 2) {
    if (bytes[at] === 0x21) at = partsEnd(bytes, at + 2);
    else if (bytes[at] === 0x2C) {
      frames += 1;
      at = partsEnd(bytes, at + 11 + colours(bytes[at + 9]));
    } else break;
  }
  return { ...plain(), width, height, animated: frames > 1 };
}

/** @param {Uint8Array} bytes @returns {Head} */
function tiff(bytes) {
  const { found } = tagsOf(bytes), [width, height] = [256, 257].map((tag) => found.get(tag)?.value ?? 0);
  return { ...plain(), width, height };
}

/** The largest of the pictures that it says to hold, since of tiles the whole is said too. @param {Uint8Array} bytes
 * @returns {Head} */
function boxed(bytes) {
  const view = viewOf(bytes), head = plain();
  const said = letters(bytes, 0, Math.min(bytes.length, 65_536));
  for (let at = said.indexOf("ispe"); at >= 0 && at + 16 <= bytes.length; at = said.indexOf("ispe", at + 1)) {
    const width = view.getUint32(at + 8), height = view.getUint32(at + 12);
    if (width * height > head.width * head.height) Object.assign(head, { width, height });
  }
  return head;
}

/** @param {Uint8Array} bytes @returns {Head} */
function bmp(bytes) {
  const [width, height] = [18, 22].map((at) => Math.abs(viewOf(bytes).getInt32(at, true)));
  return { ...plain(), width, height };
}

/** @type {Record<string, (bytes: Uint8Array) => Head>} */
const READERS = { JPEG: jpeg, PNG: png, WEBP: webp, GIF: gif, TIFF: tiff, HEIC: boxed, AVIF: boxed, BMP: bmp };

/** @param {Uint8Array} bytes @param {string} format as `contentOf` names it @returns {Head} */
export function headOf(bytes, format) {
  try {
    return READERS[format]?.(bytes) ?? plain();
  } catch (flaw) {
    if (flaw instanceof RangeError) return { ...plain(), whole: false };
    throw flaw;
  }
}

/** The same picture as it is stored: browsers differ in what they turn by themselves, so nothing is left to them.
 * @param {Uint8Array<ArrayBuffer>} bytes @param {Head} head */
export function unturned(bytes, { marks }) {
  for (const { at, little } of marks) viewOf(bytes).setUint16(at, 1, little);
  return bytes;
}

// @ts-check
// What a picture's file says of it before it is decoded: how large it is, whether it is turned, and whether all there.

import { letters, viewOf } from "./bytes.mjs";

/** Sides are 0 where the file does not say them; `animated` has more than one frame; `turned` is not stored upright.
 * @typedef {{width: number, height: number, turned: boolean, animated: boolean, whole: boolean}} Head */


/** The first directory of TIFF or EXIF data, as numbers by their tags. @param {Uint8Array} bytes */
function tagsOf(bytes) {
  const view = viewOf(bytes), little = letters(bytes, 0, 2) === "II";
  const /** @type {Map<number, number>} */ found = new Map();
  const at = view.getUint32(4, little), count = view.getUint16(at, little);
  for (let place = at + 2; place < at + 2 + 12 * count && place + 12 <= bytes.length; place += 12) {
    const short = view.getUint16(place + 2, little) === 3, value = place + 8;
    found.set(view.getUint16(place, little), short ? view.getUint16(value, little) : view.getUint32(value, little));
  }
  return found;
}

/** @param {Uint8Array} exif */
function turnedBy(exif) {
  try {
    const turn = tagsOf(letters(exif, 0, 6) === "Exif\0\0" ? exif.subarray(6) : exif).get(0x0112) ?? 1;
    return turn > 1 && turn < 9;
  } catch {
    return false; // as a browser has it
  }
}

/** @param {Uint8Array} bytes @returns {Head} */
function jpeg(bytes) {
  const view = viewOf(bytes), head = { width: 0, height: 0, turned: false, animated: false, whole: false };
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
      head.turned ||= turnedBy(bytes.subarray(at + 4, at + 2 + size));
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
  const view = viewOf(bytes), head = { width: view.getUint32(16), height: view.getUint32(20), turned: false };
  let animated = false, turned = false, at = 8;
  while (at + 12 <= bytes.length) {
    const size = view.getUint32(at), name = letters(bytes, at + 4, 4), end = at + 12 + size;
    if (name === "IEND") return { ...head, turned, animated, whole: true };
    if (name === "acTL") animated = view.getUint32(at + 8) > 1;
    if (name === "eXIf") turned = turnedBy(bytes.subarray(at + 8, at + 8 + size));
    at = end;
  }
  return { ...head, turned, animated, whole: false };
}

/** @param {Uint8Array} bytes @returns {Head} */
function webp(bytes) {
  const view = viewOf(bytes), end = 8 + view.getUint32(4, true), whole = end <= bytes.length + 1;
  let width = 0, height = 0, turned = false, frames = 0;
  for (let at = 12; at + 8 <= Math.min(end, bytes.length);) {
    const name = letters(bytes, at, 4), size = view.getUint32(at + 4, true), body = at + 8;
    if (name === "VP8X") {
      width = 1 + (view.getUint32(body + 4, true) & 0xFFFFFF);
      height = 1 + (view.getUint32(body + 6, true) >>> 8);
    } else if (name === "VP8L" && !width) {
      const bits = view.getUint32(body + 1, true);
      [width, height] = [(bits & 0x3FFF) + 1, (bits >>> 14 & 0x3FFF) + 1];
    } else if (name === "VP8 " && !width) {
      [width, height] = [view.getUint16(body + 6, true) & 0x3FFF, view.getUint16(body + 8, true) & 0x3FFF];
    } else if (name === "EXIF") {
      turned = turnedBy(bytes.subarray(body, body + size));
    } else if (name === "ANMF") {
      frames += 1;
    }
    at = body + size + size % 2;
  }
  return { width, height, turned, animated: frames > 1, whole };
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
  return { width, height, turned: false, animated: frames > 1, whole: true };
}

/** @param {Uint8Array} bytes @returns {Head} */
function tiff(bytes) {
  const tags = tagsOf(bytes), turn = tags.get(0x0112) ?? 1;
  return { width: tags.get(256) ?? 0, height: tags.get(257) ?? 0, turned: turn > 1, animated: false, whole: true };
}

/** The largest of the pictures that it says to hold, since of tiles the whole is said too. @param {Uint8Array} bytes
 * @returns {Head} */
function boxed(bytes) {
  const view = viewOf(bytes), head = { width: 0, height: 0, turned: false, animated: false, whole: true };
  const said = letters(bytes, 0, Math.min(bytes.length, 65_536));
  for (let at = said.indexOf("ispe"); at >= 0 && at + 16 <= bytes.length; at = said.indexOf("ispe", at + 1)) {
    const width = view.getUint32(at + 8), height = view.getUint32(at + 12);
    if (width * height > head.width * head.height) Object.assign(head, { width, height });
  }
  return head;
}

/** @param {Uint8Array} bytes @returns {Head} */
function bmp(bytes) {
  const view = viewOf(bytes), height = Math.abs(view.getInt32(22, true));
  return { width: Math.abs(view.getInt32(18, true)), height, turned: false, animated: false, whole: true };
}

/** @type {Record<string, (bytes: Uint8Array) => Head>} */
const READERS = { JPEG: jpeg, PNG: png, WEBP: webp, GIF: gif, TIFF: tiff, HEIC: boxed, AVIF: boxed, BMP: bmp };

/** @param {Uint8Array} bytes @param {string} format as `contentOf` names it @returns {Head} */
export function headOf(bytes, format) {
  const unknown = { width: 0, height: 0, turned: false, animated: false, whole: true };
  try {
    return READERS[format]?.(bytes) ?? unknown;
  } catch (flaw) {
    if (flaw instanceof RangeError) return { ...unknown, whole: false };
    throw flaw;
  }
}

// @ts-check
// A picture's file without anything but the picture: browsers differ in what they write beside the pixels.

/** @param {Uint8Array} bytes @param {number} at */
const word = (bytes, at) => bytes[at] << 8 | bytes[at + 1];
const JFIF = 14, ADOBE = 12, PNG_HEAD = 8;
const NEEDED = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);

/** Whether a segment of a JPEG is needed to decode it. @param {Uint8Array} bytes @param {number} at its mark */
function needed(bytes, at) {
  const marker = bytes[at + 1], size = word(bytes, at + 2) - 2;
  const name = String.fromCharCode(...bytes.subarray(at + 4, at + 9));
  if (marker === 0xE0) return name === "JFIF\0" && size === JFIF;
  if (marker === 0xEE) return name === "Adobe" && size === ADOBE;
  return (marker >= 0xC0 && marker <= 0xCF) || (marker >= 0xDA && marker <= 0xDD);
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function bareJpeg(bytes) {
  const parts = [bytes.subarray(0, 2)];
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xFF) throw new RangeError("no segment");
    const end = at + 2 + word(bytes, at + 2);
    if (bytes[at + 1] === 0xDA) {
      parts.push(bytes.subarray(at));
      break;
    }
    if (needed(bytes, at)) parts.push(bytes.subarray(at, end));
    at = end;
  }
  return parts;
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function barePng(bytes) {
  const parts = [bytes.subarray(0, PNG_HEAD)], view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = PNG_HEAD; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at), name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (NEEDED.has(name)) parts.push(bytes.subarray(at, end));
    at = end;
  }
  return parts;
}

/** The parts to keep of a JPEG or PNG that a canvas has written. @param {Uint8Array<ArrayBuffer>} bytes */
export const bare = (bytes) => bytes[0] === 0xFF ? bareJpeg(bytes) : barePng(bytes);

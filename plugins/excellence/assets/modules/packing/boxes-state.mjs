// @ts-check
// Boxes over a picture, as numbers: drawn, moved, grown, taken away and taken back.

/** In fractions of the picture, as `redact` has it. @typedef {{x: number, y: number, w: number, h: number}} Box */

/** The whole pixels that a box covers, one at least. @param {Box} box @param {number} width @param {number} height */
export function pixelsOf({ x, y, w, h }, width, height) {
  const left = Math.max(Math.floor(x * width), 0), top = Math.max(Math.floor(y * height), 0);
  const right = Math.max(Math.min(Math.ceil((x + w) * width), width), left + 1);
  const bottom = Math.max(Math.min(Math.ceil((y + h) * height), height), top + 1);
  return { left, top, width: right - left, height: bottom - top };
}

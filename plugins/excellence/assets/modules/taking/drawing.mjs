// @ts-check
// Pictures as pixels: decoded by the browser, upright and in sRGB, drawn smaller, and written without anything beside
// them. One at a time, since a telephone has little memory.

import { bare } from "./bare.mjs";

export const JPEG = "image/jpeg", PNG = "image/png", QUALITY = 0.9;
const FEW = 128, OPAQUE = 250;

/** Rejects where the browser can't decode it. @param {Blob} blob @returns {Promise<HTMLImageElement>} */
export async function decoded(blob) {
  const image = new Image(), address = URL.createObjectURL(blob);
  try {
    image.src = address;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Frees what an image or a canvas holds, which no browser does at once by itself.
 * @param {HTMLImageElement | HTMLCanvasElement} held */
export function freed(held) {
  if (held instanceof HTMLCanvasElement) held.width = held.height = 0;
  else held.removeAttribute("src");
}

/** @param {number} width @param {number} height @param {boolean} [alpha] whether anything may show through */
function surface(width, height, alpha = true) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d", { alpha });
  if (!pen) throw new Error("no canvas");
  pen.imageSmoothingQuality = "high";
  return { canvas, pen };
}

/** The size of a picture whose long side is to be no longer than this.
 * @param {number} width @param {number} height @param {number} longest */
export function fitted(width, height, longest) {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

// What each orientation of EXIF makes of the axes, in shares of the sides: across and down of the first, and of the
// second, and where the corner comes to lie.
const TURNS = [
  [1, 0, 0, 1, 0, 0], [-1, 0, 0, 1, 1, 0], [-1, 0, 0, -1, 1, 1], [1, 0, 0, -1, 0, 1],
  [0, 1, 1, 0, 0, 0], [0, 1, -1, 0, 1, 0], [0, -1, -1, 0, 1, 1], [0, -1, 1, 0, 0, 1],
];

/** Whether its sides change places. @param {number} turn */
const lies = (turn) => turn > 4;

/** The picture on white, in a size as it is stored, and turned. Halved as often as it can be, since not every browser
 * weighs more than the nearest pixels of what it draws smaller; half of the largest that we take is no larger than what
 * an iPhone draws on.
 * @param {HTMLImageElement} image @param {number} width @param {number} height @param {number} [turn] */
export function drawn(image, width, height, turn = 1) {
  /** @type {HTMLImageElement | HTMLCanvasElement} */
  let from = image;
  let [across, down] = [image.naturalWidth, image.naturalHeight];
  while (across > 2 * width && down > 2 * height) {
    [across, down] = [Math.ceil(across / 2), Math.ceil(down / 2)];
    const { canvas, pen } = surface(across, down);
    pen.drawImage(from, 0, 0, across, down);
    if (from !== image) freed(from);
    from = canvas;
  }
  const [wide, high] = lies(turn) ? [height, width] : [width, height], { canvas, pen } = surface(wide, high, false);
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, wide, high);
  const [a, b, c, d, left, top] = TURNS[turn - 1];
  pen.setTransform(a, b, c, d, left * wide, top * high);
  pen.drawImage(from, 0, 0, width, height);
  if (from !== image) freed(from);
  return canvas;
}

/** Whether anything shows through. A small drawing tells, of which each pixel is the mean of many.
 * @param {HTMLImageElement} image */
export function seeThrough(image) {
  const { width, height } = fitted(image.naturalWidth, image.naturalHeight, FEW);
  const { canvas, pen } = surface(width, height);
  pen.drawImage(image, 0, 0, width, height);
  const { data } = pen.getImageData(0, 0, width, height);
  freed(canvas);
  return data.some((value, at) => at % 4 === 3 && value < OPAQUE);
}

/** A clean file of what a canvas shows. Rejects where the browser can't write it.
 * @param {HTMLCanvasElement} canvas @param {string} type @param {number} [quality] @returns {Promise<Blob>} */
export async function written(canvas, type, quality = QUALITY) {
  const blob = await new Promise((done) => canvas.toBlob(done, type, quality));
  if (blob?.type !== type) throw new Error("not written");
  return new Blob(bare(new Uint8Array(await blob.arrayBuffer())), { type });
}

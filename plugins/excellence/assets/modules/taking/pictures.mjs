// @ts-check
// A picture taken in: drawn anew from its pixels, upright, no larger than the site shows.

import { decoded, drawn, fitted, freed, JPEG, PNG, seeThrough, written } from "./drawing.mjs";
import { headOf, unturned } from "./picture-head.mjs";

/** @typedef {import("./taking.mjs").Kinds} Kinds */
/** @typedef {import("./taking.mjs").Outcome} Outcome */

// What every browser decodes: one that fails of these is damaged. Of the others not every browser can say.
const EVERYWHERE = ["JPEG", "PNG", "WEBP", "GIF", "BMP"];
// Drawings come as these; what is a photo all the same is much smaller as a JPEG.
const DRAWN = ["PNG", "GIF", "BMP", "WEBP"];
const LARGEST_PNG = 4_000_000, SMALL_PNG = 500_000, MUCH = 2;

/** @param {number} width @param {number} height @param {Kinds["limits"]} limits @returns {Outcome | undefined} */
function tooLarge(width, height, { side, pixels }) {
  if (Math.max(width, height) <= side && width * height <= pixels) return undefined;
  return { refused: "pixels", values: { width, height, most: pixels / 1e6, side } };
}

/** The smaller of the files that do it justice: a drawing stays free of a JPEG's flaws.
 * @param {HTMLCanvasElement} canvas @param {string} format */
async function saved(canvas, format) {
  const jpeg = await written(canvas, JPEG);
  if (!DRAWN.includes(format)) return { blob: jpeg, end: ".jpg" };
  const png = await written(canvas, PNG);
  const better = png.size <= LARGEST_PNG && png.size <= Math.max(SMALL_PNG, MUCH * jpeg.size);
  return better ? { blob: png, end: ".png" } : { blob: jpeg, end: ".jpg" };
}

/** @param {HTMLImageElement} image @param {string} format @param {import("./picture-head.mjs").Head} head
 * @param {Kinds["limits"]} limits @returns {Promise<Outcome>} */
async function anew(image, format, { turn, animated }, { longest, small }) {
  const notes = [...turn > 1 ? ["turned"] : [], ...animated ? ["first"] : []];
  const { width, height } = fitted(image.naturalWidth, image.naturalHeight, longest);
  if (width < image.naturalWidth) notes.push("shrunk");
  if (Math.max(width, height) < small) notes.push("small");
  if (format !== "JPEG" && seeThrough(image)) notes.push("flattened");
  const canvas = drawn(image, width, height, turn), size = { width: canvas.width, height: canvas.height };
  freed(image);
  try {
    return { kind: "picture", ...await saved(canvas, format), ...size, notes };
  } finally {
    freed(canvas);
  }
}

/** @param {Blob} file @param {string} format @param {Kinds} kinds @returns {Promise<Outcome>} */
export async function pictureOf(file, format, { limits }) {
  const bytes = new Uint8Array(await file.arrayBuffer()), head = headOf(bytes, format);
  const large = tooLarge(head.width, head.height, limits);
  if (large) return large;
  if (!head.whole) return { refused: "damaged" };
  /** @type {HTMLImageElement | undefined} */
  let image;
  try {
    image = await decoded(new Blob([unturned(bytes, head)]));
  } catch {
    return { refused: EVERYWHERE.includes(format) ? "damaged" : format.toLowerCase() };
  }
  try {
    const larger = tooLarge(image.naturalWidth, image.naturalHeight, limits);
    return larger ?? await anew(image, format, head, limits);
  } catch {
    return { refused: "memory" };
  } finally {
    freed(image);
  }
}

// @ts-check
// Boxes painted into the pixels of a picture.

import { pixelsOf } from "./boxes-state.mjs";
import { decoded, drawn, freed, JPEG, PNG, written } from "./drawing.mjs";

// The second time that it is written, as little as may be is lost.
const PAINT = "#000", QUALITY = 0.95;

/** A new picture of the same kind, without metadata; the blob itself where there is no box. Rejects where the picture
 * cannot be read or written. Paint the picture that `take` gave, once, with all its boxes.
 * @param {Blob} blob @param {readonly import("./boxes-state.mjs").Box[]} boxes @returns {Promise<Blob>} */
export async function burnt(blob, boxes) {
  if (!boxes.length) return blob;
  const image = await decoded(blob), { naturalWidth: width, naturalHeight: height } = image;
  const canvas = drawn(image, width, height), pen = canvas.getContext("2d");
  freed(image);
  if (!pen) throw new Error("no canvas");
  pen.resetTransform();
  pen.fillStyle = PAINT;
  for (const box of boxes) {
    const { left, top, width: across, height: down } = pixelsOf(box, width, height);
    pen.fillRect(left, top, across, down);
  }
  try {
    return await written(canvas, blob.type === PNG ? PNG : JPEG, QUALITY);
  } finally {
    freed(canvas);
  }
}

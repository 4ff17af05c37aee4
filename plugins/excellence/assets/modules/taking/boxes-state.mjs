// @ts-check
// Boxes over a picture, as numbers: drawn, moved, grown, taken away and taken back.

import { inside, stepped } from "../looking/point-picker-state.mjs";

/** In fractions of the picture, as `redact` has it. @typedef {{x: number, y: number, w: number, h: number}} Box */
/** @typedef {{x: number, y: number}} Point */
/** What there is, what there was before each change, and what was changed last, so that a row of small steps is one.
 * @typedef {{boxes: readonly Box[], past: readonly (readonly Box[])[], mark: string}} Boxes */
/** A corner by which a box is held: which sides of it go along. @typedef {"nw" | "ne" | "sw" | "se"} Corner */

const PARTS = 1000, MOST = 100, NEW = 0.2, THIRD = 1 / 3;
/** Less than this is a tap, and no box. */
export const LEAST = 0.008;
export const CORNERS = /** @type {const} */ (["nw", "ne", "sw", "se"]);

/** Outwards to the parts that are written down, so that nothing that was covered comes out. @param {number} value */
const before = (value) => Math.floor(Math.max(value, 0) * PARTS + 1e-9) / PARTS;
/** @param {number} value */
const after = (value) => Math.ceil(Math.min(value, 1) * PARTS - 1e-9) / PARTS;
/** @param {number} value */
const plain = (value) => Math.round(value * PARTS) / PARTS;

/** The box between two points. @param {Point} one @param {Point} other @returns {Box} */
export function between(one, other) {
  const x = before(Math.min(one.x, other.x, 1 - LEAST)), y = before(Math.min(one.y, other.y, 1 - LEAST));
  const right = after(Math.max(one.x, other.x, x + LEAST)), bottom = after(Math.max(one.y, other.y, y + LEAST));
  return { x, y, w: plain(right - x), h: plain(bottom - y) };
}

/** At another place, whole within the picture. @param {Box} box @param {Point} place @returns {Box} */
export function placed({ w, h }, place) {
  const { x, y } = inside({ x: Math.min(place.x, 1 - w), y: Math.min(place.y, 1 - h) });
  return { x, y, w, h };
}

/** With one corner at another point. @param {Box} box @param {Corner} corner @param {Point} point */
export function pulled({ x, y, w, h }, corner, point) {
  const held = { x: corner.endsWith("w") ? x + w : x, y: corner.startsWith("n") ? y + h : y };
  return between(held, point);
}

/** A step by an arrow key, or a growth with the shift key; nothing where it is another key.
 * @param {Box} box @param {string} key @param {boolean} shift @returns {Box | undefined} */
export function keyed(box, key, shift) {
  const { x, y, w, h } = box, at = stepped(shift ? { x: x + w, y: y + h } : { x, y }, key, false);
  if (!at || !shift) return at && placed(box, at);
  return between({ x, y }, { x: Math.max(at.x, x + LEAST), y: Math.max(at.y, y + LEAST) });
}

/** A new one, around a point. @param {Point} point @returns {Box} */
export const fresh = ({ x, y }) => placed({ x, y, w: NEW, h: NEW / 2 }, { x: x - NEW / 2, y: y - NEW / 4 });

/** In which of the nine parts of the picture its middle lies, row by row. @param {Box} box */
export function partOf({ x, y, w, h }) {
  const part = (/** @type {number} */ middle) => Math.min(Math.floor(middle / THIRD), 2);
  return part(y + h / 2) * 3 + part(x + w / 2);
}

/** @param {readonly Box[]} boxes @returns {Boxes} */
export const begun = (boxes) => ({ boxes, past: [], mark: "" });

/** @param {Boxes} state @param {readonly Box[]} boxes @param {string} [mark] @returns {Boxes} */
export function changed(state, boxes, mark = "") {
  if (mark && mark === state.mark) return { ...state, boxes };
  return { boxes, past: [...state.past, state.boxes].slice(-MOST), mark };
}

/** @param {Boxes} state @returns {Boxes} */
export function undone(state) {
  const last = state.past[state.past.length - 1];
  return last ? { boxes: last, past: state.past.slice(0, -1), mark: "" } : state;
}

/** With another box in the place of one. @param {readonly Box[]} boxes @param {number} at @param {Box} box */
export const replaced = (boxes, at, box) => boxes.map((each, place) => place === at ? box : each);

/** The whole pixels that a box covers, one at least (as media/pictures/boxes.py has it).
 * @param {Box} box @param {number} width @param {number} height */
export function pixelsOf({ x, y, w, h }, width, height) {
  const left = Math.floor(x * width), top = Math.floor(y * height);
  const right = Math.max(Math.ceil(Math.min(x + w, 1) * width), left + 1);
  const bottom = Math.max(Math.ceil(Math.min(y + h, 1) * height), top + 1);
  return { left, top, width: right - left, height: bottom - top };
}

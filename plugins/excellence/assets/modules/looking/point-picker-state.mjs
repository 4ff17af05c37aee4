// @ts-check
// Places on a picture as a curator picks them: by a click or by the keys, and as lines of front matter.

/** @typedef {import("./place.mjs").Point} Point */

const STEP = 0.005, FAR = 0.05;

/** @param {number} value */
const fraction = (value) => Math.round(Math.min(Math.max(value, 0), 1) * 1000) / 1000;

/** The nearest place on the picture. @param {Point} point @returns {Point} */
export const inside = ({ x, y }) => ({ x: fraction(x), y: fraction(y) });

/** A step by an arrow key, a wide one with the shift key; nothing where it is another key.
 * @param {Point} place @param {string} key @param {boolean} shift @returns {Point | undefined} */
export function stepped({ x, y }, key, shift) {
  const step = shift ? FAR : STEP;
  /** @type {Record<string, Point | undefined>} */
  const ways = {
    ArrowLeft: { x: x - step, y },
    ArrowRight: { x: x + step, y },
    ArrowUp: { x, y: y - step },
    ArrowDown: { x, y: y + step },
  };
  const way = ways[key];
  return way && inside(way);
}

/** Front matter for places; every value is in quotes, so that any file name is valid.
 * @param {string} file @param {Point[]} places @param {import("../shared/strings.mjs").Words} told */
export function lines(file, places, told) {
  const [name, title, text] = [file, told.picker_title, told.picker_text].map((said) => JSON.stringify(said));
  const each = places.map(({ x, y }) => `  - {file: ${name}, x: ${x}, y: ${y}, title: ${title}, text: ${text}}`);
  return ["tours:", ...each].join("\n");
}

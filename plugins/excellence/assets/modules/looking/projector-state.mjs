// @ts-check
// What a class looks at on the projector, as data: the same in every window of the browser.

import { turnedTo, WHOLE } from "./place.mjs";

/** `prompt` counts through none, notice and wonder; `until` is when the timer ends, in milliseconds, or none.
 * @typedef {object} State
 * @property {number} at
 * @property {import("./place.mjs").Place} place
 * @property {boolean} blank
 * @property {number} prompt
 * @property {number} until
 * @property {number} minutes */
/** @typedef {"back" | "on" | "out" | "in" | "blank" | "prompt" | "timer" | "second" | "full" | "help" | "close"} Act */

const PROMPTS = 3, MINUTES = [5, 10, 15];

/** @param {number} at @returns {State} */
export const begun = (at) => ({ at, place: WHOLE, blank: false, prompt: 0, until: 0, minutes: 0 });

/** The next prompt, and after the last none. @param {State} state */
export const prompted = ({ prompt }) => ({ prompt: (prompt + 1) % PROMPTS });

/** The next timer, and after the longest none. @param {State} state @param {number} now */
export function timed({ minutes: before }, now) {
  const minutes = MINUTES[MINUTES.indexOf(before) + 1] ?? 0;
  return { minutes, until: minutes ? now + minutes * 60_000 : 0 };
}

/** What a letter does. @type {Record<string, Act | undefined>} */
const LETTERS = { b: "blank", n: "prompt", t: "timer", w: "second", f: "full", "?": "help" };
// Other keys that turn over, as a clicker has them.
/** @type {Record<string, string | undefined>} */
const ARROWS = { PageDown: "ArrowRight", " ": "ArrowRight", PageUp: "ArrowLeft" };

/** @param {string} key */
export const actOf = (key) => LETTERS[key.toLowerCase()];

/** The picture of a number; nothing where it is none. @param {string} key */
export const numbered = (key) => (/^[1-9]$/.test(key) ? Number(key) - 1 : undefined);

/** @param {string} key @param {number} at @param {number} total */
export const turnedBy = (key, at, total) => turnedTo(ARROWS[key] ?? key, at, total);

// @ts-check
// What a class looks at on the projector, as data: the same in every window of the browser.

import { turnedTo, WHOLE } from "./place.mjs";

/** `prompt` counts through none, notice and wonder; `until` is when the timer ends, in milliseconds, or none; `playing`
 * says whether a film or a sound plays, from which of its `seconds`.
 * @typedef {object} State
 * @property {number} at
 * @property {import("./place.mjs").Place} place
 * @property {boolean} blank
 * @property {number} prompt
 * @property {number} until
 * @property {number} minutes
 * @property {boolean} playing
 * @property {number} seconds */
/** @typedef {"back" | "on" | "out" | "in" | "play" | "blank" | "prompt" | "timer"} First */
/** @typedef {First | "second" | "full" | "help" | "close"} Act */

const PROMPTS = 3;
/** The timers that one key leads through. */
export const MINUTES = [1, 2, 3, 5, 10, 15];
/** No timer is longer. In minutes. */
export const LONGEST = 240;
/** Two players that are no further apart than so many seconds are at one place. */
const APART = 0.7;

/** @param {number} at @returns {State} */
export const begun = (at) =>
  ({ at, place: WHOLE, blank: false, prompt: 0, until: 0, minutes: 0, playing: false, seconds: 0 });

/** The next prompt, and after the last none. @param {State} state */
export const prompted = ({ prompt }) => ({ prompt: (prompt + 1) % PROMPTS });

/** A timer of so many minutes; none where it is none. @param {number} minutes @param {number} now */
export const lasting = (minutes, now) => ({ minutes, until: minutes ? now + minutes * 60_000 : 0 });

/** The next timer, and after the longest none. @param {State} state @param {number} now */
export const timed = ({ minutes }, now) => lasting(MINUTES.find((each) => each > minutes) ?? 0, now);

/** Whether a player is where a state says, so that it need not follow.
 * @param {State} state @param {{paused: boolean, currentTime: number}} player */
export const level = ({ playing, seconds }, { paused, currentTime }) =>
  playing !== paused && Math.abs(seconds - currentTime) < APART;

/** What a letter does. @type {Record<string, Act | undefined>} */
const LETTERS = { b: "blank", n: "prompt", t: "timer", w: "second", f: "full", p: "play", "?": "help" };
// Other keys that turn over, as a clicker has them.
/** @type {Record<string, string | undefined>} */
const ARROWS = { PageDown: "ArrowRight", " ": "ArrowRight", PageUp: "ArrowLeft" };

/** @param {string} key */
export const actOf = (key) => LETTERS[key.toLowerCase()];

/** The picture of a number; nothing where it is none. @param {string} key */
export const numbered = (key) => (/^[1-9]$/.test(key) ? Number(key) - 1 : undefined);

/** @param {string} key @param {number} at @param {number} total */
export const turnedBy = (key, at, total) => turnedTo(ARROWS[key] ?? key, at, total);

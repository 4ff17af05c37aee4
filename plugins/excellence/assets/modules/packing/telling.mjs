// @ts-check
// What is said of a file that was taken or refused: what it is, and what to do on each kind of device.

/** @typedef {import("../shared/strings.mjs").Words} Words */

/** `what` is one sentence; each of `ways` is where (as in "On a phone"; empty for everywhere) and what to do there.
 * @param {import("./taking.mjs").Refused} _refused @param {Words} _words
 * @returns {{what: string, ways: [string, string][]}} */
export const refusal = (_refused, _words) => ({ what: "", ways: [] });

/** A note of a taken file in words. @param {string} note @param {Words} words */
export const noted = (note, words) => words[`packing_note_${note}`] ?? "";

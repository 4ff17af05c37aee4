// @ts-check
// A list of criteria in words: named and headed for paper, and as Markdown.

import { fill } from "../shared/dom.mjs";
import { escaped } from "./format.mjs";

/** @typedef {import("./criteria-state.mjs").List} List */
/** @typedef {import("../shared/strings.mjs").Words} Words */

/** What a criterion is called; one without a name by its number. @param {string} name @param {number} at
 * @param {Words} words */
export const called = (name, at, words) => name || fill(words.list_number, { number: at + 1 });

/** Those criteria of which something is said. @param {List} list @param {Words} words */
export const named = ({ criteria }, words) => criteria.filter(({ name, seen }) => name.trim() || seen.length)
  .map((each, at) => ({ ...each, name: called(each.name.trim(), at, words) }));

/** @param {List} list @param {Words} words */
export const heading = ({ what }, words) => (what ? fill(words.list_good, { what }) : words.list_title);

/** @param {List} list @param {Words} words */
export function markdown(list, words) {
  const lines = named(list, words).flatMap(({ name, seen, must, attribute }) => {
    const more = [...(must ? [] : [words.list_may]), ...(attribute ? [`(${words[`list_${attribute}`]})`] : [])];
    return [["- [ ]", `**${escaped(name)}**`, ...more].join(" "), ...seen.map((each) => `    - ${escaped(each)}`)];
  });
  return `# ${escaped(heading(list, words))}\n\n${lines.join("\n")}\n`;
}

// @ts-check
// A school's body of evidence, as data: its summary sheets over the years, by date, with what became of each goal.

import { read, says } from "./filled.mjs";
import { escaped, list, opened, own, Refused, written } from "./format.mjs";

/** @typedef {import("./filled.mjs").Catcher} Catcher */
/** @typedef {import("./filled.mjs").Filled} Filled */
/** `goals` says for each goal of the sheet what became of it.
 * @typedef {{date: string, goals: string[], sheet: Filled}} Year */

const MOST = 100, MOST_GOALS = 20, PROPOSED = 3, BEGUN = "under_way";
export const STATES = [BEGUN, "met", "partly", "unmet"];

/** @param {Year[]} all */
const sorted = (all) => [...all].sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));

/** @param {unknown} goal */
const state = (goal) => STATES.find((each) => each === goal) ?? BEGUN;

/** Years made anew from anything, the first before the last; what has no date is left out.
 * @param {unknown} said @param {Catcher} catcher @returns {Year[]} */
export function years(said, catcher) {
  return sorted(list(said, MOST).flatMap((each) => {
    const date = own(each, "date");
    if (typeof date !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return [];
    const goals = list(own(each, "goals"), MOST_GOALS).map(state);
    return [{ date, goals, sheet: read(own(each, "sheet"), catcher) }];
  }));
}

/** With what a meeting has filled in. One of the same day is the same meeting: the new takes its place, and its goals
 * keep
 * their state. @param {Year[]} all @param {string} date @param {Filled} filled */
export function withMeeting(all, date, filled) {
  const before = all.find((each) => each.date === date);
  return sorted([...all.filter((each) => each !== before), { date, goals: before?.goals ?? [], sheet: filled }]);
}

/** Meetings that are here stay as they are; those of other days come in. @param {Year[]} all @param {Year[]} come */
export function withYears(all, come) {
  const fresh = come.filter((each) => !all.some(({ date }) => date === each.date));
  return { all: sorted([...all, ...fresh]), number: fresh.length };
}

/** With what became of a goal. @param {Year[]} all @param {number} at which year @param {number} goal
 * @param {string} now */
export function withGoal(all, at, goal, now) {
  const { length } = all[at].goals;
  const goals = Array.from({ length: Math.max(length, goal + 1) }, (_, place) => state(all[at].goals[place]));
  goals[goal] = state(now);
  return all.map((each, place) => (place === at ? { ...each, goals } : each));
}

/** The rows of a part that say something. @param {Filled} filled @param {number} at */
const rows = (filled, at) => (filled.parts[at]?.rows ?? []).filter(says);

/** The goals of a year, each with what became of it. @param {Year} year @param {Catcher} catcher */
export function goals({ sheet: filled, goals }, catcher) {
  const part = catcher.parts.findIndex(({ columns }) => columns.some(({ key }) => key === "goal"));
  return rows(filled, part).map(({ cells }, at) => ({ cells, state: state(goals[at]) }));
}

/** What was answered, with the questions. @param {Year} year @param {Catcher} catcher */
export function answers({ sheet: filled }, catcher) {
  const all = catcher.parts.flatMap(({ questions }, at) =>
    questions.map(({ text }, place) => ({ text, said: filled.parts[at].questions[place].trim() })));
  return all.filter(({ said }) => said);
}

/** The pieces that were looked at, each in a line. @param {Year} year @param {Catcher} catcher */
export const pieces = ({ sheet: filled }, catcher) =>
  catcher.parts.flatMap(({ works }, at) => (works ? rows(filled, at) : [])).map(({ work, cells }) =>
    [work?.title, work?.grade, ...cells].filter((each) => each?.trim()).join(", "));

/** A text to send with the pieces that are proposed; nothing where none is.
 * @param {Filled} filled @param {Catcher} catcher @param {import("../shared/strings.mjs").Words} words */
export function letter(filled, catcher, words) {
  const last = catcher.parts.length - 1, proposed = rows(filled, last).slice(0, PROPOSED);
  const line = (/** @type {string} */ label, /** @type {string} */ said) => `- ${escaped(label)}: ${escaped(said)}`;
  const told = proposed.flatMap(({ work, cells }) => [
    `## ${escaped(work?.title || cells[0] || words.catch_work)}`,
    "",
    ...(work?.grade ? [`- ${words.catch_grade}: ${escaped(work.grade)}`] : []),
    ...catcher.parts[last].columns.flatMap(({ title }, at) => (cells[at].trim() ? [line(title, cells[at])] : [])),
    ...words.archive_asked.split("|").map((each) => `- ${each}: `),
    "",
  ]);
  return proposed.length ? [`# ${words.archive_letter}`, "", ...told].join("\n") : "";
}

/** The file that the school keeps. @param {Catcher} catcher @param {Year[]} all */
export const archived = (catcher, all) => written("archive", { catcher: catcher.id, years: all });

/** The years in such a file. Throws `Refused` where it is none of this catcher. @param {string} file
 * @param {Catcher} catcher */
export function unarchived(file, catcher) {
  const said = opened(file, "archive", "years");
  if (own(said, "catcher") !== catcher.id) throw new Refused("foreign");
  return years(own(said, "years"), catcher);
}

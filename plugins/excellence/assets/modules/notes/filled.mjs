// @ts-check
// What somebody wrote on a note catcher, as data: read strictly, from this device or from a file.

import { list, opened, own, PICTURE, Refused, written } from "./format.mjs";

const MOST_FILLED = 200, MOST_ROWS = 200, MOST_CELLS = 20, LONGEST = 10_000;

/** @typedef {{title: string, help?: string | null, key?: string | null}} Column */
/** @typedef {{text: string, lines: number, help?: string | null}} Question */
/** `help` says what a part is for; `rows` are the heads that stand there, `blank` how many more rows.
 * @typedef {object} Part
 * @property {string | null} [title]
 * @property {string | null} [help]
 * @property {Question[]} before
 * @property {Column[]} columns
 * @property {string[]} rows
 * @property {number} blank
 * @property {boolean} works
 * @property {Question[]} questions */
/** @typedef {{id: string, title: string, who?: string | null, tool?: string | null, parts: Part[]}} Catcher */

/** A work of the collection has a slug and a picture, by its path in this site; one's own has only what was typed.
 * @typedef {{slug: string, title: string, grade: string, picture: string}} Work */
/** @typedef {{work: Work | null, cells: string[]}} Row */
/** @typedef {{before: string[], rows: Row[], questions: string[]}} FilledPart */
/** @typedef {{who: string, date: string, parts: FilledPart[]}} Filled */
/** The questions of a part stand before its table or after it. @typedef {"before" | "questions"} Asked */

/** @param {unknown} value */
const text = (value) => (typeof value === "string" ? value.slice(0, LONGEST) : "");

/** A row in which nothing is written yet. @param {Part} part @param {Work | null} [work] @returns {Row} */
export const row = (part, work = null) => ({ work, cells: part.columns.map(() => "") });

/** Whether a row says something. @param {Row} row */
export const says = ({ work, cells }) => Boolean(work) || cells.some((cell) => cell.trim());

/** Made anew from anything, in the shape of its catcher; what does not fit is left out.
 * @param {unknown} said @param {Catcher} catcher @returns {Filled} */
export function read(said, catcher) {
  const parts = list(own(said, "parts"), catcher.parts.length);
  return {
    who: text(own(said, "who")),
    date: text(own(said, "date")),
    parts: catcher.parts.map((part, at) => readPart(parts[at], part)),
  };
}

/** @param {unknown} said @param {Part} part @returns {FilledPart} */
function readPart(said, part) {
  const [before, rows, questions] = ["before", "rows", "questions"].map((key) => list(own(said, key), MOST_ROWS));
  const held = rows.map((each) => {
    const cells = list(own(each, "cells"), MOST_CELLS);
    return { work: readWork(own(each, "work")), cells: part.columns.map((_, at) => text(cells[at])) };
  });
  while (held.length < part.rows.length + part.blank) held.push(row(part));
  return {
    before: part.before.map((_, at) => text(before[at])),
    rows: part.columns.length ? held : [],
    questions: part.questions.map((_, at) => text(questions[at])),
  };
}

/** @param {unknown} said @returns {Work | null} */
function readWork(said) {
  if (said === null || typeof said !== "object") return null;
  const slug = text(own(said, "slug")), picture = text(own(said, "picture"));
  return {
    slug: /^[a-z0-9-]+$/.test(slug) ? slug : "",
    title: text(own(said, "title")),
    grade: text(own(said, "grade")),
    picture: PICTURE.test(picture) ? picture : "",
  };
}

/** Whether nothing is written on it. @param {Filled} filled */
export const empty = ({ who, parts }) => !who.trim() && parts.every(({ before, rows, questions }) =>
  ![...before, ...questions].some((each) => each.trim()) && !rows.some(says));

/** The name of a file with what is written: of which catcher, by whom, from when.
 * @param {Catcher} catcher @param {Filled[]} all */
export function called(catcher, all) {
  const who = all.length > 1 ? `${all.length}` : all[0]?.who ?? "", { date = "" } = all[0] ?? {};
  const words = (/** @type {string} */ said) => said.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu);
  const plain = (/** @type {string} */ said) => words(said)?.join("-").slice(0, 40);
  return [catcher.id, plain(who), plain(date) ?? new Date().toLocaleDateString("sv")].filter(Boolean).join("-");
}

/** The file that holds what people wrote. @param {Catcher} catcher @param {Filled[]} all */
export const filed = (catcher, all) => written("catcher", { catcher: catcher.id, title: catcher.title, sheets: all });

/** What people wrote, from a file. Throws `Refused`, and takes nothing in, where it is no file for this catcher.
 * @param {string} file @param {Catcher} catcher @returns {Filled[]} */
export function unfiled(file, catcher) {
  const said = opened(file, "catcher", "sheets");
  if (own(said, "catcher") !== catcher.id) throw new Refused("other", text(own(said, "title")));
  return list(own(said, "sheets"), MOST_FILLED).map((each) => read(each, catcher));
}

// @ts-check
// What several people wrote on the same note catcher, put together: what is about the same becomes one row, and nothing
// is lost.

import { says } from "./filled.mjs";

/** @typedef {import("./filled.mjs").Part} Part */
/** @typedef {import("./filled.mjs").Row} Row */
/** @typedef {import("./filled.mjs").Work} Work */

/** What several people wrote, side by side. `counts` says for how many rows a column has words.
 * @typedef {{work: Work | null, head: string, cells: string[][]}} Joined */
/** @typedef {{before: string[][], rows: Joined[], counts: number[], questions: string[][]}} Together */

/** @param {string} text */
const plain = (text) => text.toLowerCase().replace(/\s+/g, " ").trim();

/** Which rows of several people are one: those of a work, under a head, or with the same first words where the first
 * column names what a row is about; a table that is one large row is one. Others stay by themselves.
 * @param {Part} part @param {Row} row @param {number} place @param {number} person */
function about(part, { work, cells }, place, person) {
  if (work) return `work ${work.slug || plain(`${work.title} ${work.grade}`)}`;
  if (part.rows[place]) return `row ${part.rows[place]}`;
  if (part.blank < 2) return "whole";
  const lead = part.columns[0].key ? "" : plain(cells[0]);
  return lead ? `lead ${lead}` : `${person} ${place}`;
}

/** @param {string} said @param {string} who */
const signed = (said, who) => (said.trim() ? [who ? `${said.trim()} (${who})` : said.trim()] : []);

/** @param {Part} part @param {{who: string, rows: Row[]}[]} people @returns {Joined[]} */
function joined(part, people) {
  /** @type {Map<string, Joined>} */
  const found = new Map();
  people.forEach(({ who, rows }, person) => {
    rows.forEach((row, place) => {
      if (!says(row)) return;
      const key = about(part, row, place, person), head = row.work ? "" : part.rows[place] ?? "";
      const one = found.get(key) ?? { work: row.work, head, cells: part.columns.map(() => []) };
      row.cells.forEach((cell, column) => one.cells[column].push(...signed(cell, who)));
      found.set(key, one);
    });
  });
  return [...found.values()];
}

/** @param {import("./filled.mjs").Catcher} catcher @param {import("./filled.mjs").Filled[]} all
 * @returns {Together[]} */
export function together(catcher, all) {
  return catcher.parts.map((part, at) => {
    const people = all.map(({ who, parts }) => ({ who: who.trim(), ...parts[at] })), rows = joined(part, people);
    /** @param {import("./filled.mjs").Asked} kind */
    const answers = (kind) =>
      part[kind].map((_, place) => people.flatMap((each) => signed(each[kind][place], each.who)));
    const counts = part.columns.map((_, column) => rows.reduce((sum, { cells }) => sum + cells[column].length, 0));
    return { before: answers("before"), rows, counts, questions: answers("questions") };
  });
}

// @ts-check
// What is written on a note catcher, as data: read strictly, and put together from several people.

import { opened, own, PICTURE, Refused, written } from "./files.mjs";

const MOST_SHEETS = 200, MOST_ROWS = 200, LONGEST = 10_000;

/** @typedef {{title: string, help?: string | null, key?: string | null}} Column */
/** @typedef {{text: string, lines: number, help?: string | null}} Question */
/** @typedef {{title?: string | null, before: Question[], columns: Column[], rows: string[], blank: number, works: boolean, questions: Question[]}} Part */
/** @typedef {{id: string, title: string, who?: string | null, parts: Part[]}} Catcher */

/** A work of the collection has a slug and a picture, by its path in this site; one's own has only what was typed.
 * @typedef {{slug: string, title: string, grade: string, picture: string}} Work */
/** @typedef {{work: Work | null, cells: string[]}} Row */
/** @typedef {{before: string[], rows: Row[], questions: string[]}} Filled */
/** @typedef {{who: string, date: string, parts: Filled[]}} Sheet */

/** @param {unknown} value */
const text = (value) => (typeof value === "string" ? value.slice(0, LONGEST) : "");
/** @param {unknown} value @param {number} most @returns {any[]} */
const list = (value, most) => (Array.isArray(value) ? value.slice(0, most) : []);

/** An empty sheet. @param {Catcher} catcher @returns {Sheet} */
export function blank(catcher) {
  return read({}, catcher);
}

/** A sheet made anew from anything, in the shape of its catcher; what does not fit is left out. @param {unknown} said @param {Catcher} catcher @returns {Sheet} */
export function read(said, catcher) {
  const parts = list(own(said, "parts"), catcher.parts.length);
  return {
    who: text(own(said, "who")),
    date: text(own(said, "date")),
    parts: catcher.parts.map((part, at) => filled(parts[at], part)),
  };
}

/** @param {unknown} said @param {Part} part @returns {Filled} */
function filled(said, part) {
  const [before, rows, questions] = ["before", "rows", "questions"].map((key) => list(own(said, key), MOST_ROWS));
  const least = part.columns.length ? part.rows.length + part.blank : 0;
  const held = rows.map((row) => ({ work: work(own(row, "work")), cells: part.columns.map((_, at) => text(list(own(row, "cells"), 20)[at])) }));
  while (part.columns.length && held.length < least) held.push({ work: null, cells: part.columns.map(() => "") });
  return {
    before: part.before.map((_, at) => text(before[at])),
    rows: part.columns.length ? held : [],
    questions: part.questions.map((_, at) => text(questions[at])),
  };
}

/** @param {unknown} said @returns {Work | null} */
function work(said) {
  if (said === null || typeof said !== "object") return null;
  const slug = text(own(said, "slug")), picture = text(own(said, "picture"));
  return {
    slug: /^[a-z0-9-]+$/.test(slug) ? slug : "",
    title: text(own(said, "title")),
    grade: text(own(said, "grade")),
    picture: PICTURE.test(picture) ? picture : "",
  };
}

/** The file that holds sheets. @param {Catcher} catcher @param {Sheet[]} sheets */
export const filed = (catcher, sheets) => written("catcher", { catcher: catcher.id, title: catcher.title, sheets });

/** The sheets in a file. Throws `Refused`, and takes nothing in, where it is no file for this catcher.
 * @param {string} file @param {Catcher} catcher @returns {Sheet[]} */
export function sheets(file, catcher) {
  const said = opened(file, "catcher", "sheets");
  if (own(said, "catcher") !== catcher.id) throw new Refused("other", text(own(said, "title")));
  return list(own(said, "sheets"), MOST_SHEETS).map((sheet) => read(sheet, catcher));
}

/** Whether anything is written on it. @param {Sheet} sheet */
export const empty = ({ who, parts }) => !who.trim() && parts.every(({ before, rows, questions }) =>
  ![...before, ...questions].some((each) => each.trim()) && !rows.some((row) => row.work || row.cells.some((cell) => cell.trim())));

/** What several people wrote, side by side. `counts` says for how many rows a column has words.
 * @typedef {{work: Work | null, head: string, cells: string[][]}} Joined */
/** @typedef {{before: string[][], rows: Joined[], counts: number[], questions: string[][]}} Together */

/** @param {Work} one */
const same = ({ slug, title, grade }) => slug || `${title} ${grade}`.toLowerCase().replace(/\s+/g, " ").trim();

/** Which rows of several sheets are one: those of a work, under a head, or with the same first words where the first column
 * names what a row is about; a table that is one large row is one. Others stay by themselves.
 * @param {Part} part @param {Row} row @param {number} place @param {number} sheet */
function about(part, row, place, sheet) {
  if (row.work) return `work ${same(row.work)}`;
  if (part.rows[place]) return `row ${part.rows[place]}`;
  if (part.blank < 2) return "whole";
  const lead = part.columns[0].key ? "" : row.cells[0].toLowerCase().replace(/\s+/g, " ").trim();
  return lead ? `lead ${lead}` : `${sheet} ${place}`;
}

/** Sheets put together: what is about the same becomes one row, and nothing is lost.
 * @param {Catcher} catcher @param {Sheet[]} all @returns {Together[]} */
export function together(catcher, all) {
  return catcher.parts.map((part, at) => {
    const filled = all.map(({ who, parts }) => ({ who: who.trim(), ...parts[at] }));
    /** @param {"before" | "questions"} kind */
    const answers = (kind) => part[kind].map((_, place) => filled.flatMap((each) => signed(each[kind][place], each.who)));
    /** @type {Map<string, Joined>} */
    const rows = new Map();
    filled.forEach(({ who, rows: held }, sheet) => {
      held.forEach((row, place) => {
        if (!row.work && row.cells.every((cell) => !cell.trim())) return;
        const head = row.work ? "" : part.rows[place] ?? "";
        const key = about(part, row, place, sheet);
        const joined = rows.get(key) ?? { work: row.work, head, cells: part.columns.map(() => []) };
        row.cells.forEach((cell, column) => joined.cells[column].push(...signed(cell, who)));
        rows.set(key, joined);
      });
    });
    const joined = [...rows.values()];
    const counts = part.columns.map((_, column) => joined.reduce((sum, { cells }) => sum + cells[column].length, 0));
    return { before: answers("before"), rows: joined, counts, questions: answers("questions") };
  });
}

/** @param {string} said @param {string} who */
const signed = (said, who) => (said.trim() ? [who ? `${said.trim()} (${who})` : said.trim()] : []);

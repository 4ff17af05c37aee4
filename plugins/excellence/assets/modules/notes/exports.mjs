// @ts-check
// Note catchers in the forms that other programs read: Markdown, CSV, and the rows of a table.

import { escaped } from "./format.mjs";

/** @typedef {import("./filled.mjs").Catcher} Catcher */
/** @typedef {import("./filled.mjs").Part} Part */
/** @typedef {import("./together.mjs").Together} Together */
/** @typedef {import("../shared/strings.mjs").Words} Words */

/** @param {import("./together.mjs").Joined} row */
const headOf = ({ work, head }) => (work ? [work.title, work.grade].filter(Boolean).join(", ") : head);

/** The rows of a part as a table of texts, its columns first; a part with works or heads has those at the front.
 * @param {Part} part @param {Together} told @param {Words} words @returns {string[][]} */
export function table(part, told, words) {
  if (!part.columns.length || !told.rows.length) return [];
  const named = told.rows.some((row) => headOf(row));
  const first = (/** @type {string} */ text) => (named ? [text] : []);
  const columns = [...first(part.works ? words.catch_work : ""), ...part.columns.map(({ title }) => title)];
  const rows = told.rows.map((row) => [...first(headOf(row)), ...row.cells.map((cell) => cell.join("\n"))]);
  const counts = [...first(words.catch_count), ...told.counts.map(String)];
  return [columns, ...rows, ...(part.columns.some(({ key }) => key) ? [counts] : [])];
}

/** @param {string[]} cells */
const line = (cells) => `| ${cells.map(escaped).join(" | ")} |`;

/** @param {Catcher} catcher @param {Together[]} told @param {Words} words */
export function markdown(catcher, told, words) {
  const lines = [`# ${escaped(catcher.title)}`];
  catcher.parts.forEach((part, at) => {
    if (part.title) lines.push("", `## ${escaped(part.title)}`);
    /** @param {import("./filled.mjs").Asked} kind */
    const asked = (kind) => part[kind].forEach(({ text }, place) => {
      const answers = told[at][kind][place].map((answer) => `- ${escaped(answer)}`);
      lines.push("", `**${escaped(text)}**`, "", ...answers);
    });
    asked("before");
    const [columns, ...rows] = table(part, told[at], words);
    if (columns) lines.push("", line(columns), `|${columns.map(() => " --- |").join("")}`, ...rows.map(line));
    asked("questions");
  });
  return `${lines.join("\n").replace(/\n{3,}/g, "\n\n")}\n`;
}

/** A cell that a spreadsheet shows and never computes. @param {string} text */
const cell = (text) => '"' + (/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replaceAll('"', '""') + '"';

/** @param {Catcher} catcher @param {Together[]} told @param {Words} words */
export function csv(catcher, told, words) {
  const lines = catcher.parts.flatMap((part, at) => [
    ...(part.title ? [[part.title]] : []),
    ...part.before.map(({ text }, place) => [text, told[at].before[place].join("\n")]),
    ...table(part, told[at], words),
    ...part.questions.map(({ text }, place) => [text, told[at].questions[place].join("\n")]),
    [],
  ]);
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  return `\uFEFF${lines.map((each) => each.map(cell).join(",")).join("\r\n")}\r\n`;
}

// @ts-check
// Note catchers in the forms that other programs read: Markdown, CSV, and a table for a document.

import { escaped } from "./files.mjs";
import { make } from "../shared/dom.mjs";

/** @typedef {import("./sheets.mjs").Catcher} Catcher */
/** @typedef {import("./sheets.mjs").Together} Together */

/** @param {import("./sheets.mjs").Joined} row */
const head = ({ work, head }) => (work ? [work.title, work.grade].filter(Boolean).join(", ") : head);

/** The rows of a part as a table of texts, its columns first; a part with works or heads has those at the front.
 * @param {import("./sheets.mjs").Part} part @param {Together} told @param {Record<string, string>} words @returns {string[][]} */
export function table(part, told, words) {
  if (!part.columns.length) return [];
  const named = told.rows.some((row) => head(row));
  const first = (/** @type {string} */ text) => (named ? [text] : []);
  const rows = told.rows.map((row) => [...first(head(row)), ...row.cells.map((cell) => cell.join("\n"))]);
  const counts = [...first(words.catch_count), ...told.counts.map(String)];
  return [[...first(part.works ? words.catch_work : ""), ...part.columns.map(({ title }) => title)], ...rows, ...(part.columns.some(({ key }) => key) ? [counts] : [])];
}

/** @param {Catcher} catcher @param {Together[]} told @param {Record<string, string>} words */
export function markdown(catcher, told, words) {
  const lines = [`# ${escaped(catcher.title)}`];
  catcher.parts.forEach((part, at) => {
    if (part.title) lines.push("", `## ${escaped(part.title)}`);
    /** @param {"before" | "questions"} kind */
    const asked = (kind) => part[kind].forEach(({ text }, place) => {
      lines.push("", `**${escaped(text)}**`, "", ...told[at][kind][place].map((answer) => `- ${escaped(answer)}`));
    });
    asked("before");
    const [columns, ...rows] = table(part, told[at], words);
    const line = (/** @type {string[]} */ cells) => `| ${cells.map(escaped).join(" | ")} |`;
    if (columns) lines.push("", line(columns), `|${columns.map(() => " --- |").join("")}`, ...rows.map(line));
    asked("questions");
  });
  return `${lines.join("\n").replace(/\n{3,}/g, "\n\n")}\n`;
}

/** A cell that a spreadsheet shows and never computes. @param {string} text */
const cell = (text) => '"' + (/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replaceAll('"', '""') + '"';

/** @param {Catcher} catcher @param {Together[]} told @param {Record<string, string>} words */
export function csv(catcher, told, words) {
  const lines = catcher.parts.flatMap((part, at) => [
    ...(part.title ? [[part.title]] : []),
    ...part.before.map(({ text }, place) => [text, told[at].before[place].join("\n")]),
    ...table(part, told[at], words),
    ...part.questions.map(({ text }, place) => [text, told[at].questions[place].join("\n")]),
    [],
  ]);
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  return `\uFEFF${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** The same as elements, for the page and for the clipboard. @param {Catcher} catcher @param {Together[]} told @param {Record<string, string>} words */
export function shown(catcher, told, words) {
  const whole = make("div", {});
  catcher.parts.forEach((part, at) => {
    if (part.title) whole.append(make("h3", {}, part.title));
    /** @param {"before" | "questions"} kind */
    const asked = (kind) => part[kind].forEach(({ text }, place) => {
      const answers = told[at][kind][place];
      if (answers.length) whole.append(make("p", {}, make("b", {}, text)), make("ul", {}, ...answers.map((answer) => make("li", {}, answer))));
    });
    asked("before");
    const [columns, ...rows] = table(part, told[at], words);
    if (columns && rows.length) {
      const body = rows.map((row) => make("tr", {}, ...row.map((text) => make("td", {}, ...text.split("\n").flatMap((line, place) => place ? [make("br", {}), line] : [line])))));
      whole.append(make("div", { class: "xc-scroll", tabindex: "0", role: "group", "aria-label": part.title || catcher.title },
        make("table", { class: "xc-table" }, make("thead", {}, make("tr", {}, ...columns.map((text) => make("th", { scope: "col" }, text)))), make("tbody", {}, ...body))));
    }
    asked("questions");
  });
  return whole;
}

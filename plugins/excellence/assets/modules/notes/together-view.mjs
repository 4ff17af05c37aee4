// @ts-check
// What several people wrote, as elements: for the page and for the clipboard.

import { make } from "../shared/dom.mjs";
import { table } from "./exports.mjs";

/** A cell's text with its lines. @param {string} text */
const lines = (text) => text.split("\n").flatMap((line, place) => (place ? [make("br", {}), line] : [line]));

/** @param {string} label @param {string[]} columns @param {string[][]} rows */
function grid(label, columns, rows) {
  const head = make("tr", {}, columns.map((text) => make("th", { scope: "col" }, text)));
  const body = rows.map((row) => make("tr", {}, row.map((text) => make("td", {}, lines(text)))));
  return make("div", { class: "xc-scroll", tabindex: "0", role: "group", "aria-label": label },
    make("table", { class: "xc-table" }, make("thead", {}, head), make("tbody", {}, body)));
}

/** @param {import("./filled.mjs").Catcher} catcher @param {import("./together.mjs").Together[]} told
 * @param {import("../shared/strings.mjs").Words} words */
export function shown(catcher, told, words) {
  return make("div", {}, catcher.parts.flatMap((part, at) => {
    /** @param {import("./filled.mjs").Asked} kind */
    const asked = (kind) => part[kind].flatMap(({ text }, place) => {
      const answers = told[at][kind][place].map((answer) => make("li", {}, answer));
      return answers.length ? [make("p", {}, make("b", {}, text)), make("ul", {}, answers)] : [];
    });
    const [columns, ...rows] = table(part, told[at], words), label = part.title || catcher.title;
    return [part.title && make("h3", {}, part.title), ...asked("before"),
      rows.length > 0 && grid(label, columns, rows), ...asked("questions")];
  }));
}

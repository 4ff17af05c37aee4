// @ts-check
// A school's summary sheets over the years, as a line of meetings.

import { action } from "../shared/controls.mjs";
import { fill, make } from "../shared/dom.mjs";
import { answers, goals, pieces, STATES } from "./archive-state.mjs";

/** @typedef {import("../shared/strings.mjs").Words} Words */

/** @param {string[]} cells @param {string} now @param {Words} words @param {(now: string) => void} became */
function goal(cells, now, words, became) {
  const options = STATES.map((state) => make("option", { value: state }, words[`archive_${state}`]));
  const choice = make("select", { "aria-label": fill(words.archive_became, { goal: cells[0] }) }, options);
  choice.value = now;
  const said = cells.filter((cell) => cell.trim()).map((cell, place) => (place ? ` · ${cell}` : cell));
  const item = make("li", { "data-state": now }, make("span", {}, said), choice);
  choice.onchange = () => {
    item.dataset.state = choice.value;
    became(choice.value);
  };
  return item;
}

/** A meeting: its goals, which one follows, what was said, and the pieces.
 * @param {import("./archive-state.mjs").Year} year @param {import("./filled.mjs").Catcher} catcher @param {Words} words
 * @param {{became: (goal: number, now: string) => void, drop: (when: string) => void}} acts */
export function meeting(year, catcher, words, acts) {
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  const when = day.format(new Date(`${year.date}T00:00:00Z`));
  const followed = goals(year, catcher).map(({ cells, state }, at) =>
    goal(cells, state, words, (now) => acts.became(at, now)));
  const told = answers(year, catcher).map(({ text, said }) => make("p", {}, make("b", {}, text), " ", said));
  const looked = pieces(year, catcher).map((piece) => make("li", {}, piece));
  return make("li", {}, make("h3", {}, make("time", { datetime: year.date }, when)),
    followed.length ? make("ul", { class: "xc-archive__goals" }, followed)
      : make("p", { class: "xc-hint" }, words.archive_no_goals),
    told, looked.length > 0 && make("details", {}, make("summary", {}, words.archive_pieces), make("ul", {}, looked)),
    action(words.archive_drop, () => acts.drop(when), { name: fill(words.archive_drop_one, { date: when }) }));
}

/** A date, and what is done with it. @param {Words} words @param {(date: string) => void} add */
export function adder(words, add) {
  const today = new Date().toISOString().slice(0, 10);
  const date = make("input", { type: "date", value: today, required: "required" });
  const form = make("form", { class: "xc-fill__own" }, make("label", {}, words.archive_date, date),
    make("button", { type: "submit", class: "xc-button" }, words.archive_add));
  form.onsubmit = (event) => {
    event.preventDefault();
    // What was typed last may still wait to be kept.
    /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
    add(date.value);
  };
  return form;
}

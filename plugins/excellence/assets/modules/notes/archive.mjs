// @ts-check
// A school's body of evidence: its summary sheets over the years, by date, with what became of each goal. One file that the
// school keeps; this device holds a copy only as long as any note.

import { action } from "../shared/controls.mjs";
import { chooser, download, escaped, opened, own, reason, Refused, written } from "./files.mjs";
import { fill, make } from "../shared/dom.mjs";
import { empty, read } from "./sheets.mjs";
import { keep, kept, lasting } from "../shared/store.mjs";
import { wordsOf } from "../shared/strings.mjs";

const NAME = "archive", MOST = 100, STATES = ["under_way", "met", "partly", "unmet"];

/** `goals` says for each goal of the sheet what became of it. @typedef {{date: string, goals: string[], sheet: import("./sheets.mjs").Sheet}} Year */

/** Years made anew from anything, the first before the last; what has no date is left out.
 * @param {unknown} said @param {import("./sheets.mjs").Catcher} catcher @returns {Year[]} */
function years(said, catcher) {
  const all = Array.isArray(said) ? said.slice(0, MOST) : [];
  return sorted(all.flatMap((each) => {
    const date = own(each, "date"), goals = own(each, "goals");
    if (typeof date !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return [];
    return [{ date, goals: (Array.isArray(goals) ? goals.slice(0, 20) : []).map((goal) => (STATES.includes(goal) ? goal : "under_way")), sheet: read(own(each, "sheet"), catcher) }];
  }));
}

/** @param {Year[]} all */
const sorted = (all) => all.sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));

/** @param {HTMLElement} button @param {import("./sheets.mjs").Catcher} catcher @param {Record<string, string>} words */
function start(button, catcher, words) {
  const known = kept(NAME)?.data;
  let all = years(known, catcher);
  const status = make("p", { role: "status", class: "xc-fill__status" }), line = make("ol", { class: "xc-archive__line" });
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  /** @param {string} message */
  const say = (message) => void (status.textContent = message);
  const present = () => read(kept(`catcher.${catcher.id}`)?.data, catcher);
  const goalPart = catcher.parts.findIndex(({ columns }) => columns.some(({ key }) => key === "goal"));
  const rows = (/** @type {import("./sheets.mjs").Sheet} */ sheet, /** @type {number} */ at) => (sheet.parts[at]?.rows ?? []).filter(({ work, cells }) => work || cells.some((cell) => cell.trim()));

  function save() {
    if (!keep(NAME, all)) say(lasting ? words.catch_full : words.catch_unkept);
  }

  /** @param {Year} year */
  function shown(year) {
    const goals = rows(year.sheet, goalPart).map(({ cells }, at) => {
      const choice = /** @type {HTMLSelectElement} */ (make("select", { "aria-label": fill(words.archive_became, { goal: cells[0] }) }, ...STATES.map((state) => make("option", { value: state }, words["archive_" + state]))));
      choice.value = year.goals[at] ?? "under_way";
      choice.onchange = () => {
        year.goals[at] = choice.value;
        item.querySelectorAll("[data-state]")[at]?.setAttribute("data-state", choice.value);
        save();
      };
      return make("li", { "data-state": choice.value }, make("span", {}, ...cells.filter((cell) => cell.trim()).map((cell, place) => (place ? ` · ${cell}` : cell))), choice);
    });
    const told = catcher.parts.flatMap((part, at) => part.questions.flatMap(({ text }, place) => {
      const said = year.sheet.parts[at].questions[place].trim();
      return said ? [make("p", {}, make("b", {}, text), " ", said)] : [];
    }));
    const pieces = catcher.parts.flatMap((part, at) => (part.works ? rows(year.sheet, at) : [])).map(({ work, cells }) => [work?.title, work?.grade, ...cells].filter((each) => each?.trim()).join(", "));
    const when = day.format(new Date(`${year.date}T00:00:00Z`));
    const item = make("li", {}, make("h3", {}, make("time", { datetime: year.date }, when)),
      ...(goals.length ? [make("ul", { class: "xc-archive__goals" }, ...goals)] : [make("p", { class: "xc-hint" }, words.archive_no_goals)]), ...told,
      ...(pieces.length ? [make("details", {}, make("summary", {}, words.archive_pieces), make("ul", {}, ...pieces.map((piece) => make("li", {}, piece))))] : []),
      action(words.archive_drop, () => {
        all = all.filter((each) => each !== year);
        save();
        draw();
        say(fill(words.archive_dropped, { date: when }));
        file.focus();
      }, { name: fill(words.archive_drop_one, { date: when }) }));
    return item;
  }

  function draw() {
    line.replaceChildren(...all.map(shown));
    line.hidden = !all.length;
  }

  const date = /** @type {HTMLInputElement} */ (make("input", { type: "date", value: new Date().toISOString().slice(0, 10), required: "required" }));
  const add = make("form", { class: "xc-fill__own" }, make("label", {}, words.archive_date, date), make("button", { type: "submit", class: "xc-button" }, words.archive_add));
  add.onsubmit = (event) => {
    event.preventDefault();
    // What was typed last may still wait to be kept.
    /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
    const sheet = present();
    if (empty(sheet)) return say(words.archive_empty);
    // A sheet of the same day is the same meeting: it takes the place of the one before, and its goals keep their state.
    const before = all.find((each) => each.date === date.value);
    all = sorted([...all.filter((each) => each !== before), { date: date.value, goals: before?.goals ?? [], sheet }]);
    save();
    draw();
    say(words.archive_added);
  };

  const file = chooser(([text]) => {
    try {
      const said = opened(text, "archive", "years");
      if (own(said, "catcher") !== catcher.id) throw new Refused("foreign");
      // Meetings that are here stay as they are; those of other days come in.
      const come = years(own(said, "years"), catcher).filter((each) => !all.some((other) => other.date === each.date));
      all = sorted([...all, ...come]);
      save();
      draw();
      say(fill(words.archive_taken, { number: come.length }));
    } catch (flaw) {
      say(reason(flaw, words));
    }
  });

  /** A text to send with the pieces that are proposed; people send it, the page does not. */
  function submission() {
    const sheet = present();
    const pieces = rows(sheet, catcher.parts.length - 1).slice(0, 3);
    if (!pieces.length) return say(words.archive_unproposed);
    const labels = catcher.parts[catcher.parts.length - 1].columns.map(({ title }) => title);
    const told = pieces.flatMap(({ work, cells }) => ["## " + escaped(work?.title || cells[0] || words.catch_work), "", ...(work?.grade ? ["- " + words.catch_grade + ": " + escaped(work.grade)] : []),
      ...cells.flatMap((cell, at) => (cell.trim() ? ["- " + escaped(labels[at]) + ": " + escaped(cell)] : [])), ...words.archive_asked.split("|").map((each) => "- " + each + ": "), ""]);
    download("submission.md", "text/markdown", ["# " + words.archive_letter, "", ...told].join("\n"));
    say(words.archive_letter_made);
  }

  const box = make("section", { class: "xc-archive xc-noprint", "aria-label": words.archive_open }, make("h2", {}, words.archive_open), make("p", { class: "xc-fill__private" }, words.archive_private), status,
    add, make("label", { class: "xc-criteria__file" }, words.archive_take, " ", file), line,
    make("p", { class: "xc-fill__tools" }, action(words.archive_save, () => download("archive.json", "application/json", written("archive", { catcher: catcher.id, years: all }))), action(words.archive_submit, submission),
      ...(button.dataset.submit ? [make("a", { href: button.dataset.submit }, words.archive_how)] : [])));
  /** @type {HTMLElement} */ (document.querySelector(".xc-catcher")).after(box);
  button.hidden = true;
  draw();
}

const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-archive]"));
const record = document.querySelector("[data-catcher]");
if (button && record) {
  const begin = async () => start(button, JSON.parse(record.textContent ?? ""), await wordsOf("tools"));
  button.addEventListener("click", () => begin().then(() => /** @type {HTMLElement | null} */ (document.querySelector(".xc-archive input"))?.focus()));
  if (kept(NAME)) begin();
}

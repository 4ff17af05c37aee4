// @ts-check
// A note catcher to write on, as elements: made anew from what is written, whenever its rows change.

import { action } from "../shared/controls.mjs";
import { fill, make } from "../shared/dom.mjs";
import { chooser as files } from "./files.mjs";

/** @typedef {import("./filled.mjs").Catcher} Catcher */
/** @typedef {import("./filled.mjs").Part} Part */
/** @typedef {import("./filled.mjs").Row} Row */
/** @typedef {import("./filled.mjs").Work} Work */
/** @typedef {import("./catcher-state.mjs").Spot} Spot */
/** @typedef {import("../shared/strings.mjs").Words} Words */

/** What people do on it. `part`, `row` and so on are places, counted from none.
 * @typedef {object} Acts
 * @property {(spot: Spot, text: string) => void} write
 * @property {() => void} rest a field is left
 * @property {(part: number) => void} more
 * @property {(part: number, row: number, name: string) => void} drop
 * @property {(part: number, work: Work) => void} add */

/** What all of it is made with; `looks` says how each part looks on the page.
 * @typedef {object} Frame
 * @property {Catcher} catcher
 * @property {Words} words
 * @property {string} root where pictures begin
 * @property {(choose: (work: import("../searching/work-finder.mjs").Found) => void) => Node[]} find finds works
 * @property {Node} title
 * @property {(string | undefined)[]} looks
 * @property {Acts} acts */

const LONGEST = 10_000, LONGEST_NAME = 120;

/** @param {Frame} frame @param {Spot} spot @param {string} label @param {string} value @param {number} [lines] */
function field({ acts }, spot, label, value, lines = 1) {
  const made = make("textarea", { rows: lines, "aria-label": label, maxlength: LONGEST, class: "xc-fill__field" });
  made.value = value;
  const grow = () => {
    if (CSS.supports("field-sizing", "content")) return;
    made.style.blockSize = "auto";
    made.style.blockSize = `${made.scrollHeight + 4}px`;
  };
  made.oninput = () => {
    grow();
    acts.write(spot, made.value);
  };
  made.onfocus = grow;
  made.onblur = () => acts.rest();
  return made;
}

/** @param {Frame} frame @param {import("./filled.mjs").Filled} filled @returns {Node[]} */
export function form(frame, filled) {
  const { catcher, words } = frame;
  const heads = /** @type {["who" | "date", string][]} */ ([
    ["who", catcher.who ?? words.catch_who],
    ["date", words.catch_date],
  ]);
  const who = heads.map(([head, label]) =>
    make("label", { class: "xc-fill__who" }, label, field(frame, { head }, label, filled[head])));
  const parts = catcher.parts.map((part, at) => section(frame, part, at, filled.parts[at]));
  return [frame.title, make("div", { class: "xc-fill__heads" }, who), ...parts];
}

/** @param {Frame} frame @param {Part} part @param {number} at @param {import("./filled.mjs").FilledPart} filled */
function section(frame, part, at, filled) {
  /** @param {import("./filled.mjs").Asked} kind */
  const asked = (kind) => part[kind].map(({ text, help, lines }, place) =>
    make("div", { class: "xc-ask" }, make("p", {}, text), help && make("p", { class: "xc-hint" }, help),
      field(frame, { part: at, kind, at: place }, text, filled[kind][place], lines)));
  return make("section", { id: `part-${at + 1}`, class: frame.looks[at] },
    part.title && make("h2", {}, part.title), part.help && make("p", {}, part.help), asked("before"),
    part.columns.length > 0 && table(frame, part, at, filled.rows), asked("questions"));
}

/** @param {Frame} frame @param {Part} part @param {number} at @param {Row[]} rows */
function table(frame, part, at, rows) {
  const { catcher, words, acts } = frame, headed = part.rows.length > 0 || rows.some(({ work }) => work);
  const columns = part.columns.map(({ title, help }) =>
    make("th", { scope: "col" }, title, help && [make("br", {}), make("small", {}, help)]));
  const head = make("thead", {}, make("tr", {}, headed && make("td", {}), columns));
  const body = make("tbody", {}, rows.map((row, place) => line(frame, at, row, place, headed)));
  const grid = make("table", { class: "xc-grid xc-fill__grid", style: "--xc-lines:1" }, head, body);
  const region = { class: "xc-scroll", tabindex: "0", role: "region", "aria-label": part.title || catcher.title };
  return make("div", {}, make("div", region, grid),
    make("div", { class: "xc-noprint xc-fill__more" }, part.works && chooser(frame, at),
      !part.rows.length && action(words.catch_more, () => acts.more(at))));
}

/** @param {Frame} frame @param {number} at @param {Row} row @param {number} place @param {boolean} headed */
function line(frame, at, { work, cells }, place, headed) {
  const { catcher, words } = frame, { columns, rows } = catcher.parts[at];
  const name = work ? [work.title, work.grade].filter(Boolean).join(", ") : rows[place] ?? "";
  const called = name || fill(words.catch_row, { number: place + 1 });
  const fields = columns.map(({ title }, column) => make("td", { "data-label": title },
    field(frame, { part: at, row: place, column }, `${called}: ${title}`, cells[column], 2)));
  return make("tr", {}, headed && make("th", { scope: "row" },
    work?.picture && thumbnail(frame, work), name, work && dropper(frame, at, place, name)), fields);
}

/** A work's picture; one that is no longer there leaves no hole. @param {Frame} frame @param {Work} work */
function thumbnail({ root }, { picture }) {
  const image = make("img", { src: root + picture, alt: "", width: 64, class: "xc-fill__picture" });
  image.onerror = () => image.remove();
  return image;
}

/** @param {Frame} frame @param {number} at @param {number} place @param {string} name */
function dropper({ words, acts }, at, place, name) {
  const label = fill(words.catch_drop, { title: name });
  return action("×", () => acts.drop(at, place, name), { name: label, look: "xc-fill__drop xc-noprint" });
}

/** Adds a work: one of the collection, or one's own. @param {Frame} frame @param {number} at */
function chooser({ words, find, acts }, at) {
  const found = find(({ slug, title, facts, picture }) =>
    acts.add(at, { slug, title, grade: facts.split(" · ")[0], picture }));
  const [name, grade] = [words.catch_title, words.catch_grade].map((label) => make("input",
    { type: "text", "aria-label": label, placeholder: label, maxlength: LONGEST_NAME, autocomplete: "off" }));
  const press = make("button", { type: "submit", class: "xc-button xc-button--quiet" }, words.catch_add_own);
  const own = make("form", { class: "xc-fill__own" }, name, grade, press);
  own.onsubmit = (event) => {
    event.preventDefault();
    const title = name.value.trim();
    if (title) acts.add(at, { slug: "", title, grade: grade.value.trim(), picture: "" });
    else name.focus();
  };
  return make("details", { class: "xc-fill__add" }, make("summary", {}, words.catch_add),
    make("p", {}, words.catch_from), found, make("p", {}, words.catch_own), own);
}

/** Opens one's own sheet again. @param {Words} words @param {(texts: string[]) => void} open */
export function opener(words, open) {
  return make("details", { class: "xc-fill__bring" }, make("summary", {}, words.catch_open),
    make("p", { class: "xc-hint" }, words.catch_open_hint), make("label", {}, words.catch_file, " ", files(open)));
}

/** Brings in what others wrote: files, or the text of one. @param {Words} words
 * @param {(texts: string[]) => void} take */
export function bringer(words, take) {
  const pasted = make("textarea", { rows: 3, "aria-label": words.catch_paste, placeholder: words.catch_paste });
  return make("details", { class: "xc-fill__bring" }, make("summary", {}, words.catch_bring),
    make("p", { class: "xc-hint" }, words.catch_bring_hint),
    make("label", {}, words.catch_files, " ", files(take, true)), pasted, action(words.catch_take, () => {
      if (!pasted.value.trim()) return pasted.focus();
      take([pasted.value]);
      pasted.value = "";
    }));
}

// @ts-check
// A note catcher that is filled in on a phone or a laptop. It is kept on this device alone; a file takes it elsewhere.

import { action } from "../shared/controls.mjs";
import { csv, markdown, shown } from "./exports.mjs";
import { chooser as files, download, reason } from "./files.mjs";
import { finder } from "../searching/work-finder.mjs";
import { fill, make, places } from "../shared/dom.mjs";
import { blank, empty, filed, read, sheets, together } from "./sheets.mjs";
import { clear, keep, kept, lasting, soon, watch } from "../shared/store.mjs";
import { wordsOf } from "../shared/strings.mjs";

/** @typedef {import("./sheets.mjs").Sheet} Sheet */

const PAUSE = 1000;

const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-fill]"));
const record = document.querySelector("[data-catcher]");
const paper = /** @type {HTMLElement | null} */ (document.querySelector(".xc-catcher"));

/** @param {HTMLElement} button @param {import("./sheets.mjs").Catcher} catcher @param {HTMLElement} paper @param {Record<string, string>} words */
function start(button, catcher, paper, words) {
  const NAME = `catcher.${catcher.id}`;
  /** @type {Sheet} */
  let sheet = read(kept(NAME)?.data ?? {}, catcher);
  /** @type {Sheet[]} */
  let others = [];
  let saving = 0;
  const title = /** @type {HTMLElement} */ (paper.querySelector(".xc-catcher__title")).cloneNode(true);
  const blankParts = [...paper.children].map((part) => /** @type {HTMLElement} */ (part));

  const saved = make("p", { class: "xc-fill__saved" }), status = make("p", { role: "status", class: "xc-fill__status" });
  /** @param {string} message */
  const say = (message) => void (status.textContent = message);
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" });

  // Keeping

  function later() {
    clearTimeout(saving);
    saving = setTimeout(save, PAUSE);
  }

  function save() {
    clearTimeout(saving);
    saving = 0;
    const done = keep(NAME, sheet);
    tell();
    if (!done) say(lasting ? words.catch_full : words.catch_unkept);
  }

  function tell() {
    const now = kept(NAME);
    if (!now) return void (saved.textContent = "");
    const parts = lasting ? [fill(words.catch_saved, { time: time.format(now.saved), day: day.format(now.until) })] : [words.catch_unkept];
    saved.replaceChildren(parts.join(" "), ...(soon(now) ? [" ", make("b", {}, words.catch_soon)] : []));
  }

  // Filling in

  /** @param {string} label @param {string} value @param {(value: string) => void} change @param {number} [lines] */
  function field(label, value, change, lines = 1) {
    const made = /** @type {HTMLTextAreaElement} */ (make("textarea", { rows: lines, "aria-label": label, maxlength: 10_000, class: "xc-fill__field" }));
    made.value = value;
    const grow = () => {
      if (CSS.supports("field-sizing", "content")) return;
      made.style.blockSize = "auto";
      made.style.blockSize = `${made.scrollHeight + 4}px`;
    };
    made.oninput = () => {
      change(made.value);
      grow();
      later();
    };
    made.onfocus = grow;
    made.onblur = () => saving && save();
    return made;
  }

  function draw() {
    const parts = catcher.parts.map((part, at) => {
      const filled = sheet.parts[at];
      /** @param {"before" | "questions"} kind */
      const asked = (kind) => part[kind].map((question, place) => make("div", { class: "xc-ask" }, make("p", {}, question.text),
        ...(question.help ? [make("p", { class: "xc-hint" }, question.help)] : []),
        field(question.text, filled[kind][place], (value) => void (filled[kind][place] = value), question.lines)));
      return make("section", { id: `part-${at + 1}`, class: blankParts.find((each) => each.id === `part-${at + 1}`)?.className },
        ...(part.title ? [make("h2", {}, part.title)] : []), ...(/** @type {any} */ (part).help ? [make("p", {}, /** @type {any} */ (part).help)] : []),
        ...asked("before"), ...(part.columns.length ? [rows(part, at)] : []), ...asked("questions"));
    });
    const who = [["who", catcher.who ?? words.catch_who], ["date", words.catch_date]].map(([key, label]) =>
      make("label", { class: "xc-fill__who" }, label, field(label, sheet[/** @type {"who" | "date"} */ (key)], (value) => void (sheet[/** @type {"who" | "date"} */ (key)] = value))));
    paper.replaceChildren(title, make("div", { class: "xc-fill__heads" }, ...who), ...parts);
  }

  /** @param {import("./sheets.mjs").Part} part @param {number} at */
  function rows(part, at) {
    const filled = sheet.parts[at], headed = part.rows.length > 0 || filled.rows.some(({ work }) => work);
    const body = filled.rows.map((row, place) => {
      const name = row.work ? [row.work.title, row.work.grade].filter(Boolean).join(", ") : part.rows[place] ?? "";
      const cells = part.columns.map((column, number) => make("td", { "data-label": column.title }, field([name || fill(words.catch_row, { number: place + 1 }), column.title].join(": "), row.cells[number], (value) => void (row.cells[number] = value), 2)));
      return make("tr", {}, ...(headed ? [make("th", { scope: "row" }, ...thumbnail(row.work), name, ...(row.work ? [drop(at, place, name)] : []))] : []), ...cells);
    });
    const columns = part.columns.map(({ title: name, help }) => make("th", { scope: "col" }, name, ...(help ? [make("br", {}), make("small", {}, help)] : [])));
    const grid = make("table", { class: "xc-grid xc-fill__grid", style: "--xc-lines:1" }, make("thead", {}, make("tr", {}, ...(headed ? [make("td", {})] : []), ...columns)), make("tbody", {}, ...body));
    const scroll = make("div", { class: "xc-scroll", tabindex: "0", role: "region", "aria-label": part.title || catcher.title }, grid);
    return make("div", {}, scroll, make("div", { class: "xc-noprint xc-fill__more" }, ...(part.works ? [chooser(at)] : []), ...(part.rows.length ? [] : [action(words.catch_more, () => {
      filled.rows.push({ work: null, cells: part.columns.map(() => "") });
      draw();
      later();
      /** @type {HTMLElement | null} */ (paper.querySelector(`#part-${at + 1} tbody tr:last-child textarea`))?.focus();
    })])));
  }

  /** A work's picture; one that is no longer there leaves no hole. @param {import("./sheets.mjs").Work | null} work */
  function thumbnail(work) {
    if (!work?.picture) return [];
    const image = make("img", { src: places(button.dataset.index).root + work.picture, alt: "", width: 64, class: "xc-fill__picture" });
    image.addEventListener("error", () => image.remove());
    return [image];
  }

  /** @param {number} at @param {number} place @param {string} name */
  function drop(at, place, name) {
    const made = make("button", { type: "button", class: "xc-fill__drop xc-noprint", "aria-label": fill(words.catch_drop, { title: name }) }, "×");
    made.onclick = () => {
      const [gone] = sheet.parts[at].rows.splice(place, 1);
      draw();
      later();
      say(fill(words.catch_dropped, { title: name }));
      const again = action(words.catch_undo, () => {
        sheet.parts[at].rows.splice(place, 0, gone);
        draw();
        later();
        say("");
      });
      status.append(" ", again);
      again.focus();
    };
    return made;
  }

  /** Adds a work: one of the collection, or one's own. @param {number} at */
  function chooser(at) {
    const [name, grade] = [words.catch_title, words.catch_grade].map((label) => /** @type {HTMLInputElement} */ (make("input", { type: "text", "aria-label": label, placeholder: label, maxlength: 120, autocomplete: "off" })));
    const box = /** @type {HTMLDetailsElement} */ (make("details", { class: "xc-fill__add" }, make("summary", {}, words.catch_add)));
    /** @param {import("./sheets.mjs").Work} work */
    function add(work) {
      const { rows: held } = sheet.parts[at], free = held.findIndex((row, place) => !row.work && !catcher.parts[at].rows[place] && row.cells.every((cell) => !cell.trim()));
      const row = { work, cells: catcher.parts[at].columns.map(() => "") };
      if (free >= 0) held.splice(free, 1, row);
      else held.push(row);
      draw();
      save();
      say(fill(words.catch_added, { title: work.title }));
      /** @type {HTMLElement | null} */ (paper.querySelectorAll(`#part-${at + 1} tbody tr`)[free >= 0 ? free : held.length - 1]?.querySelector("textarea"))?.focus();
    }
    const found = finder(button.dataset.index, { find: words.catch_find, none: words.catch_none, failed: words.catch_failed },
      ({ slug, title: called, facts, picture }) => add({ slug, title: called, grade: facts.split(" · ")[0], picture }));
    const own = make("form", { class: "xc-fill__own" }, name, grade, make("button", { type: "submit", class: "xc-button xc-button--quiet" }, words.catch_add_own));
    own.onsubmit = (event) => {
      event.preventDefault();
      if (name.value.trim()) add({ slug: "", title: name.value.trim(), grade: grade.value.trim(), picture: "" });
      else name.focus();
    };
    box.append(make("p", {}, words.catch_from), ...found, make("p", {}, words.catch_own), own);
    return box;
  }

  // Taking along and putting together

  const all = () => [...(empty(sheet) ? [] : [sheet]), ...others];
  const told = () => together(catcher, all());
  const file = (/** @type {string} */ ending) => `${catcher.id}.${ending}`;

  async function copy() {
    const table = shown(catcher, told(), words);
    const [rich, plain] = [["text/html", new XMLSerializer().serializeToString(table)], ["text/plain", markdown(catcher, told(), words)]].map(([type, text]) => new Blob([text], { type }));
    try {
      await navigator.clipboard.write([new ClipboardItem({ "text/html": rich, "text/plain": plain })]);
      say(words.catch_copied);
    } catch {
      say(words.catch_uncopied);
    }
  }

  const merged = make("section", { class: "xc-fill__together", hidden: "hidden" });

  /** @param {string[]} texts each the text of a file */
  function take(texts) {
    /** @type {Sheet[]} */
    const come = [];
    const wrong = [];
    for (const text of texts) {
      try {
        come.push(...sheets(text, catcher));
      } catch (flaw) {
        wrong.push(reason(flaw, words));
      }
    }
    // The same sheet twice is one sheet.
    const known = new Set(all().map((each) => JSON.stringify(each)));
    const fresh = come.filter((each) => !known.has(JSON.stringify(each)) && known.add(JSON.stringify(each)));
    if (fresh.length && empty(sheet) && fresh.length === 1 && !others.length) {
      [sheet] = fresh;
      draw();
      save();
    } else others = [...others, ...fresh];
    gather();
    say([come.length ? fill(words.catch_taken, { number: fresh.length }) : "", ...wrong].filter(Boolean).join(" "));
  }

  function gather() {
    merged.hidden = !others.length;
    if (!others.length) return;
    merged.replaceChildren(make("h2", {}, fill(words.catch_together, { number: all().length })), shown(catcher, told(), words), action(words.catch_apart, () => {
      others = [];
      gather();
      say(words.catch_parted);
    }));
  }

  const chosen = files(take, true);
  const pasted = /** @type {HTMLTextAreaElement} */ (make("textarea", { rows: 3, "aria-label": words.catch_paste, placeholder: words.catch_paste }));
  const bring = make("details", { class: "xc-fill__bring" }, make("summary", {}, words.catch_bring), make("p", { class: "xc-hint" }, words.catch_bring_hint),
    make("label", {}, words.catch_files, " ", chosen), pasted, action(words.catch_take, () => {
      if (!pasted.value.trim()) return pasted.focus();
      take([pasted.value]);
      pasted.value = "";
    }));

  const tools = make("div", { class: "xc-fill xc-noprint" }, make("p", { class: "xc-fill__private" }, words.catch_private), saved,
    make("p", { class: "xc-fill__tools" },
      action(words.catch_print, () => {
        save();
        print();
      }),
      action(words.catch_json, () => download(file("json"), "application/json", filed(catcher, all()))),
      action(words.catch_markdown, () => download(file("md"), "text/markdown", markdown(catcher, told(), words))),
      action(words.catch_csv, () => download(file("csv"), "text/csv", csv(catcher, told(), words))),
      action(words.catch_copy, copy),
      action(words.catch_clear, () => {
        if (!confirm(words.catch_sure)) return;
        clear();
        sheet = blank(catcher);
        others = [];
        draw();
        gather();
        tell();
        say(words.catch_cleared);
      })),
    bring, status);

  /** @type {HTMLElement} */ (button.parentElement).hidden = true;
  paper.before(tools);
  paper.after(merged);
  paper.classList.add("xc-catcher--filled");
  draw();
  tell();
  // Another window of this browser wrote on the same sheet; what is being typed here is not taken away.
  watch(NAME, () => {
    const now = kept(NAME);
    if (!now) {
      sheet = blank(catcher);
      draw();
    } else if (!saving || !paper.contains(document.activeElement)) {
      sheet = read(now.data, catcher);
      draw();
    } else say(words.catch_elsewhere);
    tell();
  });
  addEventListener("pagehide", () => saving && keep(NAME, sheet));
}

if (button && record && paper) {
  const catcher = JSON.parse(record.textContent ?? "");
  /** @param {boolean} [asked] */
  const fillIn = async (asked) => {
    start(button, catcher, paper, await wordsOf("tools"));
    if (asked) /** @type {HTMLElement | null} */ (paper.querySelector("textarea"))?.focus();
  };
  button.addEventListener("click", () => fillIn(true));
  // Where something was written before, it is there again.
  if (kept(`catcher.${catcher.id}`)) fillIn();
}

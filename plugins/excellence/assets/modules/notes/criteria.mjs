// @ts-check
// Builds a list of criteria with a class: what we see, put into groups, named in the class's own words. No levels and no
// points. It is kept on this device, printed as a poster or a checklist, and can seed a critique.

import { action } from "../shared/controls.mjs";
import { chooser, download, escaped, opened, own, PICTURE, reason, written } from "./files.mjs";
import { finder } from "../searching/work-finder.mjs";
import { fill, make, places } from "../shared/dom.mjs";
import { keep, kept, lasting } from "../shared/store.mjs";
import { wordsOf } from "../shared/strings.mjs";

const NAME = "criteria", MOST = 30, LONGEST = 200, PAUSE = 1000;
const ATTRIBUTES = ["complexity", "craftsmanship", "authenticity"];

/** A picture of the collection that shows what is meant. @typedef {{slug: string, title: string, src: string}} Pin */
/** @typedef {{name: string, seen: string[], attribute: string, must: boolean, pin: Pin | null}} Criterion */
/** @typedef {{what: string, seen: string[], criteria: Criterion[]}} List */

/** @param {unknown} value */
const text = (value) => (typeof value === "string" ? value.slice(0, LONGEST).trim() : "");
/** @param {unknown} value @returns {any[]} */
const some = (value) => (Array.isArray(value) ? value.slice(0, MOST) : []);
/** @param {string} one */
const plain = (one) => one.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** A list made anew from anything; what does not fit is left out. @param {unknown} said @returns {List} */
export function read(said) {
  return {
    what: text(own(said, "what")),
    seen: some(own(said, "seen")).map(text).filter(Boolean),
    criteria: some(own(said, "criteria")).map((each) => {
      const attribute = text(own(each, "attribute")), pin = own(each, "pin"), slug = text(own(pin, "slug"));
      return {
        name: text(own(each, "name")),
        seen: some(own(each, "seen")).map(text).filter(Boolean),
        attribute: ATTRIBUTES.includes(attribute) ? attribute : "",
        must: own(each, "must") !== false,
        pin: /^[a-z0-9-]+$/.test(slug) && PICTURE.test(text(own(pin, "src"))) ? { slug, title: text(own(pin, "title")), src: text(own(pin, "src")) } : null,
      };
    }),
  };
}

/** Puts one criterion into another: what was seen is kept once. @param {Criterion} one @param {Criterion} other @returns {Criterion} */
export function merged(one, other) {
  const known = new Set(), seen = [...one.seen, ...other.seen].filter((each) => !known.has(plain(each)) && known.add(plain(each)));
  return { name: one.name || other.name, seen, attribute: one.attribute || other.attribute, must: one.must || other.must, pin: one.pin ?? other.pin };
}

/** @param {HTMLElement} button @param {Record<string, string>} words */
function start(button, words) {
  const { root } = places(button.dataset.index);
  const list = read(kept(NAME)?.data);
  let saving = 0;
  const status = make("p", { role: "status", class: "xc-fill__status" });
  const box = make("section", { class: "xc-criteria xc-noprint", "aria-label": words.list_build });
  const paper = make("div", { class: "xc-poster" });
  /** @param {string} message */
  const say = (message) => void (status.textContent = message);
  function save() {
    clearTimeout(saving);
    saving = 0;
    if (!keep(NAME, list)) say(lasting ? words.catch_full : words.catch_unkept);
  }
  function later() {
    clearTimeout(saving);
    saving = setTimeout(save, PAUSE);
  }

  /** Changes the list and shows it; the focus goes where the work goes on.
   * @param {() => void} change @param {string} message @param {string} [focus] a selector */
  function after(change, message, focus) {
    change();
    save();
    draw();
    say(message);
    if (focus) /** @type {HTMLElement | null} */ (box.querySelector(focus))?.focus();
  }

  const count = () => list.seen.length + list.criteria.reduce((sum, { seen }) => sum + seen.length, 0);

  /** @param {string} said */
  function add(said) {
    const now = text(said);
    if (!now) return;
    const known = [...list.seen, ...list.criteria.flatMap(({ seen }) => seen)].some((each) => plain(each) === plain(now));
    if (known) return after(() => {}, fill(words.list_known, { text: now }), "[data-notice]");
    if (count() >= MOST) return after(() => {}, fill(words.list_many, { number: MOST }), "[data-notice]");
    after(() => list.seen.push(now), fill(words.list_added, { text: now }), "[data-notice]");
  }

  /** From wherever it stands to a criterion; `to` is its place, or the number of criteria for a new one, or -1 for none.
   * @param {string} seen @param {number} to */
  function put(seen, to) {
    const without = (/** @type {string[]} */ all) => all.filter((each) => each !== seen);
    list.seen = without(list.seen);
    for (const each of list.criteria) each.seen = without(each.seen);
    if (to < 0) list.seen.push(seen);
    else (list.criteria[to] ??= { name: "", seen: [], attribute: "", must: true, pin: null }).seen.push(seen);
  }

  /** @param {string} seen @param {number} from */
  function notice(seen, from) {
    const choice = /** @type {HTMLSelectElement} */ (make("select", { "data-places": "yes", "aria-label": fill(words.list_put, { text: seen }) },
      make("option", { value: -2 }, words.list_where), ...(from >= 0 ? [make("option", { value: -1 }, words.list_out)] : []),
      ...list.criteria.flatMap(({ name }, at) => (at === from ? [] : [make("option", { value: at }, name || fill(words.list_number, { number: at + 1 }))])),
      make("option", { value: list.criteria.length }, words.list_new), make("option", { value: -3 }, words.list_drop)));
    choice.onchange = () => {
      const to = Number(choice.value);
      if (to === -3) after(() => {
        put(seen, -1);
        list.seen = list.seen.filter((each) => each !== seen);
      }, fill(words.list_dropped, { text: seen }), "[data-notice]");
      else if (to > -2) after(() => put(seen, to), fill(words.list_moved, { text: seen }), to >= 0 ? `[data-criterion="${to}"] input` : "[data-notice]");
    };
    const item = make("li", { draggable: "true" }, make("span", {}, seen), choice);
    item.addEventListener("dragstart", (event) => event.dataTransfer?.setData("text/plain", seen));
    return item;
  }

  /** Takes what is dragged onto it. @param {HTMLElement} place @param {number} to */
  function target(place, to) {
    place.addEventListener("dragover", (event) => event.preventDefault());
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      const seen = event.dataTransfer?.getData("text/plain") ?? "";
      if ([...list.seen, ...list.criteria.flatMap((each) => each.seen)].includes(seen)) after(() => put(seen, to), fill(words.list_moved, { text: seen }));
    });
    return place;
  }

  /** @param {Criterion} each @param {number} at */
  function criterion(each, at) {
    const called = each.name || fill(words.list_number, { number: at + 1 });
    const name = /** @type {HTMLInputElement} */ (make("input", { type: "text", maxlength: LONGEST, value: each.name, autocomplete: "off" }));
    name.oninput = () => {
      each.name = name.value;
      for (const option of box.querySelectorAll(`[data-places] option[value="${at}"]`)) option.textContent = each.name || fill(words.list_number, { number: at + 1 });
      later();
      paint();
    };
    const attribute = make("fieldset", {}, make("legend", {}, words.list_attribute), ...ATTRIBUTES.map((key) => {
      const radio = /** @type {HTMLInputElement} */ (make("input", { type: "radio", name: `attribute-${at}`, value: key }));
      radio.checked = each.attribute === key;
      radio.onchange = () => {
        each.attribute = key;
        save();
        paint();
      };
      return make("label", {}, radio, " " + words["list_" + key]);
    }));
    const must = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox" }));
    must.checked = each.must;
    must.onchange = () => {
      each.must = must.checked;
      save();
      paint();
    };
    /** @param {number} by */
    const shift = (by) => after(() => void list.criteria.splice(at + by, 0, ...list.criteria.splice(at, 1)), fill(words.list_shifted, { name: called, number: at + by + 1 }), `[data-criterion="${at + by}"] [data-shift="${by}"]:not(:disabled), [data-criterion="${at + by}"] input`);
    const moves = [-1, 1].map((by) => {
      const made = action(by < 0 ? "↑" : "↓", () => shift(by), { name: fill(by < 0 ? words.list_up : words.list_down, { name: called }) });
      made.dataset.shift = String(by);
      made.toggleAttribute("disabled", !list.criteria[at + by]);
      return made;
    });
    const join = /** @type {HTMLSelectElement} */ (make("select", { "data-places": "yes", "aria-label": fill(words.list_join, { name: called }) }, make("option", { value: -1 }, words.list_join_with),
      ...list.criteria.flatMap(({ name: other }, place) => (place === at ? [] : [make("option", { value: place }, other || fill(words.list_number, { number: place + 1 }))]))));
    join.onchange = () => after(() => {
      const into = Number(join.value);
      list.criteria[into] = merged(list.criteria[into], each);
      list.criteria.splice(at, 1);
    }, words.list_joined, "[data-criterion] input");
    const drop = action(words.list_remove, () => after(() => {
      list.seen.push(...each.seen);
      list.criteria.splice(at, 1);
    }, fill(words.list_removed, { name: called }), "[data-notice]"), { name: fill(words.list_remove_one, { name: called }) });
    const item = make("li", { "data-criterion": at }, make("label", { class: "xc-criteria__name" }, words.list_name, name),
      make("ul", {}, ...each.seen.map((seen) => notice(seen, at))), attribute,
      make("label", {}, must, ` ${words.list_must}`), pinned(each, called), make("p", { class: "xc-fill__tools" }, ...moves, ...(list.criteria.length > 1 ? [join] : []), drop));
    return target(item, at);
  }

  /** @param {Criterion} each @param {string} called */
  function pinned(each, called) {
    if (each.pin) return make("p", { class: "xc-criteria__pin" }, make("img", { src: root + each.pin.src, alt: "", width: 96 }), make("span", {}, each.pin.title), action(words.list_unpin, () => after(() => void (each.pin = null), words.list_unpinned, "[data-notice]"), { name: fill(words.list_unpin_one, { name: called }) }));
    const found = finder(button.dataset.index, { find: words.catch_find, none: words.catch_none, failed: words.catch_failed },
      ({ slug, title, picture }) => after(() => void (each.pin = { slug, title, src: picture }), fill(words.list_pinned, { title }), `[data-criterion="${list.criteria.indexOf(each)}"] input`), true);
    return make("details", { class: "xc-fill__add" }, make("summary", {}, words.list_pin), ...found);
  }

  // On paper, and for other programs

  const named = () => list.criteria.filter(({ name, seen }) => name.trim() || seen.length).map((each, at) => ({ ...each, name: each.name.trim() || fill(words.list_number, { number: at + 1 }) }));
  const heading = () => (list.what ? fill(words.list_good, { what: list.what }) : words.list_title);

  function paint() {
    const check = paper.dataset.kind === "checklist";
    paper.replaceChildren(make("h2", {}, heading()), make("ul", {}, ...named().map((each) => make("li", {}, ...(check ? [make("span", { class: "xc-poster__box", "aria-hidden": "true" })] : []),
      make("div", {}, make("h3", {}, each.name, ...(each.must ? [] : [make("small", {}, ` ${words.list_may}`)])), ...(each.seen.length ? [make("p", {}, each.seen.join(" · "))] : [])),
      ...(each.pin && !check ? [make("img", { src: root + each.pin.src, alt: each.pin.title })] : [])))));
  }

  /** @param {"poster" | "checklist"} kind @param {string} size */
  function sheet(kind, size) {
    paper.dataset.kind = kind;
    paint();
    document.documentElement.dataset.paper = `${kind} ${size}`;
    addEventListener("afterprint", () => delete document.documentElement.dataset.paper, { once: true });
    const images = [...paper.querySelectorAll("img")];
    Promise.all(images.map((image) => image.decode().catch(() => {}))).then(() => print());
  }

  function markdown() {
    const lines = named().flatMap(({ name, seen, must, attribute }) => {
      const told = [`**${escaped(name)}**`, ...(must ? [] : [words.list_may]), ...(attribute ? ["(" + words["list_" + attribute] + ")"] : [])];
      return ["- [ ] " + told.join(" "), ...seen.map((each) => "    - " + escaped(each))];
    });
    return `# ${escaped(heading())}\n\n${lines.join("\n")}\n`;
  }

  /** @param {string} file */
  function take(file) {
    let come;
    try {
      come = read(own(opened(file, "criteria", "list"), "list"));
    } catch (flaw) {
      return say(reason(flaw, words));
    }
    // What is there already stays; what comes is added, each thing once.
    after(() => {
      list.what ||= come.what;
      for (const each of come.criteria) {
        const at = list.criteria.findIndex(({ name }) => plain(name) && plain(name) === plain(each.name));
        if (at >= 0) list.criteria[at] = merged(list.criteria[at], each);
        else list.criteria.push(each);
      }
      const known = new Set([...list.seen, ...list.criteria.flatMap(({ seen }) => seen)].map(plain));
      list.seen.push(...come.seen.filter((each) => !known.has(plain(each)) && known.add(plain(each))));
    }, words.list_taken);
  }

  /** Rows for a critique: one for each criterion; what was written there before stays. */
  function seed() {
    const before = kept("catcher.critique")?.data ?? {}, [first = {}, ...rest] = some(own(before, "parts"));
    const rows = some(own(first, "rows")), heads = new Set(rows.map((row) => own(own(row, "work"), "title")));
    const more = named().filter(({ name }) => !heads.has(name)).map(({ name }) => ({ work: { slug: "", title: name, grade: "", picture: "" }, cells: [] }));
    const filled = rows.filter((row) => own(row, "work") || some(own(row, "cells")).some((cell) => text(cell)));
    if (keep("catcher.critique", { ...before, parts: [{ ...first, rows: [...filled, ...more] }, ...rest] }) || !lasting) location.assign(button.dataset.critique ?? "");
    else say(words.catch_full);
  }

  function draw() {
    const what = /** @type {HTMLInputElement} */ (make("input", { type: "text", maxlength: LONGEST, value: list.what, placeholder: words.list_example, autocomplete: "off" }));
    what.oninput = () => {
      list.what = what.value;
      later();
      paint();
    };
    const field = /** @type {HTMLInputElement} */ (make("input", { type: "text", maxlength: LONGEST, "data-notice": "yes", autocomplete: "off" }));
    const form = make("form", { class: "xc-fill__own" }, make("label", {}, words.list_see, field), make("button", { type: "submit", class: "xc-button xc-button--quiet" }, words.catch_add_own));
    form.onsubmit = (event) => {
      event.preventDefault();
      add(field.value);
    };
    const size = /** @type {HTMLSelectElement} */ (make("select", { "aria-label": words.list_size }, ...["a4", "a3", "letter", "tabloid"].map((each) => make("option", { value: each }, words[`list_${each}`]))));
    const file = chooser(([text]) => take(text));
    box.replaceChildren(make("p", { class: "xc-fill__private" }, words.catch_private), status,
      make("label", { class: "xc-criteria__what" }, words.list_what, what),
      make("h2", {}, words.list_step_see), form, target(make("ul", { class: "xc-criteria__seen" }, ...list.seen.map((seen) => notice(seen, -1))), -1),
      make("h2", {}, words.list_step_name), make("p", { class: "xc-hint" }, words.list_hint), make("ol", { class: "xc-criteria__list" }, ...list.criteria.map(criterion)),
      make("h2", {}, words.list_step_use), make("p", { class: "xc-fill__tools" }, size, action(words.list_poster, () => sheet("poster", size.value)), action(words.list_checklist, () => sheet("checklist", size.value)),
        action(words.catch_markdown, () => download("criteria.md", "text/markdown", markdown())),
        action(words.catch_json, () => download("criteria.json", "application/json", written("criteria", { list }))),
        ...(button.dataset.critique ? [action(words.list_seed, seed)] : [])),
      make("label", { class: "xc-criteria__file" }, words.list_take, " ", file));
    paint();
  }

  /** @type {HTMLElement} */ (button.parentElement).after(box, paper);
  button.hidden = true;
  addEventListener("pagehide", () => saving && save());
  draw();
}

const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-build]"));
if (button) {
  const begin = async () => start(button, await wordsOf("tools"));
  button.addEventListener("click", () => begin().then(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-notice]"))?.focus()));
  if (kept(NAME)) begin();
}

// @ts-check
// The visitor's own sets: which of them is open, its stations in their order, a note for oneself. Whatever is done can
// be undone as long as the page is open.

import { action } from "../shared/controls.mjs";
import { fill, make, put } from "../shared/dom.mjs";
import { pageOf } from "../shared/get.mjs";
import { letter } from "../shared/stations.mjs";
import { finder } from "../searching/work-finder.mjs";
import {
  added, changed, dropped, fresh, MOST, moved, named, open, toggled, without,
} from "./set-state.mjs";
import { seen } from "./walk-view.mjs";

/** @typedef {import("./walk-tool.mjs").Walk} Walk */
/** @typedef {import("./set-state.mjs").Shelf} Shelf */

const LONGEST = 60, MOST_BACK = 30;
/** What was before, across a page that is drawn anew. @type {Shelf[]} */
const before = [];

export class Editor {
  /** @param {Walk} walk */
  constructor(walk) {
    this.walk = walk;
    this.box = make("div", { class: "xc-editor" });
    this.list = make("ol", { class: "xc-stations xc-stations--mine" });
    this.draw();
  }

  /** @param {Shelf} shelf @param {string} message @param {string} [focus] what is to have the focus then */
  async set(shelf, message, focus) {
    const { walk } = this;
    if (shelf === walk.shelf) return;
    before.push(walk.shelf);
    before.splice(0, before.length - MOST_BACK);
    walk.keep(shelf, message);
    await walk.begin();
    if (focus) /** @type {HTMLElement | null} */ (walk.box.querySelector(focus))?.focus();
  }

  async undo() {
    const last = before.pop(), { walk } = this;
    if (!last) return;
    walk.keep(last, walk.words.set_undone);
    await walk.begin();
    const next = walk.box.querySelector("[data-undo]") ?? walk.box.querySelector(".xc-editor input");
    /** @type {HTMLElement | null} */ (next)?.focus();
  }

  draw() {
    const { walk, box, list } = this, { words, shelf } = walk, set = open(shelf);
    put(list, walk.stations.map((_, at) => this.item(at)));
    const undo = action(words.set_undo, () => this.undo());
    undo.dataset.undo = "";
    const clear = action(words.set_clear, () =>
      this.set(changed(walk.shelf, { works: [] }), words.set_cleared, "[data-undo]"));
    const bare = make("div", { class: "xc-editor__empty" }, make("p", {}, words.set_empty),
      make("p", {}, make("a", { href: walk.box.dataset.gallery }, words.set_gallery)));
    put(box, this.head(), set.works.length ? list : bare,
      make("p", { class: "xc-walk__acts" }, before.length > 0 && undo, set.works.length > 0 && clear),
      this.adder(), this.note());
  }

  /** Which set is open, its name, and others. */
  head() {
    const { walk } = this, { words, shelf } = walk, { title } = open(shelf);
    const choice = make("select", {}, shelf.sets.map(({ title: name, works }, at) =>
      make("option", { value: at, selected: at === shelf.at ? "selected" : undefined }, `${name} (${works.length})`)));
    choice.onchange = () => this.set({ ...walk.shelf, at: Number(choice.value) }, "", ".xc-editor select");
    const name = make("input", { type: "text", value: title, maxlength: LONGEST, autocomplete: "off" });
    name.oninput = () => walk.keep(changed(walk.shelf, { title: name.value.trim() || words.set_mine }));
    name.onchange = () => this.set(changed(walk.shelf, { title: name.value.trim() || words.set_mine }), "");
    return make("div", { class: "xc-editor__head" },
      shelf.sets.length > 1 && make("label", {}, words.set_which, choice), make("label", {}, words.set_name, name),
      action(words.set_new, () =>
        this.set(added(walk.shelf, fresh(words.set_other)), words.set_begun, ".xc-editor__head input")),
      shelf.sets.length > 1 && action(words.set_drop, () =>
        this.set(dropped(walk.shelf, words.set_mine), fill(words.set_dropped, { title }), "[data-undo]")));
  }

  /** A station with its work; it is moved by buttons, by keys, or by drawing it elsewhere. @param {number} at */
  item(at) {
    const { walk } = this, { words, stations, root } = walk, { slug, told } = stations[at], last = stations.length - 1;
    const title = told?.title ?? words.set_gone, of = { title, letter: letter(at) };
    const href = pageOf(`${root}works/${slug}/`);
    const name = make("input", { type: "text", value: walk.names[at], maxlength: LONGEST, autocomplete: "off",
      placeholder: words.set_called, "aria-label": fill(words.set_call, of) });
    name.oninput = () => walk.keep(named(walk.shelf, at, name.value));
    /** @param {string} sign @param {string} key @param {() => void} press @param {boolean} off */
    const act = (sign, key, press, off) => {
      const made = action(sign, press, { name: fill(words[key], of), look: "xc-station__act" });
      made.disabled = off;
      made.dataset.act = key;
      return made;
    };
    const item = make("li", { class: "xc-station xc-card", draggable: "true" },
      told ? make("a", { href, tabindex: "-1", "aria-hidden": "true" }, seen(root, told, "96px")) : make("span", {}),
      make("p", {}, make("b", { class: "xc-letter" }, letter(at)), " ",
        told ? make("a", { class: "xc-card__title", href, lang: told.lang, dir: told.dir }, title) : title,
        told && make("span", { class: "xc-hint" }, told.facts)),
      name, make("span", { class: "xc-station__acts" }, act("↑", "set_up", () => this.move(at, at - 1), !at),
        act("↓", "set_down", () => this.move(at, at + 1), at === last),
        act("×", "set_off", () =>
          this.set(without(walk.shelf, at), fill(words.set_gone_off, of), "[data-undo]"), false)));
    this.movable(item, at);
    return item;
  }

  /** @param {HTMLElement} item @param {number} at */
  movable(item, at) {
    item.onkeydown = (event) => {
      if (!event.altKey || !/^Arrow(Up|Down)$/.test(event.key)) return;
      event.preventDefault();
      this.move(at, at + (event.key === "ArrowUp" ? -1 : 1));
    };
    item.ondragstart = (event) => event.dataTransfer?.setData("text/plain", String(at));
    item.ondragover = (event) => {
      event.preventDefault();
      item.classList.add("xc-station--over");
    };
    item.ondragleave = () => item.classList.remove("xc-station--over");
    item.ondrop = (event) => {
      event.preventDefault();
      const from = event.dataTransfer?.getData("text/plain") ?? "";
      item.classList.remove("xc-station--over");
      if (/^\d+$/.test(from)) this.move(Number(from), at);
    };
  }

  /** @param {number} from @param {number} to */
  move(from, to) {
    const { walk } = this, told = walk.stations[from]?.told, next = moved(walk.shelf, from, to);
    if (from === to || next === walk.shelf || !walk.stations[to]) return;
    const act = document.activeElement instanceof HTMLElement && document.activeElement.dataset.act || "set_up";
    const said = fill(walk.words.set_moved, { title: told?.title ?? walk.words.set_gone, letter: letter(to) });
    const place = `.xc-stations--mine > li:nth-child(${to + 1})`;
    this.set(next, said, `${place} [data-act=${act}]:not(:disabled), ${place} .xc-station__act:not(:disabled)`);
  }

  /** A field that finds works to take in. */
  adder() {
    const { walk } = this, { words } = walk;
    const told = { find: words.set_find, none: words.set_none, failed: words.walk_failed };
    const full = walk.stations.length >= MOST;
    const found = full ? [make("p", { class: "xc-hint" }, fill(words.tray_full, { number: MOST }))] :
      finder(walk.index, told, ({ slug, title }) => {
        const there = open(walk.shelf).works.some((each) => each.slug === slug);
        if (there) walk.say(fill(words.set_there, { title }));
        else this.set(toggled(walk.shelf, slug), fill(words.set_in, { title }), ".xc-editor input[type=search]");
      });
    return make("div", { class: "xc-editor__add" }, found);
  }

  /** A note for oneself. */
  note() {
    const { walk } = this, field = make("textarea", { rows: 2, maxlength: 4000 });
    field.value = open(walk.shelf).note;
    field.oninput = () => walk.keep(changed(walk.shelf, { note: field.value }));
    return make("label", { class: "xc-editor__note" }, walk.words.set_note, field);
  }
}

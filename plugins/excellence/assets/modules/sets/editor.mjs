// @ts-check
// The visitor's own sets: which of them is open, its stations in their order, a note for oneself. Whatever is done can
// be undone as long as the page is open.

import { action } from "../shared/controls.mjs";
import { fill, make, put } from "../shared/dom.mjs";
import { pageOf } from "../shared/get.mjs";
import { letter } from "../shared/stations.mjs";
import { finder } from "../searching/work-finder.mjs";
import {
  added, changed, dropped, fresh, inserted, MOST, moved, named, open, restored, toggled, without,
} from "./set-state.mjs";
import { seen } from "./walk-view.mjs";

/** @typedef {import("./walk-tool.mjs").Walk} Walk */
/** @typedef {import("./set-state.mjs").Shelf} Shelf */

const LONGEST = 60, MOST_BACK = 50, UNDO = ["[data-undo]", ".xc-editor__head input"];
/** How each act is taken back, the last one last, across a page that is drawn anew: what was written since stays.
 * @type {((shelf: Shelf) => Shelf)[]} */
const back = [];

/** Where a work stands by now. @param {Shelf} shelf @param {string} slug */
const placeOf = (shelf, slug) => open(shelf).works.findIndex((each) => each.slug === slug);

export class Editor {
  /** @param {Walk} walk */
  constructor(walk) {
    this.walk = walk;
    this.box = make("div", { class: "xc-editor" });
    this.list = make("ol", { class: "xc-stations xc-stations--mine" });
    this.draw();
  }

  /** Does something that can be taken back. @param {Shelf} shelf @param {string} message
   * @param {string[]} focus what is to have the focus then, the first of them that is there
   * @param {(shelf: Shelf) => Shelf} [undo] */
  async set(shelf, message, focus, undo) {
    const { walk } = this;
    if (undo) back.push(undo);
    back.splice(0, back.length - MOST_BACK);
    walk.keep(shelf, message);
    await walk.begin();
    const next = focus.map((each) => walk.box.querySelector(each)).find(Boolean);
    /** @type {HTMLElement | undefined} */ (next ?? undefined)?.focus();
  }

  undo() {
    const last = back.pop(), { walk } = this;
    if (last) this.set(last(walk.shelf), walk.words.set_undone, UNDO);
  }

  draw() {
    const { walk, box, list } = this, { words, shelf } = walk, set = open(shelf);
    put(list, walk.stations.map((_, at) => this.item(at)));
    const undo = action(words.set_undo, () => this.undo());
    undo.dataset.undo = "";
    const clear = action(words.set_clear, () => {
      const { works } = open(walk.shelf);
      this.set(changed(walk.shelf, { works: [] }), words.set_cleared, UNDO, (shelf) => restored(shelf, works));
    });
    const bare = make("div", { class: "xc-editor__empty" }, make("p", {}, words.set_empty),
      make("p", {}, make("a", { href: walk.box.dataset.gallery }, words.set_gallery)));
    put(box, this.head(), set.works.length ? list : bare,
      make("p", { class: "xc-walk__acts" }, back.length > 0 && undo, set.works.length > 0 && clear),
      this.adder(), this.note());
  }

  /** Which set is open, its name, and others. */
  head() {
    const { walk } = this, { words, shelf } = walk, { title } = open(shelf);
    const choice = make("select", {}, shelf.sets.map(({ title: name, works }, at) =>
      make("option", { value: at, selected: at === shelf.at ? "selected" : undefined }, `${name} (${works.length})`)));
    choice.onchange = () => this.set({ ...walk.shelf, at: Number(choice.value) }, "", [".xc-editor select"]);
    const name = make("input", { type: "text", value: title, maxlength: LONGEST, autocomplete: "off" });
    name.oninput = () => walk.keep(changed(walk.shelf, { title: name.value.trim() || words.set_mine }));
    return make("div", { class: "xc-editor__head" },
      shelf.sets.length > 1 && make("label", {}, words.set_which, choice), make("label", {}, words.set_name, name),
      action(words.set_new, () => {
        const now = walk.shelf, next = added(now, fresh(words.set_other));
        if (next === now) walk.say(words.set_many);
        else this.set(next, words.set_begun, [".xc-editor__head input"]);
      }),
      shelf.sets.length > 1 && action(words.set_drop, () => {
        const now = walk.shelf, gone = open(now), told = fill(words.set_dropped, { title: gone.title });
        this.set(dropped(now, words.set_mine), told, UNDO, (later) => added(later, gone));
      }));
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
    const sign = make("b", { class: "xc-letter" }, letter(at)), look = { class: "xc-station__work" };
    const item = make("li", { class: "xc-station", draggable: "true" }, told ? make("a", { ...look, href },
      seen(root, told, "96px"), make("span", {}, sign, " ",
        make("span", { class: "xc-card__title", lang: told.lang, dir: told.dir }, title),
        make("span", { class: "xc-hint" }, told.facts))) : make("p", look, sign, ` ${title}`),
      name, make("span", { class: "xc-station__acts" }, act("↑", "set_up", () => this.move(at, at - 1), !at),
        act("↓", "set_down", () => this.move(at, at + 1), at === last),
        act("×", "set_off", () => {
          const stop = open(walk.shelf).works[at];
          this.set(without(walk.shelf, at), fill(words.set_gone_off, of), UNDO, (shelf) => inserted(shelf, stop, at));
        }, false)));
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
    if (from === to || !walk.stations[from] || !walk.stations[to]) return;
    const act = document.activeElement instanceof HTMLElement && document.activeElement.dataset.act || "set_up";
    const said = fill(walk.words.set_moved, { title: told?.title ?? walk.words.set_gone, letter: letter(to) });
    const place = `.xc-stations--mine > li:nth-child(${to + 1}) `, { slug } = open(next).works[to];
    const focus = [`${place}[data-act=${act}]:not(:disabled)`, `${place}.xc-station__act:not(:disabled)`];
    this.set(next, said, focus, (later) => moved(later, placeOf(later, slug), from));
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
        else {
          const said = fill(words.set_in, { title }), focus = [".xc-editor input[type=search]"];
          this.set(toggled(walk.shelf, slug), said, focus, (later) => without(later, placeOf(later, slug)));
        }
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

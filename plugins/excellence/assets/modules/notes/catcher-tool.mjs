// @ts-check
// A note catcher that is filled in on a phone or a laptop. It is kept on this device alone; a file takes it elsewhere.

import { action } from "../shared/controls.mjs";
import { fill, make, places } from "../shared/dom.mjs";
import { letter, stationsOf } from "../shared/stations.mjs";
import { counted } from "../shared/strings.mjs";
import { clear, keep, kept, lasting, soon, watch } from "../shared/store.mjs";
import { all, begun, opened, withOthers, withoutRow, withRow, withSet, withWork, write } from "./catcher-state.mjs";
import { bringer, form, opener } from "./catcher-view.mjs";
import { csv, markdown } from "./exports.mjs";
import { download } from "./files.mjs";
import { called, empty, filed, row, unfiled } from "./filled.mjs";
import { reason } from "./format.mjs";
import { together } from "./together.mjs";
import { shown } from "./together-view.mjs";

/** @typedef {import("./filled.mjs").Catcher} Catcher */
/** @typedef {import("./catcher-view.mjs").Acts} Acts */
/** @typedef {import("../shared/strings.mjs").Words} Words */
/** @typedef {typeof import("../searching/work-finder.mjs").finder} Finder */
/** @typedef {Parameters<Finder>[2]} Choose */

const PAUSE = 1000;

/** @implements {Acts} */
export class Filling {
  /** @param {Catcher} catcher @param {HTMLElement} paper @param {Words} words @param {string | undefined} index
   * @param {Finder | undefined} finder */
  constructor(catcher, paper, words, index, finder) {
    this.catcher = catcher;
    this.paper = paper;
    this.words = words;
    this.name = `catcher.${catcher.id}`;
    this.state = begun(kept(this.name)?.data, catcher);
    this.saving = 0;
    const title = /** @type {Element} */ (paper.querySelector(".xc-catcher__title")).cloneNode(true);
    const looks = catcher.parts.map((_, at) => paper.querySelector(`:scope > #part-${at + 1}`)?.className);
    const told = { find: words.catch_find, none: words.catch_none, failed: words.catch_failed };
    const find = (/** @type {Choose} */ choose) => finder?.(index, told, choose) ?? [];
    this.frame = { catcher, words, root: places(index).root, find, title, looks, acts: this };
    this.saved = make("p", { class: "xc-fill__saved" });
    this.status = make("p", { role: "status", class: "xc-fill__status" });
    this.merged = make("section", { class: "xc-fill__together", hidden: "hidden" });
    paper.before(this.tools());
    paper.after(this.merged);
    paper.classList.add("xc-catcher--filled");
    this.draw();
    this.tell();
    watch(this.name, () => this.elsewhere());
    addEventListener("pagehide", () => this.saving && keep(this.name, this.state.mine));
  }

  /** @param {string} message */
  say(message) {
    this.status.textContent = message;
  }

  draw() {
    this.paper.replaceChildren(...form(this.frame, this.state.mine));
  }

  // Keeping

  later() {
    clearTimeout(this.saving);
    this.saving = setTimeout(() => this.save(), PAUSE);
  }

  save() {
    clearTimeout(this.saving);
    this.saving = 0;
    const done = keep(this.name, this.state.mine), { words } = this;
    this.tell();
    if (!done) this.say(lasting ? words.catch_full : words.catch_unkept);
  }

  /** Says when it was kept, and until when. */
  tell() {
    const now = kept(this.name), { words, saved } = this, { lang } = document.documentElement;
    if (!now) return saved.replaceChildren();
    const time = new Intl.DateTimeFormat(lang, { hour: "numeric", minute: "2-digit" }).format(now.saved);
    const day = new Intl.DateTimeFormat(lang, { dateStyle: "long" }).format(now.until);
    saved.replaceChildren(lasting ? fill(words.catch_saved, { time, day }) : words.catch_unkept,
      ...(soon(now) ? [" ", make("b", {}, words.catch_soon)] : []));
  }

  /** Another window of this browser wrote on the same catcher; what is being typed here is not taken away. */
  elsewhere() {
    const now = kept(this.name), typing = this.saving && this.paper.contains(document.activeElement);
    if (now && typing) this.say(this.words.catch_elsewhere);
    else {
      this.state = { ...this.state, mine: begun(now?.data, this.catcher).mine };
      this.draw();
    }
    this.tell();
  }

  // What people do on it

  /** @type {Acts["write"]} */
  write(spot, text) {
    this.state = write(this.state, spot, text);
    this.later();
  }

  rest() {
    if (this.saving) this.save();
  }

  /** @param {number} part */
  more(part) {
    this.state = withRow(this.state, part, row(this.catcher.parts[part]));
    this.draw();
    this.later();
    this.focus(part, this.state.mine.parts[part].rows.length - 1);
  }

  /** @type {Acts["add"]} */
  add(part, work) {
    const { filling, at } = withWork(this.state, this.catcher, part, work);
    this.state = filling;
    this.draw();
    this.save();
    this.say(fill(this.words.catch_added, { title: work.title }));
    this.focus(part, at);
  }

  /** The works of a set, by their stations: what they are called stays hidden. Nothing is kept before somebody writes.
   * @param {string[]} slugs */
  async list(slugs) {
    const { words, catcher } = this, before = words.catch_before, title = (/** @type {number} */ at) =>
      fill(words.catch_station, { letter: letter(at) });
    const stations = (await stationsOf(this.frame.root, slugs)).flatMap(({ slug, told }, at) =>
      (told ? [{ slug, title: title(at), grade: told.grade, picture: told.picture?.src ?? "" }] : []));
    const titles = Array.from({ length: 26 }, (_, at) => title(at));
    const walked = (/** @type {string} */ said) => titles.includes(said);
    catcher.parts.forEach(({ works }, part) => {
      if (works) this.state = withSet(this.state, catcher, part, stations, { walked, before });
    });
    this.draw();
  }

  /** @type {Acts["drop"]} */
  drop(part, at, title) {
    const { words } = this, gone = this.state.mine.parts[part].rows[at];
    this.state = withoutRow(this.state, part, at);
    this.draw();
    this.later();
    this.say(fill(words.catch_dropped, { title }));
    const undo = action(words.catch_undo, () => {
      this.state = withRow(this.state, part, gone, at);
      this.draw();
      this.later();
      this.say("");
    });
    this.status.append(" ", undo);
    undo.focus();
  }

  /** @param {number} part @param {number} at */
  focus(part, at) {
    this.paper.querySelectorAll(`#part-${part + 1} tbody tr`)[at]?.querySelector("textarea")?.focus();
  }

  // Taking along and putting together

  told() {
    return together(this.catcher, all(this.state));
  }

  /** What files hold, and what is wrong with those that can't be read. @param {string[]} texts */
  read(texts) {
    /** @type {import("./filled.mjs").Filled[]} */
    const come = [];
    const wrong = texts.flatMap((text) => {
      try {
        come.push(...unfiled(text, this.catcher));
        return [];
      } catch (flaw) {
        return [reason(flaw, this.words)];
      }
    });
    return { come, wrong };
  }

  /** One's own sheet, from the file that one took along. @param {string[]} texts */
  open(texts) {
    const { come, wrong } = this.read(texts), { words } = this;
    const other = come[0] && !empty(this.state.mine) && JSON.stringify(come[0]) !== JSON.stringify(this.state.mine);
    if (!come[0]) return this.say(wrong.join(" ") || words.catch_unwritten);
    if (other && !confirm(words.catch_replace)) return;
    this.state = opened(come);
    this.draw();
    this.save();
    this.gather();
    this.say(words.catch_opened);
  }

  /** @param {string[]} texts each the text of a file */
  take(texts) {
    const { come, wrong } = this.read(texts);
    const { mine } = this.state, { filling, number } = withOthers(this.state, come);
    this.state = filling;
    if (filling.mine !== mine) {
      this.draw();
      this.save();
    }
    this.gather();
    this.say([...(come.length ? [counted(this.words, "catch_taken", number)] : []), ...wrong].join(" "));
  }

  gather() {
    const { words, merged, state } = this;
    merged.hidden = !state.others.length;
    if (merged.hidden) return;
    const heading = make("h2", {}, counted(words, "catch_together", all(state).length));
    merged.replaceChildren(heading, shown(this.catcher, this.told(), words), action(words.catch_apart, () => {
      this.state = { ...this.state, others: [] };
      this.gather();
      this.say(words.catch_parted);
    }));
  }

  async copy() {
    const { catcher, words } = this, told = this.told();
    const rich = new XMLSerializer().serializeToString(shown(catcher, told, words));
    const forms = { "text/html": rich, "text/plain": markdown(catcher, told, words) };
    const blobs = Object.entries(forms).map(([type, text]) => [type, new Blob([text], { type })]);
    try {
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      this.say(words.catch_copied);
    } catch {
      this.say(words.catch_uncopied);
    }
  }

  clear() {
    if (!confirm(this.words.catch_sure)) return;
    clear();
    this.state = begun({}, this.catcher);
    this.draw();
    this.gather();
    this.tell();
    this.say(this.words.catch_cleared);
  }

  tools() {
    const { words, catcher } = this;
    /** @param {string} label @param {string} ending @param {string} type @param {() => string} text */
    const give = (label, ending, type, text) => action(label, () =>
      download(`${called(catcher, all(this.state))}.${ending}`, type, text()));
    const acts = [
      action(words.catch_print, () => {
        this.save();
        print();
      }),
      give(words.catch_json, "json", "application/json", () => filed(catcher, all(this.state))),
      give(words.catch_markdown, "md", "text/markdown", () => markdown(catcher, this.told(), words)),
      give(words.catch_csv, "csv", "text/csv", () => csv(catcher, this.told(), words)),
      action(words.catch_copy, () => this.copy()),
      action(words.catch_clear, () => this.clear()),
    ];
    return make("div", { class: "xc-fill xc-noprint" },
      make("p", { class: "xc-fill__private" }, words.catch_private), this.saved,
      make("p", { class: "xc-fill__tools" }, acts),
      opener(words, (texts) => this.open(texts)), bringer(words, (texts) => this.take(texts)), this.status);
  }
}

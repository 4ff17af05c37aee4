// @ts-check
// A calibration round: everybody places the works alone; their files are put together, and show which works to talk
// about; what the curators noted comes last.

import { download, chooser } from "../notes/files.mjs";
import { Refused } from "../notes/format.mjs";
import { adopted, pageAt } from "../shared/adopt.mjs";
import { action } from "../shared/controls.mjs";
import { fill, make, put } from "../shared/dom.mjs";
import { pageOf } from "../shared/get.mjs";
import { letter } from "../shared/stations.mjs";
import { keep, kept } from "../shared/store.mjs";
import { counted } from "../shared/strings.mjs";
import { filed, fresh, GOOD, joined, PLACES, read, spread, toTalk, unfiled } from "./calibration-state.mjs";
import { seen } from "./walk-view.mjs";

const MOST_DOTS = 30;

/** @typedef {import("./walk-tool.mjs").Walk} Walk */
/** @typedef {import("./calibration-state.mjs").Round} Round */

class Calibration {
  /** @param {Walk} walk */
  constructor(walk) {
    this.walk = walk;
    this.slugs = walk.shown.map(({ slug }) => slug);
    this.name = `calibration.${this.slugs.join(".")}`;
    const before = read(kept(this.name)?.data);
    this.mine = { ...before, id: before.id || fresh() };
    /** @type {Round[]} */
    this.others = [];
    this.together = make("section", { class: "xc-calibrate__together", hidden: "hidden", tabindex: "-1" });
    this.left = make("p", { class: "xc-hint", role: "status" });
    const { words } = walk, [least, most] = GOOD, number = this.slugs.length;
    const items = walk.shown.map((work) => this.item(work)), back = walk.hash({ round: false });
    const hint = make("p", { class: "xc-hint" }, fill(words.calibrate_number, { least, most }));
    put(walk.main, (number < least || number > most) && hint, make("ol", { class: "xc-calibrate" }, items), this.left,
      this.acts(), this.together, make("p", {}, make("a", { href: back }, words.calibrate_back)));
    this.tell();
  }

  /** @param {Walk["shown"][number]} work */
  item({ slug, told, at }) {
    const { walk: { words, root } } = this, name = `xc-place-${at}`;
    const choices = PLACES.map((place) => {
      const field = make("input", { type: "radio", name, value: place });
      field.checked = this.mine.placed[slug] === place;
      field.onchange = () => this.place(slug, place);
      return make("label", {}, field, make("span", {}, words[`place_${place}`]));
    });
    const called = fill(words.set_station, { letter: letter(at) }), href = pageOf(`${root}works/${slug}/look/`);
    const set = make("fieldset", {}, make("legend", { class: "xc-hidden" }, called), choices);
    const item = make("li", { class: "xc-station" },
      make("a", { href, target: "_blank", "aria-label": `${called}, ${told.grade}` }, seen(root, told)),
      make("p", {}, make("b", { class: "xc-letter" }, letter(at)), ` ${told.grade}`), set);
    // The keys 1 to 4 place the work that one is at.
    item.onkeydown = ({ key, altKey, ctrlKey, metaKey }) => {
      if (!/^[1-4]$/.test(key) || altKey || ctrlKey || metaKey) return;
      set.querySelectorAll("input")[Number(key) - 1].click();
    };
    return item;
  }

  /** @param {string} slug @param {typeof PLACES[number]} place */
  place(slug, place) {
    this.mine = { ...this.mine, placed: { ...this.mine.placed, [slug]: place } };
    keep(this.name, this.mine);
    this.tell();
    if (!this.together.hidden) this.show();
  }

  get open() {
    return this.slugs.filter((slug) => !this.mine.placed[slug]).length;
  }

  tell() {
    const { open, walk: { words } } = this;
    const done = this.slugs.length ? words.calibrate_all : words.walk_nothing;
    this.left.textContent = open ? counted(words, "calibrate_open", open) : done;
  }

  /** One's own and those that came, where anything is placed. */
  get rounds() {
    return joined(Object.keys(this.mine.placed).length ? [this.mine] : [], this.others);
  }

  acts() {
    const { walk } = this, { words } = walk;
    const who = make("input", { type: "text", maxlength: 60, value: this.mine.who, autocomplete: "off" });
    who.oninput = () => {
      this.mine = { ...this.mine, who: who.value };
      keep(this.name, this.mine);
    };
    const file = `calibration-${new Date().toLocaleDateString("sv")}`;
    const save = action(words.calibrate_save, () => {
      const called = this.mine.who.toLowerCase().match(/[\p{L}\p{N}]+/gu)?.join("-");
      download(`${[file, called].filter(Boolean).join("-")}.json`, "application/json", filed(this.slugs, this.rounds));
    });
    return make("div", { class: "xc-calibrate__acts" },
      make("label", {}, words.calibrate_who, who), save,
      make("label", {}, words.calibrate_bring, chooser((texts) => this.take(texts), true)),
      action(words.calibrate_show, () => this.show(true), { look: "xc-button" }));
  }

  /** @param {string[]} texts */
  take(texts) {
    const { walk } = this, before = this.rounds.length;
    let wrong = 0;
    for (const text of texts) {
      try {
        this.others = joined(this.others, unfiled(text, this.slugs));
      } catch (flaw) {
        if (!(flaw instanceof Refused)) throw flaw;
        wrong += 1;
      }
    }
    const come = counted(walk.words, "calibrate_taken", this.rounds.length - before);
    walk.say(wrong ? `${come} ${counted(walk.words, "calibrate_refused", wrong)}` : come);
    this.show(true);
  }

  /** What a station is called. @param {string} slug */
  sign(slug) {
    return letter(this.walk.stations.findIndex((each) => each.slug === slug));
  }

  /** How many put a work where. @param {import("./calibration-state.mjs").Spread} spread @param {boolean} talk */
  row({ slug, counts, apart }, talk) {
    const { walk: { words, shown } } = this, grade = shown.find((each) => each.slug === slug)?.told.grade ?? "";
    const look = { class: "xc-calibrate__dots", "aria-hidden": "true" };
    const cells = counts.map((count) => make("td", {}, count > 0 && [
      make("span", look, "●".repeat(Math.min(count, MOST_DOTS))), ` ${count}`]));
    return make("tr", { class: talk ? "xc-calibrate__talk" : "" },
      make("th", { scope: "row" }, `${this.sign(slug)} · ${grade}`), cells,
      make("td", {}, apart ? words.calibrate_apart : this.rounds.length > 1 && words.calibrate_same));
  }

  /** The spread, and what to talk about. @param {boolean} [asked] */
  show(asked = false) {
    const { walk: { words }, rounds } = this, spreads = spread(this.slugs, rounds), talk = toTalk(spreads);
    const slugs = talk.map(({ slug }) => slug), works = slugs.map((slug) => this.sign(slug)).join(", ");
    const heads = PLACES.map((place) => make("th", { scope: "col" }, words[`place_${place}`]));
    const table = make("table", { class: "xc-table" },
      make("thead", {}, make("tr", {}, make("td", {}), heads, make("td", {}))),
      make("tbody", {}, spreads.map((each) => this.row(each, slugs.includes(each.slug)))));
    const notes = make("div", {}), scroll = { class: "xc-scroll", tabindex: "0", role: "region" };
    put(this.together, make("h2", {}, counted(words, "calibrate_people", rounds.length)),
      make("div", { ...scroll, "aria-label": words.calibrate_spread }, table),
      make("p", { class: "xc-calibrate__first" },
        works ? fill(words.calibrate_first, { works }) : words.calibrate_agree),
      action(words.calibrate_notes, () => this.note(notes, works ? slugs : this.slugs)), notes);
    this.together.hidden = false;
    if (asked) this.together.focus();
  }

  /** What the curators noted of some works, at the very end. @param {HTMLElement} place @param {string[]} slugs */
  async note(place, slugs) {
    const { walk: { words, root } } = this;
    const parts = await Promise.all(slugs.map(async (slug) => {
      const from = new URL(pageOf(`${root}works/${slug}/`), location.href);
      const heading = make("h3", {}, this.sign(slug));
      try {
        const found = (await pageAt(from)).querySelector(".xc-evidence");
        found?.querySelectorAll("details").forEach((each) => each.replaceWith(...each.childNodes));
        found?.querySelectorAll("h2, summary, :scope > p").forEach((each) => each.remove());
        return make("section", {}, heading, found ? adopted(found, from) : words.calibrate_none);
      } catch {
        return make("section", {}, heading, words.walk_failed);
      }
    }));
    put(place, parts);
  }
}

/** @param {Walk} walk */
export const begin = (walk) => new Calibration(walk);

// @ts-check
// Two pictures or texts side by side, moved and enlarged together. What is compared stands in the address, so that a
// link brings others to the same spot. The pictures come from the works' own pages.

import { fill, make, put, tongue } from "../shared/dom.mjs";
import { get, pageOf } from "../shared/get.mjs";
import { kept } from "../shared/store.mjs";
import { wordsOf } from "../shared/strings.mjs";
import { finder, slugOf } from "../searching/work-finder.mjs";
import {
  alike, apart, asked, between, cells, cover, followed, hashOf, partner, tallest, TOGETHER, written,
} from "./compare-state.mjs";
import { advice, bar, check, clean, head, marked, onPaper, read, side } from "./compare-view.mjs";
import { difference } from "./difference.mjs";
// At once, not only after those that need them.
import "./gestures.mjs";
import "./viewer-view.mjs";
import { turned, WHOLE, within } from "./place.mjs";
import { Surface } from "./surface.mjs";
import { ofWork } from "./viewables.mjs";

/** @typedef {import("./place.mjs").Place} Place */
/** @typedef {import("./compare-view.mjs").Work} Work */

const PAUSE = 200, CRITIQUE = "catcher.critique", STILL = { eased: false, quiet: true };

/** Reads a work from its page. @param {string} slug @param {string} root @returns {Promise<Work>} */
async function load(slug, root) {
  const href = pageOf(new URL(`works/${slug}/`, new URL(root, location.href)).href), response = await get(href);
  if (!response.ok) throw new Error(slug);
  const page = new DOMParser().parseFromString(await response.text(), "text/html"), sights = ofWork(page, href);
  if (!sights.length) throw new Error(slug);
  const heading = page.querySelector("h1"), title = heading?.textContent?.trim() ?? slug;
  const print = Boolean(page.querySelector("[data-print]"));
  return { slug, title, ...tongue(heading ?? page.body), href, print, sights };
}

/** One of the two: its elements, and which state of which work it shows. */
class Pane {
  /** @type {Work | undefined} */
  work = undefined;
  at = 0;

  /** @param {Compare} compare @param {string} label @param {number} number */
  constructor(compare, label, number) {
    const { told } = compare;
    this.parts = side(label, told, (at) => {
      this.at = at;
      compare.show();
    }, (shut) => compare.find(number, shut));
    const { box } = this.parts;
    this.surface = new Surface(box, { loose: true, place: (place) => compare.moved(number, place) });
    box.addEventListener("keydown", (event) => {
      const { key, ctrlKey, metaKey, altKey } = event;
      if (/** @type {HTMLElement} */ (event.target).closest(".xc-surface__text")) return;
      if (key === "PageDown" || key === "PageUp") compare.step(key === "PageDown" ? 1 : -1);
      else if (!this.surface.key({ key, ctrlKey, metaKey, altKey, shiftKey: true })) return;
      event.preventDefault();
    });
  }

  get sight() {
    return this.work?.sights[this.at];
  }
}

class Compare {
  /** @type {Map<string, Promise<Work>>} */
  held = new Map();
  /** @type {import("./compare-state.mjs").Apart} */
  apart = TOGETHER;
  locked = true;
  gone = "";
  over = false;
  writing = 0;

  /** @param {HTMLElement} page @param {Record<string, string>} told */
  constructor(page, told) {
    this.page = page;
    this.told = told;
    this.status = make("p", { role: "status", class: "xc-count" });
    this.between = make("section", { class: "xc-compare__between" });
    this.panes = [told.compare_left, told.compare_right].map((label, number) => new Pane(this, label, number));
    this.stage = make("div", { class: "xc-compare__panes" }, this.panes.map(({ parts }) => parts.whole));
    this.slide = make("input", { type: "range", min: 0, max: 100, value: 50, "aria-label": told.compare_slide });
    this.slide.oninput = () => this.stage.style.setProperty("--xc-slide", `${this.slide.value}%`);
    this.lay = check(told.compare_over, false, (on) => {
      this.over = on;
      this.layout();
      this.write();
    });
    this.marks = check(told.compare_marks, true, () => this.show());
    const { tools, print } = this.bar();
    this.print = print;
    page.append(tools, this.status, this.stage, this.between);
    addEventListener("hashchange", () => this.restate());
    this.layout();
    this.restate();
  }

  bar() {
    const { told, panes: [{ surface }] } = this;
    const lock = check(told.compare_locked, true, (on) => {
      this.locked = on;
      if (on) this.hold();
      this.say(on ? told.compare_is_locked : told.compare_is_free);
    });
    return bar(told, {
      back: () => this.step(-1),
      on: () => this.step(1),
      out: () => surface.out(),
      in: () => surface.in(),
      whole: () => this.together(WHOLE),
      print: () => print(),
      copy: () => this.copy(),
    }, [lock.label, this.marks.label, this.lay.label, this.slide]);
  }

  /** @param {string} message */
  say(message) {
    this.status.textContent = message;
  }

  // Which works

  /** A field that finds another work for a side. @param {number} number @param {() => void} shut */
  find(number, shut) {
    const { told } = this, words = { find: told.compare_find, none: told.compare_none, failed: told.view_failed };
    return finder(this.page.dataset.index, words, async ({ slug }) => {
      shut();
      await this.bring(number, slug, -1);
      this.show();
    });
  }

  /** @param {string} slug */
  work(slug) {
    const found = this.held.get(slug) ?? load(slug, this.page.dataset.root ?? "");
    found.catch(() => this.held.delete(slug));
    this.held.set(slug, found);
    return found;
  }

  /** Brings a work to a side, by its cover where no state is named.
   * @param {number} number @param {string} slug @param {number} at */
  async bring(number, slug, at) {
    try {
      const work = await this.work(slug), { sights } = work;
      Object.assign(this.panes[number], { work, at: at < 0 ? cover(sights) : within(0, at, sights.length - 1) });
    } catch {
      this.gone = fill(this.told.compare_gone, { slug });
      this.say(this.gone);
    }
  }

  // Moving together

  /** @param {number} number @param {Place} place */
  moved(number, place) {
    if (this.locked) this.panes[1 - number].surface.go(followed(place, number, this.apart), STILL);
    this.write();
  }

  /** From here on the two stay as they now lie to one another. */
  hold() {
    const [one, two] = this.panes.map(({ surface }) => surface.place);
    this.apart = apart(one, two);
  }

  /** @param {Place} place */
  together(place) {
    this.apart = TOGETHER;
    this.panes.forEach(({ surface }) => surface.go(place, STILL));
    this.write();
  }

  /** @param {number} by */
  step(by) {
    for (const each of this.panes) each.at = turned(each.at, by, each.work?.sights.length ?? 1);
    this.show();
  }

  // Showing

  /** A side in words: with the work's title where there are two of them. @param {Pane} pane */
  named({ work, sight }) {
    const [one, two] = this.panes, title = one.work === two.work ? "" : work?.title;
    return [title, sight?.name].filter(Boolean).join(", ") || work?.title || "";
  }

  layout() {
    const { panes, stage, lay, print, slide } = this, sights = panes.map(({ sight }) => sight);
    const shape = tallest(sights), framed = alike(sights), on = this.over && framed;
    lay.label.hidden = !framed;
    // As high as the taller of the two asks for.
    if (shape) stage.style.setProperty("--xc-shape", String(shape));
    print.hidden = !panes.every(({ work }) => !work || work.print);
    slide.hidden = !on;
    stage.classList.toggle("xc-compare__panes--over", on);
    stage.classList.toggle("xc-compare__panes--texts", written(sights));
  }

  async show() {
    this.layout();
    const { panes, told } = this, [one, two] = panes, { sight: a } = one, { sight: b } = two;
    if (!a && !b) return;
    this.page.classList.add("xc-compare--begun");
    const texts = a && b && written([a, b]) && one.work === two.work && one.at !== two.at;
    const parts = texts && this.marks.box.checked ? difference(read(a), read(b)) : undefined;
    this.marks.label.hidden = !texts;
    const done = await Promise.all(panes.map(({ work, sight, at, surface, parts: held }, number) => {
      if (!work || !sight) return true;
      const text = parts ? marked(parts, number ? "come" : "gone") : clean(sight.body);
      const shown = sight.kind === "text" ? { ...sight, body: text } : sight;
      head(held, work, at, told);
      onPaper(held.paper, shown);
      return surface.show(shown);
    }));
    if (done.includes(false)) this.say(told.view_failed);
    else if (a && b) this.say(fill(told.compare_shown, { one: this.named(one), two: this.named(two) }));
    else this.say([this.gone, told.compare_choose].join(" ").trim());
    if (texts && this.marks.box.checked && !parts) this.say(told.compare_apart);
    this.advise();
    this.write();
  }

  /** Shows what was said between two drafts of a work. */
  advise() {
    const [one, two] = this.panes, { catcher } = this.page.dataset;
    const drafts = one.work && one.work === two.work ? between(one.work.sights, one.at, two.at) : [];
    put(this.between, advice(drafts, cells(kept(CRITIQUE)?.data), catcher, this.told));
  }

  // The address

  write() {
    clearTimeout(this.writing);
    this.writing = setTimeout(() => {
      const sides = this.panes.map(({ work, at }) => work && { slug: work.slug, at });
      if (!sides.some(Boolean)) return;
      const hash = hashOf(sides, this.panes.map(({ surface }) => surface.place), this.over);
      history.replaceState(history.state, "", hash);
    }, PAUSE);
  }

  async copy() {
    const { told } = this;
    try {
      await navigator.clipboard.writeText(location.href);
      this.say(told.compare_copied);
    } catch {
      this.say(told.compare_uncopied);
    }
  }

  async restate() {
    const { sides, places: [place, other], over } = asked(location.hash), [one, two] = this.panes;
    this.gone = "";
    await Promise.all(sides.map((each, number) => each && this.bring(number, each.slug, each.at)));
    const beside = one.work && sides[0] && sides[0].at >= 0 ? partner(one.work.sights, one.at) : undefined;
    if (one.work && !two.work && sides[1]) two.parts.another.open = true;
    if (one.work && !sides[1]) {
      // Somebody who came with one draft sees what it became; who came with a work chooses the other.
      Object.assign(two, beside === undefined ? { work: undefined } : { work: one.work, at: beside });
      two.parts.another.open = beside === undefined;
      if (beside === undefined) two.parts.another.querySelector("input")?.focus();
    }
    this.over = this.lay.box.checked = over;
    await this.show();
    one.surface.go(place ?? WHOLE, STILL);
    two.surface.go(other ?? place ?? WHOLE, STILL);
    this.hold();
  }
}

const page = /** @type {HTMLElement} */ (document.querySelector("[data-compare]"));
wordsOf("looking").then((told) => {
  new Compare(page, told);
  // Links to works lead to their pages; with a script they open here.
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (
    document.querySelectorAll(".xc-compare__works .xc-card > a"));
  for (const link of links) link.href = `#a=${slugOf(link.href)}:1`;
});

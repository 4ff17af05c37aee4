// @ts-check
// Builds a list of criteria with a class: what we see, put into groups, named in the class's own words. No levels and
// no points. It is kept on this device, printed as a poster or a checklist, and can seed a critique.

import "../shared/controls.mjs"; // at once, not only after the view
import { make, places } from "../shared/dom.mjs";
import { keep, kept, lasting } from "../shared/store.mjs";
import { markdown, named } from "./criteria-exports.mjs";
import { read, seeded, unfiled, withList } from "./criteria-state.mjs";
import { built, poster } from "./criteria-view.mjs";
import { fit } from "./sheet.mjs";
import { chooser, download } from "./files.mjs";
import { reason, written } from "./format.mjs";

/** @typedef {import("./criteria-view.mjs").Tool} Tool */
/** @typedef {import("../shared/strings.mjs").Words} Words */
/** @typedef {typeof import("../searching/work-finder.mjs").finder} Finder */

const NAME = "criteria", CRITIQUE = "catcher.critique", PAUSE = 1000;

/** @implements {Tool} */
export class Criteria {
  /** @param {DOMStringMap} place @param {Words} words @param {Finder} finder */
  constructor({ index, critique }, words, finder) {
    const told = { find: words.catch_find, none: words.catch_none, failed: words.catch_failed };
    this.words = words;
    this.list = read(kept(NAME)?.data);
    this.root = places(index).root;
    this.saving = 0;
    /** @type {Tool["find"]} */
    this.find = (choose) => finder(index, told, choose, true);
    this.seed = critique && (() => this.sow(critique));
    this.status = make("p", { role: "status", class: "xc-fill__status" });
    this.box = make("section", { class: "xc-criteria xc-noprint", "aria-label": words.list_build });
    this.paper = make("div", { class: "xc-poster" });
    addEventListener("pagehide", () => this.saving && this.save());
    this.draw();
  }

  /** @param {string} message */
  say(message) {
    this.status.textContent = message;
  }

  save() {
    clearTimeout(this.saving);
    this.saving = 0;
    if (!keep(NAME, this.list)) this.say(lasting ? this.words.catch_full : this.words.catch_unkept);
  }

  draw() {
    this.box.replaceChildren(...built(this, this.status, chooser(([file]) => this.take(file))));
    this.paint();
  }

  paint() {
    this.paper.replaceChildren(...poster(this, this.paper.dataset.kind === "checklist"));
  }

  /** @type {Tool["after"]} */
  after(list, message, focus) {
    this.list = list;
    this.save();
    this.draw();
    this.say(message);
    if (focus) /** @type {HTMLElement | null} */ (this.box.querySelector(focus))?.focus();
  }

  /** @type {Tool["wrote"]} */
  wrote(list, done) {
    this.list = list;
    clearTimeout(this.saving);
    if (done) this.save();
    else this.saving = setTimeout(() => this.save(), PAUSE);
    this.paint();
  }

  /** @type {Tool["print"]} */
  print(kind, size) {
    this.paper.dataset.kind = kind;
    this.paint();
    onPaper(this.paper, `${kind} ${size}`, () => kind === "poster" && fit(this.paper, size));
  }

  markdown() {
    download("criteria.md", "text/markdown", markdown(this.list, this.words));
  }

  json() {
    download("criteria.json", "application/json", written("criteria", { list: this.list }));
  }

  /** @param {string} file */
  take(file) {
    try {
      this.after(withList(this.list, unfiled(file)), this.words.list_taken);
    } catch (flaw) {
      this.say(reason(flaw, this.words));
    }
  }

  /** Rows for a critique, one for each criterion. @param {string} href where it is written */
  sow(href) {
    const names = named(this.list, this.words).map(({ name }) => name);
    const done = keep(CRITIQUE, seeded(kept(CRITIQUE)?.data, names));
    if (done || !lasting) location.assign(href);
    else this.say(this.words.catch_full);
  }
}

/** Prints what is ready once its pictures are, in a size that fits.
 * @param {HTMLElement} paper @param {string} kind @param {() => void} fit */
function onPaper(paper, kind, fit) {
  const { documentElement: root } = document, images = [...paper.querySelectorAll("img")];
  root.dataset.paper = kind;
  paper.style.fontSize = "";
  addEventListener("afterprint", () => delete root.dataset.paper, { once: true });
  Promise.all(images.map((image) => image.decode().catch(() => {}))).then(() => {
    fit();
    print();
  });
}

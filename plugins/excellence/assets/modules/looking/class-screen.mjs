// @ts-check
// What a class looks at while a protocol is run: the works that it is tried on, each by the face that a step shows, and
// for a step that asks for it two of them side by side.

import { fill, make, put } from "../shared/dom.mjs";
import { get } from "../shared/get.mjs";
import { wordsOf } from "../shared/strings.mjs";
import { turned, WHOLE } from "./place.mjs";
import { Surface } from "./surface.mjs";
import { ofWork, written } from "./viewables.mjs";
import { button } from "./viewer-view.mjs";

/** @typedef {import("./viewables.mjs").Sight} Sight */
/** The address of each face that a work has; of a face that it has not, nothing. In a set it stands at a station, which
 * has a letter. @typedef {Record<"look" | "task" | "work", string> & {label?: string}} Faces */
/** @typedef {"look" | "task" | "work" | "pair"} Shown */

/** What there is to look at on a page of a work. @param {string} href @returns {Promise<Sight[]>} */
async function sightsOf(href) {
  const place = new URL(href, location.href).href, response = await get(place);
  if (!response.ok) throw new Error(place);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const tasks = [...page.querySelectorAll("#task, #scoring-tool")].flatMap((part) => {
    const body = /** @type {HTMLElement | null} */ (part.querySelector(".xc-sheet"));
    const { lang, dir } = page.documentElement, name = part.querySelector("h2")?.textContent ?? "";
    const about = { id: part.id, name, lang, dir, words: [], href, full: "", draft: false, page: 0 };
    return body ? [{ ...written(make("div", { class: "xc-manuscript" }, body)), ...about, opener: body }] : [];
  });
  return [...ofWork(page, place), ...tasks];
}

export class ClassScreen {
  /** @param {Faces[]} works @param {Record<string, string>} told */
  constructor(works, told) {
    this.works = works;
    this.told = told;
    /** @type {Shown | undefined} */
    this.face = undefined;
    this.number = this.at = this.turn = 0;
    this.begun = false;
    /** @type {Sight[]} */
    this.sights = [];
    /** @type {Map<string, Promise<Sight[]>>} */
    this.held = new Map();
    this.panes = [0, 1].map(() => make("div", { tabindex: "0", role: "group", "aria-label": told.class_picture }));
    this.surfaces = this.panes.map((pane) => new Surface(pane, {}));
    this.status = make("p", { role: "status", class: "xc-class__status" });
    this.bar = make("div", { class: "xc-class__bar" });
    this.box = make("div", { class: "xc-class xc-looking", hidden: "hidden" },
      make("div", { class: "xc-class__panes" }, this.panes), this.bar);
  }

  close() {
    for (const surface of this.surfaces) surface.close();
    this.box.remove();
  }

  /** The works that have the face which is shown. */
  get having() {
    const face = this.face === "pair" ? "look" : this.face;
    return face ? this.works.filter((work) => work[face]).map((work) => ({ href: work[face], label: work.label })) : [];
  }

  /** Shows a face of the works, or none. @param {Shown | undefined} face */
  async show(face) {
    if (face === this.face) return;
    this.face = face;
    this.number = Math.min(this.number, Math.max(this.having.length - 1, 0));
    this.at = 0;
    await this.bring();
  }

  /** @param {string} href */
  load(href) {
    const found = this.held.get(href) ?? sightsOf(href);
    found.catch(() => this.held.delete(href));
    this.held.set(href, found);
    return found;
  }

  async bring() {
    const { having, number, face, told } = this, mine = ++this.turn;
    this.box.hidden = !having.length;
    if (!having.length) return;
    const two = face === "pair" && having.length > 1, next = having[turned(number, 1, having.length)];
    try {
      const both = [having[number], ...(two ? [next] : [])];
      const [own, other] = await Promise.all(both.map(({ href }) => this.load(href)));
      if (mine !== this.turn) return;
      this.sights = own;
      this.panes[1].hidden = !two;
      if (other) this.surfaces[1].show(other[0]);
      this.draw();
    } catch {
      if (mine !== this.turn) return;
      // Better nothing than the work before it under this one's number.
      for (const pane of this.panes) pane.replaceChildren();
      this.sights = [];
      this.draw();
      this.status.textContent = told.view_failed;
    }
  }

  async draw() {
    const { sights, at, told, having, number, surfaces: [surface] } = this, sight = sights[at];
    const works = having.length > 1 && having.map((work, each) => {
      const label = work.label ?? String(each + 1);
      const made = button(fill(told.class_work, { number: label }), label, () => this.choose(each));
      if (each === number) made.setAttribute("aria-current", "true");
      return made;
    });
    const turns = sights.length > 1 && [button(told.view_previous, "‹", () => this.step(-1)), this.status,
      button(told.view_next, "›", () => this.step(1))];
    put(this.bar, works, turns || this.status, button(told.view_out, "−", () => surface.out()),
      button(told.view_in, "+", () => surface.in()));
    this.status.textContent = sights.length > 1 ? fill(told.view_count, { number: at + 1, total: sights.length }) : "";
    surface.go(WHOLE, { eased: false, quiet: true });
    if (!sight || (await surface.show(sight))) return;
    if (sight === this.sights[this.at]) this.status.textContent = told.view_failed;
  }

  /** Another work. @param {number} number */
  choose(number) {
    this.begun = true;
    if (number >= this.having.length) return;
    this.number = number;
    this.at = 0;
    this.bring();
  }

  /** Another picture of it. @param {number} by */
  step(by) {
    this.at = turned(this.at, by, this.sights.length);
    this.draw();
  }

  /** A key that is meant for the work; true where it was one. @param {KeyboardEvent} event */
  key(event) {
    const { key } = event;
    if (this.box.hidden) return false;
    const named = this.having.findIndex(({ label }) => label === key.toUpperCase());
    if (named >= 0) this.choose(named);
    else if (/^[1-9]$/.test(key)) this.choose(Number(key) - 1);
    else if (/^Page(Up|Down)$/.test(key) && this.sights.length > 1) this.step(key === "PageDown" ? 1 : -1);
    else return /^([-+=_0]|Arrow(Up|Down))$/.test(key) && this.surfaces[0].key(event);
    return true;
  }
}

/** A screen for the works of a protocol. @param {Faces[]} works */
export const begin = async (works) => new ClassScreen(works, await wordsOf("looking"));

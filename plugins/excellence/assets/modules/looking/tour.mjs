// @ts-check
// A tour: the whole picture first, then each numbered place with what is said of it, for a class to look at together.

import { make, put } from "../shared/dom.mjs";
import { WHOLE } from "./place.mjs";
import { ofWork } from "./viewables.mjs";
import { Viewer } from "./viewer.mjs";
import { files, said } from "./viewer-view.mjs";

/** @typedef {import("./viewables.mjs").Sight} Sight */
/** A sight with the place to look at; the whole picture has none.
 * @typedef {Sight & {place?: import("./place.mjs").Place}} Stop */

const NEAR = 2.5;

class Tour extends Viewer {
  /** Whether what is said is kept back until everybody has said what they notice. */
  hidden = false;

  /** @param {Stop[]} stops @param {Record<string, string>} told @param {import("./viewer.mjs").About} about */
  constructor(stops, told, about) {
    super(stops, 0, told, about);
    this.stops = stops;
    this.addressed = false;
    this.spots = stops.slice(1).map((stop, at) => {
      const look = { type: "button", class: "xc-spot", "aria-label": `${at + 1}: ${stop.name}` };
      const made = make("button", look, String(at + 1));
      made.onclick = () => this.goto(at + 1);
      return made;
    });
    this.box.append(...this.spots);
    // The numbers stay in their places, and keep their size.
    this.surface.on.draw = (left, top, wide, high) => this.spots.forEach((spot, at) => {
      const { x, y } = stops[at + 1].place ?? WHOLE;
      spot.style.transform = `translate(${left + x * wide}px, ${top + y * high}px) translate(-50%, -50%)`;
    });
  }

  /** @override */
  last() {
    return this.opener;
  }

  /** @override */
  links() {
    return files(this.sights[this.at], this.told);
  }

  /** @override */
  name() {
    return this.hidden ? "" : super.name();
  }

  /** @override */
  beside() {
    const { told, at, hidden } = this, { lang, dir, name, words, place } = this.stops[at];
    const heading = make("h2", { lang, dir }, name), parts = [heading, ...said(words)];
    const box = make("input", { type: "checkbox" });
    box.checked = hidden;
    box.onchange = () => {
      this.hidden = box.checked;
      this.beside();
      this.words.querySelector("input")?.focus();
    };
    const show = make("button", { type: "button", class: "xc-viewer__reveal" }, told.tour_show);
    show.onclick = () => {
      show.replaceWith(...parts);
      this.words.focus();
    };
    const asked = hidden && place ? [make("p", { class: "xc-viewer__ask" }, told.tour_notice), show] : parts;
    put(this.words, asked, make("label", { class: "xc-viewer__hide" }, box, ` ${told.tour_hide}`), this.ways());
    this.spots.forEach((spot, number) => spot.toggleAttribute("aria-current", number === at - 1));
  }

  /** @override */
  async show() {
    const shown = await super.show();
    if (shown) this.surface.go(this.stops[this.at].place ?? WHOLE);
    return shown;
  }
}

/** Begins a work's tour: of the picture whose button was pressed.
 * @param {Record<string, string>} told @param {{title: string, opener?: HTMLElement}} about */
export function tour(told, { title, opener }) {
  const part = opener?.closest("[data-tour]") ?? document.querySelector("[data-tour]");
  const link = /** @type {HTMLAnchorElement | null} */ (part?.querySelector("a.xc-open"));
  const sight = ofWork().find(({ full }) => full === link?.href);
  if (!part || !sight) return;
  const items = /** @type {HTMLElement[]} */ ([...part.querySelectorAll("[data-x]")]);
  const stops = items.map((item) => ({
    ...sight,
    name: item.querySelector("strong")?.textContent ?? "",
    words: [...item.querySelectorAll("[data-text]")],
    place: { zoom: NEAR, x: Number(item.dataset.x), y: Number(item.dataset.y) },
  }));
  const all = [{ ...sight, name: told.tour_whole }, ...stops];
  new Tour(all, told, { title, opener, label: told.tour_of }).open();
}

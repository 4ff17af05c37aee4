// @ts-check
// A tour: the whole picture first, then each numbered place with what is said of it, for a class to look at together.

import { ofWork } from "./viewables.mjs";
import { open } from "./viewer.mjs";

const NEAR = 2.5;

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
  const marks = stops.map(({ name, place }, at) => ({ x: place.x, y: place.y, label: `${at + 1}: ${name}`, press: () => {} }));
  open([{ ...sight, name: told.tour_whole }, ...stops], 0, told, { title, opener, tour: true, marks });
}

// @ts-check
// What tools for looking show around a picture: buttons with a sign, and what the page says of it.

import { make, tongue } from "../shared/dom.mjs";
import { comparing } from "./place.mjs";

/** @typedef {import("./viewables.mjs").Sight} Sight */
/** @typedef {import("../shared/strings.mjs").Words} Words */

/** @param {string} label @param {string} sign @param {() => void} press */
export function button(label, sign, press) {
  const look = { type: "button", "aria-label": label, title: label, class: "xc-tool" };
  const made = make("button", look, make("span", { "aria-hidden": "true" }, sign));
  made.onclick = press;
  return made;
}

/** The keys and what they do, to be shown by a key. @param {string} keys a line for each, as in `B=a dark screen|…`
 * @param {string} label */
export function keysOf(keys, label) {
  const lines = keys.split("|").map((line) => line.split("="));
  const list = lines.map(([key, does]) => make("div", {}, make("dt", {}, key), make("dd", {}, does)));
  const look = { hidden: "hidden", tabindex: "0", role: "group", "aria-label": label };
  return make("div", { class: "xc-keys", ...look }, make("dl", {}, list));
}

/** What the page says of a sight, without the marks that may stand only once on a page. @param {Element[]} parts */
export const said = (parts) => parts.map((part) => {
  const copy = /** @type {Element} */ (part.cloneNode(true));
  for (const [name, value] of Object.entries(tongue(part))) copy.setAttribute(name, value);
  for (const each of [copy, ...copy.querySelectorAll("[id]")]) each.removeAttribute("id");
  copy.querySelectorAll("[data-look]").forEach((opener) => opener.remove());
  return copy;
});

/** A sight's name, in its own language, and the number that it has.
 * @param {Sight} sight @param {string} name @param {string} number */
export const numbered = ({ lang, dir }, name, number) =>
  [...(name ? [make("bdi", { lang, dir }, name), " · "] : []), number];

/** Where to see its file; to have it, where the page offers it. @param {Sight} sight @param {Words} told */
export function files({ full }, told) {
  // Files are named by what they hold, so that a name says which file it is.
  const download = full.split("/").at(-1), may = document.querySelector(`a[download][href$="${download}"]`);
  return [make("a", { href: full, target: "_blank", rel: "noopener" }, told.view_full),
    ...(may ? [make("a", { href: full, download }, told.view_download)] : [])];
}

/** Where to compare a state of a work with the one beside it. @param {number} at @param {number} total
 * @param {Words} told */
export function compared(at, total, told) {
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-compare-link]"));
  return link && total > 1 ? [make("a", { href: comparing(link.href, at) }, told.view_compare)] : [];
}

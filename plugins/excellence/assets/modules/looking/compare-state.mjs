// @ts-check
// What is compared, as data: the address that says it, how two pictures lie to one another, and what was said between.

import { WHOLE } from "./place.mjs";

/** @typedef {import("./place.mjs").Place} Place */
/** A state of a work, by the work's slug and its number from none; its cover is before that.
 * @typedef {{slug: string, at: number}} Side */
/** `places` are where one looks in each of the two. @typedef {object} Asked
 * @property {(Side | undefined)[]} sides
 * @property {(Place | undefined)[]} places
 * @property {boolean} over whether one is laid over the other */

const ALIKE = 0.04;
const KEYS = /** @type {const} */ (["zoom", "x", "y"]);

/** The names of a place's numbers in an address, for either side. @param {number} side */
const names = (side) => KEYS.map((key) => (side ? "b" : "") + key.replace("zoom", "z"));

/** @param {number} value */
const rounded = (value) => Math.round(value * 1000) / 1000;

/** Whether two are one. @param {Place} one @param {Place} other */
const same = (one, other) => KEYS.every((key) => one[key] === other[key]);

/** What an address asks for; whatever makes no sense in it is left out. @param {string} hash @returns {Asked} */
export function asked(hash) {
  const said = new URLSearchParams(hash.slice(1));
  const sides = ["a", "b"].map((name) => {
    const [, slug, number] = /^([a-z0-9-]+):(\d+)$/.exec(said.get(name) ?? "") ?? [];
    return slug ? { slug, at: Number(number) - 1 } : undefined;
  });
  const places = [0, 1].map((side) => {
    const [zoom, x, y] = names(side).map((name) => Number.parseFloat(said.get(name) ?? ""));
    return [zoom, x, y].every(Number.isFinite) ? { zoom, x, y } : undefined;
  });
  return { sides, places, over: said.get("m") === "over" };
}

/** The address of what is compared. The second place is left out where it is the first, and the first where it is the
 * whole.
 * @param {(Side | undefined)[]} sides @param {Place[]} places @param {boolean} over */
export function hashOf(sides, places, over) {
  const said = new URLSearchParams();
  sides.forEach((each, side) => each && said.set("ab"[side], `${each.slug}:${each.at + 1}`));
  places.forEach((place, side) => {
    if (same(place, side ? places[0] : WHOLE)) return;
    names(side).forEach((name, at) => said.set(name, String(rounded(place[KEYS[at]]))));
  });
  if (over) said.set("m", "over");
  return `#${said.toString().replaceAll("%3A", ":")}`;
}

/** How the second lies to the first. @typedef {{zoom: number, x: number, y: number}} Apart */

/** @type {Readonly<Apart>} */
export const TOGETHER = Object.freeze({ zoom: 1, x: 0, y: 0 });

/** @param {Place} one @param {Place} two @returns {Apart} */
export const apart = (one, two) => ({ zoom: two.zoom / one.zoom, x: two.x - one.x, y: two.y - one.y });

/** Where the other looks when one side looks at a place. @param {Place} place @param {number} side @param {Apart} apart
 * @returns {Place} */
export function followed(place, side, { zoom, x, y }) {
  const sign = side ? -1 : 1;
  return { zoom: place.zoom * zoom ** sign, x: place.x + sign * x, y: place.y + sign * y };
}

/** @typedef {{kind: "picture" | "text" | "media", width: number, height: number}} Shape */

/** The shape of a picture. @param {Shape | undefined} sight */
const shape = (sight) => (sight?.kind === "picture" ? [sight.width / sight.height] : []);

/** The shape of the taller of two pictures; nothing where there is none. @param {(Shape | undefined)[]} sights */
export function tallest(sights) {
  const shapes = sights.flatMap(shape);
  return shapes.length ? Math.min(...shapes) : undefined;
}

/** Whether both are pictures that are framed alike. @param {(Shape | undefined)[]} sights */
export function alike(sights) {
  const [one, two] = sights.flatMap(shape);
  return two !== undefined && Math.abs(Math.log(one / two)) < ALIKE;
}

/** What stands for a work: the first of its pieces that is seen, or read where none is. @param {State[]} sights */
export function cover(sights) {
  const pieces = sights.filter(({ draft }) => !draft);
  return Math.max(sights.indexOf(pieces.find(({ kind }) => kind === "picture") ?? pieces[0]), 0);
}

/** A state of a work. @typedef {{kind: "picture" | "text" | "media", draft: boolean, page: number}} State */

/** The state that teaches most beside another one of the same work: what a draft became in the end, of the same kind,
 * or else the last draft of that kind. Nothing where there is none.
 * @param {State[]} sights @param {number} at @returns {number | undefined} */
export function partner(sights, at) {
  const one = sights[at], alike = sights.filter((each) => each !== one && each.kind === one.kind);
  const ends = alike.filter(({ draft }) => !draft);
  const found = ends.find(({ page }) => one.page && page === one.page) ?? ends[0] ?? alike[alike.length - 1];
  return found && one.draft ? sights.indexOf(found) : undefined;
}

/** Whether both are texts. @param {(Shape | undefined)[]} sights */
export const written = (sights) => sights.every((each) => each?.kind === "text");

/** The drafts from one state to another, each once: what was said of them was said between the two.
 * @template {{draft: boolean, id: string}} Draft @param {Draft[]} sights @param {number} one @param {number} two */
export function between(sights, one, two) {
  const drafts = sights.slice(Math.min(one, two), Math.max(one, two)).filter(({ draft }) => draft);
  return drafts.filter(({ id }, at) => drafts.findIndex((each) => each.id === id) === at);
}

/** What stands in the rows of a note catcher, as it is kept; nothing where it is none. @param {unknown} kept */
export function cells(kept) {
  /** @param {unknown} held @param {string} key @returns {unknown[]} */
  const list = (held, key) => {
    const found = held !== null && typeof held === "object" ? Reflect.get(held, key) : undefined;
    return Array.isArray(found) ? found : [];
  };
  const rows = list(kept, "parts").flatMap((part) => list(part, "rows"));
  return rows.flatMap((row) => list(row, "cells")).map(String).filter((cell) => cell.trim());
}

// @ts-check
// The sets of works that a visitor keeps, as data. Nothing of it leaves the device: a link holds slugs and settings.

import { isSlug } from "../shared/stations.mjs";

/** No set has more stations. */
export const MOST = 24;
const MOST_SETS = 50, LONGEST = 60, LONGEST_NOTE = 4000;
/** The limits of what can be set. */
export const LIMITS = { minutes: [1, 60], groups: [1, 12] };
export const USUAL = { minutes: 3, groups: 4, protocol: "" };

/** A work in a set, and what its station is called besides its letter. @typedef {{slug: string, name: string}} Stop */
/** @typedef {object} WorkSet
 * @property {string} title
 * @property {Stop[]} works
 * @property {string} note
 * @property {number} minutes
 * @property {number} groups
 * @property {string} protocol */
/** All sets of a visitor, and which of them is open. @typedef {{sets: WorkSet[], at: number}} Shelf */

/** A whole number within its limits, or the usual one.
 * @param {unknown} said @param {"minutes" | "groups"} name */
export function within(said, name) {
  const [least, most] = LIMITS[name], number = Number(said);
  return Number.isInteger(number) && number >= least && number <= most ? number : USUAL[name];
}

/** @param {unknown} said @param {number} most */
const text = (said, most) => (typeof said === "string" ? said.slice(0, most) : "");

/** Works that are named, each once. @param {Stop[]} works */
const once = (works) => works.filter(({ slug }, at) => works.findIndex((each) => each.slug === slug) === at);

/** @param {any} said @param {string} title for a set that has none @returns {WorkSet} */
function read(said, title) {
  const works = (Array.isArray(said?.works) ? said.works : []).filter((/** @type {any} */ each) => isSlug(each?.slug))
    .map((/** @type {any} */ each) => ({ slug: each.slug, name: text(each.name, LONGEST) }));
  return {
    title: text(said?.title, LONGEST) || title, works: once(works).slice(0, MOST), note: text(said?.note, LONGEST_NOTE),
    minutes: within(said?.minutes, "minutes"), groups: within(said?.groups, "groups"),
    protocol: isSlug(said?.protocol) ? said.protocol : "",
  };
}

/** @param {string} title @param {Partial<WorkSet>} [more] @returns {WorkSet} */
export const fresh = (title, more = {}) => ({ title, works: [], note: "", ...USUAL, ...more });

/** What was kept; one empty set where nothing was. @param {any} said @param {string} title @returns {Shelf} */
export function begun(said, title) {
  const sets = (Array.isArray(said?.sets) ? said.sets : []).slice(0, MOST_SETS)
    .map((/** @type {any} */ each) => read(each, title));
  const at = Number.isInteger(said?.at) && sets[said.at] ? said.at : 0;
  return { sets: sets.length ? sets : [fresh(title)], at };
}

/** @param {Shelf} shelf */
export const open = ({ sets, at }) => sets[at];

/** @param {Shelf} shelf @param {Partial<WorkSet>} part @returns {Shelf} */
export const changed = ({ sets, at }, part) =>
  ({ sets: sets.map((each, place) => (place === at ? { ...each, ...part } : each)), at });

/** Takes a work in, or out where it is in already; a full set stays as it is. @param {Shelf} shelf @param {string} slug
 * @returns {Shelf} */
export function toggled(shelf, slug) {
  const { works } = open(shelf), there = works.some((each) => each.slug === slug);
  if (there) return changed(shelf, { works: works.filter((each) => each.slug !== slug) });
  return works.length < MOST ? changed(shelf, { works: [...works, { slug, name: "" }] }) : shelf;
}

/** @param {Shelf} shelf @param {number} from @param {number} to @returns {Shelf} */
export function moved(shelf, from, to) {
  const works = [...open(shelf).works];
  if (!works[from] || !works[to]) return shelf;
  works.splice(to, 0, ...works.splice(from, 1));
  return changed(shelf, { works });
}

/** @param {Shelf} shelf @param {number} at @param {string} name @returns {Shelf} */
export function named(shelf, at, name) {
  const stop = { ...open(shelf).works[at], name: text(name, LONGEST) };
  return changed(shelf, { works: open(shelf).works.map((each, place) => (place === at ? stop : each)) });
}

/** @param {Shelf} shelf @param {number} at @returns {Shelf} */
export const without = (shelf, at) => changed(shelf, { works: open(shelf).works.filter((_, place) => place !== at) });

/** With a work at a place again, unless it is in already. @param {Shelf} shelf @param {Stop} stop @param {number} at
 * @returns {Shelf} */
export function inserted(shelf, stop, at) {
  const { works } = open(shelf), there = works.some(({ slug }) => slug === stop.slug);
  if (there || works.length >= MOST) return shelf;
  return changed(shelf, { works: [...works.slice(0, at), stop, ...works.slice(at)] });
}

/** With the works that were there, and after them those that came since. @param {Shelf} shelf @param {Stop[]} before
 * @returns {Shelf} */
export const restored = (shelf, before) =>
  changed(shelf, { works: once([...before, ...open(shelf).works]).slice(0, MOST) });

/** With one more set, which is then open; an open one without works gives way to it.
 * @param {Shelf} shelf @param {WorkSet} come @returns {Shelf} */
export function added(shelf, come) {
  const { sets } = shelf, here = open(shelf), bare = !here.works.length && !here.note && come.works.length > 0;
  const kept = bare ? sets.filter((each) => each !== here) : sets;
  return kept.length < MOST_SETS ? { sets: [...kept, come], at: kept.length } : shelf;
}

/** Without the open set. @param {Shelf} shelf @param {string} title of the one that is there when none is left
 * @returns {Shelf} */
export function dropped({ sets, at }, title) {
  const left = sets.filter((_, place) => place !== at);
  return { sets: left.length ? left : [fresh(title)], at: Math.max(Math.min(at, left.length - 1), 0) };
}

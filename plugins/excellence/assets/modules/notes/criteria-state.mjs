// @ts-check
// A list of criteria as data: what a class sees, put into groups, named in its own words; and every change of it.

import { list as listed, opened, own, PICTURE } from "./format.mjs";

/** A picture of the collection that shows what is meant. @typedef {{slug: string, title: string, src: string}} Pin */
/** @typedef {{name: string, seen: string[], attribute: string, must: boolean, pin: Pin | null}} Criterion */
/** @typedef {{what: string, seen: string[], criteria: Criterion[]}} List */

export const MOST = 30, LONGEST = 200;
export const ATTRIBUTES = ["complexity", "craftsmanship", "authenticity"];

/** @param {unknown} value */
const text = (value) => (typeof value === "string" ? value.slice(0, LONGEST).trim() : "");
/** @param {unknown} value */
const some = (value) => listed(value, MOST);
/** What makes two texts the same. @param {string} one */
const plain = (one) => one.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** Each text once, the first of those that are the same. @param {string[]} all @param {Iterable<string>} [known] */
function once(all, known = []) {
  const met = new Set(Array.from(known, plain));
  return all.filter((each) => !met.has(plain(each)) && met.add(plain(each)));
}

/** A list made anew from anything; what does not fit is left out. @param {unknown} said @returns {List} */
export function read(said) {
  return {
    what: text(own(said, "what")),
    seen: some(own(said, "seen")).map(text).filter(Boolean),
    criteria: some(own(said, "criteria")).map((each) => {
      const attribute = text(own(each, "attribute"));
      return {
        name: text(own(each, "name")),
        seen: some(own(each, "seen")).map(text).filter(Boolean),
        attribute: ATTRIBUTES.includes(attribute) ? attribute : "",
        must: own(each, "must") !== false,
        pin: readPin(own(each, "pin")),
      };
    }),
  };
}

/** @param {unknown} said @returns {Pin | null} */
function readPin(said) {
  const [slug, title, src] = ["slug", "title", "src"].map((key) => text(own(said, key)));
  return /^[a-z0-9-]+$/.test(slug) && PICTURE.test(src) ? { slug, title, src } : null;
}

/** The list in a file. Throws `Refused` where it holds none. @param {string} file */
export const unfiled = (file) => read(own(opened(file, "criteria", "list"), "list"));

/** Everything that was seen, wherever it stands. @param {List} list */
export const everything = ({ seen, criteria }) => [...seen, ...criteria.flatMap((each) => each.seen)];

/** Notes what somebody sees; `why` says whether it came in, as `list_added` and so on.
 * @param {List} list @param {string} said
 * @returns {{list: List, why: "added" | "known" | "many" | "", text: string}} */
export function noticed(list, said) {
  const now = text(said), all = everything(list);
  if (!now) return { list, why: "", text: now };
  if (!once([now], all).length) return { list, why: "known", text: now };
  if (all.length >= MOST) return { list, why: "many", text: now };
  return { list: { ...list, seen: [...list.seen, now] }, why: "added", text: now };
}

/** Without something that was seen, wherever it stands. @param {List} list @param {string} seen @returns {List} */
export function without({ what, seen: all, criteria }, seen) {
  const others = (/** @type {string[]} */ each) => each.filter((one) => one !== seen);
  return { what, seen: others(all), criteria: criteria.map((each) => ({ ...each, seen: others(each.seen) })) };
}

/** From wherever it stands to a criterion; `to` is its place, or the number of criteria for a new one, or -1 for none.
 * @param {List} list @param {string} seen @param {number} to @returns {List} */
export function put(list, seen, to) {
  const now = without(list, seen), into = now.criteria[to];
  if (to < 0) return { ...now, seen: [...now.seen, seen] };
  if (into) return changed(now, to, { seen: [...into.seen, seen] });
  return { ...now, criteria: [...now.criteria, { name: "", seen: [seen], attribute: "", must: true, pin: null }] };
}

/** With something else in one criterion. @param {List} list @param {number} at @param {Partial<Criterion>} part
 * @returns {List} */
export const changed = (list, at, part) =>
  ({ ...list, criteria: list.criteria.map((each, place) => (place === at ? { ...each, ...part } : each)) });

/** @param {List} list @param {number} at @returns {List} */
const less = (list, at) => ({ ...list, criteria: list.criteria.filter((_, place) => place !== at) });

/** With a criterion further up or down. @param {List} list @param {number} at @param {number} by @returns {List} */
export function shifted(list, at, by) {
  const { criteria } = less(list, at);
  return { ...list, criteria: [...criteria.slice(0, at + by), list.criteria[at], ...criteria.slice(at + by)] };
}

/** One criterion of two: what was seen is kept once. @param {Criterion} one @param {Criterion} other
 * @returns {Criterion} */
const merged = (one, other) => ({
  name: one.name || other.name,
  seen: once([...one.seen, ...other.seen]),
  attribute: one.attribute || other.attribute,
  must: one.must || other.must,
  pin: one.pin ?? other.pin,
});

/** With a criterion put into another. @param {List} list @param {number} at @param {number} into @returns {List} */
export const joined = (list, at, into) =>
  less(changed(list, into, merged(list.criteria[into], list.criteria[at])), at);

/** Without a criterion; what was seen there is to be placed again. @param {List} list @param {number} at
 * @returns {List} */
export const removed = (list, at) => ({ ...less(list, at), seen: [...list.seen, ...list.criteria[at].seen] });

/** With another list. What is there already stays; what comes is added, each thing once.
 * @param {List} list @param {List} come @returns {List} */
export function withList(list, come) {
  const criteria = [...list.criteria];
  for (const each of come.criteria) {
    const at = criteria.findIndex(({ name }) => plain(name) && plain(name) === plain(each.name));
    if (at >= 0) criteria[at] = merged(criteria[at], each);
    else criteria.push(each);
  }
  const fresh = once(come.seen, everything({ ...list, criteria }));
  return { what: list.what || come.what, seen: [...list.seen, ...fresh], criteria };
}

/** A critique with a row for each criterion; what was written there before stays. @param {unknown} before
 * @param {string[]} names */
export function seeded(before, names) {
  const [first, ...rest] = some(own(before, "parts")), rows = some(own(first, "rows"));
  const heads = new Set(rows.map((row) => own(own(row, "work"), "title")));
  const more = names.filter((name) => !heads.has(name));
  const filled = rows.filter((row) => own(row, "work") || some(own(row, "cells")).some(text));
  const come = more.map((title) => ({ work: { slug: "", title, grade: "", picture: "" }, cells: [] }));
  return { ...Object(before), parts: [{ ...Object(first), rows: [...filled, ...come] }, ...rest] };
}

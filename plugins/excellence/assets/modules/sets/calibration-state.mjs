// @ts-check
// A calibration round as data: where each person puts each work, and how far people are apart. Nobody is right, and
// there is no score.

import { list, opened, own, Refused, written } from "../notes/format.mjs";
import { isSlug } from "../shared/stations.mjs";

/** Where a work may be put, in the order of the keys 1 to 4. */
export const PLACES = /** @type {const} */ (["complexity", "craftsmanship", "authenticity", "several"]);
/** A good round has so many works. */
export const GOOD = [6, 10];
const MOST = 24, LONGEST = 60, MOST_TALK = 2, MOST_ROUNDS = 100;

/** @typedef {typeof PLACES[number]} Place */
/** Where one person put the works, by their slugs; `id` tells people apart, whatever they call themselves.
 * @typedef {{id: string, who: string, placed: Record<string, Place>}} Round */
/** How all put one work: how many in each place, and how far apart (0 to 1).
 * @typedef {{slug: string, counts: number[], apart: number}} Spread */

/** @param {unknown} said @returns {Round} */
export function read(said) {
  const who = own(said, "who"), placed = own(said, "placed"), id = own(said, "id");
  const named = Object.entries(placed && typeof placed === "object" ? placed : {}).slice(0, MOST)
    .filter(([slug, place]) => isSlug(slug) && PLACES.includes(/** @type {Place} */ (place)));
  return {
    id: typeof id === "string" && /^[a-z0-9]{1,40}$/.test(id) ? id : "",
    who: typeof who === "string" ? who.slice(0, LONGEST) : "", placed: Object.fromEntries(named),
  };
}

/** The file of rounds that people take to one another. @param {string[]} works @param {Round[]} rounds */
export const filed = (works, rounds) => written("calibration", { works, rounds });

/** What a file holds. Throws `Refused` where it is none of this set.
 * @param {string} text @param {string[]} works @returns {Round[]} */
export function unfiled(text, works) {
  const said = opened(text, "calibration", "rounds"), of = list(own(said, "works"), MOST).map(String);
  if (of.sort().join() !== [...works].sort().join()) throw new Refused("other");
  return list(own(said, "rounds"), MOST_ROUNDS).map(read).filter(({ placed }) => Object.keys(placed).length);
}

/** With the rounds of others, each person once: as they placed the works last here, or in what came.
 * @param {Round[]} rounds @param {Round[]} come */
export function joined(rounds, come) {
  const all = new Map([...come, ...rounds].map((each) => [each.id || JSON.stringify(each), each]));
  return [...all.values()];
}

/** A name for a person that nobody can tell anything from. */
export const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (each) => each.toString(36)).join("");

/** How likely two of those who put a work put it in different places. @param {number[]} counts */
function apart(counts) {
  const all = counts.reduce((sum, each) => sum + each, 0), pairs = all * (all - 1);
  return pairs ? 1 - counts.reduce((sum, each) => sum + each * (each - 1), 0) / pairs : 0;
}

/** @param {string[]} works @param {Round[]} rounds @returns {Spread[]} */
export const spread = (works, rounds) => works.map((slug) => {
  const counts = PLACES.map((place) => rounds.filter(({ placed }) => placed[slug] === place).length);
  return { slug, counts, apart: apart(counts) };
});

/** The works that people put most differently, at most two; none where all agree. @param {Spread[]} spreads */
export const toTalk = (spreads) =>
  spreads.filter((each) => each.apart).sort((one, other) => other.apart - one.apart).slice(0, MOST_TALK);

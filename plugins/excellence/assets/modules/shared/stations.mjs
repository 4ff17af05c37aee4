// @ts-check
// The works of a set, from what each of them says of itself. One that is there no longer keeps its station.

import { get, pageOf } from "./get.mjs";

/** A picture, as a card of the search has it.
 * @typedef {{src: string, srcset: string, sizes: string, width: number, height: number, ratio: string,
 *   colour: string}} Picture */
/** As rendering/stations.py tells it; addresses begin at the root.
 * @typedef {object} Told
 * @property {string} title
 * @property {string} [lang]
 * @property {string} [dir]
 * @property {string} facts
 * @property {Picture} [picture]
 * @property {string} [quote]
 * @property {string} grade
 * @property {string} [school]
 * @property {string} credit
 * @property {string} [why]
 * @property {string} [what]
 * @property {string} [impact]
 * @property {boolean} [task]
 * @property {boolean} [print]
 * @property {string} [code] */
/** `told` is nothing where the work is no longer shown, or could not be loaded (`failed`).
 * @typedef {{slug: string, told: Told | undefined, failed: boolean}} Station */

/** What a station is called. @param {number} at */
export const letter = (at) => String.fromCharCode(65 + at);

/** @param {unknown} said */
export const isSlug = (said) => typeof said === "string" && said.length <= 60 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(said);

/** @type {Map<string, Promise<Station>>} */
const held = new Map();

/** @param {string} root @param {string} slug @returns {Promise<Station>} */
async function load(root, slug) {
  try {
    const response = await get(`${root}works/${slug}/station.json`);
    if (response.ok) return { slug, told: await response.json(), failed: false };
    return { slug, told: undefined, failed: response.status !== 404 };
  } catch {
    return { slug, told: undefined, failed: !location.protocol.startsWith("file") };
  }
}

/** @param {string} root @param {string[]} slugs @returns {Promise<Station[]>} in the order given */
export const stationsOf = (root, slugs) => Promise.all(slugs.map((slug) => {
  const key = root + slug, found = held.get(key) ?? load(root, slug);
  held.set(key, found);
  found.then(({ failed }) => failed && held.delete(key)); // to be tried again
  return found;
}));

/** The addresses of a work's faces; it has no task page where it has no task.
 * @param {string} root @param {string} slug @param {Told} told */
export function facesOf(root, slug, told) {
  const work = `${root}works/${slug}/`;
  return { look: pageOf(`${work}look/`), task: told.task ? pageOf(`${work}task/`) : "", work: pageOf(work) };
}

/** The files of a picture, from this page.
 * @param {string} root @param {string} set a `srcset` whose addresses begin at the root */
export const placed = (root, set) => set.split(", ").map((each) => root + each).join(", ");

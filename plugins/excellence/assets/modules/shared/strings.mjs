// @ts-check
// The words and the stylesheet of a room of tools, fetched with their first use. Where they lie stands in the page, in
// an attribute that is named after the room: `data-looking`, `data-meeting`, `data-notes`, `data-packing`, `data-sets`.

import { fill, make } from "./dom.mjs";
import { get } from "./get.mjs";

/** @typedef {Record<string, string>} Words */

/** @type {Map<string, Promise<Words>>} */
const held = new Map();

/** A text about a number, in the form that the language has for it: `sheets_one` for one, else `sheets`.
 * @param {Words} words @param {string} key @param {number} number
 * @param {Record<string, string | number>} [more] */
export function counted(words, key, number, more = {}) {
  const form = new Intl.PluralRules(document.documentElement.lang || "en").select(number);
  return fill(words[`${key}_${form}`] ?? words[key], { number, ...more });
}

/** The words of a room, once its stylesheet is there; what failed is tried again.
 * @param {"looking" | "meeting" | "notes" | "packing" | "sets"} room @returns {Promise<Words>} */
export function wordsOf(room) {
  let found = held.get(room);
  if (!found) {
    found = load(room);
    found.catch(() => held.delete(room));
    held.set(room, found);
  }
  return found;
}

/** @param {string} room */
async function load(room) {
  const source = /** @type {HTMLElement | null} */ (document.querySelector(`[data-${room}]`));
  const place = new URL(source?.dataset[room] ?? "", location.href), response = await get(place);
  if (!response.ok) throw Error(place.href);
  const words = await response.json();
  const sheet = make("link", { rel: "stylesheet", href: new URL(words.sheet, place).href });
  await new Promise((done, fail) => {
    sheet.addEventListener("load", done);
    sheet.addEventListener("error", fail);
    document.head.append(sheet);
  });
  return words;
}

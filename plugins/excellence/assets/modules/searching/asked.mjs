// @ts-check
// What is asked: the grades that a visitor names, and the words besides.

import { stem } from "./words.mjs";
import { fill, make, put } from "../shared/dom.mjs";

/** @typedef {Awaited<ReturnType<typeof import("./engine.mjs").open>>} Index */
/** @typedef {import("./engine.mjs").Found & {grades: string[]}} Asked */
/** A word, or what several make up and then the several, as `units` in words.mjs tells it. @typedef {string[]} Unit */

/** Grades that are meant by two numbers alone; other pairs may be dates or the parts of a code. */
const BANDS = "k-2 k-3 k-5 k-6 k-8 k-12 pk-2 pk-3 pk-5 pk-8 pk-12 1-3 3-5 4-6 6-8 6-12 7-9 7-12 9-12 10-12".split(" ");

/** The grades from one to another, by their keys. @param {string[]} keys @param {string} from @param {string} to */
function between(keys, from, to) {
  const [first, last] = [from, to].map((each) => keys.findIndex((key) => key.toLowerCase() === each));
  return first >= 0 && first < last ? keys.slice(first, last + 1) : [];
}

/** A number that belongs to the grade beside it: grades 4 and 5, 4th and 5th grade, grade 4, 5 or 6. Who asks for
 * nothing but the 4th, 4to, 4º or K means a grade, too.
 * @param {Unit[]} said @param {number} at @param {Record<string, string[]>} names
 * @param {Set<number>} places of what has named a grade so far @returns {string[]} */
function beside(said, at, names, places) {
  const [, number, nth] = /^(\d+|p?k$)(st|nd|rd|th|e?ro?|[dtmvn]?o)?$/.exec(said[at][0]) ?? [];
  const joins = (/** @type {number} */ place) => /^(and|or|y|o|e|u|to|a)$/.test(said[place]?.[0] ?? "");
  const before = places.has(joins(at - 1) ? at - 2 : at - 1);
  const after = joins(at + 1) && Object.hasOwn(names, said[at + 2]?.[0] ?? "");
  const alone = !said[1] && (nth || !Number(number));
  return number && (before || after || alone) ? names[`grade${number}`] ?? [] : [];
}

/** @param {Unit[]} said @param {Record<string, string[]>} names keys of grades by what names them, as `grade4`
 * @param {string[]} keys of all grades, in their order
 * @returns {{grades: string[], rest: Unit[]}} keys in the same order, and what is asked besides */
export function gradesIn(said, names, keys) {
  /** @type {Set<string>} */
  const named = new Set();
  /** @type {Set<number>} */
  const places = new Set();
  const rest = said.filter(([whole, from, to], at) => {
    const before = /^grad[eo]s?$/.test(said[at - 1]?.[0] ?? "");
    const range = to && (before || BANDS.includes(`${from}-${to}`)) ? between(keys, from, to) : [];
    const found = Object.hasOwn(names, whole) ? names[whole] : range.length ? range : beside(said, at, names, places);
    found.forEach((key) => named.add(key));
    if (found.length) places.add(at);
    return !found.length;
  });
  // The word before a range, as in `grades 3-5`, belongs to it.
  const words = named.size ? rest.filter(([whole]) => !/^grad[eo]s?$/.test(whole)) : rest;
  return { grades: keys.filter((key) => named.has(key)), rest: words };
}

/** What is found; what is asked in just the words that lead to a page has that page first.
 * @param {Index} index @param {Unit[]} said @param {string} text */
async function led(index, said, text) {
  const { leads, twice } = index.meta, found = await index.found(said, text);
  const named = leads?.[said.map(([word]) => stem(word)).join(" ")], lead = twice?.[named ?? -1] ?? named;
  return lead === undefined ? found : { ...found, ids: [lead, ...found.ids.filter((id) => id !== lead)] };
}

/** What is found, where grades that are named choose among the works before any word does; where none of these works
 * has the words, they are words as well, and whatever has the words alone comes after. `plain` takes them so from the
 * start.
 * @param {Index} index @param {string} text @param {boolean} [plain]
 * @returns {Promise<Asked>} with the keys of the grades whose works alone are found */
export async function ask(index, text, plain = false) {
  const { grades: names, labels, works } = index.meta, said = index.said(text.replace(/[–—]/g, "-"));
  const whole = await led(index, said, text), keys = (labels ?? []).map(([key]) => key);
  const { grades, rest: others } = gradesIn(said, names ?? {}, keys);
  // What only joins them, as in `grade 1 and grade 5`, is no word to look for.
  const rest = others.filter(([word, more]) => more || !index.stops.has(word));
  if (plain || !grades.length) return { ...whole, grades: [] };
  const column = await index.column("grade"), held = new Set(grades.flatMap((key) => column.get(key)?.ids ?? []));
  const found = rest.length ? await index.found(rest, text, held) : { ...whole, ids: [...held].sort((a, b) => a - b) };
  if (!found.ids.length && rest.length) {
    const without = (await index.found(rest, text)).ids.filter((id) => !whole.ids.includes(id));
    return { ...whole, ids: [...whole.ids, ...without], grades: [] };
  }
  return { ...found, ids: [...found.ids, ...whole.ids.filter((id) => id >= works)], grades };
}

/** The labels of the grades that alone are shown; those side by side as the first and the last.
 * @param {Index} index @param {Asked | undefined} asked */
export function gradesOf({ meta: { labels = [] } }, asked) {
  const found = labels.flatMap(([key], at) => (asked?.grades.includes(key) ? [at] : []));
  const named = found.map((at) => labels[at][1]), last = found.length - 1;
  const together = last > 1 && found[last] - found[0] === last;
  return together ? `${named[0]} – ${named[last]}` : named.join(", ");
}

/** A chip for these grades, if any; a press takes them for words, and leads back to the field.
 * @param {HTMLElement} box holds it @param {Index} index @param {Asked | undefined} asked
 * @param {HTMLElement} field @param {() => void} press */
export function chip(box, index, asked, field, press) {
  const filter = gradesOf(index, asked);
  const made = make("button", { type: "button", "aria-label": fill(box.dataset.off, { filter }) }, `${filter} ×`);
  made.onclick = () => {
    field.focus();
    press();
  };
  put(box, filter && made);
}

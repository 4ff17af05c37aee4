// @ts-check
// A note catcher that is being filled in, as data: what is written here, what others wrote, and every change of it.

import { empty, read, row, says } from "./filled.mjs";

/** @typedef {import("./filled.mjs").Catcher} Catcher */
/** @typedef {import("./filled.mjs").Filled} Filled */
/** @typedef {import("./filled.mjs").FilledPart} FilledPart */
/** @typedef {import("./filled.mjs").Row} Row */

/** @typedef {{mine: Filled, others: Filled[]}} Filling */

/** Where something is written: in the head, below a question of a part, or in a cell of its table.
 * @typedef {{head: "who" | "date"}} InHead
 * @typedef {{part: number, kind: import("./filled.mjs").Asked, at: number}} InAnswer
 * @typedef {{part: number, row: number, column: number}} InCell
 * @typedef {InHead | InAnswer | InCell} Spot */

/** @param {unknown} said what was kept @param {Catcher} catcher @returns {Filling} */
export const begun = (said, catcher) => ({ mine: read(said, catcher), others: [] });

/** Everything that somebody wrote. @param {Filling} filling */
export const all = ({ mine, others }) => [...(empty(mine) ? [] : [mine]), ...others];

/** @template T @param {T[]} list @param {number} at @param {T} value */
const swapped = (list, at, value) => list.map((each, place) => (place === at ? value : each));

/** @param {Filling} filling @param {number} at @param {Partial<FilledPart>} change @returns {Filling} */
const inPart = ({ mine, others }, at, change) =>
  ({ mine: { ...mine, parts: swapped(mine.parts, at, { ...mine.parts[at], ...change }) }, others });

/** @param {Filling} filling @param {Spot} spot @param {string} text @returns {Filling} */
export function write(filling, spot, text) {
  if ("head" in spot) return { ...filling, mine: { ...filling.mine, [spot.head]: text } };
  const part = filling.mine.parts[spot.part];
  if ("kind" in spot) return inPart(filling, spot.part, { [spot.kind]: swapped(part[spot.kind], spot.at, text) });
  const { work, cells } = part.rows[spot.row], row = { work, cells: swapped(cells, spot.column, text) };
  return inPart(filling, spot.part, { rows: swapped(part.rows, spot.row, row) });
}

/** With a row at a place, such as one that was taken out. @param {Filling} filling @param {number} part
 * @param {Row} come @param {number} [at] the last place where it is not said @returns {Filling} */
export function withRow(filling, part, come, at = Infinity) {
  const { rows } = filling.mine.parts[part];
  return inPart(filling, part, { rows: [...rows.slice(0, at), come, ...rows.slice(at)] });
}

/** @param {Filling} filling @param {number} part @param {number} at @returns {Filling} */
export const withoutRow = (filling, part, at) =>
  inPart(filling, part, { rows: filling.mine.parts[part].rows.filter((_, place) => place !== at) });

/** With a work, in the first row that has no head and in which nothing is written; where there is none, in a new one.
 * @param {Filling} filling @param {Catcher} catcher @param {number} part @param {import("./filled.mjs").Work} work
 * @returns {{filling: Filling, at: number}} and which row it is */
export function withWork(filling, catcher, part, work) {
  const { rows } = filling.mine.parts[part], { rows: heads } = catcher.parts[part];
  const free = rows.findIndex((each, place) => !says(each) && !heads[place]), come = row(catcher.parts[part], work);
  if (free < 0) return { filling: withRow(filling, part, come), at: rows.length };
  return { filling: inPart(filling, part, { rows: swapped(rows, free, come) }), at: free };
}

/** Whether somebody wrote in a row. @param {Row} row */
const written = ({ cells }) => cells.some((cell) => cell.trim());

/** With the works of a set first, by their stations as these are now. What was written on another walk stays, without a
 * letter that would mislead; an empty row of it goes. @param {Filling} filling @param {Catcher} catcher
 * @param {number} part @param {import("./filled.mjs").Work[]} stations
 * @param {{walked: (title: string) => boolean, before: string}} told which titles are stations', and what takes their
 * place @returns {Filling} */
export function withSet(filling, catcher, part, stations, { walked, before }) {
  const { rows } = filling.mine.parts[part];
  const of = (/** @type {string} */ slug) => rows.find(({ work }) => work?.slug === slug);
  const mine = stations.map((work) => ({ ...(of(work.slug) ?? row(catcher.parts[part])), work }));
  const others = rows.filter(({ work }) => !stations.some(({ slug }) => slug === work?.slug)).flatMap((each) => {
    const { work } = each;
    if (!work || !walked(work.title)) return says(each) ? [each] : [];
    return written(each) ? [{ ...each, work: { ...work, title: before } }] : [];
  });
  return inPart(filling, part, { rows: [...mine, ...others] });
}

/** What stood in a file: the first sheet is one's own, the others are those that were put together with it.
 * @param {Filled[]} come @returns {Filling} */
export const opened = ([mine, ...others]) => ({ mine, others });

/** Takes in what others wrote, the same only once. What one person wrote becomes one's own where nothing is there yet.
 * @param {Filling} filling @param {Filled[]} come
 * @returns {{filling: Filling, number: number}} and how many were new */
export function withOthers(filling, come) {
  const known = new Set(all(filling).map((each) => JSON.stringify(each)));
  const fresh = come.filter((each) => !known.has(JSON.stringify(each)) && known.add(JSON.stringify(each)));
  const { mine, others } = filling, alone = fresh.length === 1 && !others.length && empty(mine);
  const [first] = fresh;
  return { filling: alone ? { mine: first, others } : { mine, others: [...others, ...fresh] }, number: fresh.length };
}

// @ts-check
// Which works fit what is chosen in the gallery's filters, and how an address says it. Plain data in, plain data out.

/** By value the works that have it, by their place in the collection. @typedef {import("./engine.mjs").Shard} Column */
/** By facet. @typedef {Map<string, Column>} Columns */
/** What is chosen: keys by facet. @typedef {Map<string, Set<string>>} Chosen */
/** A value that can be chosen; its name is the facet, and `was` the keys that it had earlier.
 * @typedef {{name: string, value: string, checked: boolean, dataset?: {was?: string}}} Box */

/** @param {Iterable<Box>} boxes @returns {Chosen} */
export function chosenOf(boxes) {
  const chosen = new Map();
  for (const { name, value, checked } of boxes) {
    if (checked) chosen.set(name, (chosen.get(name) ?? new Set()).add(value));
  }
  return chosen;
}

/** A mark for each work that fits: every facet counts, any value of it will do.
 * @param {Columns} columns @param {number} works @param {Chosen} chosen
 * @param {string} [but] a facet that is left out */
export function matching(columns, works, chosen, but) {
  let fits = new Uint8Array(works).fill(1);
  for (const [facet, named] of chosen) {
    if (facet === but) continue;
    const held = new Uint8Array(works);
    for (const key of named) for (const id of columns.get(facet)?.get(key)?.ids ?? []) held[id] = fits[id];
    fits = held;
  }
  return fits;
}

/** How many of the works that fit have a value. @param {Column | undefined} column @param {string} value
 * @param {Uint8Array} fits */
export const having = (column, value, fits) => (column?.get(value)?.ids ?? []).filter((id) => fits[id]).length;

/** Which facet's choice to take back, so that most is found, and how much then is; nothing where none helps.
 * @param {Columns} columns @param {number} works @param {Chosen} chosen @param {number[]} [among] */
export function relief(columns, works, chosen, among) {
  const tried = [...chosen.keys()].map((facet) => {
    const fits = matching(columns, works, chosen, facet);
    return { facet, found: (among ?? [...fits.keys()]).filter((id) => fits[id]).length };
  });
  const best = tried.sort((one, other) => other.found - one.found)[0];
  return best?.found ? best : undefined;
}

/** An address's question with what is chosen; what else stands there stays.
 * @param {URLSearchParams} asked @param {Box[]} boxes @param {string} sort */
export function write(asked, boxes, sort) {
  for (const name of new Set([...boxes.map((box) => box.name), "sort"])) asked.delete(name);
  for (const { name, value, checked } of boxes) if (checked) asked.append(name, value);
  if (sort) asked.set("sort", sort);
}

/** From an address's question: values that nobody knows are passed over.
 * @param {URLSearchParams} asked @param {Box[]} boxes */
export function restate(asked, boxes) {
  for (const box of boxes) {
    const keys = [box.value, ...box.dataset?.was?.split(" ") ?? []];
    box.checked = asked.getAll(box.name).some((key) => keys.includes(key));
  }
}

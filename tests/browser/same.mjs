// @ts-check
// Whether two plain values are the same, sets and maps in them too, in words that show where they are not.
/// <reference lib="deno.ns" />

const FULL = { depth: Infinity, iterableLimit: Infinity, strAbbreviateSize: Infinity, sorted: true };

/** @param {unknown} found @param {unknown} expected */
export function same(found, expected) {
  const [one, other] = [found, expected].map((value) => Deno.inspect(value, FULL));
  if (one !== other) throw new Error(`found ${one}\nexpected ${other}`);
}

// @ts-check
// The works that somebody chose for a plan, as the address says them.

/** @param {string} search the part of an address after `?` @returns {string[]} their slugs */
export const chosenIn = (search) =>
  (new URLSearchParams(search).get("works") ?? "").split(",").filter((slug) => /^[a-z0-9-]+$/.test(slug));

/** The same part with other works, or nothing where nothing is left; the rest of it stays.
 * @param {string} search @param {string[]} slugs */
export function searchOf(search, slugs) {
  const said = new URLSearchParams(search);
  if (slugs.length) said.set("works", slugs.join(","));
  else said.delete("works");
  const text = said.toString().replaceAll("%2C", ",");
  return text && `?${text}`;
}

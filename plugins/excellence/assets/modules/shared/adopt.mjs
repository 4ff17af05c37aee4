// @ts-check
// Parts of other pages of the site, brought here.

import { get } from "./get.mjs";

/** A page of the site, to read. Throws where it is not there. @param {URL | string} address */
export async function pageAt(address) {
  const response = await get(address);
  if (!response.ok) throw new Error(String(address));
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** A part of another page here: its addresses begin there.
 * @template {Element} Part @param {Part} part @param {URL | string} address */
export function adopted(part, address) {
  const full = (/** @type {string} */ value) => new URL(value, address).href;
  for (const each of [part, ...part.querySelectorAll("[href], [src], [srcset], [poster]")]) {
    for (const name of ["href", "src", "poster"]) {
      if (each.hasAttribute(name)) each.setAttribute(name, full(each.getAttribute(name) ?? ""));
    }
    const set = each.getAttribute("srcset");
    if (set) each.setAttribute("srcset", set.replace(/(^|, )([^ ]+)/g, (_, before, file) => before + full(file)));
  }
  return document.adoptNode(part);
}

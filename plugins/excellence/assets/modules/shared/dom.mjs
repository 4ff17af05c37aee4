// @ts-check
// What several modules need: elements, texts with places to fill, and where an index lies.

/** What stands in an element; what is false or nothing is left out.
 * @typedef {Node | string | false | null | undefined} Child */

/** An element that holds these, and nothing else.
 * @template {Element} Parent @param {Parent} parent @param {(Child | Child[])[]} children */
export function put(parent, ...children) {
  parent.replaceChildren(...children.flat().filter((each) => each !== undefined && each !== null && each !== false));
  return parent;
}

/** An element with its attributes; those that are empty are left out, but for an empty alt, which says something.
 * @template {keyof HTMLElementTagNameMap} Name @param {Name} name
 * @param {Record<string, string | number | undefined>} attributes @param {(Child | Child[])[]} children */
export function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && (value !== "" || key === "alt")) element.setAttribute(key, String(value));
  }
  return put(element, ...children);
}

/** The language of a part of a page, and which way it is written, as the page says. @param {Element} part */
export function tongue(part) {
  const [lang, dir] = ["lang", "dir"].map((name) => part.closest(`[${name}]`)?.getAttribute(name) ?? "");
  return { lang, dir };
}

/** A text with its places filled; a place that nothing is known of stays. @param {string | undefined} text
 * @param {Record<string, string | number>} values */
export const fill = (text = "", values) => text.replace(/{(\w+)}/g, (whole, name) => String(values[name] ?? whole));

/** The folder of an index by its first file, and the site's root, a step above, where the addresses in it begin.
 * @param {string | undefined} index */
export function places(index) {
  const base = new URL(".", new URL(index ?? "", location.href)).href;
  return { base, root: new URL("..", base).href };
}

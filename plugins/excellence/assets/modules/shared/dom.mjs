// @ts-check
// What several modules need: elements, texts with places to fill, and where an index lies.

/** An element with its attributes; those that are empty are left out, but for an empty alt, which says something.
 * @template {keyof HTMLElementTagNameMap} Name @param {Name} name
 * @param {Record<string, string | number | undefined>} attributes @param {(Node | string)[]} children */
export function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && (value !== "" || key === "alt")) element.setAttribute(key, String(value));
  }
  element.append(...children);
  return element;
}

/** The language of a part of a page, and which way it is written, as the page says. @param {Element} part */
export function tongue(part) {
  const [lang, dir] = ["lang", "dir"].map((name) => part.closest(`[${name}]`)?.getAttribute(name) ?? "");
  return { lang, dir };
}

/** A text with its places filled; a place that nothing is known of stays.
 * @param {string | undefined} text @param {Record<string, string | number>} values */
export const fill = (text = "", values) => text.replace(/{(\w+)}/g, (whole, name) => String(values[name] ?? whole));

/** The folder of an index by its first file, and the site's root, a step above, where the addresses in it begin.
 * @param {string | undefined} index */
export function places(index) {
  const base = new URL(".", new URL(index ?? "", location.href)).href;
  return { base, root: new URL("..", base).href };
}

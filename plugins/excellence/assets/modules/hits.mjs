// @ts-check
// How a result looks: its picture, its title and a line, with what was asked for marked. Text is only ever text.

import { fold, stem } from "./engine.mjs";

/** @param {string} name @param {Record<string, any>} properties @param {(Node | string)[]} children */
export function make(name, properties, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value !== undefined && (value !== "" || key === "alt")) element.setAttribute(key, String(value));
  }
  element.append(...children);
  return element;
}

/** @param {string} text @param {Record<string, string | number>} values */
export const fill = (text, values) => text.replace(/{(\w+)}/g, (whole, name) => String(values[name] ?? whole));

/** A text in pieces, with the words that were asked for marked. @param {string} text @param {import("./engine.mjs").Found} found */
export function marked(text, { stems, open }) {
  return text.split(/([\p{L}\p{N}\p{M}'’]+)/u).filter(Boolean).map((piece) => {
    const word = fold(piece);
    return word && (stems.has(stem(word)) || (open && word.startsWith(open))) ? make("mark", {}, piece) : piece;
  });
}

/** Addresses of an index begin at the site's root, two steps above its first file. @param {string | undefined} index */
export function places(index) {
  const base = new URL(".", new URL(index ?? "", location.href)).href;
  return { base, root: new URL("..", base).href };
}

/** @param {string} label @param {Record<string, any>} card @param {string} root @param {import("./engine.mjs").Found} found @param {Record<string, any>} [more] */
export function hit(label, card, root, found, more = {}) {
  const link = make("a", { href: root + card.href, lang: card.lang, class: "xc-hit", ...more });
  const thumb = card.picture?.srcset.split(", ")[0].split(" ")[0];
  link.append(make("span", { class: "xc-hit__picture" }, ...(thumb ? [make("img", { src: root + thumb, alt: "", loading: "lazy", decoding: "async" })] : [])));
  const facts = make("span", { class: "xc-hit__facts", lang: card.facts_lang }, card.facts ?? "");
  const about = label === "li" ? [make("span", { class: "xc-hit__about" }, ...marked(card.about ?? "", found))] : [];
  link.append(make("span", { class: "xc-hit__title" }, ...marked(card.title ?? "", found)), facts, ...about);
  return label === "li" ? make("li", {}, link) : link;
}

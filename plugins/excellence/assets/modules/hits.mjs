// @ts-check
// How a result looks: its picture, its title and a line, with what was asked for marked. Text is only ever text.

import { fold, stem } from "./engine.mjs";
import { make } from "./parts.mjs";

/** A text in pieces, with the words that were asked for marked. @param {string} text @param {import("./engine.mjs").Found} found */
export function marked(text, { stems, open }) {
  return text.split(/([\p{L}\p{N}\p{M}'’]+)/u).filter(Boolean).map((piece) => {
    const word = fold(piece);
    return word && (stems.has(stem(word)) || (open && word.startsWith(open))) ? make("mark", {}, piece) : piece;
  });
}

/** A result as a link, or in the item of a list, where it says more. @param {"a" | "li"} tag @param {Record<string, any>} card @param {string} root @param {import("./engine.mjs").Found} found @param {Record<string, any>} [more] */
export function hit(tag, card, root, found, more = {}) {
  const link = make("a", { href: root + card.href, lang: card.lang, class: "xc-hit", ...more });
  const thumb = card.picture?.srcset.split(", ")[0].split(" ")[0];
  link.append(make("span", { class: "xc-hit__picture" }, ...(thumb ? [make("img", { src: root + thumb, alt: "", loading: "lazy", decoding: "async" })] : [])));
  const facts = make("span", { class: "xc-hit__facts", lang: card.facts_lang }, card.facts ?? "");
  const about = tag === "li" ? [make("span", { class: "xc-hit__about" }, ...marked(card.about ?? "", found))] : [];
  link.append(make("span", { class: "xc-hit__title" }, ...marked(card.title ?? "", found)), facts, ...about);
  return tag === "li" ? make("li", {}, link) : link;
}

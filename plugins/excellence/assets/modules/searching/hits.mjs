// @ts-check
// How a result looks: its picture, its title and a line, with what was asked for marked. Text is only ever text.

import { fold, stem } from "./engine.mjs";
import { make } from "../shared/dom.mjs";

const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Mymr}\p{sc=Khmr}]/u;

/** Words side by side without blanks, with the letters that were asked for marked. @param {string} piece @param {Set<string>} stems */
function within(piece, stems) {
  const asked = [...stems].filter((each) => UNSPACED.test(each)), said = fold(piece), places = new Set();
  const whole = asked.filter((each) => !asked.some((other) => other !== each && other.startsWith(each)));
  // Where folding changes how many letters there are, no place can be told.
  for (const each of said.length === piece.length ? whole : []) {
    for (let at = said.indexOf(each); at >= 0; at = said.indexOf(each, at + 1)) [...each.split("").keys()].forEach((more) => places.add(at + more));
  }
  /** @type {(Node | string)[]} */
  const told = [];
  for (let at = 0, end = 0; at < piece.length; at = end) {
    while (end < piece.length && places.has(end) === places.has(at)) end += 1;
    told.push(places.has(at) ? make("mark", {}, piece.slice(at, end)) : piece.slice(at, end));
  }
  return told;
}

/** A text in pieces, with the words that were asked for marked. @param {string} text @param {import("./engine.mjs").Found} found */
export function marked(text, { stems, open }) {
  return text.split(/([\p{L}\p{N}\p{M}'’]+)/u).filter(Boolean).flatMap((piece) => {
    if (UNSPACED.test(piece)) return within(piece, stems);
    const word = fold(piece);
    return word && (stems.has(stem(word)) || (open && word.startsWith(open))) ? make("mark", {}, piece) : piece;
  });
}

/** A result as a link, or in the item of a list, where it says more. @param {"a" | "li"} tag @param {Record<string, any>} card @param {string} root @param {import("./engine.mjs").Found} found @param {Record<string, any>} [more] */
export function hit(tag, card, root, found, more = {}) {
  const link = make("a", { href: root + card.href, class: "xc-hit", ...more }), own = { lang: card.lang, dir: card.dir };
  const thumb = card.picture?.srcset.split(", ")[0].split(" ")[0];
  link.append(make("span", { class: "xc-hit__picture" }, ...(thumb ? [make("img", { src: root + thumb, alt: "", loading: "lazy", decoding: "async" })] : [])));
  const facts = make("span", { class: "xc-hit__facts", lang: card.facts_lang, dir: card.facts_dir }, card.facts ?? "");
  const about = tag === "li" ? [make("span", { class: "xc-hit__about", ...own }, ...marked(card.about ?? "", found))] : [];
  link.append(make("span", { class: "xc-hit__title", ...own }, ...marked(card.title ?? "", found)), facts, ...about);
  return tag === "li" ? make("li", {}, link) : link;
}

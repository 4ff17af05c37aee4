// @ts-check
// How a result looks: its picture, its title and a line, with what was asked for marked. Text is only ever text.

import { fold, stem } from "./words.mjs";
import { make } from "../shared/dom.mjs";

/** @typedef {import("./engine.mjs").Card} Card */
/** What of a text is marked, as the search found it.
 * @typedef {Pick<import("./engine.mjs").Found, "stems" | "open">} Asked */
/** A part of a text, and whether it was asked for. @typedef {[part: string, asked: boolean]} Part */

const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Mymr}\p{sc=Khmr}]/u;

/** Words side by side without blanks, in parts. @param {string} piece @param {Set<string>} stems @returns {Part[]} */
function within(piece, stems) {
  const asked = [...stems].filter((each) => UNSPACED.test(each)), said = fold(piece), places = new Set();
  const whole = asked.filter((each) => !asked.some((other) => other !== each && other.startsWith(each)));
  // Where folding changes how many letters there are, no place can be told.
  for (const each of said.length === piece.length ? whole : []) {
    for (let at = said.indexOf(each); at >= 0; at = said.indexOf(each, at + 1)) {
      for (let more = 0; more < each.length; more += 1) places.add(at + more);
    }
  }
  /** @type {Part[]} */
  const told = [];
  for (let at = 0, end = 0; at < piece.length; at = end) {
    while (end < piece.length && places.has(end) === places.has(at)) end += 1;
    told.push([piece.slice(at, end), places.has(at)]);
  }
  return told;
}

/** A text in parts. @param {string} text @param {Asked} found @returns {Part[]} */
export function parts(text, { stems, open }) {
  return text.split(/([\p{L}\p{N}\p{M}'’]+)/u).filter(Boolean).flatMap((piece) => {
    if (UNSPACED.test(piece)) return within(piece, stems);
    const word = fold(piece);
    return [[piece, Boolean(word && (stems.has(stem(word)) || (open && word.startsWith(open))))]];
  });
}

/** A text with the words that were asked for marked. @param {string} text @param {Asked} found */
const marked = (text, found) => parts(text, found).map(([part, asked]) => asked ? make("mark", {}, part) : part);

/** A result as a link. @param {Card} card @param {string} root where addresses begin @param {Asked} found
 * @param {Record<string, string>} [more] attributes of the link */
export function hit(card, root, found, more = {}) {
  const own = { lang: card.lang, dir: card.dir }, thumb = card.picture?.srcset.split(", ")[0].split(" ")[0];
  const seen = thumb ? [make("img", { src: root + thumb, alt: "", loading: "lazy", decoding: "async" })] : [];
  return make("a", { href: root + card.href, class: "xc-hit", ...more },
    make("span", { class: "xc-hit__picture" }, ...seen),
    make("span", { class: "xc-hit__title", ...own }, ...marked(card.title, found)),
    make("span", { class: "xc-hit__facts", lang: card.facts_lang, dir: card.facts_dir }, card.facts));
}

/** A result in the item of a list, where it says more; a work may be added to the visitor's set.
 * @param {Card} card @param {string} root @param {Asked} found @param {string} plus what the button for that says */
export function listed(card, root, found, plus) {
  const link = hit(card, root, found), own = { lang: card.lang, dir: card.dir };
  link.append(make("span", { class: "xc-hit__about", ...own }, ...marked(card.about, found)));
  if (!/^(\.\.\/)?works\//.test(card.href)) return make("li", {}, link);
  const name = `${plus}: ${card.title}`;
  const button = make("button", { type: "button", class: "xc-peek xc-plus", "aria-label": name });
  button.dataset.add = "";
  return make("li", {}, link, button);
}

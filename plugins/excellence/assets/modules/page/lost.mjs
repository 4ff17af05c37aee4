// @ts-check
// The page of addresses that lead nowhere: in the language of the address, with what may have been meant.

import { askedBy, named } from "./lost-state.mjs";
import { ask } from "../searching/asked.mjs";
import { open } from "../searching/engine.mjs";
import { parts } from "../searching/hits.mjs";
import "../searching/words.mjs"; // with the engine, not after it
import { make, places } from "../shared/dom.mjs";

const MOST = 3, TRIED = 12;

/** The grades, subjects and other values that are asked for, as links.
 * @param {HTMLElement} part @param {(label: string) => boolean} asked */
function values(part, asked) {
  const called = [...part.querySelectorAll(".xc-browse li")]
    .filter((item) => asked(item.querySelector("a")?.textContent ?? ""));
  suggest(part, called.slice(0, MOST).map((item) => /** @type {Element} */ (item.cloneNode(true))));
}

/** @param {HTMLElement} part @param {Element[]} items */
function suggest(part, items) {
  const box = /** @type {HTMLElement} */ (part.querySelector("[data-near]"));
  box.querySelector("ul")?.append(...items);
  if (items[0]) box.hidden = false;
}

/** What is called by some of the words, and the grades that they mean however they are written, as links.
 * @param {HTMLElement} part @param {string} words */
async function near(part, words) {
  const { base, root } = places(part.dataset.index), index = await open(base), found = await ask(index, words);
  const grades = new Map((index.meta.labels ?? []).map(([key, label]) => [label, key]));
  values(part, (label) => found.grades.includes(grades.get(label) ?? "") && !named(words, label));
  const cards = await index.cards(found.ids.filter((id) => id < index.meta.last).slice(0, TRIED));
  const names = (/** @type {import("../searching/engine.mjs").Card} */ { title, href }) =>
    `${title} ${href.replace(/^(\.\.\/)?works\//, "")}`;
  const called = cards.filter((card) => parts(names(card), found).some(([, asked]) => asked));
  suggest(part, called.slice(0, MOST).map(({ href, title, lang, dir, facts }) =>
    make("li", {}, make("a", { href: root + href, lang, dir }, title), facts && ` · ${facts}`)));
}

const texts = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-lost]")]);
if (texts[0]) {
  const folders = texts.map(({ dataset }) => dataset.lost ?? "");
  const { folder, words } = askedBy(location.pathname, texts[0].dataset.base ?? "/", folders);
  const own = texts[folders.indexOf(folder)];
  for (const each of texts) each.hidden = each !== own;
  if (own !== texts[0]) {
    const said = [texts[0], own].map((part) => part.querySelector("h1")?.textContent ?? "");
    document.title = document.title.replace(said[0], said[1]);
  }
  // Where the index can't be loaded, nothing is suggested, and all else is there.
  if (words) {
    const search = /** @type {HTMLAnchorElement} */ (own.querySelector("[data-search]"));
    search.search = new URLSearchParams({ q: words }).toString();
    search.append(`: ${words}`);
    values(own, (label) => named(words, label));
    near(own, words).catch(() => {});
  }
}

// @ts-check
// A field that finds works of the collection, for tools in which one is chosen.

import { action } from "../shared/controls.mjs";
import { open } from "./engine.mjs";
import "./words.mjs"; // with the engine, not after it
import { make, places } from "../shared/dom.mjs";

const MOST = 6, PAUSE = 200, LONGEST = 200;

/** A work that was found; `picture` is a path in this site.
 * @typedef {{slug: string, title: string, lang: string, dir: string, facts: string, picture: string}} Found */
/** What the field says. @typedef {{find: string, none: string, failed: string}} Told */

/** A work's slug by the address of its page. @param {string} href */
export const slugOf = (href) => href.match(/works\/([a-z0-9-]+)\//)?.[1] ?? "";

/** @param {import("./engine.mjs").Card} card @returns {Found} */
const work = ({ href, title, lang, dir, facts, picture }) =>
  ({ slug: slugOf(href), title, lang, dir, facts, picture: picture?.src ?? "" });

/** @param {Found} found @param {string} root @param {() => void} choose */
function item({ title, lang, dir, facts, picture }, root, choose) {
  const seen = picture ? [make("img", { src: root + picture, alt: "", width: 48, height: 48 })] : [];
  const said = make("span", {}, make("b", { lang, dir }, title), ` ${facts}`);
  return make("li", {}, action([...seen, said], choose, { look: "xc-finder__work" }));
}

/** A field, what it says, and the works that it finds.
 * @param {string | undefined} index where the collection's index lies @param {Told} told
 * @param {(work: Found) => void} choose @param {boolean} [pictured] only those with a picture */
export function finder(index, told, choose, pictured = false) {
  const { base, root } = places(index), name = { "aria-label": told.find, placeholder: told.find };
  const field = make("input", { type: "search", ...name, maxlength: LONGEST, autocomplete: "off" });
  const list = make("ul", { class: "xc-finder" }), said = make("p", { role: "status", class: "xc-hint" });
  let waiting = 0, turn = 0;

  async function find() {
    const mine = ++turn, query = field.value.trim();
    try {
      const held = await open(base), ids = query ? (await held.search(field.value)).ids : [];
      const works = ids.filter((id) => id < held.meta.works).slice(0, MOST);
      const cards = (await held.cards(works)).filter(({ picture }) => picture || !pictured);
      if (mine !== turn) return;
      said.textContent = query && !cards.length ? told.none : "";
      list.replaceChildren(...cards.map(work).map((found) => item(found, root, () => choose(found))));
    } catch {
      if (mine === turn) said.textContent = told.failed;
    }
  }

  field.oninput = () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, PAUSE);
  };
  return [field, said, list];
}

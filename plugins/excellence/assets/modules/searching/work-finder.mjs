// @ts-check
// A field that finds works of the collection, for tools in which one is chosen.

import { action } from "../shared/controls.mjs";
import { open } from "./engine.mjs";
import { make, places } from "../shared/dom.mjs";

const MOST = 6, PAUSE = 200, LONGEST = 200;

/** A work that was found; `picture` is a path in this site. @typedef {{slug: string, title: string, lang: string, dir: string, facts: string, picture: string}} Found */

/** A work's slug by the address of its page. @param {string} href */
export const slugOf = (href) => href.match(/works\/([a-z0-9-]+)\//)?.[1] ?? "";

/** A field, what it says, and the works that it finds.
 * @param {string | undefined} index where the collection's index lies @param {{find: string, none: string, failed: string}} told
 * @param {(work: Found) => void} choose @param {boolean} [pictured] only those with a picture */
export function finder(index, told, choose, pictured = false) {
  const { base, root } = places(index);
  const field = /** @type {HTMLInputElement} */ (make("input", { type: "search", "aria-label": told.find, placeholder: told.find, maxlength: LONGEST, autocomplete: "off" }));
  const list = make("ul", { class: "xc-found" }), said = make("p", { role: "status", class: "xc-hint" });
  let waiting = 0, turn = 0;

  async function find() {
    const mine = ++turn, query = field.value.trim();
    try {
      const held = await open(base), ids = query ? (await held.search(field.value)).ids.filter((id) => id < held.meta.works) : [];
      const cards = (await held.cards(ids.slice(0, MOST))).filter(({ picture }) => picture || !pictured);
      if (mine !== turn) return;
      said.textContent = query && !cards.length ? told.none : "";
      list.replaceChildren(...cards.map((card) => {
        const work = { slug: slugOf(card.href), title: card.title, lang: card.lang, dir: card.dir, facts: card.facts, picture: card.picture?.src ?? "" };
        const picture = work.picture ? [make("img", { src: root + work.picture, alt: "", width: 48, height: 48 })] : [];
        return make("li", {}, action([...picture, make("span", {}, make("b", { lang: work.lang, dir: work.dir }, work.title), ` ${work.facts}`)], () => choose(work), { look: "xc-found__work" }));
      }));
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

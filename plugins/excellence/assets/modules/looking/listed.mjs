// @ts-check
// What there is to look at in a listing or an exhibit: its works, by the picture or the words that each shows.

import { tongue } from "../shared/dom.mjs";
import { pictured, text, written } from "./viewables.mjs";

/** @param {Element} item @returns {import("./viewables.mjs").Sight[]} */
function sights(item) {
  const picture = item.querySelector("picture"), quote = item.querySelector(".xc-card__quote > span, blockquote > p");
  const link = /** @type {HTMLAnchorElement | null} */ (item.querySelector("h2 a, a"));
  const shown = picture ? pictured(picture, location.href) : quote ? written(quote) : undefined;
  if (!link || !shown) return [];
  const title = item.querySelector(".xc-card__title, h2 a"), name = text(title);
  const words = item.querySelectorAll(".xc-card__facts, .xc-card__note, :scope > div > p:not(.xc-card__facts)");
  const opener = /** @type {HTMLElement} */ (item.querySelector("[data-look]") ?? link);
  const full = shown.rungs[shown.rungs.length - 1]?.src ?? "", { href } = link;
  const id = "", draft = false, page = 0;
  const about = { ...tongue(title ?? item), alt: name, id, name, full, words: [...words], opener, href };
  return [{ ...shown, ...about, draft, page }];
}

/** The works of a listing or an exhibit. @param {Element} list */
export const ofList = (list) => [...list.children].flatMap(sights);

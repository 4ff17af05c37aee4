// @ts-check
// Begins to look closely. Each tool comes with its first use.

import { ofList, ofWork } from "./viewables.mjs";
import { wordsOf } from "../shared/strings.mjs";

const LISTS = ".xc-cards, .xc-exhibit";

/** What is around an opener, and which of it was asked for. @param {HTMLElement} [opener] */
function around(opener) {
  const list = opener?.closest(LISTS);
  const sights = list ? ofList(list) : ofWork();
  const all = sights.length || !document.querySelector(LISTS) ? sights : ofList(/** @type {Element} */ (document.querySelector(LISTS)));
  const at = all.findIndex((sight) => sight.opener === opener);
  return { sights: all, at, listed: Boolean(list) || all !== sights };
}

/** Opens a tool: from a link or a button, or, without one, as the address says.
 * @param {string} tool @param {HTMLElement} [opener] */
export async function begin(tool, opener) {
  const { sights, at, listed } = around(opener);
  const loading = tool === "projector" ? import("./projector.mjs") : import(tool === "tour" ? "./tour.mjs" : "./viewer.mjs");
  const [words, module] = await Promise.all([wordsOf("looking"), loading]);
  const [, number] = /^#image-(\d+)$/.exec(location.hash) ?? [];
  // A link to a picture that is not among them stays a link.
  if (opener?.matches("a.xc-open") && tool === "viewer" && at < 0) throw new Error(opener.id);
  const first = opener || !number ? Math.max(at, 0) : Number(number) - 1;
  const title = document.querySelector("h1")?.textContent?.trim() ?? "";
  if (tool === "tour") module.tour(words, { title, opener });
  else if (sights[first]) module.open(sights, first, words, { title, opener, listed });
}

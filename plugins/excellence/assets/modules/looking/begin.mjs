// @ts-check
// Begins to look closely. Each tool comes with its first use.

import { wordsOf } from "../shared/strings.mjs";
import { atOf } from "./place.mjs";
import { ofWork } from "./viewables.mjs";

const LISTS = ".xc-cards, .xc-exhibit";

/** What is around an opener: the works of a listing, or a work's states. @param {HTMLElement} [opener] */
async function around(opener) {
  const own = opener?.closest(LISTS) ? [] : ofWork();
  const list = own.length ? null : opener?.closest(LISTS) ?? document.querySelector(LISTS);
  return { sights: list ? (await import("./listed.mjs")).ofList(list) : own, listed: Boolean(list) };
}

/** Which of them is in the middle of the window: the first of those that are as near to it.
 * @param {import("./viewables.mjs").Sight[]} sights */
function inView(sights) {
  const far = sights.map(({ opener }) => {
    const { top, bottom } = opener.getBoundingClientRect(), middle = innerHeight / 2;
    return bottom > top && bottom > 0 && top < innerHeight ? Math.abs(top + bottom - 2 * middle) : Infinity;
  });
  return Math.max(far.indexOf(Math.min(...far)), 0);
}

/** Opens a tool: from a link or a button, or, without one, as the address says.
 * @param {string} tool @param {HTMLElement} [opener] */
export async function begin(tool, opener) {
  const words = wordsOf("looking"), title = document.querySelector("h1")?.textContent?.trim() ?? "";
  if (tool === "tour") {
    const [told, { tour }] = await Promise.all([words, import("./tour.mjs")]);
    return tour(told, { title, opener });
  }
  const loading = tool === "projector" ? import("./projector.mjs") : import("./viewer.mjs");
  const [{ sights, listed }, told, { open }] = await Promise.all([around(opener), words, loading]);
  const at = sights.findIndex((sight) => sight.opener === opener);
  // A link to a picture that is not among them stays a link.
  if (opener?.matches("a.xc-open") && tool === "viewer" && at < 0) throw Error(opener.id);
  const first = (opener ? undefined : atOf(location.hash)) ?? (at < 0 ? inView(sights) : at);
  if (sights[first]) open(sights, first, told, { title, opener, listed });
}

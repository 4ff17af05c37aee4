// @ts-check
// Where a note catcher is filled in: what it is filled in with comes with its first use.

import "../shared/dom.mjs"; // at once, not only after the strings
import { kept } from "../shared/store.mjs";
import { isSlug } from "../shared/stations.mjs";
import { wordsOf } from "../shared/strings.mjs";

const MOST = 24;
const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-fill]"));
const paper = /** @type {HTMLElement | null} */ (document.querySelector(".xc-catcher"));
const record = document.querySelector("[data-catcher]");

if (button && record && paper) {
  const catcher = /** @type {import("./filled.mjs").Catcher} */ (JSON.parse(record.textContent ?? ""));
  // A set that is walked brings its works along.
  const set = (new URLSearchParams(location.search).get("set") ?? "").split(",").filter(isSlug).slice(0, MOST);
  /** @param {boolean} [asked] */
  const begin = async (asked) => {
    // Works are found only where a part of it is about works.
    const finding = catcher.parts.some(({ works }) => works) ? import("../searching/work-finder.mjs") : undefined;
    const [words, { Filling }, found] = await Promise.all([wordsOf("notes"), import("./catcher-tool.mjs"), finding]);
    /** @type {HTMLElement} */ (button.parentElement).hidden = true;
    const filling = new Filling(catcher, paper, words, button.dataset.index, found?.finder);
    if (set.length && !catcher.tool) await filling.list(set);
    if (asked) paper.querySelector("textarea")?.focus();
  };
  button.addEventListener("click", () => begin(true));
  // Where something was written before, it is there again.
  if (kept(`catcher.${catcher.id}`) || set.length) begin();
}

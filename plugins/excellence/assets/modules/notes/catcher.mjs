// @ts-check
// Where a note catcher is filled in: what it is filled in with comes with its first use.

import "../shared/dom.mjs"; // at once, not only after the strings
import { kept } from "../shared/store.mjs";
import { wordsOf } from "../shared/strings.mjs";

const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-fill]"));
const paper = /** @type {HTMLElement | null} */ (document.querySelector(".xc-catcher"));
const record = document.querySelector("[data-catcher]");

if (button && record && paper) {
  const catcher = /** @type {import("./filled.mjs").Catcher} */ (JSON.parse(record.textContent ?? ""));
  /** @param {boolean} [asked] */
  const begin = async (asked) => {
    // Works are found only where a part of it is about works.
    const finding = catcher.parts.some(({ works }) => works) ? import("../searching/work-finder.mjs") : undefined;
    const [words, { Filling }, found] = await Promise.all([wordsOf("notes"), import("./catcher-tool.mjs"), finding]);
    /** @type {HTMLElement} */ (button.parentElement).hidden = true;
    new Filling(catcher, paper, words, button.dataset.index, found?.finder);
    if (asked) paper.querySelector("textarea")?.focus();
  };
  button.addEventListener("click", () => begin(true));
  // Where something was written before, it is there again.
  if (kept(`catcher.${catcher.id}`)) begin();
}

// @ts-check
// Where a class builds its list of criteria: what it is built with comes with its first use.

import "../shared/dom.mjs"; // at once, not only after the strings
import { kept } from "../shared/store.mjs";
import { wordsOf } from "../shared/strings.mjs";

const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-build]"));
if (button) {
  const begin = async () => {
    const [words, { Criteria }, { finder }] = await Promise.all([
      wordsOf("notes"), import("./criteria-tool.mjs"), import("../searching/work-finder.mjs"),
    ]);
    const { box, paper } = new Criteria(button.dataset, words, finder);
    button.parentElement?.after(box, paper);
    button.hidden = true;
    return box;
  };
  button.addEventListener("click", async () => {
    const box = await begin();
    /** @type {HTMLElement | null} */ (box.querySelector("[data-notice]"))?.focus();
  });
  if (kept("criteria")) begin();
}

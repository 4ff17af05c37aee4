// @ts-check
// Where a class builds its list of criteria: what it is built with comes with its first use.

import { kept } from "../shared/store.mjs";
import { wordsOf } from "../shared/strings.mjs";

const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-build]"));
if (button) {
  const begin = async () => {
    const [words, { Criteria }, { finder }] = await Promise.all([
      wordsOf("tools"), import("./criteria-tool.mjs"), import("../searching/work-finder.mjs"),
    ]);
    const { box, paper } = new Criteria(button.dataset, words, finder);
    button.parentElement?.after(box, paper);
    button.hidden = true;
    return box;
  };
  const field = (/** @type {HTMLElement} */ box) => /** @type {HTMLElement | null} */ (box.querySelector("[data-notice]"));
  button.addEventListener("click", () => begin().then((box) => field(box)?.focus()));
  if (kept("criteria")) begin();
}

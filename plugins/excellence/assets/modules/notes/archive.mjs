// @ts-check
// Where a school keeps its summary sheets over the years: what they are kept with comes with its first use.

import "../shared/dom.mjs"; // at once, not only after the strings
import { kept } from "../shared/store.mjs";
import { wordsOf } from "../shared/strings.mjs";

const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-archive]"));
const record = document.querySelector("[data-catcher]");
if (button && record) {
  const begin = async () => {
    const [words, { Archive }] = await Promise.all([wordsOf("notes"), import("./archive-tool.mjs")]);
    const { box } = new Archive(JSON.parse(record.textContent ?? ""), words, button.dataset.submit);
    document.querySelector(".xc-catcher")?.after(box);
    button.hidden = true;
    return box;
  };
  button.addEventListener("click", () => begin().then((box) => box.querySelector("input")?.focus()));
  if (kept("archive")) begin();
}

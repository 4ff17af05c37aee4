// @ts-check
// Where a protocol is run: what runs it comes with its first use.

import "../shared/dom.mjs"; // at once, not only after the strings
import { kept } from "../shared/store.mjs";
import { wordsOf } from "../shared/strings.mjs";

const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-run]"));
const record = document.querySelector("[data-protocol]");
if (button && record) {
  const begin = async () => {
    const [words, { Runner }] = await Promise.all([wordsOf("meeting"), import("./runner-tool.mjs")]);
    const steps = [...document.querySelectorAll(".xc-protocol .xc-steps > li")];
    new Runner(button, JSON.parse(record.textContent ?? ""), steps, words);
  };
  button.addEventListener("click", begin);
  // A meeting that was under way goes on; a link with minutes opens the plan, and waits.
  if (kept("runner")?.data?.path === location.pathname || location.hash.startsWith("#m=")) begin();
}

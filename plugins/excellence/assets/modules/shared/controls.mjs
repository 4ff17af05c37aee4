// @ts-check
// A button in words, as the tools share it.

import { make } from "./dom.mjs";

/** @param {string | Node[]} label @param {() => void} press
 * @param {{name?: string, look?: string}} [more] `name` says what it is for, where the label does not */
export function action(label, press, { name, look = "xc-button xc-button--quiet" } = {}) {
  const made = make("button", { type: "button", class: look, "aria-label": name }, label);
  made.onclick = press;
  return made;
}

// @ts-check
// Where a set is planned, walked and printed: the page of the visitor's own sets, of a link, and of a curator's set.

import "../shared/dom.mjs"; // at once, not only after the strings
import { wordsOf } from "../shared/strings.mjs";

const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-walk]"));
if (box) Promise.all([wordsOf("sets"), import("./walk-tool.mjs")]).then(([words, { Walk }]) => new Walk(box, words));

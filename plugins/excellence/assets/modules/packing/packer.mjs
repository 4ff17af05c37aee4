// @ts-check
// Where a work is packed: the form that the page holds comes to life, with what it takes, all at once: it must work
// when the network is gone.

import { get } from "../shared/get.mjs";
import { wordsOf } from "../shared/strings.mjs";
import { Packer } from "./packer-tool.mjs";

const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-packer]"));

if (box) {
  const failed = () => box.querySelector("[data-status]")?.append(box.dataset.failed ?? "");
  const contract = get(box.dataset.contract ?? "").then((answer) => answer.json());
  Promise.all([wordsOf("packing"), contract]).then(([words, said]) => new Packer(box, words, said).begin(), failed);
}

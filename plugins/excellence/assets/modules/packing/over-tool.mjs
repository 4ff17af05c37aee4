// @ts-check
// A work looked over as it stands: what is wrong with it, beside each field and as a list, and how it will look.

import { make, put } from "../shared/dom.mjs";
import { counted } from "../shared/strings.mjs";
import { isOpen, over, sentence, spot, told, weight } from "./findings-view.mjs";
import { longStory, openClaims } from "./packer-state.mjs";
import { card, page } from "./preview-view.mjs";
import { judge } from "./rules.mjs";
import { folder } from "./work.mjs";

/** @typedef {import("./packer-tool.mjs").Packer} Packer */
/** @typedef {import("./contract.mjs").Finding} Finding */

/** @param {Packer} packer @returns {Finding[]} */
function found(packer) {
  const { contract, packed } = packer, [today] = new Date().toISOString().split("T");
  packer.folder = folder(contract, packed);
  const { slug, values, body, files, index } = packer.folder;
  const all = judge(contract, values, body, files, today, slug);
  if (new Blob([index]).size > contract.largest) all.push({ code: "matter-too-large", field: "" });
  return told([...all, ...openClaims(packed), ...longStory(body)], contract.levels);
}

/** What is only not there yet is told beside its field once somebody has tried. @param {Packer} packer
 * @param {Finding[]} all */
function beside(packer, all) {
  const { box } = packer;
  for (const each of box.querySelectorAll(".xc-pack__flaw")) each.textContent = "";
  for (const each of box.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
  for (const finding of all) {
    const { id, flaw } = spot(packer, finding), place = flaw && box.querySelector(flaw);
    if (!place || (isOpen(finding) && !packer.tried)) continue;
    place.textContent = `${place.textContent} ${sentence(packer, finding)}`.trim();
    document.getElementById(id)?.setAttribute("aria-invalid", "true");
  }
}

/** How many things must still be done. @param {Packer} packer */
export function look(packer) {
  const all = found(packer), { words } = packer, shown = packer.part("look-over");
  beside(packer, all);
  put(packer.part("over"), over(packer, all));
  if (!shown.contains(document.activeElement)) {
    const open = shown.querySelector("details")?.open ? "open" : undefined;
    put(shown, make("h3", {}, words.pack_card), card(packer),
      make("details", { open }, make("summary", {}, words.pack_page), page(packer)));
  }
  packer.answers.count();
  const left = all.filter((each) => weight(packer, each) !== "warning").length;
  packer.part("left").textContent = left ? counted(words, "pack_left", left) : words.pack_left_none;
  packer.part("left").hidden = false;
  return left;
}

// @ts-check
// What is claimed of a work's quality, each with where it can be seen; and what is said of its drafts.

import { action } from "../shared/controls.mjs";
import { fill, make } from "../shared/dom.mjs";
import { called } from "./items-view.mjs";
import { numbersOf } from "./packer-state.mjs";

/** @typedef {import("./packer-tool.mjs").Packer} Packer */

const OF_A_DRAFT = ["label", "changed", "feedback"];

/** @param {Packer} packer @param {DocumentFragment} descriptors the choices @param {number} at */
function claim(packer, descriptors, at) {
  const { words, packed } = packer, said = packed.claims[at], id = `pack-claim-${at + 1}`;
  const key = make("select", { id: `${id}-key` });
  key.append(descriptors.cloneNode(true));
  key.value = said.key;
  key.onchange = () => packer.claim(at, { key: key.value });
  const note = make("textarea", { id: `${id}-note`, rows: 2, "aria-describedby": `${id}-flaw` });
  note.value = said.note;
  note.oninput = () => packer.claim(at, { note: note.value });
  const anywhere = make("option", {}, words.pack_claim_anywhere);
  anywhere.value = "";
  const of = make("select", { id: `${id}-item` }, anywhere,
    packed.items.map((item) => make("option", { value: item.id }, called(packer, item))));
  of.value = said.item;
  of.onchange = () => packer.claim(at, { item: of.value });
  const ask = (/** @type {string} */ word, /** @type {HTMLElement} */ control) =>
    make("div", { class: "xc-pack__field" }, make("label", { for: control.id }, words[word]), control);
  return make("li", { class: "xc-pack__claim", id, tabindex: -1 },
    ask("pack_claim_key", key), ask("pack_claim_note", note), ask("pack_claim_item", of),
    make("p", { class: "xc-pack__flaw", id: `${id}-flaw`, "data-claim-flaw": at }),
    make("p", {}, action(words.pack_remove, () => packer.unclaim(at),
      { name: `${words.pack_remove}: ${fill(words.pack_claim, { number: at + 1 })}` })));
}

/** @param {Packer} packer @param {DocumentFragment} descriptors */
export const claims = (packer, descriptors) =>
  packer.packed.claims.length ? make("ol", { class: "xc-pack__claims" },
    packer.packed.claims.map((_, at) => claim(packer, descriptors, at))) : "";

/** What is said of each draft that there is. @param {Packer} packer */
export function drafts(packer) {
  const { words, packed } = packer;
  return numbersOf(packed).map((number) => make("fieldset",
    { class: "xc-pack__draft", id: `pack-draft-${number}`, tabindex: -1 },
    make("legend", {}, fill(words.pack_draft, { number })),
    OF_A_DRAFT.map((key) => {
      const id = `pack-draft-${number}-${key}`;
      const control = key === "label" ? make("input", { id, type: "text" }) : make("textarea", { id, rows: 2 });
      control.value = packed.drafts[number - 1]?.[key] ?? "";
      control.oninput = () => packer.sayOfDraft(number, key, control.value);
      const flaw = make("p", { class: "xc-pack__flaw", id: `${id}-flaw`, "data-draft-flaw": `${number}.${key}` });
      control.setAttribute("aria-describedby", flaw.id);
      return make("div", { class: "xc-pack__field" }, make("label", { for: id }, words[`pack_draft_${key}`]),
        control, flaw);
    })));
}

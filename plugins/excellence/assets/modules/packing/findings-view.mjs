// @ts-check
// What is still to be done, in words: beside each field, and as a list whose every line leads to its place.

import { fill, make } from "../shared/dom.mjs";
import { grouped } from "../shared/numbers.mjs";
import { called } from "./items-view.mjs";

/** @typedef {import("./packer-tool.mjs").Packer} Packer */
/** @typedef {import("./contract.mjs").Finding} Finding */
/** Where a finding is mended: the id of what to go to, the place of its words, and what that is called.
 * @typedef {{id: string, flaw: string, label: string}} Spot */

const OPEN = ["missing-key", "too-few", "alt-missing", "draft-alt", "captions-missing", "transcript-missing",
  "evidence-note", "piece-empty"];
const QUIET = ["not-approved"];
// What is the form's own to say.
const MAY = "story-long";

/** How much a finding weighs. @param {Packer} packer @param {Finding} finding */
export const weight = ({ contract: { levels } }, { code }) => (code === MAY ? "warning" : levels[code] ?? "error");

/** Findings that a teacher is told of. @param {Finding[]} all @param {Record<string, string>} levels */
export const told = (all, levels) => all.filter(({ code }) => !QUIET.includes(code) && levels[code] !== "info");

/** Whether something is only not there yet. @param {Finding} finding */
export const isOpen = ({ code }) => OPEN.includes(code);

/** @param {Packer} packer @param {Finding} finding @returns {Spot} */
export function spot(packer, { field, code }) {
  const { box, words, packed, folder } = packer;
  for (const item of packed.items) {
    const where = folder.fields.get(item.id) ?? "?", label = called(packer, item);
    if (field !== where && !field.startsWith(`${where}.`)) continue;
    const key = field.slice(where.length + 1), itself = item.kind === "text" ? "text" : "";
    const named = key === "file" || !key ? itself : key;
    const id = named ? `pack-${item.id}-${named}` : `pack-${item.id}`;
    return { id, flaw: `[data-item-flaw="${item.id}.${named}"]`, label };
  }
  for (const item of packed.items.filter(({ draft }) => draft)) {
    const where = folder.fields.get(item.draft) ?? "?";
    if (!field.startsWith(`${where}.`)) continue;
    const key = field.slice(where.length + 1), number = item.draft, label = fill(words.pack_draft, { number });
    const of = `[data-draft-flaw="${number}.${key}"]`;
    if (key !== "alt") return { id: `pack-draft-${number}-${key}`, flaw: of, label };
    return { id: `pack-${item.id}-alt`, flaw: `[data-item-flaw="${item.id}.alt"]`, label };
  }
  const claim = claimOf(packer, field);
  if (claim >= 0) {
    const label = fill(words.pack_claim, { number: claim + 1 });
    return { id: `pack-claim-${claim + 1}-note`, flaw: `[data-claim-flaw="${claim}"]`, label };
  }
  const path = { task: "task_text", scoring_tool: "scoring_text", "": "body" }[field] ?? field.replace(/\[\d+\]$/, "");
  const control = box.querySelector(`[data-field="${path}"]`), id = `pack-${path.replace(/[._]/g, "-")}`;
  const label = control?.querySelector("label, legend")?.firstChild?.textContent?.trim() ?? "";
  const where = control || code === "matter-too-large" ? id : "pack-work";
  return { id: path === "pieces" ? "pack-pieces-flaw" : where, flaw: `[data-flaw="${path}"]`, label };
}

/** Which claim a field of front matter is of: they stand there by attribute. @param {Packer} packer
 * @param {string} field */
function claimOf({ packed, contract: { descriptors } }, field) {
  const open = /^claims\[(\d+)\]$/.exec(field);
  if (open) return Number(open[1]) - 1;
  const found = /^attributes\.(\w+)\[(\d+)\]/.exec(field);
  if (!found) return -1;
  const all = packed.claims.map(({ key }, at) => ({ key, at }));
  const of = all.filter(({ key }) => descriptors[found[1]]?.includes(key));
  return of[Number(found[2]) - 1]?.at ?? -1;
}

/** A finding in a sentence. @param {Packer} packer @param {Finding} finding */
export function sentence({ words }, { code, field, of = {} }) {
  const kind = code === "too-long" && of.words ? "too-long_words" : code;
  const own = field === "pieces" && code === "missing-key" ? words.found_pieces : undefined;
  const numbers = Object.fromEntries(Object.entries(of).map(([key, value]) => [key, grouped(Number(value))]));
  return fill(own ?? words[`found_${kind}`] ?? words.found_other, numbers);
}

/** The list of what is to be done, and a word where nothing is. @param {Packer} packer @param {Finding[]} all */
export function over(packer, all) {
  const { words } = packer;
  const line = (/** @type {Finding} */ finding) => {
    const { id, label } = spot(packer, finding), link = make("a", { href: `#${id}` }, label || words.pack_the_work);
    link.onclick = (event) => {
      event.preventDefault();
      packer.go(id);
    };
    return make("li", {}, link, `: ${sentence(packer, finding)}`);
  };
  const musts = all.filter((each) => weight(packer, each) !== "warning");
  const mays = all.filter((each) => !musts.includes(each));
  return [
    musts.length ? make("h3", {}, words.pack_musts) : make("p", { class: "xc-pack__ready" }, words.pack_ready),
    musts.length ? make("ol", { class: "xc-pack__list" }, musts.map(line)) : "",
    mays.length ? make("h3", {}, words.pack_mays) : "",
    mays.length ? make("ul", { class: "xc-pack__list" }, mays.map(line)) : "",
  ];
}

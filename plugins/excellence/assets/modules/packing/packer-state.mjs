// @ts-check
// A work that is being packed, as data: its files, what is said of each, and the answers of the form.

import { list, own } from "../notes/format.mjs";
import { wordsIn } from "./contract.mjs";
import { cleaned } from "./front-matter.mjs";

/** @typedef {import("../taking/boxes-state.mjs").Box} Box */
/** One file. `draft` is 0 for the finished work, else the number of the draft that it belongs to. `text` is what a text
 * says; of all others the bytes lie on the shelf, under the id. `said` holds the answers about it.
 * @typedef {{id: string, kind: string, end: string, name: string, draft: number, text: string, long: number,
 *   notes: string[], boxes: Box[], cover: boolean, said: Record<string, string>}} Item */
/** One claim of quality: the descriptor, what to see, and the file that shows it, by its id.
 * @typedef {{key: string, note: string, item: string}} Claim */
/** `answers` holds by field what was typed, or what was ticked.
 * @typedef {{answers: Record<string, string | string[]>, items: Item[], drafts: Record<string, string>[],
 *   claims: Claim[]}} Packed */

export const MOST_ITEMS = 60, MOST_DRAFTS = 12, MOST_CLAIMS = 12;
const STORY = 300;
const LONGEST = 1_000_000;
// Letters that nobody takes for one another, read from paper.
const LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679";

/** What stands in the form from the start. @type {Record<string, string | string[]>} */
export const USUAL = { kind: "project", "consent.names": "none", "consent.faces": "none",
  license: "LicenseRef-All-Rights-Reserved" };

/** @returns {Packed} */
export const blank = () => ({ answers: { ...USUAL }, items: [], drafts: [], claims: [] });

/** @param {unknown} said */
const text = (said) => (typeof said === "string" ? said.slice(0, LONGEST) : "");

/** @param {unknown} said */
const texts = (said) => Object.fromEntries(
  Object.entries(said !== null && typeof said === "object" ? said : {}).filter(([, each]) => typeof each === "string")
    .map(([key, each]) => [key, text(each)]),
);

/** @param {unknown} said @returns {Item} */
function item(said) {
  const number = (/** @type {string} */ key, /** @type {number} */ most) => {
    const value = own(said, key);
    return typeof value === "number" && value >= 0 && value <= most ? Math.floor(value) : 0;
  };
  const [id, kind, end, name] = ["id", "kind", "end", "name"].map((key) => text(own(said, key)));
  const boxes = list(own(said, "boxes"), 200).map((box) => {
    const [x, y, w, h] = ["x", "y", "w", "h"].map((key) => Math.min(1, Math.max(0, Number(own(box, key)) || 0)));
    return { x, y, w, h };
  }).filter(({ w, h }) => w && h);
  return { id, kind, end, name, draft: number("draft", MOST_DRAFTS), text: text(own(said, "text")),
    long: number("long", 100_000), notes: list(own(said, "notes"), 20).map(text), boxes,
    cover: own(said, "cover") === true, said: texts(own(said, "said")) };
}

/** A state made anew from anything that was kept. @param {unknown} said @returns {Packed} */
export function restored(said) {
  const answers = Object.fromEntries(Object.entries(Object(own(said, "answers"))).map(([key, each]) =>
    [key, Array.isArray(each) ? each.slice(0, 100).map(text) : text(each)]));
  const claims = list(own(said, "claims"), MOST_CLAIMS).map(texts)
    .map(({ key = "", note = "", item: of = "" }) => ({ key, note, item: of }));
  const items = list(own(said, "items"), MOST_ITEMS).map(item).filter(({ id, kind }) => id && kind);
  const drafts = list(own(said, "drafts"), MOST_DRAFTS).map(texts);
  return { answers: { ...USUAL, ...answers }, items, drafts, claims };
}

/** Whether there is anything in it. @param {Packed} packed */
export function isBlank({ answers, items, claims }) {
  const usual = (/** @type {string} */ key) => String(USUAL[key] ?? "");
  const said = Object.entries(answers).filter(([key, each]) => each.length && String(each) !== usual(key));
  return !items.length && !claims.length && !said.length;
}

/** The numbers of the drafts that there are, the first before the last. @param {Packed} packed */
export const numbersOf = ({ items }) =>
  [...new Set(items.map(({ draft }) => draft).filter(Boolean))].sort((one, other) => one - other);

/** The item moved by so many places among those of its own draft. @param {Packed} packed @param {string} id
 * @param {number} by @returns {Packed} */
export function moved(packed, id, by) {
  const items = [...packed.items], at = items.findIndex((each) => each.id === id);
  const beside = items.map((each, place) => ({ each, place })).filter(({ each }) => each.draft === items[at]?.draft);
  const here = beside.findIndex(({ place }) => place === at), to = beside[here + by];
  if (at < 0 || !to) return packed;
  [items[at], items[to.place]] = [items[to.place], items[at]];
  return { ...packed, items };
}

/** @param {Packed} packed @param {string} id @param {Partial<Item>} changes @returns {Packed} */
export const changed = (packed, id, changes) =>
  ({ ...packed, items: packed.items.map((each) => (each.id === id ? { ...each, ...changes } : each)) });

/** With one more file of the finished work. @param {Packed} packed
 * @param {Partial<Item> & Pick<Item, "id" | "kind" | "end" | "name">} said @returns {Packed} */
export function withItem(packed, said) {
  const rest = { draft: 0, text: "", long: 0, notes: [], boxes: [], cover: false, said: {} };
  return { ...packed, items: [...packed.items, { ...rest, ...said }] };
}

/** With an item that was taken out, where it stood, and all else as it is now. @param {Packed} packed
 * @param {Packed} before @param {string} id @returns {Packed} */
export function returned(packed, before, id) {
  const now = new Map(packed.items.map((each) => [each.id, each]));
  const there = before.items.filter((each) => each.id === id || now.has(each.id));
  const items = there.map((each) => now.get(each.id) ?? each);
  const fresh = packed.items.filter((each) => !items.includes(each));
  const claims = packed.claims.map((claim, at) => (before.claims[at]?.item === id ? { ...claim, item: id } : claim));
  return { ...packed, claims, items: [...items, ...fresh] };
}

/** Without an item, and without what pointed to it. @param {Packed} packed @param {string} id @returns {Packed} */
export const without = (packed, id) => ({
  ...packed,
  items: packed.items.filter((each) => each.id !== id),
  claims: packed.claims.map((claim) => (claim.item === id ? { ...claim, item: "" } : claim)),
});

/** With an item in another draft. What was said of a draft goes along with its last file.
 * @param {Packed} packed @param {string} id @param {number} draft @returns {Packed} */
export function placed(packed, id, draft) {
  const from = packed.items.find((each) => each.id === id)?.draft ?? 0;
  const now = changed(packed, id, draft ? { draft, cover: false } : { draft });
  const left = now.items.some((each) => each.draft === from), said = packed.drafts[from - 1];
  if (!draft || left || !said || Object.values(packed.drafts[draft - 1] ?? {}).some(Boolean)) return now;
  const length = Math.max(packed.drafts.length, draft);
  const drafts = Array.from({ length }, (_, at) => (at === from - 1 ? {} : packed.drafts[at] ?? {}));
  return { ...now, drafts: drafts.map((each, at) => (at === draft - 1 ? said : each)) };
}

/** Claims of which nobody said what they show: they would be left out. @param {Packed} packed
 * @returns {import("./contract.mjs").Finding[]} */
export function openClaims({ claims }) {
  const open = [...claims.entries()].filter(([, { key, note, item }]) => !key && (note.trim() || item));
  return open.map(([at]) => ({ code: "claim-open", field: `claims[${at + 1}]` }));
}

/** A story that is longer than a panel asks for. @param {string} body @returns {import("./contract.mjs").Finding[]} */
export function longStory(body) {
  const number = wordsIn(body);
  return number > STORY ? [{ code: "story-long", field: "", of: { number, most: STORY } }] : [];
}

/** The name of the folder that a title suggests; `new-work` where nothing in it can be one. @param {string} title */
export function suggestedSlug(title) {
  const plain = title.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/['’]/g, "");
  let slug = "";
  for (const word of plain.match(/[a-z0-9]+/g) ?? []) {
    if (`${slug}-${word}`.length > 60) break;
    slug = slug ? `${slug}-${word}` : word;
  }
  return isSlug(slug) ? slug : "new-work";
}

/** @param {string} slug */
const isSlug = (slug) => slug.length > 2 && !/^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/.test(slug);

/** A number for the form on paper that says nothing of anybody. @param {number} year @param {Uint8Array} chance */
export const reference = (year, chance) =>
  `${year}-${Array.from(chance, (byte) => LETTERS[byte % LETTERS.length]).join("")}`;

/** The words of an answer. @param {Packed} packed @param {string} field */
export const answer = ({ answers }, field) => {
  const said = answers[field];
  return typeof said === "string" ? cleaned(said).trim() : "";
};

// @ts-check
// The files of a work in the form: each with what it shows, what is said of it, and what can be done with it.

import { action } from "../shared/controls.mjs";
import { fill, make } from "../shared/dom.mjs";
import { MOST_DRAFTS } from "./packer-state.mjs";
import { noted } from "../taking/telling.mjs";

/** @typedef {import("./packer-tool.mjs").Packer} Packer */
/** @typedef {import("./packer-state.mjs").Item} Item */

/** The keys that are asked of each kind, those under "More" after the others. */
const ASKED = {
  picture: [["alt", "caption"], ["description", "transcript"]],
  recording: [["caption", "transcript"], ["description"]],
  film: [["caption", "captions", "transcript"], ["description"]],
  text: [["text", "caption"], []],
};
const OF_DRAFTS = ["alt", "text"], LONG = ["alt", "description", "transcript", "captions", "text"];

/** @param {Item} item @returns {[string[], string[]]} */
export function askedOf({ kind, draft }) {
  const [first, more] = ASKED[/** @type {keyof typeof ASKED} */ (kind)] ?? [[], []];
  return draft ? [first.filter((key) => OF_DRAFTS.includes(key)), []] : [first, more];
}

/** What a file is called in a message: its number among those of its kind of place, and what it is.
 * @param {Packer} packer @param {Item} item */
export function called(packer, item) {
  const { words } = packer, beside = packer.packed.items.filter(({ draft }) => draft === item.draft);
  const number = beside.indexOf(item) + 1, kind = words[`pack_kind_${item.kind}`];
  return fill(item.draft ? words.pack_called_draft : words.pack_called, { number, kind, draft: item.draft });
}

/** @param {Packer} packer @param {Item} item @param {string} key */
function field(packer, item, key) {
  const { words } = packer, id = `pack-${item.id}-${key}`, value = key === "text" ? item.text : item.said[key] ?? "";
  const long = LONG.includes(key);
  const control = long ? make("textarea", { id, rows: key === "text" ? 8 : 2 }) : make("input", { id, type: "text" });
  const flaw = make("p", { class: "xc-pack__flaw", id: `${id}-flaw`, "data-item-flaw": `${item.id}.${key}` });
  control.setAttribute("aria-describedby", `${id}-help ${id}-flaw`);
  control.value = value;
  control.oninput = () => packer.say(item.id, key, control.value);
  const help = words[`pack_ask_${key}_help`];
  return make("div", { class: "xc-pack__field" },
    make("label", { for: id }, words[`pack_ask_${key}`]), control,
    help && make("p", { class: "xc-hint", id: `${id}-help` }, help), flaw);
}

/** Which draft a file belongs to. @param {Packer} packer @param {Item} item */
function belonging(packer, item) {
  const { words } = packer, most = Math.max(0, ...packer.packed.items.map(({ draft }) => draft));
  const numbers = Array.from({ length: Math.min(most + 2, MOST_DRAFTS + 1) }, (_, at) => at);
  const menu = make("select", { id: `pack-${item.id}-draft` }, numbers.map((number) =>
    make("option", { value: number }, number ? fill(words.pack_draft, { number }) : words.pack_finished)));
  menu.value = String(item.draft);
  menu.onchange = () => packer.place(item.id, Number(menu.value));
  return make("div", { class: "xc-pack__field" }, make("label", { for: menu.id }, words.pack_belongs), menu);
}

/** @param {Packer} packer @param {Item} item */
function shown(packer, item) {
  const seen = make("div", { class: "xc-pack__seen" });
  if (item.kind === "text") return seen;
  packer.files.blobOf(item).then((blob) => {
    if (!blob || !seen.isConnected) return;
    const src = packer.files.address(item.id, blob);
    if (item.kind === "picture") {
      const boxes = item.boxes.map(({ x, y, w, h }) => {
        const mark = make("i", {});
        const [left, top, width, height] = [x, y, w, h].map((share) => `${100 * share}%`);
        Object.assign(mark.style, { left, top, width, height });
        return mark;
      });
      seen.append(make("span", { class: "xc-pack__picture" }, make("img", { src, alt: "" }), boxes));
    } else {
      seen.append(make(item.kind === "film" ? "video" : "audio", { src, controls: "controls", preload: "metadata" }));
    }
  });
  return seen;
}

/** @param {Packer} packer @param {Item} item */
function acts(packer, item) {
  const { words } = packer, name = called(packer, item);
  const act = (/** @type {string} */ key, /** @type {() => void} */ press, label = words[key]) =>
    action(label, press, { name: `${words[key]}: ${name}` });
  const cover = make("input", { type: "radio", name: "pack-cover" });
  cover.checked = item.cover;
  cover.onchange = () => packer.cover(item.id);
  return make("p", { class: "xc-pack__acts" },
    item.kind === "picture" && act("pack_cover_names", () => packer.files.boxes(item.id)),
    act("pack_earlier", () => packer.move(item.id, -1), "↑"), act("pack_later", () => packer.move(item.id, 1), "↓"),
    act("pack_remove", () => packer.remove(item.id)),
    item.kind === "picture" && !item.draft &&
      make("label", { class: "xc-pack__tick" }, cover, ` ${words.pack_is_cover}`));
}

/** @param {Packer} packer @param {Item} item */
function card(packer, item) {
  const { words } = packer, [first, more] = askedOf(item);
  const notes = item.notes.map((note) => noted(note, words)).filter(Boolean);
  const name = `pack-${item.id}-name`, kept = [...first, ...more];
  const idle = ["caption", "description", "transcript"].some((key) => !kept.includes(key) && item.said[key]?.trim());
  return make("li", { class: `xc-pack__item xc-pack__item--${item.kind}`, id: `pack-${item.id}`, tabindex: -1 },
    make("h3", { id: name }, called(packer, item)),
    shown(packer, item),
    make("div", { class: "xc-pack__about", role: "group", "aria-labelledby": name },
      idle && make("p", { class: "xc-hint" }, words.pack_idle),
      item.name && make("p", { class: "xc-hint" }, fill(words.pack_from, { name: item.name })),
      notes.map((note) => make("p", { class: "xc-hint" }, note)),
      first.map((key) => field(packer, item, key)),
      make("details", { class: "xc-pack__more" }, make("summary", {}, words.pack_more_of),
        more.map((key) => field(packer, item, key)), belonging(packer, item)),
      acts(packer, item)));
}

/** All files, the drafts after the finished work. @param {Packer} packer */
export function items(packer) {
  const { packed: { items: all }, words } = packer;
  const numbers = [...new Set(all.map(({ draft }) => draft))].sort((one, other) => one - other);
  return numbers.flatMap((number) => [
    numbers.length > 1 || number ? make("h3", { class: "xc-pack__group-name" },
      number ? fill(words.pack_draft, { number }) : words.pack_finished) : "",
    make("ol", { class: "xc-pack__items" },
      all.filter(({ draft }) => draft === number).map((item) => card(packer, item))),
  ]);
}

// @ts-check
// How a work will look: its card in the gallery, and the beginning of its page.

import { fill, make } from "../shared/dom.mjs";

/** @typedef {import("./packer-tool.mjs").Packer} Packer */
/** @typedef {import("./packer-state.mjs").Item} Item */

const FIRST = 7; // pieces that a preview shows

/** A choice in the words of the form. @param {Packer} packer @param {string} field @param {string} value */
function choice({ box }, field, value) {
  const named = box.querySelector(`[name="${field}"][value="${CSS.escape(value)}"]`);
  const option = [...box.querySelectorAll(`select[name="${field}"] option`)].find((each) =>
    /** @type {HTMLOptionElement} */ (each).value === value);
  return (named?.parentElement ?? option)?.textContent?.trim() ?? value;
}

/** @param {Packer} packer @param {string} field */
const choices = (packer, field) =>
  [packer.folder.values[field] ?? []].flat().map((value) => choice(packer, field, value));

/** A picture with what is covered. @param {Packer} packer @param {Item} item @param {string} alt */
function pictured(packer, item, alt) {
  const img = make("img", { alt, loading: "lazy" });
  packer.files.shownOf(item).then((address) => {
    if (!address) return;
    img.onload = () => {
      img.style.setProperty("--xc-ratio", String(img.naturalWidth / img.naturalHeight));
      img.closest(".xc-card")?.setAttribute("style", `--xc-ratio:${img.naturalWidth / img.naturalHeight}`);
    };
    img.src = address;
  });
  return img;
}

/** @param {Packer} packer */
export function card(packer) {
  const { packed: { items }, folder: { values }, words } = packer;
  const finished = items.filter(({ draft }) => !draft);
  const cover = finished.find((item) => item.cover) ?? finished.find(({ kind }) => kind === "picture");
  const facts = ["grades", "subjects", "formats"].map((field) => choices(packer, field)[0]).filter(Boolean);
  const seen = cover
    ? make("span", { class: "xc-card__picture" }, make("picture", {}, pictured(packer, cover, "")))
    : make("span", { class: "xc-card__quote" }, make("span", {}, values.quote ?? values.summary ?? ""));
  return make("ul", { class: "xc-cards" }, make("li", { class: "xc-card" },
    make("a", {}, seen, make("span", { class: "xc-card__title" }, values.title ?? words.pack_untitled)),
    make("p", { class: "xc-card__facts" }, facts.join(" · "))));
}

/** A sound or a film. @param {Packer} packer @param {Item} item */
function played(packer, item) {
  const player = make(item.kind === "film" ? "video" : "audio", { controls: "controls", preload: "metadata" });
  packer.files.shownOf(item).then((address) => void (player.src = address ?? ""));
  return player;
}

/** @param {Packer} packer @param {Item} item */
function piece(packer, item) {
  const said = (/** @type {string} */ key) => item.said[key]?.trim() ?? "";
  const body = item.kind === "picture" ? pictured(packer, item, said("alt"))
    : item.kind === "text" ? make("div", { class: "xc-manuscript" }, paragraphs(item.text))
    : played(packer, item);
  return make("figure", { class: `xc-piece xc-piece--${item.kind}` }, body,
    said("caption") && make("figcaption", {}, make("p", {}, said("caption"))));
}

/** @param {string} text */
const paragraphs = (text) =>
  text.trim().split(/\n\s*\n/).filter((each) => each.trim()).map((each) => make("p", {}, each.trim()));

/** The page from its title to the story. @param {Packer} packer */
export function page(packer) {
  const { words, packed, folder: { values, body } } = packer;
  const finished = packed.items.filter(({ draft }) => !draft).slice(0, FIRST);
  const facts = ["grades", "subjects", "formats", "text_types"].map((field) =>
    [words[`pack_fact_${field}`], choices(packer, field).join(", ")]);
  facts.push([words.pack_fact_duration, values.duration ?? ""], [words.pack_fact_credit, values.credit ?? ""]);
  const label = make("dl", {}, facts.filter(([, said]) => said).map(([name, said]) =>
    make("div", {}, make("dt", {}, name), make("dd", {}, said))));
  return make("article", { class: "xc-work xc-pack__page" },
    make("header", {}, make("p", { class: "xc-pack__title" }, values.title ?? words.pack_untitled),
      make("p", { class: "xc-summary" }, values.summary ?? "")),
    make("div", { class: "xc-pack__pieces" }, finished.map((item) => piece(packer, item))),
    make("aside", { class: "xc-label", "aria-label": words.pack_fact }, label),
    packed.items.length - finished.length > 0 && make("p", { class: "xc-hint" },
      fill(words.pack_not_shown, { number: packed.items.length - finished.length })),
    values.driving_question && make("p", { class: "xc-question" }, values.driving_question),
    make("div", { class: "xc-story" }, paragraphs(body)));
}

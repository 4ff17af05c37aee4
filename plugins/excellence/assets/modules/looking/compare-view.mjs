// @ts-check
// Two sides to compare, as elements: each with its picture or text, a choice of states, and the same on paper.

import { action } from "../shared/controls.mjs";
import { fill, make, put } from "../shared/dom.mjs";
import { button, said } from "./viewer-view.mjs";

/** @typedef {import("./viewables.mjs").Sight} Sight */
/** @typedef {import("../shared/strings.mjs").Words} Words */
/** @typedef {object} Work
 * @property {string} slug
 * @property {string} title
 * @property {string} lang
 * @property {string} dir
 * @property {string} href
 * @property {boolean} print whether its page may be printed
 * @property {Sight[]} sights */
/** @typedef {import("./difference.mjs").Stretch} Stretch */

/** @param {string} label @param {boolean} on @param {(on: boolean) => void} change */
export function check(label, on, change) {
  const box = make("input", { type: "checkbox" });
  box.checked = on;
  box.onchange = () => change(box.checked);
  return { box, label: make("label", { class: "xc-compare__check" }, box, ` ${label}`) };
}

/** Finds another work for a side. @param {Words} told @param {(shut: () => void) => Node[]} find */
function another(told, find) {
  const shut = () => {
    box.open = false;
    summary.focus();
  };
  const summary = make("summary", {}, told.compare_another);
  const box = make("details", { class: "xc-compare__find" }, summary, make("div", {}, find(shut)));
  box.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && box.open) shut();
  });
  return box;
}

/** A side, empty as yet. @param {string} label @param {Words} told @param {(at: number) => void} choose
 * @param {(shut: () => void) => Node[]} find finds another work */
export function side(label, told, choose, find) {
  const box = make("div", { tabindex: "0", role: "group", "aria-label": label });
  const name = make("h2", {}), paper = make("div", { class: "xc-compare__paper" });
  const choice = make("select", { "aria-label": fill(told.compare_choice, { side: label }) });
  choice.onchange = () => choose(choice.selectedIndex);
  name.hidden = choice.hidden = true;
  const more = another(told, find);
  const whole = make("section", { class: "xc-compare__pane" }, make("header", {}, name, choice, more), box, paper);
  return { box, name, choice, paper, whole, another: more };
}

/** The bar of tools; what is done in several places is handed over. @param {Words} told
 * @param {Record<"back" | "on" | "out" | "in" | "whole" | "print" | "copy", () => void>} acts @param {Node[]} checks */
export function bar(told, acts, checks) {
  const plain = { look: "xc-compare__action" }, print = action(told.compare_print, acts.print, plain);
  const tools = make("div", { class: "xc-compare__tools" },
    button(told.compare_back, "‹", acts.back), button(told.compare_on, "›", acts.on),
    button(told.view_out, "−", acts.out), button(told.view_in, "+", acts.in),
    button(told.view_whole, "⤢", acts.whole), checks, print, action(told.compare_copy, acts.copy, plain));
  return { tools, print };
}

/** Shows on a side which work it is, and which of its states.
 * @param {ReturnType<typeof side>} side @param {Work} work @param {number} at @param {Words} told */
export function head({ name, choice }, { title, href, lang, dir, sights }, at, told) {
  put(name, make("a", { href, lang, dir }, title));
  const options = sights.map((each, place) => make("option", each.name ? { lang: each.lang, dir: each.dir } : {},
    each.name || fill(told.compare_piece, { number: place + 1 })));
  put(choice, options);
  choice.selectedIndex = at;
  name.hidden = false;
  choice.hidden = sights.length < 2;
}

/** The same on paper. @param {HTMLElement} paper @param {Sight} sight */
export function onPaper(paper, { lang, dir, kind, rungs, alt, body, name }) {
  Object.assign(paper, { lang, dir });
  const src = rungs[Math.min(2, rungs.length - 1)]?.src;
  const shown = kind === "picture" ? make("img", { src, alt, loading: "lazy" }) : body?.cloneNode(true);
  put(paper, shown, make("p", {}, name));
}

/** A text in its paragraphs. @param {Sight} sight */
export const read = ({ body }) => [...(body?.children ?? [])].map((part) => part.textContent?.trim())
  .filter(Boolean).join("\n\n") || (body?.textContent ?? "");

/** A text as it is, with its headings beneath that of its side. @param {Element | undefined} body */
export function clean(body) {
  const copy = /** @type {Element | undefined} */ (body?.cloneNode(true));
  for (const each of copy?.querySelectorAll("h1, h2, h4, h5, h6") ?? []) {
    each.replaceWith(make("h3", {}, ...each.childNodes));
  }
  return copy;
}

/** A text with what only it has marked. @param {Stretch[]} parts @param {"gone" | "come"} own */
export const marked = (parts, own) => make("div", { class: "xc-manuscript xc-marked xc-compare__text" },
  parts.map(({ same, [own]: text }) => same || (text && make(own === "gone" ? "del" : "ins", {}, text))));

/** What was said between two drafts of a work, kept back until somebody asks; the class's own advice comes before it.
 * @param {Sight[]} drafts @param {string[]} yours @param {string | undefined} catcher where advice is written
 * @param {Words} told */
export function advice(drafts, yours, catcher, told) {
  const spoken = drafts.flatMap(({ words, name }) => said(words.filter((part) => part.matches(".xc-feedback")))
    .map((part) => {
      const [lang, dir] = ["lang", "dir"].map((key) => part.getAttribute(key) ?? "");
      return make("details", {}, make("summary", {}, fill(told.compare_said, { name })),
        make("p", { lang, dir }, part.querySelector("p")?.textContent ?? ""));
    }));
  const own = make("ul", {}, yours.map((cell) => make("li", {}, cell)));
  return spoken.length > 0 && [
    make("h2", {}, told.compare_between),
    catcher && make("p", {}, `${told.compare_first} `, make("a", { href: catcher }, told.compare_catcher)),
    ...(yours.length ? [make("h3", {}, told.compare_yours), own] : []), ...spoken,
  ];
}

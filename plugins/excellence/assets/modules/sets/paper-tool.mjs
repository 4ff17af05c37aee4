// @ts-check
// Prints a set: what is chosen is made when it is asked for, on the paper that is chosen, and gone when it is printed.

import { action } from "../shared/controls.mjs";
import { fill, make } from "../shared/dom.mjs";
import { letter } from "../shared/stations.mjs";
import { allowed, COPIES, MOST_COPIES, PAPERS, usual } from "./papers.mjs";
import { cards, catchers, contact, copies, handout, placards, stations, turns } from "./paper-view.mjs";

/** @typedef {import("./walk-tool.mjs").Walk} Walk */
/** @typedef {import("./papers.mjs").Paper} Paper */

/** What shows works, and so needs their consent. */
const PICTURED = ["cards", "placards", "copies", "sheet"];
const USUAL = ["placards", "stations"], SIZES = ["letter", "a4"], SMALLEST = 6.5, LARGEST = 15, WAIT = 20_000;

/** The pages of one kind.
 * @param {Walk} walk @param {Paper} kind @param {number} number @returns {Promise<Element[]>} */
async function made(walk, kind, number) {
  const { words, shown } = walk, { works } = allowed(shown);
  const title = walk.called;
  const of = (/** @type {string} */ what) => `${title}: ${what}`;
  switch (kind) {
    case "placards": return placards(walk, works);
    case "cards": return cards(walk, works);
    case "copies": return copies(walk, works, number);
    case "sheet": return contact(walk, works, title);
    case "stations": return stations(walk, of(words.paper_stations_title));
    case "turns": return walk.plan.groups > 1 ? turns(walk, of(words.turns)) : [];
    case "catchers": return catchers(walk);
    case "handout": return handout(walk);
  }
}

/** Text is as large as its page lets it be. @param {Element} paper */
function fitted(paper) {
  for (const text of /** @type {NodeListOf<HTMLElement>} */ (paper.querySelectorAll(".xc-sheet__text"))) {
    for (let size = LARGEST; size >= SMALLEST; size -= 0.5) {
      text.style.fontSize = `${size}pt`;
      if (text.scrollHeight <= text.clientHeight && text.scrollWidth <= text.clientWidth) break;
    }
  }
}

/** Every picture is there before anything is printed; one that is lost does not hold up the rest.
 * @param {Element} paper */
async function loaded(paper) {
  const images = [...paper.querySelectorAll("img")].map((image) => {
    image.loading = "eager";
    return image.decode().catch(() => {});
  });
  await Promise.race([Promise.all(images), new Promise((done) => setTimeout(done, WAIT))]);
}

/** Makes the pages and prints them.
 * @param {Walk} walk @param {Paper[]} kinds @param {string} size @param {number} number */
async function run(walk, kinds, size, number) {
  const { words } = walk, root = document.documentElement;
  walk.say(words.paper_wait);
  document.querySelector(".xc-paper")?.remove();
  const parts = (await Promise.all(kinds.map((kind) => made(walk, kind, number)))).flat();
  const paper = make("div", { class: `xc-paper xc-paper--${size}`, "aria-hidden": "true" }, parts);
  document.body.append(paper);
  await loaded(paper);
  fitted(paper);
  if (!parts.length) return walk.say(words.paper_nothing);
  root.dataset.paper = "set";
  addEventListener("afterprint", () => {
    delete root.dataset.paper;
    paper.remove();
  }, { once: true });
  walk.say(missing(walk, kinds, paper) || words.paper_ready);
  print();
}

/** Which works are not on the pages, and why. @param {Walk} walk @param {Paper[]} kinds @param {Element} paper */
function missing({ words, shown }, kinds, paper) {
  const { works, left } = allowed(shown), pictured = kinds.some((kind) => PICTURED.includes(kind));
  const bare = works.filter(({ at }) => kinds.includes("copies") && !paper.querySelector(`[data-copy="${at}"]`));
  /** @param {string} said @param {Walk["shown"]} all */
  const told = (said, all) => all.length > 0 &&
    fill(said, { works: all.map(({ at, told: { grade } }) => `${letter(at)} (${grade})`).join(", ") });
  return [pictured && told(words.paper_left, left), told(words.paper_empty, bare)].filter(Boolean).join(" ");
}

/** What can be printed, to choose from. @param {Walk} walk */
export function panel(walk) {
  const { words } = walk, name = "xc-paper-size", here = usual(navigator.language);
  const sizes = SIZES.map((size) => {
    const field = make("input", { type: "radio", name, value: size });
    field.checked = size === here;
    return make("label", {}, field, ` ${words[`paper_${size}`]}`);
  });
  const number = make("input", { type: "number", min: 1, max: MOST_COPIES, value: COPIES, inputmode: "numeric",
    required: "required" });
  const boxes = PAPERS.map((kind) => {
    const field = make("input", { type: "checkbox", value: kind });
    field.checked = USUAL.includes(kind);
    const offer = () => {
      const { protocol, plan } = walk;
      /** @type {Partial<Record<Paper, boolean>>} */
      const none = { catchers: !protocol?.catchers, handout: !protocol, turns: plan.groups < 2 };
      field.disabled = none[kind] ?? false;
    };
    walk.fresh.push(offer);
    offer();
    return make("li", {}, make("label", {}, field, ` ${words[`paper_${kind}`]}`),
      kind === "copies" && make("label", { class: "xc-papers__number" }, number, ` ${words.paper_number}`));
  });
  const list = make("ul", { class: "xc-papers" }, boxes);
  const press = action(words.paper_print, async () => {
    const fields = /** @type {HTMLInputElement[]} */ ([...list.querySelectorAll("input:checked:not(:disabled)")]);
    const size = /** @type {HTMLInputElement} */ (box.querySelector(`[name=${name}]:checked`)).value;
    if (!fields.length) return walk.say(words.paper_none);
    if (!number.reportValidity()) return;
    press.disabled = true; // pages take a moment: who presses again gets no second stack
    try {
      await run(walk, /** @type {Paper[]} */ (fields.map(({ value }) => value)), size, number.valueAsNumber);
    } catch {
      walk.say(words.walk_failed);
    }
    press.disabled = false;
  }, { look: "xc-button" });
  const box = make("div", {},
    make("fieldset", { class: "xc-papers__size" }, make("legend", {}, words.paper_size), sizes),
    make("fieldset", {}, make("legend", {}, words.paper_what), list),
    make("p", { class: "xc-hint" }, words.paper_two), make("p", {}, press));
  return box;
}

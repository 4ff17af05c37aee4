// @ts-check
// What the gallery's filters show: the chips, the numbers beside the values, the cards of the listing's own pages.

import { having, matching } from "./choice.mjs";
import { fill, make } from "../shared/dom.mjs";

const PAUSE = 300;

/** @typedef {import("./choice.mjs").Columns} Columns */
/** @typedef {import("./choice.mjs").Chosen} Chosen */

/** The cards of a page of the listing. @param {string} place @returns {Promise<Element[]>} */
async function cardsAt(place) {
  const { adopted, pageAt } = await import("../shared/adopt.mjs"), address = new URL(place, location.href);
  const page = await pageAt(address);
  return [...page.querySelectorAll(".xc-gallery .xc-card")].map((card) => adopted(card, address));
}

/** What a box says. @param {HTMLInputElement} box */
export const label = (box) => box.closest("label")?.querySelector("[data-label]")?.textContent ?? box.value;

export class View {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    const gallery = /** @type {HTMLElement} */ (document.querySelector(".xc-gallery"));
    const part = (/** @type {string} */ name, from = form) => /** @type {HTMLElement} */ (from.querySelector(name));
    this.form = form;
    this.said = { ...form.dataset };
    this.size = Number(form.dataset.page);
    this.list = /** @type {HTMLElement} */ (gallery.querySelector(".xc-cards"));
    this.status = /** @type {HTMLElement} */ (gallery.querySelector(".xc-count"));
    this.pager = /** @type {HTMLElement | null} */ (gallery.querySelector(".xc-pages"));
    this.chips = part("[data-chips]");
    this.clear = part("[data-clear]");
    this.empty = part("[data-empty]");
    this.sort = /** @type {HTMLSelectElement} */ (form.elements.namedItem("sort"));
    this.more = make("button", { type: "button", class: "xc-button xc-button--quiet xc-script" }, this.said.more ?? "");
    this.more.hidden = true;
    this.list.after(this.more);
    this.status.after(this.empty);
    this.whole = this.status.textContent ?? "";
    this.own = [...this.list.children];
    /** @type {Map<number, Promise<Element[]>>} */
    this.pages = new Map([[0, Promise.resolve(this.own)]]);
    this.timer = 0;
    // A browser moves what is wholly out of sight, not what is half pushed aside. Under a pointer nothing may move.
    this.form.addEventListener("focusin", ({ target }) => {
      const pill = target instanceof Element && target.closest("summary:focus-visible, select:focus-visible");
      if (pill) pill.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
  }

  get boxes() {
    return /** @type {HTMLInputElement[]} */ ([...this.form.querySelectorAll("input[type=checkbox]")]);
  }

  /** The facets that are open, whose numbers are seen. */
  get opened() {
    return this.boxes.filter((box) => box.matches("details[open] *")).map((box) => box.name);
  }

  focus() {
    /** @type {HTMLElement} */ (this.form.querySelector("summary")).focus();
  }

  /** A choice that a press takes back; the focus then goes to the next.
   * @param {HTMLInputElement} box @param {() => void} changed */
  chip(box, changed) {
    const hidden = make("span", { class: "xc-hidden" }, this.said.remove ?? "");
    const cross = make("span", { "aria-hidden": "true" }, " ×");
    const button = make("button", { type: "button" }, hidden, label(box), cross), item = make("li", {}, button);
    button.onclick = () => {
      const { children } = this.chips, at = [...children].indexOf(item);
      box.checked = false;
      changed();
      const next = children[Math.min(at, children.length - 1)]?.querySelector("button");
      if (next) next.focus();
      else this.focus();
    };
    return item;
  }

  /** What is chosen, in chips and beside the facets. @param {() => void} changed is told when a chip takes one back */
  choices(changed) {
    const chosen = this.boxes.filter((box) => box.checked);
    this.chips.replaceChildren(...chosen.map((box) => this.chip(box, changed)));
    this.clear.hidden = !chosen.length;
    for (const each of this.form.querySelectorAll("details")) {
      const number = each.querySelectorAll("input:checked").length;
      /** @type {HTMLElement} */ (each.querySelector("[data-chosen]")).textContent = number ? ` ${number}` : "";
    }
  }

  /** How many works each value of a facet would show.
   * @param {Columns} columns @param {number} works @param {Chosen} chosen */
  numbers(columns, works, chosen) {
    for (const [facet, column] of columns) {
      const fits = matching(columns, works, chosen, facet);
      for (const box of this.boxes.filter((each) => each.name === facet)) {
        const number = having(column, box.value, fits), line = /** @type {HTMLElement} */ (box.closest("label"));
        line.classList.toggle("xc-none", !number);
        /** @type {HTMLElement} */ (line.querySelector(".xc-number")).textContent = String(number);
      }
    }
  }

  /** The cards of a page of the listing, fetched once; what failed is tried again. @param {number} number */
  page(number) {
    let found = this.pages.get(number);
    if (!found) {
      found = cardsAt(fill(this.said.pages, { number: number + 1 }));
      found.catch(() => this.pages.delete(number));
      this.pages.set(number, found);
    }
    return found;
  }

  /** The cards of works, by their places in the collection. @param {number[]} places */
  async cards(places) {
    const numbers = [...new Set(places.map((place) => Math.floor(place / this.size)))];
    const pages = new Map();
    await Promise.all(numbers.map(async (number) => pages.set(number, await this.page(number))));
    return places.flatMap((place) => pages.get(Math.floor(place / this.size))[place % this.size] ?? []);
  }

  /** Works that were found. @param {Element[]} cards @param {boolean} more than these @param {string} advice */
  show(cards, more, advice) {
    this.list.replaceChildren(...cards);
    if (this.pager) this.pager.hidden = true;
    this.more.hidden = !more;
    this.empty.textContent = advice;
  }

  /** The page as it came. */
  restore() {
    this.list.replaceChildren(...this.own);
    if (this.pager) this.pager.hidden = false;
    this.more.hidden = true;
    this.empty.textContent = "";
    this.announce(this.whole);
  }

  /** Said once a visitor stops choosing, not at every tick. @param {string} text */
  announce(text) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.status.textContent !== text) this.status.textContent = text;
    }, PAUSE);
  }
}

// @ts-check
// The visitor's open set, at hand on every page: a press on a plus takes a work in or out, and a small link at the edge
// of the window says how many there are and leads to the set. It comes with the first press, or where a set is kept.

import { slugOf } from "../searching/work-finder.mjs";
import { fill, make, put } from "../shared/dom.mjs";
import { keep, kept, lasting, watch } from "../shared/store.mjs";
import { wordsOf } from "../shared/strings.mjs";
import { hashOf, slugsOf } from "./set-link.mjs";
import { begun, MOST, open, toggled } from "./set-state.mjs";

const NAME = "sets";
const LISTED = ".xc-cards > .xc-card > a, .xc-exhibit h2 > a, .xc-hits .xc-hit";

/** The work that a plus is about. @param {HTMLElement} button */
function slugAt(button) {
  const link = /** @type {HTMLAnchorElement | null} */ (
    button.closest(".xc-card, .xc-exhibit > li, .xc-hits > li")?.querySelector("a[href*='works/']"));
  return button.dataset.add || slugOf(link?.href ?? "");
}

class Tray {
  /** @param {Record<string, string>} words @param {string} page where the sets are */
  constructor(words, page) {
    this.words = words;
    this.page = page;
    this.status = make("span", { role: "status" });
    this.link = make("a", { href: page });
    this.box = make("aside", { class: "xc-tray xc-noprint", "aria-label": words.tray }, this.status, this.link);
    document.body.append(this.box);
    this.draw();
    watch(NAME, () => this.draw());
    // Cards that a filter or a search brings are marked as well.
    new MutationObserver((changes) => changes.some(({ addedNodes }) => addedNodes.length) && this.mark())
      .observe(/** @type {Element} */ (document.querySelector("main")), { childList: true, subtree: true });
  }

  get shelf() {
    return begun(kept(NAME)?.data, this.words.set_mine);
  }

  draw() {
    const { works, title } = open(this.shelf);
    put(this.link, fill(this.words.tray_open, { title, number: works.length }));
    this.box.hidden = !works.length && !this.status.textContent;
    this.mark();
  }

  mark() {
    const held = new Set(open(this.shelf).works.map(({ slug }) => slug)), { words } = this;
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-add]"))) {
      const there = String(held.has(slugAt(button)));
      if (button.getAttribute("aria-pressed") === there) continue;
      button.setAttribute("aria-pressed", there);
      if (button.dataset.add) button.textContent = there === "true" ? words.tray_out : words.tray_in;
    }
  }

  /** @param {HTMLElement} button */
  press(button) {
    const { shelf, words } = this, slug = slugAt(button), next = toggled(shelf, slug), { works } = open(next);
    const there = works.some((each) => each.slug === slug), full = next === shelf;
    const done = keep(NAME, next);
    const said = full ? fill(words.tray_full, { number: MOST }) : there ? words.tray_added : words.tray_removed;
    this.status.textContent = done ? said : `${said} ${lasting ? words.tray_unsaved : words.tray_unkept}`;
    this.draw();
  }

  /** A set of the works that a page shows, by a link. @param {HTMLElement} button */
  gather(button) {
    const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(LISTED)]);
    const slugs = links.filter((link) => link.getClientRects().length).map(({ href }) => slugOf(href)).filter(Boolean);
    const works = slugsOf(slugs), all = new Set(slugs).size;
    if (!works.length) this.status.textContent = this.words.tray_none;
    else location.assign(`${button.dataset.gather}${hashOf({ works })}${all > MOST ? `&of=${all}` : ""}`);
    this.draw();
  }
}

/** @type {Promise<Tray> | undefined} */
let tray;

function ready() {
  tray ??= wordsOf("sets").then((words) => {
    const { page } = /** @type {HTMLElement} */ (document.querySelector("[data-sets]")).dataset;
    return new Tray(words, page ?? "");
  });
  tray.catch(() => void (tray = undefined));
  return tray;
}

/** @param {HTMLElement} button that was pressed */
export async function press(button) {
  const found = await ready();
  if ("gather" in button.dataset) found.gather(button);
  else found.press(button);
}

// The page of the sets shows all of this itself.
if (kept(NAME) && !document.querySelector("[data-walk]")) ready().catch(() => {});


// @ts-check
// The page of results: everything that was found, a part at a time; what is asked stands in the address.

import { ask, chip } from "./asked.mjs";
import { open } from "./engine.mjs";
import { listed } from "./hits.mjs";
import "./words.mjs"; // with the engine, not after it
import { fill, make, places } from "../shared/dom.mjs";

const PART = 20, PAUSE = 150, LONGEST = 200;

/** The parts of the page that change. @param {HTMLElement} box */
function partsOf(box) {
  const one = (/** @type {string} */ part) => /** @type {HTMLElement} */ (box.querySelector(part));
  return {
    input: /** @type {HTMLInputElement} */ (one("[name=q]")),
    form: one("form"),
    status: one("[data-status]"),
    instead: one("[data-instead]"),
    only: one("[data-only]"),
    list: one("[data-hits]"),
    more: one("[data-more]"),
    filter: one("[data-filter]"),
    gallery: /** @type {HTMLAnchorElement} */ (one("[data-filter] a")),
    slash: /** @type {HTMLInputElement} */ (one("[data-slash]")),
  };
}
/** @typedef {ReturnType<typeof partsOf>} Parts */

/** The query in the page's address, and in the link to the same question in the gallery.
 * @param {string} query @param {HTMLAnchorElement} gallery */
function remember(query, gallery) {
  const address = new URL(location.href), link = new URL(gallery.href);
  if (query) address.searchParams.set("q", query);
  else address.searchParams.delete("q");
  history.replaceState(history.state, "", address);
  link.searchParams.set("q", query);
  gallery.href = link.href;
}

/** What is said of an answer. @param {Parts} parts @param {DOMStringMap} said
 * @param {string} query @param {import("./engine.mjs").Found | undefined} found */
function tell({ status, instead }, said, query, found) {
  const number = found?.ids.length ?? 0, [word, other] = [...(found?.instead ?? [])][0] ?? [];
  const told = number === 0 ? said.none : number === 1 ? said.one : said.many;
  status.textContent = query ? fill(told, { number, query }) : "";
  instead.textContent = word && number ? fill(said.insteadOf, { word, other }) : "";
}

/** Whether `/` leads to the search, as the visitor wishes. @param {HTMLInputElement} box */
function keepSlash(box) {
  try {
    box.checked = localStorage.getItem("excellence.slash") !== "off";
    box.addEventListener("change", () => {
      if (box.checked) localStorage.removeItem("excellence.slash");
      else localStorage.setItem("excellence.slash", "off");
    });
  } catch {
    /** @type {HTMLElement} */ (box.parentElement).hidden = true; // a device that keeps nothing can't keep this
  }
}

/** The list of what is found, a part at a time. */
class Hits {
  /** @param {Parts} parts @param {DOMStringMap} said */
  constructor({ list, more }, said) {
    this.list = list;
    this.more = more;
    this.said = said;
    this.places = places(said.index);
    this.found = /** @type {import("./asked.mjs").Asked | undefined} */ (undefined);
    this.shown = 0;
  }

  /** A part as items; before the first that is for those who keep the collection stands a heading.
   * @param {import("./asked.mjs").Asked} found @param {number} from */
  async items(found, from) {
    const { base, root } = this.places, { last = "", plus = "" } = this.said, index = await open(base);
    const cards = await index.cards(found.ids.slice(from, from + PART));
    const first = found.ids.findIndex((id) => id >= index.meta.last);
    return cards.flatMap((card, at) => {
      const one = listed(card, root, found, plus), group = first > 0 && from + at === first;
      return group ? [make("li", { class: "xc-hits__group" }, last), one] : [one];
    });
  }

  /** @param {import("./asked.mjs").Asked | undefined} found @param {Element[]} items the first part of it */
  show(found, items) {
    this.found = found;
    this.shown = PART;
    this.list.replaceChildren(...items);
    this.more.hidden = !found || PART >= found.ids.length;
  }

  /** Adds the next part, and leads to it. */
  async next() {
    const { found, shown } = this;
    if (!found) return;
    this.shown += PART; // a second press asks for what comes after
    const items = await this.items(found, shown);
    if (found !== this.found) return;
    this.list.append(...items);
    this.more.hidden = this.shown >= found.ids.length;
    items.flatMap((each) => each.querySelector("a") ?? [])[0]?.focus();
  }
}

/** @param {HTMLElement} box */
function enhance(box) {
  const said = { ...box.dataset }, { base } = places(said.index), parts = partsOf(box), hits = new Hits(parts, said);
  const { input, form, status, instead, more, filter, gallery, only } = parts;
  let timer = 0, turn = 0, plain = "";

  async function run() {
    const text = input.value.trimStart(), query = input.defaultValue = text.trim(), mine = ++turn; // for WebKit's back
    remember(query, gallery);
    try {
      const index = await open(base), found = query ? await ask(index, text, query === plain) : undefined;
      const items = found && mine === turn ? await hits.items(found, 0) : [];
      if (mine !== turn) return;
      chip(only, index, found, input, () => {
        plain = query;
        run();
      });
      tell(parts, said, query, found);
      filter.hidden = !query;
      hits.show(found, items);
    } catch {
      if (mine === turn) fail();
    }
  }

  /** What was found before is no answer. Once the network is back, it is asked again. */
  function fail() {
    hits.show(undefined, []);
    instead.textContent = "";
    status.textContent = said.failed ?? "";
    addEventListener("online", run, { once: true });
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE);
    // What the answer hangs on is on its way before the typing pauses.
    open(base).then((index) => ask(index, input.value.trimStart())).catch(() => {});
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    run();
  });
  more.addEventListener("click", () => hits.next().catch(() => {
    hits.shown -= PART;
    status.textContent = said.failed ?? "";
  }));
  input.value = new URLSearchParams(location.search).get("q")?.slice(0, LONGEST) ?? "";
  if (!input.value) input.focus();
  run(); // without words it asks for the index, which comes while one types
}

document.querySelectorAll("[data-results-page]").forEach((box) => {
  keepSlash(partsOf(/** @type {HTMLElement} */ (box)).slash);
  enhance(/** @type {HTMLElement} */ (box));
});

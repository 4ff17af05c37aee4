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

/** @param {HTMLElement} box */
function enhance(box) {
  const said = { ...box.dataset }, { base, root } = places(said.index), parts = partsOf(box);
  const { input, form, status, list, more, filter, gallery, only } = parts;
  let timer = 0, turn = 0, shown = 0, plain = "", /** @type {import("./asked.mjs").Asked | undefined} */ found;

  async function part() {
    if (!found) return;
    const mine = turn, now = found, index = await open(base);
    const cards = await index.cards(now.ids.slice(shown, shown + PART));
    const first = now.ids.findIndex((id) => id >= index.meta.last);
    if (mine !== turn) return;
    const items = cards.map((card) => listed(card, root, now, said.plus ?? ""));
    list.append(...items);
    if (first > 0) items[first - shown]?.before(make("li", { class: "xc-hits__group" }, said.last ?? ""));
    shown += cards.length;
    more.hidden = shown >= now.ids.length;
  }

  async function run() {
    const text = input.value.trimStart(), query = input.defaultValue = text.trim(), mine = ++turn; // for WebKit's back
    remember(query, gallery);
    try {
      const index = await open(base), answer = query ? await ask(index, text, query === plain) : undefined;
      if (mine !== turn) return;
      found = answer;
      chip(only, index, found, input, () => {
        plain = query;
        run();
      });
      list.replaceChildren();
      shown = 0;
      more.hidden = true;
      tell(parts, said, query, found);
      filter.hidden = !query;
      await part();
    } catch {
      if (mine === turn) status.textContent = said.failed ?? "";
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE);
    open(base).then((index) => ask(index, input.value.trimStart())).catch(() => {});
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    run();
  });
  more.addEventListener("click", async () => {
    const next = shown;
    await part();
    list.children[next]?.querySelector("a")?.focus();
  });
  input.value = new URLSearchParams(location.search).get("q")?.slice(0, LONGEST) ?? "";
  if (input.value) run();
  else input.focus();
  open(base).catch(() => {});
}

document.querySelectorAll("[data-results-page]").forEach((box) => {
  keepSlash(partsOf(/** @type {HTMLElement} */ (box)).slash);
  enhance(/** @type {HTMLElement} */ (box));
});

// @ts-check
// The page of results: everything that was found, a part at a time; what is asked stands in the address.

import { open } from "./engine.mjs";
import { hit } from "./hits.mjs";
import { fill, places } from "../shared/dom.mjs";

const PART = 20, PAUSE = 150;

/** @param {HTMLElement} box */
function enhance(box) {
  const said = { ...box.dataset }, { base, root } = places(said.index);
  const [input, form, status, instead, list, more, filter, slash] = ["[name=q]", "form", "[data-status]", "[data-instead]", "[data-hits]", "[data-more]", "[data-filter]", "[data-slash]"]
    .map((part) => /** @type {any} */ (box.querySelector(part)));
  let timer = 0, turn = 0, shown = 0;
  /** @type {import("./engine.mjs").Found | undefined} */
  let found;

  async function part() {
    if (!found) return;
    const mine = turn, now = found, cards = await (await open(base)).cards(now.ids.slice(shown, shown + PART));
    if (mine !== turn) return;
    list.append(...cards.map((card) => hit("li", card, root, now)));
    shown += cards.length;
    more.hidden = shown >= now.ids.length;
  }

  async function run() {
    const text = input.value.trimStart(), query = text.trim(), mine = ++turn;
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    history.replaceState(history.state, "", address);
    try {
      found = query ? await (await open(base)).search(text) : undefined;
      if (mine !== turn) return;
      list.replaceChildren();
      shown = 0;
      more.hidden = true;
      const number = found?.ids.length ?? 0;
      status.textContent = query ? fill((number === 0 ? said.none : number === 1 ? said.one : said.many), { number, query }) : "";
      const [word, other] = [...(found?.instead ?? [])][0] ?? [];
      instead.textContent = word && number ? fill(said.insteadOf, { word, other }) : "";
      filter.hidden = !query;
      const link = filter.querySelector("a");
      const gallery = new URL(link.href);
      gallery.searchParams.set("q", query);
      link.href = gallery.href;
      await part();
    } catch {
      if (mine === turn) status.textContent = said.failed ?? "";
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE);
  });
  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    clearTimeout(timer);
    run();
  });
  more.addEventListener("click", async () => {
    const next = shown;
    await part();
    list.children[next]?.querySelector("a")?.focus();
  });
  try {
    slash.checked = localStorage.getItem("excellence.slash") !== "off";
    slash.addEventListener("change", () => {
      if (slash.checked) localStorage.removeItem("excellence.slash");
      else localStorage.setItem("excellence.slash", "off");
    });
  } catch {
    slash.parentElement.hidden = true; // a device that keeps nothing can't keep this
  }
  input.value = new URLSearchParams(location.search).get("q")?.slice(0, 200) ?? "";
  if (input.value) run();
  else input.focus();
}

document.querySelectorAll("[data-results-page]").forEach((box) => enhance(/** @type {HTMLElement} */ (box)));

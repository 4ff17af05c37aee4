// @ts-check
// The search in the head of every page: results while one types. Loaded when the field is first used.

import { open } from "./engine.mjs";
import { hit } from "./hits.mjs";
import { fill, make, places } from "../shared/dom.mjs";

const MOST = 7, PAUSE = 120;

/** @param {HTMLInputElement} input @param {Promise<Response>} first the first file of the index, on its way */
export function attach(input, first) {
  const said = { ...input.dataset }, form = /** @type {HTMLFormElement} */ (input.form), { base, root } = places(said.find);
  const list = make("div", { role: "listbox", id: "xc-found", "aria-label": said.results });
  const status = make("p", { role: "status", class: "xc-hidden" });
  const panel = make("div", { class: "xc-found" }, list, status);
  panel.hidden = true;
  document.head.append(make("link", { rel: "stylesheet", href: said.sheet }));
  form.append(panel);
  for (const [key, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": "xc-found", "aria-autocomplete": "list" })) {
    input.setAttribute(key, value);
  }
  let timer = 0, turn = 0, at = -1;
  const options = () => /** @type {HTMLAnchorElement[]} */ ([...list.children]);

  /** @param {number} place */
  function choose(place) {
    at = place;
    options().forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    const chosen = options()[at];
    if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
    else input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  /** @param {boolean} shown */
  function show(shown) {
    panel.hidden = !shown || !status.textContent;
    input.setAttribute("aria-expanded", String(!panel.hidden && !!list.firstChild));
    if (panel.hidden) choose(-1);
  }

  async function run() {
    const text = input.value.trimStart(), mine = ++turn, query = text.trim();
    if (!query) {
      list.replaceChildren();
      status.textContent = "";
      return show(false);
    }
    try {
      const index = await open(base), found = await index.search(text), number = found.ids.length;
      const cards = await index.cards(found.ids.slice(0, MOST));
      if (mine !== turn) return;
      const option = (/** @type {number} */ place) => ({ role: "option", id: `xc-found-${place}`, tabindex: "-1", "aria-selected": "false" });
      const drawn = cards.map((card, place) => hit("a", card, root, found, option(place)));
      if (number > MOST) {
        const all = `${form.action}?q=${encodeURIComponent(query)}`;
        drawn.push(make("a", { href: all, class: "xc-hit xc-hit--all", ...option(MOST) }, fill(said.all, { number })));
      }
      list.replaceChildren(...drawn);
      status.textContent = fill((number === 0 ? said.none : number === 1 ? said.one : said.many), { number, query });
      status.className = number ? "xc-hidden" : "xc-found__none";
      choose(-1);
      show(document.activeElement === input);
    } catch {
      if (mine !== turn) return;
      list.replaceChildren();
      status.textContent = said.failed ?? "";
      status.className = "xc-found__none";
      show(document.activeElement === input);
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE);
  });
  input.addEventListener("focus", () => show(true));
  input.addEventListener("keydown", (event) => {
    const { length } = options();
    if (event.key === "Escape") {
      if (!panel.hidden) event.preventDefault(); // the first closes the list, the second empties the field
      show(false);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && length) {
      event.preventDefault();
      show(true);
      // Round and round, by way of the field itself, which stands before the first.
      const places = length + 1, now = at + 1, next = event.key === "ArrowDown" ? now + 1 : now + length;
      choose((next % places) - 1);
    } else if (event.key === "Enter" && options()[at]) {
      event.preventDefault();
      options()[at].click();
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) show(false);
  });
  // A press on a result must not take the focus, and with it the list, away.
  panel.addEventListener("pointerdown", (event) => event.preventDefault());
  open(base, first).catch(() => {});
  if (input.value.trim()) run();
}

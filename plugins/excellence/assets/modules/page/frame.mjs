// @ts-check
// The frame of every page: the visitor's choice of light or dark, the search, printing, what an address points into,
// and the way that led to a work.

// A page that was opened from a folder may not fetch.
const KEY = "excellence.scheme", FOLDER = location.protocol === "file:";
const root = document.documentElement;

// The photos of a work that somebody began to pack go on their day, whichever page is open then.
try {
  const { until } = JSON.parse(localStorage.getItem("excellence.notes.packing") ?? "{}");
  if (until < Date.now()) import("../shared/store.mjs");
} catch {
  // A device that keeps nothing has nothing to lose.
}

document.querySelector("[data-scheme-toggle]")?.addEventListener("click", () => {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = root.dataset.scheme ?? (dark ? "dark" : "light");
  const next = now === "dark" ? "light" : "dark";
  root.dataset.scheme = next;
  try {
    // What the device prefers anyway needs no keeping.
    if (next === (dark ? "dark" : "light")) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
  } catch {
    // A device that keeps nothing still shows what was chosen, on this page.
  }
});

document.querySelector("[data-print]")?.addEventListener("click", () => print());

// The search is loaded when it is first used. `/` leads to it, unless somebody switched that off.
const find = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-find]"));
/** @type {Promise<void> | undefined} */
let finding;
find?.addEventListener("focus", () => {
  // All that is needed at once, not one after another; what failed is tried again.
  finding ??= Promise.all([
    import("../searching/header-search.mjs"),
    FOLDER ? undefined : fetch(find.dataset.find ?? "", { cache: "no-cache" }),
    import("../searching/asked.mjs"),
    import("../searching/engine.mjs"),
    import("../searching/words.mjs"),
    import("../searching/hits.mjs"),
    import("../shared/dom.mjs"),
    import("../shared/get.mjs"),
  ]).then(([{ attach }, first]) => attach(find, first && Promise.resolve(first)), () => void (finding = undefined));
});
addEventListener("keydown", (event) => {
  const { key, ctrlKey, metaKey, altKey } = event, target = /** @type {HTMLElement} */ (event.target);
  const inside = target.closest?.("input, textarea, select, [contenteditable], dialog");
  if (!/^[/pP]$/.test(key) || ctrlKey || metaKey || altKey || inside) return;
  try {
    if (localStorage.getItem("excellence.slash") === "off") return;
  } catch {
    return;
  }
  /** @param {string} part */
  const one = (part) => /** @type {HTMLElement | null} */ (document.querySelector(part));
  if (key !== "/") return one("[data-look=projector]")?.click();
  const own = one("#xc-query");
  const field = [own, find].find((each) => each?.getClientRects().length);
  if (!field) return;
  event.preventDefault();
  field.focus();
});

// Looking closely: the tools come with their first use; until then, and without a script, a link leads to the picture.
/** @param {string} tool @param {HTMLElement} [opener] */
const look = (tool, opener) => import("../looking/begin.mjs").then(({ begin }) => begin(tool, opener));
addEventListener("click", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  // The same set, the same two works, the same part of a page in another language.
  /** @type {HTMLAnchorElement | null} */
  const tongue = target.closest?.("a.xc-tongue");
  if (tongue) tongue.hash = location.hash;
  /** @type {HTMLButtonElement | null} */
  const adder = target.closest?.("[data-add], [data-gather]");
  if (adder) import("../sets/tray.mjs").then(({ press }) => press(adder));
  /** @type {HTMLAnchorElement | null} */
  const opener = target.closest?.("a.xc-open:not([href^='#']), [data-look]");
  if (!opener || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  look(opener.dataset.look ?? "viewer", opener).catch(() => opener.href && location.assign(opener.href));
});
if (/^#image-\d+$/.test(location.hash)) look("viewer");
if (location.hash === "#project") look("projector");

// What an address points at is no use folded up.
function unfold() {
  let id = location.hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // What is no address points at nothing.
  }
  const at = document.getElementById(id);
  const folded = /** @type {HTMLDetailsElement | null} */ (at?.closest("details"));
  if (!folded || folded.open) return;
  folded.open = true;
  at?.scrollIntoView();
}
addEventListener("hashchange", unfold);
unfold();

// A work's page leads on through the works among which it was chosen, and back to where that was.
const CARDS = ".xc-card > a, .xc-station > a";
document.addEventListener("click", (event) => {
  const link = /** @type {HTMLElement} */ (event.target).closest?.(CARDS);
  if (!link) return;
  /** @type {NodeListOf<HTMLAnchorElement> | undefined} */
  const cards = link.closest("ul, ol")?.querySelectorAll(CARDS);
  const works = [...cards ?? []].map((card) => ({
    path: new URL(card.href).pathname,
    title: (card.querySelector(".xc-card__title") ?? card.nextElementSibling)?.textContent ?? "",
    lang: card.closest("[lang]")?.getAttribute("lang") ?? "",
    dir: card.closest("[dir]")?.getAttribute("dir") ?? "",
  }));
  try {
    // The home page shows works too, but is no listing to go back to.
    const heading = document.querySelector(".xc-hero") ? null : document.querySelector("h1");
    const from = { href: location.pathname + location.search + location.hash, label: heading?.textContent?.trim() };
    sessionStorage.setItem("excellence.trail", JSON.stringify({ from, works }));
  } catch {
    // Without a store the page's own order holds.
  }
});

// What is in the visitor's set is marked, and the set stays at hand. `+` on a card takes its work in.
try {
  if (localStorage.getItem("excellence.notes.sets")) import("../sets/tray.mjs");
} catch {
  // A device that keeps nothing has no set.
}
addEventListener("keydown", ({ key, target }) => {
  if (key !== "+") return;
  const card = /** @type {HTMLElement} */ (target).closest?.(".xc-card, .xc-exhibit > li, .xc-hits > li");
  /** @type {HTMLElement | null | undefined} */ (card?.querySelector("[data-add]"))?.click();
});

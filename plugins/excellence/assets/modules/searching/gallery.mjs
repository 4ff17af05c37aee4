// @ts-check
// The gallery's filters. What is chosen stands in the address; the cards come from the listing's own pages.

import { chosenOf, matching, relief, restate, write } from "./choice.mjs";
import { label, View } from "./gallery-view.mjs";
import { fill, places } from "../shared/dom.mjs";

/** @typedef {import("./choice.mjs").Columns} Columns */
/** @typedef {import("./choice.mjs").Chosen} Chosen */

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-filters]"));
const view = form && new View(form);
/** @type {Set<() => void>} */
const listeners = new Set();

/** Calls back whenever another choice is made. @param {() => void} listener */
export const onChoice = (listener) => void listeners.add(listener);

/** The engine, with what it needs: all at once, not one after the other. */
export const engine = async () =>
  (await Promise.all([import("./engine.mjs"), import("./words.mjs"), import("../shared/get.mjs")]))[0].open;
const index = async () => (await engine())(places(view?.said.index).base);

/** Only the columns of the facets that are touched. @param {Iterable<string>} facets @returns {Promise<Columns>} */
async function columns(facets) {
  const held = await index();
  /** @param {string} name @returns {Promise<[string, import("./choice.mjs").Column]>} */
  const named = async (name) => [name, await held.column(name)];
  return new Map(await Promise.all(Array.from(facets, named)));
}

/** Those of the works that fit what is chosen, in the order given. @param {number[]} ids */
export async function narrowed(ids) {
  const chosen = chosenOf(view?.boxes ?? []);
  if (!chosen.size) return ids;
  const fits = matching(await columns(chosen.keys()), (await index()).meta.works, chosen);
  return ids.filter((id) => fits[id]);
}

/** Which single choice to take back, so that something is found, and how much then is, in words.
 * @param {Columns} columns @param {number} works @param {Chosen} chosen @param {number[]} [among] */
function advice(columns, works, chosen, among) {
  const best = relief(columns, works, chosen, among);
  if (!view || !best) return "";
  const names = view.boxes.filter((box) => box.name === best.facet && box.checked).map(label).join(", ");
  return fill(view.said.advice, { filter: names, number: best.found });
}

/** The same for works that were found by words. @param {number[]} ids */
export async function advised(ids) {
  const chosen = chosenOf(view?.boxes ?? []);
  return advice(await columns(chosen.keys()), (await index()).meta.works, chosen, ids);
}

/** What of the collection is shown, by what is chosen. @param {View} view */
function showing(view) {
  const { sort, size } = view;
  let shown = 0, turn = 0;

  /** The works that fit, in the order that is asked for. @param {Uint8Array} fits */
  async function ordered(fits) {
    const order = sort.value ? await (await index()).order(sort.value) : fits.keys();
    return [...order].filter((place) => fits[place]);
  }

  async function show(most = 0) {
    const chosen = chosenOf(view.boxes), mine = ++turn, plain = !chosen.size && !sort.value;
    view.choices(changed);
    listeners.forEach((tell) => tell());
    const touched = new Set([...chosen.keys(), ...view.opened]);
    if (plain && !touched.size) return view.restore();
    try {
      const [held, { meta: { works } }] = await Promise.all([columns(touched), index()]);
      if (mine !== turn) return;
      view.numbers(held, works, chosen);
      if (plain) return view.restore();
      const found = await ordered(matching(held, works, chosen));
      if (mine !== turn) return;
      shown = Math.max(most, size);
      const cards = await view.cards(found.slice(0, shown));
      if (mine !== turn) return;
      view.show(cards, found.length > shown, found.length ? "" : advice(held, works, chosen));
      view.announce(fill(found.length ? view.said.found : view.said.none, { number: found.length, total: works }));
    } catch {
      if (mine === turn) view.announce(view.said.failed ?? "");
    }
  }

  /** What is chosen becomes a step of the browser's history. */
  function changed() {
    const address = new URL(location.href);
    write(address.searchParams, view.boxes, sort.value);
    history.pushState({}, "", address);
    return show();
  }

  /** For the way back: how much was shown, and where one was. */
  function leave() {
    if (view.list.children.length) history.replaceState({ ...history.state, place: scrollY, shown }, "");
  }

  return { show, changed, leave, again: () => show(shown), more: () => show(shown * 2) };
}

/** What is chosen, as the address says it. @param {View} view */
function fromAddress({ boxes, sort }) {
  const asked = new URLSearchParams(location.search);
  restate(asked, boxes);
  sort.value = asked.get("sort") ?? "";
  if (sort.selectedIndex < 0) sort.value = "";
}

/** @param {View} view @param {ReturnType<typeof showing>} gallery */
function listen(view, gallery) {
  const { form, clear, more, list } = view;
  form.addEventListener("change", gallery.changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("focusin", () => void index().catch(() => {}));
  form.addEventListener("toggle", (event) => {
    // The counts are live as soon as a facet is open.
    if (/** @type {HTMLDetailsElement} */ (event.target).open) gallery.again();
  }, true);
  clear.onclick = () => {
    for (const box of view.boxes) box.checked = false;
    gallery.changed();
    view.focus();
  };
  more.onclick = () => {
    const next = list.children.length;
    gallery.more().then(() => list.children[next]?.querySelector("a")?.focus());
  };
  addEventListener("popstate", () => {
    fromAddress(view);
    gallery.show();
  });
  addEventListener("pagehide", gallery.leave);
}

/** Open facets close by Escape and by a press elsewhere. @param {HTMLFormElement} form */
function closing(form) {
  form.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target), open = target.closest("details");
    if (event.key !== "Escape" || !open?.open) return;
    open.open = false;
    open.querySelector("summary")?.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    for (const open of form.querySelectorAll("details")) {
      if (!open.contains(/** @type {Node} */ (event.target))) open.open = false;
    }
  });
}

/** @param {View} view */
function begin(view) {
  const gallery = showing(view), before = history.state;
  closing(view.form);
  listen(view, gallery);
  fromAddress(view);
  if (!chosenOf(view.boxes).size && !view.sort.value) return;
  gallery.show(before?.shown).then(() => before?.place && scrollTo(0, before.place));
}

if (view) begin(view);

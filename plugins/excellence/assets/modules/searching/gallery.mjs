// @ts-check
// The gallery's filters. What is chosen stands in the address; the cards come from the listing's own pages, so that
// nobody but the server ever draws one.

import { fill, places } from "../shared/dom.mjs";

const PAUSE = 300;

/** @typedef {import("./engine.mjs").Shard} Column by value the works that have it, by their place in the collection */
/** @typedef {Map<string, Column>} Columns */

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-filters]"));
const PAGE = Number(form?.dataset.page);
/** @type {Set<() => void>} */
const listeners = new Set();

/** Calls back whenever another choice is made. @param {() => void} listener */
export const onChoice = (listener) => void listeners.add(listener);

/** Those of the works that fit what is chosen, in the order given. @param {number[]} ids */
export async function narrowed(ids) {
  const chosen = form ? read() : new Map();
  if (!chosen.size) return ids;
  const fits = matching(await columns(chosen.keys()), (await index()).meta.works, chosen);
  return ids.filter((id) => fits[id]);
}

const index = () => import("./engine.mjs").then(({ open }) => open(places(form?.dataset.index).base));

/** Only the columns of the facets that are touched. @param {Iterable<string>} facets @returns {Promise<Columns>} */
async function columns(facets) {
  const held = await index();
  return new Map(await Promise.all([...facets].map(async (name) => /** @type {const} */ ([name, await held.column(name)]))));
}

const boxes = () => /** @type {HTMLInputElement[]} */ ([...(form?.querySelectorAll("input[type=checkbox]") ?? [])]);

/** What is chosen: keys by facet. @returns {Map<string, Set<string>>} */
function read() {
  const chosen = new Map();
  for (const { name, value, checked } of boxes()) {
    if (checked) chosen.set(name, (chosen.get(name) ?? new Set()).add(value));
  }
  return chosen;
}

/** A mark for each work that fits: every facet counts, any value of it will do.
 * @param {Columns} columns @param {number} works @param {Map<string, Set<string>>} chosen @param {string} [but] a facet that does not count */
function matching(columns, works, chosen, but) {
  let fits = new Uint8Array(works).fill(1);
  for (const [facet, named] of chosen) {
    if (facet === but) continue;
    const held = new Uint8Array(works);
    for (const key of named) for (const id of columns.get(facet)?.get(key)?.ids ?? []) held[id] = fits[id];
    fits = held;
  }
  return fits;
}

/** @param {Uint8Array} fits */
const sum = (fits) => fits.reduce((total, one) => total + one, 0);

/** @param {HTMLInputElement} box */
const label = (box) => box.closest("label")?.querySelector("[data-label]")?.textContent ?? box.value;

/** Which single choice to take back, so that something is found, and how much then is.
 * @param {Columns} columns @param {number} works @param {Map<string, Set<string>>} chosen @param {number[]} [among] */
function advice(columns, works, chosen, among) {
  const tried = [...chosen].map(([facet]) => {
    const fits = matching(columns, works, chosen, facet);
    return { facet, found: among ? among.filter((id) => fits[id]).length : sum(fits) };
  });
  const best = tried.sort((one, other) => other.found - one.found)[0];
  if (!best?.found) return "";
  const names = boxes().filter((box) => box.name === best.facet && box.checked).map(label).join(", ");
  return fill(form?.dataset.advice, { filter: names, number: best.found });
}

/** The same for works that were found by words. @param {number[]} ids */
export async function advised(ids) {
  const chosen = read();
  return advice(await columns(chosen.keys()), (await index()).meta.works, chosen, ids);
}

/** @param {HTMLFormElement} form */
function enhance(form) {
  const gallery = /** @type {HTMLElement} */ (document.querySelector(".xc-gallery"));
  const list = /** @type {HTMLElement} */ (gallery.querySelector(".xc-cards"));
  const status = /** @type {HTMLElement} */ (gallery.querySelector(".xc-count"));
  const pager = /** @type {HTMLElement | null} */ (gallery.querySelector(".xc-pages"));
  const [chips, clear, empty] = ["[data-chips]", "[data-clear]", "[data-empty]"].map(
    (part) => /** @type {HTMLElement} */ (form.querySelector(part)));
  const sort = /** @type {HTMLSelectElement} */ (form.elements.namedItem("sort"));
  const more = Object.assign(document.createElement("button"), { type: "button", className: "xc-button xc-button--quiet xc-script", hidden: true });
  more.textContent = form.dataset.more ?? "";
  list.after(more);
  status.after(empty);
  const said = { ...form.dataset }, whole = status.textContent ?? "", own = [...list.children];
  /** @type {Map<number, Promise<Element[]>>} */
  const pages = new Map([[0, Promise.resolve(own)]]);
  let shown = 0, turn = 0, timer = 0;

  /** The cards of a page of the listing. @param {number} number */
  function page(number) {
    let found = pages.get(number);
    if (!found) {
      const address = new URL(fill(said.pages, { number: number + 1 }), location.href);
      found = fetch(address).then((response) => response.text()).then((text) => {
        const cards = [...new DOMParser().parseFromString(text, "text/html").querySelectorAll(".xc-gallery .xc-card")];
        for (const each of cards.flatMap((card) => [...card.querySelectorAll("[href], [src], [srcset]")])) {
          for (const name of ["href", "src"]) {
            if (each.hasAttribute(name)) each.setAttribute(name, new URL(each.getAttribute(name) ?? "", address).href);
          }
          const set = each.getAttribute("srcset");
          if (set) each.setAttribute("srcset", set.split(", ").map((part) => {
            const [file, width] = part.split(" ");
            return `${new URL(file, address).href} ${width}`;
          }).join(", "));
        }
        return cards.map((card) => document.adoptNode(card));
      });
      found.catch(() => pages.delete(number));
      pages.set(number, found);
    }
    return found;
  }

  /** @param {HTMLInputElement} box */
  function chip(box) {
    const button = Object.assign(document.createElement("button"), { type: "button" });
    const hidden = Object.assign(document.createElement("span"), { className: "xc-hidden", textContent: said.remove });
    const cross = Object.assign(document.createElement("span"), { textContent: " ×", ariaHidden: "true" });
    button.append(hidden, label(box), cross);
    button.onclick = () => {
      const at = [...chips.children].indexOf(/** @type {Element} */ (button.parentElement));
      box.checked = false;
      changed();
      const next = chips.children[Math.min(at, chips.children.length - 1)]?.querySelector("button");
      (next ?? /** @type {HTMLElement} */ (form.querySelector("summary"))).focus();
    };
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  async function show(most = 0) {
    const chosen = read(), mine = ++turn, plain = !chosen.size && !sort.value;
    chips.replaceChildren(...boxes().filter((box) => box.checked).map(chip));
    clear.hidden = !chosen.size;
    for (const each of form.querySelectorAll("details")) {
      const number = each.querySelectorAll("input:checked").length;
      /** @type {HTMLElement} */ (each.querySelector("[data-chosen]")).textContent = number ? ` ${number}` : "";
    }
    listeners.forEach((tell) => tell());
    const opened = [...form.querySelectorAll("details[open] input")].map((box) => /** @type {HTMLInputElement} */ (box).name);
    const touched = new Set([...chosen.keys(), ...opened]);
    if (plain && !touched.size) return restore();
    try {
      const [held, { meta }] = await Promise.all([columns(touched), index()]), { works } = meta;
      if (mine !== turn) return;
      for (const facet of touched) {
        const fits = matching(held, works, chosen, facet);
        for (const box of boxes().filter((each) => each.name === facet)) {
          const number = (held.get(facet)?.get(box.value)?.ids ?? []).filter((id) => fits[id]).length;
          const line = /** @type {HTMLElement} */ (box.closest("label"));
          line.classList.toggle("xc-none", !number);
          /** @type {HTMLElement} */ (line.querySelector(".xc-number")).textContent = String(number);
        }
      }
      if (plain) return restore();
      const fits = matching(held, works, chosen), order = sort.value ? await (await index()).order(sort.value) : fits.keys();
      if (mine !== turn) return;
      const found = [...order].filter((position) => fits[position]);
      shown = Math.max(most, PAGE);
      const wanted = found.slice(0, shown);
      const drawn = new Map();
      await Promise.all([...new Set(wanted.map((position) => Math.floor(position / PAGE)))].map(
        async (number) => drawn.set(number, await page(number))));
      if (mine !== turn) return;
      const cards = wanted.map((position) => drawn.get(Math.floor(position / PAGE))[position % PAGE]);
      list.replaceChildren(...cards.filter(Boolean));
      if (pager) pager.hidden = true;
      more.hidden = found.length <= shown;
      empty.textContent = found.length ? "" : advice(held, works, chosen);
      const told = found.length ? said.found ?? "" : said.none ?? "";
      announce(fill(told, { number: found.length, total: works }));
    } catch {
      if (mine === turn) announce(said.failed ?? "");
    }
  }

  function restore() {
    list.replaceChildren(...own);
    if (pager) pager.hidden = false;
    more.hidden = true;
    empty.textContent = "";
    announce(whole);
  }

  /** Said once a visitor stops choosing, not at every tick. @param {string} text */
  function announce(text) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (status.textContent !== text) status.textContent = text;
    }, PAUSE);
  }

  /** From the address: values that nobody knows are passed over. */
  function restate() {
    const asked = new URLSearchParams(location.search);
    for (const box of boxes()) box.checked = asked.getAll(box.name).includes(box.value);
    sort.value = asked.get("sort") ?? "";
    if (sort.selectedIndex < 0) sort.value = "";
  }

  function changed() {
    const address = new URL(location.href), asked = address.searchParams;
    for (const name of new Set([...boxes().map((box) => box.name), "sort"])) asked.delete(name);
    for (const box of boxes()) if (box.checked) asked.append(box.name, box.value);
    if (sort.value) asked.set("sort", sort.value);
    history.pushState({}, "", address);
    return show();
  }

  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("focusin", () => void index().catch(() => {}));
  form.addEventListener("toggle", (event) => {
    // The counts are live as soon as a facet is open.
    if (/** @type {HTMLDetailsElement} */ (event.target).open) show(shown);
  }, true);
  form.addEventListener("keydown", (event) => {
    const open = /** @type {HTMLDetailsElement | null} */ (/** @type {HTMLElement} */ (event.target).closest("details[open]"));
    if (event.key !== "Escape" || !open) return;
    open.open = false;
    open.querySelector("summary")?.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    for (const open of form.querySelectorAll("details[open]")) {
      if (!open.contains(/** @type {Node} */ (event.target))) /** @type {HTMLDetailsElement} */ (open).open = false;
    }
  });
  clear.onclick = () => {
    for (const box of boxes()) box.checked = false;
    changed();
    /** @type {HTMLElement} */ (form.querySelector("summary")).focus();
  };
  more.onclick = () => {
    const next = list.children.length;
    show(shown * 2).then(() => /** @type {HTMLElement | null} */ (list.children[next]?.querySelector("a"))?.focus());
  };
  addEventListener("popstate", () => {
    restate();
    show();
  });
  // Back from a work: what was shown, and where one was.
  addEventListener("pagehide", () => {
    if (list.children.length) history.replaceState({ ...history.state, place: scrollY, shown }, "");
  });
  const before = history.state;
  restate();
  if (read().size || sort.value) {
    show(before?.shown).then(() => before?.place && scrollTo(0, before.place));
  }
}

if (form) enhance(form);

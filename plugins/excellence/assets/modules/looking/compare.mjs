// @ts-check
// Two pictures or texts side by side, moved and enlarged together. What is compared stands in the address, so that a link
// brings others to the same spot. The pictures come from the works' own pages.

import { action } from "../shared/controls.mjs";
import { difference } from "./difference.mjs";
import { finder, slugOf } from "../searching/work-finder.mjs";
import { fill, make, tongue } from "../shared/dom.mjs";
import { ofWork } from "./viewables.mjs";
import { kept } from "../shared/store.mjs";
import { Surface, WHOLE } from "./surface.mjs";
import { wordsOf } from "../shared/strings.mjs";
import { button, said } from "./viewer.mjs";

/** @typedef {import("./surface.mjs").Place} Place */
/** @typedef {{slug: string, title: string, lang: string, dir: string, href: string, print: boolean, sights: import("./viewables.mjs").Sight[]}} Work */
/** @typedef {{work?: Work, at: number, surface: Surface, box: HTMLElement, name: HTMLElement, choice: HTMLSelectElement, paper: HTMLElement}} Pane */

const PAUSE = 200, ALIKE = 0.04;
const page = /** @type {HTMLElement} */ (document.querySelector("[data-compare]"));

/** @type {Map<string, Promise<Work>>} */
const held = new Map();

/** A work by its page. @param {string} slug @returns {Promise<Work>} */
function work(slug) {
  const href = new URL(`works/${slug}/`, new URL(page.dataset.root ?? "", location.href)).href;
  let found = held.get(slug);
  if (!found) {
    found = fetch(href).then(async (response) => {
      if (!response.ok) throw new Error(slug);
      const read = new DOMParser().parseFromString(await response.text(), "text/html");
      const sights = ofWork(read, href);
      if (!sights.length) throw new Error(slug);
      const title = read.querySelector("h1");
      return { slug, print: Boolean(read.querySelector("[data-print]")), title: title?.textContent?.trim() ?? slug, ...tongue(title ?? read.body), href, sights };
    });
    found.catch(() => held.delete(slug));
    held.set(slug, found);
  }
  return found;
}

/** What an address asks for; whatever makes no sense in it is left out. */
function asked() {
  const said = new URLSearchParams(location.hash.slice(1));
  const pair = ["a", "b"].map((name) => /^([a-z0-9-]+):(\d+)$/.exec(said.get(name) ?? "")?.slice(1));
  /** @param {string} names @returns {Place | undefined} */
  const place = (names) => {
    const [zoom, x, y] = names.split(" ").map((name) => Number.parseFloat(said.get(name) ?? ""));
    return [zoom, x, y].every(Number.isFinite) ? { zoom, x, y } : undefined;
  };
  return { pair, place: place("z x y"), other: place("bz bx by"), over: said.get("m") === "over" };
}

/** @param {Record<string, string>} told */
function start(told) {
  const status = make("p", { role: "status", class: "xc-count" });
  const stage = make("div", { class: "xc-compare__panes" });
  const between = make("section", { class: "xc-compare__between" });
  const panes = [told.compare_left, told.compare_right].map((label, side) => pane(label, side));
  const [one, two] = panes;
  let apart = { zoom: 1, x: 0, y: 0 }, locked = true, over = false, writing = 0;

  const lock = check(told.compare_locked, true, (on) => {
    locked = on;
    if (on) keep();
    status.textContent = on ? told.compare_is_locked : told.compare_is_free;
  });
  const lay = check(told.compare_over, false, (on) => {
    over = on;
    layout();
    write();
  });
  const slide = /** @type {HTMLInputElement} */ (make("input", { type: "range", min: 0, max: 100, value: 50, "aria-label": told.compare_slide }));
  slide.oninput = () => stage.style.setProperty("--xc-slide", `${slide.value}%`);
  const plain = { look: "xc-compare__action" };
  const paper = action(told.compare_print, () => print(), plain);
  const tools = make("div", { class: "xc-compare__tools" },
    button(told.compare_back, "‹", () => step(-1)), button(told.compare_on, "›", () => step(1)),
    button(told.view_out, "−", () => one.surface.out()), button(told.view_in, "+", () => one.surface.in()),
    button(told.view_whole, "⤢", () => together(WHOLE)), lock, lay, slide,
    paper, action(told.compare_copy, copy, plain));

  /** @param {string} label @param {boolean} on @param {(on: boolean) => void} change */
  function check(label, on, change) {
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox" }));
    box.checked = on;
    box.onchange = () => change(box.checked);
    return make("label", { class: "xc-compare__check" }, box, ` ${label}`);
  }

  /** @param {string} label @param {number} side @returns {Pane} */
  function pane(label, side) {
    const box = make("div", { tabindex: "0", role: "group", "aria-label": label }), name = make("h2", {}), paper = make("div", { class: "xc-compare__paper" });
    const choice = /** @type {HTMLSelectElement} */ (make("select", { "aria-label": fill(told.compare_choice, { side: label }) }));
    const surface = new Surface(box, { loose: true, onplace: (place) => moved(side, place) });
    const made = { at: 0, surface, box, name, choice, paper };
    choice.onchange = () => {
      made.at = choice.selectedIndex;
      show();
    };
    box.addEventListener("keydown", (event) => {
      const { key, ctrlKey, metaKey, altKey } = event;
      if (/** @type {HTMLElement} */ (event.target).closest(".xc-surface__text")) return;
      if (key === "PageDown" || key === "PageUp") step(key === "PageDown" ? 1 : -1);
      else if (!surface.key(/** @type {any} */ ({ key, ctrlKey, metaKey, altKey, shiftKey: true }))) return;
      event.preventDefault();
    });
    stage.append(make("section", { class: "xc-compare__pane" }, make("header", {}, name, choice, chooser(side)), box, paper));
    return made;
  }

  /** Finds another work for a side. @param {number} side */
  function chooser(side) {
    const found = finder(page.dataset.index, { find: told.compare_find, none: told.compare_none, failed: told.view_failed }, ({ slug }) => {
      shut();
      bring(side, slug, 0).then(show);
    });
    const box = /** @type {HTMLDetailsElement} */ (make("details", { class: "xc-compare__find" }, make("summary", {}, told.compare_another), make("div", {}, ...found)));
    const shut = () => {
      box.open = false;
      /** @type {HTMLElement} */ (box.firstElementChild).focus();
    };
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && box.open) shut();
    });
    return box;
  }

  /** Brings a work to a side. @param {number} side @param {string} slug @param {number} at */
  async function bring(side, slug, at) {
    try {
      const found = await work(slug), into = panes[side];
      into.work = found;
      into.at = Math.min(Math.max(at, 0), found.sights.length - 1);
    } catch {
      status.textContent = fill(told.compare_gone, { slug });
    }
  }

  // Moving together

  /** @param {number} side @param {Place} place */
  function moved(side, place) {
    if (locked) {
      const sign = side ? -1 : 1, other = panes[1 - side].surface;
      other.go({ zoom: place.zoom * apart.zoom ** sign, x: place.x + sign * apart.x, y: place.y + sign * apart.y }, { eased: false, quiet: true });
    }
    write();
  }

  /** From here on the two stay as they now lie to one another. */
  function keep() {
    const { place: a } = one.surface, { place: b } = two.surface;
    apart = { zoom: b.zoom / a.zoom, x: b.x - a.x, y: b.y - a.y };
  }

  /** @param {Place} place */
  function together(place) {
    apart = { zoom: 1, x: 0, y: 0 };
    panes.forEach(({ surface }) => surface.go(place, { eased: false, quiet: true }));
    write();
  }

  /** @param {number} by */
  function step(by) {
    for (const each of panes) {
      const total = each.work?.sights.length ?? 1;
      each.at = (each.at + by + total) % total;
    }
    show();
  }

  // Showing

  /** A side in words: with the work's title where there are two of them. @param {Pane} pane */
  function named({ work: found, at }) {
    const title = one.work === two.work ? "" : found?.title;
    return [title, found?.sights[at].name].filter(Boolean).join(", ") || found?.title || "";
  }

  const sight = (/** @type {Pane} */ { work: found, at }) => found?.sights[at];

  function layout() {
    const [a, b] = panes.map(sight);
    const alike = a?.kind === "picture" && b?.kind === "picture" && Math.abs(Math.log(a.width * b.height / (a.height * b.width))) < ALIKE;
    lay.hidden = !alike;
    // As high as the taller of the two asks for.
    const shapes = [a, b].flatMap((each) => each?.kind === "picture" ? [each.width / each.height] : []);
    if (shapes.length) stage.style.setProperty("--xc-shape", String(Math.min(...shapes)));
    paper.hidden = !panes.every(({ work: found }) => !found || found.print);
    const on = over && alike;
    slide.hidden = !on;
    stage.classList.toggle("xc-compare__panes--over", on);
    stage.classList.toggle("xc-compare__panes--texts", a?.kind === "text" && b?.kind === "text");
  }

  async function show() {
    layout();
    const [a, b] = panes.map(sight);
    if (!a && !b) return;
    page.classList.add("xc-compare--begun");
    const texts = a?.kind === "text" && b?.kind === "text" && one.work === two.work && one.at !== two.at;
    const parts = texts ? difference(read(a), read(b)) : [];
    const done = await Promise.all(panes.map(async (each, side) => {
      const shown = sight(each);
      if (!shown || !each.work) return true;
      each.name.replaceChildren(make("a", { href: each.work.href, lang: each.work.lang, dir: each.work.dir }, each.work.title));
      each.choice.replaceChildren(...each.work.sights.map(({ name, lang, dir }, at) => make("option", name ? { lang, dir } : {}, name || fill(told.compare_piece, { number: at + 1 }))));
      each.choice.selectedIndex = each.at;
      each.choice.hidden = each.work.sights.length < 2;
      const marked = texts ? { ...shown, body: written(parts, side ? "come" : "gone") } : shown;
      Object.assign(each.paper, { lang: shown.lang, dir: shown.dir });
      each.paper.replaceChildren(...(shown.kind === "picture" ? [make("img", { src: shown.rungs[Math.min(2, shown.rungs.length - 1)].src, alt: shown.alt, loading: "lazy" })] : [/** @type {Element} */ (/** @type {any} */ (marked).body).cloneNode(true)]), make("p", {}, shown.name));
      return each.surface.show(marked);
    }));
    if (done.includes(false)) status.textContent = told.view_failed;
    else if (a && b) status.textContent = fill(told.compare_shown, { one: named(one), two: named(two) });
    advice();
    write();
  }

  /** @param {import("./viewables.mjs").Sight} shown */
  const read = ({ body }) => [...(body?.children ?? [])].map((part) => part.textContent?.trim()).filter(Boolean).join("\n\n") || (body?.textContent ?? "");

  /** A text with what only it has marked. @param {import("./difference.mjs").Stretch[]} parts @param {"gone" | "come"} own */
  function written(parts, own) {
    const body = make("div", { class: "xc-manuscript xc-marked xc-compare__text" });
    for (const { same, [own]: text } of parts) body.append(same || (text ? make(own === "gone" ? "del" : "ins", {}, text) : ""));
    return body;
  }

  /** What was said between two drafts of a work, kept back until somebody asks. */
  function advice() {
    between.replaceChildren();
    if (!one.work || one.work !== two.work) return;
    const [from, to] = [one.at, two.at].sort((a, b) => a - b);
    const sights = one.work.sights.slice(from, to).filter(({ draft }, at, all) => draft && all.findIndex(({ id }) => id === all[at].id) === at);
    const spoken = sights.flatMap((each) => said(each.words.filter((part) => part.matches(".xc-feedback"))).map((part) => ({ part, name: each.name })));
    if (!spoken.length) return;
    const { catcher } = page.dataset;
    const first = catcher ? [make("p", {}, `${told.compare_first} `, make("a", { href: catcher }, told.compare_catcher))] : [];
    between.append(make("h2", {}, told.compare_between), ...first, ...yours(), ...spoken.map(({ part, name }) => {
      const text = part.querySelector("p")?.textContent ?? "";
      return make("details", {}, make("summary", {}, fill(told.compare_said, { name })), make("p", { lang: part.getAttribute("lang") ?? "", dir: part.getAttribute("dir") ?? "" }, text));
    }));
  }

  /** The class's own advice, as the note catcher keeps it on this device. */
  function yours() {
    const parts = kept("catcher.critique")?.data?.parts;
    const said = (Array.isArray(parts) ? parts : []).flatMap(({ rows }) => (Array.isArray(rows) ? rows : [])).flatMap(({ cells }) => (Array.isArray(cells) ? cells : [])).map(String).filter((cell) => cell.trim());
    return said.length ? [make("h3", {}, told.compare_yours), make("ul", {}, ...said.map((cell) => make("li", {}, cell)))] : [];
  }

  // The address

  function write() {
    clearTimeout(writing);
    writing = setTimeout(() => {
      if (!one.work && !two.work) return;
      const kept = new URLSearchParams();
      const number = (/** @type {number} */ value) => String(Math.round(value * 1000) / 1000);
      panes.forEach(({ work: found, at }, side) => found && kept.set("ab"[side], `${found.slug}:${at + 1}`));
      [one, two].forEach(({ surface: { place } }, side) => {
        const same = side && place.zoom === one.surface.place.zoom && place.x === one.surface.place.x && place.y === one.surface.place.y;
        if (same || (place.zoom === 1 && place.x === 0.5 && place.y === 0.5 && !side)) return;
        for (const name of /** @type {("zoom" | "x" | "y")[]} */ (["zoom", "x", "y"])) kept.set((side ? "b" : "") + name.replace("zoom", "z"), number(place[name]));
      });
      if (over) kept.set("m", "over");
      history.replaceState(history.state, "", `#${kept.toString().replaceAll("%3A", ":")}`);
    }, PAUSE);
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(location.href);
      status.textContent = told.compare_copied;
    } catch {
      status.textContent = told.compare_uncopied;
    }
  }

  async function restate() {
    const { pair, place, other, over: laid } = asked();
    await Promise.all(pair.map((said, side) => said && bring(side, said[0], Number(said[1]) - 1)));
    // Somebody who came with one work compares it with itself first: its first state and its last.
    if (one.work && !two.work) [two.work, two.at] = [one.work, Math.max(one.work.sights.findIndex(({ draft }) => !draft), 0)];
    over = laid;
    /** @type {HTMLInputElement} */ (lay.firstElementChild).checked = laid;
    await show();
    one.surface.go(place ?? WHOLE, { eased: false, quiet: true });
    two.surface.go(other ?? place ?? WHOLE, { eased: false, quiet: true });
    keep();
  }

  page.append(tools, status, stage, between);
  // Links to works lead to their pages; with a script they open here.
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".xc-compare__works .xc-card > a"))) link.href = `#a=${slugOf(link.href)}:1`;
  addEventListener("hashchange", restate);
  layout();
  restate();
}

wordsOf("looking").then(start);

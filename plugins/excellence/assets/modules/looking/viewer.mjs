// @ts-check
// The viewer: one picture after another, as large as the window, with what the page says of each beside it.

import { fill, make, tongue } from "../shared/dom.mjs";
import { Surface } from "./surface.mjs";

/** A stop of a tour: a sight with the place to look at. @typedef {import("./viewables.mjs").Sight & {place?: import("./surface.mjs").Place}} Shown */
/** @typedef {{title: string, opener?: HTMLElement, listed?: boolean, tour?: boolean, marks?: import("./surface.mjs").Mark[]}} About */

/** @param {string} label @param {string} sign @param {() => void} press */
export function button(label, sign, press) {
  const made = make("button", { type: "button", "aria-label": label, title: label, class: "xc-tool" }, make("span", { "aria-hidden": "true" }, sign));
  made.onclick = press;
  return made;
}

/** What the page says of a sight, without the marks that may stand only once on a page. @param {Element[]} parts */
export function said(parts) {
  return parts.map((part) => {
    const copy = /** @type {Element} */ (part.cloneNode(true));
    for (const [name, value] of Object.entries(tongue(part))) copy.setAttribute(name, value);
    for (const each of [copy, ...copy.querySelectorAll("[id]")]) each.removeAttribute("id");
    copy.querySelectorAll("[data-look]").forEach((opener) => opener.remove());
    return copy;
  });
}

/** A sight's name, in its own language, and the number that it has. @param {Shown} sight @param {string} name @param {string} number */
export const counted = ({ lang, dir }, name, number) => [...(name ? [make("bdi", { lang, dir }, name), " · "] : []), number];

/** Where to compare a state of a work with the one beside it. @param {Shown[]} sights @param {number} at @param {Record<string, string>} told */
function comparing(sights, at, told) {
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-compare-link]"));
  if (!link || sights.length < 2 || sights[at].href) return [];
  const other = at ? at - 1 : 1, [one, two] = [Math.min(at, other) + 1, Math.max(at, other) + 1];
  const [page, slug] = link.href.split(/#a=|:\d+$/);
  return [make("a", { href: `${page}#a=${slug}:${one}&b=${slug}:${two}` }, told.view_compare)];
}

/** Opens the viewer. @param {Shown[]} sights @param {number} at @param {Record<string, string>} told @param {About} about */
export function open(sights, at, told, { title, opener, listed = false, tour = false, marks = [] }) {
  const box = make("div", {}), status = make("p", { role: "status", class: "xc-viewer__status" });
  const words = make("div", { class: "xc-viewer__words", tabindex: "0", role: "group", "aria-label": told.view_words });
  const [back, on] = [button(told.view_previous, "‹", () => step(-1)), button(told.view_next, "›", () => step(1))];
  const close = button(told.view_close, "×", () => dialog.close());
  close.autofocus = true;
  const steps = make("div", { class: "xc-viewer__steps" }, ...(sights.length > 1 ? [back, on] : []));
  const tools = make("div", { class: "xc-viewer__tools" },
    button(told.view_out, "−", () => surface.out()), button(told.view_in, "+", () => surface.in()), button(told.view_whole, "⤢", () => surface.fully()), close);
  const name = fill(tour ? told.tour_of : told.view_of, { title });
  const dialog = /** @type {HTMLDialogElement} */ (make("dialog", { class: "xc-looking xc-viewer", "aria-label": name },
    make("div", { class: "xc-viewer__bar" }, steps, status, tools), box, words));
  document.body.append(dialog);
  const surface = new Surface(box, { onswipe: step });
  let hidden = false;

  /** @param {Shown} sight */
  function links(sight) {
    if (sight.href) return [make("a", { href: sight.href }, told.view_work)];
    if (!sight.full) return comparing(sights, at, told);
    const file = new URL(sight.full).pathname;
    const may = [...document.querySelectorAll("a[download]")].some((link) => /** @type {HTMLAnchorElement} */ (link).pathname === file);
    return [
      make("a", { href: sight.full, target: "_blank", rel: "noopener" }, told.view_full),
      ...(may ? [make("a", { href: sight.full, download: file.split("/").at(-1) }, told.view_download)] : []),
      ...(tour ? [] : comparing(sights, at, told)),
    ];
  }

  /** What is said of a sight; on a tour it may be kept back until everybody has said what they notice.
   * @param {Shown} sight */
  function beside(sight) {
    const told_parts = said(sight.words);
    const links_ = make("ul", { class: "xc-viewer__links" }, ...links(sight).map((link) => make("li", {}, link)));
    const heading = make("h2", { lang: sight.lang, dir: sight.dir }, sight.name);
    if (!tour) return words.replaceChildren(...(sight.name ? [heading] : []), ...told_parts, links_);
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox" }));
    box.checked = hidden;
    box.onchange = () => {
      hidden = box.checked;
      beside(sights[at]);
      /** @type {HTMLElement} */ (words.querySelector("input")).focus();
    };
    const show = make("button", { type: "button", class: "xc-viewer__reveal" }, told.tour_show);
    show.onclick = () => {
      show.replaceWith(heading, ...told_parts);
      words.focus();
    };
    const parts = hidden && sight.place ? [make("p", { class: "xc-viewer__ask" }, told.tour_notice), show] : [heading, ...told_parts];
    words.replaceChildren(...parts, make("label", { class: "xc-viewer__hide" }, box, ` ${told.tour_hide}`), links_);
  }

  async function show() {
    const mine = at, sight = sights[at];
    status.replaceChildren(...counted(sight, tour && hidden ? "" : sight.name, fill(told.view_count, { number: at + 1, total: sights.length })));
    beside(sight);
    words.scrollTop = 0;
    surface.marks.forEach(({ button }, number) => button.toggleAttribute("aria-current", number === at - 1));
    if (!listed && !tour) history.replaceState(history.state, "", `#image-${at + 1}`);
    box.setAttribute("aria-busy", "true");
    const shown = await surface.show(sight);
    if (mine !== at || !dialog.open) return;
    box.removeAttribute("aria-busy");
    if (!shown) status.textContent = told.view_failed;
    if (tour) surface.go(sight.place ?? { zoom: 1, x: 0.5, y: 0.5 });
    surface.warm(sights[at + 1]);
    surface.warm(sights[at - 1]);
  }

  /** @param {number} by */
  function step(by) {
    goto((at + by + sights.length) % sights.length);
  }

  /** @param {number} next */
  function goto(next) {
    if (next === at || !sights[next]) return;
    // Drafts of a work are compared by looking at the same corner of each; another work is seen whole first.
    if (listed) surface.go({ zoom: 1, x: 0.5, y: 0.5 }, { eased: false });
    at = next;
    show();
  }

  dialog.addEventListener("keydown", (event) => {
    const inside = /** @type {HTMLElement} */ (event.target).closest("input, .xc-surface__text, .xc-viewer__words");
    const scrolls = inside && /^Arrow(Up|Down)$|^(Home|End)$/.test(event.key);
    if (scrolls) return;
    if (!surface.key(event)) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (event.key === "ArrowRight") step(1);
      else if (event.key === "ArrowLeft") step(-1);
      else if (event.key === "Home") goto(0);
      else if (event.key === "End") goto(sights.length - 1);
      else return;
    }
    event.preventDefault();
  });

  // Back closes; so the address of the picture is one step in the history, however many are looked at.
  const pushed = Boolean(opener);
  if (pushed) history.pushState({ ...history.state, looking: true }, "", listed || tour ? undefined : `#image-${at + 1}`);
  let gone = false;
  const away = () => {
    gone = true;
    dialog.close();
  };
  addEventListener("popstate", away);
  dialog.addEventListener("close", () => {
    removeEventListener("popstate", away);
    surface.close();
    dialog.remove();
    if (!gone && pushed) history.back();
    else if (!gone) history.replaceState(history.state, "", location.pathname + location.search);
    const last = tour ? opener : sights[at].opener;
    (last?.isConnected && !last.matches(".xc-manuscript") ? last : opener)?.focus();
  });

  surface.mark(marks.map((mark, number) => ({ ...mark, press: () => goto(number + 1) })));
  dialog.showModal();
  show();
}

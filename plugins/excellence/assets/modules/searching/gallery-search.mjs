// @ts-check
// The gallery's own field: the works that say what is typed, within the filters. The page is whole without it.

import { advised, narrowed, onChoice } from "./gallery.mjs";
import { fill, make, places } from "../shared/dom.mjs";

const MOST_CARDS = 60, LONGEST = 200, PAUSE = 150;

/** @param {string} name @param {Node | string} content */
const span = (name, content) => make("span", { class: "xc-card__" + name }, content);

/** A card as templates/macros.html makes it. @param {Record<string, any>} card @param {string} root @param {string} closer */
function draw({ href, title, facts, facts_lang: own, facts_dir: way, lang, dir, picture, quote }, root, closer) {
  const seen = picture ? span("picture", frame(picture, root)) : span("quote", make("span", {}, quote ?? ""));
  const link = make("a", { href: root + href }, seen, span("title", title));
  const look = make("button", { class: "xc-peek xc-script", "data-look": "viewer", tabindex: "-1", "aria-label": `${closer}: ${title}` });
  const line = make("p", { class: "xc-card__facts", lang: own, dir: way }, look, facts);
  const wide = picture?.ratio > 1.4 ? " xc-card--wide" : "";
  return make("li", { class: "xc-card" + wide, style: picture && `--xc-ratio:${picture.ratio}`, lang, dir }, link, line);
}

/** @param {Record<string, any>} picture @param {string} root */
function frame({ src, srcset, sizes, width, height, ratio, colour }, root) {
  const style = `--xc-ratio:${ratio};--xc-width:${width}px;background-color:${colour}`;
  const source = make("source", { type: "image/webp", srcset: srcset.replace(/(^|, )/g, "$1" + root), sizes });
  const image = { width, height, alt: "", style, loading: "lazy", decoding: "async", src: root + src };
  return make("picture", {}, source, make("img", image));
}

/** Keeps the query in the address, and what else stands there. @param {string} query */
function remember(query) {
  const address = new URL(location.href), kept = address.searchParams;
  if (query === (kept.get("q") ?? "")) return;
  query ? kept.set("q", query) : kept.delete("q");
  history.replaceState(history.state, "", address);
}

/** @param {HTMLElement} box */
function enhance(box) {
  const said = box.dataset;
  const [input, form, status, instead, results, list] = ["input", "form", "[data-status]", "[data-instead]", "[data-results]", "ul"]
    .map((part) => /** @type {any} */ (box.querySelector(part)));
  /** @type {NodeListOf<any>} */
  const rest = document.querySelectorAll(".xc-gallery, .xc-browse");
  const typed = () => input.value.trimStart().slice(0, LONGEST);
  const { base, root } = places(said.index);
  let timer = 0, turn = 0;

  let begun = false;
  const ready = () => {
    // The first file is asked for together with the engine that reads it.
    const first = begun ? undefined : fetch(`${base}meta.json`, { cache: "no-cache" });
    first?.catch(() => {});
    begun = true;
    return import("./engine.mjs").then(({ open }) => open(base, first));
  };

  /** @param {string | undefined} message @param {Element[]} cards @param {string} more */
  function show(message, cards = [], more = "") {
    list.replaceChildren(...cards);
    results.hidden = !cards[0];
    // Not by `hidden`, which loses to a stylesheet's display.
    rest.forEach((each) => each.style.display = cards[0] ? "none" : "");
    status.textContent = message;
    instead.textContent = more;
  }

  async function run() {
    clearTimeout(timer);
    const text = typed(), query = text.trim(), mine = ++turn;
    remember(query);
    if (!query) return show("");
    try {
      const index = await ready(), found = await index.search(text);
      const works = found.ids.filter((id) => id < index.meta.works), kept = await narrowed(works);
      const drawn = await index.cards(kept.slice(0, MOST_CARDS));
      const values = { number: kept.length, query };
      const told = [said.foundNone, said.foundOne][kept.length] ?? said.foundMany ?? "";
      const [word, other] = [...found.instead][0] ?? [];
      const dropped = !kept.length && works.length ? await advised(works) : "";
      if (mine !== turn || text !== typed()) return; // a newer query, or another choice of filters, is on its way
      show(fill(told, values), drawn.map((card) => draw(card, root, said.closer ?? "")), word && kept.length ? fill(said.insteadOf, { word, other }) : dropped);
    } catch {
      if (mine === turn && text === typed()) show(said.failed);
    }
  }

  input.onfocus = () => ready().catch(() => {});
  input.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE);
  };
  form.onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    run();
  };
  box.onkeydown = (event) => {
    if (event.key !== "Escape" || !input.value) return;
    input.value = "";
    input.focus();
    form.onsubmit(event);
  };
  onChoice(() => void (typed().trim() && run()));
  input.value ||= new URLSearchParams(location.search).get("q") ?? "";
  run();
}

document.querySelectorAll("[data-excellence-search]").forEach((box) => enhance(/** @type {HTMLElement} */ (box)));

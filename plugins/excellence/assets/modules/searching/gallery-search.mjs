// @ts-check
// The gallery's own field: the works that say what is typed, within the filters. The page is whole without it.

import { advised, engine, narrowed, onChoice } from "./gallery.mjs";
import { fill, places } from "../shared/dom.mjs";

const MOST_CARDS = 60, LONGEST = 200, PAUSE = 150;

/** @typedef {Awaited<ReturnType<typeof import("./engine.mjs").open>>} Index */
/** What is shown of an answer. @typedef {{told: string, cards?: Element[], hint?: string}} Answer */

/** Keeps the query in the address, and what else stands there. @param {string} query */
function remember(query) {
  const address = new URL(location.href), kept = address.searchParams;
  if (query === (kept.get("q") ?? "")) return;
  if (query) kept.set("q", query);
  else kept.delete("q");
  history.replaceState(history.state, "", address);
}

/** The index, whose first file is asked for together with the engine that reads it. @param {string} base */
function opener(base) {
  /** @type {Promise<Response> | false | undefined} */
  let first; // false when it was taken
  return async () => {
    // A page that was opened from a folder may not fetch: the engine asks for it in another way.
    first ??= !base.startsWith("file:") && fetch(`${base}meta.json`, { cache: "no-cache" });
    if (first) first.catch(() => {});
    const open = await engine(), mine = first;
    first = false;
    return open(base, mine);
  };
}

/** The works that were found, within the filters.
 * @param {Index} index @param {import("./asked.mjs").Asked} found @param {string} text @param {DOMStringMap} said
 * @param {(card: import("./cards.mjs").Card) => Element} drawn @returns {Promise<Answer>} */
async function answer(index, found, text, said, drawn) {
  const works = found.ids.filter((id) => id < index.meta.works);
  const kept = await narrowed(works), cards = await index.cards(kept.slice(0, MOST_CARDS));
  const form = [said.foundNone, said.foundOne][kept.length] ?? said.foundMany;
  const told = fill(form, { number: kept.length, query: text.trim() });
  const [word, other] = [...found.instead][0] ?? [];
  const hint = kept.length ? word && fill(said.insteadOf, { word, other }) : works.length ? await advised(works) : "";
  return { told, cards: cards.map(drawn), hint };
}

/** Shows answers; the gallery rests while there is one. @param {HTMLElement} box */
function shower(box) {
  const [status, instead, results, list] = ["[data-status]", "[data-instead]", "[data-results]", "ul"].map(
    (part) => /** @type {HTMLElement} */ (box.querySelector(part)));
  // The filters narrow what is found, so they stay between the field and the works.
  document.querySelector("[data-filters]")?.after(results);
  /** @type {NodeListOf<HTMLElement>} */
  const rest = document.querySelectorAll(".xc-gallery, .xc-browse");
  return (/** @type {Answer} */ { told, cards = [], hint = "" }) => {
    list.replaceChildren(...cards);
    results.hidden = !cards[0];
    // Not by `hidden`, which loses to a stylesheet's display.
    rest.forEach((each) => each.style.display = cards[0] ? "none" : "");
    status.textContent = told;
    instead.textContent = hint;
  };
}

/** @param {HTMLElement} box */
function enhance(box) {
  const said = box.dataset, { base, root } = places(said.index), ready = opener(base), show = shower(box);
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const template = /** @type {HTMLTemplateElement} */ (box.querySelector("[data-cards]"));
  const typed = () => input.value.trimStart().slice(0, LONGEST);
  const only = /** @type {HTMLElement} */ (box.querySelector("[data-only]"));
  // All that an answer needs, at once, not one after the other.
  const needed = () => Promise.all([ready(), import("./asked.mjs"), import("./cards.mjs")]);
  let timer = 0, turn = 0, plain = "";

  async function run() {
    clearTimeout(timer);
    // The field's own value, too: WebKit puts that in it on the way back to the page.
    const text = input.defaultValue = typed(), mine = ++turn;
    // A newer query, or another choice of filters, may be on its way.
    const last = () => mine === turn && text === typed();
    remember(text.trim());
    if (!text.trim()) {
      only.replaceChildren();
      return show({ told: "" });
    }
    try {
      const [index, { ask, chip }, { draw }] = await needed(), asked = await ask(index, text, text === plain);
      if (!last()) return; // nobody will see these cards
      const found = await answer(index, asked, text, said, (card) => draw(template, card, root));
      if (!last()) return;
      show(found);
      chip(only, index, asked, input, () => {
        plain = text;
        run();
      });
    } catch {
      if (!last()) return;
      show({ told: said.failed ?? "" });
      addEventListener("online", run, { once: true });
    }
  }

  input.onfocus = () => needed().catch(() => {});
  input.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE);
    // What the answer hangs on is on its way before the typing pauses.
    needed().then(([index, { ask }]) => ask(index, typed())).catch(() => {});
  };
  /** @type {HTMLFormElement} */ (input.form).onsubmit = (event) => {
    event.preventDefault();
    run();
  };
  box.onkeydown = (event) => {
    if (event.key !== "Escape" || !input.value) return;
    event.preventDefault();
    input.value = "";
    input.focus();
    run();
  };
  onChoice(() => void (typed().trim() && run()));
  input.value ||= new URLSearchParams(location.search).get("q") ?? "";
  run();
}

document.querySelectorAll("[data-excellence-search]").forEach((box) => enhance(/** @type {HTMLElement} */ (box)));

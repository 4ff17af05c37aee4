// @ts-check
// The search in the head of every page: results while one types. Loaded when the field is first used.

import { ask, gradesOf } from "./asked.mjs";
import { open } from "./engine.mjs";
import { hit } from "./hits.mjs";
import { fill, make, places } from "../shared/dom.mjs";

const MOST = 7, PAUSE = 120, ID = "xc-found";
const COMBOBOX = { role: "combobox", "aria-expanded": "false", "aria-controls": ID, "aria-autocomplete": "list" };

/** Which of the options is next, round and round, by way of the field itself (-1), which stands before the first.
 * @param {number} at @param {number} length how many there are @param {1 | -1} step */
export const following = (at, length, step) => (at + 1 + step + length + 1) % (length + 1) - 1;

/** The list beneath the field: its options, which of them is chosen, and whether it is shown. */
class Panel {
  /** @param {HTMLInputElement} input @param {DOMStringMap} said */
  constructor(input, said) {
    this.input = input;
    this.list = make("div", { role: "listbox", id: ID, "aria-label": said.results });
    this.status = make("p", { role: "status", class: "xc-hidden" });
    this.box = make("div", { class: "xc-found" }, this.status, this.list);
    this.box.hidden = true;
    this.at = -1;
    for (const [name, value] of Object.entries(COMBOBOX)) input.setAttribute(name, value);
  }

  get options() {
    return /** @type {HTMLAnchorElement[]} */ ([...this.list.children]);
  }

  /** @param {number} at */
  choose(at) {
    this.at = at;
    this.options.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    const chosen = this.options[at];
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  /** @param {boolean} shown */
  show(shown) {
    this.box.hidden = !shown || !this.status.textContent;
    this.input.setAttribute("aria-expanded", String(!this.box.hidden && Boolean(this.list.firstChild)));
    if (this.box.hidden) this.choose(-1);
  }

  /** Another answer, shown while the field is being used; what is told of it is seen where it says more than the list.
   * @param {HTMLElement[]} drawn @param {string} told @param {boolean} [seen] */
  answer(drawn, told, seen = !drawn.length) {
    this.list.replaceChildren(...drawn);
    this.status.textContent = told;
    this.status.className = seen ? "xc-found__told" : "xc-hidden";
    this.choose(-1);
    this.show(document.activeElement === this.input);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { length } = this.options;
    if (event.key === "Escape") {
      if (!this.box.hidden) event.preventDefault(); // the first closes the list, the second empties the field
      this.show(false);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && length) {
      event.preventDefault();
      this.show(true);
      this.choose(following(this.at, length, event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && this.options[this.at]) {
      event.preventDefault();
      this.options[this.at].click();
    }
  }
}

/** The attributes of an option. @param {number} place */
const option = (place) => ({ role: "option", id: `${ID}-${place}`, tabindex: "-1", "aria-selected": "false" });

/** @param {HTMLInputElement} input @param {Promise<Response>} [first] the first file of the index, on its way */
export function attach(input, first) {
  const said = { ...input.dataset }, { base, root } = places(said.find), panel = new Panel(input, said);
  const form = /** @type {HTMLFormElement} */ (input.form);
  document.head.append(make("link", { rel: "stylesheet", href: said.sheet }));
  form.append(panel.box);
  let timer = 0, turn = 0;

  const asked = async () => ask(await open(base), input.value.trimStart());

  /** What is found, and where more than that stands.
   * @param {import("./asked.mjs").Asked} answer @param {string} query */
  async function shown(answer, query) {
    const index = await open(base), number = answer.ids.length, cards = await index.cards(answer.ids.slice(0, MOST));
    const drawn = cards.map((card, place) => hit(card, root, answer, option(place)));
    if (number > MOST) {
      const all = { href: `${form.action}?q=${encodeURIComponent(query)}`, class: "xc-hit xc-hit--all" };
      drawn.push(make("a", { ...all, ...option(MOST) }, fill(said.all, { number })));
    }
    const told = number === 0 ? said.none : number === 1 ? said.one : said.many;
    const grades = gradesOf(index, answer), more = fill(told, { number, query });
    return { drawn, told: grades ? `${grades} · ${more}` : more, seen: !drawn.length || Boolean(grades) };
  }

  async function run() {
    const mine = ++turn, query = input.value.trim();
    if (!query) return panel.answer([], "");
    try {
      const answer = await asked();
      if (mine !== turn) return; // nobody will see these cards
      const { drawn, told, seen } = await shown(answer, query);
      if (mine === turn) panel.answer(drawn, told, seen);
    } catch {
      if (mine !== turn) return;
      panel.answer([], said.failed ?? "");
      addEventListener("online", run, { once: true });
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE);
    asked().catch(() => {}); // what the answer hangs on is on its way before the typing pauses
  });
  input.addEventListener("focus", () => panel.show(true));
  input.addEventListener("keydown", (event) => panel.key(event));
  form.addEventListener("focusout", (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) panel.show(false);
  });
  // A press on a result must not take the focus, and with it the list, away.
  panel.box.addEventListener("pointerdown", (event) => event.preventDefault());
  open(base, first).catch(() => {});
  if (input.value.trim()) run();
}

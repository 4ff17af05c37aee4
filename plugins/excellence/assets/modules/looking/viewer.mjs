// @ts-check
// The viewer: one picture after another, as large as the window, with what the page says of each beside it.

import { fill, make, put } from "../shared/dom.mjs";
import "./gestures.mjs"; // at once, not only after the surface
import { hashOf, marked, turned, turnedTo, WHOLE } from "./place.mjs";
import { Surface } from "./surface.mjs";
import { button, compared, files, keysOf, numbered, said } from "./viewer-view.mjs";

/** @typedef {import("./viewables.mjs").Sight} Sight */
/** `opener` is what one pressed, `listed` says whether these are works of a listing, `label` what the viewer is called.
 * @typedef {{title: string, opener?: HTMLElement, listed?: boolean, label?: string}} About */

export class Viewer {
  /** @param {Sight[]} sights @param {number} at @param {Record<string, string>} told @param {About} about */
  constructor(sights, at, told, { title, opener, listed = false, label = told.view_of }) {
    this.sights = sights;
    this.at = at;
    this.told = told;
    this.opener = opener;
    this.listed = listed;
    /** Whether the address says which is looked at. */
    this.addressed = !listed;
    this.box = make("div", {});
    this.status = make("p", { role: "status", class: "xc-viewer__status" });
    this.words = make("div",
      { class: "xc-viewer__words", tabindex: "0", role: "group", "aria-label": told.view_words });
    this.keys = keysOf(told.view_keys, told.project_help);
    this.dialog = make("dialog", { class: "xc-looking xc-viewer", "aria-label": fill(label, { title }) },
      this.bar(), this.box, this.words, this.keys);
    document.body.append(this.dialog);
    this.surface = new Surface(this.box, { swipe: (by) => this.step(by) });
  }

  bar() {
    const { told } = this;
    const close = button(told.view_close, "×", () => this.dialog.close());
    close.autofocus = true;
    const help = button(told.project_help, "?", () => this.help());
    help.dataset.key = "?";
    const steps = this.sights.length > 1 && [button(told.view_previous, "‹", () => this.step(-1)),
      button(told.view_next, "›", () => this.step(1))];
    return make("div", { class: "xc-viewer__bar" }, make("div", { class: "xc-viewer__steps" }, steps), this.status,
      make("div", { class: "xc-viewer__tools" }, button(told.view_out, "−", () => this.surface.out()),
        button(told.view_in, "+", () => this.surface.in()), button(told.view_whole, "⤢", () => this.surface.fully()),
        help, close));
  }

  // Back closes; so the address of the picture is one step in the history, however many are looked at.
  open() {
    const { dialog, opener, at } = this;
    if (opener) history.pushState({ ...history.state, looking: true }, "", this.addressed ? hashOf(at) : undefined);
    let gone = false;
    const away = () => {
      gone = true;
      dialog.close();
    };
    addEventListener("popstate", away);
    dialog.addEventListener("keydown", (event) => this.key(event));
    dialog.addEventListener("close", () => {
      removeEventListener("popstate", away);
      this.surface.close();
      dialog.remove();
      if (!gone && opener) history.back();
      else if (!gone) history.replaceState(history.state, "", location.pathname + location.search + marked());
      this.last()?.focus();
    });
    dialog.showModal();
    this.show();
  }

  /** What is focused when it closes. */
  last() {
    const { opener } = this.sights[this.at];
    return opener?.isConnected && !opener.matches(".xc-manuscript") ? opener : this.opener;
  }

  /** Where else to go from here. */
  links() {
    const { sights, at, told } = this, sight = sights[at];
    if (sight.href) return [make("a", { href: sight.href }, told.view_work)];
    return [...(sight.full ? files(sight, told) : []), ...compared(at, sights.length, told)];
  }

  /** What is said of a sight, and where it leads. */
  beside() {
    const { lang, dir, name, words } = this.sights[this.at];
    put(this.words, name && make("h2", { lang, dir }, name), said(words), this.ways());
  }

  ways() {
    return make("ul", { class: "xc-viewer__links" }, this.links().map((link) => make("li", {}, link)));
  }

  /** The name of what is shown, as it is told. */
  name() {
    return this.sights[this.at].name;
  }

  /** Shows the present one; whether it is still the present one once it is there. */
  async show() {
    const { at, sights, told, box, status, surface } = this, sight = sights[at];
    const number = fill(told.view_count, { number: at + 1, total: sights.length });
    put(status, numbered(sight, this.name(), number));
    this.beside();
    this.words.scrollTop = 0;
    if (this.addressed) history.replaceState(history.state, "", hashOf(at));
    box.setAttribute("aria-busy", "true");
    const shown = await surface.show(sight);
    if (at !== this.at || !this.dialog.open) return false;
    box.removeAttribute("aria-busy");
    if (!shown) status.textContent = told.view_failed;
    surface.warm(sights[at + 1]);
    surface.warm(sights[at - 1]);
    return true;
  }

  /** Shows the keys, or hides them. */
  help() {
    this.keys.toggleAttribute("hidden");
  }

  /** @param {number} by */
  step(by) {
    this.goto(turned(this.at, by, this.sights.length));
  }

  /** @param {number | undefined} next */
  goto(next) {
    if (next === undefined || next === this.at || !this.sights[next]) return;
    // Drafts of a work are compared by looking at the same corner of each; another work is seen whole first.
    if (this.listed) this.surface.go(WHOLE, { eased: false });
    this.at = next;
    this.show();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const target = /** @type {HTMLElement} */ (event.target);
    const inside = target.closest("input, .xc-surface__text, .xc-viewer__words");
    if (inside && /^Arrow(Up|Down)$|^(Home|End)$/.test(key)) return;
    if (target.closest("video, audio") && /^( |Arrow\w+|Home|End)$/.test(key)) return;
    if (key === "?") return this.help();
    if (!this.surface.key(event)) {
      const next = turnedTo(key, this.at, this.sights.length);
      if (next === undefined || ctrlKey || metaKey || altKey || shiftKey) return;
      this.goto(next);
    }
    event.preventDefault();
  }
}

/** Opens the viewer. @param {Sight[]} sights @param {number} at @param {Record<string, string>} told
 * @param {About} about */
export const open = (sights, at, told, about) => new Viewer(sights, at, told, about).open();

// @ts-check
// For curators: a click on a picture gives the lines of a tour for the front matter. The picture stays on the device.

import { fill, make } from "../shared/dom.mjs";
import { wordsOf } from "../shared/strings.mjs";
import { inside, lines, stepped } from "./point-picker-state.mjs";

/** @typedef {import("./place.mjs").Point} Point */
/** @typedef {import("../shared/strings.mjs").Words} Words */

/** What it is made of. @param {Words} told */
function parts(told) {
  const file = make("input", { type: "file", accept: "image/jpeg,image/png,image/webp,image/gif" });
  const name = make("input", { type: "text", value: "01.jpg", maxlength: 120, spellcheck: "false" });
  const image = make("img", { alt: "" }), mark = make("span", { class: "xc-picker__cross" });
  const look = { tabindex: "0", role: "group", "aria-label": told.picker_move, hidden: "hidden" };
  const stage = make("div", { class: "xc-picker__stage", ...look }, image, mark);
  const move = make("p", { class: "xc-hint", hidden: "hidden" }, told.picker_move);
  const result = make("textarea", { readonly: "readonly", rows: 6, spellcheck: "false" });
  const status = make("p", { role: "status", class: "xc-count" });
  const [undo, clear] = [told.picker_undo, told.picker_clear].map((label) =>
    make("button", { type: "button", class: "xc-button xc-button--quiet" }, label));
  const outcome = make("div", { hidden: "hidden" }, make("label", {}, told.picker_lines, result), undo, " ", clear);
  const hint = make("span", { class: "xc-hint" }, ` ${told.picker_file_hint}`);
  const all = [make("label", {}, told.picker_file, hint, file), make("label", {}, told.picker_name, name), move, stage,
    status, outcome];
  return { file, name, image, mark, stage, move, result, status, undo, clear, outcome, all };
}

class Picker {
  /** @type {Point[]} */
  places = [];
  cross = { x: 0.5, y: 0.5 };

  /** @param {HTMLElement} box @param {Words} told */
  constructor(box, told) {
    this.told = told;
    this.parts = parts(told);
    box.append(...this.parts.all);
    this.listen();
    this.draw();
  }

  draw() {
    const { cross, places, told, parts: { mark, stage, outcome, result, name } } = this;
    mark.style.insetInlineStart = `${cross.x * 100}%`;
    mark.style.insetBlockStart = `${cross.y * 100}%`;
    stage.querySelectorAll(".xc-spot").forEach((spot) => spot.remove());
    stage.append(...places.map(({ x, y }, at) => {
      const style = `inset-inline-start:${x * 100}%;inset-block-start:${y * 100}%`;
      return make("span", { class: "xc-spot", style }, String(at + 1));
    }));
    outcome.hidden = !places.length;
    result.value = lines(name.value.trim(), places, told);
    result.rows = places.length + 2;
  }

  /** @param {Point[]} places */
  pick(places) {
    this.places = places;
    this.draw();
  }

  add() {
    const number = this.places.length + 1;
    this.parts.status.textContent = fill(this.told.picker_added, { number });
    this.pick([...this.places, this.cross]);
  }

  /** @param {boolean} failed */
  loaded(failed) {
    const { stage, move, status } = this.parts;
    stage.hidden = move.hidden = failed;
    status.textContent = failed ? this.told.picker_failed : "";
  }

  listen() {
    const { file, name, image, stage, undo, clear } = this.parts;
    file.onchange = () => {
      const chosen = file.files?.[0];
      if (!chosen) return;
      URL.revokeObjectURL(image.src);
      image.src = URL.createObjectURL(chosen);
      name.value = chosen.name;
      this.pick([]);
    };
    image.onload = () => this.loaded(false);
    image.onerror = () => this.loaded(true);
    name.oninput = () => this.draw();
    stage.onclick = ({ clientX, clientY }) => {
      const { left, top, width, height } = image.getBoundingClientRect();
      this.cross = inside({ x: (clientX - left) / width, y: (clientY - top) / height });
      this.add();
    };
    stage.onkeydown = (event) => {
      const way = stepped(this.cross, event.key, event.shiftKey);
      if (!way && event.key !== "Enter") return;
      event.preventDefault();
      this.cross = way ?? this.cross;
      if (way) this.draw();
      else this.add();
    };
    undo.onclick = () => this.pick(this.places.slice(0, -1));
    clear.onclick = () => this.pick([]);
  }
}

const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-picker]"));
if (box) wordsOf("looking").then((words) => new Picker(box, words));

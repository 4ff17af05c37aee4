// @ts-check
// The controls that the page brings: what is in them becomes the answers of the work, and the other way round.

import { fill } from "../shared/dom.mjs";
import { grouped } from "../shared/numbers.mjs";
import { lengthOf, wordsIn } from "./contract.mjs";

/** @typedef {import("./packer-tool.mjs").Packer} Packer */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

export class Answers {
  /** @param {Packer} packer */
  constructor(packer) {
    this.packer = packer;
    this.form = /** @type {HTMLFormElement} */ (packer.box.querySelector("form"));
  }

  /** @returns {Control[]} */
  get controls() {
    return /** @type {Control[]} */ ([...this.form.elements]).filter(({ name }) => name && name !== "pack-cover");
  }

  /** Fills the controls. */
  begin() {
    const { answers } = this.packer.packed;
    for (const control of this.controls) {
      const said = answers[control.name] ?? "";
      if (isTick(control)) control.checked = [said].flat().includes(control.value);
      else control.value = String(said);
    }
    this.form.onsubmit = (event) => event.preventDefault();
    this.form.oninput = ({ target }) => this.read(/** @type {Control} */ (target));
    this.form.onchange = ({ target }) => this.read(/** @type {Control} */ (target));
    this.chosen();
  }

  /** What a control says, into the work. @param {Control} control */
  read(control) {
    if (!this.controls.includes(control)) return;
    const { packer } = this;
    packer.change({ ...packer.packed, answers: { ...packer.packed.answers, [control.name]: this.valueOf(control) } });
    this.chosen();
    this.count();
  }

  /** @param {Control} control */
  valueOf(control) {
    if (!isTick(control)) return control.value;
    const ticked = this.controls.filter((each) => isTick(each) && each.name === control.name && each.checked);
    return control.type === "radio" ? ticked[0]?.value ?? "" : ticked.map(({ value }) => value);
  }

  /** @param {string} field @param {string} value */
  set(field, value) {
    const control = this.controls.find(({ name }) => name === field);
    if (!control) return;
    control.value = value;
    this.read(control);
  }

  /** How many are ticked in each group that may be closed. */
  chosen() {
    for (const group of this.form.querySelectorAll(".xc-pack__group")) {
      const number = group.querySelectorAll(":checked").length, told = group.querySelector("[data-chosen]");
      if (told) told.textContent = number ? `(${number})` : "";
    }
  }

  /** How long the texts are. */
  count() {
    const { words } = this.packer;
    for (const told of /** @type {NodeListOf<HTMLElement>} */ (this.form.querySelectorAll("[data-count]"))) {
      const { count = "", words: most, letters } = told.dataset;
      const text = this.controls.find(({ name }) => name === count)?.value ?? "";
      const number = most ? wordsIn(text) : lengthOf(text), limit = Number(most ?? letters);
      const said = most ? words.pack_count_words : words.pack_count_letters;
      const shown = most || number > limit / 2 ? said : "";
      told.textContent = fill(shown, { number: grouped(number), most: grouped(limit) });
      told.toggleAttribute("data-past", number > limit);
    }
  }
}

/** @param {Control} control @returns {control is HTMLInputElement} */
const isTick = (control) => control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type);

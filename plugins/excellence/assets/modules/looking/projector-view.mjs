// @ts-check
// The projector's dark screen, as elements: the picture, what is asked of the class, the notes, and buttons that rest.

import { fill, make, put } from "../shared/dom.mjs";
import { counted } from "../shared/strings.mjs";
import { actOf, LONGEST, MINUTES } from "./projector-state.mjs";
import { button, keysOf, numbered, said } from "./viewer-view.mjs";

/** @typedef {import("./projector-state.mjs").Act} Act */
/** @typedef {import("./viewables.mjs").Sight} Sight */
/** @typedef {import("../shared/strings.mjs").Words} Words */

/** The timers to choose from, and one of any length. @param {Words} told @param {(minutes: number) => void} time */
function timers(told, time) {
  /** @param {string} label @param {number} minutes */
  const choice = (label, minutes) => {
    const made = make("button", { type: "button", class: "xc-tool xc-tool--words" }, label);
    made.onclick = () => time(minutes);
    return made;
  };
  const field = make("input", { type: "number", min: 1, max: LONGEST, inputmode: "numeric", required: "required" });
  const free = make("form", {}, make("label", {}, `${told.project_minutes} `, field),
    make("button", { class: "xc-tool xc-tool--words" }, told.project_begin));
  free.onsubmit = (event) => {
    event.preventDefault();
    time(field.valueAsNumber);
  };
  const look = { class: "xc-projector__timers", hidden: "hidden", role: "group", "aria-label": told.project_timer };
  return make("div", look, MINUTES.map((each) => choice(counted(told, "project_for", each), each)),
    choice(told.project_none, 0), free);
}

/** @param {Words} told @param {(act: Act) => void} act */
function bar(told, act) {
  const acts = /** @type {[Act, string, string][]} */ ([
    ["back", told.view_previous, "‹"], ["on", told.view_next, "›"],
    ["out", told.view_out, "−"], ["in", told.view_in, "+"],
    ["play", told.project_play, "p"], ["blank", told.project_blank, "b"],
    ["prompt", told.project_prompt, "n"], ["timer", told.project_timer, "t"],
    ["second", told.project_second, "w"], ["full", told.project_full, "f"], ["help", told.project_help, "?"],
    ["close", told.view_close, "×"],
  ]);
  return make("div", { class: "xc-projector__bar" }, acts.map(([name, label, sign]) => {
    const made = button(label, sign, () => act(name));
    if (actOf(sign) !== name) return made;
    // In words, for whoever has no keys; the key stands in the name.
    made.classList.add("xc-tool--words");
    made.dataset.key = sign;
    made.replaceChildren(label.replace(/ \(.\)$/, ""));
    return made;
  }));
}

/** All that it is made of. @param {Words} told @param {string} title @param {(act: Act) => void} act
 * @param {(minutes: number) => void} time begins a timer */
export function screen(told, title, act, time) {
  const look = { class: "xc-projector__notes", tabindex: "0", role: "group", "aria-label": told.view_words };
  const parts = {
    box: make("div", { class: "xc-projector__picture" }),
    status: make("p", { role: "status", class: "xc-hidden" }),
    prompt: make("p", { class: "xc-projector__prompt", hidden: "hidden" }),
    timer: make("p", { class: "xc-projector__timer", role: "timer", hidden: "hidden" }),
    notes: make("div", look),
    keys: keysOf(told.project_keys, told.project_help),
    timers: timers(told, time),
    bar: bar(told, act),
  };
  const name = { "aria-label": fill(told.project_of, { title }), tabindex: "-1" };
  const dialog = make("dialog", { class: "xc-looking xc-projector", ...name }, parts.box,
    make("div", { class: "xc-projector__strip" }, parts.prompt, parts.timer), parts.notes, parts.keys, parts.timers,
    parts.bar, parts.status);
  return { ...parts, dialog };
}

/** What the page says of a picture, for whoever speaks to the class; and which comes next.
 * @param {{notes: HTMLElement, status: HTMLElement}} screen @param {Sight[]} sights @param {number} at
 * @param {Words} told */
export function tell({ notes, status }, sights, at, told) {
  const sight = sights[at], next = sights[at + 1];
  const name = () => numbered(sight, sight.name, fill(told.view_count, { number: at + 1, total: sights.length }));
  put(status, name());
  put(notes, make("h2", {}, name()), said(sight.words), next &&
    make("p", { class: "xc-projector__next" }, fill(told.project_next, { name: next.name || String(at + 2) })));
}

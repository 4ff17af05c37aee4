// @ts-check
// What the editor of boxes looks like: the picture with its boxes, and a list of them in words.

import { action } from "../shared/controls.mjs";
import { fill, make, put } from "../shared/dom.mjs";
import { CORNERS, partOf } from "./boxes-state.mjs";

/** @typedef {import("./boxes-state.mjs").Box} Box */
/** @typedef {import("../shared/strings.mjs").Words} Words */

/** What it is made of. @param {Words} words @param {string} address of the picture
 * @param {{add: () => void, undo: () => void, zoom: (step: number) => void}} on */
export function partsOf(words, address, on) {
  const image = make("img", { src: address, alt: "", draggable: "false" });
  const stage = make("div", { class: "xc-boxes__stage", dir: "ltr" }, image);
  const look = { tabindex: "0", role: "group", "aria-label": words.boxes_stage };
  const room = make("div", { class: "xc-boxes__room", ...look }, stage);
  const add = action(words.boxes_add, on.add), undo = action(words.boxes_undo, on.undo);
  const [out, within] = [action("−", () => on.zoom(-1), { name: words.boxes_out }),
    action("+", () => on.zoom(1), { name: words.boxes_in })];
  const acts = make("div", { class: "xc-boxes__acts" }, add, undo, out, within);
  const list = make("ol", { class: "xc-boxes__list" }), status = make("p", { role: "status", class: "xc-count" });
  const how = make("p", { class: "xc-hint" }, words.boxes_how);
  const whole = make("div", { class: "xc-boxes" }, how, acts, room, status, list);
  return { whole, room, stage, image, add, undo, out, within, list, status };
}

/** In words where a box lies. @param {Box} box @param {Words} words */
export const whereOf = (box, words) => words.boxes_places.split("|")[partOf(box)];

/** What it is called. @param {Box} box @param {number} at @param {Words} words */
export function nameOf(box, at, words) {
  const [width, height] = [box.w, box.h].map((share) => Math.max(1, Math.round(share * 100)));
  return fill(words.boxes_box, { number: at + 1, place: whereOf(box, words), width, height });
}

/** The elements of the boxes, those that are there already where they can be: the one that is in use stays.
 * @param {HTMLElement} stage @param {readonly Box[]} boxes @param {Words} words */
export function showBoxes(stage, boxes, words) {
  const all = /** @type {HTMLElement[]} */ ([...stage.querySelectorAll("[data-box]")]);
  all.slice(boxes.length).forEach((each) => each.remove());
  for (const [at, box] of boxes.entries()) {
    const each = all[at] ?? make("button", { type: "button", class: "xc-boxes__box", "data-box": at },
      CORNERS.map((corner) => make("span", { "data-corner": corner, "aria-hidden": "true" })));
    each.setAttribute("aria-label", nameOf(box, at, words));
    const [left, top, width, height] = [box.x, box.y, box.w, box.h].map((share) => `${share * 100}%`);
    Object.assign(each.style, { insetInlineStart: left, insetBlockStart: top, inlineSize: width, blockSize: height });
    if (!all[at]) stage.append(each);
  }
}

/** @param {HTMLElement} list @param {readonly Box[]} boxes @param {Words} words
 * @param {(at: number) => void} remove */
export function showList(list, boxes, words, remove) {
  put(list, boxes.map((box, at) => {
    const name = fill(words.boxes_delete_of, { number: at + 1 });
    return make("li", {}, nameOf(box, at, words), " ", action(words.boxes_delete, () => remove(at), { name }));
  }));
}

// @ts-check
// An editor of boxes over a picture, for a pointer, a finger, and the keys alone.

import { fill } from "../shared/dom.mjs";
import { begun, between, changed, fresh, keyed, LEAST, placed, pulled, replaced, undone } from "./boxes-state.mjs";
import { nameOf, partsOf, showBoxes, showList, whereOf } from "./boxes-view.mjs";

/** @typedef {import("./boxes-state.mjs").Box} Box */
/** @typedef {import("./boxes-state.mjs").Point} Point */
/** @typedef {import("./boxes-state.mjs").Corner} Corner */
/** @typedef {import("../shared/strings.mjs").Words} Words */
/** What a hand does: it draws a new box, or holds one, by a corner or anywhere. `from` is where it began.
 * @typedef {{from: Point, box?: Box, at: number, corner?: Corner, before: readonly Box[]}} Drag */

const ZOOMS = [1, 1.5, 2, 3, 4, 6];

class Editor {
  zoomed = 0;
  /** @type {Drag | undefined} */
  drag = undefined;
  /** Fingers, by their numbers. @type {Map<number, Point>} */
  hands = new Map();

  /** @param {HTMLElement} host @param {Blob} blob @param {readonly Box[]} boxes @param {Words} words
   * @param {(boxes: Box[]) => void} told */
  constructor(host, blob, boxes, words, told) {
    this.words = words;
    this.told = told;
    this.state = begun(boxes.map((box) => ({ ...box })));
    this.address = URL.createObjectURL(blob);
    this.parts = partsOf(words, this.address, {
      add: () => this.add(), undo: () => this.undo(), zoom: (step) => this.zoom(step),
    });
    host.append(this.parts.whole);
    this.listen();
    this.draw();
  }

  destroy() {
    URL.revokeObjectURL(this.address);
    this.parts.whole.remove();
  }

  /** @returns {Box[]} */
  boxes() {
    return this.state.boxes.map((box) => ({ ...box }));
  }

  draw() {
    const { parts: { stage, list, undo, out, within }, state: { boxes, past }, words, zoomed } = this;
    showBoxes(stage, boxes, words);
    showList(list, boxes, words, (at) => this.remove(at));
    undo.disabled = !past.length;
    out.disabled = !zoomed;
    within.disabled = zoomed === ZOOMS.length - 1;
  }

  /** @param {string} said @param {Record<string, string | number>} [values] */
  say(said, values = {}) {
    this.parts.status.textContent = fill(said, values);
  }

  /** @param {readonly Box[]} boxes @param {string} [mark] */
  change(boxes, mark) {
    this.state = changed(this.state, boxes, mark);
    this.draw();
    this.told(this.boxes());
  }

  /** @param {number} at */
  focus(at) {
    const box = /** @type {HTMLElement | null} */ (this.parts.stage.querySelector(`[data-box="${at}"]`));
    (box ?? this.parts.add).focus({ preventScroll: true });
  }

  /** In the middle of what is seen. */
  add() {
    const { parts: { room, stage }, state: { boxes }, words } = this;
    const seen = room.getBoundingClientRect(), { left, top, width, height } = stage.getBoundingClientRect();
    const middle = { x: (seen.left + seen.width / 2 - left) / width, y: (seen.top + seen.height / 2 - top) / height };
    const box = fresh(middle);
    this.change([...boxes, box]);
    this.focus(boxes.length);
    this.say(words.boxes_added, { number: boxes.length + 1, place: whereOf(box, words) });
  }

  /** @param {number} at */
  remove(at) {
    const rest = this.state.boxes.filter((_, place) => place !== at);
    this.change(rest);
    this.focus(Math.min(at, rest.length - 1));
    this.say(this.words.boxes_gone, { number: at + 1, left: rest.length });
  }

  undo() {
    if (!this.state.past.length) return;
    this.state = undone(this.state);
    this.draw();
    this.told(this.boxes());
    if (this.parts.undo.disabled) this.parts.add.focus();
    this.say(this.words.boxes_undone, { left: this.state.boxes.length });
  }

  /** What is in the middle stays there. @param {number} step */
  zoom(step) {
    const { room, stage } = this.parts, from = ZOOMS[this.zoomed];
    this.zoomed = Math.min(Math.max(this.zoomed + step, 0), ZOOMS.length - 1);
    const factor = ZOOMS[this.zoomed] / from, across = room.clientWidth / 2, down = room.clientHeight / 2;
    const left = (room.scrollLeft + across) * factor - across, top = (room.scrollTop + down) * factor - down;
    stage.style.setProperty("--xc-zoom", String(ZOOMS[this.zoomed]));
    room.scrollTo({ left, top, behavior: "instant" });
    this.draw();
  }

  // Keys

  /** @param {KeyboardEvent} event */
  key(event) {
    const { key, shiftKey, target } = event, held = /** @type {HTMLElement} */ (target).dataset.box, at = Number(held);
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "z") this.undo();
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (key === "Escape" && this.drag) this.cancel();
    else if (held === undefined) return;
    else if (key === "Escape") this.parts.add.focus();
    else if (key === "Delete" || key === "Backspace") this.remove(at);
    else {
      const box = keyed(this.state.boxes[at], key, shiftKey);
      if (!box) return;
      this.change(replaced(this.state.boxes, at, box), `keys ${at}`);
      this.say(nameOf(box, at, this.words));
    }
    event.preventDefault();
    event.stopPropagation(); // a dialog around it stays
  }

  // Hands

  /** @param {{clientX: number, clientY: number}} event @returns {Point} */
  point({ clientX, clientY }) {
    const { left, top, width, height } = this.parts.stage.getBoundingClientRect();
    return { x: (clientX - left) / width, y: (clientY - top) / height };
  }

  /** @param {PointerEvent} event */
  down(event) {
    const { pointerId, button, target } = event, { stage } = this.parts;
    if (button) return;
    this.hands.set(pointerId, { x: event.clientX, y: event.clientY });
    stage.setPointerCapture(pointerId);
    event.preventDefault();
    if (this.hands.size > 1) return this.cancel();
    const part = /** @type {HTMLElement} */ (target), { boxes } = this.state;
    const held = /** @type {HTMLElement | null} */ (part.closest("[data-box]"));
    const at = held ? Number(held.dataset.box) : boxes.length;
    const corner = /** @type {Corner | undefined} */ (part.dataset.corner);
    this.drag = { from: this.point(event), box: boxes[at], at, corner, before: boxes };
    if (held) this.focus(at);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const last = this.hands.get(event.pointerId), { drag } = this;
    if (!last) return;
    this.hands.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.hands.size > 1) return this.scroll(last.x - event.clientX, last.y - event.clientY);
    if (!drag) return;
    const box = this.dragged(drag, this.point(event));
    if (box) showBoxes(this.parts.stage, this.after(drag, box), this.words);
  }

  /** @param {Drag} drag @param {Point} now @returns {Box | undefined} */
  dragged({ from, box, corner }, now) {
    const far = Math.max(Math.abs(now.x - from.x), Math.abs(now.y - from.y)) > LEAST;
    if (!far) return undefined;
    if (!box) return between(from, now);
    if (corner) return pulled(box, corner, now);
    return placed(box, { x: box.x + now.x - from.x, y: box.y + now.y - from.y });
  }

  /** What there is once a hand has done so. @param {Drag} drag @param {Box} box */
  after({ box: held, at, before }, box) {
    return held ? replaced(before, at, box) : [...before, box];
  }

  /** Two fingers move what is seen, each for its half. @param {number} x @param {number} y */
  scroll(x, y) {
    const { room } = this.parts, before = room.scrollTop;
    room.scrollBy({ left: x / 2, top: y / 2, behavior: "instant" });
    if (room.scrollTop === before) scrollBy({ left: 0, top: y / 2, behavior: "instant" });
  }

  /** @param {PointerEvent} event */
  up(event) {
    if (!this.hands.delete(event.pointerId) || !this.drag) return;
    const { drag } = this, box = this.dragged(drag, this.point(event));
    if (!box || event.type !== "pointerup") return this.cancel();
    this.drag = undefined;
    this.change(this.after(drag, box));
    this.focus(drag.at);
    if (drag.box) this.say(nameOf(box, drag.at, this.words));
    else this.say(this.words.boxes_added, { number: drag.at + 1, place: whereOf(box, this.words) });
  }

  cancel() {
    this.drag = undefined;
    this.draw();
  }

  listen() {
    const { whole, stage, image } = this.parts;
    whole.onkeydown = (event) => this.key(event);
    stage.onpointerdown = (event) => this.down(event);
    stage.onpointermove = (event) => this.move(event);
    stage.onpointerup = stage.onpointercancel = (event) => this.up(event);
    image.onload = () => stage.style.setProperty("--xc-ratio", String(image.naturalWidth / image.naturalHeight));
    image.onerror = () => this.say(this.words.boxes_failed);
  }
}

/** Puts the editor into `host`; `changed` is told of every change. A picture that cannot be shown says so.
 * @param {HTMLElement} host @param {Blob} blob @param {readonly Box[]} boxes @param {Words} words
 * @param {(boxes: Box[]) => void} changed @returns {{destroy: () => void, boxes: () => Box[]}} */
export const edit = (host, blob, boxes, words, changed) => new Editor(host, blob, boxes, words, changed);

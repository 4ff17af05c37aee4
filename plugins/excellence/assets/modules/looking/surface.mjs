// @ts-check
// One picture, or one text, to look at closely: panned and zoomed by pointer, wheel, keys and buttons. Every tool for
// looking stands on it.

import { make } from "../shared/dom.mjs";
import { gestures } from "./gestures.mjs";
import { around, held, near, paced, rung, whole, WHOLE, within } from "./place.mjs";

/** @typedef {import("./place.mjs").Place} Place */
/** @typedef {import("./place.mjs").Point} Point */
/** @typedef {import("./viewables.mjs").Sight} Sight */
/** `loose` lets a picture be moved while it is whole; `place` is told where one looks, `swipe` that one turns, and
 * `draw` where the picture lies in its box.
 * @typedef {object} Options
 * @property {boolean} [loose]
 * @property {(place: Place) => void} [place]
 * @property {(step: number) => void} [swipe]
 * @property {(left: number, top: number, wide: number, high: number) => void} [draw] */

const STEP = 1.5, PATIENCE = 150;

const thrifty = () =>
  Boolean(/** @type {Navigator & {connection?: {saveData: boolean}}} */ (navigator).connection?.saveData);

/** A picture that is ready to be painted. @param {string} src @param {Sight} sight */
async function painted(src, { alt, lang, dir }) {
  const image = make("img", { src, alt, lang, dir, draggable: "false", class: "xc-surface__picture" });
  await image.decode();
  return image;
}

export class Surface {
  /** @param {HTMLElement} box @param {Options} on */
  constructor(box, on) {
    this.box = box;
    this.on = on;
    /** @type {Place} */
    this.place = WHOLE;
    /** @type {Sight | undefined} */
    this.sight = undefined;
    /** @type {HTMLImageElement | undefined} */
    this.image = undefined;
    this.asked = "";
    this.turn = this.frame = this.drag = this.wide = this.high = 0;
    box.classList.add("xc-surface");
    this.measured = new ResizeObserver(() => this.fit());
    this.measured.observe(box);
    gestures(this);
  }

  close() {
    this.turn += 1;
    cancelAnimationFrame(this.frame);
    this.measured.disconnect();
  }

  // What is shown

  /** Shows another picture in the same place; it is decoded before the one before it goes. False where it can't be had,
   * or where another was asked for meanwhile. @param {Sight} sight @returns {Promise<boolean>} */
  async show(sight) {
    const mine = ++this.turn;
    if (sight.kind !== "picture") return this.written(sight);
    if (this.same(sight)) {
      this.put(sight, this.image);
      return true;
    }
    const best = this.best(sight).src, sharp = painted(best, sight);
    sharp.catch(() => {});
    // What the page shows already is there at once; it fills the time until the sharp one has come.
    const quick = sight.seen && sight.seen !== best ? painted(sight.seen, sight).catch(() => undefined) : undefined;
    const late = new Promise((done) => setTimeout(done, this.image ? PATIENCE : 0));
    const first = await Promise.race([sharp.catch(() => undefined), late]), early = first ? undefined : await quick;
    if (mine !== this.turn) return false;
    if (early) this.put(sight, early);
    try {
      const image = await sharp;
      if (mine === this.turn) this.put(sight, image);
      return mine === this.turn;
    } catch {
      return mine === this.turn && Boolean(early);
    }
  }

  /** A text, or a film or a sound, which never begins by itself. @param {Sight} sight */
  written(sight) {
    const { kind, lang, dir, name, body } = sight, look = { lang, dir, role: "group", "aria-label": name };
    const reads = kind === "text" ? { tabindex: "0" } : {};
    this.put(sight, undefined);
    this.box.replaceChildren(make("div", { class: `xc-surface__${kind}`, ...reads, ...look }, body?.cloneNode(true)));
    this.drawn();
    return true;
  }

  /** Whether it is the picture that is shown already, as from one stop of a tour to the next. @param {Sight} sight */
  same(sight) {
    return Boolean(this.image && sight.full && this.sight?.full === sight.full);
  }

  /** @param {Sight} sight @param {HTMLImageElement | undefined} image */
  put(sight, image) {
    const { box } = this;
    this.sight = sight;
    this.image = image;
    box.dataset.kind = sight.kind;
    if (image && image.parentElement !== box) box.replaceChildren(image, ...box.querySelectorAll(".xc-spot"));
    this.fit();
  }

  /** The file of a picture to show it here and now. @param {Sight} sight */
  best(sight) {
    const { zoom } = this.place, [wide] = this.whole(sight);
    return rung(sight, wide * devicePixelRatio * zoom, zoom, thrifty());
  }

  /** Loads a picture that may be asked for next. @param {Sight | undefined} sight */
  warm(sight) {
    if (sight?.kind === "picture" && !thrifty()) new Image().src = this.best(sight).src;
  }

  /** @param {Sight} sight */
  whole(sight) {
    return whole(sight, this.box.clientWidth, this.box.clientHeight);
  }

  fit() {
    if (this.sight) [this.wide, this.high] = this.whole(this.sight);
    this.draw();
  }

  // Where one looks

  /** @returns {import("./place.mjs").View} */
  view() {
    const { wide, high, on: { loose = false }, sight, box: { clientWidth: across, clientHeight: down } } = this;
    return { wide, high, across, down, loose, full: sight?.width ?? 0 };
  }

  /** Goes to a place; `eased` glides there, where motion is welcome.
   * @param {Place} place @param {{eased?: boolean, quiet?: boolean}} [how] */
  go(place, { eased = true, quiet = false } = {}) {
    const text = this.sight?.kind !== "picture";
    this.box.classList.toggle("xc-surface--eased", eased);
    this.place = text ? { ...WHOLE, zoom: within(0.75, place.zoom, 3) } : held(place, this.view());
    this.draw();
    if (!quiet) this.on.place?.(this.place);
  }

  /** Larger or smaller, with what is under a point of the window staying there.
   * @param {number} factor @param {Point} [point] @param {boolean} [eased] */
  zoom(factor, point, eased = true) {
    const zoom = this.place.zoom * factor;
    this.go(point ? this.around(this.place, point, point, zoom) : { ...this.place, zoom }, { eased });
  }

  in() {
    this.zoom(STEP);
  }

  out() {
    this.zoom(1 / STEP);
  }

  fully() {
    this.go(WHOLE);
  }

  /** The place in which what is now at one point of the window is at another, at a given zoom.
   * @param {Place} place @param {Point} from @param {Point} to @param {number} zoom */
  around(place, from, to, zoom) {
    const { left, top, width, height } = this.box.getBoundingClientRect();
    const inner = (/** @type {Point} */ { x, y }) => ({ x: x - left - width / 2, y: y - top - height / 2 });
    return around(place, inner(from), inner(to), zoom, this.view());
  }

  /** How far a finger has drawn the picture aside. @param {number} drag */
  swipe(drag) {
    this.drag = drag;
    if (drag) this.box.classList.remove("xc-surface--eased");
    this.draw();
  }

  draw() {
    this.frame ||= requestAnimationFrame(() => this.drawn());
  }

  drawn() {
    const { image, place, box } = this, { zoom } = place, view = this.view(), { wide, high } = view;
    this.frame = 0;
    if (!image) return box.style.setProperty("--xc-zoom", String(zoom));
    const { x, y } = held(place, view);
    const left = view.across / 2 - x * wide * zoom + this.drag, top = view.down / 2 - y * high * zoom;
    const transform = `translate(${left}px, ${top}px) scale(${zoom})`;
    Object.assign(image.style, { width: `${wide}px`, height: `${high}px`, transform });
    this.on.draw?.(left, top, wide * zoom, high * zoom);
    box.classList.toggle("xc-surface--near", near(place));
    this.sharpen();
  }

  /** Once one has zoomed in, the file that shows more. */
  async sharpen() {
    const { sight, image } = this, mine = this.turn;
    if (!sight || !image || sight.kind !== "picture") return;
    const best = this.best(sight), now = sight.rungs.find(({ src }) => src === image.src);
    if (this.asked === best.src || best.width <= (now?.width ?? 0)) return;
    this.asked = best.src;
    const sharper = await painted(best.src, sight).catch(() => undefined);
    this.asked = "";
    if (!sharper || mine !== this.turn || this.image !== image) return;
    image.replaceWith(sharper);
    this.image = sharper;
    this.drawn();
  }

  /** A key that moves or zooms; true where it was one.
   * @param {Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">} event */
  key({ key, shiftKey, ctrlKey, metaKey, altKey }) {
    if (ctrlKey || metaKey || altKey) return false;
    if (key === "+" || key === "=") this.in();
    else if (key === "-" || key === "_") this.out();
    else if (key === "0") this.fully();
    else {
      const place = this.sight?.kind !== "picture" ? undefined : paced(this.place, key, shiftKey, this.view());
      if (!place) return false;
      this.go(place);
    }
    return true;
  }
}

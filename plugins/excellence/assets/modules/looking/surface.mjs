// @ts-check
// One picture, or one text, to look at closely: panned and zoomed by pointer, wheel, keys and buttons. Every tool for
// looking stands on it. A place says what is in the middle, in fractions of the picture, and how many times larger than
// whole it is seen, so that it holds for a picture and a screen of any size.

import { make } from "../shared/dom.mjs";

/** @typedef {{zoom: number, x: number, y: number}} Place */
/** @typedef {import("./viewables.mjs").Sight} Sight */
/** @typedef {{x: number, y: number, label: string, press: () => void}} Mark */

export const WHOLE = Object.freeze({ zoom: 1, x: 0.5, y: 0.5 });
const STEP = 1.5, CLOSE = 2.5, MOST = 12, TAP = 300, STILL = 10, SWIPE = 60, PATIENCE = 150;
// Beyond this a picture is asked for only by somebody who zooms in; half of it where data are to be saved.
const WIDEST = 1920, SPARE = 1280;

/** @param {number} least @param {number} value @param {number} most */
const within = (least, value, most) => Math.min(Math.max(value, least), most);
const thrifty = () => Boolean(/** @type {any} */ (navigator).connection?.saveData);

/** The sharpest file that is of use; `wide` is the width of the picture on the screen, in pixels of the device.
 * @param {Sight} sight @param {number} wide @param {number} zoom */
function rung({ rungs, width, height }, wide, zoom) {
  // A strip is as wide as its area allows, as its files are made.
  const stretch = Math.max(1, Math.sqrt(width / height / 2)), widest = WIDEST * stretch;
  const limit = zoom > 1.05 ? (thrifty() ? widest : Infinity) : thrifty() ? SPARE * stretch : widest;
  const held = rungs.filter(({ width }, at) => !at || width <= limit);
  return held.find(({ width }) => width >= wide * 0.9) ?? held[held.length - 1];
}

/** A picture that is ready to be painted. @param {string} src @param {Sight} sight */
async function painted(src, { alt, lang, dir }) {
  const image = /** @type {HTMLImageElement} */ (make("img", { src, alt, lang, dir, draggable: "false", class: "xc-surface__picture" }));
  await image.decode();
  return image;
}

export class Surface {
  /** `loose` lets a picture be moved while it is whole, so that two can be laid upon one another.
   * @param {HTMLElement} box @param {{loose?: boolean, onplace?: (place: Place) => void, onswipe?: (step: number) => void}} [options] */
  constructor(box, { loose = false, onplace, onswipe } = {}) {
    this.box = box;
    this.loose = loose;
    this.onplace = onplace;
    this.onswipe = onswipe;
    /** @type {Place} */
    this.place = WHOLE;
    /** @type {Sight | undefined} */
    this.sight = undefined;
    /** @type {HTMLImageElement | undefined} */
    this.image = undefined;
    /** @type {{mark: Mark, button: HTMLElement}[]} */
    this.marks = [];
    this.asked = "";
    this.turn = this.frame = this.drag = 0;
    this.wide = this.high = this.left = this.top = 0;
    box.classList.add("xc-surface");
    this.measured = new ResizeObserver(() => this.fit());
    this.measured.observe(box);
    this.listen();
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
    if (sight.kind === "text") {
      this.put(sight, undefined);
      this.box.replaceChildren(make("div", { class: "xc-surface__text", tabindex: "0", lang: sight.lang, dir: sight.dir, role: "group", "aria-label": sight.name }, /** @type {Element} */ (sight.body).cloneNode(true)));
      this.drawn();
      return true;
    }
    if (this.same(sight)) {
      this.put(sight, this.image);
      return true;
    }
    const best = rung(sight, this.whole(sight)[0] * devicePixelRatio * this.place.zoom, this.place.zoom);
    const sharp = painted(best.src, sight);
    sharp.catch(() => {});
    // What the page shows already is there at once; it fills the time until the sharp one has come.
    const quick = sight.seen && sight.seen !== best.src ? painted(sight.seen, sight).catch(() => undefined) : undefined;
    const late = new Promise((done) => setTimeout(done, this.image ? PATIENCE : 0));
    const first = await Promise.race([sharp.catch(() => undefined), late]);
    const early = first ? undefined : await quick;
    if (mine !== this.turn) return false;
    if (early) this.put(sight, early);
    try {
      const image = await sharp;
      if (mine !== this.turn) return false;
      this.put(sight, image);
      return true;
    } catch {
      return mine === this.turn && Boolean(early);
    }
  }

  /** Whether it is the picture that is shown already, as from one stop of a tour to the next. @param {Sight} sight */
  same(sight) {
    return Boolean(this.image && sight.full && this.sight?.full === sight.full);
  }

  /** @param {Sight} sight @param {HTMLImageElement | undefined} image */
  put(sight, image) {
    this.sight = sight;
    this.image = image;
    this.box.dataset.kind = sight.kind;
    if (image && image.parentElement !== this.box) this.box.replaceChildren(image, ...this.marks.map(({ button }) => button));
    this.fit();
  }

  /** Loads a picture that may be asked for next. @param {Sight | undefined} sight */
  warm(sight) {
    if (sight?.kind !== "picture" || thrifty()) return;
    new Image().src = rung(sight, this.whole(sight)[0] * devicePixelRatio * this.place.zoom, this.place.zoom).src;
  }

  /** Numbered buttons on the picture; they keep their size. @param {Mark[]} marks */
  mark(marks) {
    this.marks.forEach(({ button }) => button.remove());
    this.marks = marks.map((mark, at) => {
      const button = make("button", { type: "button", class: "xc-spot", "aria-label": mark.label }, String(at + 1));
      button.onclick = mark.press;
      return { mark, button };
    });
    if (this.image) this.box.append(...this.marks.map(({ button }) => button));
    this.draw();
  }

  /** The size of a picture that is seen whole. @param {Sight} sight @returns {[number, number]} */
  whole({ width, height }) {
    const scale = Math.min(this.box.clientWidth / width, this.box.clientHeight / height, 2) || 0;
    return [width * scale, height * scale];
  }

  fit() {
    if (this.sight) [this.wide, this.high] = this.whole(this.sight);
    this.draw();
  }

  // Where one looks

  /** @param {Place} place */
  held({ zoom, x, y }) {
    const most = Math.max(MOST, (this.sight?.width ?? 0) / (this.wide || 1) * 2);
    const large = within(this.loose ? 0.5 : 1, zoom, most);
    /** @param {number} at @param {number} size @param {number} room */
    const inside = (at, size, room) => {
      const half = room / (2 * size * large);
      return this.loose ? within(0, at, 1) : half >= 0.5 ? 0.5 : within(half, at, 1 - half);
    };
    return { zoom: large, x: inside(x, this.wide || 1, this.box.clientWidth), y: inside(y, this.high || 1, this.box.clientHeight) };
  }

  /** Goes to a place; `eased` glides there, where motion is welcome. @param {Place} place @param {{eased?: boolean, quiet?: boolean}} [how] */
  go(place, { eased = true, quiet = false } = {}) {
    this.box.classList.toggle("xc-surface--eased", eased);
    this.place = this.sight?.kind === "text" ? { ...WHOLE, zoom: within(0.75, place.zoom, 3) } : this.held(place);
    this.draw();
    if (!quiet) this.onplace?.(this.place);
  }

  /** Larger or smaller, with what is under a point of the window staying there.
   * @param {number} factor @param {{x: number, y: number}} [point] @param {boolean} [eased] */
  zoom(factor, point, eased = true) {
    const zoom = this.place.zoom * factor;
    this.go(point ? this.around(this.place, point, point, zoom) : { ...this.place, zoom }, { eased });
  }

  fully() {
    this.go(WHOLE);
  }

  /** The place in which what is now at one point is at another, at a given zoom.
   * @param {Place} place @param {{x: number, y: number}} from @param {{x: number, y: number}} to @param {number} zoom */
  around(place, from, to, zoom) {
    const seen = this.box.getBoundingClientRect(), middle = { x: seen.left + seen.width / 2, y: seen.top + seen.height / 2 };
    const held = this.held({ ...place, zoom }).zoom;
    return {
      zoom: held,
      x: place.x + (from.x - middle.x) / (this.wide * place.zoom) - (to.x - middle.x) / (this.wide * held),
      y: place.y + (from.y - middle.y) / (this.high * place.zoom) - (to.y - middle.y) / (this.high * held),
    };
  }

  draw() {
    this.frame ||= requestAnimationFrame(() => this.drawn());
  }

  drawn() {
    this.frame = 0;
    const { zoom } = this.place, { clientWidth, clientHeight } = this.box;
    if (!this.image) return this.box.style.setProperty("--xc-zoom", String(zoom));
    const held = this.held(this.place);
    this.left = clientWidth / 2 - held.x * this.wide * zoom + this.drag;
    this.top = clientHeight / 2 - held.y * this.high * zoom;
    Object.assign(this.image.style, { width: `${this.wide}px`, height: `${this.high}px`, transform: `translate(${this.left}px, ${this.top}px) scale(${zoom})` });
    for (const { mark, button } of this.marks) {
      button.style.transform = `translate(${this.left + mark.x * this.wide * zoom}px, ${this.top + mark.y * this.high * zoom}px) translate(-50%, -50%)`;
    }
    this.box.classList.toggle("xc-surface--near", zoom > 1.01);
    this.sharpen();
  }

  /** Once one has zoomed in, the file that shows more. */
  async sharpen() {
    const { sight, image } = this, mine = this.turn;
    if (!sight || !image || sight.kind !== "picture") return;
    const best = rung(sight, this.wide * devicePixelRatio * this.place.zoom, this.place.zoom);
    const now = sight.rungs.find(({ src }) => src === image.src);
    if (this.asked === best.src || best.width <= (now?.width ?? 0)) return;
    this.asked = best.src;
    const sharper = await painted(best.src, sight).catch(() => undefined);
    this.asked = "";
    if (!sharper || mine !== this.turn || this.image !== image) return;
    image.replaceWith(sharper);
    this.image = sharper;
    this.drawn();
  }

  // What is done to it

  /** A key that moves or zooms; true where it was one. @param {KeyboardEvent} event */
  key({ key, shiftKey, ctrlKey, metaKey, altKey }) {
    if (ctrlKey || metaKey || altKey) return false;
    if (key === "+" || key === "=") this.zoom(STEP);
    else if (key === "-" || key === "_") this.zoom(1 / STEP);
    else if (key === "0") this.fully();
    else {
      const [, name] = /^Arrow(Left|Right|Up|Down)$/.exec(key) ?? [], across = name === "Left" || name === "Right";
      if (!name || this.sight?.kind === "text" || (across && !shiftKey) || (!this.loose && this.place.zoom <= 1.01)) return false;
      const step = (name === "Right" || name === "Down" ? 1 : -1) * 0.15;
      const { place, wide, high, box } = this;
      this.go(across ? { ...place, x: place.x + step * box.clientWidth / (wide * place.zoom) } : { ...place, y: place.y + step * box.clientHeight / (high * place.zoom) });
    }
    return true;
  }

  in() {
    this.zoom(STEP);
  }

  out() {
    this.zoom(1 / STEP);
  }

  listen() {
    const { box } = this;
    /** @type {Map<number, {x: number, y: number}>} */
    const held = new Map();
    let start = { place: /** @type {Place} */ (WHOLE), middle: { x: 0, y: 0 }, spread: 1 }, moved = 0, last = { time: 0, x: 0, y: 0 };
    const now = () => {
      const [one, other = one] = [...held.values()];
      return { middle: { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 }, spread: Math.hypot(one.x - other.x, one.y - other.y) || 1 };
    };
    const begin = () => held.size && (start = { place: this.place, ...now() });
    box.addEventListener("pointerdown", (event) => {
      if (event.button || this.sight?.kind !== "picture" || /** @type {Element} */ (event.target).closest("button, a")) return;
      if (!held.size) moved = 0;
      held.set(event.pointerId, { x: event.clientX, y: event.clientY });
      box.setPointerCapture(event.pointerId);
      begin();
    });
    box.addEventListener("pointermove", (event) => {
      if (!held.has(event.pointerId)) return;
      held.set(event.pointerId, { x: event.clientX, y: event.clientY });
      const { middle, spread } = now(), across = middle.x - start.middle.x;
      moved = Math.max(moved, Math.hypot(across, middle.y - start.middle.y), held.size > 1 ? STILL : 0);
      if (held.size > 1) this.go(this.around(start.place, start.middle, middle, start.place.zoom * spread / start.spread), { eased: false });
      else if (this.loose || start.place.zoom > 1.01) this.go(this.around(start.place, start.middle, middle, start.place.zoom), { eased: false });
      else if (this.onswipe && moved > STILL) {
        this.drag = across;
        this.box.classList.remove("xc-surface--eased");
        this.draw();
      }
    });
    /** @param {PointerEvent} event */
    const end = (event) => {
      if (!held.delete(event.pointerId)) return;
      const { drag } = this, point = { x: event.clientX, y: event.clientY };
      if (drag) {
        this.drag = 0;
        this.draw();
        if (Math.abs(drag) > SWIPE && event.type === "pointerup") this.onswipe?.(drag < 0 ? 1 : -1);
      } else if (moved < STILL && event.type === "pointerup" && !held.size) {
        const twice = event.timeStamp - last.time < TAP && Math.hypot(point.x - last.x, point.y - last.y) < 3 * STILL;
        last = { time: twice ? 0 : event.timeStamp, ...point };
        if (twice && this.place.zoom > 1.05) this.fully();
        else if (twice) this.zoom(CLOSE, point);
      }
      begin();
    };
    box.addEventListener("pointerup", end);
    box.addEventListener("pointercancel", end);
    box.addEventListener("wheel", (event) => {
      if (this.sight?.kind !== "picture") return;
      event.preventDefault();
      const lines = event.deltaMode === 1 ? 16 : 1;
      this.zoom(Math.exp(-within(-200, event.deltaY * lines, 200) * (event.ctrlKey ? 0.01 : 0.002)), { x: event.clientX, y: event.clientY }, false);
    }, { passive: false });
  }
}

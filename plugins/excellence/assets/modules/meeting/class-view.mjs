// @ts-check
// The view of a meeting for a class: the whole window, with the works beside what everybody does, asks and has left.

/** @typedef {import("../looking/class-screen.mjs").ClassScreen} ClassScreen */
/** @typedef {import("../looking/class-screen.mjs").Shown} Shown */

const ON = "xc-runner--class", WITH_WORKS = "xc-runner--works";

export class ClassView {
  /** @type {ClassScreen | undefined} */
  screen = undefined;
  /** @type {Shown | undefined} */
  face = undefined;
  /** @type {number | undefined} */
  round = undefined;

  /** @param {HTMLElement} box @param {() => import("../looking/class-screen.mjs").Faces[]} works
   * @param {() => void} changed is told when it opens and closes */
  constructor(box, works, changed) {
    this.box = box;
    this.works = works;
    this.changed = changed;
  }

  get on() {
    return this.box.classList.contains(ON);
  }

  /** Opens it, or leaves it. @param {boolean} on */
  async turn(on) {
    const { box } = this;
    if (on === this.on) return;
    box.classList.toggle(ON, on);
    document.documentElement.classList.toggle("xc-still", on);
    if (!on && document.fullscreenElement) document.exitFullscreen();
    this.changed();
    if (!on) return;
    // Not every device has a whole screen to give; the window is enough.
    box.requestFullscreen?.().catch(() => {});
    const works = this.works();
    this.screen?.close();
    this.screen = undefined;
    if (!works.length) return;
    const { begin } = await import("../looking/class-screen.mjs");
    this.screen = await begin(works);
    box.prepend(this.screen.box);
    this.reveal(this.face, this.round);
  }

  /** The works, by the face that a step shows; in a round of a walk, the one whose turn it is.
   * @param {Shown | undefined} face @param {number} [round] */
  async reveal(face, round) {
    const { screen, box } = this, turned = round !== undefined && round !== this.round;
    this.face = face;
    this.round = round;
    if (!this.on || !screen) return;
    await screen.show(face);
    if (turned || (round !== undefined && !screen.begun)) screen.choose(round);
    box.classList.toggle(WITH_WORKS, !screen.box.hidden);
  }

  /** How many steps a key leads on, or nothing where it is for something else. @param {KeyboardEvent} event */
  key(event) {
    const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
    const inside = /** @type {HTMLElement} */ (target).closest("input, video, audio, .xc-surface__text");
    if (!this.on || ctrlKey || metaKey || altKey || inside) return 0;
    if (/^Arrow(Left|Right)$/.test(key) && !shiftKey) return key === "ArrowRight" ? 1 : -1;
    if (key === "Escape") this.turn(false);
    else if (!this.screen?.key(event)) return 0;
    event.preventDefault();
    return 0;
  }

  close() {
    this.turn(false);
    this.screen?.close();
  }
}

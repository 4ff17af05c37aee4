// @ts-check
// The projector: a dark screen with one picture and nothing else. A second window of the same browser follows the
// first, so that the class sees the picture while the laptop keeps the notes.

import { digits, left } from "../meeting/clock.mjs";
import { counted } from "../shared/strings.mjs";
// At once, not only after those that need them.
import "./gestures.mjs";
import "./viewer-view.mjs";
import { marked, turned, WHOLE } from "./place.mjs";
import { actOf, begun, lasting, level, numbered, prompted, timed, turnedBy } from "./projector-state.mjs";
import { screen, tell } from "./projector-view.mjs";
import { Surface } from "./surface.mjs";

/** @typedef {import("./projector-state.mjs").State} State */
/** @typedef {import("./viewables.mjs").Sight} Sight */

const CHANNEL = "excellence.projector", REST = 3000, TICK = 500;
const CLASS = /[#&]project$/;
/** What an address says for the class; a set keeps its place. */
const classHash = () => marked("project");

class Projector {
  /** @param {Sight[]} sights @param {number} at @param {Record<string, string>} told
   * @param {import("./viewer.mjs").About} about */
  constructor(sights, at, told, { title, opener, listed = false }) {
    this.sights = sights;
    this.told = told;
    this.opener = opener;
    this.listed = listed;
    // What a class looks at leads: a window that was opened for it waits for what the other says.
    this.follows = CLASS.test(location.hash);
    this.page = location.pathname;
    this.state = begun(at);
    this.shown = -1;
    this.ended = false;
    this.ticking = this.resting = 0;
    this.screen = screen(told, title, (act) => this.acts[act](), (minutes) => {
      this.screen.timers.hidden = true;
      this.dialog.focus();
      this.time(lasting(minutes, Date.now()));
    });
    this.dialog = this.screen.dialog;
    document.body.append(this.dialog);
    this.surface = new Surface(this.screen.box, {
      swipe: (by) => this.step(by),
      place: (place) => this.change({ place }),
    });
    this.channel = new BroadcastChannel(CHANNEL);
    this.channel.onmessage = ({ data }) => data.page === this.page && this.hear(data);
    this.ticking = setInterval(() => this.tick(), TICK);
    this.listen();
    this.dialog.showModal();
    this.dialog.focus();
    this.wake();
    if (!this.follows) this.full();
    this.take(this.state, true);
    if (this.follows) this.send("hello");
  }

  /** @param {string} message */
  say(message) {
    this.screen.status.textContent = message;
  }

  // One state in every window

  /** @param {"hello" | "state" | "bye"} kind */
  send(kind) {
    this.channel.postMessage({ page: this.page, kind, state: this.state });
  }

  /** @param {{kind: string, state: State}} message */
  hear({ kind, state }) {
    const { dialog, told } = this;
    if (kind === "hello") {
      dialog.classList.add("xc-projector--notes");
      if (document.fullscreenElement) document.exitFullscreen();
      this.say(told.project_follows);
      this.send("state");
      this.surface.fit();
    } else if (kind === "bye") {
      dialog.classList.remove("xc-projector--notes");
    } else this.take(state);
  }

  /** @param {Partial<State>} part */
  change(part) {
    this.take({ ...this.state, ...part }, true);
    this.send("state");
  }

  /** Shows a state; what is said of it is said only in the window where it was done.
   * @param {State} state @param {boolean} [mine] */
  async take(state, mine = false) {
    const before = this.state, { told, surface, screen: { prompt, dialog }, sights } = this, { at } = state;
    this.state = state;
    dialog.classList.toggle("xc-projector--blank", state.blank);
    prompt.hidden = !state.prompt;
    prompt.textContent = ["", told.project_notice, told.project_wonder][state.prompt];
    if (mine && state.blank !== before.blank) this.say(state.blank ? told.project_blanked : told.project_back);
    if (mine && state.prompt !== before.prompt) this.say(prompt.textContent);
    this.tick();
    if (this.shown !== at) {
      this.shown = at;
      tell(this.screen, sights, at, told);
      if (!(await surface.show(sights[at])) && this.shown === at) this.say(told.view_failed);
      surface.warm(sights[this.state.at + 1]);
      this.attend();
    }
    if (mine) return;
    surface.go(this.state.place, { eased: false, quiet: true });
    this.follow();
  }

  // A film or a sound

  /** @returns {HTMLMediaElement | null} */
  get player() {
    return this.surface.box.querySelector("video, audio");
  }

  /** What is done with a player in one window is done in the other. */
  attend() {
    const { player } = this;
    if (!player) return;
    // Both windows have the same loudspeakers.
    player.muted = this.follows;
    player.preload = "metadata";
    const said = () => {
      const { paused, currentTime: seconds } = player;
      if (!level(this.state, player)) this.change({ playing: !paused, seconds });
    };
    for (const kind of ["play", "pause", "seeked"]) player.addEventListener(kind, said);
  }

  follow() {
    const { player, state } = this;
    if (!player || level(state, player)) return;
    player.currentTime = state.seconds;
    if (state.playing) player.play().catch(() => {});
    else player.pause();
  }

  /** @param {Pick<State, "minutes" | "until">} timer */
  time(timer) {
    const { told } = this;
    this.change(timer);
    this.say(timer.minutes ? counted(told, "project_timed", timer.minutes) : told.project_untimed);
  }

  // What is done

  acts = {
    back: () => this.step(-1),
    on: () => this.step(1),
    out: () => this.surface.out(),
    in: () => this.surface.in(),
    blank: () => this.change({ blank: !this.state.blank }),
    prompt: () => this.change(prompted(this.state)),
    timer: () => {
      const { timers, bar } = this.screen;
      if (!bar.contains(document.activeElement)) return this.time(timed(this.state, Date.now()));
      timers.hidden = !timers.hidden;
      if (!timers.hidden) timers.querySelector("button")?.focus();
    },
    play: () => {
      const { player } = this;
      if (player?.paused) player.play().catch(() => this.say(this.told.view_failed));
      else player?.pause();
    },
    second: () => {
      const place = this.page + location.search + classHash();
      if (!window.open(place, "excellence-class", "popup,width=1024,height=768")) this.say(this.told.project_barred);
    },
    full: () => this.full(),
    help: () => void this.screen.keys.toggleAttribute("hidden"),
    close: () => this.dialog.close(),
  };

  full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.dialog.requestFullscreen?.().catch(() => {});
  }

  /** @param {number} by */
  step(by) {
    this.goto(turned(this.state.at, by, this.sights.length));
  }

  /** @param {number} at */
  goto(at) {
    if (!this.sights[at]) return;
    if (this.listed) this.surface.go(WHOLE, { eased: false, quiet: true });
    this.change({ at, blank: false, place: this.surface.place, playing: false, seconds: 0 });
  }

  tick() {
    const { timer } = this.screen, { until } = this.state, seconds = left(until);
    timer.hidden = !until;
    timer.textContent = digits(seconds);
    timer.classList.toggle("xc-projector__timer--over", !seconds);
    const over = Boolean(until) && !seconds;
    if (over && !this.ended) this.say(this.told.project_over);
    this.ended = over;
  }

  /** The buttons rest while nobody moves; a key or a touch brings them back. */
  wake() {
    const { classList } = this.dialog;
    classList.remove("xc-projector--rest");
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      if (!this.screen.bar.contains(document.activeElement)) classList.add("xc-projector--rest");
    }, REST);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const target = /** @type {HTMLElement} */ (event.target), { key, ctrlKey, metaKey, altKey } = event;
    this.wake();
    if (ctrlKey || metaKey || altKey || (key === " " && target.closest("button")) || target.closest("input")) return;
    if (target.closest("video, audio") && /^( |Arrow\w+|Home|End)$/.test(key)) return;
    if (target.closest(".xc-projector__notes, .xc-surface__text") && /^Arrow(Up|Down)$|^Page/.test(key)) return;
    const act = actOf(key), number = numbered(key);
    if (act) this.acts[act]();
    else if (number !== undefined) this.goto(number);
    else if (!this.surface.key(event)) {
      const next = turnedBy(key, this.state.at, this.sights.length);
      if (next === undefined) return;
      this.goto(next);
    }
    event.preventDefault();
  }

  listen() {
    const { dialog } = this;
    dialog.addEventListener("keydown", (event) => this.key(event));
    for (const kind of ["pointermove", "pointerdown", "focusin"]) dialog.addEventListener(kind, () => this.wake());
    // Back closes.
    history.pushState({ ...history.state, looking: true }, "", this.follows ? undefined : classHash());
    let gone = false;
    const away = () => {
      gone = true;
      dialog.close();
    };
    const bye = () => this.follows && this.send("bye");
    addEventListener("popstate", away);
    addEventListener("pagehide", bye);
    dialog.addEventListener("close", () => {
      removeEventListener("popstate", away);
      removeEventListener("pagehide", bye);
      bye();
      this.end();
      if (!gone) history.back();
      this.opener?.focus();
    });
  }

  end() {
    clearInterval(this.ticking);
    clearTimeout(this.resting);
    this.channel.close();
    this.surface.close();
    if (document.fullscreenElement) document.exitFullscreen();
    this.dialog.remove();
  }
}

/** Opens the projector. @param {Sight[]} sights @param {number} at @param {Record<string, string>} told
 * @param {import("./viewer.mjs").About} about */
export const open = (sights, at, told, about) => new Projector(sights, at, told, about);

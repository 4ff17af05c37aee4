// @ts-check
// Runs a protocol: one step at a time with its prompts and a clock. It never begins by itself and never holds the
// focus.

import "../shared/controls.mjs"; // at once, not only after the view
import { fill, make, put } from "../shared/dom.mjs";
import { counted } from "../shared/strings.mjs";
import { forget, keep, kept, watch } from "../shared/store.mjs";
import { ClassView } from "./class-view.mjs";
import { begin, digits, ending, extend, goto, pause, shorten, slip } from "./clock.mjs";
import { light, ring } from "./device.mjs";
import { hashOf, here, minutesFrom, resumed, shown, signs, told } from "./runner-state.mjs";
import { closing, lateness, planned, step, total } from "./runner-view.mjs";

/** @typedef {import("./clock.mjs").Meeting} Meeting */
/** @typedef {import("./runner-state.mjs").Protocol} Protocol */
/** @typedef {import("./runner-state.mjs").Running} Running */
/** @typedef {import("./runner-view.mjs").Plan} Plan */

const NAME = "runner", MORE = 2, TICK = 250;

/** The meeting that this browser runs. @returns {Running | undefined} */
const known = () => kept(NAME)?.data;

export class Runner {
  /** @param {HTMLElement} button @param {Protocol} protocol @param {Element[]} steps as the page shows them
   * @param {Record<string, string>} words */
  constructor(button, protocol, steps, words) {
    const label = fill(words.run_of, { title: protocol.title });
    this.button = button;
    this.protocol = protocol;
    this.steps = steps;
    this.words = words;
    /** @type {Running | undefined} */
    this.running = undefined;
    /** @type {Plan} */
    this.plan = {
      minutes: minutesFrom(location.hash, protocol), roles: {}, sound: false, change: (part) => this.choose(part),
    };
    this.slip = NaN;
    this.asking = false;
    this.status = make("p", { role: "status", class: "xc-runner__status" });
    this.body = make("div", {});
    this.box = make("section", { class: "xc-runner", tabindex: "-1", "aria-label": label }, this.status, this.body);
    this.view = new ClassView(this.box, () => this.works, () => this.show());
    this.total = make("p", {});
    this.time = make("p", { class: "xc-runner__time", role: "timer" });
    this.sign = make("p", { class: "xc-runner__sign" });
    this.late = make("p", { class: "xc-runner__late" });
    button.after(this.box);
    button.hidden = true;
    this.left = new AbortController();
    this.ticking = setInterval(() => this.tick(), TICK);
    this.listen(this.left.signal);
    this.prepare();
    if (!this.running) this.box.focus();
  }

  /** The works to try it on, by the addresses of their faces: others may be chosen at any time. */
  get works() {
    return JSON.parse(this.button.dataset.faces || "[]");
  }

  /** @returns {import("./runner-view.mjs").Ways} */
  get ways() {
    return JSON.parse(this.button.dataset.ways || '{"notes":[],"summary":null,"pair":""}');
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    document.addEventListener("visibilitychange", () => this.wake(), { signal });
    addEventListener("fullscreenchange", () => !document.fullscreenElement && this.view.turn(false), { signal });
    this.box.addEventListener("keydown", (event) => this.key(event), { signal });
    watch(NAME, () => this.elsewhere(), signal);
    addEventListener("hashchange", () => {
      if (this.running) return;
      this.plan.minutes = minutesFrom(location.hash, this.protocol);
      this.prepare();
    }, { signal });
  }

  /** @param {string} message */
  say(message) {
    this.status.textContent = message;
  }

  // Before it begins

  /** Shows the plan, or the meeting that is under way. @returns {void} */
  prepare() {
    const found = known(), { id } = this.protocol;
    if (found && here(found, id, location.pathname)) return this.resume(found);
    const acts = { start: () => this.start(), leave: () => this.leave() };
    this.sum();
    put(this.body, ...planned(this.protocol, this.words, this.plan, found, this.total, acts));
  }

  sum() {
    this.total.textContent = total(this.words, this.plan.minutes);
  }

  /** @type {Plan["change"]} */
  choose(part) {
    Object.assign(this.plan, part);
    if (part.sound) ring();
    if (!part.minutes) return;
    const hash = hashOf(part.minutes, this.protocol);
    history.replaceState(history.state, "", hash || location.pathname + location.search);
    this.sum();
  }

  start() {
    const { id, title, steps } = this.protocol, { minutes, roles, sound } = this.plan;
    this.keep({ id, path: location.pathname, title, meeting: begin(minutes, Date.now()), roles, sound });
    this.show();
    this.box.focus();
    this.say(fill(this.words.run_begun, { title: steps[0].title }));
  }

  leave() {
    this.view.close();
    this.box.remove();
    this.button.hidden = false;
    this.button.focus();
    clearInterval(this.ticking);
    this.left.abort();
    light(false);
  }

  // While it runs

  /** @param {Running} running */
  keep(running) {
    this.running = running;
    keep(NAME, running);
  }

  /** @param {Running} found @returns {void} */
  resume(found) {
    const running = resumed(found, this.protocol);
    this.running = running;
    if (!running) {
      forget(NAME);
      return this.prepare();
    }
    Object.assign(this.plan, { roles: running.roles, sound: running.sound });
    this.show();
    this.say(this.words.run_resumed);
  }

  /** Another window of this browser runs the same meeting, or has begun another. */
  elsewhere() {
    const now = known(), { words } = this;
    if (now && here(now, this.protocol.id, location.pathname)) this.resume(now);
    else if (this.running) {
      this.running = undefined;
      this.prepare();
      this.say(now ? fill(words.run_elsewhere, { title: now.title }) : words.run_ended);
    }
  }

  /** Asks once whether it is to end. */
  ask() {
    this.asking = true;
    this.show();
    this.focus("[data-act=end]");
    this.say(this.words.run_ask);
  }

  end() {
    forget(NAME);
    this.running = undefined;
    this.asking = false;
    this.view.turn(false);
    const acts = { again: () => this.prepare(), leave: () => this.leave() };
    put(this.body, ...closing(this.protocol, this.words, this.ways, acts));
    light(false);
    this.box.focus();
    this.say(this.words.run_ended);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const by = this.running ? this.view.key(event) : 0, to = (this.running?.meeting.at ?? 0) + by;
    if (!by) return;
    if (this.protocol.steps[to]) this.move(to);
    event.preventDefault();
  }

  /** @param {(meeting: Meeting, now: number) => Meeting} change @param {string} message */
  change(change, message) {
    if (!this.running) return;
    this.keep({ ...this.running, meeting: change(this.running.meeting, Date.now()) });
    this.show();
    this.say(message);
  }

  /** @param {number} at */
  move(at) {
    this.change((meeting, now) => goto(meeting, at, now), this.protocol.steps[at].title);
    this.box.scrollIntoView({ block: "nearest" });
  }

  /** @param {Meeting} meeting @returns {import("./runner-view.mjs").Act[]} */
  acts({ at, until }) {
    const { words, view } = this, whole = view.on;
    if (this.asking) {
      return [["end", words.run_sure, () => this.end()], ["pause", words.run_stay, () => {
        this.asking = false;
        this.show();
        this.focus("[data-act=pause]");
      }]];
    }
    return [
      ["pause", until ? words.run_pause : words.run_go,
        () => this.change(pause, until ? words.run_paused : words.run_goes)],
      ["more", words.run_more, () => this.change((meeting, now) => extend(meeting, MORE, now), words.run_longer)],
      ["back", words.run_back, () => this.move(at - 1), !at],
      at < this.protocol.steps.length - 1 ? ["next", words.run_next, () => this.move(at + 1)] :
        ["close", words.run_finish, () => this.end()],
      ["screen", whole ? words.run_unscreen : words.run_screen, () => view.turn(!whole)],
      ["end", words.run_end, () => this.ask()],
    ];
  }

  /** Shows the step; the focus stays on the button that it was on. */
  show() {
    const { running, box, body, late, steps } = this;
    if (!running) return;
    const { meeting } = running, focused = document.activeElement;
    const act = focused instanceof HTMLElement && box.contains(focused) && focused.dataset.act;
    const parts = [...steps[meeting.at].children].slice(1).map((part) => part.cloneNode(true));
    const { works: faces, ways: { pair } } = this, clock = [this.time, this.sign];
    const held = { parts, faces, pair, clock, late, acts: this.acts(meeting) };
    put(body, ...step(this.protocol, this.words, running, held));
    if (act && !this.focus(`[data-act=${act}]:not(:disabled)`)) this.focus("[data-act=pause]");
    this.tick();
    this.wake();
    this.view.reveal(shown(this.protocol.steps, meeting.at));
  }

  /** @param {string} selector @returns {boolean} whether there is such a thing */
  focus(selector) {
    const found = /** @type {HTMLElement | null} */ (this.body.querySelector(selector));
    found?.focus();
    return Boolean(found);
  }

  tick() {
    const { running, words } = this;
    if (!running) return;
    const now = Date.now(), { meeting } = running, found = signs(meeting, this.protocol.steps[meeting.at], now);
    const { over, near } = found;
    this.time.textContent = digits(found.seconds);
    this.time.classList.toggle("xc-runner__time--over", over);
    const { minutes } = found, alert = () => counted(words, "run_alert", minutes, { minutes });
    const sign = over ? words.run_over : near ? alert() : "";
    this.sign.textContent = sign;
    if (found.due) {
      this.keep({ ...running, meeting: told(meeting, found) });
      this.say(sign);
      if (running.sound) ring();
    }
    this.tell(meeting, now);
  }

  /** @param {Meeting} meeting @param {number} now */
  tell(meeting, now) {
    const minutes = slip(meeting, now), { late } = this;
    if (minutes === this.slip && late.isConnected && late.childNodes.length) return;
    this.slip = minutes;
    const coming = minutes > 0 && meeting.at < this.protocol.steps.length - 1;
    late.replaceChildren(...lateness(this.words, { begun: meeting.begun, end: ending(meeting, now), minutes },
      coming && (() => {
        this.change(shorten, this.words.run_shortened);
        this.focus("[data-act=pause]");
      })));
  }

  async wake() {
    await light(Boolean(this.running?.meeting.until));
    this.tick();
  }
}

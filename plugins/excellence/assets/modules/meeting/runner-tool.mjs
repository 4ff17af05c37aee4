// @ts-check
// Runs a protocol: one step at a time with its prompts and a clock. It never begins by itself and never holds the
// focus.

import "../shared/controls.mjs"; // at once, not only after the view
import { fill, make, put } from "../shared/dom.mjs";
import { counted } from "../shared/strings.mjs";
import { forget, keep, kept, watch } from "../shared/store.mjs";
import { ClassView } from "./class-view.mjs";
import { begin, digits, ending, goto, isTurned, rounded, shorten, slip } from "./clock.mjs";
import { light, ring } from "./device.mjs";
import { hashOf, here, minutesFrom, pathOf, placeOf, resumed, shown, signs, told } from "./runner-state.mjs";
import { acts, closing, lateness, planned, step, total } from "./runner-view.mjs";

/** @typedef {import("./clock.mjs").Meeting} Meeting */
/** @typedef {import("./runner-state.mjs").Protocol} Protocol */
/** @typedef {import("./runner-state.mjs").Running} Running */
/** @typedef {import("./runner-view.mjs").Plan} Plan */

const NAME = "runner", TICK = 250;

/** The meeting that this browser runs. @returns {Running | undefined} */
const known = () => kept(NAME)?.data;

export class Runner {
  /** @param {HTMLElement} button @param {Protocol} protocol @param {Element[]} steps as the page shows them
   * @param {Record<string, string>} words @param {import("./runner-state.mjs").Walk} [walk] */
  constructor(button, protocol, steps, words, walk) {
    const label = fill(words.run_of, { title: protocol.title }), minutes = minutesFrom(location.hash, protocol);
    this.button = button;
    this.protocol = protocol;
    this.steps = steps;
    this.words = words;
    this.walk = walk;
    this.path = pathOf(location);
    /** @type {Running | undefined} */
    this.running = undefined;
    /** @type {Plan} */
    this.plan = { minutes, roles: {}, sound: Boolean(walk), change: (part) => this.choose(part) };
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
    if (found && here(found, id, this.path)) return this.resume(found);
    const ways = { start: () => this.start(), leave: () => this.leave() };
    this.sum();
    put(this.body, ...planned(this.protocol, this.words, this.plan, found, this.total, ways));
  }

  sum() {
    this.total.textContent = total(this.words, this.plan.minutes);
  }

  /** @type {Plan["change"]} */
  choose(part) {
    Object.assign(this.plan, part);
    if (part.sound) ring();
    if (!part.minutes) return;
    history.replaceState(history.state, "", placeOf(hashOf(part.minutes, this.protocol), location));
    this.sum();
  }

  start() {
    const { id, title, steps } = this.protocol, { minutes, roles, sound } = this.plan;
    this.keep({ id, path: this.path, title, meeting: begin(minutes, Date.now()), roles, sound });
    if (sound) ring(); // a browser that lets no page sound by itself lets a press
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
    const running = resumed(found, this.protocol), before = this.running;
    this.running = running;
    if (!running) {
      forget(NAME);
      return this.prepare();
    }
    Object.assign(this.plan, { roles: running.roles, sound: running.sound });
    this.show();
    if (!before) this.say(this.words.run_resumed);
    else if (isTurned(before.meeting, running.meeting)) this.bell(running);
  }

  /** Another window of this browser runs the same meeting, or has begun another. */
  elsewhere() {
    const now = known(), { words } = this;
    if (now && here(now, this.protocol.id, this.path)) this.resume(now);
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
    const leads = { again: () => this.prepare(), leave: () => this.leave() };
    put(this.body, ...closing(this.protocol, this.words, this.ways, leads));
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

  /** Shows the step; the focus stays on the button that it was on. */
  show() {
    const { running, box, body, late, steps } = this;
    if (!running) return;
    const { meeting } = running, focused = document.activeElement, turn = this.turn(meeting), { walk, protocol } = this;
    const act = focused instanceof HTMLElement && box.contains(focused) && focused.dataset.act;
    const parts = [...steps[meeting.at].children].slice(1).map((part) => part.cloneNode(true));
    const { works: faces, ways: { pair } } = this, clock = [this.time, this.sign];
    if (walk && turn) parts.unshift(walk.board(protocol.steps[meeting.at], turn.round));
    const held = { parts, faces, pair, clock, late, acts: acts(this, meeting) };
    put(body, ...step(protocol, this.words, running, held));
    if (act && !this.focus(`[data-act=${act}]:not(:disabled)`)) this.focus("[data-act=pause]");
    this.tick();
    this.wake();
    // Groups that are at different stations see on the wall who is where.
    this.view.reveal(turn && walk?.spread ? undefined : shown(protocol.steps, meeting.at), turn?.round);
  }

  /** @param {string} selector @returns {boolean} whether there is such a thing */
  focus(selector) {
    const found = /** @type {HTMLElement | null} */ (this.body.querySelector(selector));
    found?.focus();
    return Boolean(found);
  }

  /** The round of the walk that is under way, where one is. @param {Meeting} meeting */
  turn(meeting) {
    const { rounds = 0 } = this.protocol.steps[meeting.at];
    return rounds > 1 ? rounded(meeting, rounds, Date.now()) : undefined;
  }

  /** Everybody goes on to the next station. @param {Running} running @param {number} round */
  goOn(running, round) {
    const next = { ...running, meeting: { ...running.meeting, round } };
    this.keep(next);
    this.show();
    this.bell(next);
  }

  /** @param {Running} running whose next round has begun, in whichever window that was seen first */
  bell({ meeting: { round = 0 }, sound }) {
    this.say(fill(this.words.run_round, { number: round + 1 }));
    if (sound) ring();
  }

  tick() {
    const { running, words } = this;
    if (!running) return;
    const now = Date.now(), { meeting } = running, found = signs(meeting, this.protocol.steps[meeting.at], now);
    const { over, near } = found, turn = this.turn(meeting);
    if (turn && turn.round !== (meeting.round ?? 0)) return this.goOn(running, turn.round);
    this.time.textContent = digits(turn ? Math.max(Math.ceil(turn.rest / 1000), 0) : found.seconds);
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

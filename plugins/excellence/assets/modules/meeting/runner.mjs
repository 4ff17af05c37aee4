// @ts-check
// Runs a protocol: one step at a time with its prompts and a clock. It never begins by itself and never holds the focus.

import { begin, digits, ending, extend, goto, pause, remaining, shorten, slip } from "./clock.mjs";
import { action } from "../shared/controls.mjs";
import { fill, make } from "../shared/dom.mjs";
import { forget, keep, kept, watch } from "../shared/store.mjs";
import { wordsOf } from "../shared/strings.mjs";

/** @typedef {import("./clock.mjs").Meeting} Meeting */
/** @typedef {{id: string, title: string, steps: {title: string, minutes: number[], alert: number | null, rest: boolean, reveal: "look" | "task" | "work" | null}[], roles?: {name: string, does: string}[]}} Protocol */
/** @typedef {{id: string, path: string, title: string, meeting: Meeting, roles: Record<string, string>, sound: boolean}} Running */

const MAIN = { look: "xc-button" };
const NAME = "runner", MORE = 2, ALERT = 3, LONGEST = 240;

/** @param {HTMLElement} button @param {Protocol} protocol @param {HTMLElement[]} steps @param {Record<string, string>} words */
function start(button, protocol, steps, words) {
  const box = make("section", { class: "xc-runner", tabindex: "-1", "aria-label": fill(words.run_of, { title: protocol.title }) });
  const status = make("p", { role: "status", class: "xc-runner__status" });
  const body = make("div", {});
  box.append(status, body);
  button.after(box);
  button.hidden = true;

  const left = new AbortController(), { signal } = left;
  /** @type {Running | undefined} */
  let running;
  /** @type {any} */
  let lock;
  let audio = /** @type {AudioContext | undefined} */ (undefined);

  // The minutes of each step, from the address where it has them.

  const planned = protocol.steps.map(({ minutes }) => minutes[0]);
  function asked() {
    const said = /^#m=([\d.,]+)$/.exec(location.hash)?.[1].split(",").map(Number) ?? [];
    return said.length === planned.length && said.every((each) => each >= 1 && each <= LONGEST) ? said : [...planned];
  }
  let minutes = asked();

  /** @param {string} message */
  const say = (message) => void (status.textContent = message);
  const clock = (/** @type {number} */ at) => new Intl.DateTimeFormat(document.documentElement.lang, { hour: "numeric", minute: "2-digit" }).format(at);

  // Before it begins

  /** @type {Record<string, string>} */
  let roles = {};
  let sound = false;

  function prepare() {
    const elsewhere = kept(NAME)?.data;
    if (elsewhere?.id === protocol.id && elsewhere.path === location.pathname) return resume(elsewhere);
    const total = make("p", {});
    const rows = protocol.steps.map((step, at) => {
      const field = /** @type {HTMLInputElement} */ (make("input", { type: "number", min: 1, max: LONGEST, step: 1, value: minutes[at], inputmode: "numeric" }));
      field.oninput = () => {
        const value = Number(field.value);
        field.setCustomValidity(value >= 1 && value <= LONGEST ? "" : words.run_wrong);
        if (!field.checkValidity()) return field.reportValidity();
        minutes[at] = value;
        const changed = minutes.some((each, place) => each !== planned[place]);
        history.replaceState(history.state, "", changed ? `#m=${minutes.join(",")}` : location.pathname + location.search);
        sums();
      };
      return make("li", {}, make("label", {}, make("span", {}, `${at + 1}. ${step.title}`), make("span", { class: "xc-runner__minutes" }, field, ` ${words.run_minutes}`)));
    });
    const sums = () => {
      const whole = minutes.reduce((sum, each) => sum + each, 0);
      total.textContent = fill(words.run_total, { minutes: whole, start: clock(Date.now()), end: clock(Date.now() + whole * 60_000) });
    };
    sums();
    const people = (protocol.roles ?? []).map(({ name }) => {
      const field = /** @type {HTMLInputElement} */ (make("input", { type: "text", maxlength: 60, autocomplete: "off", value: roles[name] ?? "" }));
      field.oninput = () => void (roles[name] = field.value);
      return make("label", {}, make("span", {}, name), field);
    });
    const bell = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox" }));
    bell.checked = sound;
    bell.onchange = () => {
      sound = bell.checked;
      if (sound) ring();
    };
    body.replaceChildren(
      ...(elsewhere ? [make("p", { class: "xc-runner__elsewhere" }, `${fill(words.run_elsewhere, { title: elsewhere.title })} `, make("a", { href: elsewhere.path }, words.run_there))] : []),
      make("h2", {}, words.run_plan), make("ol", { class: "xc-runner__plan" }, ...rows), total,
      ...(people.length ? [make("h3", {}, words.run_roles), make("p", { class: "xc-hint" }, words.run_private), make("div", { class: "xc-runner__roles" }, ...people)] : []),
      make("label", { class: "xc-runner__sound" }, bell, ` ${words.run_sound}`),
      make("p", { class: "xc-runner__actions" }, action(words.run_start, () => {
        running = { id: protocol.id, path: location.pathname, title: protocol.title, meeting: begin(minutes, Date.now()), roles, sound };
        save();
        show();
        box.focus();
        say(fill(words.run_begun, { title: protocol.steps[0].title }));
      }, MAIN), action(words.run_leave, leave)),
    );
  }

  function leave() {
    box.remove();
    button.hidden = false;
    button.focus();
    clearInterval(ticking);
    left.abort();
    lock?.release();
  }

  // While it runs

  const save = () => void (running && keep(NAME, running));

  /** @param {Running} found */
  function resume(found) {
    const { length } = found.meeting?.minutes ?? [];
    if (length !== protocol.steps.length) return forget(NAME);
    roles = found.roles ?? {};
    sound = Boolean(found.sound);
    running = { ...found, roles, sound };
    show();
    say(words.run_resumed);
  }

  /** @param {(meeting: Meeting, now: number) => Meeting} change @param {string} [message] */
  function change(change, message) {
    if (!running) return;
    running = { ...running, meeting: change(running.meeting, Date.now()) };
    save();
    show();
    if (message) say(message);
  }

  const time = make("p", { class: "xc-runner__time", role: "timer" }), late = make("p", { class: "xc-runner__late" }), sign = make("p", { class: "xc-runner__sign" });

  function show() {
    if (!running) return;
    const { meeting } = running, { at } = meeting, step = protocol.steps[at], held = document.activeElement instanceof HTMLElement && box.contains(document.activeElement) ? document.activeElement.dataset.act : "";
    const parts = [...steps[at].children].slice(1).map((part) => /** @type {Element} */ (part.cloneNode(true)));
    if (step.reveal) parts.push(shown(step.reveal));
    const people = Object.entries(running.roles).filter(([, who]) => who.trim());
    /** @param {string} name @param {string} label @param {() => void} press @param {boolean} [off] */
    const act = (name, label, press, off = false) => {
      const made = action(label, press, name === "pause" ? MAIN : {});
      made.dataset.act = name;
      made.disabled = off;
      return made;
    };
    const last = at === protocol.steps.length - 1;
    const tools = make("p", { class: "xc-runner__actions" },
      act("pause", meeting.until ? words.run_pause : words.run_go, () => change(pause, meeting.until ? words.run_paused : words.run_goes)),
      act("more", words.run_more, () => change((now, when) => extend(now, MORE, when), words.run_longer)),
      act("back", words.run_back, () => move(at - 1), !at),
      act("next", words.run_next, () => move(at + 1), last),
      act("screen", document.fullscreenElement ? words.run_unscreen : words.run_screen, () => {
        if (document.fullscreenElement) document.exitFullscreen();
        else box.requestFullscreen?.().catch(() => {});
      }),
      act("end", words.run_end, () => {
        forget(NAME);
        running = undefined;
        if (document.fullscreenElement) document.exitFullscreen();
        prepare();
        box.focus();
        say(words.run_ended);
      }));
    body.replaceChildren(
      make("p", { class: "xc-runner__where" }, fill(words.run_where, { number: at + 1, total: protocol.steps.length })),
      make("h2", {}, step.title), time, sign, make("div", { class: "xc-runner__step" }, ...parts),
      ...(people.length ? [make("p", { class: "xc-runner__people" }, people.map(([role, who]) => `${role}: ${who}`).join(" · "))] : []),
      tools, late);
    if (held) /** @type {HTMLElement | null} */ (tools.querySelector(`[data-act=${held}]:not(:disabled)`) ?? tools.querySelector("[data-act=pause]"))?.focus();
    tick();
    wake();
  }

  /** The works to try it on, each by the face that this step shows, where it has that; a number, since a title would give
   * it away. @param {"look" | "task" | "work"} face */
  function shown(face) {
    const works = /** @type {Record<string, string>[]} */ (JSON.parse(button.dataset.faces || "[]"));
    const links = works.flatMap(({ [face]: href }, at) => (href ? [make("a", { href, target: "_blank" }, fill(words.run_work, { number: at + 1 })), " "] : []));
    return make("p", { class: "xc-runner__works" }, ...links);
  }

  /** @param {number} at */
  function move(at) {
    change((meeting, now) => goto(meeting, at, now), protocol.steps[at].title);
    box.scrollIntoView({ block: "nearest" });
  }

  let told_late = NaN;
  function tick() {
    if (!running) return;
    const now = Date.now(), { meeting } = running, rest = remaining(meeting, now), step = protocol.steps[meeting.at];
    time.textContent = digits(Math.max(Math.ceil(rest / 1000), 0));
    time.classList.toggle("xc-runner__time--over", rest <= 0);
    const before = (step.alert ?? (meeting.minutes[meeting.at] > 2 * ALERT && !step.rest ? ALERT : 0)) * 60_000;
    const near = before && rest <= before && rest > 0;
    sign.textContent = rest <= 0 ? words.run_over : near ? fill(words.run_alert, { minutes: Math.ceil(rest / 60_000) }) : "";
    if (meeting.until && rest <= 0 && !meeting.over) {
      running = { ...running, meeting: { ...meeting, over: true, alerted: true } };
      save();
      say(words.run_over);
      ring();
    } else if (meeting.until && near && !meeting.alerted) {
      running = { ...running, meeting: { ...meeting, alerted: true } };
      save();
      say(fill(words.run_alert, { minutes: Math.ceil(rest / 60_000) }));
      ring();
    }
    const minutes_late = slip(meeting, now);
    if (minutes_late !== told_late || !late.isConnected || !late.childNodes.length) {
      told_late = minutes_late;
      const span = fill(words.run_span, { start: clock(meeting.begun), end: clock(ending(meeting, now)) });
      const coming = meeting.at < protocol.steps.length - 1;
      const parts = minutes_late > 0 && coming ? [` ${fill(words.run_late, { minutes: minutes_late })} `, action(words.run_shorten, () => {
        change(shorten, words.run_shortened);
        /** @type {HTMLElement | null} */ (box.querySelector("[data-act=pause]"))?.focus();
      })] : [];
      late.replaceChildren(span, ...parts);
    }
  }
  const ticking = setInterval(tick, 250);

  /** Two soft tones, made here; no file is fetched. */
  function ring() {
    if (!sound || !("AudioContext" in globalThis)) return;
    audio ??= new AudioContext();
    for (const [at, pitch] of [[0, 660], [0.35, 880]]) {
      const tone = audio.createOscillator(), volume = audio.createGain(), from = audio.currentTime + at;
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.2, from);
      volume.gain.exponentialRampToValueAtTime(0.001, from + 0.6);
      tone.connect(volume).connect(audio.destination);
      tone.start(from);
      tone.stop(from + 0.6);
    }
  }

  /** Keeps the screen lit while a clock runs; a page that comes back asks again. */
  async function wake() {
    const wanted = Boolean(running?.meeting.until) && document.visibilityState === "visible";
    try {
      if (wanted && (!lock || lock.released)) lock = await /** @type {any} */ (navigator).wakeLock?.request("screen");
      else if (!wanted && lock) await lock.release();
    } catch {
      // A device that may not stay awake still has the right time when it wakes.
    }
    tick();
  }
  document.addEventListener("visibilitychange", wake, { signal });
  addEventListener("fullscreenchange", () => running && show(), { signal });

  // Another window of this browser runs the same meeting.
  watch(NAME, () => {
    const now = kept(NAME)?.data;
    if (now?.id === protocol.id && now.path === location.pathname) resume(now);
    else if (running) {
      running = undefined;
      prepare();
      say(now ? fill(words.run_elsewhere, { title: now.title }) : words.run_ended);
    }
  }, signal);
  addEventListener("hashchange", () => {
    if (running) return;
    minutes = asked();
    prepare();
  }, { signal });
  prepare();
  if (!running) box.focus();
}

const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-run]"));
const record = document.querySelector("[data-protocol]");

/** @param {HTMLElement} button @param {Protocol} protocol */
async function run(button, protocol) {
  start(button, protocol, [...document.querySelectorAll(".xc-protocol > .xc-steps > li")].map((step) => /** @type {HTMLElement} */ (step)), await wordsOf("tools"));
}

if (button && record) {
  const protocol = /** @type {Protocol} */ (JSON.parse(record.textContent ?? ""));
  button.addEventListener("click", () => run(button, protocol));
  // A meeting that was under way goes on; a link with minutes opens the plan, and waits.
  if (kept(NAME)?.data?.path === location.pathname || /^#m=/.test(location.hash)) run(button, protocol);
}

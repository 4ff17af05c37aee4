// @ts-check
// The projector: a dark screen with one picture and nothing else. A second window of the same browser follows the first,
// so that the class sees the picture while the laptop keeps the notes.

import { digits, left } from "../meeting/clock.mjs";
import { fill, make } from "../shared/dom.mjs";
import { Surface, WHOLE } from "./surface.mjs";
import { button, counted, said } from "./viewer.mjs";

const CHANNEL = "excellence.projector", REST = 3000, MINUTES = [5, 10, 15];
const CLASS = "#project";

/** `prompt` counts through none, notice and wonder; `until` is when the timer ends, in milliseconds, or none.
 * @typedef {{at: number, place: import("./surface.mjs").Place, blank: boolean, prompt: number, until: number, minutes: number}} State */

/** @param {import("./viewer.mjs").Shown[]} sights @param {number} at @param {Record<string, string>} told @param {import("./viewer.mjs").About} about */
export function open(sights, at, told, { title, opener, listed = false }) {
  // What a class looks at leads: a window that was opened for it waits for what the other says.
  const follows = location.hash === CLASS;
  /** @type {State} */
  const state = { at, place: WHOLE, blank: false, prompt: 0, until: 0, minutes: 0 };
  const box = make("div", { class: "xc-projector__picture" }), status = make("p", { role: "status", class: "xc-hidden" });
  const prompt = make("p", { class: "xc-projector__prompt", hidden: "hidden" }), timer = make("p", { class: "xc-projector__timer", role: "timer", hidden: "hidden" });
  const notes = make("div", { class: "xc-projector__notes", tabindex: "0", role: "group", "aria-label": told.view_words });
  const list = make("dl", {}), keys = make("div", { class: "xc-projector__keys", hidden: "hidden", tabindex: "0", role: "group", "aria-label": told.project_help }, list);
  for (const line of told.project_keys.split("|")) {
    const [key, does] = line.split("=");
    list.append(make("div", {}, make("dt", {}, key), make("dd", {}, does)));
  }
  const actions = /** @type {[string, string, string, () => void][]} */ ([
    [told.view_previous, "‹", "", () => step(-1)],
    [told.view_next, "›", "", () => step(1)],
    [told.view_out, "−", "", () => surface.out()],
    [told.view_in, "+", "", () => surface.in()],
    [told.project_blank, "", "b", () => change({ blank: !state.blank })],
    [told.project_prompt, "", "n", () => change({ prompt: (state.prompt + 1) % 3 })],
    [told.project_timer, "", "t", () => time()],
    [told.project_second, "", "w", () => second()],
    [told.project_full, "", "f", () => full()],
    [told.project_help, "", "?", () => keys.toggleAttribute("hidden")],
    [told.view_close, "×", "", () => dialog.close()],
  ]);
  const bar = make("div", { class: "xc-projector__bar" }, ...actions.map(([label, sign, letter, press]) => {
    const made = button(label, sign, press);
    if (sign) return made;
    // In words, for whoever has no keys; the key stands in the name.
    made.classList.add("xc-tool--words");
    made.dataset.key = letter;
    made.replaceChildren(label.replace(/ \(.\)$/, ""));
    return made;
  }));
  const dialog = /** @type {HTMLDialogElement} */ (make("dialog", { class: "xc-looking xc-projector", "aria-label": fill(told.project_of, { title }), tabindex: "-1" }, box, make("div", { class: "xc-projector__strip" }, prompt, timer), notes, keys, bar, status));
  document.body.append(dialog);
  const surface = new Surface(box, { onswipe: step, onplace: (place) => change({ place }) });

  // One state in every window

  const channel = new BroadcastChannel(CHANNEL), page = location.pathname;
  /** @param {string} kind */
  const tell = (kind) => channel.postMessage({ page, kind, state });
  channel.onmessage = ({ data }) => {
    if (data.page !== page) return;
    if (data.kind === "hello") {
      dialog.classList.add("xc-projector--notes");
      if (document.fullscreenElement) document.exitFullscreen();
      status.textContent = told.project_follows;
      tell("state");
      surface.fit();
    } else if (data.kind === "bye") {
      dialog.classList.remove("xc-projector--notes");
    } else take(data.state);
  };

  /** @param {Partial<State>} part */
  function change(part) {
    take({ ...state, ...part }, true);
    tell("state");
  }

  let shown = -1;
  /** Shows a state; what is said of it is said only in the window where it was done. @param {State} next @param {boolean} [mine] */
  async function take(next, mine = false) {
    const before = { ...state };
    Object.assign(state, next);
    dialog.classList.toggle("xc-projector--blank", state.blank);
    prompt.hidden = !state.prompt;
    prompt.textContent = ["", told.project_notice, told.project_wonder][state.prompt];
    if (mine && state.blank !== before.blank) status.textContent = state.blank ? told.project_blanked : told.project_back;
    if (mine && state.prompt !== before.prompt) status.textContent = prompt.textContent;
    tick();
    if (shown !== state.at) {
      shown = state.at;
      const sight = sights[state.at];
      const name = () => counted(sight, sight.name, fill(told.view_count, { number: state.at + 1, total: sights.length }));
      status.replaceChildren(...name());
      notes.replaceChildren(make("h2", {}, ...name()), ...said(sight.words), ...(sights[state.at + 1] ? [make("p", { class: "xc-projector__next" }, fill(told.project_next, { name: sights[state.at + 1].name || String(state.at + 2) }))] : []));
      if (!(await surface.show(sight)) && shown === next.at) status.textContent = told.view_failed;
      surface.warm(sights[state.at + 1]);
    }
    if (!mine) surface.go(state.place, { eased: false, quiet: true });
  }

  // What is done

  /** @param {number} by */
  function step(by) {
    goto((state.at + by + sights.length) % sights.length);
  }

  /** @param {number} next */
  function goto(next) {
    if (!sights[next]) return;
    if (listed) surface.go(WHOLE, { eased: false, quiet: true });
    change({ at: next, blank: false, place: surface.place });
  }

  function time() {
    const minutes = MINUTES[MINUTES.indexOf(state.minutes) + 1] ?? 0;
    change({ minutes, until: minutes ? Date.now() + minutes * 60_000 : 0 });
    status.textContent = minutes ? fill(told.project_timed, { number: minutes }) : told.project_untimed;
  }

  let ended = false;
  function tick() {
    timer.hidden = !state.until;
    const seconds = left(state.until);
    timer.textContent = digits(seconds);
    timer.classList.toggle("xc-projector__timer--over", !seconds);
    if (state.until && !seconds && !ended) status.textContent = told.project_over;
    ended = Boolean(state.until) && !seconds;
  }
  const ticking = setInterval(tick, 500);

  function second() {
    const other = window.open(location.pathname + location.search + CLASS, "excellence-class", "popup,width=1024,height=768");
    if (!other) status.textContent = told.project_barred;
  }

  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else dialog.requestFullscreen?.().catch(() => {});
  }

  dialog.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target), { key } = event;
    wake();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest(".xc-projector__notes, .xc-surface__text") && /^Arrow(Up|Down)$|^Page/.test(key)) return;
    if (key === " " && target.closest("button")) return;
    const action = actions.find(([, , letter]) => letter && letter === key.toLowerCase());
    if (action) action[3]();
    else if (/^[1-9]$/.test(key)) goto(Number(key) - 1);
    else if (surface.key(event)) { /* the picture has moved */ }
    else if (key === "ArrowRight" || key === "PageDown" || key === " ") step(1);
    else if (key === "ArrowLeft" || key === "PageUp") step(-1);
    else if (key === "Home") goto(0);
    else if (key === "End") goto(sights.length - 1);
    else return;
    event.preventDefault();
  });

  // The buttons rest while nobody moves; a key or a touch brings them back.
  let resting = 0;
  function wake() {
    dialog.classList.remove("xc-projector--rest");
    clearTimeout(resting);
    resting = setTimeout(() => {
      if (!bar.contains(document.activeElement)) dialog.classList.add("xc-projector--rest");
    }, REST);
  }
  dialog.addEventListener("pointermove", wake);
  dialog.addEventListener("pointerdown", wake);
  dialog.addEventListener("focusin", wake);

  history.pushState({ ...history.state, looking: true }, "", follows ? undefined : CLASS);
  let gone = false;
  const away = () => {
    gone = true;
    dialog.close();
  };
  const bye = () => follows && tell("bye");
  addEventListener("popstate", away);
  addEventListener("pagehide", bye);
  dialog.addEventListener("close", () => {
    removeEventListener("popstate", away);
    removeEventListener("pagehide", bye);
    clearInterval(ticking);
    clearTimeout(resting);
    bye();
    channel.close();
    surface.close();
    if (document.fullscreenElement) document.exitFullscreen();
    dialog.remove();
    if (!gone) history.back();
    opener?.focus();
  });

  dialog.showModal();
  dialog.focus();
  wake();
  if (!follows) full();
  take({ ...state }, true);
  if (follows) tell("hello");
}

// @ts-check
// A protocol that is run, as elements: the plan before it begins, then one step after another.

import { action } from "../shared/controls.mjs";
import { fill, make } from "../shared/dom.mjs";
import { counted } from "../shared/strings.mjs";
import { extend, pause } from "./clock.mjs";
import { allowed, directions, LONGEST } from "./runner-state.mjs";

/** @typedef {import("./runner-state.mjs").Protocol} Protocol */
/** @typedef {import("./runner-state.mjs").Running} Running */
/** @typedef {import("../shared/strings.mjs").Words} Words */
/** @typedef {import("../shared/dom.mjs").Child} Child */

/** What is chosen before a meeting begins; `change` keeps a part of it.
 * @typedef {object} Plan
 * @property {number[]} minutes
 * @property {Record<string, string>} roles
 * @property {boolean} sound
 * @property {(part: Partial<Pick<Plan, "minutes" | "roles" | "sound">>) => void} change */

/** A button of the meeting: what it does, its label, and whether it can't be pressed now.
 * @typedef {[name: string, label: string, press: () => void, off?: boolean]} Act */

const MAIN = { look: "xc-button" };
/** Minutes that one press adds. */
const MORE = 2;

/** A time of the day. @param {number} at */
const clock = (at) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { hour: "numeric", minute: "2-digit" }).format(at);

/** @param {number} at @param {Plan} plan @param {string} wrong what is said of minutes that can't be */
function minutesField(at, plan, wrong) {
  const value = plan.minutes[at];
  const field = make("input", { type: "number", min: 1, max: LONGEST, step: 1, value, inputmode: "numeric" });
  field.oninput = () => {
    const now = Number(field.value);
    field.setCustomValidity(allowed(now) ? "" : wrong);
    if (!field.reportValidity()) return;
    plan.change({ minutes: plan.minutes.map((each, place) => (place === at ? now : each)) });
  };
  return field;
}

/** How long all of it takes, from now on. @param {Words} words @param {number[]} minutes */
export function total(words, minutes) {
  const whole = minutes.reduce((sum, each) => sum + each, 0), now = Date.now();
  return counted(words, "run_total", whole, { minutes: whole, start: clock(now), end: clock(now + whole * 60_000) });
}

/** @param {string} name @param {Plan} plan */
function role(name, plan) {
  const field = make("input", { type: "text", maxlength: 60, autocomplete: "off", value: plan.roles[name] });
  field.oninput = () => plan.change({ roles: { ...plan.roles, [name]: field.value } });
  return make("label", {}, make("span", {}, name), field);
}

/** Before it begins. @param {Protocol} protocol @param {Words} words @param {Plan} plan
 * @param {Running | undefined} elsewhere a meeting that goes on on another page @param {Node} sum how long it takes
 * @param {{start: () => void, leave: () => void}} acts @returns {(Child | Child[])[]} */
export function planned({ steps, roles = [] }, words, plan, elsewhere, sum, { start, leave }) {
  const rows = steps.map(({ title }, at) => make("li", {}, make("label", {}, make("span", {}, `${at + 1}. ${title}`),
    make("span", { class: "xc-runner__minutes" }, minutesField(at, plan, words.run_wrong), ` ${words.run_minutes}`))));
  const people = [make("h3", {}, words.run_roles), make("p", { class: "xc-hint" }, words.run_private),
    make("div", { class: "xc-runner__roles" }, roles.map(({ name }) => role(name, plan)))];
  const told = steps.some(({ rounds }) => rounds) ? words.run_sound_walk : words.run_sound;
  const bell = make("input", { type: "checkbox" });
  bell.checked = plan.sound;
  bell.onchange = () => plan.change({ sound: bell.checked });
  const other = elsewhere && [`${fill(words.run_elsewhere, { title: elsewhere.title })} `,
    make("a", { href: elsewhere.path }, words.run_there)];
  return [
    other && make("p", { class: "xc-runner__elsewhere" }, other),
    make("h2", {}, words.run_plan), make("ol", { class: "xc-runner__plan" }, rows), sum,
    roles.length > 0 && people, make("label", { class: "xc-runner__sound" }, bell, ` ${told}`),
    make("p", { class: "xc-runner__actions" }, action(words.run_start, start, MAIN), action(words.run_leave, leave)),
  ];
}

/** Where a meeting leads on: the note catchers that were written in, the sheet that keeps it, two works side by side.
 * @typedef {{notes: Link[], summary: Link | null, pair: string}} Ways */
/** @typedef {{href: string, title: string}} Link */

/** The works to try it on, each by the face that this step shows, where it has that; a number, since a title would give
 * it away. @param {string} face @param {Record<string, string>[]} faces @param {Words} words */
const works = (face, faces, words) => faces.flatMap(({ [face]: href, label }, at) =>
  (href ? [make("a", { href, target: "_blank" }, label ? fill(words.run_station, { letter: label }) :
    fill(words.run_work, { number: at + 1 })), " "] : []));

/** What can be done in a step. @param {import("./runner-tool.mjs").Runner} runner
 * @param {import("./clock.mjs").Meeting} meeting @returns {Act[]} */
export function acts(runner, { at, until }) {
  const { words, view } = runner, whole = view.on;
  if (runner.asking) {
    return [["end", words.run_sure, () => runner.end()], ["pause", words.run_stay, () => {
      runner.asking = false;
      runner.show();
      runner.focus("[data-act=pause]");
    }]];
  }
  return [
    ["pause", until ? words.run_pause : words.run_go,
      () => runner.change(pause, until ? words.run_paused : words.run_goes)],
    ["more", words.run_more, () => runner.change((meeting, now) => extend(meeting, MORE, now), words.run_longer)],
    ["back", words.run_back, () => runner.move(at - 1), !at],
    at < runner.protocol.steps.length - 1 ? ["next", words.run_next, () => runner.move(at + 1)] :
      ["close", words.run_finish, () => runner.end()],
    ["screen", whole ? words.run_unscreen : words.run_screen, () => view.turn(!whole)],
    ["end", words.run_end, () => runner.ask()],
  ];
}

/** The step that is under way. @param {Protocol} protocol @param {Words} words @param {Running} running
 * @param {{parts: Node[], faces: Record<string, string>[], pair: string, clock: Node[], late: Node, acts: Act[]}} held
 * what the page says of it, the works, what changes with the clock, and what can be done
 * @returns {(Child | Child[])[]} */
export function step({ steps }, words, { meeting: { at }, roles }, { parts, faces, pair, clock, late, acts }) {
  const { title, reveal } = steps[at], side = make("a", { href: pair, target: "_blank" }, words.run_pair);
  const links = reveal === "pair" ? [...(pair ? [side] : [])] : reveal ? works(reveal, faces, words) : [];
  const people = Object.entries(roles).filter(([, who]) => who.trim());
  const buttons = acts.map(([name, label, press, off = false]) => {
    const made = action(label, press, name === "pause" || name === "close" ? MAIN : {});
    made.dataset.act = name;
    made.disabled = off;
    return made;
  });
  return [
    make("p", { class: "xc-runner__where" }, fill(words.run_where, { number: at + 1, total: steps.length })),
    make("h2", {}, title), make("p", { class: "xc-runner__group" }, directions(steps[at])), clock,
    make("div", { class: "xc-runner__step" }, parts,
      links.length > 0 && make("p", { class: "xc-runner__works" }, links)),
    people.length > 0 && make("p", { class: "xc-runner__people" }, people.map((each) => each.join(": ")).join(" · ")),
    make("p", { class: "xc-runner__actions" }, buttons), late,
  ];
}

/** After the end: where to go on. @param {Protocol} protocol @param {Words} words @param {Ways} ways
 * @param {{again: () => void, leave: () => void}} acts @returns {(Child | Child[])[]} */
export function closing({ after = [] }, words, { notes, summary }, { again, leave }) {
  /** @param {Link} link */
  const line = ({ href, title }) => make("li", {}, make("a", { href }, title));
  return [
    make("h2", {}, words.run_done),
    summary && make("p", {}, `${words.run_summary} `, make("a", { href: summary.href }, summary.title)),
    notes.length > 0 && [make("h3", {}, words.run_notes), make("ul", {}, notes.map(line))],
    after.length > 0 && [make("h3", {}, words.run_after), make("ul", {}, after.map((each) => make("li", {}, each)))],
    make("p", { class: "xc-runner__actions" }, action(words.run_again, again), action(words.run_leave, leave)),
  ];
}

/** From when to when it goes, and what can be done where it is late. @param {Words} words
 * @param {{begun: number, end: number, minutes: number}} times @param {(() => void) | false} shorten */
export const lateness = (words, { begun, end, minutes }, shorten) => [
  fill(words.run_span, { start: clock(begun), end: clock(end) }),
  ...(shorten ? [` ${counted(words, "run_late", minutes, { minutes })} `, action(words.run_shorten, shorten)] : []),
];

// @ts-check
// How a walk fits its time, and who is where in each round, as elements.

import { fill, make } from "../shared/dom.mjs";
import { letter } from "../shared/stations.mjs";
import { counted } from "../shared/strings.mjs";
import { LONGEST } from "../meeting/runner-state.mjs";
import { fit, GOOD, rotation } from "./rotation.mjs";

/** @typedef {import("./walk-tool.mjs").Walk} Walk */

/** @param {Walk} walk */
export const fitOf = ({ shown, plan, protocol }) =>
  fit(shown.length, plan.minutes, protocol ?? { least: 0, most: LONGEST });

/** How long it takes, and what would be better. @param {Walk} walk */
export function fitting(walk) {
  const { words, shown, plan: { minutes }, protocol } = walk, { whole, long, few, many, room } = fitOf(walk);
  const number = shown.length, said = [fill(words.fit_whole, { number, minutes, whole })];
  if (protocol) {
    const { title, least, most } = protocol, span = least === most ? most : `${least}–${most}`;
    said.push(fill(words.fit_step, { title, span }));
  }
  const [least, most] = GOOD, advice = { least, most, rounds: room };
  return [
    make("p", {}, said.join(" ")),
    long && make("p", { class: "xc-walk__warn" }, fill(words.fit_long, advice)),
    (few || many) && make("p", { class: "xc-hint" }, fill(few ? words.fit_few : words.fit_many, advice)),
  ];
}

/** The table of rounds and groups. @param {Walk} walk @param {boolean} [open] */
export function turnsOf(walk, open = false) {
  const { words, plan: { groups }, shown } = walk;
  if (groups < 2 || !shown.length) return [];
  const table = tableOf(walk);
  return open ? [table] : [make("details", { class: "xc-walk__turns" }, make("summary", {}, words.turns), table,
    make("p", { class: "xc-hint" }, groups > shown.length ? words.turns_shared : words.turns_alone))];
}

/** @param {Walk} walk */
export function tableOf(walk) {
  const { words, plan: { groups }, shown } = walk, { rounds } = fitOf(walk);
  const head = Array.from({ length: groups }, (_, group) =>
    make("th", { scope: "col" }, fill(words.turns_group, { number: group + 1 })));
  const rows = rotation(groups, shown.length, rounds).map((row, round) => make("tr", {},
    make("th", { scope: "row" }, fill(words.turns_round, { number: round + 1 })),
    row.map((at) => make("td", {}, letter(shown[at].at)))));
  const caption = make("caption", {}, counted(words, "turns_of", rounds));
  return make("div", { class: "xc-scroll", tabindex: "0", role: "region", "aria-label": words.turns },
    make("table", { class: "xc-table xc-turns" }, caption,
      make("thead", {}, make("tr", {}, make("td", {}), head)), make("tbody", {}, rows)));
}

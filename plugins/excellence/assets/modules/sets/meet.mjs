// @ts-check
// A walk that is run: the protocol as its own page has it, with a round for each station and the works by their faces.

import { adopted, pageAt } from "../shared/adopt.mjs";
import { fill, make } from "../shared/dom.mjs";
import { facesOf, letter } from "../shared/stations.mjs";
import { wordsOf } from "../shared/strings.mjs";
import { LONGEST } from "../meeting/runner-state.mjs";
import { Runner } from "../meeting/runner-tool.mjs";
import { rotation } from "./rotation.mjs";
import { fitOf } from "./turns.mjs";

/** @typedef {import("./walk-tool.mjs").Walk} Walk */
/** @typedef {import("../meeting/runner-state.mjs").Protocol} Protocol */
/** @typedef {{record: Protocol, steps: Element[], ways: any}} Run */

/** A step of a walk that is part of no protocol, as the page would show it.
 * @param {string} title @param {string} text */
const shown = (title, text) => make("li", {}, make("h3", {}, title), make("p", {}, text));

/** A walk by itself, and a talk. @param {Walk} walk @returns {Run} */
function alone({ words, box }) {
  const summary = JSON.parse(box.dataset.summary ?? "null");
  const [minutes, alert, rest] = [[10], null, false];
  const steps = /** @type {Protocol["steps"]} */ ([
    { title: words.walk_step, minutes, alert, rest, reveal: "look", group: words.walk_do, walk: true },
    { title: words.walk_talk, minutes, alert, rest, reveal: "look", group: words.walk_talk_do },
  ]);
  const record = { id: "walk", title: words.walk_title, steps };
  const pages = steps.map(({ title, group }) => shown(title, group ?? ""));
  return { record, steps: pages, ways: { notes: [], summary, pair: "" } };
}

/** A protocol from its page. @param {string} href @param {string[]} slugs @returns {Promise<Run>} */
async function fromPage(href, slugs) {
  const place = new URL(href, location.href).href, page = await pageAt(place);
  const record = JSON.parse(page.querySelector("[data-protocol]")?.textContent ?? "");
  const ways = JSON.parse(page.querySelector("[data-run]")?.getAttribute("data-ways") ?? "{}");
  /** @param {string} link to a note catcher, which then lists the works */
  const listed = (link) => {
    const to = new URL(link, place);
    to.searchParams.set("set", slugs.join(","));
    return to.href.replaceAll("%2C", ",");
  };
  const steps = [...page.querySelectorAll(".xc-protocol .xc-steps > li")].map((step) => adopted(step, place));
  for (const each of steps.flatMap((step) => [...step.querySelectorAll(".xc-steps__with a")])) {
    const link = /** @type {HTMLAnchorElement} */ (each);
    link.href = listed(link.href);
    link.target = "_blank";
  }
  const notes = (ways.notes ?? []).map((/** @type {any} */ each) => ({ ...each, href: listed(each.href) }));
  const summary = ways.summary && { ...ways.summary, href: new URL(ways.summary.href, place).href };
  return { record, steps, ways: { ...ways, notes, summary, pair: "" } };
}

/** The rounds of each walk, and, of the first, the minutes that the set gives it.
 * @param {Walk} walk @param {Protocol} record */
function timed(walk, record) {
  const { rounds } = fitOf(walk), first = record.steps.findIndex((step) => step.walk);
  const minutes = [Math.min(rounds * walk.plan.minutes, LONGEST)];
  return { ...record, steps: record.steps.map((step, at) => ({
    ...step, ...(step.walk ? { rounds: Math.min(rounds, passed(walk, step).length) } : {}),
    ...(at === first ? { minutes } : {}),
  })) };
}

/** The stations that a step leads past: when tasks are shown, those that have one.
 * @param {Walk} walk @param {Protocol["steps"][number]} step */
const passed = ({ shown }, { reveal }) => {
  const tasks = shown.filter(({ told }) => told.task);
  return reveal === "task" && tasks.length ? tasks : shown;
};

/** Who is where in a round. @param {Walk} walk @param {Protocol["steps"][number]} step @param {number} round */
function board(walk, step, round) {
  const { words, plan: { groups } } = walk, stations = passed(walk, step);
  const rows = rotation(groups, stations.length, step.rounds), now = rows[round % rows.length] ?? [];
  const where = now.map((at, group) => make("li", {},
    groups > 1 && make("span", {}, fill(words.turns_group, { number: group + 1 })),
    make("b", {}, letter(stations[at].at))));
  return make("div", { class: "xc-board" },
    make("p", { class: "xc-board__round" }, fill(words.board_round, { number: round + 1, total: rows.length })),
    make("ol", {}, where));
}

/** Runs the walk of a set.
 * @param {Walk} walk @param {HTMLElement} place @param {() => void} left is told when it is left */
export async function meet(walk, place, left) {
  const { shown, root, protocol, plan } = walk, slugs = shown.map(({ slug }) => slug);
  const [run, words] = await Promise.all([
    protocol ? fromPage(protocol.href, slugs) : alone(walk), wordsOf("meeting"),
  ]);
  const faces = shown.map(({ slug, told, at }) => ({ label: letter(at), ...facesOf(root, slug, told) }));
  const button = make("button", { type: "button", hidden: "hidden" });
  button.dataset.faces = JSON.stringify(faces);
  button.dataset.ways = JSON.stringify(run.ways);
  place.replaceChildren(button);
  // The button is what the runner stands beside; it is seen again when the runner is left.
  new MutationObserver((_, watching) => {
    if (button.hidden) return;
    watching.disconnect();
    left();
  }).observe(button, { attributeFilter: ["hidden"] });
  new Runner(button, timed(walk, run.record), run.steps, words, {
    board: (step, round) => board(walk, step, round), spread: plan.groups > 1,
  });
  place.scrollIntoView({ block: "nearest" });
}

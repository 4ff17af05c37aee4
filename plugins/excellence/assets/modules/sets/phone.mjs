// @ts-check
// A station on a telephone: its letter, its grade, its pictures; the task when the one who leads says so. Telephones go
// by the clock in the room, and say that they do.

import { adopted, pageAt } from "../shared/adopt.mjs";
import { action } from "../shared/controls.mjs";
import { fill, make, put } from "../shared/dom.mjs";
import { pageOf } from "../shared/get.mjs";
import { letter } from "../shared/stations.mjs";

/** @typedef {import("./walk-tool.mjs").Walk} Walk */

/** The parts of one of a work's pages. @param {string} href @param {string} parts */
async function partsOf(href, parts) {
  const place = new URL(pageOf(href), location.href), page = await pageAt(place);
  return [...page.querySelectorAll(parts)].map((part) => adopted(part, place));
}

/** @param {Walk} walk @param {number} at @param {string} label @param {string} rel */
function lead(walk, at, label, rel) {
  const { length } = walk.stations;
  if (length < 2) return false;
  const to = (at + length) % length, hash = walk.hash({ at: to });
  return make("a", { href: hash, rel, class: "xc-button xc-button--quiet" }, fill(label, { letter: letter(to) }));
}

/** Shows a station. @param {Walk} walk @param {number} at */
export async function station(walk, at) {
  const { words, root, main, names } = walk, { slug, told } = walk.stations[at], sign = letter(at), name = names[at];
  const nav = make("nav", { class: "xc-phone__nav", "aria-label": words.phone_nav },
    lead(walk, at - 1, words.phone_back, "prev"), lead(walk, at + 1, words.phone_next, "next"));
  const look = make("article", { class: "xc-look" }), task = make("div", { class: "xc-phone__task" });
  const show = action(words.phone_task, async () => {
    put(task, await partsOf(`${root}works/${slug}/task/`, "#task, #scoring-tool").catch(() => [words.walk_failed]));
  });
  put(main, make("div", { class: "xc-phone" },
    make("p", { class: "xc-phone__station" }, make("b", { class: "xc-letter" }, sign), ` ${told?.grade ?? ""}`,
      name && ` · ${name}`),
    make("p", { class: "xc-hint" }, words.phone_alone), look,
    told?.task && make("section", {}, make("p", { class: "xc-hint" }, words.phone_task_hint), show, task), nav));
  if (!told) return put(look, make("p", {}, words.set_gone));
  if (told.lang) look.lang = told.lang;
  put(look, await partsOf(`${root}works/${slug}/look/`, ".xc-look > .xc-piece").catch(() => [words.walk_failed]));
}

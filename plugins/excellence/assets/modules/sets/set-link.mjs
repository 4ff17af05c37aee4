// @ts-check
// A set as a link says it: slugs and settings, and never a word that somebody wrote.

import { isSlug } from "../shared/stations.mjs";
import { MOST, USUAL, within } from "./set-state.mjs";

/** `at` is the station of a telephone, or none (-1); `round` says that works are placed alone; `of` from how many works
 * the first were taken. @typedef {object} Plan
 * @property {string[]} works
 * @property {number} minutes
 * @property {number} groups
 * @property {string} protocol
 * @property {number} at
 * @property {boolean} round
 * @property {number} of */

/** What is taken of an address; the rest is nobody's set. */
const LONGEST = 4000;

/** @param {string[]} slugs */
export const slugsOf = (slugs) => [...new Set(slugs.filter(isSlug))].slice(0, MOST);

/** What an address says; whatever in it is no set is passed over.
 * @param {string} hash @param {Partial<Plan>} [planned] what holds where it says nothing @returns {Plan} */
export function planFrom(hash, planned = {}) {
  // What is cut off would be another work's name.
  const whole = hash.replace(/^#/, ""), cut = whole.slice(0, LONGEST);
  const said = new URLSearchParams(whole === cut ? whole : cut.replace(/,[^,]*$/, ""));
  const plan = { ...USUAL, works: [], ...planned };
  const works = said.has("w") ? slugsOf((said.get("w") ?? "").split(",")) : plan.works;
  const protocol = said.has("p") ? said.get("p") ?? "" : plan.protocol, at = (said.get("at") ?? "").charCodeAt(0) - 65;
  return {
    works,
    minutes: said.has("t") ? within(said.get("t"), "minutes") : plan.minutes,
    groups: said.has("g") ? within(said.get("g"), "groups") : plan.groups,
    protocol: isSlug(protocol) ? protocol : "",
    at: at >= 0 && at < works.length ? at : -1,
    round: said.get("do") === "calibrate",
    of: Math.min(Math.max(Math.trunc(Number(said.get("of")) || 0), 0), 100_000),
  };
}

/** The part of an address after `#`; what is as it is planned is left out.
 * @param {Partial<Plan>} plan @param {Partial<Plan>} [planned] */
export function hashOf(plan, planned) {
  const usual = { ...USUAL, ...planned }, said = new URLSearchParams();
  if (!planned && plan.works?.length) said.set("w", plan.works.join(","));
  if (plan.minutes && plan.minutes !== usual.minutes) said.set("t", String(plan.minutes));
  if (plan.groups && plan.groups !== usual.groups) said.set("g", String(plan.groups));
  if (plan.protocol !== undefined && plan.protocol !== usual.protocol) said.set("p", plan.protocol);
  if (plan.round) said.set("do", "calibrate");
  if (plan.at !== undefined && plan.at >= 0) said.set("at", String.fromCharCode(65 + plan.at));
  const text = said.toString().replaceAll("%2C", ",");
  return text && `#${text}`;
}

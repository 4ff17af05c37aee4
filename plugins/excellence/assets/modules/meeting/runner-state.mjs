// @ts-check
// A protocol that is run, as data: its minutes in an address, what is kept of a meeting, and the signs of its clock.

import { remaining } from "./clock.mjs";

/** @typedef {import("./clock.mjs").Meeting} Meeting */
/** A step; `alert` says how many minutes before its end it is told, `reveal` which face of the works is shown from it
 * on, `group` what everybody does, and `do` what the one who leads does.
 * @typedef {object} Step
 * @property {string} title
 * @property {number[]} minutes
 * @property {number | null} alert
 * @property {boolean} rest
 * @property {"look" | "task" | "work" | "pair" | null} reveal
 * @property {string | null} [group]
 * @property {string[]} [do]
 * @property {boolean} [walk] whether people go from station to station
 * @property {number} [rounds] of that walk */
/** `after` is what is done afterwards. @typedef {object} Protocol
 * @property {string} id
 * @property {string} title
 * @property {Step[]} steps
 * @property {{name: string, does: string}[]} [roles]
 * @property {string[]} [after] */
/** A meeting under way, as it is kept. @typedef {object} Running
 * @property {string} id
 * @property {string} path
 * @property {string} title
 * @property {Meeting} meeting
 * @property {Record<string, string>} roles
 * @property {boolean} sound */

/** A walk that a set is run as. @typedef {object} Walk
 * @property {(step: Step, round: number) => Node} board says who is where
 * @property {boolean} spread whether several groups are at different stations */

const MINUTE = 60_000, ALERT = 3;
/** No step is planned for longer. In minutes. */
export const LONGEST = 240;

/** @param {Protocol} protocol */
export const planned = ({ steps }) => steps.map(({ minutes }) => minutes[0]);

/** The face of the works that is shown in a step: that of the last one which said so. @param {Step[]} steps
 * @param {number} at */
export const shown = (steps, at) => steps.slice(0, at + 1).findLast(({ reveal }) => reveal)?.reveal ?? undefined;

/** What everybody does in a step. @param {Step} step */
export const directions = ({ group, do: does = [] }) => group || does[0] || "";

/** Whether a step may have so many minutes. @param {number} minutes */
export const allowed = (minutes) => minutes >= 1 && minutes <= LONGEST;

/** Whether an address says of a page's plan alone, and of no set. @param {string} hash */
const planning = (hash) => /^(#(m=.*)?)?$/.test(hash);

/** Where a meeting is run: a set has an address of its own. @param {{pathname: string, hash: string}} location */
export const pathOf = ({ pathname, hash }) => (planning(hash) ? pathname : pathname + hash);

/** The address with other minutes; one that names a set stays.
 * @param {string} hash what it says of the minutes
 * @param {{pathname: string, search: string, hash: string}} location */
export const placeOf = (hash, { pathname, search, hash: before }) =>
  pathname + search + (planning(before) ? hash : before);

/** The minutes of each step, from an address where it has them. @param {string} hash @param {Protocol} protocol */
export function minutesFrom(hash, protocol) {
  const plan = planned(protocol), said = /^#m=([\d.,]+)$/.exec(hash)?.[1].split(",").map(Number) ?? [];
  return said.length === plan.length && said.every(allowed) ? said : plan;
}

/** What an address says of the minutes; nothing where all is as it is planned.
 * @param {number[]} minutes @param {Protocol} protocol */
export function hashOf(minutes, protocol) {
  const plan = planned(protocol);
  return minutes.some((each, at) => each !== plan[at]) ? `#m=${minutes.join(",")}` : "";
}

/** Whether what is kept is a meeting of this protocol on this page.
 * @param {Running | undefined} kept @param {string} id @param {string} path */
export const here = (kept, id, path) => kept?.id === id && kept.path === path;

/** A meeting that goes on; nothing where it has not the steps that the protocol has now.
 * @param {Running} kept @param {Protocol} protocol @returns {Running | undefined} */
export function resumed(kept, { steps }) {
  if (kept.meeting?.minutes?.length !== steps.length) return undefined;
  return { ...kept, roles: kept.roles ?? {}, sound: Boolean(kept.sound) };
}

/** What the clock says: how many seconds a step still has, whether it is over or near its end, in how many minutes, and
 * whether that is to be told now, once. @param {Meeting} meeting @param {Step} step @param {number} now */
export function signs(meeting, step, now) {
  const rest = remaining(meeting, now), minutes = Math.ceil(rest / MINUTE), over = rest <= 0;
  const before = step.alert ?? (meeting.minutes[meeting.at] > 2 * ALERT && !step.rest ? ALERT : 0);
  const near = !over && rest <= before * MINUTE;
  const due = Boolean(meeting.until) && ((over && !meeting.over) || (near && !meeting.alerted));
  return { seconds: Math.max(Math.ceil(rest / 1000), 0), minutes, over, near, due };
}

/** A meeting in which the signs of its clock have been told.
 * @param {Meeting} meeting @param {{over: boolean}} signs @returns {Meeting} */
export const told = (meeting, { over }) => ({ ...meeting, alerted: true, over: over || meeting.over });

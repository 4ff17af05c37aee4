// @ts-check
// Time that is left, by the clock on the wall: a device that slept, or a page that was put aside, stays right. All
// times are in milliseconds since 1970 unless they are called minutes or seconds.

const MINUTE = 60_000;

/** Whole seconds until a moment, at least none. @param {number} until @param {number} [now] */
export const left = (until, now = Date.now()) => Math.max(Math.ceil((until - now) / 1000), 0);

/** Minutes and seconds, such as 4:05. @param {number} seconds */
export const digits = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/** A meeting under way. `minutes` are planned for each step; `until` is when the present one ends, `rest` how long it
 * still has while the clock stands; `due` is when all was to end, as it was planned at the start.
 * @typedef {object} Meeting
 * @property {number[]} minutes
 * @property {number} at
 * @property {number} begun
 * @property {number} due
 * @property {number} until
 * @property {number} rest
 * @property {boolean} alerted
 * @property {boolean} over
 * @property {number} [round] of a walk, counted from none */

/** @param {number[]} minutes */
const sum = (minutes) => minutes.reduce((total, each) => total + each, 0);

/** @param {number[]} minutes @param {number} now @returns {Meeting} */
export function begin(minutes, now) {
  const due = now + sum(minutes) * MINUTE, until = now + minutes[0] * MINUTE;
  return { minutes, at: 0, begun: now, due, until, rest: 0, alerted: false, over: false };
}

/** How long the present step still has, in milliseconds; less than none where it has run over.
 * @param {Meeting} meeting @param {number} now */
export const remaining = ({ until, rest }, now) => (until ? until - now : rest);

/** Stops the clock, or lets it go on. @param {Meeting} meeting @param {number} now @returns {Meeting} */
export function pause(meeting, now) {
  const rest = remaining(meeting, now);
  return meeting.until ? { ...meeting, until: 0, rest } : { ...meeting, until: now + rest, rest: 0 };
}

/** @param {Meeting} meeting @param {number} more minutes @param {number} now @returns {Meeting} */
export function extend(meeting, more, now) {
  const rest = Math.max(remaining(meeting, now), 0) + more * MINUTE;
  const again = { alerted: false, over: false };
  return meeting.until ? { ...meeting, until: now + rest, ...again } : { ...meeting, rest, ...again };
}

/** To another step, with all its minutes. @param {Meeting} meeting @param {number} at @param {number} now
 * @returns {Meeting} */
export function goto(meeting, at, now) {
  const whole = meeting.minutes[at] * MINUTE, again = { at, alerted: false, over: false, round: 0 };
  return meeting.until ? { ...meeting, until: now + whole, ...again } : { ...meeting, rest: whole, ...again };
}

/** The round of a walk that is under way, and how long it still has, in milliseconds. More minutes make this round
 * longer; nobody is ever sent back. @param {Meeting} meeting @param {number} rounds @param {number} now */
export function rounded(meeting, rounds, now) {
  const each = (meeting.minutes[meeting.at] * MINUTE) / rounds, whole = remaining(meeting, now);
  let round = Math.min(meeting.round ?? 0, rounds - 1);
  while (round < rounds - 1 && whole <= (rounds - 1 - round) * each) round += 1;
  return { round, rest: whole - (rounds - 1 - round) * each };
}

/** Whether a later round of the same step has begun. @param {Meeting} before @param {Meeting} now */
export const isTurned = (before, now) => now.at === before.at && (now.round ?? 0) > (before.round ?? 0);

/** When all will end if nothing more is changed. @param {Meeting} meeting @param {number} now */
export function ending(meeting, now) {
  return now + Math.max(remaining(meeting, now), 0) + sum(meeting.minutes.slice(meeting.at + 1)) * MINUTE;
}

/** How many minutes later than planned it will be over, to the nearest. @param {Meeting} meeting @param {number} now */
export const slip = (meeting, now) => Math.round((ending(meeting, now) - meeting.due) / MINUTE);

/** The steps to come, each shorter in proportion, so that all ends when it was to; none has less than a minute.
 * @param {Meeting} meeting @param {number} now @returns {Meeting} */
export function shorten(meeting, now) {
  const coming = meeting.minutes.slice(meeting.at + 1), whole = sum(coming);
  const room = whole - (ending(meeting, now) - meeting.due) / MINUTE;
  if (!whole || room >= whole) return meeting;
  // A step that would fall below a minute keeps one; the others share what is left.
  let long = coming, share = room / whole;
  while (long.some((each) => each * share < 1)) {
    long = long.filter((each) => each * share >= 1);
    share = long.length ? (room - (coming.length - long.length)) / sum(long) : 0;
  }
  const shorter = coming.map((each) => Math.max(Math.floor(each * share * 2) / 2, 1));
  return { ...meeting, minutes: [...meeting.minutes.slice(0, meeting.at + 1), ...shorter] };
}

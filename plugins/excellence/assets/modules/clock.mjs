// @ts-check
// Time that is left, by the clock on the wall: a device that slept, or a page that was put aside, stays right.

/** Whole seconds until a moment, at least none. @param {number} until @param {number} [now] both in milliseconds */
export const left = (until, now = Date.now()) => Math.max(Math.ceil((until - now) / 1000), 0);

/** Minutes and seconds, such as 4:05. @param {number} seconds */
export const digits = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

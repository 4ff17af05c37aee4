// @ts-check
// The one place where the tools of the room keep what people write: on this device, for sixty days after the last word,
// under one prefix. Nothing else on the site writes there, and nothing of it is ever sent.

/** The database of a room that keeps files besides. */
export const FILES = "excellence.packing";
const PREFIX = "excellence.notes.", PACKING = "excellence.notes.packing";
const VERSION = 1, DAY = 86_400_000, DAYS = 60, SOON = 7;

/** What is kept besides the words themselves, in milliseconds since 1970.
 * @typedef {{data: any, saved: number, until: number}} Kept */

// A device that keeps nothing (a private window, a school's rules) still has the page's own memory. One that is full
// still gives what it has.
/** @type {Map<string, string>} */
const memory = new Map();
const shelf = (() => {
  try {
    localStorage.getItem(PREFIX);
    return localStorage;
  } catch {
    return undefined;
  }
})();

/** Whether what is written outlives the page. */
export const lasting = Boolean(shelf);

/** @param {string} name */
const raw = (name) => memory.get(name) ?? shelf?.getItem(PREFIX + name) ?? null;

/** What is kept under a name; nothing where it is of another version, damaged or too old.
 * @param {string} name @returns {Kept | undefined} */
export function kept(name) {
  try {
    const { v, data, saved, until } = JSON.parse(raw(name) ?? "null");
    return v === VERSION && until > Date.now() ? { data, saved, until } : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps something. `false`: the device is full or keeps nothing, and only this page remembers it.
 * @param {string} name @param {any} data @returns {boolean} */
export function keep(name, data) {
  const saved = Date.now(), text = JSON.stringify({ v: VERSION, saved, until: saved + DAYS * DAY, data });
  try {
    if (!shelf) throw new Error("no store");
    shelf.setItem(PREFIX + name, text);
    memory.delete(name);
    return true;
  } catch {
    memory.set(name, text);
    return false;
  }
}

/** @param {string} name */
export function forget(name) {
  memory.delete(name);
  shelf?.removeItem(PREFIX + name);
}

/** Forgets everything that any tool keeps. */
export function clear() {
  memory.clear();
  for (const name of names()) shelf?.removeItem(name);
  globalThis.indexedDB?.deleteDatabase(FILES);
}

/** Every name on the shelf that is ours. */
function names() {
  const all = Array.from({ length: shelf?.length ?? 0 }, (_, at) => shelf?.key(at) ?? "");
  return all.filter((name) => name.startsWith(PREFIX));
}

// What is too old goes, whichever page is open.
for (const name of names()) {
  try {
    if (JSON.parse(shelf?.getItem(name) ?? "null").until > Date.now()) continue;
    shelf?.removeItem(name);
    if (name === PACKING) globalThis.indexedDB?.deleteDatabase(FILES);
  } catch {
    // What cannot be read is somebody else's; it stays.
  }
}

/** Whether something goes within a week. @param {Kept} kept */
export const soon = ({ until }) => until - Date.now() < SOON * DAY;

/** Calls back when another window of this browser has written under a name.
 * @param {string} name @param {() => void} changed @param {AbortSignal} [signal] ends it */
export function watch(name, changed, signal) {
  addEventListener("storage", ({ key }) => void ((key === PREFIX + name || key === null) && changed()), { signal });
}

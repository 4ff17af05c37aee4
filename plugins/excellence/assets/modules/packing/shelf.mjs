// @ts-check
// Where the files of a work that is being packed lie: in this browser alone, until they are cleared. A browser that
// keeps nothing still has them as long as the page is open.

import { FILES } from "../shared/store.mjs";

const STORE = "files";

/** @type {Map<string, Blob>} */
const memory = new Map();

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answered = (request) => new Promise((done, fail) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => fail(request.error);
});

/** @type {Promise<IDBDatabase | undefined> | undefined} */
let opened;

function database() {
  opened ??= new Promise((done) => {
    try {
      const request = indexedDB.open(FILES, 1);
      request.onupgradeneeded = () => void request.result.createObjectStore(STORE);
      request.onsuccess = () => {
        // Whoever clears everything elsewhere need not wait for this page.
        request.result.onversionchange = () => request.result.close();
        done(request.result);
      };
      request.onerror = () => done(undefined);
      request.onblocked = () => done(undefined);
    } catch {
      done(undefined);
    }
  });
  return opened;
}

/** @template T @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T>} ask */
async function within(mode, ask) {
  const found = await database();
  return found && answered(ask(found.transaction(STORE, mode).objectStore(STORE)));
}

/** Puts a file there. `false`: this browser keeps it only as long as the page is open.
 * @param {string} id @param {Blob} blob */
export async function shelve(id, blob) {
  memory.set(id, blob);
  try {
    return (await within("readwrite", (store) => store.put(blob, id))) !== undefined;
  } catch {
    return false;
  }
}

/** @param {string} id @returns {Promise<Blob | undefined>} */
export async function fetched(id) {
  const here = memory.get(id);
  if (here) return here;
  try {
    const found = await within("readonly", (store) => store.get(id));
    if (found instanceof Blob) memory.set(id, found);
    return found instanceof Blob ? found : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} id */
export async function unshelve(id) {
  memory.delete(id);
  await within("readwrite", (store) => store.delete(id)).catch(() => {});
}

/** Drops all but these: nothing stays on a device of which no work tells any more. @param {string[]} ids */
export async function shelveOnly(ids) {
  const there = await within("readonly", (store) => store.getAllKeys()).catch(() => []);
  await Promise.all((there ?? []).map(String).filter((id) => !ids.includes(id)).map(unshelve));
}

/** Drops everything. */
export async function unshelveAll() {
  memory.clear();
  await within("readwrite", (store) => store.clear()).catch(() => {});
}

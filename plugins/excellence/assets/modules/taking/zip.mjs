// @ts-check
// Files as one zip, stored as they are: the same files give the same bytes (APPNOTE 4.3 to 4.5).

import { crcOf } from "./checksum.mjs";

/** @typedef {{path: string, content: Blob | string}} Entry */

const VERSION = 20, UNIX = 3 << 8, NAMES_IN_UTF8 = 1 << 11, FIRST_DAY = 1 << 5 | 1, FILE = 0o100644;
const ENTRY = 0x04034B50, LISTED = 0x02014B50, END = 0x06054B50;

/** Numbers in a row, each with how many bytes it has. @param {[number, number][]} numbers */
function row(numbers) {
  const view = new DataView(new ArrayBuffer(numbers.reduce((sum, [, size]) => sum + size, 0)));
  let at = 0;
  for (const [value, size] of numbers) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return new Uint8Array(view.buffer);
}

/** What is said of a file both before it and in the list at the end.
 * @param {number} sum @param {number} size @param {number} name @returns {[number, number][]} */
const facts = (sum, size, name) =>
  [[VERSION, 2], [NAMES_IN_UTF8, 2], [0, 2], [0, 2], [FIRST_DAY, 2], [sum, 4], [size, 4], [size, 4], [name, 2], [0, 2]];

/** Sorted by path; every file is of the first day that a zip knows. One is read at a time.
 * @param {Entry[]} files @returns {Promise<Blob>} */
export async function zipped(files) {
  /** @type {BlobPart[]} */
  const parts = [], listed = [];
  let at = 0, length = 0;
  for (const { path, content } of [...files].sort((one, other) => one.path < other.path ? -1 : 1)) {
    const blob = new Blob([content]), name = new TextEncoder().encode(path);
    const said = facts(crcOf(new Uint8Array(await blob.arrayBuffer())), blob.size, name.length);
    const head = row([[ENTRY, 4], ...said]);
    parts.push(head, name, blob);
    const more = row([[LISTED, 4], [UNIX | VERSION, 2], ...said, [0, 2], [0, 2], [0, 2], [FILE * 2 ** 16, 4], [at, 4]]);
    listed.push(more, name);
    at += head.length + name.length + blob.size;
    length += more.length + name.length;
  }
  const count = files.length;
  const end = row([[END, 4], [0, 2], [0, 2], [count, 2], [count, 2], [length, 4], [at, 4], [0, 2]]);
  return new Blob([...parts, ...listed, end], { type: "application/zip" });
}

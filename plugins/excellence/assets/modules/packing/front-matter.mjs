// @ts-check
// A work's index.md: front matter that reads back as what it was written from, and the words after it.

/** @typedef {import("./contract.mjs").Contract} Contract */
/** @typedef {import("./contract.mjs").Kind} Kind */
/** @typedef {any} Value */

// What no text may hold, since nobody sees it: the same as the site's own reader refuses.
const HIDDEN = /[^\P{Cc}\t\n]|[\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Cs}/gu;
const PLAIN = /^[A-Za-z0-9][\w./-]*$/, NOTHING = /^(?:null|Null|NULL)$/;
const BARE = ["term", "oneof", "day", "whole", "flag", "share", "slug", "filename", "language"];

/** A text as it may stand in a file: composed letters, plain ends of lines, nothing hidden. @param {string} text */
export const cleaned = (text) =>
  text.replace(/\r\n?|[\u2028\u2029\v\f]/g, "\n").replace(HIDDEN, "").normalize("NFC");

/** @param {Kind} kind @param {Value} value */
function single(kind, value) {
  const text = String(value);
  return BARE.includes(kind.kind) && PLAIN.test(text) && !NOTHING.test(text) ? text : JSON.stringify(text);
}

/** Whether a value holds anything to be written. @param {Value} value @returns {boolean} */
function holds(value) {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object" && value !== null) return Object.values(value).some(holds);
  return value !== undefined && value !== null && value !== "" && value !== false;
}

/** The lines of a value after its key. @param {Contract} contract @param {Kind} kind @param {Value} value
 * @param {string} indent @returns {string} */
function written(contract, kind, value, indent) {
  if (kind.kind === "record") return `\n${record(contract, kind.name ?? "", value, `${indent}  `)}`;
  if (kind.kind !== "many") return ` ${single(kind, value)}\n`;
  const of = /** @type {Kind} */ (kind.of);
  if (of.kind === "record") {
    const item = (/** @type {Value} */ each) =>
      record(contract, of.name ?? "", each, `${indent}    `).replace(`${indent}    `, `${indent}  - `);
    return `\n${value.map(item).join("")}`;
  }
  const line = (/** @type {Value} */ each) => `${indent}  - ${single(of, each)}\n`;
  if (of.kind === "text") return `\n${value.map(line).join("")}`;
  return ` [${value.map((/** @type {Value} */ each) => single(of, each)).join(", ")}]\n`;
}

/** The keys of a record in the order of their declaration. @param {Contract} contract @param {string} name
 * @param {Record<string, Value>} said @param {string} indent */
function record(contract, name, said, indent) {
  const keys = Object.entries(contract.records[name]).filter(([key]) => holds(said[key]));
  return keys.map(([key, kind]) => `${indent}${key}:${written(contract, kind, said[key], indent)}`).join("");
}

/** The whole file. @param {Contract} contract @param {Record<string, Value>} work @param {string} body */
export const page = (contract, work, body) =>
  `---\n${record(contract, "Work", work, "")}---\n\n${cleaned(body).trim()}\n`;

// @ts-check
// What in a text may lead to a child: the patterns of the site's own check, read from the contract.

/** @typedef {import("./contract.mjs").Contract} Contract */

/** @type {Map<string, RegExp>} */
const made = new Map();

/** @param {string} source @param {string} flags */
function pattern(source, flags) {
  const key = `${flags} ${source}`, known = made.get(key);
  if (known) return known;
  const fresh = new RegExp(source, `u${flags}`);
  made.set(key, fresh);
  return fresh;
}

/** The codes of what is found in a text, one for each place. @param {Contract} contract @param {string} text
 * @returns {string[]} */
export const personal = ({ personal }, text) =>
  personal.flatMap(([source, code]) => [...text.matchAll(pattern(source, "g"))].map(() => code));

/** Whether two names stand side by side, so that one of them is a last name. @param {Contract} contract
 * @param {string} text */
export const isTwoNames = ({ two_words }, text) => pattern(two_words, "").test(text);

/** Whether a credit says a name where it must not: a last name, or where none is `named`, anything but a role.
 * @param {Contract} contract @param {string} credit @param {boolean} named */
export function isNamed(contract, credit, named) {
  const seen = credit.replace(pattern(contract.unseen, "g"), "");
  if (!seen) return false;
  const silent = !named && pattern(contract.cased, "").test(seen) && !pattern(contract.role, "").test(seen);
  return silent || isTwoNames(contract, seen);
}

/** How many lines of captions begin with what looks like a person's name. @param {Contract} contract
 * @param {string} text */
export function speakers({ speakers: { voice, speaker, roles, titles } }, text) {
  const role = pattern(`^(?:${roles})$`, ""), WIDE = 200;
  const isName = (/** @type {string} */ said) => {
    const words = said.replace(/[([][^()[\]]*[)\]]/gu, "").trim().replace(/\.+$/u, "").split(/\s+/u).filter(Boolean);
    const low = words.map((word) => word.replace(/^[.,()]+|[.,()]+$/gu, "").toLowerCase());
    if (low.some((word) => role.test(word)) || words.length < 2 || words.length > 4) return false;
    const great = words.every((word) => /^\p{Lu}/u.test(word));
    return great || titles.includes(words[0].replace(/^\.+|\.+$/gu, "").toLowerCase());
  };
  return text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u).filter((line) => {
    const start = [...line].slice(0, WIDE).join("");
    const said = pattern(voice, "").exec(start) ?? pattern(`^${speaker}`, "").exec(start);
    return said && isName(said[1]) && !line.includes("-->");
  }).length;
}

/** Every text that a value holds, with its field; addresses of pages elsewhere hold long numbers.
 * @param {unknown} value @param {string} [where] @returns {[string, string][]} */
export function textsIn(value, where = "") {
  if (Array.isArray(value)) return value.flatMap((item, at) => textsIn(item, `${where}[${at + 1}]`));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, each]) => textsIn(each, where ? `${where}.${key}` : key));
  }
  return typeof value === "string" && !where.endsWith(".url") ? [[where, value]] : [];
}

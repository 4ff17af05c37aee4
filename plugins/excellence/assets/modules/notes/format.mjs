// @ts-check
// The format of the files that the tools of the room write and take in: one format, several kinds. What comes in is
// read strictly, and nothing that a file says is run or shown as anything but text.

const FORMAT = "excellence-notes", VERSION = 1;
/** A file that is longer is none of ours. In letters. */
export const LARGEST = 2_000_000;

/** @typedef {"catcher" | "criteria" | "archive" | "calibration"} Kind */

/** Why a file could not be taken in; `reason` names the message, as `catch_broken` and so on. */
export class Refused extends Error {
  /** @param {"broken" | "foreign" | "newer" | "other" | "huge"} reason @param {string} [about] */
  constructor(reason, about = "") {
    super(reason);
    this.reason = reason;
    this.about = about;
  }
}

/** What a value has itself under a key, never what it inherits.
 * @param {unknown} value @param {string} key @returns {unknown} */
export const own = (value, key) =>
  value !== null && typeof value === "object" && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;

/** A list of at most so many; nothing where it is no list. @param {unknown} value @param {number} most
 * @returns {unknown[]} */
export const list = (value, most) => (Array.isArray(value) ? value.slice(0, most) : []);

/** A picture of this site, by its path; nothing leads out of it. */
export const PICTURE = /^(\.\.\/)?works\/[a-z0-9-]+\/[\w.-]+$/;

/** The text of a file of a kind, with what it holds. @param {Kind} kind @param {Record<string, unknown>} held */
export const written = (kind, held) =>
  `${JSON.stringify({ format: FORMAT, version: VERSION, kind, ...held }, null, 1)}\n`;

/** What a file of a kind holds. Throws `Refused` where it is no such file.
 * @param {string} text @param {Kind} kind @param {string} held the key that such a file must have @returns {unknown} */
export function opened(text, kind, held) {
  if (text.length > LARGEST) throw new Refused("huge");
  let said;
  try {
    said = JSON.parse(text);
  } catch {
    throw new Refused("broken");
  }
  const ours = own(said, "format") === FORMAT && own(said, "kind") === kind;
  if (!ours || typeof (own(said, held) ?? 0) !== "object") throw new Refused("foreign");
  if (own(said, "version") !== VERSION) throw new Refused("newer");
  return said;
}

/** The words for why a file was not taken in. @param {unknown} flaw @param {Record<string, string>} words */
export function reason(flaw, words) {
  if (!(flaw instanceof Refused)) throw flaw;
  return words[`catch_${flaw.reason}`].replace("{title}", flaw.about);
}

/** Text as Markdown shows it. @param {string} text */
export const escaped = (text) => text.replace(/[\\`*_{}[\]<>#|]/g, "\\$&").replace(/\n/g, "<br>");

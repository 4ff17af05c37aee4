// @ts-check
// The files that the tools of the room write and take in: one format, several kinds. What comes in is read strictly, and
// nothing that a file says is run or shown as anything but text.

import { make } from "../shared/dom.mjs";

const FORMAT = "excellence-notes", VERSION = 1;
/** A file that is longer is none of ours. In letters. */
export const LARGEST = 2_000_000;

/** Why a file could not be taken in; `reason` names the message, as `catch_broken` and so on. */
export class Refused extends Error {
  /** @param {"broken" | "foreign" | "newer" | "other" | "huge"} reason @param {string} [about] */
  constructor(reason, about = "") {
    super(reason);
    this.reason = reason;
    this.about = about;
  }
}

/** What a value has itself under a key, never what it inherits. @param {any} value @param {string} key */
export const own = (value, key) => (value !== null && typeof value === "object" && Object.hasOwn(value, key) ? value[key] : undefined);

/** A picture of this site, by its path; nothing leads out of it. */
export const PICTURE = /^works\/[a-z0-9-]+\/[\w.-]+$/;

/** The text of a file of a kind, with what it holds. @param {"catcher" | "criteria" | "archive"} kind @param {Record<string, unknown>} held */
export const written = (kind, held) => `${JSON.stringify({ format: FORMAT, version: VERSION, kind, ...held }, null, 1)}\n`;

/** What a file of a kind holds. Throws `Refused` where it is no such file.
 * @param {string} text @param {"catcher" | "criteria" | "archive"} kind @param {string} held the key that such a file must have */
export function opened(text, kind, held) {
  if (text.length > LARGEST) throw new Refused("huge");
  let said;
  try {
    said = JSON.parse(text);
  } catch {
    throw new Refused("broken");
  }
  if (own(said, "format") !== FORMAT || own(said, "kind") !== kind || typeof (own(said, held) ?? 0) !== "object") throw new Refused("foreign");
  if (own(said, "version") !== VERSION) throw new Refused("newer");
  return said;
}

/** The words for why a file was not taken in. @param {unknown} flaw @param {Record<string, string>} words */
export function reason(flaw, words) {
  if (!(flaw instanceof Refused)) throw flaw;
  return words[`catch_${flaw.reason}`].replace("{title}", flaw.about);
}

/** A field for files; what they say is handed on, however large they claim to be.
 * @param {(texts: string[]) => void} take @param {boolean} [several] */
export function chooser(take, several = false) {
  const field = /** @type {HTMLInputElement} */ (make("input", { type: "file", multiple: several ? "multiple" : undefined, accept: ".json,application/json" }));
  field.onchange = async () => {
    const texts = await Promise.all([...(field.files ?? [])].map((file) => (file.size > 2 * LARGEST ? "x".repeat(LARGEST + 1) : file.text())));
    field.value = ""; // the same file may be chosen again once it is mended
    if (texts.length) take(texts);
  };
  return field;
}

/** Text as Markdown shows it. @param {string} text */
export const escaped = (text) => text.replace(/[\\`*_{}[\]<>#|]/g, "\\$&").replace(/\n/g, "<br>");

/** Gives a file to the visitor. @param {string} name @param {string} type @param {string} text */
export function download(name, type, text) {
  const link = /** @type {HTMLAnchorElement} */ (make("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

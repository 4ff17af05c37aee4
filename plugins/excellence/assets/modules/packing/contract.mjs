// @ts-check
// The contract of a work, as the site exports it: whether a value is what its key asks for. The same declaration and
// the same judgement as in Python.

import { own } from "../notes/format.mjs";

/** What a key holds: `kind` says which of the others are there.
 * @typedef {{kind: string, required?: boolean, limit?: number, words?: number | null, lines?: boolean, least?: number,
 *   most?: number, values?: string[], list?: string, of?: Kind, unique?: boolean, text?: Kind, name?: string}} Kind */
/** @typedef {{records: Record<string, Record<string, Kind>>, terms: Record<string, string[]>,
 *   descriptors: Record<string, string[]>, levels: Record<string, string>, personal: [string, string][],
 *   two_words: string, role: string, unseen: string,
 *   cased: string, speakers: {voice: string, speaker: string, roles: string, titles: string[]},
 *   days: {soon: number, earliest: string, longest: number}, largest: number,
 *   files: import("../taking/taking.mjs").Kinds}} Contract */
/** What is wrong, by the code of the rule and the field that it is about, as in `pieces[2].alt`, from 1. `of` holds
 * numbers for the words, `file` is the one whose own content it is about.
 * @typedef {{code: string, field: string, file?: string, of?: Record<string, string | number>}} Finding */
/** Values as front matter has them: texts, lists and records. @typedef {any} Value */

export const SLUG =
  /^(?=.{3,60}$)(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LANGUAGE = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$/;
const SEGMENT = /^[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$/;
const RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;
const SHARE = /^(?:0|1|0?\.[0-9]{1,20}|0\.|1\.0{0,20})$/, WHOLE = /^-?(?:0|[1-9][0-9]{0,8})$/;
const FLAGS = new Map([["true", true], ["yes", true], ["false", false], ["no", false]]);
const WRONG = Symbol("could not be read");

/** @param {string} text */
export const wordsIn = (text) => text.split(/\s+/u).filter(Boolean).length;

/** Characters as people and Python count them. @param {string} text */
export const lengthOf = (text) => [...text].length;

/** Whether a value says anything. @param {Value} value */
export const isSaid = (value) =>
  (typeof value === "string" ? Boolean(value.trim()) : value !== undefined && value !== null);

/** @param {Value} value */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a day is one of the calendar. @param {string} text */
function isDay(text) {
  const day = new Date(`${text}T00:00:00Z`);
  return /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) && !text.startsWith("0000") && !Number.isNaN(day.valueOf()) &&
    day.toISOString().startsWith(text);
}

/** Whether a name is that of a file in the work's folder. @param {string} name */
const isInside = (name) =>
  !/^(?:\/|[A-Za-z]:)|\\/.test(name) && name.split("/").every((part) => !["", ".", ".."].includes(part));

/** @param {string} name */
const isPortable = (name) =>
  lengthOf(name) <= 100 && name.split("/").every((part) => SEGMENT.test(part) && !RESERVED.test(part));

/** What stands for a required value that could not be read. @param {Kind} kind */
const blank = ({ kind }) => (kind === "many" || kind === "table" ? [] : kind === "whole" || kind === "share" ? 0 : "");

/** Reads a work and writes down what is wrong with its values. What could not be read is blank, so that the rules can
 * look at the rest; `unread` are the fields of which something is said already. */
export class Reader {
  /** @param {Contract} contract */
  constructor(contract) {
    this.contract = contract;
    /** @type {Finding[]} */
    this.findings = [];
  }

  get unread() {
    return new Set(this.findings.filter(({ code }) => code !== "unknown-key").map(({ field }) => field));
  }

  /** @param {string} code @param {string} field @param {Record<string, string | number>} [of] */
  find(code, field, of) {
    this.findings.push({ code, field, ...(of && { of }) });
    return WRONG;
  }

  /** @param {string} name of the record @param {Value} said @param {string} [where] @returns {Record<string, Value>} */
  record(name, said, where = "") {
    const declared = this.contract.records[name], at = (/** @type {string} */ key) => (where ? `${where}.${key}` : key);
    /** @type {Record<string, Value>} */
    const read = {};
    if (!isRecord(said)) this.find("wrong-type", where);
    for (const key of isRecord(said) ? Object.keys(said) : []) {
      if (!Object.hasOwn(declared, key)) this.find("unknown-key", where);
      else if (isSaid(said[key])) read[key] = this.value(declared[key], said[key], at(key));
    }
    for (const [key, kind] of Object.entries(declared)) {
      if (kind.required && own(read, key) === undefined && isRecord(said)) this.find("missing-key", at(key));
      if (own(read, key) === undefined || read[key] === WRONG) read[key] = kind.required ? blank(kind) : undefined;
    }
    return read;
  }

  /** @param {Kind} kind @param {Value} said @param {string} where @returns {Value} */
  value(kind, said, where) {
    if (kind.kind === "many") return this.many(kind, said, where);
    if (kind.kind === "record") return this.record(kind.name ?? "", said, where);
    if (kind.kind === "table") return this.table(kind, said, where);
    if (typeof said === "object") return this.find("wrong-type", where);
    return this.single(kind, String(said), where);
  }

  /** @param {Kind} kind @param {Value} said @param {string} where */
  many(kind, said, where) {
    const of = /** @type {Kind} */ (kind.of), { least = 0, most = Infinity } = kind;
    if (!Array.isArray(said)) return this.find("wrong-type", where);
    /** @type {Value[]} */
    const items = [];
    for (const [at, item] of said.entries()) {
      const path = `${where}[${at + 1}]`, there = of.kind === "record" || isSaid(item);
      const read = there ? this.value(of, item, path) : this.find("wrong-type", path);
      if (kind.unique && read !== WRONG && items.includes(read)) this.find("repeated-value", path);
      items.push(read);
    }
    if (items.length < least) return this.find("too-few", where);
    if (items.length > most) return this.find("too-many", where, { number: items.length, most });
    return items.map((item) => (item === WRONG ? blank(of) : item));
  }

  /** @param {Kind} kind @param {Value} said @param {string} where */
  table(kind, said, where) {
    if (!isRecord(said)) return this.find("wrong-type", where);
    const text = /** @type {Kind} */ (kind.text);
    return Object.entries(said).filter(([, each]) => isSaid(each))
      .map(([key, each]) => [key, this.value(text, each, where)]).filter(([, each]) => each !== WRONG);
  }

  /** @param {Kind} kind @param {string} said @param {string} where @returns {Value} */
  single(kind, said, where) {
    switch (kind.kind) {
      case "text": return this.text(kind, said, where);
      case "whole": {
        const number = WHOLE.test(said) ? Number(said) : NaN;
        return number >= (kind.least ?? 0) && number <= (kind.most ?? 0) ? number : this.find("wrong-type", where);
      }
      case "share": return SHARE.test(said) ? Number(said) : this.find("wrong-type", where);
      case "flag": return FLAGS.get(said.toLowerCase()) ?? this.find("wrong-type", where);
      case "day": return isDay(said) ? said : this.find("wrong-type", where);
      case "slug": return SLUG.test(said) ? said : this.find("wrong-type", where);
      case "url": return /^https?:\/\/[^\s<>"'\\]{4,2000}$/u.test(said) ? said : this.find("wrong-type", where);
      case "language": return LANGUAGE.test(said) ? said : this.find("wrong-type", where);
      case "filename":
        if (isInside(said) && isPortable(said)) return said;
        this.find("file-name", where);
        return isInside(said) ? said : WRONG;
      default: {
        const allowed = kind.values ?? this.contract.terms[kind.list ?? ""] ?? [];
        return allowed.includes(said) ? said : this.find("unknown-value", where);
      }
    }
  }

  /** @param {Kind} kind @param {string} said @param {string} where */
  text({ lines, limit = Infinity, words }, said, where) {
    const text = lines ? said.trim() : said.trim().replace(/\s+/gu, " ");
    const number = lengthOf(text), count = wordsIn(text);
    if (number > limit) return this.find("too-long", where, { number, most: limit });
    if (words && count > words) return this.find("too-long", where, { number: count, most: words, words: 1 });
    return text;
  }
}

/** The field itself, or the nearest around it, that is among the fields; empty where none is.
 * @param {string} where @param {Set<string>} fields */
export function around(where, fields) {
  let at = where;
  while (at && !fields.has(at)) at = at.slice(0, Math.max(at.lastIndexOf("."), at.lastIndexOf("["), 0));
  return at;
}

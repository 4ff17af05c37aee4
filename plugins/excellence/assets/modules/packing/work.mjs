// @ts-check
// What the form holds as a folder of works/: front matter, files by their names, and the index.md.

import { isSaid } from "./contract.mjs";
import { cleaned, page } from "./front-matter.mjs";
import { asMarkdown } from "./markdown.mjs";
import { answer, numbersOf, suggestedSlug } from "./packer-state.mjs";

/** @typedef {import("./contract.mjs").Contract} Contract */
/** @typedef {import("./contract.mjs").Kind} Kind */
/** @typedef {import("./packer-state.mjs").Packed} Packed */
/** @typedef {import("./packer-state.mjs").Item} Item */
/** `files` holds by path the words of a text, or the item whose bytes it has; `fields` says for each item, and for each
 * draft by its number, what its place in front matter is called.
 * @typedef {{slug: string, values: Record<string, any>, body: string, index: string,
 *   files: Map<string, {text?: string, item?: Item, long?: number}>, fields: Map<string | number, string>}} Folder */

/** @param {string} text */
const lines = (text) => text.split("\n").map((line) => line.replace(/^\s*[-•*]\s+/, "").trim()).filter(Boolean);

/** What was answered to a key, as front matter has it. @param {Packed} packed @param {string} field
 * @param {Kind} kind */
function value(packed, field, kind) {
  const said = packed.answers[field];
  if (kind.kind !== "many") return answer(packed, field) || undefined;
  if (Array.isArray(said)) return said.length ? said : undefined;
  const all = answer(packed, field), limit = kind.of?.limit ?? 0;
  const several = limit > 60 ? lines(all) : all.split(/[,;\n]/).map((each) => each.trim()).filter(Boolean);
  return several.length ? [...new Set(several)] : undefined;
}

/** The answers to a record's keys; nothing where none was answered. @param {Contract} contract @param {Packed} packed
 * @param {string} name @param {string} [where] @returns {Record<string, any> | undefined} */
function answered(contract, packed, name, where = "") {
  /** @type {Record<string, any>} */
  const said = {};
  for (const [key, kind] of Object.entries(contract.records[name])) {
    const field = where ? `${where}.${key}` : key;
    const found = kind.kind === "record" ? answered(contract, packed, kind.name ?? "", field)
      : kind.of?.kind === "record" ? undefined : value(packed, field, kind);
    if (found !== undefined) said[key] = found;
  }
  return Object.keys(said).length ? said : undefined;
}

/** What is said of an item. @param {Item} item @param {string} key */
const saidOf = (item, key) => cleaned(item.said[key] ?? "").trim();

/** Names a folder's files, and puts them there. */
class Filing {
  /** @param {Packed} packed */
  constructor(packed) {
    this.packed = packed;
    /** @type {Folder["files"]} */
    this.files = new Map();
    /** @type {Folder["fields"]} */
    this.fields = new Map();
    /** @type {Map<string, string>} */
    this.names = new Map();
  }

  /** @param {Item} item @param {string} stem */
  put(item, stem) {
    const end = item.kind !== "text" ? item.end : item.end === ".md" ? ".md" : ".txt";
    const path = `${stem}${end}`;
    this.files.set(path, item.kind === "text" ? { text: `${cleaned(item.text).trim()}\n` }
      : { item, ...(item.kind === "picture" && { long: item.long }) });
    this.names.set(item.id, path);
    return path;
  }

  /** A text beside a file, where something was written. @param {string} path @param {string} text */
  beside(path, text) {
    if (!text) return undefined;
    this.files.set(path, { text: `${text}\n` });
    return path;
  }

  pieces() {
    return this.packed.items.filter(({ draft }) => !draft).map((item, at) => {
      const stem = String(at + 1).padStart(2, "0"), file = this.put(item, stem);
      this.fields.set(item.id, `pieces[${at + 1}]`);
      const said = (/** @type {string} */ key) => saidOf(item, key) || undefined;
      return { file, alt: said("alt"), description: said("description"), caption: said("caption"),
        transcript: this.beside(`${stem}.txt`, saidOf(item, "transcript")),
        captions: this.beside(`${stem}.vtt`, saidOf(item, "captions")), cover: item.cover || undefined };
    });
  }

  drafts() {
    return numbersOf(this.packed).map((number, at) => {
      const items = this.packed.items.filter(({ draft }) => draft === number), words = this.packed.drafts[number - 1];
      const stem = `drafts/d${at + 1}`;
      const files = items.map((item, which) => {
        this.fields.set(item.id, `drafts[${at + 1}].files[${which + 1}]`);
        return this.put(item, items.length > 1 ? `${stem}-${which + 1}` : stem);
      });
      this.fields.set(number, `drafts[${at + 1}]`);
      const alt = items.map((item) => saidOf(item, "alt")).filter(Boolean).join(" ");
      const said = (/** @type {string} */ key) => cleaned(words?.[key] ?? "").trim() || undefined;
      const [label, feedback, changed] = ["label", "feedback", "changed"].map(said);
      return { files, alt: alt || undefined, label, feedback, changed };
    });
  }

  /** The claims by the attribute that each descriptor belongs to. @param {Contract} contract */
  attributes({ descriptors }) {
    /** @type {Record<string, object[]>} */
    const found = {};
    for (const { key, note, item } of this.packed.claims.filter((claim) => claim.key)) {
      const attribute = Object.keys(descriptors).find((name) => descriptors[name].includes(key)) ?? "";
      const claim = { key, note: cleaned(note).trim() || undefined, file: this.names.get(item) };
      found[attribute] = [...(found[attribute] ?? []), claim];
    }
    return Object.keys(found).length ? found : undefined;
  }
}

/** Without what says nothing. @param {any} said @returns {any} */
function bare(said) {
  if (Array.isArray(said)) return said.map(bare);
  if (typeof said !== "object" || said === null) return said;
  const entries = Object.entries(said).filter(([, each]) => isSaid(each));
  return Object.fromEntries(entries.map(([key, each]) => [key, bare(each)]));
}

/** @param {Contract} contract @param {Packed} packed @returns {Folder} */
export function folder(contract, packed) {
  const filing = new Filing(packed), pieces = filing.pieces(), drafts = filing.drafts();
  const task = filing.beside("task.md", asMarkdown(answer(packed, "task_text")));
  const scoring = filing.beside("scoring.md", asMarkdown(answer(packed, "scoring_text")));
  const said = answered(contract, packed, "Work") ?? {};
  const values = bare({ ...said, status: "submitted", pieces: pieces.length ? pieces : undefined,
    drafts: drafts.length ? drafts : undefined, attributes: filing.attributes(contract), task, scoring_tool: scoring });
  const body = asMarkdown(answer(packed, "body"));
  const { files, fields } = filing;
  const slug = suggestedSlug(answer(packed, "title"));
  return { slug, values, body, index: page(contract, values, body), files, fields };
}

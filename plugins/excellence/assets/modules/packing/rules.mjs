// @ts-check
// What a work must obey beyond the shape of its values: the judgements of the site's own check, about the same fields
// under the same codes.

import { around, lengthOf, Reader } from "./contract.mjs";
import { permission } from "./permission.mjs";
import { personal, speakers, textsIn } from "./personal.mjs";

/** @typedef {import("./contract.mjs").Contract} Contract */
/** @typedef {import("./contract.mjs").Finding} Finding */
/** A work as it was read. @typedef {Record<string, any>} Work */
/** The files of a work by path: the words of those that are texts, and how long the long side of a picture is.
 * @typedef {Map<string, {text?: string, long?: number}>} Files */
/** What rules look at. @typedef {{work: Work, files: Files, contract: Contract, today: string}} Subject */

const LONGEST_ALT = 150, ATTRIBUTES = ["complexity", "craftsmanship", "authenticity"];
const PROPOSED = ".proposed.", PAGE = /^(?:.*\/)?index(?:\..+)?\.md$/i;

/** @param {string} file */
const suffix = (file) => /[^/]\.[^./]*$/.exec(file)?.[0].slice(1).toLowerCase() ?? "";

/** What kind of piece a file is, by its name; empty for what can't be published. @param {Contract} contract
 * @param {string | undefined} file */
export function kindOf({ files }, file = "") {
  const end = suffix(file), usual = files.others[end] ?? end;
  const kinds = { picture: files.pictures, document: files.documents, recording: files.recordings, film: files.films };
  const found = Object.entries(kinds).find(([, ends]) => Object.hasOwn(ends, usual))?.[0];
  return found ?? (files.texts.includes(usual) ? "text" : "");
}

/** Every file that a work names, after the field that names it. @param {Work} work @returns {[string, string][]} */
export function namedFiles(work) {
  const pieces = work.pieces.flatMap((/** @type {Work} */ piece, /** @type {number} */ at) =>
    ["file", "transcript", "captions"].map((key) => [`pieces[${at + 1}].${key}`, piece[key]]));
  const drafts = work.drafts.flatMap((/** @type {Work} */ draft, /** @type {number} */ at) =>
    draft.files.map((/** @type {string} */ file, /** @type {number} */ which) =>
      [`drafts[${at + 1}].files[${which + 1}]`, file]));
  const others = ["task", "scoring_tool", "task_transcript", "scoring_tool_transcript"].map((key) => [key, work[key]]);
  return [...pieces, ...drafts, ...others].filter(([, file]) => file);
}

/** Everything that is wrong with a work, beyond what can only be seen in its files' own bytes.
 * @param {Contract} contract @param {unknown} said the values of its front matter @param {string} body
 * @param {Files} files @param {string} today as in 2026-05-04 @param {string} [slug] the folder's name
 * @returns {Finding[]} */
export function judge(contract, said, body, files, today, slug = "") {
  const reader = new Reader(contract), work = reader.record("Work", said), { unread } = reader;
  for (const list of [...Object.keys(contract.records.Work)]) {
    if (contract.records.Work[list].kind === "many") work[list] ??= [];
  }
  work.attributes ||= {};
  work.school ||= {};
  const about = { work, files, contract, today };
  const findings = RULES.flatMap((rule) => rule(about)).filter(({ field }) => !around(field, unread));
  return [...private_(about, said, [body, slug]), ...reader.findings, ...findings];
}

/** What may lead to a child, in everything that people wrote. @param {Subject} about @param {unknown} said
 * @param {string[]} others @returns {Finding[]} */
function private_({ work, files, contract }, said, others) {
  const captions = new Set(work.pieces.map((/** @type {Work} */ piece) => piece.captions));
  const named = new Map(namedFiles(work).map(([field, file]) => [file, field]));
  const texts = [...files].filter(([, { text }]) => text).flatMap(([file, { text = "" }]) => {
    const field = named.get(file) ?? "", spoken = captions.has(file) ? speakers(contract, text) : 0;
    const all = [...personal(contract, text), ...Array(spoken).fill("personal-details")];
    return all.map((code) => ({ code, field, file }));
  });
  const values = [...textsIn(said), ...others.map((each) => ["", each])].flatMap(([field, text]) =>
    personal(contract, text).map((code) => ({ code, field })));
  return [...values, ...texts];
}

/** @param {Subject} about @returns {Finding[]} */
function filed({ work, files, contract }) {
  const least = contract.files.limits.small;
  const named = namedFiles(work), listed = new Set(named.map(([, file]) => file));
  const missing = named.filter(([, file]) => !files.has(file)).map(([field]) => ({ code: "file-missing", field }));
  const seen = new Set();
  const repeated = work.pieces.flatMap((/** @type {Work} */ { file }, /** @type {number} */ at) => {
    const twice = file && seen.has(file);
    seen.add(file);
    return twice ? [{ code: "file-repeated", field: `pieces[${at + 1}].file` }] : [];
  });
  const unlisted = [...files].filter(([file, { text }]) => !listed.has(file) && text === undefined)
    .map(() => ({ code: "file-unlisted", field: "pieces" }));
  const empty = named.filter(([, file]) => files.get(file)?.text?.trim() === "")
    .map(([field, file]) => ({ code: "piece-empty", field, file }));
  const small = named.filter(([, file]) => (files.get(file)?.long ?? least) < least).map(([field, file]) =>
    ({ code: "image-small", field, file, of: { number: files.get(file)?.long ?? 0, least } }));
  return [...missing, ...repeated, ...unlisted, ...empty, ...small];
}

/** @param {Subject} about @returns {Finding[]} */
function kinds({ work, contract }) {
  const kind = (/** @type {string} */ file) => kindOf(contract, file);
  const wrong = (/** @type {[string, string][]} */ named, /** @type {(file: string) => boolean} */ good) =>
    named.filter(([, file]) => file && !good(file)).map(([field]) => ({ code: "piece-kind", field }));
  const named = namedFiles(work), ends = (/** @type {string} */ end) => named.filter(([field]) => field.endsWith(end));
  const converted = ends(".captions").filter(([, file]) => contract.files.captions.slice(1).includes(suffix(file)));
  const captions = ends(".captions").filter((each) => !converted.includes(each));
  return [
    ...wrong(named.filter(([field]) => /\.file$|\.files\[/.test(field)), (file) => Boolean(kind(file))),
    ...wrong(named.filter(([field]) => /^(?:task|scoring_tool)$/.test(field)),
      (file) => ["text", "document"].includes(kind(file))),
    ...wrong(captions, (file) => suffix(file) === ".vtt"),
    ...converted.map(([field]) => ({ code: "captions-damaged", field })),
    ...wrong(ends("transcript"), (file) => contract.files.texts.includes(suffix(file))),
    ...wrong(named, (file) => !file.includes(PROPOSED)),
    ...wrong(named, (file) => !PAGE.test(file)),
  ];
}

/** What stands in place of a piece for those who can not see or hear it. @param {Subject} about
 * @returns {Finding[]} */
function alternatives({ work, files, contract }) {
  /** @type {Finding[]} */
  const found = [];
  const find = (/** @type {string} */ code, /** @type {string} */ field, of = {}) => found.push({ code, field, of });
  const kind = (/** @type {string} */ file) => kindOf(contract, file);
  const proposed = (/** @type {string} */ file) => files.has(file.replace(/\.[^.]*$/, ".proposed.txt"));
  for (const name of ["task", "scoring_tool"]) {
    const file = work[name];
    if (kind(file) === "document" && !proposed(file) && !work[`${name}_transcript`]) find("document-words", name);
  }
  for (const [at, piece] of work.pieces.entries()) {
    const where = `pieces[${at + 1}]`, is = kind(piece.file), { alt = "" } = piece;
    if (is === "film" && !piece.captions) find("captions-missing", `${where}.captions`);
    if (["film", "recording"].includes(is) && !piece.transcript) find("transcript-missing", `${where}.transcript`);
    if (is === "document" && !piece.transcript && !piece.description && !proposed(piece.file)) {
      find("document-words", `${where}.transcript`);
    }
    if (is !== "film" && piece.captions) find("captions-idle", `${where}.captions`);
    if (["picture", "document"].includes(is) && !alt) find("alt-missing", `${where}.alt`);
    const same = [work.title, piece.file].some((each) => each.toLowerCase() === alt.toLowerCase());
    if (alt && same) find("alt-repeats", `${where}.alt`);
    if (lengthOf(alt) > LONGEST_ALT) find("alt-long", `${where}.alt`, { number: lengthOf(alt), most: LONGEST_ALT });
  }
  for (const [at, draft] of work.drafts.entries()) {
    const seen = draft.files.some((/** @type {string} */ file) => ["picture", "document", "film"].includes(kind(file)));
    if (seen && !draft.alt) find("draft-alt", `drafts[${at + 1}].alt`);
  }
  return found;
}

/** @param {Subject} about @returns {Finding[]} */
function covers({ work, contract }) {
  const numbered = [...work.pieces.entries()].filter(([, { cover }]) => cover);
  const seen = (/** @type {string} */ file) => ["picture", "document", "film"].includes(kindOf(contract, file));
  const field = (/** @type {number} */ at) => `pieces[${at + 1}].cover`;
  return [
    ...numbered.slice(1).map(([at]) => ({ code: "cover-twice", field: field(at) })),
    ...numbered.filter(([, { file }]) => !seen(file)).map(([at]) => ({ code: "cover-kind", field: field(at) })),
  ];
}

/** What a work says of its quality and points to. @param {Subject} about @returns {Finding[]} */
function evidence({ work, files, contract }) {
  /** @type {Finding[]} */
  const found = [];
  const find = (/** @type {string} */ code, /** @type {string} */ field) => found.push({ code, field });
  const pieces = work.pieces.map((/** @type {Work} */ { file }) => file);
  const drafts = work.drafts.flatMap((/** @type {Work} */ draft) => draft.files);
  const listed = new Set([...pieces, ...drafts]), claimed = new Set();
  for (const name of ATTRIBUTES) {
    for (const [at, claim] of (work.attributes[name] ?? []).entries()) {
      const where = `attributes.${name}[${at + 1}]`;
      claimed.add(claim.key);
      if (claim.key && !contract.descriptors[name]?.includes(claim.key)) find("evidence-key", `${where}.key`);
      if (claim.file && !listed.has(claim.file)) find("evidence-file", `${where}.file`);
      if (!claim.note) find("evidence-note", `${where}.note`);
    }
  }
  if ((contract.terms.descriptors ?? []).every((key) => claimed.has(key))) find("evidence-all", "attributes");
  const pictured = new Set([...pieces.filter((/** @type {string} */ file) => kindOf(contract, file) === "picture"),
    ...drafts]);
  for (const [at, { file }] of work.tours.entries()) {
    if (file && !pictured.has(file)) find("reference-file", `tours[${at + 1}].file`);
  }
  for (const [at, box] of work.redact.entries()) {
    if (box.file && !files.has(box.file)) find("reference-file", `redact[${at + 1}].file`);
    else if (box.file && !isPaintable(kindOf(contract, box.file), box)) find("redact-place", `redact[${at + 1}]`);
  }
  return found;
}

/** Whether a box can be painted. @param {string} kind @param {Work} box */
function isPaintable(kind, { page, x, y, w, h }) {
  if (kind === "picture" && (page ?? 1) !== 1) return false;
  return ["picture", "document"].includes(kind) && w > 0 && h > 0 && x < 1 && y < 1;
}

const RULES = [filed, kinds, alternatives, covers, evidence, permission];

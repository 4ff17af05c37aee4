// @ts-check
// How the pictures or the sound of a track are coded, written anew with what a decoder needs and nothing else.

import { joined, lettered, numbered, plainAac, Refusal, viewOf } from "./bytes.mjs";
import { isCropped } from "./h264.mjs";
import { boxesIn } from "./mp4-read.mjs";

/** @typedef {import("./bytes.mjs").Bytes} Bytes */
/** @typedef {import("./mp4-read.mjs").Box} Box */

const VISUAL = 78, ALAC = 28, AAC = [0x40, 0x66, 0x67, 0x68], MP3 = [0x69, 0x6B], HIGH = [100, 110, 122, 144];
// Pictures and how to decode them: slices, and the sets of parameters (Rec. ITU-T H.264, table 7-1).
const UNITS = [1, 5, 7, 8];

/** @param {string} name @param {Uint8Array[]} parts @returns {Bytes} */
export function box(name, ...parts) {
  const body = joined(parts);
  return joined([numbered(body.length + 8, 4), lettered(name), body]);
}

/** A list of units of which each says first how long it is, and where it ends. @param {Bytes} bytes @param {number} at
 * @param {number} count */
function listed(bytes, at, count) {
  const view = viewOf(bytes), /** @type {Bytes[]} */ units = [];
  let end = at;
  for (let each = 0; each < count; each += 1) {
    const start = end + 2;
    end = start + view.getUint16(end);
    units.push(bytes.subarray(start, end));
  }
  return { units, end };
}

/** What a decoder of H.264 is told (ISO/IEC 14496-15, 5.3.3), without what may stand behind it. @param {Bytes} body */
function plainAvc(body) {
  const { units, end: sets } = listed(body, 6, body[5] & 31), { end } = listed(body, sets + 1, body[sets]);
  if (units.some(isCropped)) throw new Refusal("cropped");
  const more = HIGH.includes(body[1]) && body.length >= end + 4 ? 3 : 0;
  return joined([body.subarray(0, end + more), new Uint8Array(more ? 1 : 0)]);
}

/** @param {Box} entry */
function seen({ name, body }) {
  if (["hvc1", "hev1", "dvh1", "dvhe"].includes(name)) throw new Refusal("hevc");
  if (!["avc1", "avc3"].includes(name)) throw new Refusal("codec");
  const inner = boxesIn(body, VISUAL), avc = inner.find((each) => each.name === "avcC");
  if (inner.some((each) => each.name === "clap")) throw new Refusal("cropped");
  if (!avc) throw new Refusal("damaged");
  const head = body.slice(0, VISUAL);
  head.fill(0, 0, 6);
  head.fill(0, 8, 24);
  head.fill(0, 42, 74); // the coder's name
  const ratio = inner.filter((each) => each.name === "pasp" && each.body.length === 8);
  const colour = inner.filter((each) => each.name === "colr" && [10, 11].includes(each.body.length));
  const more = [...ratio, ...colour].map((each) => box(each.name, each.body));
  const made = box(name, head, box("avcC", plainAvc(avc.body)), ...more);
  return { made, unit: (avc.body[4] & 3) + 1, codec: "h264" };
}

/** Where the boxes in an entry of a sound begin: QuickTime has two longer forms. @param {Bytes} body */
const behind = (body) => 28 + ([0, 16, 36][viewOf(body).getUint16(8)] ?? 0);

/** The first box of a name, in whatever it is wrapped. @param {Bytes} body @param {number} from @param {string} name
 * @returns {Bytes | undefined} */
function within(body, from, name) {
  const inner = boxesIn(body, from);
  return inner.find((each) => each.name === name)?.body
    ?? inner.filter((each) => each.name === "wave").map((each) => within(each.body, 0, name)).find(Boolean);
}

/** The parts of a descriptor by their numbers (ISO/IEC 14496-1, 7.2.6). @param {Bytes} bytes @param {number} from */
function descriptors(bytes, from) {
  const /** @type {Map<number, Bytes>} */ found = new Map();
  for (let at = from; at + 2 <= bytes.length;) {
    const tag = bytes[at];
    let size = 0;
    do {
      at += 1;
      size = size * 128 + (bytes[at] & 127);
    } while (bytes[at] & 128);
    if (!found.has(tag)) found.set(tag, bytes.subarray(at + 1, at + 1 + size));
    at += 1 + size;
  }
  return found;
}

/** @param {number} tag @param {Uint8Array[]} parts */
const descriptor = (tag, ...parts) => {
  const body = joined(parts);
  return joined([new Uint8Array([tag, 0x80, 0x80, 0x80, body.length]), body]);
};

/** @param {Bytes} esds */
function plainEsds(esds) {
  const stream = descriptors(esds, 4).get(3), config = stream && descriptors(stream, skipped(stream)).get(4);
  if (!config || config.length < 13) throw new Refusal("damaged");
  const kind = config[0], told = descriptors(config, 13).get(5);
  if (![...AAC, ...MP3].includes(kind)) throw new Refusal("codec");
  const own = told && AAC.includes(kind) ? [descriptor(5, plainAac(told))] : [];
  const said = descriptor(4, config.subarray(0, 13), ...own), last = descriptor(6, new Uint8Array([2]));
  const made = descriptor(3, new Uint8Array(3), said, last);
  return { made: box("esds", new Uint8Array(4), made), codec: AAC.includes(kind) ? "aac" : "mp3" };
}

/** How much stands before the parts of a stream's descriptor. @param {Bytes} stream */
function skipped(stream) {
  const flags = stream[2], link = flags & 0x40 ? 1 + stream[3 + (flags & 0x80 ? 2 : 0)] : 0;
  return 3 + (flags & 0x80 ? 2 : 0) + link + (flags & 0x20 ? 2 : 0);
}

/** @param {Box} entry */
function heard({ name, body }) {
  const head = joined([new Uint8Array(6), new Uint8Array([0, 1]), new Uint8Array(8), body.subarray(16, 18),
    new Uint8Array([0, 16, 0, 0, 0, 0]), body.subarray(24, 28)]);
  if (name === "alac") {
    const told = within(body, behind(body), "alac");
    if (!told || told.length < ALAC) throw new Refusal("damaged");
    head.set(body.subarray(18, 20), 18);
    return { made: box(name, head, box("alac", told.subarray(0, ALAC))), codec: "alac", unit: 0 };
  }
  if (name !== "mp4a") throw new Refusal("codec");
  const esds = within(body, behind(body), "esds");
  if (!esds) throw new Refusal("damaged");
  const { made, codec } = plainEsds(esds);
  return { made: box(name, head, made), codec, unit: 0 };
}

/** `unit` is how many bytes the length of a unit has in a sample of H.264, and 0 for sounds.
 * @param {import("./mp4-read.mjs").Track} track */
export function entryOf({ kind, entries }) {
  if (entries.length !== 1) throw new Refusal("unclean");
  return kind === "vide" ? seen(entries[0]) : heard(entries[0]);
}

/** A sample of H.264 without messages: cameras and programs write texts and places there.
 * @param {Bytes} sample @param {number} unit @returns {Bytes} */
export function withoutMessages(sample, unit) {
  const view = viewOf(sample), /** @type {Bytes[]} */ parts = [];
  let whole = true;
  for (let at = 0; at + unit < sample.length;) {
    let size = 0;
    for (let byte = 0; byte < unit; byte += 1) size = size * 256 + view.getUint8(at + byte);
    const end = at + unit + size;
    if (end > sample.length) throw new RangeError("beyond its end");
    if (size && UNITS.includes(sample[at + unit] & 31)) parts.push(sample.subarray(at, end));
    else whole = false;
    at = end;
  }
  return whole ? sample : joined(parts);
}

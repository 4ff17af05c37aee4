// @ts-check
// What an MP4, M4A or MOV holds (ISO/IEC 14496-12; QuickTime File Format): its tracks, and every sample of them.

import { letters, Refusal, viewOf } from "./bytes.mjs";

/** @typedef {import("./bytes.mjs").Bytes} Bytes */
/** @typedef {{name: string, body: Bytes}} Box */
/** `shown` is how much later than it is decoded; `key` needs none before it.
 * @typedef {{at: number, size: number, lasts: number, shown: number, key: boolean}} Sample */
/** From when to when of a track is played; `start` is -1 where nothing is played meanwhile.
 * @typedef {{lasts: number, start: number}} Edit */
/** @typedef {object} Track
 * @property {number} number
 * @property {string} kind `vide`, `soun` or another
 * @property {boolean} on
 * @property {number} scale ticks a second
 * @property {Bytes} matrix how it is turned
 * @property {number} width
 * @property {number} height
 * @property {Box[]} entries how it is coded
 * @property {Edit[]} edits in ticks of the film
 * @property {number} begins in ticks
 * @property {Sample[]} samples */
/** What holds for the samples of a track where they say nothing.
 * @typedef {{lasts: number, size: number, flags: number}} Usual */

const NOT_KEY = 0x10000;
// Only sound that is not coded at all has more.
const MOST_SAMPLES = 500_000;

/** @param {Bytes} bytes @param {number} [from] @returns {Box[]} */
export function boxesIn(bytes, from = 0) {
  const view = viewOf(bytes), /** @type {Box[]} */ found = [];
  for (let at = from; at + 8 <= bytes.length;) {
    let size = view.getUint32(at), head = 8;
    const name = letters(bytes, at + 4, 4);
    if (size === 1) [size, head] = [view.getUint32(at + 8) * 2 ** 32 + view.getUint32(at + 12), 16];
    if (size === 0 && name === "\0\0\0\0") break; // what ends a list in a film of QuickTime
    if (size === 0) size = bytes.length - at;
    if (size < head || at + size > bytes.length) throw new RangeError("beyond its end");
    found.push({ name, body: bytes.subarray(at + head, at + size) });
    at += size;
  }
  return found;
}

/** The first box by each of the names, each inside the one before it. @param {Bytes} bytes @param {string} path */
export const found = (bytes, path) =>
  path.split(" ").reduce((/** @type {Bytes | undefined} */ body, name) =>
    body && boxesIn(body).find((box) => box.name === name)?.body, bytes);

/** A table of numbers of four bytes, behind a version and a count. @param {Bytes | undefined} body @param {number} wide
 * @param {number} [from] @returns {number[][]} */
function rows(body, wide, from = 8) {
  if (!body) return [];
  const view = viewOf(body), count = view.getUint32(from - 4);
  if (count * wide * 4 > body.length - from) throw new RangeError("beyond its end");
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: wide }, (__, column) => view.getUint32(from + 4 * (row * wide + column))));
}

/** A row for each sample, of rows that hold for several. @param {number[][]} runs @returns {number[]} */
function spread(runs) {
  if (runs.reduce((sum, [count]) => sum + count, 0) > MOST_SAMPLES) throw new Refusal("codec");
  return runs.flatMap(([count, value]) => Array(count).fill(value));
}

/** @param {Bytes} table @returns {number[]} */
function sizesOf(table) {
  const body = found(table, "stsz");
  if (!body) throw new Refusal("unclean");
  const view = viewOf(body), size = view.getUint32(4), count = view.getUint32(8);
  return size ? spread([[count, size]]) : rows(body, 1, 12).flat();
}

/** Where each sample lies: chunk by chunk, each of so many in a row. @param {Bytes} table @param {number[]} sizes */
function placesOf(table, sizes) {
  const wide = found(table, "co64"), /** @type {number[]} */ places = [];
  const chunks = wide ? rows(joinedPairs(wide), 1).flat() : rows(found(table, "stco"), 1).flat();
  const runs = rows(found(table, "stsc"), 3);
  for (const [run, [first, count]] of runs.entries()) {
    const end = runs[run + 1]?.[0] ?? chunks.length + 1;
    for (let chunk = first; chunk < end && places.length < sizes.length; chunk += 1) {
      let at = chunks[chunk - 1] ?? NaN;
      for (let each = 0; each < count && places.length < sizes.length; each += 1) {
        places.push(at);
        at += sizes[places.length - 1];
      }
    }
  }
  return places;
}

/** Places of eight bytes as ones of four: no file that is taken has more. @param {Bytes} body @returns {Bytes} */
function joinedPairs(body) {
  const count = viewOf(body).getUint32(4), short = new Uint8Array(8 + 4 * count);
  short.set(body.subarray(0, 8));
  for (let at = 0; at < count; at += 1) short.set(body.subarray(12 + 8 * at, 16 + 8 * at), 8 + 4 * at);
  return short;
}

/** @param {Bytes} table @returns {Sample[]} */
function samplesOf(table) {
  const sizes = sizesOf(table), places = placesOf(table, sizes), lengths = spread(rows(found(table, "stts"), 2));
  const shown = spread(rows(found(table, "ctts"), 2)), keys = found(table, "stss");
  const whole = keys && new Set(rows(keys, 1).flat());
  return sizes.map((size, at) => {
    const key = !whole || whole.has(at + 1);
    return { at: places[at], size, lasts: lengths[at] ?? 0, shown: (shown[at] ?? 0) | 0, key };
  });
}

/** @param {Bytes | undefined} body @returns {Edit[]} */
function editsOf(body) {
  if (!body) return [];
  const view = viewOf(body), long = body[0] === 1, size = long ? 20 : 12;
  return Array.from({ length: Math.min(view.getUint32(4), 1000) }, (_, row) => {
    const at = 8 + row * size;
    const lasts = long ? Number(view.getBigUint64(at)) : view.getUint32(at);
    return { lasts, start: long ? Number(view.getBigInt64(at + 8)) : view.getInt32(at + 4) };
  });
}

/** @param {Bytes} trak @returns {Track} */
function trackOf(trak) {
  const head = found(trak, "tkhd"), media = found(trak, "mdia mdhd"), whose = found(trak, "mdia hdlr");
  const table = found(trak, "mdia minf stbl"), list = table && found(table, "stsd");
  if (!head || !media || !whose || !table || !list) throw new Refusal("damaged");
  const view = viewOf(head), long = head[0] === 1, at = long ? 96 : 84;
  return {
    number: view.getUint32(long ? 20 : 12),
    kind: letters(whose, 8, 4),
    on: (head[3] & 1) === 1,
    scale: viewOf(media).getUint32(media[0] === 1 ? 20 : 12),
    matrix: head.subarray(at - 44, at - 8),
    width: view.getUint16(at - 8),
    height: view.getUint16(at - 4),
    entries: boxesIn(list, 8),
    edits: editsOf(found(trak, "edts elst")),
    begins: 0,
    samples: ["vide", "soun"].includes(letters(whose, 8, 4)) ? samplesOf(table) : [],
  };
}

/** Those of a piece of a film as browsers record it. @param {Bytes} traf @param {number} start where its piece begins
 * @param {Map<number, {track: Track, usual: Usual}>} tracks */
function addPiece(traf, start, tracks) {
  const head = found(traf, "tfhd");
  if (!head) throw new Refusal("damaged");
  const view = viewOf(head), said = view.getUint32(0) & 0xFFFFFF, own = tracks.get(view.getUint32(4));
  if (!own) return;
  let at = 8;
  const next = (/** @type {number} */ flag, /** @type {number} */ otherwise) =>
    said & flag ? view.getUint32((at += 4) - 4) : otherwise;
  const base = said & 1 ? Number(view.getBigUint64((at += 8) - 8)) : start;
  next(2, 0);
  const lasts = next(8, own.usual.lasts), size = next(16, own.usual.size), flags = next(32, own.usual.flags);
  begin(own.track, found(traf, "tfdt"));
  let place = base;
  for (const { name, body } of boxesIn(traf)) {
    if (name === "trun") place = addRun(own.track.samples, body, { lasts, size, flags }, base, place);
  }
}

/** A piece says when it begins: until then lasts what was before it.
 * @param {Track} track @param {Bytes | undefined} told */
function begin(track, told) {
  const { samples } = track, last = samples[samples.length - 1];
  if (!told) return;
  const view = viewOf(told), from = told[0] === 1 ? Number(view.getBigUint64(4)) : view.getUint32(4);
  if (!last) track.begins = from;
  else last.lasts = Math.max(0, last.lasts + from - samples.reduce((sum, { lasts }) => sum + lasts, track.begins));
}

/** What begins later than another track is silent before. @param {Track[]} tracks @param {number} scale */
function delay(tracks, scale) {
  const own = tracks.filter(({ samples }) => samples.length);
  const first = Math.min(...own.map(({ begins, scale: ticks }) => begins / ticks));
  for (const track of own) {
    const lasts = Math.round((track.begins / track.scale - first) * scale);
    if (lasts > 0 && !track.edits.length) track.edits = [{ lasts, start: -1 }, { lasts: 0, start: 0 }];
  }
}

/** @param {Sample[]} samples @param {Bytes} body @param {Usual} usual @param {number} base @param {number} from
 * @returns {number} where the next run begins that does not say so */
function addRun(samples, body, usual, base, from) {
  const view = viewOf(body), said = view.getUint32(0) & 0xFFFFFF, count = view.getUint32(4);
  let at = 8, place = from;
  const next = (/** @type {number} */ flag, /** @type {number} */ otherwise) =>
    said & flag ? view.getUint32((at += 4) - 4) : otherwise;
  if (said & 1) place = base + view.getInt32((at += 4) - 4);
  const first = next(4, -1);
  for (let each = 0; each < count; each += 1) {
    const lasts = next(0x100, usual.lasts), size = next(0x200, usual.size), flags = next(0x400, usual.flags);
    const shown = next(0x800, 0) | 0, own = each || first < 0 ? flags : first;
    samples.push({ at: place, size, lasts, shown, key: !(own & NOT_KEY) });
    if (samples.length > MOST_SAMPLES) throw new Refusal("codec");
    place += size;
  }
  return place;
}

/** @param {Bytes} bytes @param {Bytes} moov @param {Track[]} tracks */
function addPieces(bytes, moov, tracks) {
  const usual = new Map(boxesIn(found(moov, "mvex") ?? new Uint8Array()).filter(({ name }) => name === "trex")
    .map(({ body }) => {
      const view = viewOf(body), [number, lasts, size, flags] = [4, 12, 16, 20].map((at) => view.getUint32(at));
      return [number, { lasts, size, flags }];
    }));
  const none = { lasts: 0, size: 0, flags: 0 };
  const known = new Map(tracks.map((track) => [track.number, { track, usual: usual.get(track.number) ?? none }]));
  for (const { name, body } of boxesIn(bytes)) {
    const start = body.byteOffset - bytes.byteOffset - 8;
    if (name !== "moof") continue;
    for (const each of boxesIn(body)) if (each.name === "traf") addPiece(each.body, start, known);
  }
}

/** @param {Bytes} bytes */
export function readMp4(bytes) {
  const moov = boxesIn(bytes).find(({ name }) => name === "moov")?.body, head = moov && found(moov, "mvhd");
  if (!moov || !head) throw new Refusal("damaged");
  const tracks = boxesIn(moov).filter(({ name }) => name === "trak").map(({ body }) => trackOf(body));
  addPieces(bytes, moov, tracks);
  for (const { samples } of tracks) {
    if (samples.some(({ at, size }) => !(at >= 0 && at + size <= bytes.length))) throw new Refusal("damaged");
  }
  const scale = viewOf(head).getUint32(head[0] === 1 ? 20 : 12);
  delay(tracks, scale);
  return { scale, tracks };
}

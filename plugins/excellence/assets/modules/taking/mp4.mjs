// @ts-check
// An MP4 or M4A with the coded pictures and sound of two tracks, and nothing else.

import { joined, lettered, numbered, Refusal, sizeOf } from "./bytes.mjs";
import { box, entryOf, withoutMessages } from "./mp4-entries.mjs";
import { readMp4 } from "./mp4-read.mjs";

/** @typedef {import("./bytes.mjs").Bytes} Bytes */
/** @typedef {import("./mp4-read.mjs").Track} Track */
/** @typedef {import("./mp4-read.mjs").Sample} Sample */
/** A track as it is written; `chunks` are the samples that lie in a row, and where.
 * @typedef {{track: Track, made: Bytes, codec: string, unit: number, data: Map<Sample, Bytes>, lasts: number,
 *   chunks: {count: number, at: number}[]}} Written */

const SHADOW = 0.3; // seconds: what coders need before the first picture and after the last
const UNITY = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];
const IN_FILMS = ["h264", "aac", "mp3"], IN_SOUNDS = ["aac", "alac"];

/** @param {(number | Uint8Array)[]} values numbers of four bytes, or bytes */
const row = (...values) => joined(values.map((value) => typeof value === "number" ? numbered(value, 4) : value));

/** The same number in a row as a count and the number. @param {number[]} values */
function runs(values) {
  const /** @type {[number, number][]} */ found = [];
  for (const value of values) {
    const last = found[found.length - 1];
    if (last && last[1] === value) last[0] += 1;
    else found.push([1, value]);
  }
  return found;
}

/** @param {string} name @param {number[][]} rows @param {number} [version] */
const table = (name, rows, version = 0) => box(name, row(version * 2 ** 24, rows.length, ...rows.flat()));

/** How long a part of the track is played, and from where: no more than one part, and what is before it is silence.
 * @param {Track} track @param {number} scale @param {number} lasts in ticks of the track */
function playedOf({ edits, scale: own }, scale, lasts) {
  const parts = edits.filter(({ start }) => start >= 0), silence = edits.findIndex(({ start }) => start < 0);
  if (parts.length > 1 || silence > 0 || edits.length > 2) throw new Refusal("trimmed");
  const [part] = parts, whole = Math.round(lasts / own * scale), shown = part?.lasts || whole;
  if ((whole - shown) / scale > SHADOW || (part && part.start / own > SHADOW)) throw new Refusal("trimmed");
  const list = [...silence === 0 ? [[edits[0].lasts, -1, 0x10000]] : [], ...part ? [[shown, part.start, 0x10000]] : []];
  const until = (silence === 0 ? edits[0].lasts : 0) + (part ? shown : whole);
  return { until, made: list.length ? [box("edts", table("elst", list))] : [] };
}

/** @param {Written} written */
function tableOf({ track: { samples, kind }, made, data, chunks }) {
  const late = samples.map(({ shown }) => shown), keys = samples.flatMap(({ key }, at) => key ? [[at + 1]] : []);
  const bunches = runs(chunks.map(({ count }) => count)), /** @type {number[][]} */ rows = [];
  let first = 1;
  for (const [times, count] of bunches) {
    rows.push([first, count, 1]);
    first += times;
  }
  return box("stbl", box("stsd", row(0, 1, made)), table("stts", runs(samples.map(({ lasts }) => lasts))),
    ...late.some(Boolean) ? [table("ctts", runs(late), late.some((each) => each < 0) ? 1 : 0)] : [],
    ...kind === "vide" && keys.length < samples.length ? [table("stss", keys)] : [],
    table("stsc", rows), box("stsz", row(0, 0, samples.length, ...samples.map((each) => data.get(each)?.length ?? 0))),
    table("stco", chunks.map(({ at }) => [at])));
}

/** @param {Written} written @param {number} number @param {number} scale of the film */
function trackBox(written, number, scale) {
  const { track, lasts } = written, { kind, matrix, width, height } = track;
  const { until, made } = playedOf(track, scale, lasts);
  const isSeen = kind === "vide", volume = isSeen ? 0 : 0x01000000;
  const head = box("tkhd", row(3, 0, 0, number, 0, until, 0, 0, 0, volume, matrix, width * 65536, height * 65536));
  const media = box("mdhd", row(0, 0, 0, track.scale, lasts, new Uint8Array([0x55, 0xC4, 0, 0])));
  const whose = box("hdlr", row(0, 0, lettered(kind), 0, 0, 0), new Uint8Array(1));
  const how = isSeen ? box("vmhd", row(1, 0, 0)) : box("smhd", row(0, 0));
  const where = box("dinf", box("dref", row(0, 1), box("url ", row(1))));
  const inside = box("mdia", media, whose, box("minf", how, where, tableOf(written)));
  return { until, made: box("trak", head, ...made, inside) };
}

/** Samples in the order in which they lie in the file, so that a player finds pictures and sound close together.
 * @param {Written[]} all @param {number} from where the first is to lie */
function laid(all, from) {
  const order = all.flatMap((own) => own.track.samples.map((sample) => ({ own, sample })))
    .sort((one, other) => one.sample.at - other.sample.at), /** @type {Bytes[]} */ parts = [];
  let at = from, before = /** @type {Written | undefined} */ (undefined);
  for (const each of all) each.chunks = [];
  for (const { own, sample } of order) {
    const data = own.data.get(sample) ?? new Uint8Array();
    if (own === before) own.chunks[own.chunks.length - 1].count += 1;
    else own.chunks.push({ count: 1, at });
    before = own;
    parts.push(data);
    at += data.length;
  }
  return parts;
}

/** @param {Written[]} all @param {number} scale @param {boolean} isFilm */
function headOf(all, scale, isFilm) {
  const tracks = all.map((each, at) => trackBox(each, at + 1, scale));
  const until = Math.max(...tracks.map((each) => each.until));
  const brands = isFilm ? ["isom", "\0\0\x02\0", "isom", "iso2", "avc1", "mp41"] : ["M4A ", "\0\0\0\0", "M4A ", "isom"];
  const plain = row(0x10000, 0x01000000, 0, 0, ...UNITY, 0, 0, 0, 0, 0, 0, all.length + 1);
  const head = box("mvhd", row(0, 0, 0, scale, until, plain));
  const made = [box("ftyp", ...brands.map(lettered)), box("moov", head, ...tracks.map((each) => each.made))];
  return { made, seconds: until / scale };
}

/** @param {Track} track */
const lengthOf = ({ samples }) => samples.reduce((sum, { lasts }) => sum + lasts, 0);

/** A sound without what is never heard, as telephones trim it; one sample before is needed to hear the first.
 * @param {Track} track @param {number} scale of the film @returns {Track} */
function shortened(track, scale) {
  const parts = track.edits.filter(({ start }) => start >= 0), [part] = parts;
  if (parts.length !== 1 || !part.lasts) return track;
  const until = part.start + part.lasts / scale * track.scale, whole = lengthOf(track);
  if (whole - (until - part.start) <= SHADOW * track.scale) return track;
  let at = 0, start = part.start;
  const samples = track.samples.filter(({ lasts }) => {
    const before = at;
    at += lasts;
    if (at + lasts <= part.start) start -= lasts;
    return at + lasts > part.start && before < until;
  });
  return { ...track, samples, edits: track.edits.map((edit) => edit === part ? { ...edit, start } : edit) };
}

/** @param {Bytes} bytes @param {Track} track @returns {Written} */
function writtenOf(bytes, track) {
  const { made, codec, unit } = entryOf(track), lasts = lengthOf(track);
  const data = new Map(track.samples.map((sample) => {
    const part = bytes.subarray(sample.at, sample.at + sample.size);
    return [sample, unit ? withoutMessages(part, unit) : part];
  }));
  return { track, made, codec, unit, data, lasts, chunks: [] };
}

/** The one of several tracks of a kind that is played. @param {Track[]} tracks @param {string} kind */
function played(tracks, kind) {
  const all = tracks.filter((track) => track.kind === kind && track.samples.length && track.scale);
  return all.find(({ on }) => on) ?? all[0];
}

/** @param {Bytes} bytes @returns {import("./bytes.mjs").Cleaned} */
export function cleanMp4(bytes) {
  const { scale, tracks } = readMp4(bytes), film = played(tracks, "vide"), sound = played(tracks, "soun");
  const heard = sound && !film ? shortened(sound, scale) : sound;
  const own = [film, heard].filter((track) => track !== undefined).map((track) => writtenOf(bytes, track));
  if (!own.length || !scale) throw new Refusal("damaged");
  if (own.some(({ codec }) => !(film ? IN_FILMS : IN_SOUNDS).includes(codec))) throw new Refusal("codec");
  laid(own, 0);
  // How long the head is does not hang on the places in it.
  const start = sizeOf(headOf(own, scale, Boolean(film)).made) + 8, data = laid(own, start);
  const { made, seconds } = headOf(own, scale, Boolean(film)), head = row(sizeOf(data) + 8, lettered("mdat"));
  const parts = [...made, head, joined(data)];
  if (!film) return { kind: "recording", end: ".m4a", parts, seconds };
  // Turned by a quarter, where the first number of its matrix is none.
  const { width, height, matrix } = film, upright = matrix.subarray(0, 4).some(Boolean);
  const size = upright ? { width, height } : { width: height, height: width };
  return { kind: "film", end: ".mp4", parts, seconds, ...size };
}

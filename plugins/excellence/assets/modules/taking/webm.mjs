// @ts-check
// A WebM with the coded pictures and sound of two tracks, and nothing else; one of sound alone becomes an Ogg.

import { joined, lettered, letters, numbered, plainOpus, Refusal, viewOf } from "./bytes.mjs";
import { oggOf, pagesOf, plainHeads } from "./ogg.mjs";
import { opusTicks } from "./opus.mjs";
import { AUDIO, BLOCK, CODED, inside, numberOf, OFF, readWebm, SCALE, VIDEO } from "./webm-read.mjs";

/** @typedef {import("./bytes.mjs").Bytes} Bytes */
/** @typedef {import("./webm-read.mjs").Track} Track */
/** @typedef {import("./webm-read.mjs").Block} Block */
/** @typedef {import("./webm-read.mjs").Cluster} Cluster */

const PICTURES = ["V_VP8", "V_VP9", "V_AV1"], SOUNDS = ["A_OPUS", "A_VORBIS"];
// What a player needs, each a number of eight bytes at most.
const OF_TRACK = [0x23E383, 0x56AA, 0x56BB], OF_VIDEO = [0xB0, 0xBA, 0x54B0, 0x54BA, 0x54B2];
const OF_AUDIO = [0xB5, 0x78B5, 0x9F, 0x6264];
const COLOUR = 0x55B0, OF_COLOUR = Array.from({ length: 11 }, (_, at) => COLOUR + 1 + at);
const CROPS = [0x54AA, 0x54BB, 0x54CC, 0x54DD], OF_GROUP = [0x9B, 0xFB, 0x75A2], HEAD = 0x63A2;
// Units of AV1 (6.2.2 of its specification) that show something.
const PLAYED = [1, 2, 3, 4, 6, 7], SEQUENCE = 1;
const SPOKEN = lettered("WebM"), MOST = 8, MILLION = 1e6;
// deno-lint-ignore no-control-regex
const FEATURES = /^(?:[\x01-\x04]\x01.){0,4}/s; // WebM, VP9 Codec Feature Metadata

/** @param {number} number @param {Bytes[]} parts @returns {Bytes} */
function element(number, ...parts) {
  const body = joined(parts), name = numbered(number, Math.ceil((32 - Math.clz32(number)) / 8));
  return joined([name, new Uint8Array([1]), numbered(body.length, 7), body]);
}

/** Some of the numbers as they stand there. @param {import("./webm-read.mjs").Fields} fields @param {number[]} which */
const kept = (fields, which) => which.flatMap((number) => {
  const field = fields.get(number);
  return field && field.length <= MOST ? [element(number, field)] : [];
});

/** The units of AV1 that show something: messages stay behind. @param {Bytes} data */
function unitsOfAv1(data) {
  const /** @type {Bytes[]} */ parts = [];
  for (let at = 0; at < data.length;) {
    const kind = data[at] >> 3 & 15, start = at;
    let sized = data[at] & 2, length = sized ? 0 : data.length;
    at += data[at] & 4 ? 2 : 1;
    for (let shift = 0; sized && at < data.length; shift += 7, at += 1) {
      length += (data[at] & 127) * 2 ** shift;
      sized = data[at] & 128;
    }
    at += length;
    if (PLAYED.includes(kind)) parts.push(data.subarray(start, at));
  }
  return parts;
}

/** What a decoder is told, with nothing that it can do without. @param {Track} track @param {Bytes} head
 * @param {Bytes} first what is coded first */
function plainHead({ codec }, head, first) {
  if (codec === "A_OPUS") return plainOpus(head);
  if (codec === "V_AV1") {
    // Browsers leave out what the sequence is like, since the first picture says it too; other programs ask for it.
    const told = unitsOfAv1(head.subarray(4));
    const own = unitsOfAv1(first).filter(([unit]) => (unit >> 3 & 15) === SEQUENCE);
    return joined([head.subarray(0, 4), ...told.length ? told : own.slice(0, 1)]);
  }
  if (codec === "V_VP9") return head.subarray(0, FEATURES.exec(letters(head, 0, 12))?.[0].length);
  if (codec === "V_VP8") return head.subarray(0, 0);
  const [facts, said, books] = plainHeads(laced(head));
  return joined([new Uint8Array([2, facts.length, said.length]), facts, said, books]);
}

/** The three heads of Vorbis: how long two of them are stands before them, in parts of 255. @param {Bytes} head */
function laced(head) {
  const /** @type {number[]} */ lengths = [];
  let at = 1;
  while (lengths.length < 2) {
    let length = 0;
    while (head[at] === 255) length += head[at++];
    if (at >= head.length) throw new RangeError("no lengths");
    lengths.push(length + head[at++]);
  }
  const second = at + lengths[0], third = second + lengths[1];
  return [head.subarray(at, second), head.subarray(second, third), head.subarray(third)];
}

/** @param {Track} track @param {number} number @param {Cluster[]} clusters */
function entry(track, number, clusters) {
  const { kind, codec, fields } = track, head = fields.get(HEAD), video = fields.get(0xE0), audio = fields.get(0xE1);
  const seen = video && inside(video), heard = audio && inside(audio), colour = seen?.get(COLOUR);
  if (CROPS.some((crop) => numberOf(seen?.get(crop)))) throw new Refusal("cropped");
  const first = clusters.flatMap(({ blocks }) => blocks).find((block) => block.track === track.number);
  const plain = head && plainHead(track, head, first?.data.subarray(first.at) ?? head);
  return element(0xAE, element(0xD7, numbered(number, 1)), element(0x73C5, numbered(number, 1)),
    element(0x83, numbered(kind, 1)), element(0x86, lettered(codec)), ...plain?.length ? [element(HEAD, plain)] : [],
    ...kept(fields, OF_TRACK),
    ...seen && kind === VIDEO
      ? [element(0xE0, ...kept(seen, OF_VIDEO), ...colour ? [element(COLOUR, ...kept(inside(colour), OF_COLOUR))] : [])]
      : [],
    ...heard && kind === AUDIO ? [element(0xE1, ...kept(heard, OF_AUDIO))] : []);
}

/** @param {Block} block @param {Map<number, Track>} tracks by their number in the file
 * @param {number} number the new one */
function blockOf({ track, time, flags, at, data, more }, tracks, number) {
  const coded = tracks.get(track)?.codec === "V_AV1" ? unitsOfAv1(data.subarray(at)) : [data.subarray(at)];
  const body = [new Uint8Array([128 | number]), numbered(time, 2), new Uint8Array([flags]), ...coded];
  return more ? element(0xA0, element(BLOCK, ...body), ...kept(more, OF_GROUP)) : element(0xA3, ...body);
}

/** The one of several tracks of a kind that is played: the first that is not switched off.
 * @param {Track[]} tracks @param {number} kind */
function played(tracks, kind) {
  const all = tracks.filter((track) => track.kind === kind);
  return all.find(({ fields }) => numberOf(fields.get(OFF), 1)) ?? all[0];
}

/** A sound alone as an Ogg, packet by packet.
 * @param {Track} sound @param {Cluster[]} clusters @param {number} seconds */
function oggFrom({ number, codec, fields }, clusters, seconds) {
  const head = fields.get(HEAD);
  const packets = clusters.flatMap(({ blocks }) => blocks.filter(({ track }) => track === number));
  if (codec !== "A_OPUS" || packets.some(({ flags }) => flags & 6)) throw new Refusal("unclean");
  if (!head || !packets.length) throw new Refusal("damaged");
  const heads = plainHeads([head]);
  let ticks = 0;
  const sound = packets.flatMap(({ data, at }, place) => {
    ticks += opusTicks(data.subarray(at));
    return pagesOf(data.subarray(at), place < packets.length - 1 ? 0 : 4, BigInt(ticks));
  });
  return { kind: /** @type {const} */ ("recording"), end: ".ogg", parts: oggOf(heads, sound), seconds };
}

/** How long it is, in milliseconds: up to where the last block begins.
 * @param {Cluster[]} clusters @param {number} scale */
function lengthOf(clusters, scale) {
  const times = clusters.map(({ time, blocks }) => time + blocks.reduce((most, each) => Math.max(most, each.time), 0));
  return times.reduce((most, time) => Math.max(most, time), 0) * scale / MILLION;
}

/** @param {Bytes} bytes @returns {import("./bytes.mjs").Cleaned} */
export function cleanWebm(bytes) {
  const { info, tracks, clusters } = readWebm(bytes), scale = numberOf(info.get(SCALE), MILLION);
  const film = played(tracks, VIDEO), sound = played(tracks, AUDIO), length = lengthOf(clusters, scale);
  const own = [film, sound].filter((track) => track !== undefined);
  if (!own.length) throw new Refusal("damaged");
  if (own.some(({ codec }) => ![...PICTURES, ...SOUNDS].includes(codec))) throw new Refusal("codec");
  if (own.some(({ fields }) => fields.has(CODED))) throw new Refusal("unclean");
  if (!film) return oggFrom(sound, clusters, length / 1000);
  const byNumber = new Map(own.map((track) => [track.number, track])), order = [...byNumber.keys()];
  const kind = element(0x1A45DFA3, element(0x4282, lettered("webm")), element(0x4287, numbered(4, 1)),
    element(0x4285, numbered(2, 1)));
  const long = new Uint8Array(8);
  viewOf(long).setFloat64(0, length * MILLION / scale);
  const said = element(0x1549A966, element(SCALE, numbered(scale, 4)), element(0x4489, long), element(0x4D80, SPOKEN),
    element(0x5741, SPOKEN));
  const entries = element(0x1654AE6B, ...own.map((track, at) => entry(track, at + 1, clusters)));
  const shown = clusters.map(({ time, blocks }) => element(0x1F43B675, element(0xE7, numbered(time, 6)),
    ...blocks.filter(({ track }) => byNumber.has(track))
      .map((block) => blockOf(block, byNumber, order.indexOf(block.track) + 1))));
  const seen = inside(film.fields.get(0xE0) ?? new Uint8Array());
  const size = { width: numberOf(seen.get(0xB0)), height: numberOf(seen.get(0xBA)) };
  const parts = [kind, element(0x18538067, said, entries, ...shown)];
  return { kind: "film", end: ".webm", parts, seconds: length / 1000, ...size };
}

// @ts-check
// An Ogg file with its sound and what its decoder must know: pages of one stream, with comments that say nothing.

import { joined, lettered, letters, plainOpus, Refusal, viewOf } from "./bytes.mjs";
import { oggSumOf } from "./checksum.mjs";

/** @typedef {import("./bytes.mjs").Bytes} Bytes */
/** @typedef {{flags: number, granule: bigint, lacing: Bytes, data: Bytes}} Page */

const HEAD = 27, BEGINS = 2, ENDS = 4, GOES_ON = 1, MOST = 255, VORBIS_HEAD = 30, PACE = 48_000;
const ZERO = new Uint8Array(8);
const OPUS_SAYS = joined([lettered("OpusTags"), ZERO]);
const VORBIS_SAYS = joined([lettered("\x03vorbis"), ZERO, new Uint8Array([1])]);

/** @param {Page} page @param {number} number @returns {Bytes} */
function written({ flags, granule, lacing, data }, number) {
  const page = joined([lettered("OggS\0"), new Uint8Array(HEAD - 5), lacing, data]), view = viewOf(page);
  view.setUint8(5, flags);
  view.setBigUint64(6, granule, true);
  view.setUint32(14, 1, true);
  view.setUint32(18, number, true);
  view.setUint8(26, lacing.length);
  view.setUint32(22, oggSumOf(page), true);
  return page;
}

/** A packet on pages of its own. @param {Bytes} packet @param {number} flags @param {bigint} granule */
export function pagesOf(packet, flags, granule) {
  const lacing = Uint8Array.from({ length: Math.floor(packet.length / MOST) + 1 },
    (_, at) => Math.min(MOST, packet.length - at * MOST)), /** @type {Page[]} */ pages = [];
  for (let at = 0; at < lacing.length; at += MOST) {
    const data = packet.subarray(at * MOST, (at + MOST) * MOST), last = at + MOST >= lacing.length;
    const own = (at ? flags & ~BEGINS | GOES_ON : flags) & (last ? ~0 : ~ENDS);
    pages.push({ flags: own, granule: last ? granule : 2n ** 64n - 1n, lacing: lacing.subarray(at, at + MOST), data });
  }
  return pages;
}

/** Every page, of a file that holds one stream. @param {Bytes} bytes */
function read(bytes) {
  const view = viewOf(bytes), /** @type {Page[]} */ pages = [];
  for (let at = 0; at + HEAD <= bytes.length && letters(bytes, at, 4) === "OggS";) {
    const start = at + HEAD + bytes[at + 26], lacing = bytes.subarray(at + HEAD, start);
    const size = lacing.reduce((sum, length) => sum + length, 0);
    if (start + size > bytes.length) break;
    if (pages.length && view.getUint32(at + 14, true) !== view.getUint32(14, true)) throw new Refusal("tracks");
    const flags = bytes[at + 5], granule = view.getBigUint64(at + 6, true);
    pages.push({ flags, granule, lacing, data: bytes.subarray(start, start + size) });
    at = start + size;
  }
  return pages;
}

/** The first packets, and the pages behind them. @param {Page[]} pages @param {number} count */
function headsOf(pages, count) {
  const /** @type {Bytes[]} */ packets = [];
  let parts = /** @type {Bytes[]} */ ([]);
  for (const [number, { lacing, data }] of pages.entries()) {
    let at = 0;
    for (const [place, length] of lacing.entries()) {
      parts.push(data.subarray(at, at + length));
      at += length;
      if (length === MOST) continue;
      packets.push(joined(parts));
      parts = [];
      if (packets.length < count) continue;
      // The sound begins on a page of its own.
      if (place !== lacing.length - 1) throw new Refusal("unclean");
      return { packets, rest: pages.slice(number + 1) };
    }
  }
  throw new Refusal("damaged");
}

/** What a decoder is told, with nothing that it can do without. @param {Bytes[]} packets */
export function plainHeads([first, , books]) {
  if (!books) return [plainOpus(first), OPUS_SAYS];
  if (letters(books, 0, 7) !== "\x05vorbis") throw new Refusal("damaged");
  return [first.subarray(0, VORBIS_HEAD), VORBIS_SAYS, books];
}

/** A file of its heads, each on pages of its own, and the pages of its sound.
 * @param {Bytes[]} heads @param {Page[]} sound */
export function oggOf(heads, sound) {
  const before = heads.flatMap((head, at) => pagesOf(head, at ? 0 : BEGINS, 0n));
  return [...before, ...sound].map(written);
}

/** @param {Bytes} bytes @returns {import("./bytes.mjs").Cleaned} */
export function cleanOgg(bytes) {
  const pages = read(bytes), [first] = pages, isOpus = letters(first?.data ?? bytes, 0, 8) === "OpusHead";
  if (!isOpus && letters(first?.data ?? bytes, 0, 7) !== "\x01vorbis") throw new Refusal("codec");
  const { packets, rest } = headsOf(pages, isOpus ? 2 : 3), heads = plainHeads(packets), view = viewOf(heads[0]);
  const sound = rest.filter(({ data, flags }) => data.length || flags & ENDS), last = sound[sound.length - 1];
  if (!last) throw new Refusal("damaged");
  const before = isOpus ? view.getUint16(10, true) : 0, pace = isOpus ? PACE : view.getUint32(12, true);
  const seconds = Math.max(0, Number(BigInt.asIntN(64, last.granule)) - before) / pace;
  return { kind: "recording", end: ".ogg", parts: oggOf(heads, sound), seconds };
}

// @ts-check
// What a WebM holds (RFC 8794, 9559): its tracks and, cluster by cluster, what is played of them.

import { Refusal, letters, viewOf } from "./bytes.mjs";

/** @typedef {import("./bytes.mjs").Bytes} Bytes */
/** By the number of each kind of element what it holds; of those that may stand there more than once the first.
 * @typedef {Map<number, Bytes>} Fields */
/** @typedef {{number: number, kind: number, codec: string, fields: Fields}} Track */
/** `data` as it stands in the file: the track's number, the time from the cluster's own, flags, and what is coded.
 * `more` are the fields beside it, where it stands in a group.
 * @typedef {{track: number, time: number, flags: number, at: number, data: Bytes, more?: Fields}} Block */
/** @typedef {{time: number, blocks: Block[]}} Cluster */

const SEGMENT = 0x18538067, CLUSTER = 0x1F43B675, INFO = 0x1549A966, TRACKS = 0x1654AE6B, ENTRY = 0xAE, TIME = 0xE7;
const SIMPLE = 0xA3, GROUP = 0xA0;
export const VIDEO = 1, AUDIO = 2, CODED = 0x6D80, OFF = 0x88, SCALE = 0x2AD7B1, BLOCK = 0xA1;

/** A number of a length that its first bits tell; `marked` keeps those bits, as the numbers of elements do.
 * @param {Bytes} bytes @param {number} at @param {boolean} [marked] */
function numberAt(bytes, at, marked = false) {
  if (at >= bytes.length || !bytes[at]) throw new RangeError("no number");
  const size = Math.clz32(bytes[at]) - 23;
  let value = marked ? bytes[at] : bytes[at] & (1 << 8 - size) - 1, unknown = !marked && value === (1 << 8 - size) - 1;
  for (let next = at + 1; next < at + size; next += 1) {
    unknown &&= bytes[next] === 255;
    value = value * 256 + bytes[next];
  }
  return { value, size, unknown };
}

/** Number, and where its body begins and ends; one of unknown length goes on to the end.
 * @param {Bytes} bytes @param {number} at @param {number} end */
function elementAt(bytes, at, end) {
  const name = numberAt(bytes, at, true), length = numberAt(bytes, at + name.size), body = at + name.size + length.size;
  const stop = length.unknown ? end : body + length.value;
  return { number: name.value, body, stop };
}

/** @param {Bytes} bytes @param {number} at @param {number} end @returns {Fields} */
function fieldsIn(bytes, at, end) {
  const /** @type {Fields} */ found = new Map();
  for (let place = at; place < end;) {
    const { number, body, stop } = elementAt(bytes, place, end);
    if (stop > end) throw new RangeError("beyond its end");
    if (!found.has(number)) found.set(number, bytes.subarray(body, stop));
    place = stop;
  }
  return found;
}

/** @param {Bytes} field */
export const inside = (field) => fieldsIn(field, 0, field.length);

/** @param {Bytes | undefined} field @param {number} [otherwise] */
export const numberOf = (field, otherwise = 0) => field?.reduce((sum, byte) => sum * 256 + byte, 0) ?? otherwise;

/** @param {Bytes} bytes @param {number} at @param {number} end @returns {Track[]} */
function tracksIn(bytes, at, end) {
  const found = [];
  for (let place = at; place < end;) {
    const { number, body, stop } = elementAt(bytes, place, end);
    if (number === ENTRY) {
      const fields = fieldsIn(bytes, body, stop), codec = fields.get(0x86) ?? new Uint8Array();
      const kind = numberOf(fields.get(0x83));
      found.push({ number: numberOf(fields.get(0xD7)), kind, codec: letters(codec, 0, codec.length), fields });
    }
    place = stop;
  }
  return found;
}

/** @param {Bytes} data @param {Fields} [more] @returns {Block} */
function blockOf(data, more) {
  const { value, size } = numberAt(data, 0), view = viewOf(data);
  return { track: value, time: view.getInt16(size), flags: view.getUint8(size + 2), at: size + 3, data, more };
}

/** A cluster is not walked as a box but read on: so it may be of unknown length, as browsers record.
 * @param {Bytes} bytes */
export function readWebm(bytes) {
  let info = /** @type {Fields} */ (new Map()), tracks = /** @type {Track[]} */ ([]);
  const /** @type {Cluster[]} */ clusters = [];
  for (let at = 0; at + 2 <= bytes.length;) {
    const { number, body, stop } = elementAt(bytes, at, bytes.length), cluster = clusters[clusters.length - 1];
    const goesInto = number === SEGMENT || number === CLUSTER;
    if (!goesInto && stop > bytes.length) {
      // A recording that was cut short is played as far as it goes.
      if (clusters.length) break;
      throw new RangeError("beyond its end");
    }
    if (number === INFO) info = fieldsIn(bytes, body, stop);
    else if (number === TRACKS) tracks = tracksIn(bytes, body, stop);
    else if (number === CLUSTER) clusters.push({ time: 0, blocks: [] });
    else if (number === TIME && cluster) cluster.time = numberOf(bytes.subarray(body, stop));
    else if (number === SIMPLE && cluster) cluster.blocks.push(blockOf(bytes.subarray(body, stop)));
    else if (number === GROUP && cluster) {
      const more = fieldsIn(bytes, body, stop), block = more.get(BLOCK);
      if (block) cluster.blocks.push(blockOf(block, more));
    }
    at = goesInto ? body : stop;
  }
  if (!tracks.length || !clusters.length) throw new Refusal("damaged");
  return { info, tracks, clusters };
}

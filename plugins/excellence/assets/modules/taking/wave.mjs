// @ts-check
// A WAV with its sound and how to play it, and nothing else.

import { joined, lettered, letters, Refusal, viewOf } from "./bytes.mjs";

/** @typedef {import("./bytes.mjs").Bytes} Bytes */

const PCM = 1, EXTENSIBLE = 0xFFFE, HEAD = 44, PLAYED = [8, 16, 24];

/** @param {Bytes} bytes @returns {import("./bytes.mjs").Cleaned} */
export function cleanWave(bytes) {
  const view = viewOf(bytes);
  /** @type {{channels: number, hertz: number, bits: number} | undefined} */
  let format;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = letters(bytes, at, 4), size = view.getUint32(at + 4, true), body = at + 8;
    if (name === "fmt ") {
      const kind = view.getUint16(body, true), coded = kind === EXTENSIBLE ? view.getUint16(body + 24, true) : kind;
      const bits = view.getUint16(body + 14, true);
      if (coded !== PCM || !PLAYED.includes(bits)) throw new Refusal("codec");
      format = { channels: view.getUint16(body + 2, true), hertz: view.getUint32(body + 4, true), bits };
    } else if (name === "data" && format) {
      // A program that was cut short has not said how long it became.
      return written(bytes.subarray(body, Math.min(body + size, bytes.length)), format);
    }
    at = body + size + size % 2;
  }
  throw new Refusal("damaged");
}

/** @param {Bytes} data @param {{channels: number, hertz: number, bits: number}} format
 * @returns {import("./bytes.mjs").Cleaned} */
function written(data, { channels, hertz, bits }) {
  const block = channels * bits / 8, sound = data.subarray(0, data.length - data.length % block);
  const odd = sound.length % 2;
  if (!block || !hertz || !sound.length) throw new Refusal("damaged");
  const head = joined([lettered("RIFF    WAVEfmt "), new Uint8Array(20), lettered("data    ")]), view = viewOf(head);
  view.setUint32(4, HEAD - 8 + sound.length + odd, true);
  view.setUint32(16, 16, true);
  [PCM, channels].forEach((value, at) => view.setUint16(20 + 2 * at, value, true));
  [hertz, hertz * block].forEach((value, at) => view.setUint32(24 + 4 * at, value, true));
  [block, bits].forEach((value, at) => view.setUint16(32 + 2 * at, value, true));
  view.setUint32(40, sound.length, true);
  const seconds = sound.length / block / hertz;
  return { kind: "recording", end: ".wav", parts: [head, sound, new Uint8Array(odd)], seconds };
}

// @ts-check
// A sound or film taken in: what is coded in it, not coded anew, in a file that says nothing else.

import { Refusal } from "./bytes.mjs";
import { endOf } from "./contents.mjs";
import { cleanMp3 } from "./mp3.mjs";
import { cleanMp4 } from "./mp4.mjs";
import { cleanOgg } from "./ogg.mjs";
import { cleanWave } from "./wave.mjs";
import { cleanWebm } from "./webm.mjs";

/** @typedef {import("./taking.mjs").Kinds} Kinds */
/** @typedef {import("./taking.mjs").Outcome} Outcome */

/** @type {Record<string, (bytes: Uint8Array<ArrayBuffer>) => import("./bytes.mjs").Cleaned>} */
const CLEANERS = { MP3: cleanMp3, MP4: cleanMp4, OGG: cleanOgg, WAV: cleanWave, WEBM: cleanWebm };
const TYPES = {
  ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".wav": "audio/wav", ".mp4": "video/mp4",
  ".webm": "video/webm",
};

/** @param {Uint8Array<ArrayBuffer>} bytes @param {string} format as `contentOf` names it
 * @param {Kinds["limits"]} limits @returns {Outcome} */
export function cleaned(bytes, format, limits) {
  try {
    const { parts, seconds, ...made } = CLEANERS[format](bytes), { kind, end, width = 0, height = 0 } = made;
    const minutes = kind === "film" ? limits.film : limits.sound;
    if (seconds > minutes * 60) return { refused: `long_${kind}`, values: { minutes } };
    const most = limits.screen;
    if (Math.max(width, height) > most) return { refused: "screen", values: { width, height, most } };
    const blob = new Blob(parts, { type: TYPES[/** @type {keyof typeof TYPES} */ (end)] });
    return { ...made, blob, seconds: Math.round(seconds * 10) / 10, notes: [] };
  } catch (flaw) {
    if (flaw instanceof Refusal) return { refused: flaw.code, values: flaw.values };
    // What a file that is not as it says leads to: a place beyond its end.
    return { refused: "damaged" };
  }
}

/** @param {File} file @param {string} format @param {Kinds} kinds @returns {Promise<Outcome>} */
export async function recordingOf(file, format, { recordings, limits }) {
  const end = endOf(file.name), isSound = end in recordings || !["MP4", "WEBM"].includes(format);
  if (file.size > limits.bytes) {
    const values = { size: Math.ceil(file.size / 1e6), most: limits.bytes / 1e6 };
    return { refused: isSound ? "large_recording" : "large_film", values };
  }
  return cleaned(new Uint8Array(await file.arrayBuffer()), format, limits);
}

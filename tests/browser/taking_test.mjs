// @ts-check
/// <reference lib="deno.ns" />
// Packing: a box never leaves its picture and never shrinks by being written down; no bytes make a reader fail.

import * as state from "../../plugins/excellence/assets/modules/taking/boxes-state.mjs";
import { crcOf, oggSumOf } from "../../plugins/excellence/assets/modules/taking/checksum.mjs";
import { contentOf } from "../../plugins/excellence/assets/modules/taking/contents.mjs";
import { headOf } from "../../plugins/excellence/assets/modules/taking/picture-head.mjs";
import { cleaned } from "../../plugins/excellence/assets/modules/taking/recordings.mjs";
import { wordsIn } from "../../plugins/excellence/assets/modules/taking/texts.mjs";
import { frozen, holds, same, sure } from "./chance.mjs";

/** @typedef {import("./chance.mjs").Chance} Chance */

const LIMITS = {
  bytes: 25e6, pixels: 5e7, side: 20_000, small: 1000, longest: 3000, sound: 30, film: 10, screen: 1920,
};

/** Somewhere, also beside the picture. @param {Chance} chance */
const point = (chance) => ({ x: chance.next() * 1.4 - 0.2, y: chance.next() * 1.4 - 0.2 });

/** @param {state.Box} box */
const lies = ({ x, y, w, h }) =>
  sure(x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= 1 + 1e-9 && y + h <= 1 + 1e-9, `${x} ${y} ${w} ${h}`);

holds("whatever is done to a box, it is one, and lies on the picture", (chance) => {
  let box = state.between(point(chance), point(chance));
  for (let step = 0; step < 20; step += 1) {
    lies(frozen(box));
    const key = chance.of(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]), shift = chance.of([true, false]);
    const ways = [
      state.placed(box, point(chance)), state.pulled(box, chance.of(state.CORNERS), point(chance)),
      state.keyed(box, key, shift) ?? box, state.fresh(point(chance)),
    ];
    box = chance.of(ways);
    sure(state.partOf(box) >= 0 && state.partOf(box) <= 8);
  }
  same(state.keyed(box, "Enter", false), undefined);
});

holds("a box covers all that lies between where it was begun and where it was left", (chance) => {
  const [one, other] = [0, 0].map(() => ({ x: chance.next(), y: chance.next() }));
  const { x, y, w, h } = state.between(one, other);
  sure(x <= Math.min(one.x, other.x) && x + w >= Math.max(one.x, other.x) - 1e-9);
  sure(y <= Math.min(one.y, other.y) && y + h >= Math.max(one.y, other.y) - 1e-9);
});

holds("a step and a step back are none, and what was done is taken back one by one", (chance) => {
  const box = state.placed(state.fresh({ x: 0.5, y: 0.5 }), { x: 0.3, y: 0.3 }), begun = state.begun(frozen([box]));
  for (const [one, other] of [["ArrowLeft", "ArrowRight"], ["ArrowUp", "ArrowDown"]]) {
    const there = state.keyed(box, one, false), back = there && state.keyed(there, other, false);
    same(back, box);
  }
  let now = begun;
  const steps = chance.number(1, 9);
  for (let step = 0; step < steps; step += 1) {
    now = state.changed(frozen(now), [...now.boxes, state.fresh(point(chance))]);
  }
  // Small steps of one kind count as one.
  for (let step = 0; step < 5; step += 1) now = state.changed(now, state.replaced(now.boxes, 0, box), "keys 0");
  for (let step = 0; step <= steps; step += 1) now = state.undone(now);
  same(now, begun);
  same(state.undone(now), now);
});

const BEGINNINGS = [
  "\xff\xd8\xff\xe1\0\x20Exif\0\0II*\0\x08\0\0\0", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "RIFF\x40\0\0\0WEBPVP8X", "GIF89a",
  "II*\0\x08\0\0\0", "\0\0\0\x18ftypheic", "ID3\x03\0\0\0\0\0\x09", "\xff\xfb\x90\0", "BM", "OggS\0\x02", "",
  "RIFF\x40\0\0\0WAVEfmt \x10\0\0\0", "\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x40moov",
  "\x1a\x45\xdf\xa3\x84\x42\x82\x81webm\x18\x53\x80\x67\xff",
];

holds("no bytes make a reader fail", (chance) => {
  const begun = Uint8Array.from(chance.of(BEGINNINGS), (letter) => letter.charCodeAt(0));
  const more = chance.list(() => chance.of([0, 1, 4, 8, 255, chance.number(0, 255)]), 200);
  const bytes = new Uint8Array([...begun, ...more]);
  const content = contentOf(bytes);
  for (const format of ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "HEIC", "BMP"]) sure(headOf(bytes, format).turn > 0);
  for (const format of ["MP3", "WAV", "OGG", "MP4", "WEBM"]) {
    const made = cleaned(bytes, format, LIMITS);
    sure("refused" in made ? made.refused : made.blob, content);
  }
  sure(["string", "undefined"].includes(typeof wordsIn(bytes)));
}, 600);

Deno.test("sums are those of the standards", () => {
  const bytes = new TextEncoder().encode("123456789");
  same(crcOf(bytes), 0xCBF43926);
  same(oggSumOf(bytes), 0x89A1897F);
});

// @ts-check
/// <reference lib="deno.ns" />
// Looking: a point stays under the finger, an address brings others to the same spot, and no word of a text is lost.

import * as compare from "../../plugins/excellence/assets/modules/looking/compare-state.mjs";
import { difference } from "../../plugins/excellence/assets/modules/looking/difference.mjs";
import * as place from "../../plugins/excellence/assets/modules/looking/place.mjs";
import * as picker from "../../plugins/excellence/assets/modules/looking/point-picker-state.mjs";
import * as projector from "../../plugins/excellence/assets/modules/looking/projector-state.mjs";
import { frozen, holds, same, sure } from "./chance.mjs";

/** @typedef {import("./chance.mjs").Chance} Chance */

/** @param {number} one @param {number} other */
const near = (one, other) => sure(Math.abs(one - other) < 1e-6, `${one} is not ${other}`);

/** A picture in its box. @param {Chance} chance @param {boolean} [loose] @returns {place.View} */
function view(chance, loose = false) {
  const [across, down, width, height] = [0, 0, 0, 0].map(() => chance.number(50, 3000));
  const [wide, high] = place.whole({ width, height }, across, down);
  return frozen({ wide, high, across, down, loose, full: width });
}

/** @param {Chance} chance */
const somewhere = (chance) =>
  frozen({ zoom: chance.number(-5, 300) / 10, x: chance.next() * 3 - 1, y: chance.next() * 3 - 1 });

holds("wherever one is sent, one looks at the picture, and stays there", (chance) => {
  const seen = view(chance, chance.of([true, false])), now = place.held(somewhere(chance), seen);
  sure(now.x >= 0 && now.x <= 1 && now.y >= 0 && now.y <= 1 && now.zoom >= (seen.loose ? 0.5 : 1));
  const again = place.held(now, seen);
  for (const key of /** @type {const} */ (["zoom", "x", "y"])) near(again[key], now[key]);
});

holds("what is seen whole lies within its box, and no further out is to be had", (chance) => {
  const seen = view(chance);
  sure(seen.wide <= seen.across + 1e-6 && seen.high <= seen.down + 1e-6);
  const { zoom, x, y } = place.held({ ...somewhere(chance), zoom: chance.next() }, seen);
  same(zoom, 1);
  near(x, 0.5);
  near(y, 0.5);
});

holds("what is under a finger stays under it, however it is enlarged", (chance) => {
  const seen = view(chance), from = place.held(somewhere(chance), seen);
  const point = { x: chance.number(-200, 200), y: chance.number(-200, 200) };
  const now = place.around(from, point, point, from.zoom * (0.3 + chance.next() * 3), seen);
  near(now.x + point.x / (seen.wide * now.zoom), from.x + point.x / (seen.wide * from.zoom));
  near(now.y + point.y / (seen.high * now.zoom), from.y + point.y / (seen.high * from.zoom));
});

holds("a step and a step back are none", (chance) => {
  const seen = view(chance, true), from = somewhere(chance);
  for (const [one, other] of [["ArrowLeft", "ArrowRight"], ["ArrowUp", "ArrowDown"]]) {
    const there = place.paced(from, one, true, seen), back = there && place.paced(there, other, true, seen);
    near(back?.x ?? NaN, from.x);
    near(back?.y ?? NaN, from.y);
  }
  same(place.paced(from, "Enter", true, seen), undefined);
  same(place.paced(place.WHOLE, "ArrowDown", false, { ...seen, loose: false }), undefined);
});

holds("the file that is asked for is sharp enough, and none larger than is of use", (chance) => {
  const widths = [...new Set(chance.list(() => chance.number(100, 4000), 5, 1))].sort((one, two) => one - two);
  const picture = frozen({ rungs: widths.map((width) => ({ width })), width: 3000, height: 2000 });
  const wide = chance.number(50, 3000), { width } = place.rung(picture, wide, 2);
  sure(width >= wide * 0.9 || width === widths.at(-1));
  sure(!widths.some((each) => each < width && each >= wide * 0.9));
  const spared = place.rung(picture, wide, 1, true).width;
  sure(spared <= 1280 || spared === widths[0]);
});

holds("one turns over round and round, and an address says where one is", (chance) => {
  const total = chance.number(1, 9), at = chance.number(0, total - 1);
  same(place.turned(place.turned(at, 1, total), -1, total), at);
  same(place.atOf(place.hashOf(at, "")), at);
  same(place.atOf(place.hashOf(at, "#w=a,b&at=B")), at);
  same(place.marked("", place.hashOf(at, "#w=a&project")), "#w=a");
  same(place.turnedTo("End", at, total), total - 1);
  for (const key of ["Enter", "ArrowUp"]) same(place.turnedTo(key, at, total), undefined);
});

// Comparing

/** @param {Chance} chance */
const rounded = (chance) =>
  frozen({ zoom: chance.number(500, 9000) / 1000, x: chance.number(0, 1000) / 1000, y: 0.25 });

holds("what is compared goes through an address and back", (chance) => {
  const sides = ["a-moth", "one-2-three"].map((slug) => ({ slug, at: chance.number(0, 20) }));
  const one = chance.of([place.WHOLE, rounded(chance)]), two = chance.of([one, rounded(chance)]);
  const over = chance.of([true, false]);
  const said = compare.asked(compare.hashOf(frozen(sides), [one, two], over));
  same(said.sides, sides);
  same(said.places[0] ?? place.WHOLE, one);
  same(said.places[1] ?? said.places[0] ?? place.WHOLE, two);
  same(said.over, over);
});

Deno.test("what makes no sense in an address is left out", () => {
  const { sides, places, over } = compare.asked("#a=<script>:2&b=moth&z=NaN&x=1&y=1&bz=2&bx=1&m=under");
  same([sides, places, over], [[undefined, undefined], [undefined, undefined], false]);
});

holds("two that move together keep how they lie to one another", (chance) => {
  const [one, two, now] = [rounded(chance), rounded(chance), rounded(chance)], apart = compare.apart(one, two);
  const other = compare.followed(now, 0, apart), back = compare.followed(other, 1, apart);
  near(back.zoom, now.zoom);
  near(back.x, now.x);
  near(other.x - now.x, two.x - one.x);
  near(compare.followed(one, 0, apart).zoom, two.zoom);
});

holds("what was said between two states is that of the drafts from one to the other, each once", (chance) => {
  const all = frozen(chance.list(() => ({ id: chance.of(["a", "b", "c"]), draft: chance.of([true, false]) }), 6, 2));
  const [one, two] = [0, 0].map(() => chance.number(0, all.length - 1)), found = compare.between(all, one, two);
  same(compare.between(all, two, one), found);
  same(new Set(found.map(({ id }) => id)).size, found.length);
  sure(found.every((each) => each.draft && all.indexOf(each) < Math.max(one, two)));
});

holds("the class's own advice is read from anything", (chance) => {
  const cells = compare.cells(chance.anything(["parts", "rows", "cells"]));
  sure(cells.every((cell) => typeof cell === "string" && cell.trim()));
  same(compare.cells({ parts: [{ rows: [{ cells: ["a", " "] }, null] }, 7] }), ["a"]);
});

holds("two texts with their changes are still the two texts", (chance) => {
  const words = ["The moth", " sleeps", ", and", " wakes", "\n\n", "It’s", " 2", "!"];
  const text = () => chance.list(() => chance.of(words), 14).join("");
  const [one, two] = [text(), text()], parts = difference(one, two);
  if (!parts) return sure(one !== two || !one);
  same(parts.map(({ same, gone }) => same + gone).join(""), one);
  same(parts.map(({ same, come }) => same + come).join(""), two);
  if (one === two) sure(parts.every(({ gone, come }) => !gone && !come));
});

Deno.test("where little is left of a text its sentences are marked, and where nothing is, nothing", () => {
  const one = "It is closed. I went there on a Saturday. Nobody should be proud of that.";
  const other = "Eleven chairs stood empty at noon. I went there on a Saturday. The board can change the hours today.";
  const parts = difference(one, other) ?? [];
  same(parts.find((part) => part.same)?.same.trim(), "I went there on a Saturday.");
  same(difference("The cat sat down.", "Who wrote these lines?"), undefined);
});

Deno.test("a draft stands beside what it became, a work for itself by its cover", () => {
  /** @param {"picture" | "text" | "media"} kind @param {boolean} draft @param {number} [page] */
  const state = (kind, draft, page = 0) => ({ kind, draft, page });
  const draft = state("picture", true), last = state("picture", true), words = state("text", true);
  const leaves = [1, 2, 3].map((page) => state("picture", false, page));
  const film = state("media", false), chart = state("picture", true, 3);
  same(compare.partner([draft, last, ...leaves], 0), 2);
  same(compare.partner([chart, draft, ...leaves], 0), 4);
  same(compare.partner([draft, last, film], 0), 1);
  same(compare.partner([words, film], 0), undefined);
  same(compare.partner(leaves, 0), undefined);
  same([compare.cover([draft, film, ...leaves]), compare.cover([words, film]), compare.cover([draft])], [2, 1, 0]);
});

// The projector, and places for a tour

holds("prompts and timers go round and come back to none", (chance) => {
  let state = projector.begun(chance.number(0, 5));
  const now = chance.number(0, 1e6), seen = [];
  for (let turn = 0; turn < 7; turn += 1) {
    state = frozen({ ...state, ...projector.timed(state, now) });
    same(state.until, state.minutes ? now + state.minutes * 60_000 : 0);
    seen.push(state.minutes);
  }
  same(seen, [1, 2, 3, 5, 10, 15, 0]);
  same(projector.timed({ ...state, minutes: 7 }, now).minutes, 10);
  for (let turn = 0; turn < 3; turn += 1) state = { ...state, ...projector.prompted(state) };
  same(state.prompt, 0);
}, 5);

Deno.test("a player that is where the other is does not follow it", () => {
  const state = { ...projector.begun(0), playing: true, seconds: 12 };
  same(projector.level(state, { paused: false, currentTime: 12.3 }), true);
  same(projector.level(state, { paused: true, currentTime: 12.3 }), false);
  same(projector.level(state, { paused: false, currentTime: 14 }), false);
});

Deno.test("a clicker's keys turn over, letters act in either case, and a number is a picture", () => {
  same(["PageDown", " ", "PageUp", "End"].map((key) => projector.turnedBy(key, 1, 5)), [2, 2, 0, 4]);
  same(["b", "B", "?", "x"].map(projector.actOf), ["blank", "blank", "help", undefined]);
  same(["1", "9", "0", "a"].map(projector.numbered), [0, 8, undefined, undefined]);
});

holds("a place that is picked lies on the picture, and its lines hold any name", (chance) => {
  const from = picker.inside({ x: chance.next() * 4 - 2, y: chance.next() * 4 - 2 });
  const key = chance.of(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]);
  const now = picker.stepped(frozen(from), key, chance.of([true, false])) ?? from;
  sure(now.x >= 0 && now.x <= 1 && now.y >= 0 && now.y <= 1);
  const name = chance.text('a"\\:\n'), lines = picker.lines(name, [now], { picker_title: "T", picker_text: "W" });
  same(lines.split("\n").length, 2);
  sure(lines.includes(`file: ${JSON.stringify(name)}, x: ${now.x}, y: ${now.y}`));
});

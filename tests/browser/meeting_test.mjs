// @ts-check
/// <reference lib="deno.ns" />
// A meeting: its clock is right whatever happens, and its minutes go through an address.

import { chosenIn, searchOf } from "../../plugins/excellence/assets/modules/meeting/chooser-state.mjs";
import * as clock from "../../plugins/excellence/assets/modules/meeting/clock.mjs";
import * as runner from "../../plugins/excellence/assets/modules/meeting/runner-state.mjs";
import { frozen, holds, same, sure } from "./chance.mjs";

/** @typedef {import("./chance.mjs").Chance} Chance */

const MINUTE = 60_000;
const sum = (/** @type {number[]} */ all) => all.reduce((total, each) => total + each, 0);

/** A meeting at one of its steps. @param {number[]} minutes @param {number} at */
const meeting = (minutes, at) => frozen(clock.goto(clock.begin(minutes, 0), at, 0));

holds("a meeting that is shortened ends when it was to, or has a minute for each step", (chance) => {
  const minutes = chance.list(() => chance.number(1, 60), 10, 2), at = chance.number(0, minutes.length - 2);
  const now = chance.number(0, 200) * MINUTE, before = meeting(minutes, at), after = clock.shorten(before, now);
  const late = clock.slip(before, now), coming = minutes.slice(at + 1), rest = after.minutes.slice(at + 1);
  same(after.minutes.slice(0, at + 1), minutes.slice(0, at + 1));
  sure(rest.every((each, place) => each >= 1 && each <= coming[place]));
  if (late <= 0) same(after.minutes, minutes);
  else if (sum(coming) - late >= coming.length) sure(clock.slip(after, now) <= 0);
  else same(new Set(rest), new Set([1]));
}, 400);

holds("a clock that stood goes on with what was left", (chance) => {
  const before = meeting([chance.number(1, 60), 5], 0), now = chance.number(0, 90) * MINUTE, later = now + 7 * MINUTE;
  const stood = frozen(clock.pause(before, now)), goes = clock.pause(stood, later);
  same(clock.remaining(stood, later), clock.remaining(before, now));
  same(clock.remaining(goes, later), clock.remaining(before, now));
});

holds("more minutes are more minutes, whether it stands or goes", (chance) => {
  const going = meeting([chance.number(1, 60), 5], 0), now = chance.number(0, 90) * MINUTE;
  for (const each of [going, frozen(clock.pause(going, now))]) {
    const rest = clock.remaining(clock.extend(each, 2, now), now);
    same(rest, Math.max(clock.remaining(each, now), 0) + 2 * MINUTE);
  }
});

holds("minutes and seconds are told as people tell them", (chance) => {
  const seconds = chance.number(0, 20_000), [, minutes, rest] = /^(\d+):(\d\d)$/.exec(clock.digits(seconds)) ?? [];
  same(Number(minutes) * 60 + Number(rest), seconds);
});

/** @param {Chance} chance @returns {runner.Protocol} */
const protocol = (chance) => frozen({
  id: "x",
  title: "X",
  steps: chance.list(() => ({
    title: chance.text("abc"),
    minutes: [chance.number(1, runner.LONGEST)],
    alert: chance.of([null, 1, 5]),
    rest: chance.of([true, false]),
    reveal: null,
  }), 6, 1),
});

holds("minutes go through an address and back; what is as planned needs none", (chance) => {
  const plan = protocol(chance), minutes = plan.steps.map(() => chance.number(1, runner.LONGEST));
  same(runner.minutesFrom(runner.hashOf(minutes, plan), plan), minutes);
  same(runner.hashOf(runner.planned(plan), plan), "");
});

holds("an address that makes no sense leaves the plan as it is", (chance) => {
  const plan = protocol(chance), { length } = plan.steps;
  const numbers = chance.list(() => chance.of(["0", "9e9", "241", "", "-1", "1..2"]), length, length).join(",");
  for (const hash of [`#m=${numbers}`, `#m=${"1,".repeat(length)}1`, "#m=", "", "#m=<b>"]) {
    same(runner.minutesFrom(hash, plan), runner.planned(plan));
  }
});

holds("the signs of the clock are told once each, and only while it goes", (chance) => {
  const plan = protocol(chance), [step] = plan.steps, whole = step.minutes[0];
  let now = frozen(clock.begin(runner.planned(plan), 0));
  const heard = [];
  for (let second = 0; second <= (whole + 2) * 60; second += 20) {
    const signs = runner.signs(now, step, second * 1000);
    same(signs.over, second >= whole * 60);
    sure(!(signs.near && signs.over));
    sure(!runner.signs(clock.pause(now, second * 1000), step, second * 1000).due);
    if (signs.due) heard.push(signs.over ? "over" : "near");
    if (signs.due) now = frozen(runner.told(now, signs));
  }
  const warned = (step.alert ?? (whole > 6 && !step.rest ? 3 : 0)) > 0;
  same(heard, warned ? ["near", "over"] : ["over"]);
}, 40);

holds("a meeting goes on only where it has the steps of the protocol", (chance) => {
  const plan = protocol(chance), begun = clock.begin(runner.planned(plan), 0);
  const kept = { id: "x", path: "/x/", title: "X", meeting: begun, roles: { Guide: "Ana" }, sound: true };
  same(runner.resumed(frozen(kept), plan), kept);
  sure(runner.here(kept, "x", "/x/") && !runner.here(kept, "x", "/y/") && !runner.here(undefined, "x", "/x/"));
  const other = { ...plan, steps: [...plan.steps, plan.steps[0]] };
  same(runner.resumed(kept, other), undefined);
});

Deno.test("works that were chosen come back from an address, and leave the rest of it", () => {
  same(chosenIn("?for=students&works=pond-cards,../x,,a-snail"), ["pond-cards", "a-snail"]);
  same(searchOf("?for=students", ["a", "b"]), "?for=students&works=a,b");
  same(searchOf("?works=a&for=students", []), "?for=students");
  same(searchOf("?works=a", []), "");
});

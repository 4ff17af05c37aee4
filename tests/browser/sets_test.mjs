// @ts-check
/// <reference lib="deno.ns" />
// Sets and walks: nobody is lost or doubled, a link says no more than it may, and groups never meet where they need
// not.

import * as clock from "../../plugins/excellence/assets/modules/meeting/clock.mjs";
import { pathOf, placeOf } from "../../plugins/excellence/assets/modules/meeting/runner-state.mjs";
import { Refused } from "../../plugins/excellence/assets/modules/notes/format.mjs";
import * as calibration from "../../plugins/excellence/assets/modules/sets/calibration-state.mjs";
import * as papers from "../../plugins/excellence/assets/modules/sets/papers.mjs";
import { fit, rotation } from "../../plugins/excellence/assets/modules/sets/rotation.mjs";
import { hashOf, planFrom, slugsOf } from "../../plugins/excellence/assets/modules/sets/set-link.mjs";
import * as state from "../../plugins/excellence/assets/modules/sets/set-state.mjs";
import { frozen, holds, same, sure } from "./chance.mjs";

/** @typedef {import("./chance.mjs").Chance} Chance */

const MINUTE = 60_000;
const slug = (/** @type {Chance} */ chance) => `work-${chance.number(1, 40)}`;
const slugs = (/** @type {{works: {slug: string}[]}} */ { works }) => works.map((each) => each.slug);
const distinct = (/** @type {unknown[]} */ all) => new Set(all).size === all.length;

// Who is where

holds("no group meets a station twice, and no two meet at one where there are stations enough", (chance) => {
  const groups = chance.number(1, 12), stations = chance.number(1, 24), table = rotation(groups, stations);
  same(table.length, stations);
  for (let group = 0; group < groups; group += 1) sure(distinct(table.map((row) => row[group])));
  for (const row of table) {
    same(row.length, groups);
    sure(row.every((at) => at >= 0 && at < stations));
    const most = Math.max(...row.map((at) => row.filter((other) => other === at).length));
    same(most, Math.ceil(groups / stations), "as many as must be at one station");
  }
}, 400);

holds("groups that leave early have been as far apart as can be", (chance) => {
  const stations = chance.number(2, 24), groups = chance.number(2, stations);
  const first = rotation(groups, stations)[0].toSorted((one, other) => one - other);
  const gaps = first.map((at, place) => (place + 1 < groups ? first[place + 1] : first[0] + stations) - at);
  sure(Math.max(...gaps) - Math.min(...gaps) <= 1);
});

holds("a walk that is too long says for how many stations there is time", (chance) => {
  const stations = chance.number(1, 24), minutes = chance.number(1, 20), most = chance.number(1, 60);
  const { whole, long, rounds } = fit(stations, minutes, { least: 1, most });
  same(whole, stations * minutes);
  same(long, whole > most);
  sure(rounds >= 1 && rounds <= stations);
  if (long && minutes <= most) sure(rounds * minutes <= most && (rounds + 1) * minutes > most);
  if (!long) same(rounds, stations);
});

// The rounds of a walk

holds("rounds follow one another to the end of the step, however rarely one looks", (chance) => {
  const rounds = chance.number(2, 12), minutes = rounds * chance.number(1, 5);
  let meeting = frozen(clock.begin([minutes], 0)), now = 0, before = 0;
  while (clock.remaining(meeting, now) > 0) {
    const { round, rest } = clock.rounded(meeting, rounds, now);
    sure(round >= before && round < rounds && rest <= (minutes / rounds) * MINUTE);
    sure(rest > 0 || clock.remaining(meeting, now) <= 0, "a round that goes on has time left");
    same(round, Math.min(Math.floor((now / MINUTE) * rounds / minutes), rounds - 1));
    meeting = frozen({ ...meeting, round });
    before = round;
    now += chance.number(1, 200) * 1000;
  }
});

holds("more minutes make the present round longer, and send nobody back", (chance) => {
  const rounds = chance.number(2, 12), minutes = rounds * 3, now = chance.number(0, minutes * 60 - 1) * 1000;
  const before = clock.begin([minutes], 0), { round, rest } = clock.rounded(before, rounds, now);
  const after = clock.rounded(clock.extend({ ...before, round }, 5, now), rounds, now);
  same(after.round, round);
  same(after.rest, rest + 5 * MINUTE);
});

holds("a step that begins again begins with its first round", () => {
  same(clock.rounded(clock.goto({ ...clock.begin([9, 9], 0), round: 3 }, 1, 0), 3, 0).round, 0);
}, 1);

// A visitor's sets

const fields = ["sets", "works", "slug", "name", "title", "note", "at", "minutes", "groups", "protocol"];

holds("whatever was kept becomes sets that can be worked with", (chance) => {
  const shelf = state.begun(chance.anything(fields, 6), "Mine"), set = state.open(shelf);
  sure(set.title && set.works.length <= state.MOST && distinct(slugs(set)));
  same(state.begun(JSON.parse(JSON.stringify(shelf)), "Mine"), shelf);
}, 400);

/** A set with works in it. @param {Chance} chance @param {number} [most] */
const filled = (chance, most = state.MOST) => {
  let shelf = state.begun(undefined, "Mine");
  for (let at = chance.number(0, most); at > 0; at -= 1) shelf = state.toggled(shelf, `work-${at}`);
  return frozen(shelf);
};

holds("a press takes a work in, the next takes it out, and a full set stays as it is", (chance) => {
  const shelf = filled(chance), one = slug(chance), there = slugs(state.open(shelf)).includes(one);
  const next = state.toggled(shelf, one), full = !there && state.open(shelf).works.length === state.MOST;
  if (full) return same(next, shelf);
  same(slugs(state.open(next)).includes(one), !there);
  if (!there) same(state.toggled(next, one), shelf);
});

holds("works that are moved are all still there, in the order that was meant", (chance) => {
  const shelf = filled(chance, 8), { works } = state.open(shelf);
  const from = chance.number(-1, 9), to = chance.number(-1, 9);
  const next = state.moved(shelf, from, to), after = slugs(state.open(next));
  same(after.toSorted(), works.map((each) => each.slug).toSorted());
  if (works[from] && works[to]) same(after[to], works[from].slug);
  else same(next, shelf);
  if (works[from] && works[to]) same(state.moved(next, to, from), shelf);
});

holds("there is always a set that is open", (chance) => {
  let shelf = filled(chance, 3);
  for (let at = chance.number(1, 6); at > 0; at -= 1) {
    shelf = frozen(chance.of([state.added(shelf, state.fresh("More", { works: [{ slug: slug(chance), name: "" }] })),
      state.dropped(shelf, "Mine")]));
    sure(state.open(shelf));
  }
});

// Links

holds("a link brings others to the same set, and says nothing that was written", (chance) => {
  const works = slugsOf(chance.list(() => slug(chance), 30));
  const planned = chance.of([undefined, { minutes: 2, groups: 3 }]);
  const plan = {
    works: planned ? [] : works, minutes: chance.number(1, 60), groups: chance.number(1, 12),
    protocol: chance.of(["", "quality-work-protocol"]), at: planned ? -1 : chance.number(-1, works.length - 1),
    round: chance.of([true, false]), of: 0,
  };
  const written = /** @type {{}} */ ({ note: "secret", title: "secret", names: ["secret"] });
  const hash = hashOf({ ...plan, ...written }, planned);
  same(planFrom(hash, planned), plan);
  sure(!hash.includes("secret") && /^(#[\w=&,-]+)?$/.test(hash));
}, 400);

holds("no address is too long, too hostile or too odd", (chance) => {
  const letters = "w=&,#%?/\\<>\"'.-+ abz019é😀\u0000", plain = `#w=${"a-b,".repeat(3000)}`;
  const odd = `#w=${chance.text(letters, 60)}&t=${chance.text("019-.e", 5)}`;
  const hash = chance.of([`#${chance.text(letters, 200)}`, odd, plain]);
  const { works, minutes, groups, protocol, at, of } = planFrom(hash);
  sure(works.length <= state.MOST && distinct(works) && works.every((each) => /^[a-z0-9-]+$/.test(each)));
  sure(minutes >= 1 && minutes <= 60 && groups >= 1 && groups <= 12);
  sure(/^[a-z0-9-]*$/.test(protocol) && at < Math.max(works.length, 1) && of >= 0);
}, 400);

holds("a meeting of a set has the set's own address, and minutes leave that alone", () => {
  same(pathOf({ pathname: "/walk/", hash: "#w=a&t=2" }), "/walk/#w=a&t=2");
  same(pathOf({ pathname: "/p/", hash: "#m=1,2" }), "/p/");
  same(placeOf("#m=3", { pathname: "/p/", search: "?a", hash: "#m=1" }), "/p/?a#m=3");
  same(placeOf("#m=3", { pathname: "/walk/", search: "", hash: "#w=a" }), "/walk/#w=a");
  same(placeOf("", { pathname: "/p/", search: "", hash: "#m=1" }), "/p/");
}, 1);

// Paper

holds("every work is on one page, and the backs of cards lie behind their fronts", (chance) => {
  const works = Array.from({ length: chance.number(0, 24) }, (_, at) => at), pages = papers.pages(works, papers.CARDS);
  same(pages.flat(), works);
  for (const front of pages) {
    const back = papers.backs(front);
    // Turned over its long edge, what was on the left is on the right.
    front.forEach((work, at) => same(back[at % 2 ? at - 1 : at + 1], work));
    same(back.filter((each) => each !== undefined).length, front.length);
  }
});

holds("what may not be printed is left out and named", (chance) => {
  const works = chance.list(() => ({ told: { print: chance.of([true, undefined]) } }), 24);
  const found = papers.allowed(works);
  same(found.works.length + found.left.length, works.length);
  sure(found.works.every(({ told }) => told.print) && found.left.every(({ told }) => !told.print));
});

Deno.test("paper is what it is where a visitor lives", () => {
  same(["en-US", "en-CA", "es-MX"].map(papers.usual), ["letter", "letter", "letter"]);
  same(["en-GB", "es-ES", "es", "de"].map(papers.usual), ["a4", "a4", "a4", "a4"]);
});

// Calibration

const round = (/** @type {Chance} */ chance, /** @type {string[]} */ works) => ({
  id: `x${chance.number(1, 1e9)}`,
  who: chance.text("abc"),
  placed: Object.fromEntries(works.filter(() => chance.number(0, 2)).map((each) =>
    [each, chance.of(calibration.PLACES)])),
});

holds("a file brings over what somebody placed, and what is no such file is refused", (chance) => {
  const works = ["one", "two", "three"], all = chance.list(() => round(chance, works), 4, 1);
  const rounds = all.filter(({ placed }) => Object.keys(placed).length);
  same(calibration.unfiled(calibration.filed(works.toReversed(), rounds), works), rounds);
  same(calibration.joined(rounds, rounds), rounds);
  // People without a name are still several, and one who took a name later is still one.
  const nameless = rounds.map((each) => ({ ...each, who: "" }));
  same(calibration.joined(nameless, rounds).length, rounds.length);
  try {
    const other = calibration.filed(["one", "two"], rounds), odd = chance.anything(["rounds", "kind", "format"]);
    calibration.unfiled(chance.of([JSON.stringify(odd), other]), works);
    sure(false, "it is not refused");
  } catch (flaw) {
    sure(flaw instanceof Refused);
  }
});

holds("the works to talk about first are those that people put most differently", (chance) => {
  const works = ["one", "two", "three", "four"], rounds = chance.list(() => round(chance, works), 8);
  const spreads = calibration.spread(works, rounds), talk = calibration.toTalk(spreads);
  for (const { slug: each, counts, apart } of spreads) {
    const said = rounds.flatMap(({ placed }) => placed[each] ?? []);
    same(counts.reduce((sum, count) => sum + count, 0), said.length);
    same(apart > 0, new Set(said).size > 1);
    sure(apart >= 0 && apart <= 1);
  }
  const least = Math.min(...talk.map(({ apart }) => apart));
  sure(talk.length <= 2 && spreads.every((each) => talk.includes(each) || !(each.apart > least) || talk.length < 2));
});

Deno.test("nothing of a file gets to what all objects have", () => {
  const placed = '{"__proto__": "several", "constructor": "several", "A B": "several"}';
  const rounds = `"rounds": [{"id": "__proto__", "who": "x", "placed": ${placed}}]`;
  const text = calibration.filed(["a"], []).replace('"rounds": []', rounds);
  same(Object.keys(calibration.unfiled(text, ["a"])[0].placed), ["constructor"]);
});

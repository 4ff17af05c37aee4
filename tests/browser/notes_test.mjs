// @ts-check
/// <reference lib="deno.ns" />
// What people write: nothing of it is lost, whatever is done with it, and what a file says is taken for data alone.

import * as archive from "../../plugins/excellence/assets/modules/notes/archive-state.mjs";
import * as catcher from "../../plugins/excellence/assets/modules/notes/catcher-state.mjs";
import * as criteria from "../../plugins/excellence/assets/modules/notes/criteria-state.mjs";
import { csv, markdown, table } from "../../plugins/excellence/assets/modules/notes/exports.mjs";
import * as filled from "../../plugins/excellence/assets/modules/notes/filled.mjs";
import { LARGEST, opened, Refused, written } from "../../plugins/excellence/assets/modules/notes/format.mjs";
import { together } from "../../plugins/excellence/assets/modules/notes/together.mjs";
import { frozen, holds, same, sure } from "./chance.mjs";

/** @typedef {import("./chance.mjs").Chance} Chance */
/** @typedef {import("../../plugins/excellence/assets/modules/notes/filled.mjs").Filled} Filled */

/** @param {Partial<import("../../plugins/excellence/assets/modules/notes/filled.mjs").Part>} more */
const part = (more) => ({ before: [], columns: [], rows: [], blank: 0, works: false, questions: [], ...more });
const COLUMNS = [{ title: "Seen", key: "seen" }, { title: "Goal", key: "goal" }];
const CATCHER = frozen({
  id: "x",
  title: "X",
  parts: [
    part({ columns: COLUMNS, blank: 2, works: true, questions: [{ text: "Why?", lines: 1 }] }),
    part({ columns: COLUMNS.slice(0, 1), rows: ["First", "Second"], before: [{ text: "Who?", lines: 2 }] }),
    part({ questions: [{ text: "What next?", lines: 3 }] }),
  ],
});
const KEYS = [
  "who", "parts", "rows", "cells", "work", "slug", "title", "src", "seen", "criteria", "pin", "name", "date",
];

/** What somebody may have written. @param {Chance} chance @returns {Filled} */
function someones(chance) {
  const work = () => chance.of([null, {
    slug: chance.of(["", "a-moth"]),
    title: chance.text(),
    grade: chance.text(),
    picture: chance.of(["", "works/a-moth/1.webp"]),
  }]);
  return frozen({
    who: chance.text(),
    date: chance.text(),
    parts: CATCHER.parts.map(({ before, columns, questions }) => ({
      before: before.map(() => chance.text()),
      rows: columns.length ? chance.list(() => ({ work: work(), cells: columns.map(() => chance.text()) }), 4, 2) : [],
      questions: questions.map(() => chance.text()),
    })),
  });
}

/** Why something is refused. @param {() => unknown} act */
function refused(act) {
  try {
    act();
  } catch (flaw) {
    if (flaw instanceof Refused) return flaw.reason;
    throw flaw;
  }
  return undefined;
}

/** @param {Chance} chance */
const filling = (chance) => frozen({ mine: someones(chance), others: chance.list(() => someones(chance), 2) });

holds("a part in which nothing is written has no table, and no numbers of nothing", (chance) => {
  const told = together(CATCHER, [{ ...filled.read({}, CATCHER), who: chance.text() }]);
  sure(CATCHER.parts.every((part, at) => table(part, told[at], {}).length === 0));
});

holds("the name of a file says of which sheet, by whom and from when it is, in letters for every system", (chance) => {
  const one = someones(chance), name = filled.called(CATCHER, [one]);
  sure(/^x(-[\p{L}\p{M}\p{N}]+)+$/u.test(name), name);
  sure(/^x-2-/.test(filled.called(CATCHER, [one, one])));
  same(filled.called(CATCHER, [{ ...one, who: " Zoë  O’Neill ", date: "Oct 5" }]), "x-zoë-o-neill-oct-5");
});

holds("whatever was kept becomes what fits the catcher", (chance) => {
  const read = filled.read(chance.anything(KEYS), CATCHER);
  same(filled.read(read, CATCHER), read);
  read.parts.forEach(({ rows }, at) => {
    const { columns, rows: heads, blank } = CATCHER.parts[at];
    sure(rows.length >= (columns.length ? heads.length + blank : 0));
    sure(rows.every(({ cells }) => cells.length === columns.length));
  });
});

holds("a file brings back what went into it", (chance) => {
  const all = chance.list(() => someones(chance), 3), file = filled.filed(CATCHER, all);
  same(filled.unfiled(file, CATCHER), all);
  same(refused(() => filled.unfiled(file, { ...CATCHER, id: "y" })), "other");
});

Deno.test("a file that is not right is refused, and why", () => {
  const right = written("catcher", { sheets: [] });
  same(opened(right, "catcher", "sheets"), JSON.parse(right));
  for (const [text, reason] of [
    ["{", "broken"], ["null", "foreign"], ["[[]]", "foreign"], [right.replace("catcher", "criteria"), "foreign"],
    [right.replace("[]", "7"), "foreign"], [right.replace("1", "2"), "newer"], ["x".repeat(LARGEST + 1), "huge"],
  ]) {
    same(refused(() => opened(text, "catcher", "sheets")), reason);
  }
});

/** @type {import("../../plugins/excellence/assets/modules/notes/catcher-state.mjs").Spot[]} */
const SPOTS = [
  { head: "who" }, { head: "date" }, { part: 0, row: 1, column: 1 }, { part: 1, row: 0, column: 0 },
  { part: 0, kind: "questions", at: 0 }, { part: 1, kind: "before", at: 0 },
];

/** What stands in each of the places. @param {Filled} mine */
const stands = (mine) => SPOTS.map((spot) => {
  if ("head" in spot) return mine[spot.head];
  const held = mine.parts[spot.part];
  return "kind" in spot ? held[spot.kind][spot.at] : held.rows[spot.row].cells[spot.column];
});

holds("a word is written in its place and nowhere else", (chance) => {
  const before = filling(chance), at = chance.number(0, SPOTS.length - 1), old = stands(before.mine);
  const now = catcher.write(before, SPOTS[at], "NEW");
  same(stands(now.mine), old.map((each, place) => (place === at ? "NEW" : each)));
  same(catcher.write(frozen(now), SPOTS[at], old[at]), before);
});

holds("a row that is taken out is put back where it was", (chance) => {
  const before = filling(chance), { rows } = before.mine.parts[0], at = chance.number(0, rows.length - 1);
  const less = catcher.withoutRow(before, 0, at);
  same(less.mine.parts[0].rows.length, rows.length - 1);
  same(catcher.withRow(frozen(less), 0, rows[at], at), before);
});

holds("a work takes the place of nothing that is written", (chance) => {
  const before = filling(chance), number = chance.number(0, 1);
  const work = { slug: "", title: "Bridge", grade: "", picture: "" };
  const { filling: now, at } = catcher.withWork(before, CATCHER, number, work), { rows } = now.mine.parts[number];
  same(rows[at].work, work);
  const others = rows.filter((_, place) => place !== at).filter(filled.says);
  same(others, before.mine.parts[number].rows.filter(filled.says));
  sure(at >= CATCHER.parts[number].rows.length, "a row keeps its head");
});

holds("what others wrote comes in once", (chance) => {
  const before = filling(chance), come = chance.list(() => someones(chance), 3);
  const { filling: now } = catcher.withOthers(before, come), held = JSON.stringify([now.mine, ...now.others]);
  sure(come.every((each) => held.includes(JSON.stringify(each))));
  if (!come.some(filled.empty)) {
    same(catcher.withOthers(frozen(now), come), { filling: now, number: 0 });
  }
  sure(filled.empty(before.mine) || now.mine === before.mine, "what is one's own stays");
});

holds("what people wrote is put together without losing a word or parting a row", (chance) => {
  const lead = chance.of([true, false]);
  const columns = ["A", "B", "C"].map((title, at) => ({ title, key: at || !lead ? title : null }));
  const shape = { id: "x", title: "X", parts: [part({ columns, blank: chance.number(0, 3), works: true })] };
  // Every cell says which it is, so that it can be found again.
  let number = 0;
  const people = frozen(chance.list(() => ({
    who: chance.of(["", "Ana", "Ben"]),
    date: "",
    parts: [{ before: [], questions: [], rows: chance.list(() => {
      const title = chance.of(["", "Bridge", "bridge ", "Bird"]);
      const cells = columns.map(() => chance.of(["", "", "one", "Two", "a b", "=1"]));
      return {
        work: title ? { slug: "", title, grade: "", picture: "" } : null,
        cells: cells.map((cell) => cell && `${cell} ${number += 1}`),
      };
    }, 5) }],
  }), 4, 1));
  const [{ rows, counts }] = together(shape, people), texts = rows.map(({ cells }) => cells.flat());
  for (const { who, parts } of people) {
    for (const { cells } of parts[0].rows) {
      const said = cells.filter(Boolean).map((cell) => (who ? `${cell} (${who})` : cell));
      sure(said.every((text) => texts.flat().filter((each) => each === text).length === 1));
      sure(!said.length || texts.some((row) => said.every((text) => row.includes(text))));
    }
  }
  const sums = columns.map((_, at) => rows.reduce((sum, { cells }) => sum + cells[at].length, 0));
  same(counts, sums);
});

holds("no word is lost on the way to other programs, and none becomes a formula", (chance) => {
  const people = chance.list(() => someones(chance), 3), told = together(CATCHER, people);
  const words = new Proxy(/** @type {Record<string, string>} */ ({}), { get: (_, name) => String(name) });
  const table = csv(CATCHER, told, words), text = markdown(CATCHER, told, words);
  for (const { cells } of told.flatMap(({ rows }) => rows)) {
    for (const said of cells.flat()) sure(table.includes(said), said);
  }
  sure(!/(^|,)"[=+\-@]/m.test(table));
  sure(!/(?<!\\)</.test(text.replaceAll("<br>", "")), "nothing is markup");
});

// A list of criteria

/** @param {Chance} chance @returns {criteria.List} */
function listed(chance) {
  let number = 0;
  const seen = () => chance.list(() => `${chance.of(["a", "b"])} ${number += 1}`, 3);
  return frozen({
    what: chance.text("ab"),
    seen: seen(),
    criteria: chance.list(() => ({
      name: chance.of(["", "Real", "Neat", "Deep", "real!"]),
      seen: seen(),
      attribute: chance.of(["", ...criteria.ATTRIBUTES]),
      must: chance.of([true, false]),
      pin: chance.of([null, { slug: "a-moth", title: "Moth", src: "works/a-moth/1.webp" }]),
    }), 4, 1),
  });
}

/** Everything that was seen, in no order. @param {criteria.List} list */
const everything = (list) => criteria.everything(list).sort();

holds("a list made of anything is a list, and stays as it is", (chance) => {
  const read = criteria.read(chance.anything(KEYS));
  same(criteria.read(read), read);
  const file = written("criteria", { list: read });
  same(criteria.unfiled(file), read);
});

holds("whatever is moved, nothing that was seen is lost or doubled", (chance) => {
  const list = listed(chance), all = everything(list), last = list.criteria.length - 1, at = chance.number(0, last);
  same(everything(criteria.removed(list, at)), all);
  same(criteria.removed(list, at).criteria.length, last);
  for (const text of all) {
    const now = criteria.put(list, text, chance.number(-1, last + 1));
    same(everything(now), all);
    same(everything(criteria.without(now, text)), all.filter((each) => each !== text));
  }
  if (last) {
    const into = (at + 1) % (last + 1);
    same(everything(criteria.joined(list, at, into)), all);
  }
});

holds("what goes down comes up again", (chance) => {
  const list = listed(chance), at = chance.number(0, list.criteria.length - 1), by = chance.of([-1, 1]);
  if (!list.criteria[at + by]) return;
  const now = criteria.shifted(list, at, by);
  same(now.criteria[at + by], list.criteria[at]);
  same(criteria.shifted(frozen(now), at + by, -by), list);
});

holds("a thing is noticed once, and thirty are the most", (chance) => {
  let list = criteria.read({});
  for (let number = 0; number <= criteria.MOST; number += 1) {
    const { why, list: now } = criteria.noticed(frozen(list), ` thing ${number} `);
    same(why, number < criteria.MOST ? "added" : "many");
    list = now;
  }
  same(criteria.noticed(list, `Thing, ${chance.number(0, 29)}!`).why, "known");
  same(criteria.noticed(list, "  ").why, "");
}, 5);

holds("another list comes in, and what is there stays", (chance) => {
  const list = listed(chance), come = listed(chance), now = criteria.withList(list, come);
  const plain = (/** @type {string} */ text) => text.toLowerCase().replace(/\W/g, "");
  for (const text of everything(come)) sure(everything(now).some((each) => plain(each) === plain(text)), text);
  list.criteria.forEach(({ name, seen }, at) => {
    same(now.criteria[at].name, name);
    same(now.criteria[at].seen.slice(0, seen.length), seen);
  });
});

holds("a list seeds a critique once, and what was written there stays", (chance) => {
  const before = chance.anything(KEYS), once = criteria.seeded(frozen(before), ["Real", "Neat"]);
  const heads = once.parts[0].rows.map((/** @type {any} */ row) => row.work?.title);
  same(heads.slice(-2), ["Real", "Neat"]);
  same(criteria.seeded(frozen(once), ["Real", "Neat"]), once);
});

// The archive over years

/** @param {Chance} chance */
const date = (chance) => `${chance.number(2024, 2027)}-0${chance.number(1, 3)}-11`;

holds("an archive holds one sheet of a day, by date, and a file brings all of it back", (chance) => {
  /** @type {archive.Year[]} */
  let all = [];
  for (const day of chance.list(() => date(chance), 6)) all = archive.withMeeting(frozen(all), day, someones(chance));
  const days = all.map((each) => each.date);
  same(days, [...new Set(days)].sort());
  same(archive.unarchived(archive.archived(CATCHER, all), CATCHER), all);
  same(archive.withYears(frozen(all), all), { all, number: 0 });
});

holds("what became of a goal stays with its day", (chance) => {
  const first = archive.withMeeting([], "2026-05-20", someones(chance)), goal = chance.number(0, 3);
  const now = archive.withGoal(frozen(first), 0, goal, "met");
  const later = archive.withMeeting(frozen(now), "2026-05-20", someones(chance));
  same(later[0].goals[goal], "met");
  sure(later[0].goals.every((state, at) => state === (at === goal ? "met" : archive.STATES[0])));
  same(archive.withGoal(first, 0, goal, "<b>")[0].goals[goal], archive.STATES[0]);
});

holds("years made of anything are years", (chance) => {
  const years = archive.years(chance.anything([...KEYS, "goals", "sheet"]), CATCHER);
  same(archive.years(years, CATCHER), years);
});

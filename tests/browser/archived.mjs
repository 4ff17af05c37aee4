// @ts-check
/// <reference lib="deno.ns" />
// The file of a school's archive, saved by the modules of its page. It is run with a catcher and meetings, both JSON.

import * as archive from "../../plugins/excellence/assets/modules/notes/archive-state.mjs";
import { read } from "../../plugins/excellence/assets/modules/notes/filled.mjs";

const [catcher, meetings] = Deno.args.map((each) => JSON.parse(each));
/** @type {archive.Year[]} */
let all = [];
for (const { date, sheet } of meetings) all = archive.withMeeting(all, date, read(sheet, catcher));
for (const [at, { goals }] of meetings.entries()) {
  for (const [goal, now] of goals.entries()) all = archive.withGoal(all, at, goal, now);
}
console.log(archive.archived(catcher, all));

// @ts-check
// The plain data of searching: what fits a choice, what an address says, what fills a card, what is marked.
/// <reference lib="deno.ns" />

import { askedBy, named } from "../../plugins/excellence/assets/modules/page/lost-state.mjs";
import {
  chosenOf, having, matching, relief, restate, write,
} from "../../plugins/excellence/assets/modules/searching/choice.mjs";
import { ask } from "../../plugins/excellence/assets/modules/searching/asked.mjs";
import { valuesOf } from "../../plugins/excellence/assets/modules/searching/cards.mjs";
import { following } from "../../plugins/excellence/assets/modules/searching/header-search.mjs";
import { parts } from "../../plugins/excellence/assets/modules/searching/hits.mjs";
import { slugOf } from "../../plugins/excellence/assets/modules/searching/work-finder.mjs";
import { fill } from "../../plugins/excellence/assets/modules/shared/dom.mjs";
import { holds, same } from "./chance.mjs";

const WORKS = 6;
/** @param {number[]} ids */
const posting = (ids) => ({ ids, weights: ids.map(() => 1) });
/** @param {Record<string, number[]>} values */
const column = (values) => new Map(Object.entries(values).map(([key, ids]) => [key, posting(ids)]));
const COLUMNS = new Map([
  ["grade", column({ K: [0, 1], 1: [2, 3], 2: [4, 5] })],
  ["subject", column({ mathematics: [0, 2, 4], art: [1, 3] })],
]);
/** @param {Record<string, string[]>} named */
const chosen = (named) => new Map(Object.entries(named).map(([facet, keys]) => [facet, new Set(keys)]));
/** @param {Record<string, string[]>} named @param {string} [but] */
const fitting = (named, but) => {
  const fits = matching(COLUMNS, WORKS, chosen(named), but);
  return [...fits.keys()].filter((id) => fits[id]);
};
const VALUES = [["grade", "K"], ["grade", "1"], ["subject", "art"]];
/** @param {Map<string, Set<string>>} named */
const plain = (named) => Object.fromEntries([...named].map(([facet, keys]) => [facet, [...keys]]));
const boxes = () => VALUES.map(([name, value]) => ({ name, value, checked: false }));

Deno.test("values of a facet add up and facets cut down", () => {
  same(fitting({}), [0, 1, 2, 3, 4, 5]);
  same(fitting({ grade: ["K"] }), [0, 1]);
  same(fitting({ grade: ["K", "1"] }), [0, 1, 2, 3]);
  same(fitting({ grade: ["K", "1"], subject: ["art"] }), [1, 3]);
  same(fitting({ grade: ["2"], subject: ["art"] }), []);
});

Deno.test("a work that speaks of a grade by chance hides none that has the words beside it", async () => {
  const meta = { grades: { grade4: ["4"] }, labels: [["4", "Grade 4"]] };
  const found = (/** @type {string[][]} */ said, _text = "", among = new Set([0, 1, 2, 3])) =>
    Promise.resolve({ ids: (said.length > 1 ? [2] : [1, 2, 3]).filter((id) => among.has(id)) });
  const index = { meta, stops: new Set(), said: () => [["grade4", "grade", "4"], ["poster"]], found };
  const held = (/** @type {number[]} */ ids) => ({ ...index, column: () => Promise.resolve(column({ 4: ids })) });
  const asked = async (/** @type {number[]} */ ids) => {
    const { ids: shown, grades } = await ask(/** @type {any} */ (held(ids)), "grade 4 poster");
    return [shown, grades];
  };
  same(await asked([0]), [[2, 1, 3], []]);
  same(await asked([0, 3]), [[3], ["4"]]);
});

Deno.test("a value or a facet that no work has finds nothing, and breaks nothing", () => {
  same(fitting({ grade: ["99"] }), []);
  same(fitting({ colour: ["red"] }), []);
});

Deno.test("a value's number is what it would show under the other facets", () => {
  const asked = { grade: ["K"], subject: ["art"] };
  same(fitting(asked, "grade"), [1, 3]);
  const others = matching(COLUMNS, WORKS, chosen(asked), "grade");
  same(["K", "1", "2", "99"].map((key) => having(COLUMNS.get("grade"), key, others)), [1, 1, 0, 0]);
});

Deno.test("the facet to take back is the one that leaves most, and none where none helps", () => {
  same(relief(COLUMNS, WORKS, chosen({ grade: ["2"], subject: ["sport"] })), { facet: "subject", found: 2 });
  same(relief(COLUMNS, WORKS, chosen({ grade: ["2"], subject: ["art"] }), [1, 3]), { facet: "grade", found: 2 });
  same(relief(COLUMNS, WORKS, chosen({ grade: ["99"], subject: ["sport"] })), undefined);
  same(relief(COLUMNS, WORKS, new Map()), undefined);
});

Deno.test("an address says what is chosen, keeps what else it says, and brings it back", () => {
  const before = boxes(), after = boxes(), asked = new URLSearchParams("q=newt&grade=9&sort=title");
  before[1].checked = before[2].checked = true;
  write(asked, before, "grade");
  same(String(asked), "q=newt&grade=1&subject=art&sort=grade");
  restate(asked, after);
  same(after, before);
  same(plain(chosenOf(after)), { grade: ["1"], subject: ["art"] });
  write(asked, boxes(), "");
  same(String(asked), "q=newt");
});

Deno.test("values of an address that nobody knows are passed over", () => {
  const held = boxes();
  restate(new URLSearchParams("grade=99&colour=red&grade=K"), held);
  same(plain(chosenOf(held)), { grade: ["K"] });
});

Deno.test("a value is chosen by a key that it had earlier, and by no part of one", () => {
  const held = boxes().map((box) => ({ ...box, dataset: box.name === "subject" ? { was: "arts fine-arts" } : {} }));
  restate(new URLSearchParams("subject=fine-arts"), held);
  same(held.filter((box) => box.checked), held.filter((box) => box.name === "subject"));
  restate(new URLSearchParams("subject=fine"), held);
  same(plain(chosenOf(held)), {});
});

Deno.test("an address of nothing tells its language and what it is called", () => {
  const asked = (/** @type {string} */ path, base = "/") => askedBy(path, base, ["", "es/"]);
  same(asked("/works/luna-moth/lok/"), { folder: "", words: "luna moth" });
  same(asked("/repo/es/works/luna_moth/index.html", "/repo/"), { folder: "es/", words: "luna moth" });
  same(asked("/es"), { folder: "es/", words: "" });
  same(asked("/protocols/two-walks.htm"), { folder: "", words: "two walks" });
  same(asked("/esprit/page-2/"), { folder: "", words: "esprit" });
  same(asked("/%E0%A4%A/").folder, "");
  same(["math", "grade 4", "4", "Tecnologia"].map((words) => named(words, "Mathematics")), [true, false, false, false]);
  same(["math", "grade 4", "4", "grades"].map((words) => named(words, "Grade 4")), [false, true, true, false]);
  same(named("ciencia tecnologia", "Ciencia y tecnología"), true);
});

holds("a work fits where every facet chosen has a value of its own", (chance) => {
  /** @type {Record<string, string[]>} */
  const named = {};
  for (const [facet, values] of COLUMNS) named[facet] = chance.list(() => chance.of([...values.keys()]), 2, 1);
  const has = (/** @type {number} */ id, /** @type {string} */ facet) =>
    named[facet].some((key) => COLUMNS.get(facet)?.get(key)?.ids.includes(id));
  same(fitting(named), [0, 1, 2, 3, 4, 5].filter((id) => has(id, "grade") && has(id, "subject")));
});

holds("what is chosen comes back from its address", (chance) => {
  const before = boxes().map((box) => ({ ...box, checked: chance.of([true, false]) })), after = boxes();
  const asked = new URLSearchParams([["q", chance.text()], ["grade", chance.text()]]);
  write(asked, before, chance.of(["", "grade"]));
  restate(new URLSearchParams(String(asked)), after);
  same(after, before);
});

const CARD = { href: "works/newt/", title: "{quote}", lang: "es", dir: "", facts: "Grade 2", quote: "Words" };
const PICTURE = {
  src: "works/newt/1.jpg",
  srcset: "works/newt/1.webp 480w, works/newt/2.webp 960w",
  sizes: "43vw",
  width: 960,
  height: 720,
  ratio: "1.3333",
  colour: "#336655",
  wide: false,
};

Deno.test("a card's places are filled, its addresses from the root on; a value is never filled again", () => {
  const filled = valuesOf({ ...CARD, about: "", picture: PICTURE }, "https://a.org/$1/");
  same(filled("{href}"), "https://a.org/$1/works/newt/");
  same(filled("{srcset}"), "https://a.org/$1/works/newt/1.webp 480w, https://a.org/$1/works/newt/2.webp 960w");
  same(filled("--xc-ratio:{ratio};--xc-width:{width}px"), "--xc-ratio:1.3333;--xc-width:960px");
  same(filled("Look closely: {title}"), "Look closely: {quote}");
  same(filled("{dir}{facts_lang}{nothing}"), "");
});

Deno.test("arrows go round, by way of the field itself", () => {
  const walk = (/** @type {1 | -1} */ step) => Array.from({ length: 4 }, (_, at) => following(at - 1, 3, step));
  same(walk(1), [0, 1, 2, -1]);
  same(walk(-1), [2, -1, 0, 1]);
  same(following(-1, 0, 1), -1);
});

/** @param {string} text @param {string[]} stems @param {string} [open] */
const marked = (text, stems, open = "") =>
  parts(text, { stems: new Set(stems), open }).map(([part, asked]) => asked ? `[${part}]` : part).join("");

Deno.test("what was asked for is marked in its forms, as it is begun, and in scripts without blanks", () => {
  same(marked("Newts, and a newt.", ["newt"]), "[Newts], and a [newt].");
  same(marked("Exploring ponds", [], "expl"), "[Exploring] ponds");
  same(marked("El jardín", ["jardin"]), "El [jardín]");
  same(marked("池のイモリ", ["イモリ"]), "池の[イモリ]");
  same(marked("<b>newt</b>", ["newt"]), "<b>[newt]</b>");
});

holds("a text's parts, put together, are the text", (chance) => {
  const text = chance.text("newt’ -<é\u0301ﬁ池イモリ", 9);
  const asked = chance.list(() => chance.text("newt池イ", 3), 3);
  same(parts(text, { stems: new Set(asked), open: chance.of(["", "n"]) }).map(([part]) => part).join(""), text);
});

Deno.test("a work is known by the address of its page", () => {
  same(slugOf("works/pond-cards/"), "pond-cards");
  same(slugOf("../../works/pond-cards/index.html"), "pond-cards");
  same(slugOf("guides/"), "");
});

Deno.test("a text with places says what is known and leaves the rest", () => {
  same(fill("{number} of {total}: {other}", { number: 0, total: "{number}" }), "0 of {number}: {other}");
  same(fill(undefined, {}), "");
});

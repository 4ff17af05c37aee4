// @ts-check
/// <reference lib="deno.ns" />
// A work that is packed, as data: what a teacher typed is shown as typed, and nothing that was written is lost.

import { asMarkdown } from "../../plugins/excellence/assets/modules/packing/markdown.mjs";
import * as state from "../../plugins/excellence/assets/modules/packing/packer-state.mjs";
import { holds, same, sure } from "./chance.mjs";

const item = (/** @type {string} */ id, draft = 0) =>
  ({ id, kind: "text", end: ".txt", name: "", draft, text: "", long: 0, notes: [], boxes: [], cover: false, said: {} });

Deno.test("lines stay lines, lists are lists, and no sign is taken for markup", () => {
  same(asMarkdown("Roses are red\nViolets are blue"), "Roses are red  \nViolets are blue");
  same(asMarkdown("Do this:\n1. one\n2. two\nThen rest."), "Do this:\n\n1. one\n2. two\n\nThen rest.");
  same(asMarkdown("and <why> we\n# no heading"), "and &lt;why> we  \n\\# no heading");
  same(asMarkdown("---\n    indented"), "\\---  \nindented");
  same(asMarkdown("• a\n• b"), "- a\n- b");
  same(asMarkdown("One.\n\nTwo, 3 < 4."), "One.\n\nTwo, 3 < 4.");
});

Deno.test("what was said of a draft goes along with its last file", () => {
  const packed = { ...state.blank(), items: [item("a", 1)], drafts: [{ feedback: "Look again." }] };
  same(state.placed(packed, "a", 2).drafts, [{}, { feedback: "Look again." }]);
  const two = { ...packed, items: [item("a", 1), item("b", 1)] };
  same(state.placed(two, "a", 2).drafts, packed.drafts);
});

Deno.test("a file that comes back is where it was, with the claims about it", () => {
  const before = { ...state.blank(), items: [item("a"), item("b"), item("c")],
    claims: [{ key: "rigor", note: "See", item: "b" }] };
  const back = state.returned(state.without(before, "b"), before, "b");
  same(back, before);
});

Deno.test("a claim that says nothing of what it shows is told, an empty one is not", () => {
  const claims = [["", "See"], ["", " "], ["rigor", ""]].map(([key, note]) => ({ key, note, item: "" }));
  same(state.openClaims({ ...state.blank(), claims }), [{ code: "claim-open", field: "claims[1]" }]);
});

holds("whatever was kept is read as a work or as nothing", (chance) => {
  const any = () => chance.list(() => chance.text("[]{}\"xé", 3), 3);
  const read = state.restored({ items: any(), drafts: any(), claims: any(), answers: { title: any()[0] ?? 3 } });
  sure(read.items.every(({ id }) => id) && read.claims.every(({ key }) => typeof key === "string"));
});

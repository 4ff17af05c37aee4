// @ts-check
/// <reference lib="deno.ns" />
// Judges works as the form in the browser does: values or whole forms come in as JSON, findings and folders go out.

import { restored } from "../../plugins/excellence/assets/modules/packing/packer-state.mjs";
import { judge } from "../../plugins/excellence/assets/modules/packing/rules.mjs";
import { folder } from "../../plugins/excellence/assets/modules/packing/work.mjs";

const { contract, cases, forms, today } = await new Response(Deno.stdin.readable).json();

/** @param {any} said */
function packed(said) {
  const { slug, values, body, index, files } = folder(contract, restored(said));
  const texts = Object.fromEntries([...files].map(([path, { text = null }]) => [path, text]));
  return { slug, index, texts, findings: judge(contract, values, body, files, today, slug) };
}

const judged = (cases ?? []).map((/** @type {any} */ { said, body, files, today }) =>
  judge(contract, said, body, new Map(Object.entries(files)), today));
console.log(JSON.stringify({ judged, packed: (forms ?? []).map(packed) }));

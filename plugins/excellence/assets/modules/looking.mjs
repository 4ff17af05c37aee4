// @ts-check
// Begins to look closely. The words and the stylesheet of the tools, and each tool itself, come with the first use.

import { make } from "./parts.mjs";
import { ofList, ofWork } from "./sights.mjs";

/** @typedef {Record<string, string>} Words */

const LISTS = ".xc-cards, .xc-exhibit";
/** @type {Promise<Words> | undefined} */
let ready;

/** The tools' words, once their stylesheet is there; what failed is tried again. @returns {Promise<Words>} */
export function words() {
  ready ??= load();
  ready.catch(() => void (ready = undefined));
  return ready;
}

async function load() {
  const place = new URL(/** @type {HTMLElement | null} */ (document.querySelector("[data-looking]"))?.dataset.looking ?? "", location.href);
  const response = await fetch(place);
  if (!response.ok) throw new Error(String(response.status));
  const told = await response.json();
  const sheet = make("link", { rel: "stylesheet", href: new URL(told.sheet, place).href });
  await new Promise((done, fail) => {
    sheet.addEventListener("load", done);
    sheet.addEventListener("error", fail);
    document.head.append(sheet);
  });
  return told;
}

/** What is around an opener, and which of it was asked for. @param {HTMLElement} [opener] */
function around(opener) {
  const list = opener?.closest(LISTS);
  const sights = list ? ofList(list) : ofWork();
  const all = sights.length || !document.querySelector(LISTS) ? sights : ofList(/** @type {Element} */ (document.querySelector(LISTS)));
  const at = all.findIndex((sight) => sight.opener === opener);
  return { sights: all, at: Math.max(at, 0), listed: Boolean(list) || all !== sights };
}

/** Opens a tool: from a link or a button, or, without one, as the address says.
 * @param {string} tool @param {HTMLElement} [opener] */
export async function begin(tool, opener) {
  const { sights, at, listed } = around(opener);
  const loading = tool === "projector" ? import("./projector.mjs") : import(tool === "tour" ? "./tour.mjs" : "./viewer.mjs");
  const [told, module] = await Promise.all([words(), loading]);
  const [, number] = /^#image-(\d+)$/.exec(location.hash) ?? [];
  const first = opener || !number ? at : Number(number) - 1;
  const title = document.querySelector("h1")?.textContent?.trim() ?? "";
  if (tool === "tour") module.tour(told, { title, opener });
  else if (sights[first]) module.open(sights, first, told, { title, opener, listed });
}

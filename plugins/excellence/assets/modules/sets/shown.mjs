// @ts-check
// A set on the projector: every piece of every work, as it is only to look at, by the letters of the stations.

import { pageAt } from "../shared/adopt.mjs";
import { make } from "../shared/dom.mjs";
import { pageOf } from "../shared/get.mjs";
import { letter } from "../shared/stations.mjs";
import { wordsOf } from "../shared/strings.mjs";
import { open } from "../looking/projector.mjs";
import { ofWork } from "../looking/viewables.mjs";

/** @param {import("./walk-tool.mjs").Walk} walk */
export async function project(walk) {
  const { shown, root, box } = walk, opener = /** @type {HTMLElement} */ (box.querySelector("[data-project]"));
  const works = await Promise.all(shown.map(async ({ slug, told, at }) => {
    const place = new URL(pageOf(`${root}works/${slug}/look/`), location.href).href, sign = letter(at);
    const sights = ofWork(await pageAt(place), place), words = [make("p", {}, `${sign} · ${told.grade}`)];
    return sights.map((sight, number) => ({ ...sight, name: number ? `${sign} ${number + 1}` : sign, words, opener }));
  }));
  const title = document.querySelector("h1")?.textContent?.trim() ?? "", sights = works.flat();
  if (sights[0]) open(sights, 0, await wordsOf("looking"), { title, opener, listed: true });
}

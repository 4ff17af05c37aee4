// @ts-check
// Other works for a plan than those of the week: named by whoever leads, who may type a grade as well. They stand in
// the address, so that a link brings them to others.

import { action } from "../shared/controls.mjs";
import { fill, make, places, put } from "../shared/dom.mjs";
import { pageOf } from "../shared/get.mjs";
import { facesOf, stationsOf } from "../shared/stations.mjs";
import { wordsOf } from "../shared/strings.mjs";
import { chosenIn, searchOf } from "./chooser-state.mjs";

/** @typedef {{slug: string, title: string, lang: string, picture: string, faces: Record<string, string>}} Work */

const MOST = 3;

/** Works as each tells of itself; one that is no longer shown is left out.
 * @param {string} root @param {string[]} slugs @returns {Promise<Work[]>} */
const known = async (root, slugs) => (await stationsOf(root, slugs)).flatMap(({ slug, told }) => (told ? [{
  slug, title: told.title, lang: told.lang ?? "", picture: told.picture ? root + told.picture.src : "",
  faces: facesOf(root, slug, told),
}] : []));

const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-choose]"));
const run = /** @type {HTMLElement | null} */ (document.querySelector("[data-run]"));

/** @param {HTMLElement} opener @param {HTMLElement} run */
async function begin(opener, run) {
  const [told, { finder }] = await Promise.all([wordsOf("meeting"), import("../searching/work-finder.mjs")]);
  const { index } = opener.dataset, { root } = places(index), before = { ...run.dataset };
  const section = opener.closest("section"), heading = section?.querySelector("h2");
  const week = /** @type {HTMLElement | null} */ (section?.querySelector(".xc-cards"));
  const title = heading?.textContent ?? "";
  const list = make("ul", { class: "xc-chosen" }), said = make("p", { role: "status", class: "xc-hint" });
  /** @type {Work[]} */
  let works = [];

  function show() {
    put(list, works.map((work) => make("li", {},
      work.picture && make("img", { src: work.picture, alt: "", width: 64, height: 64 }),
      make("a", { href: work.faces.look, lang: work.lang, dir: "auto" }, work.title),
      action("×", () => set(works.filter((each) => each !== work)), {
        name: fill(told.choose_off, { title: work.title }), look: "xc-chosen__off",
      }))));
    if (week) week.hidden = works.length > 0;
    if (heading) heading.textContent = works.length ? told.choose_title : title;
    said.textContent = works.length ? told.choose_chosen : "";
    const faces = works.map((work) => work.faces);
    const pair = works.slice(0, 2).map(({ slug }, side) => `${"ab"[side]}=${slug}:0`).join("&");
    const ways = { ...JSON.parse(before.ways ?? "{}"), pair: works[1] ? pageOf(`${root}compare/#${pair}`) : "" };
    run.dataset.faces = works.length ? JSON.stringify(faces) : before.faces;
    run.dataset.ways = works.length ? JSON.stringify(ways) : before.ways;
  }

  /** @param {Work[]} chosen */
  function set(chosen) {
    works = chosen.slice(-MOST);
    const search = searchOf(location.search, works.map(({ slug }) => slug));
    history.replaceState(history.state, "", location.pathname + search + location.hash);
    show();
  }

  const words = { find: told.choose_find, none: told.choose_none, failed: told.choose_failed };
  const field = finder(index, words, async ({ slug }) => {
    set([...works.filter((each) => each.slug !== slug), ...(await known(root, [slug]))]);
    const input = /** @type {HTMLInputElement} */ (field[0]);
    input.value = "";
    input.dispatchEvent(new Event("input"));
    input.focus();
  });
  opener.replaceWith(make("div", { class: "xc-chooser" }, said, list, make("div", {}, field)));
  const asked = chosenIn(location.search);
  works = await known(root, asked.slice(0, MOST));
  show();
  if (!asked.length) /** @type {HTMLElement} */ (field[0]).focus();
}

if (button && run) {
  button.addEventListener("click", () => begin(button, run));
  if (chosenIn(location.search).length) begin(button, run);
}

// @ts-check
// The pages that lie on the tables, as elements. Each is as large as the paper, so that none runs over.

import { adopted, pageAt } from "../shared/adopt.mjs";
import { fill, make, put } from "../shared/dom.mjs";
import { pageOf } from "../shared/get.mjs";
import { letter } from "../shared/stations.mjs";
import { backs, CARDS, pages, SMALL } from "./papers.mjs";
import { code, drawing } from "./qr.mjs";
import { tableOf } from "./turns.mjs";

/** A row has at least so many lines to write on. */
const LEAST = 1.4;
/** Letters of the longest address whose code a telephone reads at the size that it has on a placard. */
const FINEST = 450;

/** @typedef {import("./walk-tool.mjs").Walk} Walk */
/** A work at its station. @typedef {Walk["shown"][number]} Work */

/** The language of what a work says, and which way it is written. @param {Work} work */
const own = ({ told: { lang, dir } }) => ({ lang, dir });

/** The file of a picture that is sharp on paper at a width in pixels. @param {Walk} walk @param {Work} work
 * @param {number} width */
function picture({ root }, work, width) {
  const { picture: seen, quote = "" } = work.told;
  if (!seen) return make("blockquote", { class: "xc-sheet__quote", ...own(work) }, quote);
  const rungs = seen.srcset.split(", ").map((each) => each.split(" "));
  const [src] = rungs.find(([, wide]) => parseInt(wide, 10) >= width) ?? rungs[rungs.length - 1];
  return make("img", { src: root + src, alt: "", width: seen.width, height: seen.height });
}

/** @param {Work} work */
const sign = ({ at }) => make("b", { class: "xc-sheet__letter" }, letter(at));

/** A code that leads to a station; none where no telephone could follow it. A set that makes the code too fine to be
 * read from a wall gives way to the work alone. @param {Walk} walk @param {Work} work */
function coded(walk, { slug, at }) {
  const whole = walk.link({ at }), alone = new URL(pageOf(`${walk.root}works/${slug}/look/`), location.href).href;
  const modules = /^https?:/.test(whole) && code(whole.length > FINEST ? alone : whole);
  return modules && drawing(modules);
}

/** @param {string} kind @param {(import("../shared/dom.mjs").Child | import("../shared/dom.mjs").Child[])[]} parts */
const sheet = (kind, ...parts) => make("section", { class: `xc-sheet xc-sheet--${kind}` }, ...parts);

/** What may go on over several pages. @param {string} kind @param {Node[]} parts */
const flow = (kind, ...parts) => make("section", { class: `xc-flow xc-flow--${kind}` }, ...parts);

/** What is only to look at of a work, from its page. @param {Walk} walk @param {string} slug */
async function pieces({ root }, slug) {
  const place = new URL(pageOf(`${root}works/${slug}/look/`), location.href), page = await pageAt(place);
  return [...page.querySelectorAll(".xc-look > .xc-piece")].map((piece) => adopted(piece, place));
}

/** The words of a work that is a writing. @param {Element[]} found */
const written = (found) => found.flatMap((piece) => [...piece.querySelectorAll(":scope > .xc-manuscript")]);

/** One picture a page, with the letter of the station and the grade, and nothing that says what to see.
 * @param {Walk} walk @param {Work[]} works */
export const placards = (walk, works) => Promise.all(works.map(async (work) => {
  const { told, slug, name } = work, { words } = walk;
  const text = told.picture ? [] : written(await pieces(walk, slug));
  const seen = text.length ? make("div", { class: "xc-sheet__text", ...own(work) }, text) : picture(walk, work, 1900);
  const to = coded(walk, work);
  const head = make("header", {}, sign(work),
    make("span", { class: "xc-sheet__grade" }, told.grade, name && ` · ${name}`),
    to && make("span", { class: "xc-sheet__phone" }, words.paper_phone, to));
  return sheet("placard", head, make("div", { class: "xc-sheet__seen" }, seen));
}));

const marks = () =>
  ["top", "bottom", "start", "end", "middle"].map((at) => make("i", { class: `xc-cut xc-cut--${at}` }));

/** Cards to hold in the hand: the picture on one side, on the other why it was made, what it is and for whom.
 * @param {Walk} walk @param {Work[]} works */
export function cards(walk, works) {
  const { words, root } = walk, { lang } = document.documentElement;
  /** @param {Work} work */
  const front = (work) => [picture(walk, work, 900), make("p", {}, sign(work),
    make("b", own(work), work.told.title), make("br", {}),
    [work.told.grade, work.told.school].filter(Boolean).join(" · "))];
  /** @param {Work} work @param {string} label @param {string | undefined} text */
  const part = (work, label, text) => text && make("p", own(work), make("b", { lang }, label), make("br", {}), text);
  /** @param {Work} work */
  const back = (work) => [
    part(work, words.paper_question, work.told.why), part(work, words.paper_what_it_is, work.told.what),
    part(work, words.paper_for, work.told.impact),
    make("footer", {}, work.told.code && make("img", { class: "xc-sheet__qr", src: root + work.told.code, alt: "" }),
      make("small", {}, work.told.credit))];
  return pages(works, CARDS).flatMap((four) => {
    /** @param {(Work | undefined)[]} held @param {(work: Work) => import("../shared/dom.mjs").Child[]} side */
    const page = (held, side) => sheet("cards", marks(), Array.from({ length: CARDS }, (_, at) => {
      const work = held[at];
      return make("article", {}, work ? side(work) : []);
    }));
    return [[page(four, front), page(backs(four), back)]].flat();
  });
}

/** The pieces themselves, each with a line for a name.
 * @param {Walk} walk @param {Work[]} works @param {number} number */
export async function copies(walk, works, number) {
  const { words } = walk;
  /** @param {Work} work */
  const head = (work) =>
    make("header", {}, make("span", { class: "xc-sheet__line" }, words.paper_name), sign(work), work.told.grade);
  const all = await Promise.all(works.map(async (work) => {
    const found = await pieces(walk, work.slug);
    const pictures = found.flatMap((piece) => [...piece.querySelectorAll("a.xc-open")]).map((link) => {
      const image = /** @type {HTMLImageElement} */ (link.querySelector("img"));
      const { href } = /** @type {HTMLAnchorElement} */ (link), { width, height } = image;
      const shown = make("img", { src: href, alt: "", width, height });
      return sheet("copy", head(work), make("div", { class: "xc-sheet__seen" }, shown));
    });
    const text = written(found);
    // The head of a table stands on every page that it goes on over.
    const running = () => make("table", {}, make("thead", {}, make("tr", {}, make("td", {}, head(work)))),
      make("tbody", {}, make("tr", {}, make("td", own(work), text))));
    const pages = text.length ? [...pictures, flow("copy", running())] : pictures;
    for (const page of pages) page.dataset.copy = String(work.at);
    return pages;
  }));
  const again = (/** @type {Element} */ page) => /** @type {Element} */ (page.cloneNode(true));
  return all.flatMap((one) => Array.from({ length: number }, () => one.map(again)).flat());
}

/** All works small. @param {Walk} walk @param {Work[]} works @param {string} title */
export const contact = (walk, works, title) => pages(works, SMALL).map((twelve) => sheet("small", make("h1", {}, title),
  make("ol", {}, twelve.map((work) => make("li", {}, make("div", {}, picture(walk, work, 500)),
    make("p", {}, sign(work), make("b", own(work), work.told.title), ` ${work.told.grade}`))))));

/** What stands where, for whoever leads. @param {Walk} walk @param {string} title */
export function stations(walk, title) {
  const { words, shown } = walk, heads = [words.paper_station, words.paper_work, words.paper_grade, words.paper_school];
  const rows = shown.map((work) => make("tr", {}, make("th", { scope: "row" }, sign(work), work.name),
    make("td", own(work), work.told.title), make("td", {}, work.told.grade), make("td", {}, work.told.school ?? "")));
  const head = make("thead", {}, make("tr", {}, heads.map((each) => make("th", { scope: "col" }, each))));
  return [flow("list", make("h1", {}, title), make("table", {}, head, make("tbody", {}, rows)))];
}

/** @param {Walk} walk @param {string} title */
export const turns = (walk, title) => [flow("list", make("h1", {}, title), tableOf(walk))];

/** The note catchers of the protocol, with the stations written in. @param {Walk} walk */
export async function catchers(walk) {
  const { protocol, words, shown } = walk, label = words.set_station;
  if (!protocol) return [];
  const page = await pageAt(new URL(protocol.href, location.href)), place = new URL(protocol.href, location.href);
  /** @type {{notes: {href: string}[]}} */
  const { notes } = JSON.parse(page.querySelector("[data-run]")?.getAttribute("data-ways") ?? '{"notes":[]}');
  const links = [...new Set(notes.map(({ href }) => new URL(href, place).href.split("#")[0]))];
  const sheets = await Promise.all(links.map(async (link) => {
    const from = await pageAt(link), paper = /** @type {Element} */ (from.querySelector(".xc-catcher"));
    /** @type {import("../notes/filled.mjs").Catcher} */
    const { parts, tool } = JSON.parse(from.querySelector("[data-catcher]")?.textContent ?? "");
    const list = shown.map(({ at, told }) => `${fill(label, { letter: letter(at) })}: ${told.grade}`).join(" · ");
    // A sheet that is a tool of its own keeps what a meeting agreed on: nobody carries it from station to station.
    if (tool) return [];
    if (parts.some((part) => part.works)) {
      paper.querySelector(".xc-catcher__title")?.after(make("p", { class: "xc-hint" }, list));
    }
    parts.forEach((part, at) => part.works && part.blank > 1 && listed(paper, at, shown));
    return [make("section", { class: "xc-flow md-typeset" }, adopted(paper, link))];
  }));
  return sheets.flat();
}

/** Writes the stations into the rows of a part. @param {Element} paper @param {number} part @param {Work[]} works */
function listed(paper, part, works) {
  const body = /** @type {HTMLTableSectionElement | null} */ (paper.querySelector(`#part-${part + 1} .xc-grid tbody`));
  const row = body?.rows[0];
  if (!body || !row) return;
  // As much room in all as the page gives it, so that the sheet keeps its two sides.
  const grid = /** @type {HTMLElement} */ (body.parentElement);
  const lines = parseFloat(grid.style.getPropertyValue("--xc-lines"));
  grid.style.setProperty("--xc-lines", String(Math.max((lines * body.rows.length) / works.length, LEAST)));
  put(body, works.map(({ at, told }) => {
    const copy = /** @type {HTMLTableRowElement} */ (row.cloneNode(true));
    copy.cells[0].textContent = `${letter(at)} · ${told.grade}`;
    return copy;
  }));
}

/** The sheet for everybody who takes part. @param {Walk} walk */
export async function handout({ protocol }) {
  if (!protocol) return [];
  const place = new URL(protocol.handout, location.href), paper = (await pageAt(place)).querySelector(".xc-handout");
  return paper ? [make("section", { class: "xc-flow md-typeset" }, adopted(paper, place))] : [];
}

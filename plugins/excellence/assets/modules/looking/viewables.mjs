// @ts-check
// What there is to look at on a work's page: its drafts and pieces in the order in which they were made. Read from the
// page itself, so that it shows just what the page shows.

import { tongue } from "../shared/dom.mjs";

/** `rungs` are the sizes of a picture, `seen` the one that the page has loaded; `body` is a text, or a film or a sound
 * with its controls; `words` are what the page says beside it; `opener` is what one pressed to see it; `href` leads to
 * a listing's work.
 * @typedef {object} Sight
 * @property {"picture" | "text" | "media"} kind
 * @property {string} id
 * @property {string} name
 * @property {string} lang
 * @property {string} dir
 * @property {string} alt
 * @property {number} width
 * @property {number} height
 * @property {{src: string, width: number}[]} rungs
 * @property {string} seen
 * @property {string} full
 * @property {Element} [body]
 * @property {Element[]} words
 * @property {HTMLElement} opener
 * @property {string} href
 * @property {boolean} draft
 * @property {number} page of a document, or of the one that a draft became; 0 where there is none */

const TEXTS = ".xc-draft-text > .xc-manuscript:not(.xc-marked), :scope.xc-piece--text > .xc-manuscript";

/** @param {Element | null | undefined} part */
export const text = (part) => part?.textContent?.trim() ?? "";

/** @param {Element} picture @param {string} base */
export function pictured(picture, base) {
  const image = /** @type {HTMLImageElement} */ (picture.querySelector("img"));
  const set = picture.querySelector("source")?.getAttribute("srcset") ?? "";
  const rungs = set.split(", ").filter(Boolean).map((each) => {
    const [src, width] = each.split(" ");
    return { src: new URL(src, base).href, width: parseInt(width, 10) };
  });
  const src = new URL(image.getAttribute("src") ?? "", base).href;
  const [width, height] = ["width", "height"].map((name) => Number(image.getAttribute(name)));
  const kind = /** @type {const} */ ("picture"), seen = image.complete ? image.currentSrc : "";
  return { kind, alt: image.alt, width, height, rungs: rungs.length ? rungs : [{ src, width }], seen };
}

/** @param {Element} body */
export const written = (body) =>
  ({ kind: /** @type {const} */ ("text"), alt: "", width: 1, height: 1, rungs: [], seen: "", body });

/** A film or a sound that plays wherever it is put: its addresses are whole.
 * @param {Element} media @param {string} base */
function played(media, base) {
  const body = /** @type {Element} */ (media.cloneNode(true));
  for (const part of [body, ...body.querySelectorAll("*")]) {
    for (const name of ["src", "poster"]) {
      const said = part.getAttribute(name);
      if (said) part.setAttribute(name, new URL(said, base).href);
    }
  }
  body.removeAttribute("style");
  return { ...written(body), kind: /** @type {const} */ ("media") };
}

/** Everything to look at in one part of a page. @param {Element} part @param {string} base
 * @param {{name: string, words: Element[], draft: boolean, page?: number}} about @returns {Sight[]} */
function within(part, base, about) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...part.querySelectorAll("a.xc-open")]);
  const { id } = part, href = "";
  const pictures = links.map((opener) => {
    const leaf = opener.closest(".xc-leaves > li");
    const name = [about.name, text(leaf?.querySelector(".xc-hint"))].filter(Boolean).join(", ");
    const page = about.page ?? Number(leaf?.id.match(/\d+$/)?.[0] ?? 0);
    const full = new URL(opener.getAttribute("href") ?? "", base).href;
    return { ...about, name, id, page, ...tongue(opener), opener, href, full, ...pictured(opener, base) };
  });
  const texts = [...part.querySelectorAll(TEXTS)].map((body) => {
    const opener = /** @type {HTMLElement} */ (body.parentElement?.querySelector("[data-look]") ?? body);
    return { page: 0, ...about, id, ...tongue(body), opener, href, full: "", ...written(body) };
  });
  const media = /** @type {HTMLElement[]} */ ([...part.querySelectorAll(".xc-film, .xc-audio")]).map((opener) =>
    ({ page: 0, ...about, id, ...tongue(opener), opener, href, full: "", ...played(opener, base) }));
  return [...pictures, ...texts, ...media];
}

/** A work's drafts and pieces, first to last. @param {ParentNode} [page] @param {string} [base] @returns {Sight[]} */
export function ofWork(page = document, base = location.href) {
  /** @param {string} selector */
  const all = (selector) => [...page.querySelectorAll(selector)];
  const drafts = all(".xc-drafts > li[id]").flatMap((draft) => {
    const words = [...draft.querySelectorAll(":scope > p:not(.xc-more), :scope > .xc-feedback")];
    const name = text(draft.querySelector("h3")), page = Number(draft.getAttribute("data-page") ?? 0);
    return within(draft, base, { name, words, draft: true, page });
  });
  const final = text(page.querySelector(".xc-drafts > li:not([id]) h3"));
  const pieces = all(".xc-pieces > .xc-piece, .xc-look > .xc-piece").flatMap((piece, at) => {
    const caption = piece.querySelector(":scope > figcaption");
    const name = at || !final ? text(caption?.querySelector(":scope > p")) : final;
    return within(piece, base, { name, words: caption ? [...caption.children] : [], draft: false });
  });
  const tasks = all("#task, #scoring-tool").flatMap((task) =>
    within(task, base, { name: text(task.querySelector("h2")), words: [], draft: false }));
  return [...drafts, ...pieces, ...tasks];
}

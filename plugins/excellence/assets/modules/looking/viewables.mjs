// @ts-check
// What there is to look at on a page: a work's drafts and pieces in the order in which they were made, or the works of a
// listing. Read from the page itself, so that it shows just what the page shows.

import { tongue } from "../shared/dom.mjs";

/** `rungs` are the sizes of a picture, `seen` the one that the page has loaded; `body` is a text; `words` are what the page
 * says beside it; `opener` is what one pressed to see it; `href` leads to a listing's work.
 * @typedef {{kind: "picture" | "text", id: string, name: string, lang: string, dir: string, alt: string, width: number, height: number, rungs: {src: string, width: number}[], seen: string, full: string, body?: Element, words: Element[], opener: HTMLElement, href: string, draft: boolean}} Sight */

/** @param {Element | null | undefined} part */
const text = (part) => part?.textContent?.trim() ?? "";

/** @param {Element} picture @param {string} base */
function pictured(picture, base) {
  const image = /** @type {HTMLImageElement} */ (picture.querySelector("img"));
  const set = picture.querySelector("source")?.getAttribute("srcset") ?? "";
  const rungs = set.split(", ").filter(Boolean).map((each) => {
    const [src, width] = each.split(" ");
    return { src: new URL(src, base).href, width: parseInt(width, 10) };
  });
  const src = new URL(image.getAttribute("src") ?? "", base).href;
  const width = Number(image.getAttribute("width")), height = Number(image.getAttribute("height"));
  const seen = image.complete ? image.currentSrc : "";
  return { kind: /** @type {const} */ ("picture"), alt: image.alt, width, height, rungs: rungs.length ? rungs : [{ src, width }], seen };
}

/** @param {Element} body */
const written = (body) => ({ kind: /** @type {const} */ ("text"), alt: "", width: 1, height: 1, rungs: [], seen: "", body });

/** Everything to look at in one part of a page. @param {Element} part @param {string} base @param {{name: string, words: Element[], draft: boolean}} about @returns {Sight[]} */
function within(part, base, about) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...part.querySelectorAll("a.xc-open")]);
  const texts = [...part.querySelectorAll(".xc-draft-text > .xc-manuscript:not(.xc-marked), :scope.xc-piece--text > .xc-manuscript")];
  const id = part.id;
  const pictures = links.map((link) => {
    const leaf = link.parentElement?.matches(".xc-leaves > li") ? text(link.parentElement.querySelector(".xc-hint")) : "";
    const full = new URL(link.getAttribute("href") ?? "", base).href, name = [about.name, leaf].filter(Boolean).join(", ");
    return { ...about, name, id, ...tongue(link), opener: link, href: "", full, ...pictured(link, base) };
  });
  return [...pictures, ...texts.map((body) => ({ ...about, id, ...tongue(body), opener: /** @type {HTMLElement} */ (body.parentElement?.querySelector("[data-look]") ?? body), href: "", full: "", ...written(body) }))];
}

/** A work's drafts and pieces, first to last. @param {ParentNode} [page] @param {string} [base] @returns {Sight[]} */
export function ofWork(page = document, base = location.href) {
  const drafts = [...page.querySelectorAll(".xc-drafts > li[id]")].flatMap((draft) => {
    const words = [...draft.querySelectorAll(":scope > p:not(.xc-more), :scope > .xc-feedback")];
    return within(draft, base, { name: text(draft.querySelector("h3")), words, draft: true });
  });
  const final = text(page.querySelector(".xc-drafts > li:not([id]) h3"));
  const pieces = [...page.querySelectorAll(".xc-pieces > .xc-piece, .xc-look > .xc-piece")].flatMap((piece, at) => {
    const caption = piece.querySelector(":scope > figcaption");
    const name = at || !final ? text(caption?.querySelector(":scope > p")) : final;
    return within(piece, base, { name, words: caption ? [...caption.children] : [], draft: false });
  });
  const sheets = [...page.querySelectorAll("#task, #scoring-tool")].flatMap((sheet) =>
    within(sheet, base, { name: text(sheet.querySelector("h2")), words: [], draft: false }));
  return [...drafts, ...pieces, ...sheets];
}

/** The works of a listing or an exhibit, by the picture of each. @param {Element} list @returns {Sight[]} */
export function ofList(list) {
  return [...list.children].flatMap((item) => {
    const picture = item.querySelector("picture"), link = /** @type {HTMLAnchorElement | null} */ (item.querySelector("h2 a, a"));
    if (!link) return [];
    const quote = item.querySelector(".xc-card__quote > span, blockquote > p");
    const shown = picture ? pictured(picture, location.href) : quote ? written(quote) : undefined;
    if (!shown) return [];
    const title = item.querySelector(".xc-card__title, h2 a"), name = text(title);
    const words = [...item.querySelectorAll(".xc-card__facts, .xc-card__note, :scope > div > p:not(.xc-card__facts)")];
    const opener = /** @type {HTMLElement} */ (item.querySelector("[data-look]") ?? link);
    return [{ ...shown, alt: name, id: "", name, ...tongue(title ?? item), full: shown.rungs[shown.rungs.length - 1]?.src ?? "", words, opener, href: link.href, draft: false }];
  });
}

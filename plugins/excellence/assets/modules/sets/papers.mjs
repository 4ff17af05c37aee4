// @ts-check
// What is printed of a set, as data: which page holds which works, and how many pages there are.

/** What can be printed; `copies` of each piece, the rest once. Cards come first, since only a sheet of their own has
 * its front and its back together. */
export const PAPERS = /** @type {const} */ (
  ["cards", "placards", "copies", "sheet", "stations", "turns", "catchers", "handout"]);
/** @typedef {typeof PAPERS[number]} Paper */

/** Cards on a page, works on a contact sheet, copies where nobody says how many, and the most of them. */
export const CARDS = 4, SMALL = 12, COPIES = 10, MOST_COPIES = 60;

/** @template T @param {T[]} list @param {number} size */
export const pages = (list, size) =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));

/** The backs of a page of cards, as they lie when the sheet is turned over its long edge: right and left change places.
 * A place without a card stays empty. @template T @param {T[]} fronts */
export const backs = (fronts) => [1, 0, 3, 2].map((at) => fronts[at]);

/** What may be printed, and what is left out. @template {{told: {print?: boolean}}} T @param {T[]} works */
export const allowed = (works) =>
  ({ works: works.filter(({ told }) => told.print), left: works.filter(({ told }) => !told.print) });

/** Works on paper as somebody in the country of a language expects: Letter in the Americas that use it, else A4.
 * @param {string} locale */
export const usual = (locale) => (/-(US|CA|MX|PH|CL|CO|VE|PR)\b/i.test(locale) ? "letter" : "a4");

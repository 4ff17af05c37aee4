// @ts-check
// What an address that leads nowhere may have asked for.

import { fold } from "../searching/words.mjs";

const LONGEST = 60;

/** The folder of the language that the address begins with, and the words that are left of its name.
 * @param {string} path @param {string} base where the site begins @param {string[]} folders as `es/` */
export function askedBy(path, base, folders) {
  let said = path;
  try {
    said = decodeURIComponent(path);
  } catch {
    // What is no address is taken as it stands.
  }
  const rest = said.startsWith(base) ? said.slice(base.length) : said.replace(/^\/+/, "");
  const folder = folders.find((each) => each && `${rest}/`.startsWith(each)) ?? "";
  const parts = rest.slice(folder.length).split("/").map((part) => part.replace(/\.\w+$/, ""))
    .filter((part) => part && !/^(index|page-\d+)$/.test(part));
  // Of a work's address its name alone tells what was meant, whichever of its pages it was.
  const name = (parts[0] === "works" ? parts[1] : parts.at(-1)) ?? "";
  return { folder, words: name.replace(/[-_+.\s]+/g, " ").trim().slice(0, LONGEST) };
}

/** Whether each of the words begins a word of the label: `math` asks for Mathematics, `4` for Grade 4.
 * @param {string} words @param {string} label */
export function named(words, label) {
  const own = fold(label).split(/\s+/);
  return fold(words).split(/\s+/).every((word) => own.some((each) => each.startsWith(word)));
}

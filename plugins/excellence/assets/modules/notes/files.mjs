// @ts-check
// Files that a visitor gives to a tool, and gets from it.

import { make } from "../shared/dom.mjs";
import { LARGEST } from "./format.mjs";

/** A field for files; what they say is handed on, however large they claim to be.
 * @param {(texts: string[]) => void} take @param {boolean} [several] */
export function chooser(take, several = false) {
  const multiple = several ? "multiple" : undefined;
  const field = make("input", { type: "file", multiple, accept: ".json,application/json" });
  const text = (/** @type {File} */ file) => (file.size > 2 * LARGEST ? "x".repeat(LARGEST + 1) : file.text());
  field.onchange = async () => {
    const texts = await Promise.all([...(field.files ?? [])].map(text));
    field.value = ""; // the same file may be chosen again once it is mended
    if (texts.length) take(texts);
  };
  return field;
}

/** Gives a file to the visitor. @param {string} name @param {string} type @param {BlobPart} content */
export function download(name, type, content) {
  const link = make("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

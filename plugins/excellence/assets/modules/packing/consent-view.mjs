// @ts-check
// The form on paper that a family signs. It stays with the school: what comes along with the work is its number alone.

import { fill, make } from "../shared/dom.mjs";

/** @typedef {import("./packer-tool.mjs").Packer} Packer */

const SCOPE = ["site", "print", "download"];
const CHOICES = ["form_names_none", "form_names_first", "form_faces_none", "form_faces_shown"];
const SIGNS = ["form_student", "form_family", "form_student_sign", "form_family_sign", "form_day"];

/** A box for the family to cross. @param {string} text */
const choice = (text) => make("li", {}, make("span", { class: "xc-form__box" }), ` ${text}`);

/** @param {string} label */
const line = (label) => make("p", { class: "xc-form__line" }, make("span", {}), label);

/** What others may do with it, in the words of the form. @param {HTMLElement} box */
function licence(box) {
  const menu = /** @type {HTMLSelectElement | null} */ (box.querySelector("[name=license]"));
  return menu?.selectedOptions[0]?.textContent ?? "";
}

/** @param {Packer} packer */
export function form(packer) {
  const { words, folder: { values }, box } = packer, consent = values.consent ?? {};
  const { site = "", contact = "", address = "" } = box.dataset;
  const { ref = "", until = "", holder = "" } = consent;
  const day = until && new Date(`${until}T12:00:00`).toLocaleDateString(document.documentElement.lang,
    { day: "numeric", month: "long", year: "numeric" });
  const blank = "…………………………";
  return make("section", { class: "xc-form", "aria-hidden": "true" },
    make("header", {}, make("p", { class: "xc-form__title" }, words.form_title),
      make("p", { class: "xc-form__ref" }, fill(words.form_ref, { ref }))),
    make("p", {}, fill(words.form_what, { site, title: values.title ?? blank })),
    make("p", {}, words.form_may),
    make("ul", {}, SCOPE.map((each) => choice(words[`form_scope_${each}`]))),
    make("p", {}, words.form_who),
    make("ul", {}, CHOICES.map((key) => choice(words[key]))),
    make("p", {}, fill(words.form_until, { day: day || blank })),
    make("p", {}, fill(words.form_holder, { holder: holder || blank })),
    make("p", {}, fill(words.form_license, { license: licence(box) })),
    make("p", {}, words.form_undone),
    make("p", {}, fill(words.form_back, { contact: contact || blank, address: address || site })),
    make("div", { class: "xc-form__signs" },
      SIGNS.map((key) => line(words[key]))),
    make("footer", {}, words.form_stays));
}

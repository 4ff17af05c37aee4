// @ts-check
// A set as elements: its stations as walkers meet them, its settings, and the ways to pass it on and to print it.

import { action } from "../shared/controls.mjs";
import { fill, make, put } from "../shared/dom.mjs";
import { pageOf } from "../shared/get.mjs";
import { letter, placed } from "../shared/stations.mjs";
import { LIMITS, MOST } from "./set-state.mjs";

/** A protocol that has a walk, with the minutes of that. @typedef {object} Protocol
 * @property {string} slug
 * @property {string} title
 * @property {string} href
 * @property {string} handout
 * @property {number} catchers that are carried from station to station
 * @property {number} least
 * @property {number} most */
/** @typedef {import("./walk-tool.mjs").Walk} Walk */
/** @typedef {import("../shared/stations.mjs").Told} Told */

/** What stands for a work: its picture, or its own words.
 * @param {string} root @param {Told} told @param {string} [sizes] */
export function seen(root, { picture, quote = "", lang, dir }, sizes = "") {
  if (!picture) return make("span", { class: "xc-card__quote", lang, dir }, make("span", {}, quote));
  const { width, height, ratio, colour } = picture;
  const style = `--xc-ratio:${ratio};--xc-width:${width}px;background-color:${colour}`;
  return make("picture", {},
    make("source", { type: "image/webp", srcset: placed(root, picture.srcset), sizes: sizes || picture.sizes }),
    make("img", { src: root + picture.src, width, height, alt: "", style, loading: "lazy", decoding: "async" }));
}

/** A station: where its work is looked at, its letter, its grade. @param {Walk} walk @param {number} at */
function item({ root, stations, words, names, titled }, at) {
  const { slug, told } = stations[at], sign = make("b", { class: "xc-letter" }, letter(at));
  if (!told) return make("li", { class: "xc-station xc-station--gone" }, make("p", {}, sign, ` ${words.set_gone}`));
  const href = pageOf(`${root}works/${slug}/look/`), name = names[at];
  const label = `${fill(words.set_station, { letter: letter(at) })}, ${told.grade}`;
  const { lang, dir, title } = told, to = titled ? pageOf(`${root}works/${slug}/`) : href;
  const link = make("a", { href: to, "aria-label": titled ? `${label}: ${title}` : label }, seen(root, told));
  return make("li", { class: "xc-station" }, link, make("p", {}, sign, ` ${told.grade}`, name && ` · ${name}`,
    ...(titled ? [make("br", {}), make("b", { lang, dir }, title)] : [])));
}

/** @param {Walk} walk */
export const list = (walk) =>
  make("ol", { class: "xc-stations" }, walk.stations.map((_, at) => item(walk, at)));

/** What a set by a link or of a curator says above its stations. @param {Walk} walk */
export function told(walk) {
  const { words, plan: { of }, planned, titled } = walk;
  return [
    of > MOST && make("p", { class: "xc-hint" }, fill(words.set_first, { most: MOST, number: of })),
    make("p", { class: "xc-walk__acts" }, action(words.walk_take, () => walk.take()),
      !planned && action(titled ? words.walk_untitled : words.walk_titled, () => walk.reveal())),
  ];
}

/** @param {Walk} walk @param {"minutes" | "groups"} name @param {string} label */
function number(walk, name, label) {
  const [min, max] = LIMITS[name], value = walk.plan[name];
  const field = make("input", { type: "number", min, max, step: 1, value, inputmode: "numeric" });
  field.oninput = () => {
    const now = field.valueAsNumber, wrong = !(Number.isInteger(now) && now >= min && now <= max);
    field.setCustomValidity(wrong ? fill(walk.words.walk_wrong, { least: min, most: max }) : "");
    if (field.reportValidity()) walk.change({ [name]: now });
  };
  return make("label", {}, label, field);
}

/** The settings. @param {Walk} walk */
export function planner(walk) {
  const { words, protocols, plan } = walk;
  const choice = make("select", {}, make("option", { value: "" }, words.walk_only), protocols.map(({ slug, title }) =>
    make("option", { value: slug, selected: slug === plan.protocol ? "selected" : undefined }, title)));
  choice.onchange = () => walk.change({ protocol: choice.value });
  return make("div", { class: "xc-walk__fields" }, make("label", {}, words.walk_protocol, choice),
    number(walk, "minutes", words.walk_minutes), number(walk, "groups", words.walk_groups));
}

/** A link to the set, and its code. @param {Walk} walk */
function share(walk) {
  const { words } = walk, code = make("div", { class: "xc-walk__code" });
  const field = make("input", { type: "text", readonly: "readonly", "aria-label": words.share_link });
  const box = make("details", {}, make("summary", {}, words.share_open));
  const copy = action(words.share_copy, async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      if (!document.execCommand("copy")) return;
    }
    walk.say(words.share_copied);
  });
  box.append(make("p", {}, words.share_hint), make("p", { class: "xc-walk__acts" }, field, copy), code);
  const tell = async () => {
    if (!box.open) return;
    field.value = walk.link();
    const { code: coded, drawing } = await import("./qr.mjs");
    const modules = /^http/.test(field.value) && coded(field.value);
    put(code, modules && drawing(modules),
      make("p", { class: "xc-hint" }, modules ? words.share_code : words.share_uncoded));
  };
  box.ontoggle = tell;
  walk.fresh.push(tell);
  return box;
}

/** What is done with a set: it is walked, shown, passed on, printed. @param {Walk} walk */
export function further(walk) {
  const { words, stations } = walk, print = make("details", {}, make("summary", {}, words.paper));
  print.ontoggle = async () => {
    if (print.open && print.children.length < 2) print.append((await import("./paper-tool.mjs")).panel(walk));
  };
  const round = make("a", { class: "xc-button xc-button--quiet" }, words.calibrate);
  walk.fresh.push(() => round.setAttribute("href", walk.hash({ round: true })));
  const project = action(words.walk_project, () => walk.project());
  project.dataset.project = "";
  return make("section", { class: "xc-walk__further" },
    make("p", { class: "xc-walk__acts" }, action(words.walk_start, () => walk.walk(), { look: "xc-button" }), project,
      stations.length > 1 && round),
    print, share(walk));
}

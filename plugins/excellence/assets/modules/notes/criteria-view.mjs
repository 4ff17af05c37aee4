// @ts-check
// A list of criteria that a class builds, as elements: made anew whenever something moves.

import { action } from "../shared/controls.mjs";
import { fill, make } from "../shared/dom.mjs";
import { called, heading, named } from "./criteria-exports.mjs";
import {
  ATTRIBUTES, changed, everything, joined, LONGEST, MOST, noticed, put, removed, shifted, without,
} from "./criteria-state.mjs";

/** @typedef {import("./criteria-state.mjs").Criterion} Criterion */
/** @typedef {import("./criteria-state.mjs").List} List */
/** @typedef {import("../searching/work-finder.mjs").Found} Found */

/** What the elements stand on. `root` is where pictures begin, `find` makes a field that finds works with a picture.
 * @typedef {object} Tool
 * @property {List} list as it is now
 * @property {import("../shared/strings.mjs").Words} words
 * @property {string} root
 * @property {(choose: (work: Found) => void) => Node[]} find
 * @property {(list: List, message: string, focus?: string) => void} after shows a list in which something has moved
 * @property {(list: List, done?: boolean) => void} wrote keeps what is said of something, in a while where it is
 * still being typed
 * @property {(kind: "poster" | "checklist", size: string) => void} print
 * @property {() => void} markdown
 * @property {() => void} json
 * @property {(() => void) | "" | undefined} seed */

// What a menu says besides the places of criteria; and where the work goes on.
const WHERE = -2, OUT = -1, DROP = -3;
const NOTICE = "[data-notice]";

/** The name of a criterion, to be focused. @param {number} at */
const nameOf = (at) => `[data-criterion="${at}"] input`;

/** @param {number} value @param {string} label */
const option = (value, label) => make("option", { value }, label);

/** The criteria to choose one of, but for one. @param {Tool} tool @param {number} but */
const others = ({ list, words }, but) =>
  list.criteria.map(({ name }, at) => at !== but && option(at, called(name, at, words)));

/** Something that was seen, with where it may go. @param {Tool} tool @param {string} text @param {number} from */
function notice(tool, text, from) {
  const { words } = tool;
  const choice = make("select", { "data-places": "yes", "aria-label": fill(words.list_put, { text }) },
    option(WHERE, words.list_where), from >= 0 && option(OUT, words.list_out), others(tool, from),
    option(tool.list.criteria.length, words.list_new), option(DROP, words.list_drop));
  choice.onchange = () => {
    const to = Number(choice.value);
    if (to === DROP) tool.after(without(tool.list, text), fill(words.list_dropped, { text }), NOTICE);
    else if (to > WHERE) move(tool, text, to, to >= 0 ? nameOf(to) : NOTICE);
  };
  const item = make("li", { draggable: "true" }, make("span", {}, text), choice);
  item.addEventListener("dragstart", (event) => event.dataTransfer?.setData("text/plain", text));
  return item;
}

/** @param {Tool} tool @param {string} text @param {number} to @param {string} [focus] */
const move = (tool, text, to, focus) =>
  tool.after(put(tool.list, text, to), fill(tool.words.list_moved, { text }), focus);

/** Takes what is dragged onto it. @param {Tool} tool @param {HTMLElement} place @param {number} to */
function target(tool, place, to) {
  place.addEventListener("dragover", (event) => event.preventDefault());
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    const text = event.dataTransfer?.getData("text/plain") ?? "";
    if (everything(tool.list).includes(text)) move(tool, text, to);
  });
  return place;
}

/** What a criterion is about, and whether it must be. @param {Tool} tool @param {number} at */
function weights(tool, at) {
  const { words } = tool, each = tool.list.criteria[at];
  const radios = ATTRIBUTES.map((attribute) => {
    const radio = make("input", { type: "radio", name: `attribute-${at}`, value: attribute });
    radio.checked = each.attribute === attribute;
    radio.onchange = () => tool.wrote(changed(tool.list, at, { attribute }), true);
    return make("label", {}, radio, ` ${words[`list_${attribute}`]}`);
  });
  const must = make("input", { type: "checkbox" });
  must.checked = each.must;
  must.onchange = () => tool.wrote(changed(tool.list, at, { must: must.checked }), true);
  return [make("fieldset", {}, make("legend", {}, words.list_attribute), radios),
    make("label", {}, must, ` ${words.list_must}`)];
}

/** Up, down, into another, away. @param {Tool} tool @param {number} at @param {string} name */
function moves(tool, at, name) {
  const { words, list } = tool;
  const ways = [-1, 1].map((by) => {
    const to = at + by, label = fill(by < 0 ? words.list_up : words.list_down, { name });
    const made = action(by < 0 ? "↑" : "↓", () =>
      tool.after(shifted(tool.list, at, by), fill(words.list_shifted, { name, number: to + 1 }),
        `[data-criterion="${to}"] [data-shift="${by}"]:not(:disabled), ${nameOf(to)}`), { name: label });
    made.dataset.shift = String(by);
    made.disabled = !list.criteria[to];
    return made;
  });
  const join = make("select", { "data-places": "yes", "aria-label": fill(words.list_join, { name }) },
    option(OUT, words.list_join_with), others(tool, at));
  join.onchange = () =>
    tool.after(joined(tool.list, at, Number(join.value)), words.list_joined, "[data-criterion] input");
  const drop = action(words.list_remove, () =>
    tool.after(removed(tool.list, at), fill(words.list_removed, { name }), NOTICE),
  { name: fill(words.list_remove_one, { name }) });
  return make("p", { class: "xc-fill__tools" }, ways, list.criteria.length > 1 && join, drop);
}

/** The picture of a criterion, or a way to find one. @param {Tool} tool @param {number} at @param {string} name */
function pinned(tool, at, name) {
  const { words, root, list } = tool, { pin } = list.criteria[at];
  if (!pin) {
    const found = tool.find(({ slug, title, picture: src }) => {
      const next = changed(tool.list, at, { pin: { slug, title, src } });
      tool.after(next, fill(words.list_pinned, { title }), nameOf(at));
    });
    return make("details", { class: "xc-fill__add" }, make("summary", {}, words.list_pin), found);
  }
  const drop = action(words.list_unpin, () =>
    tool.after(changed(tool.list, at, { pin: null }), words.list_unpinned, NOTICE),
  { name: fill(words.list_unpin_one, { name }) });
  const image = make("img", { src: root + pin.src, alt: "", width: 96 });
  return make("p", { class: "xc-criteria__pin" }, image, make("span", {}, pin.title), drop);
}

/** @param {Tool} tool @param {Criterion} each @param {number} at */
function criterion(tool, each, at) {
  const { words } = tool, name = called(each.name, at, words);
  const field = make("input", { type: "text", maxlength: LONGEST, value: each.name, autocomplete: "off" });
  const item = make("li", { "data-criterion": at },
    make("label", { class: "xc-criteria__name" }, words.list_name, field),
    make("ul", {}, each.seen.map((seen) => notice(tool, seen, at))),
    weights(tool, at), pinned(tool, at, name), moves(tool, at, name));
  field.oninput = () => {
    tool.wrote(changed(tool.list, at, { name: field.value }));
    const options = item.closest("section")?.querySelectorAll(`[data-places] option[value="${at}"]`) ?? [];
    for (const each of options) each.textContent = called(field.value, at, words);
  };
  return target(tool, item, at);
}

/** A field for what one sees. @param {Tool} tool */
function eye(tool) {
  const { words } = tool;
  const field = make("input", { type: "text", maxlength: LONGEST, "data-notice": "yes", autocomplete: "off" });
  const form = make("form", { class: "xc-fill__own" }, make("label", {}, words.list_see, field),
    make("button", { type: "submit", class: "xc-button xc-button--quiet" }, words.catch_add_own));
  form.onsubmit = (event) => {
    event.preventDefault();
    const { list, why, text } = noticed(tool.list, field.value);
    if (why) tool.after(list, fill(words[`list_${why}`], { text, number: MOST }), NOTICE);
  };
  return form;
}

/** On paper, and for other programs. @param {Tool} tool */
function uses(tool) {
  const { words } = tool;
  const sizes = ["a4", "a3", "letter", "tabloid"].map((each) => make("option", { value: each }, words[`list_${each}`]));
  const size = make("select", { "aria-label": words.list_size }, sizes);
  return make("p", { class: "xc-fill__tools" }, size,
    action(words.list_poster, () => tool.print("poster", size.value)),
    action(words.list_checklist, () => tool.print("checklist", size.value)),
    action(words.catch_markdown, () => tool.markdown()), action(words.catch_json, () => tool.json()),
    tool.seed && action(words.list_seed, tool.seed));
}

/** All of it, in the order in which a class goes on. @param {Tool} tool @param {Node} status near the beginning
 * @param {Node} file where a list comes in @returns {Node[]} */
export function built(tool, status, file) {
  const { words, list } = tool, text = { type: "text", maxlength: LONGEST, autocomplete: "off" };
  const what = make("input", { ...text, value: list.what, placeholder: words.list_example });
  what.oninput = () => tool.wrote({ ...tool.list, what: what.value });
  const seen = make("ul", { class: "xc-criteria__seen" }, list.seen.map((each) => notice(tool, each, OUT)));
  return [
    make("p", { class: "xc-fill__private" }, words.catch_private), status,
    make("label", { class: "xc-criteria__what" }, words.list_what, what),
    make("h2", {}, words.list_step_see), eye(tool), target(tool, seen, OUT),
    make("h2", {}, words.list_step_name), make("p", { class: "xc-hint" }, words.list_hint),
    make("ol", { class: "xc-criteria__list" }, list.criteria.map((each, at) => criterion(tool, each, at))),
    make("h2", {}, words.list_step_use), uses(tool),
    make("label", { class: "xc-criteria__file" }, words.list_take, " ", file),
  ];
}

/** The list on paper. @param {Tool} tool @param {boolean} check a box before each @returns {Node[]} */
export function poster({ list, words, root }, check) {
  const items = named(list, words).map(({ name, seen, must, pin }) => make("li", {},
    check && make("span", { class: "xc-poster__box", "aria-hidden": "true" }),
    make("div", {}, make("h3", {}, name, !must && make("small", {}, ` ${words.list_may}`)),
      seen.length > 0 && make("p", {}, seen.join(" · "))),
    !check && pin && make("img", { src: root + pin.src, alt: pin.title })));
  return [make("h2", {}, heading(list, words)), make("ul", {}, items)];
}

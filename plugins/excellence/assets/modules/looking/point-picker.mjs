// @ts-check
// For curators: a click on a picture gives the lines of a tour for the front matter. The picture stays on the device.

import { fill, make } from "../shared/dom.mjs";
import { wordsOf } from "../shared/strings.mjs";

const STEP = 0.005, FAR = 0.05;

/** Front matter for places; every value is in quotes, so that any file name is valid.
 * @param {string} file @param {{x: number, y: number}[]} places @param {Record<string, string>} told */
function lines(file, places, told) {
  const text = (/** @type {string} */ said) => JSON.stringify(said);
  const each = places.map(({ x, y }) => `  - {file: ${text(file)}, x: ${x}, y: ${y}, title: ${text(told.picker_title)}, text: ${text(told.picker_text)}}`);
  return ["tours:", ...each].join("\n");
}

/** @param {HTMLElement} box @param {Record<string, string>} told */
function start(box, told) {
  /** @type {{x: number, y: number}[]} */
  let places = [];
  let cross = { x: 0.5, y: 0.5 };
  const file = /** @type {HTMLInputElement} */ (make("input", { type: "file", accept: "image/jpeg,image/png,image/webp,image/gif" }));
  const name = /** @type {HTMLInputElement} */ (make("input", { type: "text", value: "01.jpg", maxlength: 120, spellcheck: "false" }));
  const image = /** @type {HTMLImageElement} */ (make("img", { alt: "" })), mark = make("span", { class: "xc-picker__cross" });
  const stage = make("div", { class: "xc-picker__stage", tabindex: "0", role: "group", "aria-label": told.picker_move, hidden: "hidden" }, image, mark);
  const told_move = make("p", { class: "xc-hint", hidden: "hidden" }, told.picker_move);
  const result = /** @type {HTMLTextAreaElement} */ (make("textarea", { readonly: "readonly", rows: 6, spellcheck: "false" }));
  const status = make("p", { role: "status", class: "xc-count" });
  const [undo, clear] = [told.picker_undo, told.picker_clear].map((label) => make("button", { type: "button", class: "xc-button xc-button--quiet" }, label));
  const outcome = make("div", { hidden: "hidden" }, make("label", {}, told.picker_lines, result), undo, " ", clear);
  box.append(make("label", {}, told.picker_file, make("span", { class: "xc-hint" }, ` ${told.picker_file_hint}`), file), make("label", {}, told.picker_name, name), told_move, stage, status, outcome);

  function draw() {
    mark.style.insetInlineStart = `${cross.x * 100}%`;
    mark.style.insetBlockStart = `${cross.y * 100}%`;
    stage.querySelectorAll(".xc-spot").forEach((spot) => spot.remove());
    places.forEach(({ x, y }, at) => stage.append(make("span", { class: "xc-spot", style: `inset-inline-start:${x * 100}%;inset-block-start:${y * 100}%` }, String(at + 1))));
    outcome.hidden = !places.length;
    result.value = lines(name.value.trim(), places, told);
    result.rows = places.length + 2;
  }

  /** @param {number} x @param {number} y */
  const inside = (x, y) => ({ x: Math.round(Math.min(Math.max(x, 0), 1) * 1000) / 1000, y: Math.round(Math.min(Math.max(y, 0), 1) * 1000) / 1000 });

  function add() {
    places = [...places, cross];
    status.textContent = fill(told.picker_added, { number: places.length });
    draw();
  }

  file.onchange = () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    URL.revokeObjectURL(image.src);
    image.src = URL.createObjectURL(chosen);
    name.value = chosen.name;
    places = [];
    draw();
  };
  image.onload = () => {
    stage.hidden = told_move.hidden = false;
    status.textContent = "";
  };
  image.onerror = () => {
    stage.hidden = told_move.hidden = true;
    status.textContent = told.picker_failed;
  };
  name.oninput = draw;
  stage.onclick = (event) => {
    const seen = image.getBoundingClientRect();
    cross = inside((event.clientX - seen.left) / seen.width, (event.clientY - seen.top) / seen.height);
    add();
  };
  stage.onkeydown = (event) => {
    const [, way] = /^Arrow(Left|Right|Up|Down)$/.exec(event.key) ?? [], step = event.shiftKey ? FAR : STEP;
    const { x, y } = cross;
    if (way) cross = inside(x + (way === "Right" ? step : way === "Left" ? -step : 0), y + (way === "Down" ? step : way === "Up" ? -step : 0));
    else if (event.key !== "Enter") return;
    event.preventDefault();
    if (way) draw();
    else add();
  };
  undo.onclick = () => {
    places = places.slice(0, -1);
    draw();
  };
  clear.onclick = () => {
    places = [];
    draw();
  };
  draw();
}

const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-picker]"));
if (box) wordsOf("looking").then((words) => start(box, words));

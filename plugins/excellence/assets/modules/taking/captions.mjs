// @ts-check
// Captions as programs write them, as WebVTT with times and words alone. What is one thing to reading/captions.py is
// the same here; what may mean more is told by its line.

/** @typedef {{start: number, end: number, text: string, line: number}} Cue */

const TIME = "(?:\\d{1,3}:)?[0-5]?\\d:[0-5]?\\d(?:[.,]\\d{1,9})?";
// Word processors make one sign of the arrow; YouTube's own form has a comma in its place.
const TIMES = new RegExp(`^\\s*(${TIME})(?:\\s*(?:-{1,2}>|[–—]>?|→)\\s*|,)(${TIME})(?:\\s.*)?$`);
const MEANT_AS_TIMES = /^\s*\d*:[\d:.,;]+\S*\s*-+>|-->\s*\d*:[\d:.,;]+\s*$/, WIDE = 200;
const HEAD = /^WEBVTT(?:\s|$)/, UNSEEN = /^(?:NOTE|STYLE|REGION)(?:\s|$)/;
const STYLES = /^\s*::cue|[{}]\s*$/, COUNT = /^\s*\d+\s*$/;
// Emphasis may stay; a voice tag holds a name.
const TAG = /<(?!\/?[ib]>)\/?[A-Za-z0-9][^<>]*>|\{\\[^{}]*\}/g, OPEN = /<(?!\/?[ib]>)/g;

/** @param {string} line */
const hasTimes = (line) => TIMES.test(line) || MEANT_AS_TIMES.test(line.slice(0, WIDE));

/** @param {string} text */
function thousandths(text) {
  const [whole, rest = ""] = text.replace(",", ".").split(".");
  const seconds = whole.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return seconds * 1000 + Number(rest.slice(0, 3).padEnd(3, "0"));
}

/** @param {number} at */
function timed(at) {
  const seconds = Math.floor(at / 1000);
  const [hours, minutes, rest] = [seconds / 3600, seconds / 60 % 60, seconds % 60].map((each) =>
    String(Math.floor(each)).padStart(2, "0"));
  return `${hours}:${minutes}:${rest}.${String(at % 1000).padStart(3, "0")}`;
}

/** Each run of lines that are not blank, with the number of its first. @param {string[]} lines */
function blocksOf(lines) {
  const /** @type {{number: number, block: string[]}[]} */ found = [];
  let open = false;
  for (const [at, line] of lines.entries()) {
    if (line.trim() && open) found[found.length - 1].block.push(line);
    else if (line.trim()) found.push({ number: at + 1, block: [line] });
    open = Boolean(line.trim());
  }
  return found;
}

/** The cue of some lines; the line of its times alone where it can't be read.
 * @param {number} line @param {string} times @param {string[]} words @returns {Cue | undefined} */
function cueOf(line, times, words) {
  const [, from, to] = TIMES.exec(times) ?? [];
  if (!from) return undefined;
  const said = words.map((each) => each.replace(TAG, "").replace(OPEN, "&lt;").trim()).filter(Boolean).join("\n");
  const text = said.replaceAll("[br]", "\n").trim().replaceAll("-->", "→");
  return { start: thousandths(from), end: thousandths(to), text, line };
}

/** Its cues, or several where empty lines are missing between them. @param {number} number @param {string[]} block
 * @param {number[]} starts @param {boolean} numbered @returns {{cues: Cue[], line: number}} */
function cuesOf(number, block, starts, numbered) {
  const /** @type {Cue[]} */ cues = [];
  for (const [place, at] of starts.entries()) {
    const following = starts[place + 1] ?? block.length;
    let words = block.slice(at + 1, following);
    if (numbered && following < block.length && COUNT.test(words[words.length - 1] ?? "")) words = words.slice(0, -1);
    const cue = cueOf(number + at, block[at], words);
    if (!cue || cue.end <= cue.start) return { cues, line: number + at };
    if (cue.text) cues.push(cue);
  }
  return { cues, line: 0 };
}

/** As WebVTT; `line` is the first that is wrong, and 0 where none is. @param {string} text
 * @returns {{written: string, line: number}} */
export function captionsOf(text) {
  const lines = text.split("\n"), headed = HEAD.test(lines[0]), /** @type {Cue[]} */ cues = [];
  if (!headed && !lines.some(hasTimes)) return { written: "", line: 1 };
  // Only in a file that counts its cues is a bare number before a time no word of a caption.
  const begun = lines.findIndex((line) => TIMES.test(line)), numbered = begun > 0 && COUNT.test(lines[begun - 1]);
  for (const { number, block } of blocksOf(lines)) {
    const starts = block.flatMap((line, at) => hasTimes(line) ? [at] : []), before = block.slice(0, starts[0]);
    const isStyle = !cues.length && STYLES.test(block[block.length - 1]);
    const silent = (headed && number === 1) || UNSEEN.test(block[0]) || isStyle;
    const counts = before.length === 1 && COUNT.test(before[0]);
    if (!silent && !counts && !(starts.length && before.length < 2)) return { written: "", line: number };
    const found = cuesOf(number, block, starts, numbered);
    if (found.line) return { written: "", line: found.line };
    cues.push(...found.cues);
  }
  const late = cues.find(({ start }, at) => at && start < cues[at - 1].start);
  if (late || !cues.length) return { written: "", line: late?.line ?? 1 };
  const said = cues.map(({ start, end, text: words }) => `${timed(start)} --> ${timed(end)}\n${words}\n`);
  return { written: ["WEBVTT\n", ...said].join("\n"), line: 0 };
}

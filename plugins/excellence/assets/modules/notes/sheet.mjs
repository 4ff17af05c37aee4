// @ts-check
// How large the words of a poster can be on its sheet: as large as the sheet holds, for eyes at the far end of a room.

// Each sheet in millimetres, and what a printer leaves free around it, as the stylesheet says. A little is kept back,
// since paper breaks lines a hair differently.
/** @type {Record<string, [number, number] | undefined>} */
const SHEETS = { a4: [210, 297], a3: [297, 420], letter: [215.9, 279.4], tabloid: [279.4, 431.8] };
const SIDES = 28, ENDS = 25, SPARE = 0.95;
const LEAST = 9, MOST = 90, NEAR = 0.25; // points

/** The largest size of type, in points, with which something is no higher than it may be.
 * @param {(points: number) => number} high how high it is with a size of type @param {number} room */
export function fitted(high, room) {
  let low = LEAST, top = MOST;
  while (top - low > NEAR) {
    const middle = (low + top) / 2;
    if (high(middle) <= room) low = middle;
    else top = middle;
  }
  return low;
}

/** Fits a poster to its sheet. @param {HTMLElement} paper @param {string} size */
export function fit(paper, size) {
  const [wide, tall] = SHEETS[size] ?? [210, 297], { style, classList } = paper;
  style.setProperty("--xc-sheet", `${wide - SIDES}mm`);
  classList.add("xc-poster--measured");
  const room = (tall - ENDS) * SPARE / 25.4 * 96; // in pixels of the stylesheet
  const points = fitted((each) => {
    style.fontSize = `${each}pt`;
    // What is too wide for its sheet is too large as well.
    return paper.scrollWidth > paper.clientWidth + 1 ? Infinity : paper.scrollHeight;
  }, room);
  style.fontSize = `${points}pt`;
  classList.remove("xc-poster--measured");
}

// @ts-check
// What fingers, a mouse and a wheel do to a picture: move it, enlarge it, or turn to the next.

import { near, within } from "./place.mjs";

/** @typedef {import("./place.mjs").Point} Point */

const CLOSE = 2.5, TAP = 300, STILL = 10, SWIPE = 60, LINE = 16;

/** Where the middle of the fingers is, and how far they are apart. @param {Map<number, Point>} held */
function hand(held) {
  const [one, other = one] = held.values();
  const middle = { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
  return { middle, spread: Math.hypot(one.x - other.x, one.y - other.y) || 1 };
}

/** @param {import("./surface.mjs").Surface} surface */
export function gestures(surface) {
  const { box } = surface, held = /** @type {Map<number, Point>} */ (new Map());
  let start = { place: surface.place, middle: { x: 0, y: 0 }, spread: 1 }, moved = 0, last = { time: 0, x: 0, y: 0 };
  // From here on.
  const begin = () => held.size && (start = { place: surface.place, ...hand(held) });

  box.addEventListener("pointerdown", ({ target, button, pointerId, clientX: x, clientY: y }) => {
    if (button || surface.sight?.kind !== "picture" || /** @type {Element} */ (target).closest("button, a")) return;
    if (!held.size) moved = 0;
    held.set(pointerId, { x, y });
    box.setPointerCapture(pointerId);
    begin();
  });

  box.addEventListener("pointermove", ({ pointerId, clientX: x, clientY: y }) => {
    if (!held.has(pointerId)) return;
    const { place, middle: from } = start, { size } = held.set(pointerId, { x, y }), { middle, spread } = hand(held);
    const across = middle.x - from.x, zoom = size > 1 ? place.zoom * spread / start.spread : place.zoom;
    moved = Math.max(moved, Math.hypot(across, middle.y - from.y), size > 1 ? STILL : 0);
    const free = size > 1 || surface.on.loose || near(place);
    if (free) surface.go(surface.around(place, from, middle, zoom), { eased: false });
    else if (surface.on.swipe && moved > STILL) surface.swipe(across);
  });

  /** @param {PointerEvent} event */
  const up = ({ type, pointerId, timeStamp: time, clientX: x, clientY: y }) => {
    if (!held.delete(pointerId)) return;
    const { drag } = surface, lifted = type === "pointerup";
    if (drag) {
      surface.swipe(0);
      if (Math.abs(drag) > SWIPE && lifted) surface.on.swipe?.(drag < 0 ? 1 : -1);
    } else if (moved < STILL && lifted && !held.size) {
      const twice = time - last.time < TAP && Math.hypot(x - last.x, y - last.y) < 3 * STILL;
      last = { time: twice ? 0 : time, x, y };
      if (twice && surface.place.zoom > 1.05) surface.fully();
      else if (twice) surface.zoom(CLOSE, { x, y });
    }
    begin();
  };
  box.addEventListener("pointerup", up);
  box.addEventListener("pointercancel", up);

  box.addEventListener("wheel", (event) => {
    if (surface.sight?.kind !== "picture") return;
    event.preventDefault();
    const far = within(-200, event.deltaY * (event.deltaMode === 1 ? LINE : 1), 200);
    const factor = Math.exp(-far * (event.ctrlKey ? 0.01 : 0.002));
    surface.zoom(factor, { x: event.clientX, y: event.clientY }, false);
  }, { passive: false });
}

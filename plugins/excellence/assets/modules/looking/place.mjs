// @ts-check
// Where one looks, as numbers: at which of several pictures, and where in it. A place says what is in the middle, in
// fractions of the picture, and how many times larger than whole it is seen: so it holds for any picture and screen.

/** @typedef {{zoom: number, x: number, y: number}} Place */
/** @typedef {{x: number, y: number}} Point */
/** A picture in its box, in pixels: as large as it is when it is seen whole, and the box around it. `loose` lets it be
 * moved while it is whole, so that two can be laid upon one another; `full` is how wide its largest file is.
 * @typedef {{wide: number, high: number, across: number, down: number, loose: boolean, full: number}} View */

export const WHOLE = Object.freeze({ zoom: 1, x: 0.5, y: 0.5 });
const MOST = 12, PACE = 0.15, NEAR = 1.01;
// Beyond this a picture is asked for only by somebody who zooms in; half of it where data are to be saved.
const WIDEST = 1920, SPARE = 1280;

/** @param {number} least @param {number} value @param {number} most */
export const within = (least, value, most) => Math.min(Math.max(value, least), most);

/** Whether one looks at less than the whole. @param {Place} place */
export const near = ({ zoom }) => zoom > NEAR;

/** The size of a picture that is seen whole. @param {{width: number, height: number}} picture
 * @param {number} across @param {number} down @returns {[number, number]} */
export function whole({ width, height }, across, down) {
  const scale = Math.min(across / width, down / height, 2) || 0;
  return [width * scale, height * scale];
}

/** The sharpest file that is of use; `wide` is the width of the picture on the screen, in pixels of the device.
 * @template {{width: number}} Rung @param {{rungs: Rung[], width: number, height: number}} picture
 * @param {number} wide @param {number} zoom @param {boolean} [thrifty] where data are to be saved */
export function rung({ rungs, width, height }, wide, zoom, thrifty = false) {
  // A strip is as wide as its area allows, as its files are made.
  const stretch = Math.max(1, Math.sqrt(width / height / 2)), widest = WIDEST * stretch;
  const limit = zoom > 1.05 ? (thrifty ? widest : Infinity) : thrifty ? SPARE * stretch : widest;
  const held = rungs.filter((each, at) => !at || each.width <= limit);
  return held.find((each) => each.width >= wide * 0.9) ?? held[held.length - 1];
}

/** The nearest place to it that can be looked at. @param {Place} place @param {View} view @returns {Place} */
export function held({ zoom, x, y }, { wide, high, across, down, loose, full }) {
  const large = within(loose ? 0.5 : 1, zoom, Math.max(MOST, full / (wide || 1) * 2));
  /** @param {number} at @param {number} size @param {number} room */
  const inside = (at, size, room) => {
    const half = room / (2 * (size || 1) * large);
    return loose ? within(0, at, 1) : half >= 0.5 ? 0.5 : within(half, at, 1 - half);
  };
  return { zoom: large, x: inside(x, wide, across), y: inside(y, high, down) };
}

/** The place in which what is now at one point is at another, at a given zoom; points are counted from the middle.
 * @param {Place} place @param {Point} from @param {Point} to @param {number} zoom @param {View} view
 * @returns {Place} */
export function around(place, from, to, zoom, view) {
  const large = held({ ...place, zoom }, view).zoom, { wide, high } = view;
  return {
    zoom: large,
    x: place.x + from.x / (wide * place.zoom) - to.x / (wide * large),
    y: place.y + from.y / (high * place.zoom) - to.y / (high * large),
  };
}

/** A step by an arrow key; nothing where it is none, or not to be moved. Across it goes with the shift key, since
 * without it the arrows lead to another picture.
 * @param {Place} place @param {string} key @param {boolean} shift @param {View} view @returns {Place | undefined} */
export function paced(place, key, shift, { wide, high, across, down, loose }) {
  /** @type {Record<string, [number, number] | undefined>} */
  const ways = { ArrowLeft: [-PACE, 0], ArrowRight: [PACE, 0], ArrowUp: [0, -PACE], ArrowDown: [0, PACE] };
  const way = ways[key], { zoom, x, y } = place;
  if (!way || (way[0] && !shift) || !(loose || near(place))) return undefined;
  return { zoom, x: x + way[0] * across / (wide * zoom), y: y + way[1] * down / (high * zoom) };
}

// Which of several is looked at

/** The number after so many others, round and round. @param {number} at @param {number} by @param {number} total */
export const turned = (at, by, total) => (at + by + total) % total;

/** Where a key leads to; nothing where it leads nowhere. @param {string} key @param {number} at
 * @param {number} total */
export function turnedTo(key, at, total) {
  /** @type {Record<string, number | undefined>} */
  const ways = { Home: 0, End: total - 1, ArrowLeft: turned(at, -1, total), ArrowRight: turned(at, 1, total) };
  return ways[key];
}

/** An address with a mark of what is open, or without; what it says besides, as of a set, stays.
 * @param {string} [mark] @param {string} [hash] */
export function marked(mark = "", hash = location.hash) {
  const said = hash.replace(/[#&](image.*|project)$/, "");
  return said + (mark && (said ? "&" : "#")) + mark;
}

/** @param {number} at @param {string} [hash] */
export const hashOf = (at, hash) => marked(`image-${at + 1}`, hash);

/** @param {string} hash @returns {number | undefined} */
export function atOf(hash) {
  const [, number] = /[#&]image-(\d+)$/.exec(hash) ?? [];
  return number ? Number(number) - 1 : undefined;
}

/** The address that compares a work's state with the one before it, or its first with the one after it.
 * @param {string} href one that compares a state @param {number} at */
export const comparing = (href, at) => href.replace(/([\w-]+):\d+$/, (_, slug) =>
  `${slug}:${Math.max(at, 1)}&b=${slug}:${Math.max(at, 1) + 1}`);

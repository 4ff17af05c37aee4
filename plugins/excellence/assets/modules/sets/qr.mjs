// @ts-check
// A QR code (ISO/IEC 18004) for an address, of medium error correction, in bytes. Made here, since what a set holds is
// known in the browser alone.

/** For versions 1 to 25: words for correction in a block, and how many blocks. */
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21];
/** The masks, by the row and the column of a module. @type {((y: number, x: number) => boolean)[]} */
const MASKS = [
  (y, x) => (y + x) % 2 === 0, (y) => y % 2 === 0, (_, x) => x % 3 === 0, (y, x) => (y + x) % 3 === 0,
  (y, x) => ((y >> 1) + Math.floor(x / 3)) % 2 === 0, (y, x) => (y * x) % 2 + (y * x) % 3 === 0,
  (y, x) => ((y * x) % 2 + (y * x) % 3) % 2 === 0, (y, x) => ((y + x) % 2 + (y * x) % 3) % 2 === 0,
];
const FINDER = "10111010000", REDNIF = "00001011101";

/** Words of a symbol for data and correction. @param {number} version */
function room(version) {
  const align = version > 1 ? Math.floor(version / 7) + 2 : 0;
  const small = align ? (25 * align - 10) * align - 55 : 0, told = version > 6 ? 36 : 0;
  return ((16 * version + 128) * version + 64 - small - told) >> 3;
}

/** @param {number} version */
const capacity = (version) => room(version) - CORRECTION[version - 1] * BLOCKS[version - 1];

// Arithmetic in the field of 256 elements, with the polynomial 0x11D.
const EXP = new Uint8Array(512), LOG = new Uint8Array(256);
for (let at = 0, value = 1; at < 255; at += 1) {
  EXP[at] = EXP[at + 255] = value;
  LOG[value] = at;
  value = (value << 1) ^ (value > 127 ? 0x11d : 0);
}
/** @param {number} one @param {number} other */
const times = (one, other) => (one && other ? EXP[LOG[one] + LOG[other]] : 0);

/** The words that correct others. @param {number[]} data @param {number} degree */
function correction(data, degree) {
  let factor = [1];
  for (let root = 0; root < degree; root += 1) {
    const next = [...factor, 0];
    factor.forEach((each, at) => next[at + 1] ^= times(each, EXP[root]));
    factor = next;
  }
  const rest = [...data, ...new Array(degree).fill(0)];
  data.forEach((_, at) => {
    const lead = rest[at];
    factor.forEach((each, place) => rest[at + place] ^= times(each, lead));
  });
  return rest.slice(data.length);
}

/** The words of a text, filled up. @param {Uint8Array} bytes @param {number} version */
function data(bytes, version) {
  const wide = version > 9 ? 16 : 8, most = capacity(version) * 8;
  let bits = `0100${bytes.length.toString(2).padStart(wide, "0")}`;
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  bits += "0000".slice(0, most - bits.length);
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, "0");
  const words = (bits.match(/.{8}/g) ?? []).map((each) => parseInt(each, 2));
  for (let pad = 0xec; words.length < most / 8; pad ^= 0xec ^ 0x11) words.push(pad);
  return words;
}

/** All words in the order in which they stand: the blocks by turns. @param {number[]} words @param {number} version */
function interleaved(words, version) {
  const count = BLOCKS[version - 1], degree = CORRECTION[version - 1];
  const short = Math.floor(words.length / count), long = words.length % count;
  let from = 0;
  const blocks = Array.from({ length: count }, (_, at) =>
    words.slice(from, from += short + (at >= count - long ? 1 : 0)));
  const checks = blocks.map((block) => correction(block, degree)), all = [];
  for (let at = 0; at <= short; at += 1) for (const block of blocks) if (at < block.length) all.push(block[at]);
  for (let at = 0; at < degree; at += 1) for (const check of checks) all.push(check[at]);
  return all;
}

/** Where the small squares stand, along either side. @param {number} version */
function alignments(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2, last = version * 4 + 10;
  const step = Math.ceil((last - 6) / (count - 1) / 2) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, at) => last - at * step).reverse()];
}

/** A symbol under way: its modules, and which of them are no data. */
class Code {
  /** @param {number} version */
  constructor(version) {
    this.version = version;
    this.size = version * 4 + 17;
    this.dark = Array.from({ length: this.size }, () => new Uint8Array(this.size));
    this.fixed = Array.from({ length: this.size }, () => new Uint8Array(this.size));
    this.patterns();
  }

  /** @param {number} y @param {number} x @param {boolean | number} dark */
  set(y, x, dark) {
    if (y < 0 || x < 0 || y >= this.size || x >= this.size) return;
    this.dark[y][x] = Number(dark);
    this.fixed[y][x] = 1;
  }

  patterns() {
    const { size, version } = this, far = size - 4;
    for (let at = 0; at < size; at += 1) {
      this.set(6, at, at % 2 === 0);
      this.set(at, 6, at % 2 === 0);
    }
    for (const [y, x] of [[3, 3], [3, far], [far, 3]]) this.square(y, x, 4, (ring) => ring !== 2 && ring !== 4);
    const places = alignments(version), last = places.length - 1;
    places.forEach((y, row) => places.forEach((x, column) => {
      const corner = (!row && (!column || column === last)) || (row === last && !column);
      if (!corner) this.square(y, x, 2, (ring) => ring !== 1);
    }));
    this.format(0);
    if (version < 7) return;
    let rest = version;
    for (let at = 0; at < 12; at += 1) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
    for (let at = 0, bits = (version << 12) | rest; at < 18; at += 1) {
      const near = Math.floor(at / 3), wide = size - 11 + (at % 3), dark = (bits >> at) & 1;
      this.set(near, wide, dark);
      this.set(wide, near, dark);
    }
  }

  /** @param {number} y @param {number} x @param {number} reach @param {(ring: number) => boolean} dark */
  square(y, x, reach, dark) {
    for (let down = -reach; down <= reach; down += 1) {
      for (let right = -reach; right <= reach; right += 1) {
        this.set(y + down, x + right, dark(Math.max(Math.abs(down), Math.abs(right))));
      }
    }
  }

  /** What says which mask it has. @param {number} mask */
  format(mask) {
    let rest = mask; // medium correction is coded as 00
    for (let at = 0; at < 10; at += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
    const bits = ((mask << 10) | rest) ^ 0x5412, { size } = this, bit = (/** @type {number} */ at) => (bits >> at) & 1;
    for (let at = 0; at < 15; at += 1) {
      this.set(at < 6 ? at : at < 8 ? at + 1 : size - 15 + at, 8, bit(at));
      this.set(8, at < 8 ? size - 1 - at : at === 8 ? 7 : 14 - at, bit(at));
    }
    this.set(size - 8, 8, 1);
  }

  /** @param {number[]} words */
  fill(words) {
    let at = 0;
    for (let right = this.size - 1; right > 0; right -= right === 8 ? 3 : 2) {
      const up = ((right + 1) & 2) === 0;
      for (let step = 0; step < this.size; step += 1) {
        const y = up ? this.size - 1 - step : step;
        for (const x of [right, right - 1]) {
          if (this.fixed[y][x]) continue;
          this.dark[y][x] = ((words[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
          at += 1;
        }
      }
    }
  }

  /** @param {number} mask */
  turn(mask) {
    this.dark.forEach((row, y) => row.forEach((_, x) => {
      if (!this.fixed[y][x] && MASKS[mask](y, x)) row[x] ^= 1;
    }));
  }

  /** How hard it is to read. */
  penalty() {
    const { dark, size } = this;
    const rows = dark.map((row) => row.join("")), columns = rows.map((_, x) => dark.map((row) => row[x]).join(""));
    let points = 0, black = 0;
    for (const line of [...rows, ...columns]) {
      for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) points += run.length - 2;
      for (let at = 0; at <= size - 11; at += 1) points += [FINDER, REDNIF].includes(line.slice(at, at + 11)) ? 40 : 0;
    }
    dark.forEach((row, y) => row.forEach((each, x) => {
      black += each;
      if (y && x && dark[y - 1][x] === each && row[x - 1] === each && dark[y - 1][x - 1] === each) points += 3;
    }));
    return points + Math.floor(Math.abs((black * 20) / (size * size) - 10)) * 10;
  }
}

/** The modules of a code, row by row; nothing where a text is too long. @param {string} text @param {number} [mask]
 * the best one where it is not said @returns {Uint8Array[] | undefined} */
export function code(text, mask) {
  const bytes = new TextEncoder().encode(text);
  const version = CORRECTION.findIndex((_, at) => bytes.length + (at > 8 ? 3 : 2) <= capacity(at + 1)) + 1;
  if (!version) return undefined;
  const words = interleaved(data(bytes, version), version);
  const made = (mask === undefined ? MASKS.map((_, each) => each) : [mask]).map((each) => {
    const symbol = new Code(version);
    symbol.fill(words);
    symbol.turn(each);
    symbol.format(each);
    return symbol;
  });
  const points = made.map((each) => (made.length > 1 ? each.penalty() : 0));
  return made[points.indexOf(Math.min(...points))].dark;
}

/** As a drawing with a quiet margin. @param {Uint8Array[]} modules */
export function drawing(modules) {
  const size = modules.length + 8, xml = "http://www.w3.org/2000/svg";
  const runs = modules.flatMap((row, y) => [...row.join("").matchAll(/1+/g)].map(({ 0: run, index }) =>
    `M${index + 4} ${y + 4}h${run.length}v1h-${run.length}z`));
  const svg = document.createElementNS(xml, "svg"), path = document.createElementNS(xml, "path");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("class", "xc-code");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", runs.join(""));
  svg.append(path);
  return svg;
}

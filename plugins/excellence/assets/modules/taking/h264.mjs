// @ts-check
// What H.264 says of its pictures (Rec. ITU-T H.264, 7.3.2.1.1): whether more is coded than is shown.

const HIGH = [44, 83, 86, 100, 110, 118, 122, 128, 134, 138, 139, 244], FOUR = 3, BLOCKS = 32; // pixels

/** The bits of a unit, one number after another. */
class Bits {
  at = 0;

  /** @param {Uint8Array} unit */
  constructor(unit) {
    // A three after two zeros is no part of it (7.4.1).
    this.bytes = unit.filter((byte, at) => !(byte === 3 && at > 1 && !unit[at - 1] && !unit[at - 2]));
  }

  /** @param {number} count */
  take(count) {
    let value = 0;
    for (let each = 0; each < count; each += 1, this.at += 1) {
      if (this.at >= this.bytes.length * 8) throw new RangeError("beyond its end");
      value = value * 2 + (this.bytes[this.at >> 3] >> 7 - (this.at & 7) & 1);
    }
    return value;
  }

  /** A number that says itself how long it is (9.1). */
  number() {
    let zeros = 0;
    while (!this.take(1)) zeros += 1;
    return 2 ** zeros - 1 + this.take(zeros);
  }
}

/** @param {Bits} bits @param {number} chroma */
function passScaling(bits, chroma) {
  for (let list = 0; list < (chroma === FOUR ? 12 : 8); list += 1) {
    let last = 8, next = 8;
    if (!bits.take(1)) continue;
    for (let place = 0; place < (list < 6 ? 16 : 64); place += 1) {
      if (next) {
        const coded = bits.number(), change = coded % 2 ? (coded + 1) / 2 : -coded / 2;
        next = (last + change + 256) % 256;
      }
      last = next || last;
    }
  }
}

/** @param {Bits} bits */
function passOrder(bits) {
  const kind = bits.number();
  if (kind === 0) bits.number();
  if (kind !== 1) return;
  bits.take(1);
  bits.number();
  bits.number();
  for (let left = bits.number(); left > 0; left -= 1) bits.number();
}

/** Whether pictures are cropped by more than what fills their blocks up. @param {Uint8Array} unit a set of parameters
 * of a sequence, with its first byte */
export function isCropped(unit) {
  const bits = new Bits(unit.subarray(1)), profile = bits.take(8);
  bits.take(16);
  bits.number();
  let chroma = 1;
  if (HIGH.includes(profile)) {
    chroma = bits.number();
    if (chroma === FOUR) bits.take(1);
    bits.number();
    bits.number();
    bits.take(1);
    if (bits.take(1)) passScaling(bits, chroma);
  }
  bits.number();
  passOrder(bits);
  bits.number();
  bits.take(1);
  bits.number();
  bits.number();
  const frames = bits.take(1);
  if (!frames) bits.take(1);
  bits.take(1);
  if (!bits.take(1)) return false;
  const [left, right, top, bottom] = [0, 0, 0, 0].map(() => bits.number());
  const across = chroma === 1 || chroma === 2 ? 2 : 1, down = (chroma === 1 ? 2 : 1) * (2 - frames);
  return (left + right) * across >= BLOCKS || (top + bottom) * down >= BLOCKS;
}

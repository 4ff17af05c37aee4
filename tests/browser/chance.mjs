// @ts-check
/// <reference lib="deno.ns" />
// Claims that hold for whatever chance makes; chance is the same in every run, and a failure says which case it was.

export class Chance {
  /** @param {number} seed */
  constructor(seed) {
    this.seed = seed;
  }

  /** From none to one, without it (mulberry32). */
  next() {
    this.seed = (this.seed + 0x6D2B79F5) | 0;
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number. @param {number} least @param {number} most */
  number(least, most) {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** @template T @param {readonly T[]} all @returns {T} */
  of(all) {
    return all[this.number(0, all.length - 1)];
  }

  /** @template T @param {() => T} make @param {number} most @param {number} [least] @returns {T[]} */
  list(make, most, least = 0) {
    return Array.from({ length: this.number(least, most) }, make);
  }

  /** @param {string} [letters] @param {number} [most] */
  text(letters = "ab =|<\n", most = 6) {
    return this.list(() => this.of([...letters]), most).join("");
  }

  /** Whatever a file may say. @param {readonly string[]} keys @param {number} [deep] @returns {unknown} */
  anything(keys, deep = 4) {
    const inner = () => this.anything(keys, deep - 1), kind = this.number(deep ? 0 : 2, 6);
    if (kind === 0) return this.list(inner, 4);
    if (kind === 1) return Object.fromEntries(this.list(() => [this.of(keys), inner()], 5));
    return [null, true, this.number(-9, 9), this.text(), { x: 1 }][kind - 2];
  }
}

/** As it is, and never to be changed: a function that would change it fails.
 * @template T @param {T} value @returns {T} */
export function frozen(value) {
  if (value !== null && typeof value === "object") Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

/** @param {unknown} value @param {string} [why] @returns {asserts value} */
export function sure(value, why = "it is not so") {
  if (!value) throw new Error(why);
}

/** Whether two are the same all through; what is left out is nothing.
 * @param {unknown} one @param {unknown} other @returns {boolean} */
function alike(one, other) {
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") return one === other;
  const every = new Set([...Object.keys(one), ...Object.keys(other)]);
  const same = Array.isArray(one) === Array.isArray(other);
  return same && [...every].every((key) => alike(Reflect.get(one, key), Reflect.get(other, key)));
}

/** @param {unknown} found @param {unknown} right @param {string} [where] */
export function same(found, right, where = "") {
  if (!alike(found, right)) throw new Error(`${where} ${JSON.stringify(found)} is not ${JSON.stringify(right)}`);
}

/** @param {string} name @param {(chance: Chance) => void} claim @param {number} [times] */
export function holds(name, claim, times = 80) {
  Deno.test(name, () => {
    for (let seed = 1; seed <= times; seed += 1) {
      try {
        claim(new Chance(seed));
      } catch (flaw) {
        throw new Error(`not for the case of seed ${seed}`, { cause: flaw });
      }
    }
  });
}

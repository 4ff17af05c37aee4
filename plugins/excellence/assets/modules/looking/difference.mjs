// @ts-check
// Where two texts differ: the words that only one of them has, by the shortest way from one to the other.

// Above this many changes two texts are two texts; the time grows with their square.
const MOST = 1500;
// How much of a text is to be in both, that marks by word, or else by sentence, can still be read.
const MUCH = 0.4, SOME = 0.1;

/** @typedef {{kind: "same" | "gone" | "come", text: string}} Part */

/** @param {string} text */
const tokens = (text) =>
  text.match(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*|\n+|[^\S\n]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? [];

/** @param {string} text */
const sentences = (text) => text.match(/[^.!?…\n]+(?:[.!?…]+["”’»)]*\s*|\n+|$)|[.!?…\s]+/gu) ?? [];

/** The way from one list to another by Myers (1986): which of the one goes, which of the other comes.
 * @param {string[]} one @param {string[]} other @returns {Part[]} */
function way(one, other) {
  /** @type {Map<number, number>[]} */
  const turns = [];
  const reach = new Map([[1, 0]]);
  let found = false;
  for (let changes = 0; changes <= Math.min(one.length + other.length, MOST) && !found; changes += 1) {
    turns.push(new Map(reach));
    for (let k = -changes; k <= changes; k += 2) {
      const down = k === -changes || (k !== changes && (reach.get(k - 1) ?? 0) < (reach.get(k + 1) ?? 0));
      let x = down ? reach.get(k + 1) ?? 0 : (reach.get(k - 1) ?? 0) + 1;
      while (x < one.length && x - k < other.length && one[x] === other[x - k]) x += 1;
      reach.set(k, x);
      if (x >= one.length && x - k >= other.length) {
        found = true;
        break;
      }
    }
  }
  if (!found) return [{ kind: "gone", text: one.join("") }, { kind: "come", text: other.join("") }];
  /** @type {Part[]} */
  const parts = [];
  let x = one.length, y = other.length;
  for (let changes = turns.length - 1; changes >= 0; changes -= 1) {
    const before = turns[changes], k = x - y;
    const down = k === -changes || (k !== changes && (before.get(k - 1) ?? 0) < (before.get(k + 1) ?? 0));
    const from = down ? k + 1 : k - 1, startX = before.get(from) ?? 0, startY = startX - from;
    while (x > startX && y > startY && x > 0 && y > 0) {
      parts.push({ kind: "same", text: one[x -= 1] });
      y -= 1;
    }
    if (changes && down) parts.push({ kind: "come", text: other[y -= 1] });
    else if (changes) parts.push({ kind: "gone", text: one[x -= 1] });
  }
  return parts.reverse();
}

/** A stretch of both texts: alike, or what each has in its place.
 * @typedef {{same: string, gone: string, come: string}} Stretch */

/** @param {Stretch} stretch */
const size = ({ gone, come }) => Math.max(gone.length, come.length);

/** How much of the longer of two texts is in both, from 0 to 1. @param {Stretch[]} parts */
function common(parts) {
  /** @param {(part: Stretch) => number} count */
  const sum = (count) => parts.reduce((total, part) => total + count(part), 0);
  const alike = sum(({ same }) => same.length);
  return alike / Math.max(alike + Math.max(sum(({ gone }) => gone.length), sum(({ come }) => come.length)), 1);
}

/** Where two texts differ: by words, or by whole sentences where little is left of the first. Nothing where too little
 * is left to be marked. @param {string} one @param {string} other @returns {Stretch[] | undefined} */
export function difference(one, other) {
  const words = stretches(tokens(one), tokens(other), true);
  if (common(words) >= MUCH) return words;
  const parts = stretches(sentences(one), sentences(other), false);
  return common(parts) >= SOME ? parts : undefined;
}

/** Both texts as stretches. A few words that happen to be alike amid many that are not would only make it hard to read:
 * they go with those around them. @param {string[]} one @param {string[]} other
 * @param {boolean} few whether a few may be, as words may, and sentences not @returns {Stretch[]} */
function stretches(one, other, few) {
  /** @type {Stretch[]} */
  const parts = [];
  for (const { kind, text } of way(one, other)) {
    const last = parts[parts.length - 1];
    if (last && Boolean(last.same) === (kind === "same")) last[kind] += text;
    else parts.push({ same: "", gone: "", come: "", [kind]: text });
    let [before, alike, after] = parts.slice(-3);
    // Looked at again whenever the last stretch has grown.
    while (few && after && !after.same && alike.same.length <= Math.min(size(before), size(after))) {
      const { same } = alike;
      parts.splice(-3, 3, { same: "", gone: before.gone + same + after.gone, come: before.come + same + after.come });
      [before, alike, after] = parts.slice(-3);
    }
  }
  return parts;
}

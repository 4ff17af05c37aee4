// @ts-check
// Finds what a visitor types in the index that search/ writes. Loaded with the first use of a search.

import { get } from "../shared/get.mjs";
import { distance, stem, units } from "./words.mjs";

/** The first file of an index, as search/files.py writes it.
 * @typedef {object} Meta
 * @property {number} entries works first, then pages
 * @property {number} works
 * @property {number} last where the pages begin that are for those who keep the collection
 * @property {Record<string, number>} leads the entry that is meant by just these words, by their stems
 * @property {Record<string, string[]>} grades keys by what names them, as `grade4` or `highschool`
 * @property {[string, string][]} labels of all grades, after their keys
 * @property {Record<number, number>} twice pages in another language, and the same in the reader's
 * @property {string} deck the cards in the reader's language
 * @property {string} folder
 * @property {string[]} begins where each shard of terms begins
 * @property {number} lists how many files the words to propose are parted into
 * @property {number} cards
 * @property {string} pattern
 * @property {string[]} names
 * @property {string} unspaced
 * @property {string} stops */
/** A picture of a card, with addresses from the site's root on.
 * @typedef {{src: string, srcset: string, sizes: string, width: number, height: number, ratio: string,
 *   colour: string, wide?: boolean}} Picture */
/** What is shown of an entry, as `card` in rendering/views.py tells it; a page has fewer facts than a work.
 * @typedef {{href: string, title: string, lang: string, dir: string, facts: string, facts_lang?: string,
 *   facts_dir?: string, picture?: Picture | null, quote?: string, about: string}} Card */
/** @typedef {{ids: number[], weights: number[]}} Posting */
/** @typedef {Map<string, Posting>} Shard */
/** @typedef {Map<number, number>} Scores */
/** How much the words tell that an entry has, and what they weigh in it.
 * @typedef {{id: number, told: number, score: number}} Sum */
/** @typedef {{ids: number[], stems: Set<string>, open: string, instead: Map<string, string>}} Found */

const MOST = 12, LONGEST = 200, MOST_SHARDS = 3, MOST_NEAR = 8;
const LEAST = 0.001, STEP = 1.0832870676749586; // the scale of weights, as in codec.py

/** Reads a shard, as in codec.py. @param {ArrayBuffer} buffer @param {number} total @returns {Shard} */
export function decode(buffer, total) {
  const bytes = new Uint8Array(buffer), text = new TextDecoder();
  let at = 0, bit = 0;
  const number = () => {
    let value = 0, shift = 0, byte;
    do {
      byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      shift += 7;
    } while (byte > 127);
    return value;
  };
  const terms = Array.from({ length: number() }, () => ({ term: "", held: 0 }));
  let before = "";
  for (const each of terms) {
    const shared = number(), length = number();
    each.term = before = before.slice(0, shared) + text.decode(bytes.subarray(at, at += length));
    each.held = number();
    if (each.held > total) throw Error("damaged shard");
  }
  bit = at * 8;
  const one = () => (bytes[bit >> 3] >> (7 - (bit++ & 7))) & 1;
  const bits = (/** @type {number} */ width) => {
    let value = 0;
    while (width-- > 0) value = value * 2 + one();
    return value;
  };
  const shard = new Map(terms.map(({ term, held }) => {
    const least = bits(8), width = bits(4), shift = Math.max(31 - Math.clz32(Math.floor(total / held)), 0);
    const ids = new Array(held), weights = new Array(held);
    let last = -1;
    for (let place = 0; place < held; place += 1) {
      let gap = 0;
      while (one()) gap += 1;
      last += gap * 2 ** shift + bits(shift) + 1;
      ids[place] = last;
      weights[place] = LEAST * STEP ** (least + bits(width));
    }
    return /** @type {const} */ ([term, { ids, weights }]);
  }));
  if ((bit + 7) >> 3 !== bytes.length) throw Error("damaged shard");
  return shard;
}

/** @param {Response} response */
const sound = (response) => response.ok ? response : Promise.reject(Error(response.url));

class Index {
  /** @param {string} base @param {Meta} meta */
  constructor(base, meta) {
    this.meta = meta;
    this.root = base;
    this.base = `${base}${meta.folder}/`;
    this.stops = new Set(meta.stops.split(" "));
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
  }

  /** A file, read once; what failed is tried again.
   * @param {string} name @param {(response: Response) => Promise<any>} read */
  file(name, read) {
    let found = this.files.get(name);
    if (!found) {
      found = get(this.base + name).then(sound).then(read);
      // A site that was published anew has another folder: the next question asks for its name again. Where there is
      // no network, what was read is still there.
      found.catch((fault) => {
        this.files.delete(name);
        if (!(fault instanceof TypeError)) opened.delete(this.root);
      });
      this.files.set(name, found);
    }
    return found;
  }

  /** @param {string} name @returns {Promise<Shard>} */
  shard(name) {
    return this.file(name, async (response) => decode(await response.arrayBuffer(), this.meta.entries));
  }

  /** Which entries have which value of a facet. @param {string} facet */
  column(facet) {
    return this.shard(`f-${facet}.bin`);
  }

  /** The entries in another order. @param {string} name @returns {Promise<number[]>} */
  order(name) {
    return this.file(`o-${name}.json`, (response) => response.json());
  }

  /** @param {number[]} ids @returns {Promise<Card[]>} */
  cards(ids) {
    const { cards, deck } = this.meta;
    return Promise.all(ids.map(async (id) => {
      const held = await this.file(`${deck}${Math.floor(id / cards)}.json`, (response) => response.json());
      return held[id % cards];
    }));
  }

  /** The number of the shard that a term stands in, if any has it. @param {string} term */
  place(term) {
    return this.meta.begins.findLastIndex((begin) => begin <= term);
  }

  /** @param {string} term @returns {Promise<Posting | undefined>} */
  async posting(term) {
    if (!this.meta.begins.length) return undefined;
    return (await this.shard(`t${this.place(term)}.bin`)).get(term);
  }

  /** Postings of the terms that begin so, from the first shards that have any. @param {string} begin */
  async begun(begin) {
    const first = this.place(begin), some = this.meta.begins.slice(first, first + MOST_SHARDS);
    const held = await Promise.all(some.flatMap((each, at) =>
      at && !each.startsWith(begin) ? [] : [this.shard(`t${first + at}.bin`)]));
    return held.flatMap((shard) => [...shard].filter(([term]) => term.startsWith(begin)).map(([, posting]) => posting));
  }

  /** The words that may be meant and begin as those of a list. @param {number} list @returns {Promise<string[]>} */
  words(list) {
    return this.file(`w${list}.txt`, async (response) => {
      const lines = (await response.text()).split("\n").filter(Boolean);
      let before = "";
      return lines.map((line) => (before = before.slice(0, line.charCodeAt(0) - 48) + line.slice(1)));
    });
  }

  /** The nearest words, a letter or two away; a longer word that is still typed may be the beginning of one.
   * @param {string} word @param {boolean} open */
  async near(word, open) {
    const { lists } = this.meta, short = word.length < 6, most = short ? 1 : word.length < 8 ? 1.5 : 2;
    const among = (/** @type {string[]} */ words, begun = false) =>
      words.map((each) => /** @type {const} */ ([distance(word, each, most, begun), each]))
        .filter(([away, each]) => away <= most && !(short && each[0] !== word[0]));
    let found = among(await this.words(word.charCodeAt(0) % lists), open && !short);
    // Nobody mistypes the first letter of a short word, and hardly anybody that of a longer one.
    if (!short && !found.some(([away]) => away < 2)) {
      found = (await Promise.all(Array.from({ length: lists }, (_, list) => this.words(list))))
        .flatMap((words) => among(words));
    }
    const least = Math.min(...found.map(([away]) => away));
    return found.filter(([away]) => away === least).slice(0, MOST_NEAR);
  }

  /** The entries with a word in any of its forms, or begun with it while it is typed; else nearly spelt so.
   * @param {string[]} unit @param {boolean} open @param {Map<string, string>} instead @returns {Promise<Scores>} */
  async word([word, ...parts], open, instead) {
    // A number or a grade is whole: grade 1 does not begin grade 12.
    const letters = word.match(this.meta.unspaced), beginning = open && !letters && !/^(grade)?\d+$/.test(word);
    const [whole, begun] = await Promise.all([this.posting(stem(word)), beginning ? this.begun(word) : []]);
    /** @type {Scores} */
    const best = new Map();
    if (whole) weigh(best, whole, 1);
    for (const posting of begun) weigh(best, posting, 0.5);
    if (best.size || /^grade(\d|k$|pk$)/.test(word)) return best;
    // A code may be written with more of its family's name than the work gives: CCSS.ELA-LITERACY.W.4.2 is W.4.2.
    for (let from = 1; /\d/.test(word) && from < parts.length - 1; from += 1) {
      const shorter = await this.posting(stem(parts.slice(from).join("")));
      if (!shorter) continue;
      weigh(best, shorter, 1);
      return best;
    }
    // Three letters that stand together nowhere: the pairs of them.
    if (letters) parts = parts[1] ? [parts[0], word.slice(parts[1].length)] : [];
    if (parts.length) {
      const held = await Promise.all(parts.map((part) => this.word([part], open && part === parts.at(-1), instead)));
      const every = held.reduce((one, other) => new Map([...one].filter(([id]) => other.has(id))));
      // Pairs of ideographs or of Korean syllables are words, mostly.
      return every.size || !letters || word < "㐀" ? every : new Map(held.flatMap((each) => [...each]));
    }
    if (letters || !/^\D{4,}$/.test(word)) return best;
    const near = await this.near(word, open);
    const postings = await Promise.all(near.map(([, other]) => this.posting(stem(other))));
    let most = 0;
    postings.forEach((posting, at) => {
      if (!posting) return;
      weigh(best, posting, 0.3 / near[at][0]);
      if (posting.ids.length <= most) return;
      most = posting.ids.length;
      instead.set(word, near[at][1]);
    });
    return best;
  }

  /** The entries with every word of a text, best first; where none has them all, those with more words first.
   * @param {string} text */
  search(text) {
    return this.found(this.said(text), text);
  }

  /** What a text says, folded and parted. @param {string} text */
  said(text) {
    const { pattern, names, unspaced } = this.meta;
    // Without blanks, the last letters stand in the three before them.
    return units(text.slice(0, LONGEST), pattern, names).filter(
      ([word, , third], at, all) => third || !word.match(unspaced) || !all[at - 1]?.[0].endsWith(word),
    ).slice(0, MOST);
  }

  /** @param {string[][]} said @param {string} text @param {Set<number>} [among] only these entries
   * @returns {Promise<Found>} */
  async found(said, text, among) {
    const telling = said.filter(([word, more]) => more || !this.stops.has(word.replace(/^([hw]\w+)s$/, "$1")));
    const asked = telling[0] ? telling : said, { entries, last = entries, twice = {} } = this.meta;
    const open = /[^\s.,;:!?)]$/.test(text) ? said.at(-1) : undefined;
    /** @type {Map<string, string>} */
    const instead = new Map();
    const held = await Promise.all(asked.map((unit) => this.word(unit, unit === open, instead)));
    /** @type {Map<number, Sum>} */
    const sums = new Map();
    let all = 0, most = 0;
    for (const scores of held) {
      // A rare word tells more than one that is everywhere.
      const rare = Math.log(1 + entries / scores.size);
      all += rare;
      for (const [id, score] of scores) {
        if (among && !among.has(id)) continue;
        const sum = sums.get(id) ?? { id, told: 0, score: 0 };
        most = Math.max(most, sum.told += rare);
        sum.score += score;
        sums.set(id, sum);
      }
    }
    // A question's words all stand together by chance only: there half of what the best tells is enough.
    const least = most < all ? 0 : asked.length < 4 ? most : most / 2;
    // What is for those who keep the collection stands after all else.
    const worth = (/** @type {Sum} */ { id, told, score }) => told * told * score / (id < last ? 1 : 1e9);
    const ids = [...sums.values()]
      .filter(({ id, told }) => told >= least && !((sums.get(twice[id])?.told ?? -1) >= least))
      .sort((one, other) => worth(other) - worth(one) || one.id - other.id).map(({ id }) => id);
    const stems = new Set([...asked.flat(), ...instead.values()].map(stem));
    return { ids, stems, open: open?.at(-1) ?? "", instead };
  }
}

/** @param {Scores} best @param {Posting} posting @param {number} share */
function weigh(best, { ids, weights }, share) {
  for (let at = 0; at < ids.length; at += 1) {
    const score = share * weights[at];
    if (score > (best.get(ids[at]) ?? 0)) best.set(ids[at], score);
  }
}

/** @type {Map<string, Promise<Index>>} */
const opened = new Map();

/** The index in the folder at an address; what failed is tried again.
 * @param {string} base @param {Promise<Response> | false} [first] its first file, where that is on its way
 * @returns {Promise<Index>} */
export function open(base, first) {
  let found = opened.get(base);
  if (!found) {
    found = (first || get(`${base}meta.json`, { cache: "no-cache" })).then(sound)
      .then(async (response) => new Index(base, await response.json()));
    found.catch(() => opened.delete(base));
    opened.set(base, found);
  }
  return found;
}

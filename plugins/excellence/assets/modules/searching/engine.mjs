// @ts-check
// Finds what a visitor types in the index that search/ writes. Loaded with the first use of a search.

/** The first file of an index, as search/files.py writes it.
 * @typedef {object} Meta
 * @property {number} entries works first, then pages
 * @property {number} works
 * @property {number} last where the pages begin that are for those who keep the collection
 * @property {Record<string, number>} leads the entry that is meant by just these words, by their stems
 * @property {Record<string, string[]>} grades keys by what names them, as `grade4` or `highschool`
 * @property {[string, string][]} labels of all grades, after their keys
 * @property {string} folder
 * @property {string[]} firsts
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
/** @typedef {{ids: number[], stems: Set<string>, open: string, instead: Map<string, string>}} Found */

const MOST_WORDS = 12, LONGEST = 200, MOST_SHARDS = 2, MOST_NEAR = 8;
const LEAST = 0.001, STEP = 1.0832870676749586; // the scale of weights, as in shards.py

// Words

const SAME = "ςσךכםמןנףפץצٱاىيیيکكةهہهۃهەه".match(/../g) ?? [];

/** @param {string} text */
export const fold = (text) => SAME.reduce((told, [letter, same]) => told.replaceAll(letter, same),
  text.normalize("NFKD").replace(/(?=[\u0300-\u06ff])\p{M}|['’ʼ׳״ـ]/gu, "").toLowerCase())
  .replace(/[٠-٩۰-۹]/g, (digit) => `${digit.charCodeAt(0) & 15}`)
  .replace(/([א-ת])["”](?=[א-ת])/g, "$1").normalize("NFC");

/** The words of a text, folded, as `units` in words.py parts them by the index's pattern.
 * @param {string} text @param {string} pattern @param {string[]} names @returns {string[][]} */
export function units(text, pattern, names) {
  return Array.from(fold(text).matchAll(RegExp(pattern, "g")), ([whole, ...groups]) => {
    const parts = whole.split(/[ :._‐־\u200c-]+/), at = groups.findIndex((group) => group !== undefined);
    if (at > names.length) return [...new Set(groups.slice(at))];
    if (at >= 0) return [names[at] ?? "grade" + groups[at], ...parts];
    return parts.length > 1 ? [parts.join(""), ...parts] : parts;
  });
}

/** @param {string} pairs */
const table = (pairs) => new Map(pairs.split(",").map((pair) => /** @type {[string, string]} */ (pair.split(":"))));
const SECOND = table("ational:ate,tional:tion,enci:ence,anci:ance,izer:ize,bli:ble,alli:al,entli:ent,eli:e,ousli:ous,"
  + "ization:ize,ation:ate,ator:ate,alism:al,iveness:ive,fulness:ful,ousness:ous,aliti:al,iviti:ive,"
  + "biliti:ble,logi:log");
const THIRD = table("icate:ic,ative:,alize:al,iciti:ic,ical:ic,ful:,ness:");
const FOURTH = table("al:,ance:,ence:,er:,ic:,able:,ible:,ant:,ement:,ment:,ent:,ion:,ou:,ism:,ate:,iti:,ous:,ive:,"
  + "ize:");

/** Vowels and consonants: a y after a consonant is a vowel. @param {string} word */
function shape(word) {
  let told = "";
  for (const letter of word.split("")) {
    told += "aeiou".includes(letter) || (letter === "y" && told.endsWith("c")) ? "v" : "c";
  }
  return told;
}
/** Porter's measure: how often vowels are followed by consonants. @param {string} word */
const measure = (word) => shape(word).match(/v+c/g)?.length ?? 0;
/** @param {string} word */
const doubled = (word) => word.length > 1 && word.at(-1) === word.at(-2) && !/[aeiouy]$/.test(word);
/** @param {string} word */
const short = (word) => /cvc$/.test(shape(word)) && !/[wxy]$/.test(word);

/** The word with the longest ending of a table replaced, where what is left is long enough.
 * @param {string} word @param {Map<string, string>} endings @param {number} least */
function replaced(word, endings, least) {
  for (let at = 1; at < word.length; at += 1) {
    const ending = word.slice(at), rest = word.slice(0, at);
    const other = endings.get(ending);
    if (other === undefined) continue;
    return measure(rest) > least && (ending !== "ion" || /[st]$/.test(rest)) ? rest + other : word;
  }
  return word;
}

/** Porter's stem, as in words.py. @param {string} word */
export function stem(word) {
  if (word.length < 3) return word;
  if (/.sses$|.ies$/.test(word)) word = word.slice(0, -2);
  else if (/[^s]s$/.test(word)) word = word.slice(0, -1);
  const cut = /^(.+?)(?:eed|ed|ing)$/.exec(word);
  if (cut && word.endsWith("eed") && word.length > 3) {
    if (measure(word.slice(0, -3)) > 0) word = word.slice(0, -1);
  } else if (cut && shape(cut[1]).includes("v")) {
    word = cut[1];
    if (/.(?:at|bl|iz)$/.test(word)) word += "e";
    else if (doubled(word)) word = /[lsz]$/.test(word) ? word : word.slice(0, -1);
    else if (measure(word) === 1 && short(word)) word += "e";
  }
  if (/.[^aeiou]y$/.test(word)) word = word.slice(0, -1) + "i";
  word = replaced(replaced(replaced(word, SECOND, 0), THIRD, 0), FOURTH, 1);
  const rest = word.slice(0, -1);
  if (word.endsWith("e") && (measure(rest) > 1 || (measure(rest) === 1 && !short(rest)))) word = rest;
  if (word.endsWith("ll") && measure(word) > 1) word = word.slice(0, -1);
  return word;
}

// Files

/** Reads a shard, as in shards.py. @param {ArrayBuffer} buffer @param {number} total @returns {Shard} */
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
    if (each.held > total) throw new Error("damaged shard");
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
  if ((bit + 7) >> 3 !== bytes.length) throw new Error("damaged shard");
  return shard;
}

/** How many letters must be put in, taken out, changed or swapped, `most + 1` at most.
 * @param {string} one @param {string} other @param {number} most */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return last[other.length];
}

/** A file as an answer to read. A page from a folder may not fetch: there the file's twin, a script, brings it.
 * @param {string} address @param {RequestInit} [options] @returns {Promise<Response>} */
function get(address, options) {
  if (!address.startsWith("file:")) return fetch(address, options);
  return new Promise((done, fail) => {
    const script = /** @type {HTMLScriptElement & {content: string}} */ (document.createElement("script"));
    script.onload = () => done(new Response(Uint8Array.from(atob(script.content), (letter) => letter.charCodeAt(0))));
    script.onerror = () => fail(new Error(address));
    script.src = `${address}.js`;
    document.head.append(script);
  });
}

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
      found = get(this.base + name).then((response) => {
        if (!response.ok) throw new Error(`${name}: ${response.status}`);
        return read(response);
      });
      // A site that was published anew has another folder: the next question asks for its name again.
      found.catch(() => {
        this.files.delete(name);
        opened.delete(this.root);
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
    const { cards } = this.meta;
    return Promise.all(ids.map(async (id) => {
      const held = await this.file(`c${Math.floor(id / cards)}.json`, (response) => response.json());
      return held[id % cards];
    }));
  }

  /** The number of the shard that a term stands in, if any has it. @param {string} term */
  place(term) {
    const { firsts } = this.meta;
    let low = 0, high = firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (firsts[middle] <= term) low = middle + 1;
      else high = middle;
    }
    return Math.max(low - 1, 0);
  }

  /** @param {string} term @returns {Promise<Posting | undefined>} */
  async posting(term) {
    if (!this.meta.firsts.length) return undefined;
    return (await this.shard(`t${this.place(term)}.bin`)).get(term);
  }

  /** Postings of the terms that begin so, from the first shards that have any. @param {string} begin */
  async begun(begin) {
    const { firsts } = this.meta, first = this.place(begin), names = [];
    for (let at = first; at < firsts.length && at < first + MOST_SHARDS; at += 1) {
      if (at > first && !firsts[at].startsWith(begin)) break;
      names.push(`t${at}.bin`);
    }
    const held = await Promise.all(names.map((name) => this.shard(name)));
    return held.flatMap((shard) => [...shard].filter(([term]) => term.startsWith(begin)).map(([, posting]) => posting));
  }

  /** Words a letter or two away, the nearest first. @param {string} word */
  async near(word) {
    /** @type {string[]} */
    const words = await this.file("words.txt", async (response) => {
      const lines = (await response.text()).split("\n").filter(Boolean);
      let before = "";
      return lines.map((line) => (before = before.slice(0, line.charCodeAt(0) - 48) + line.slice(1)));
    });
    const most = word.length >= 8 ? 2 : 1;
    /** @type {[number, string][]} */
    const found = [];
    for (const each of words) {
      const away = distance(word, each, most);
      if (away <= most) found.push([away, each]);
    }
    found.sort(([one], [other]) => one - other);
    return found.filter(([away]) => away === found[0][0]).slice(0, MOST_NEAR);
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
    const near = await this.near(word);
    const postings = await Promise.all(near.map(([, other]) => this.posting(stem(other))));
    let most = 0;
    postings.forEach((posting, at) => {
      if (!posting) return;
      weigh(best, posting, 0.3 / near[at][0]);
      if (posting.ids.length > most) {
        most = posting.ids.length;
        instead.set(word, near[at][1]);
      }
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
    ).slice(0, MOST_WORDS);
  }

  /** @param {string[][]} said @param {string} text @returns {Promise<Found>} */
  async found(said, text) {
    const telling = said.filter((unit) => unit[1] || !this.stops.has(unit[0]));
    const asked = telling[0] ? telling : said;
    const open = /[^\s.,;:!?)]$/.test(text) ? said.at(-1) : undefined;
    /** @type {Map<string, string>} */
    const instead = new Map();
    const held = await Promise.all(asked.map((unit) => this.word(unit, unit === open, instead)));
    /** @type {Map<number, {words: number, score: number}>} */
    const sums = new Map();
    for (const scores of held) {
      for (const [id, score] of scores) {
        const sum = sums.get(id) ?? { words: 0, score: 0 };
        sum.words += 1;
        sum.score += score;
        sums.set(id, sum);
      }
    }
    const some = [...sums], every = some.filter(([, { words }]) => words === asked.length);
    // What is for those who keep the collection stands after all else.
    const last = (/** @type {number} */ id) => Number(id >= (this.meta.last ?? Infinity));
    const ids = (every.length ? every : some).sort(([a, one], [b, other]) =>
      last(a) - last(b) || other.words - one.words || other.score - one.score || a - b).map(([id]) => id);
    // What is asked in just these words has its own answer.
    const lead = this.meta.leads?.[said.map(([word]) => stem(word)).join(" ")];
    if (lead !== undefined) ids.unshift(lead, ...ids.splice(0).filter((id) => id !== lead));
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
 * @param {string} base @param {Promise<Response>} [first] its first file, where that is on its way
 * @returns {Promise<Index>} */
export function open(base, first) {
  let found = opened.get(base);
  if (!found) {
    found = (first ?? get(`${base}meta.json`, { cache: "no-cache" })).then(async (response) => {
      if (!response.ok) throw new Error(String(response.status));
      return new Index(base, await response.json());
    });
    found.catch(() => opened.delete(base));
    opened.set(base, found);
  }
  return found;
}

// @ts-check
// Words, as the index has them: folded, parted and stemmed; and how near two are to each other.

const SAME = "ςσךכםמןנףפץצٱاىيیيکكةهہهۃهەه".match(/../g) ?? [];

/** @param {string} text */
export const fold = (text) => SAME.reduce((told, [letter, same]) => told.replaceAll(letter, same),
  text.normalize("NFKD").replace(/(?=[\u0300-\u06ff])\p{M}|['’ʼ׳״ـ]/gu, "").toLowerCase())
  .replace(/[٠-٩۰-۹]/g, (digit) => `${digit.charCodeAt(0) & 15}`)
  .replace(/([א-ת])["”](?=[א-ת])/g, "$1").normalize("NFC");

/** The words of a text, folded, as `units` in tokenizer.py parts them by the index's pattern.
 * @param {string} text @param {string} pattern @param {string[]} names @returns {string[][]} */
export function units(text, pattern, names) {
  return Array.from(fold(text).matchAll(RegExp(pattern, "g")), ([whole, ...groups]) => {
    const parts = whole.split(/[ :._‐־\u200c-]+/), at = groups.findIndex((group) => group !== undefined);
    if (at > names.length) return [...new Set(groups.slice(at))];
    if (at >= 0) return [names[at] ?? "grade" + groups[at], ...parts];
    return parts.length > 1 ? [parts.join(""), ...parts] : parts;
  });
}

/** @param {string} pairs endings and what takes their place, if anything */
const table = (pairs) => new Map(pairs.split(",").map((pair) => /** @type {[string, string]} */ (pair.split(":"))));
const SECOND = table("ational:ate,tional:tion,enci:ence,anci:ance,izer:ize,bli:ble,alli:al,entli:ent,eli:e,ousli:ous,"
  + "ization:ize,ation:ate,ator:ate,alism:al,iveness:ive,fulness:ful,ousness:ous,aliti:al,iviti:ive,"
  + "biliti:ble,logi:log");
const THIRD = table("icate:ic,ative,alize:al,iciti:ic,ical:ic,ful,ness");
const FOURTH = table("al,ance,ence,er,ic,able,ible,ant,ement,ment,ent,ion,ou,ism,ate,iti,ous,ive,ize");

/** Vowels and consonants: a y after a consonant is a vowel. @param {string} word */
function shape(word) {
  let told = "";
  for (const letter of word) {
    told += "aeiou".includes(letter) || (letter === "y" && told.endsWith("c")) ? "v" : "c";
  }
  return told;
}
/** Porter's measure: how often vowels are followed by consonants. @param {string} word */
const measure = (word) => shape(word).split("vc").length - 1;
/** @param {string} word */
const doubled = (word) => word.length > 1 && word.at(-1) === word.at(-2) && !/[aeiouy]$/.test(word);
/** @param {string} word */
const short = (word) => /cvc$/.test(shape(word)) && !/[wxy]$/.test(word);

/** The word with the longest ending of a table replaced, where what is left is long enough.
 * @param {string} word @param {Map<string, string>} endings @param {number} least */
function replaced(word, endings, least) {
  for (let at = 1; at < word.length; at += 1) {
    const ending = word.slice(at), rest = word.slice(0, at);
    if (!endings.has(ending)) continue;
    return measure(rest) > least && (ending !== "ion" || /[st]$/.test(rest))
      ? rest + (endings.get(ending) ?? "") : word;
  }
  return word;
}

/** Porter's stem, as in tokenizer.py. @param {string} word */
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

/** How many letters must be put in, taken out, changed or swapped; some number above `most` where it is more. To make
 * one the beginning of the other alone is half a letter dearer.
 * @param {string} one @param {string} other @param {number} most @param {boolean} [open] whether that will do */
export function distance(one, other, most, open) {
  const longer = one.length - other.length;
  if (longer > most || (!open && -longer > most)) return most + 1;
  /** @type {number[]} */
  let before = [], last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1), swapped ? before[j - 2] + 1 : i + j);
    }
    before = last;
    last = row;
  }
  return open ? Math.min(last[other.length], Math.min(...last) + 0.5) : last[other.length];
}

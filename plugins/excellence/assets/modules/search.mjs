// @ts-check
// Finds works as words are typed. The page is whole without it.

import { narrowed, onChoice } from "./gallery.mjs";

const MOST_CARDS = 60, MOST_WORDS = 12, LONGEST = 200, PAUSE = 150;

/** The words of a text, folded, as `units` in faces/search.py parts them; the pattern comes with the index.
 * @returns {any[]} */
export function units(text, pattern) {
  const folded = text.normalize("NFKD").replace(/[\u0300-\u036f'’ʼ]/g, "").toLowerCase().replaceAll("ς", "σ");
  return Array.from(folded.matchAll(RegExp(pattern, "g")), ([whole, ...grades]) => {
    const parts = whole.split(/[ :._‐-]+/);
    const at = grades.findIndex(Boolean), grade = at < 12 ? at + 1 : grades[12];
    return parts.length > 1 ? [grade ? "grade" + grade : parts.join(""), ...parts] : parts;
  });
}

/** Scores by slug: the best of those that the clauses give. What is typed never reaches lunr's query language. */
function ask(index, clauses) {
  const best = new Map();
  for (const [share, clause] of clauses) {
    for (const { ref, score } of index.query((query) => query.clause({ usePipeline: false, ...clause }))) {
      best.set(ref, Math.max(best.get(ref) ?? 0, share * score));
    }
  }
  return best;
}

/** The works with a word in any of its forms, or begun with it while it is typed; else one letter away. */
function find(index, [word, ...parts], open) {
  const [stem] = index.pipeline.runString(word);
  const clauses = [[1, { term: stem }]];
  // A number or a grade is whole: grade 1 does not begin grade 12.
  if (open && !/^(grade)?\d+$/.test(word)) clauses.push([0.5, { term: word + "*" }]);
  const found = ask(index, clauses);
  if (found.size || /^grade\d/.test(word)) return found;
  if (parts[0]) return parts.map((part) => find(index, [part], open && part === parts.at(-1)))
    .reduce((first, second) => new Map([...first].filter(([slug]) => second.has(slug))));
  const long = [word, stem].filter((term) => /^\D{4,}$/.test(term));
  return ask(index, long.map((term) => [0.3, { term, editDistance: 1 }]));
}

/** The works with every word of a text, best first; where no work has them all, those with most words first. */
function search({ index, pattern, stops }, text) {
  const said = units(text, pattern).slice(0, MOST_WORDS);
  const telling = said.filter((unit) => unit[1] || !stops(unit[0]));
  const asked = telling[0] ? telling : said;
  const sums = Object.create(null);
  for (const unit of asked) {
    for (const [slug, score] of find(index, unit, unit === said.at(-1) && /\S$/.test(text))) {
      const sum = sums[slug] ??= { slug, words: 0, score: 0 };
      sum.words += 1;
      sum.score += score;
    }
  }
  const some = Object.values(sums), all = some.filter((sum) => sum.words === asked.length);
  return (all[0] ? all : some)
    .sort((a, b) => b.words - a.words || b.score - a.score || (a.slug < b.slug ? -1 : 1))
    .map((sum) => sum.slug);
}

async function load({ engine, index }) {
  const script = new Promise((done, fail) => {
    document.head.append(make("script", { src: engine, onload: () => done(globalThis["lunr"]), onerror: fail }));
  });
  const [lunr, response] = await Promise.all([script, fetch(index)]);
  const stored = await response.json();
  return { ...stored, index: lunr.Index.load(stored.lunr), stops: (word) => !lunr.stopWordFilter(word) };
}

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

const span = (name, content) => make("span", { className: "xc-card__" + name }, content);

/** A card as templates/macros.html makes it. */
function draw({ href, title, facts, facts_lang: own, lang, picture, quote }, root) {
  const seen = picture ? span("picture", frame(picture, root)) : span("quote", make("span", {}, quote));
  const link = make("a", { href: root + href }, seen, span("title", title));
  const line = make("p", { className: "xc-card__facts", ...(own && { lang: own }) }, facts);
  const wide = picture?.ratio > 1.4 ? " xc-card--wide" : "";
  const style = picture && { style: `--xc-ratio:${picture.ratio}` };
  return make("li", { className: "xc-card" + wide, ...style, ...(lang && { lang }) }, link, line);
}

function frame({ src, srcset, sizes, width, height, ratio, colour }, root) {
  const style = `--xc-ratio:${ratio};--xc-width:${width}px;background-color:${colour}`;
  const source = make("source", { type: "image/webp", srcset: srcset.replace(/(^|, )/g, "$1" + root), sizes });
  const image = { width, height, alt: "", style, loading: "lazy", decoding: "async", src: root + src };
  return make("picture", {}, source, make("img", image));
}

/** Keeps the query in the address, and what else stands there. */
function remember(query) {
  const address = new URL(location.href), kept = address.searchParams;
  if (query === (kept.get("q") ?? "")) return;
  query ? kept.set("q", query) : kept.delete("q");
  history.replaceState(history.state, "", address);
}

function enhance(box) {
  const { root, foundOne, foundMany, foundNone, failed } = box.dataset;
  const [input, form, status, results, list] = ["input", "form", "[data-status]", "[data-results]", "ul"]
    .map((part) => box.querySelector(part));
  /** @type {NodeListOf<any>} */
  const rest = document.querySelectorAll(".xc-gallery, .xc-browse");
  const typed = () => input.value.trimStart().slice(0, LONGEST);
  let loading, timer;

  // What failed to load is tried again with the next word.
  const ready = () => loading ??= load(box.dataset).catch((error) => {
    loading = undefined;
    throw error;
  });

  function show(message, cards = []) {
    list.replaceChildren(...cards);
    results.hidden = !cards[0];
    // Not by `hidden`, which loses to a stylesheet's display.
    rest.forEach((each) => each.style.display = cards[0] ? "none" : "");
    status.textContent = message;
  }

  async function run() {
    clearTimeout(timer);
    const text = typed(), query = text.trim();
    remember(query);
    if (!query) return show("");
    try {
      const engine = await ready();
      if (text !== typed()) return; // a newer query is on its way
      const found = await narrowed(search(engine, text));
      if (text !== typed()) return;
      const values = { number: found.length, query };
      const said = [foundNone, foundOne][found.length] ?? foundMany;
      const cards = found.slice(0, MOST_CARDS).map((slug) => draw(engine.cards[slug], root));
      show(said.replace(/{(number|query)}/g, (_, name) => values[name]), cards);
    } catch {
      show(typed() && failed);
    }
  }

  input.onfocus = () => ready().catch(() => {});
  input.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE);
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    run();
  };
  box.onkeydown = (event) => {
    if (event.key !== "Escape" || !input.value) return;
    input.value = "";
    input.focus();
    form.onsubmit(event);
  };
  onChoice(() => void (typed().trim() && run()));
  input.value ||= new URLSearchParams(location.search).get("q") ?? "";
  run();
}

document.querySelectorAll("[data-excellence-search]").forEach(enhance);

"""The search index: what it holds, and that Python and the browser take words apart in the same way."""

import itertools
import json
import pydoc_data.topics
import random
import re
import string
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lunr.index import Index
from lunr.stop_word_filter import WORDS as STOP_WORDS
from playwright.sync_api import Browser, Page

from excellence.faces import search
from excellence.faces.search import SearchEntry, engine, search_index, stem, units

MODULE = Path(search.__file__).parents[1] / "assets" / "modules" / "search.mjs"

POND = SearchEntry(
    slug="pond",
    title="The pond in the valley",
    summary="Cards of a newt",
    words="A newt, and the frogs’ pond. Exploration! By Grade 4.",
    keywords=("all about us",),
    standards=("CCSS.ELA-LITERACY.W.4.2",),
    grades=("Grade 2",),
    subjects=("Science",),
    formats=("Note cards",),
    card={
        "href": "works/pond/",
        "title": "The pond",
        "facts": "Grade 2",
        "lang": "",
        "picture": {"src": "a"},
        "quote": "q",
    },
)
RIVER = replace(
    POND, slug="river", title="Río", card={"href": "works/river/", "lang": "es", "picture": None, "quote": "Agua"}
)


def read(*entries: SearchEntry) -> Any:
    return json.loads(search_index(entries))


def held(field: str, **said: Any) -> set[str]:
    """The terms that the index holds of one field of one work."""
    index = read(replace(POND, **said))["lunr"]["invertedIndex"]
    return {term for term, posting in index if posting[field]}


# What the index holds


def test_the_same_works_in_any_order_give_the_same_bytes() -> None:
    first = search_index((POND, RIVER))
    assert first == search_index(iter((RIVER, POND)))
    assert first != search_index((POND,))
    assert b": " not in first.replace(b"(?: ", b"")[: first.index(b'"lunr"')]


def test_the_index_is_text_in_utf_8_and_compact() -> None:
    index = search_index((RIVER,))
    assert "Río" not in index.decode()
    assert json.dumps(json.loads(index), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() == index


def test_a_stock_lunr_can_load_and_ask_it() -> None:
    index = Index.load(read(POND, RIVER)["lunr"])
    assert {found["ref"] for found in index.search("newt")} == {"pond", "river"}
    assert [found["ref"] for found in index.search("rio")] == ["river"]


def test_a_card_holds_what_it_shows_and_no_more() -> None:
    cards = read(POND, RIVER)["cards"]
    assert cards["pond"] == {"href": "works/pond/", "title": "The pond", "facts": "Grade 2", "picture": {"src": "a"}}
    assert cards["river"] == {"href": "works/river/", "lang": "es", "quote": "Agua"}


def test_every_field_weighs_what_it_should() -> None:
    assert search.BOOSTS == {"title": 10, "keywords": 4, "standards": 4, "summary": 2, "labels": 2, "words": 1}
    texts = ("title", "summary", "words")
    lists = ("keywords", "standards", "grades", "subjects", "formats")
    filled = replace(POND, **dict.fromkeys(texts, "ink"), **dict.fromkeys(lists, ("ink",)))
    works = [replace(filled, slug=name, **{name: "quill"}) for name in texts]
    works += [replace(filled, slug=name, **{name: ("quill",)}) for name in lists]
    found = Index.load(read(*works)["lunr"]).search("quill")
    order = [each["ref"] for each in found]
    assert order[0] == "title"
    assert set(order[1:3]) == {"keywords", "standards"}
    assert set(order[3:7]) == {"summary", "grades", "subjects", "formats"}
    assert order[7] == "words"


def test_a_collection_without_works_has_an_index() -> None:
    assert read() == {
        "cards": {},
        "lunr": {**read()["lunr"], "invertedIndex": [], "fieldVectors": []},
        "pattern": read()["pattern"],
    }


def test_a_word_is_held_as_its_stem_and_as_written() -> None:
    assert held("words", words="Explorations") == {"explor", "explorations"}


def test_the_commonest_words_are_held_of_titles_and_keywords_alone() -> None:
    assert held("title", title="To be or not to be") == {"to", "be", "or", "not"}
    assert held("keywords") == {"all", "about", "us"}
    assert held("words", words="It is about the newt") == {"newt"}
    assert held("summary", summary="It is about the newt") == {"newt"}


def test_a_code_is_held_under_each_of_its_names() -> None:
    assert held("standards") >= {
        "ccsselaliteracyw42",
        "elaliteracyw42",
        "literacyw42",
        "w42",
        "ccss",
        "ela",
        "literaci",
        "w",
    }
    assert held("standards", standards=("3-LS1-1",)) == {"3ls11", "ls11", "3", "ls1", "1"}


def test_a_grade_is_held_under_each_of_its_names() -> None:
    assert held("labels", subjects=(), formats=()) == {"grade2", "grade", "2", "2nd", "second"}


def test_nothing_arises_between_two_texts() -> None:
    assert "grade4" not in held("labels", grades=("Grade", "4"), subjects=(), formats=())
    assert "w27" not in held("standards", standards=("W", "2.7"))


def test_a_lone_surrogate_becomes_a_question_mark() -> None:
    index = search_index((replace(POND, words="new\ud800ts", card={"title": "\udc00"}),))
    assert json.loads(index)["cards"] == {"pond": {"title": "?"}}


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_categories=())), st.text(), st.text("W.24-_ gradeK1:é"))
def test_no_text_breaks_the_index_or_its_order(title: str, words: str, code: str) -> None:
    index = read(replace(POND, title=title, words=words, standards=(code,)))["lunr"]["invertedIndex"]
    # lunr.js refuses an index that is not sorted as JavaScript sorts.
    terms = [term.encode("utf-16-be") for term, _ in index]
    assert terms == sorted(set(terms))
    assert all(re.fullmatch(r"[^\s.*:^~+-]+", term) for term, _ in index)


GOLDEN = {
    "A newt's pond": [("a",), ("newts",), ("pond",)],
    "Grade 4": [("grade4", "grade", "4")],
    "grades: 10": [("grade10", "grades", "10")],
    "4th-grade art": [("grade4", "4th", "grade"), ("art",)],
    "the Twelfth graders": [("the",), ("grade12", "twelfth", "graders")],
    "upgrade 4": [("upgrade",), ("4",)],
    "grade 45": [("grade",), ("45",)],
    "grade 4.": [("grade4", "grade", "4")],
    "grade 4-LS1": [("grade",), ("4ls1", "4", "ls1")],
    "first graded": [("first",), ("graded",)],
    "W.2.7, then": [("w27", "w", "2", "7"), ("then",)],
    "MS-ESS3-3": [("msess33", "ms", "ess3", "3")],
    "well‐known snake_case": [("wellknown", "well", "known"), ("snakecase", "snake", "case")],
    "-.-": [],
    "Ångström ÉTÉ ŒUVRE": [("angstrom",), ("ete",), ("œuvre",)],
    "ﬁeld ²": [("field",), ("2",)],
    "İstanbul ΟΔΟΣ": [("istanbul",), ("οδοσ",)],
    "猫と犬": [("猫と犬",)],
    "😀 a\u0301\u0323": [("a",)],
    "and/or (b)(2) 3×4 50%": [("and",), ("or",), ("b",), ("2",), ("3",), ("4",), ("50",)],
}


@pytest.mark.parametrize("text", GOLDEN)
def test_a_text_is_parted_into_words(text: str) -> None:
    assert list(units(text)) == GOLDEN[text]


# The engine


def test_the_engine_is_the_one_that_mkdocs_carries_and_the_index_is_written_for() -> None:
    name, script, _ = engine()
    assert name == "lunr.js"
    version = re.search(rb'lunr\.version = "(.+?)"', script)
    assert version
    assert version[1].decode() == read(POND)["lunr"]["version"]


def test_the_licence_names_the_maker_and_gives_the_terms() -> None:
    licence = engine()[2].decode()
    assert "Oliver Nightingale" in licence
    assert "MIT" in licence
    assert "Permission is hereby granted" in licence
    assert "*" not in licence


def test_without_mkdocs_the_engine_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "find_spec", lambda name: None)
    with pytest.raises(FileNotFoundError, match="install mkdocs"):
        engine()


# The same on both sides


@pytest.fixture(scope="module")
def page(browser: Browser, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with the published engine and the module."""
    folder = tmp_path_factory.mktemp("parity")
    (folder / "lunr.js").write_bytes(engine()[1])
    for name in ("search.mjs", "gallery.mjs"):
        (folder / name).write_bytes(MODULE.with_name(name).read_bytes())
    (folder / "index.html").write_text('<!doctype html><link rel="icon" href="data:,"><script src="lunr.js"></script>')
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text))
    page.goto(serve(folder))
    yield page
    page.close()
    assert faults == []


def ask(page: Page, function: str, said: Any) -> Any:
    """What a function of the page makes of something; there and back as one text, since many values are slow."""
    asked = f"async (said) => JSON.stringify(await ({function})(JSON.parse(said)))"
    return json.loads(page.evaluate(asked, json.dumps(said)))


def vocabulary() -> set[str]:
    """Every word of a long text that comes with Python, as the index would hold it."""
    return {word for text in pydoc_data.topics.topics.values() for unit in units(text) for word in unit}


def made_up() -> Iterator[str]:
    """All short words, beginnings with every two endings that a step of the stemmer knows, and words of chance."""
    letters = string.ascii_lowercase
    for length in (1, 2, 3):
        yield from map("".join, itertools.product(letters, repeat=length))
    beginnings = (
        "a",
        "b",
        "y",
        "t",
        "cr",
        "sky",
        "mon",
        "play",
        "journ",
        "vall",
        "hop",
        "relat",
        "oxy",
        "byy",
        "w2",
        "é",
    )
    steps = (
        *("s", "ss", "es", "ies", "sses", "ed", "eed", "ing", "y", "ly", "ey", "at", "bl", "iz", "e", "ll"),
        *("ational", "tional", "enci", "anci", "izer", "bli", "alli", "entli", "eli", "ousli", "ization", "ation"),
        *("ator", "alism", "iveness", "fulness", "ousness", "aliti", "iviti", "biliti", "logi"),
        *("icate", "ative", "alize", "iciti", "ical", "ful", "ness"),
        *("al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism", "ate", "iti"),
        *("ous", "ive", "ize", "ion", "sion", "tion"),
    )
    yield from steps
    yield from map("".join, itertools.product(beginnings, steps, ["", *steps]))
    chance = random.Random(7)
    for _ in range(40_000):
        yield "".join(chance.choices(letters + "aeiouyyysl0", k=chance.randint(4, 12)))


def test_no_word_has_another_stem_in_the_browser(page: Page) -> None:
    words = sorted(vocabulary() | set(made_up()))
    assert len(words) > 100_000
    stems = ask(page, "(words) => words.map((word) => lunr.stemmer(new lunr.Token(word)).toString())", words)
    assert [(word, stem(word), other) for word, other in zip(words, stems, strict=True) if stem(word) != other] == []


def test_the_words_that_lunr_py_alone_would_lose_are_among_them() -> None:
    assert [stem(word) for word in ("valley", "money", "monkey", "play", "journey")] == [
        "valley",
        "money",
        "monkey",
        "play",
        "journey",
    ]
    assert [stem(word) for word in ("try", "butterfly", "city")] == ["tri", "butterfli", "citi"]


def texts() -> Iterator[str]:
    """Every letter and mark of Unicode (of ideographs and syllables one in 29), texts of chance, and real ones."""
    codes = [*range(0x3400), *range(0x3400, 0xF900, 29), *range(0xF900, 0x10000), *range(0x10000, 0x30000, 29)]
    every = [chr(code) for code in codes if unicodedata.category(chr(code)) not in ("Cn", "Cs")]
    for start in range(0, len(every), 50):
        yield "".join(f"a{each}b {each}4.{each}Σ " for each in every[start : start + 50])
    chance = random.Random(11)
    pieces = [
        "grade",
        "Grades",
        "4",
        "12",
        "4th",
        "first",
        "Twelfth",
        "W",
        "K",
        "é",
        "e\u0301",
        "İ",
        "ß",
        "Σ",
        "ς",
        "’",
        "ﬀ",
    ]
    pieces += [*" \t\n-.:_/‐–'()*", "\u00a0", "\ufeff", "\x1c", "\u2028", "ب", "؟", "क्षि", "各", "가", "😀", "\u200d"]
    for _ in range(10_000):
        yield "".join(chance.choices(pieces, k=chance.randint(1, 9)))
    yield from pydoc_data.topics.topics.values()


def test_no_text_is_parted_otherwise_in_the_browser(page: Page) -> None:
    said = list(texts())
    parted = ask(
        page,
        """async ([texts, pattern]) => {
            const { units } = await import("./search.mjs")
            return texts.map((text) => units(text, pattern))
        }""",
        [said, read()["pattern"]],
    )
    own = [[list(unit) for unit in units(text)] for text in said]
    differing = [(text[:80], one, other) for text, one, other in zip(said, own, parted, strict=True) if one != other]
    assert differing == []


def test_the_commonest_words_are_the_same_in_the_browser(page: Page) -> None:
    words = sorted(vocabulary() | STOP_WORDS)
    common = ask(page, "(words) => words.filter((word) => !lunr.stopWordFilter(word))", words)
    assert set(common) == STOP_WORDS


def test_every_word_of_a_text_finds_it_in_the_browser(page: Page) -> None:
    topics = list(pydoc_data.topics.topics.values())[:40]
    works = [replace(POND, slug=f"topic-{number:02}", title="", words=text) for number, text in enumerate(topics)]
    asked = [(work.slug, unit[0]) for work in works for unit in set(units(work.words)) if unit[0] not in STOP_WORDS]
    missed = ask(
        page,
        """([stored, asked]) => {
            const index = lunr.Index.load(stored)
            const found = (word) => index.query((query) => query.clause({ term: word })).map((each) => each.ref)
            const has = (slug, word) => found(word).includes(slug)
            return asked.filter(([slug, word]) => !has(slug, word))
        }""",
        [read(*works)["lunr"], asked],
    )
    assert len(asked) > 5_000
    assert missed == []

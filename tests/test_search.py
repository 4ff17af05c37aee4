"""The search index: what it holds, what it weighs, and that Python and the browser take words apart in the same way."""

import itertools
import json
import pydoc_data.topics
import random
import re
import shutil
import string
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lunr.index import Index
from lunr.stop_word_filter import WORDS
from playwright.sync_api import Browser, Page

from amount import amount
from excellence import search
from excellence.search import Entry, as_script, column, index_files, school_of, stock_index, terms_of, weigh
from excellence.search.bm25 import fields_of, proposals
from excellence.search.codec import _SCALE, encode, shards
from excellence.search.files import LISTS
from excellence.search.lunr_export import build
from excellence.search.tokenizer import NAMES, PATTERN, STOP_WORDS, _fold, stem, units

MODULES = Path(search.__file__).parents[1] / "assets" / "modules"
ENGINE = ("searching/engine.mjs", "searching/words.mjs", "shared/get.mjs")

POND = Entry(
    title="The pond in the valley",
    summary="Cards of a newt",
    words="A newt, and the frogs’ pond. Exploration! By Grade 4.",
    keywords=("all about us",),
    standards=("CCSS.ELA-LITERACY.W.4.2",),
    labels=("Grade 2", "Science", "Note cards"),
    card={
        "href": "works/pond/",
        "title": "The pond",
        "facts": "Grade 2",
        "lang": "",
        "picture": {"src": "a"},
        "quote": "q",
    },
)
RIVER = replace(POND, title="Río", card={"href": "works/river/", "lang": "es", "picture": None, "quote": "Agua"})


def files_of(*entries: Entry) -> dict[str, bytes]:
    return index_files(entries, [terms_of(entry) for entry in entries], {}, {}, {"works": len(entries)})


def meta_of(files: dict[str, bytes]) -> Any:
    return json.loads(files["meta.json"])


def held(field: str, **said: Any) -> set[str]:
    """The terms that the index holds of one field of one entry."""
    return set(fields_of(replace(POND, **said))[field][0])


def topics(number: int = 200) -> list[Entry]:
    """Entries cut out of real texts that come with Python."""
    words = " ".join(pydoc_data.topics.topics.values()).split()
    chance = random.Random(5)
    found = []
    for at in range(number):
        start, length = chance.randrange(len(words) - 300), chance.randint(20, 200)
        part = words[start : start + length]
        title = " ".join(part[:4])
        card = {"href": f"works/work-{at}/", "title": title}
        more: dict[str, Any] = {"keywords": (part[5],), "standards": ("W.4.2",), "labels": ("Grade 4",)}
        found.append(Entry(title=title, summary=" ".join(part[4:20]), words=" ".join(part[20:]), card=card, **more))
    return found


# What the index holds


def test_the_same_entries_give_the_same_bytes() -> None:
    assert files_of(POND, RIVER) == files_of(POND, RIVER)
    assert meta_of(files_of(POND, RIVER))["folder"] != meta_of(files_of(POND))["folder"]


def test_every_posting_weighs_what_lunr_says() -> None:
    entries = [*topics(), POND, RIVER, Entry(title="", card={})]
    ours = weigh([terms_of(entry) for entry in entries])
    index = build(entries)
    names = {posting["_index"]: term for term, posting in index.inverted_index.items()}
    theirs: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for ref, vector in index.field_vectors.items():
        elements = vector.elements
        for term, weight in zip(elements[::2], elements[1::2], strict=True):
            theirs[names[term]][int(ref.split("/")[1])] += weight
    assert len(ours) > 1_000
    assert {term: dict(zip(*found, strict=True)) for term, found in ours.items()} == {
        term: dict(found) for term, found in theirs.items()
    }


def test_a_stock_lunr_can_load_and_ask_it() -> None:
    stock = json.loads(stock_index([POND, RIVER]))
    index = Index.load(stock["lunr"])
    assert {found["ref"] for found in index.search("newt")} == {"0", "1"}
    assert [found["ref"] for found in index.search("rio")] == ["1"]
    assert stock["entries"][1] == {"title": "Río", "href": "works/river/"}


def test_a_card_holds_what_it_shows_and_no_more() -> None:
    files = files_of(POND, RIVER)
    cards = json.loads(files[f"{meta_of(files)['folder']}/c0.json"])
    assert cards[0] == {"href": "works/pond/", "title": "The pond", "facts": "Grade 2", "picture": {"src": "a"}}
    assert cards[1] == {"href": "works/river/", "lang": "es", "quote": "Agua"}


def test_every_field_weighs_what_it_should() -> None:
    assert search.BOOSTS == {"title": 10, "keywords": 4, "standards": 4, "summary": 2, "labels": 2, "words": 1}
    ink: dict[str, Any] = dict.fromkeys(("title", "summary", "words"), "ink")
    ink |= dict.fromkeys(("keywords", "standards", "labels"), ("ink",))
    names = list(ink)
    entries = [Entry(**{**ink, name: "quill" if isinstance(ink[name], str) else ("quill",)}, card={}) for name in names]
    weights = {
        names[at]: weight for at, weight in zip(*weigh([terms_of(each) for each in entries])["quill"], strict=True)
    }
    assert weights["title"] > weights["keywords"] == weights["standards"]
    assert weights["standards"] > weights["summary"] == weights["labels"] > weights["words"]


def test_a_collection_without_works_has_an_index() -> None:
    files = files_of()
    assert meta_of(files)["begins"] == []
    assert {name.split("/")[-1] for name in files} == {"meta.json", *(f"w{each}.txt" for each in range(LISTS))}


def test_nothing_but_a_changed_text_changes_an_entry() -> None:
    assert terms_of(POND) == terms_of(replace(POND, card={"title": "another card"}))
    assert terms_of(POND) != terms_of(replace(POND, words="other words"))


def test_words_that_may_be_meant_are_written_as_people_write_them() -> None:
    told = proposals([terms_of(POND)])
    assert {"about", "cards", "exploration", "frogs", "newt", "valley"} <= set(told)
    assert "explor" not in told
    assert told == sorted(told)


def test_grades_belong_to_schools() -> None:
    assert school_of(("pk", "k", "3")) == ("elementary school",)
    assert school_of(("5", "6")) == ("elementary school", "middle school")
    assert school_of(("9", "12")) == ("high school",)


# How it is stored


def decoded(page: Page, content: bytes, total: int) -> dict[str, list[tuple[int, float]]]:
    found = ask(
        page,
        """async ([bytes, total]) => {
            const { decode } = await import("./searching/engine.mjs")
            const shard = decode(new Uint8Array(bytes).buffer, total)
            return [...shard].map(([term, { ids, weights }]) => [term, ids, weights])
        }""",
        [list(content), total],
    )
    return {term: list(zip(ids, weights, strict=True)) for term, ids, weights in found}


def test_a_browser_reads_every_posting_back_with_its_weight_in_four_hundredths(page: Page) -> None:
    entries = topics(300)
    postings = weigh([terms_of(entry) for entry in entries])
    read: dict[str, list[tuple[int, float]]] = {}
    parts = list(shards(postings, len(entries)))
    assert len(parts) > 5
    for first, content in parts:
        assert 2_000 < len(content) < 9_000 or (first, content) == parts[-1]
        read |= decoded(page, content, len(entries))
    assert list(read) == sorted(postings)
    for term, found in postings.items():
        assert [at for at, _ in read[term]] == list(found[0])
        for (_, told), meant in zip(read[term], found[1], strict=True):
            assert abs(told / max(meant, _SCALE[0]) - 1) < 0.042


@settings(deadline=None, max_examples=amount(40))
@given(
    st.dictionaries(
        st.text(st.characters(max_codepoint=0xD7A3, exclude_categories=("Cs",)), min_size=1, max_size=12),
        st.sets(st.integers(0, 400), min_size=1, max_size=60),
        min_size=1,
        max_size=9,
    )
)
def test_any_terms_and_entries_come_back(page: Page, found: dict[str, set[int]]) -> None:
    chance = random.Random(len(found))
    weights = [0.001, 1.5, 9, 250]
    chunk = [
        (term, (array("I", sorted(ids)), array("d", [chance.choice(weights) for _ in ids])))
        for term, ids in sorted(found.items())
    ]
    read = decoded(page, encode(chunk, 401), 401)
    assert {term: [at for at, _ in held] for term, held in read.items()} == {
        term: sorted(ids) for term, ids in found.items()
    }


def test_a_column_is_read_as_postings_are(page: Page) -> None:
    values: dict[str, list[int]] = {"2": [0, 1, 5], "10": [3], "k": [], "ü": [2, 4]}
    read = decoded(page, column(values, 6), 6)
    assert {key: [at for at, _ in found] for key, found in read.items()} == {"10": [3], "2": [0, 1, 5], "ü": [2, 4]}


def test_the_distance_of_words_is_counted_in_letters(page: Page) -> None:
    others = ["newt", "nwet", "newts", "next", "ewt", "pond"]
    script = """async (others) => {
        const { distance } = await import("./searching/words.mjs")
        return others.map((other) => Math.min(distance("newt", other, 2), 3))
    }"""
    assert ask(page, script, others) == [0, 1, 1, 1, 1, 3]


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
    assert held("labels", labels=("Grade 2",)) == {"grade2", "grade", "2", "2nd", "second"}


def test_nothing_arises_between_two_texts() -> None:
    assert "grade4" not in held("labels", labels=("Grade", "4"))
    assert "w27" not in held("standards", standards=("W", "2.7"))


def test_a_lone_surrogate_becomes_a_question_mark() -> None:
    files = files_of(replace(POND, words="new\ud800ts", card={"title": "\udc00"}))
    assert json.loads(files[f"{meta_of(files)['folder']}/c0.json"]) == [{"title": "?"}]


@settings(deadline=None, max_examples=amount(40))
@example(title="", words="\u1680", code="")  # a blank amid letters
@given(st.text(st.characters(exclude_categories=())), st.text(), st.text("W.24-_ gradeK1:é"))
def test_no_text_breaks_the_index_or_its_order(title: str, words: str, code: str) -> None:
    index = weigh([terms_of(replace(POND, title=title, words=words, standards=(code,)))])
    # A browser looks terms up in the order in which JavaScript sorts.
    assert sorted(index) == sorted(index, key=lambda term: term.encode("utf-16-be"))
    assert all(re.fullmatch(r"[^\s.*:^~+-]+", term) for term in index)


GOLDEN = {
    "A newt's pond": [("a",), ("newts",), ("pond",)],
    "Grade 4": [("grade4", "grade", "4")],
    "grades: 10": [("grade10", "grades", "10")],
    "4th-grade art": [("grade4", "4th", "grade"), ("art",)],
    "the Twelfth graders": [("the",), ("grade12", "twelfth", "graders")],
    "upgrade 4": [("upgrade",), ("4",)],
    "Kindergarten, kinder": [("gradek", "kindergarten"), ("gradek", "kinder")],
    "grade K or Pre-K": [("gradek", "grade", "k"), ("or",), ("gradepk", "pre", "k")],
    "PreK preschoolers": [("gradepk", "prek"), ("gradepk", "preschoolers")],
    "middle schoolers": [("middleschool", "middle", "schoolers")],
    "high schooling": [("high",), ("schooling",)],
    "cuarto grado y grado 7": [("grade4", "cuarto", "grado"), ("y",), ("grade7", "grado", "7")],
    "4 grade, 4 grado": [("grade4", "4", "grade"), ("grade4", "4", "grado")],
    "14 grade 2-4 grade, 5 grades": [("14",), ("grade",), ("24", "2", "4"), ("grade",), ("5",), ("grades",)],
    "forth grade": [("grade4", "forth", "grade")],
    "kindergarden, jardín de niños": [("gradek", "kindergarden"), ("gradek", "jardin", "de", "ninos")],
    "escuela primaria": [("elementaryschool", "escuela", "primaria")],
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
    "猫と犬": [("猫と犬", "猫と", "猫"), ("と犬", "と"), ("犬",)],
    "犬、人々": [("犬",), ("人々", "人"), ("々",)],
    "ｶﾞｽ ガス": [("ガス", "ガ"), ("ス",)] * 2,
    "3年 science作品": [("3",), ("年",), ("science",), ("作品", "作"), ("品",)],
    "Grade 4年": [("grade4", "grade", "4"), ("年",)],
    "학교에": [("학교에", "학교", "학"), ("교에", "교"), ("에",)],
    "ปลาดำ ๔": [
        *(("ปลา", "ปล", "ป"), ("ลาดํ", "ลา", "ล"), ("าดํา", "าดํ", "า")),
        *(("ดํา", "ดํ"), ("า",), ("๔",)),
    ],
    "មន្ត្រី": [("មន្ត្រី", "ម"), ("ន្ត្រី",)],
    "မြန်မာ": [("မြန်မာ", "မြန်", "မြ"), ("န်မာ", "န်"), ("မာ",)],
    "كِتَابٌ، كتـــاب؟": [("كتاب",), ("كتاب",)],
    "أَخْضَر آخر إلى ٱلنهر": [("اخضر",), ("اخر",), ("الي",), ("النهر",)],
    "مدرسة رؤية بئر": [("مدرسه",), ("رويه",), ("بير",)],
    "٣ أنهار ۱۴۰۵": [("3",), ("انهار",), ("1405",)],
    "کتابی می‌روم": [("كتابي",), ("ميروم", "مي", "روم")],
    "ﻛﺘﺎﺏ ﷲ": [("كتاب",), ("الله",)],
    "שָׁלוֹם שלום": [("שלומ",), ("שלומ",)],
    "בֵּית־סֵפֶר בית ספר": [("ביתספר", "בית", "ספר"), ("בית",), ("ספר",)],
    "צה״ל צה\"ל ג׳ ג'": [("צהל",), ("צהל",), ("ג",), ("ג",)],
    '"אב" אמר': [("אב",), ("אמר",)],
    "😀 a\u0301\u0323": [("a",)],
    "and/or (b)(2) 3×4 50%": [("and",), ("or",), ("b",), ("2",), ("3",), ("4",), ("50",)],
}


@pytest.mark.parametrize("text", GOLDEN)
def test_a_text_is_parted_into_words(text: str) -> None:
    assert list(units(text)) == GOLDEN[text]


# Scripts without blanks, and those whose readers leave signs out


UNSPACED = "ปลาดำນ້ຳຕົກမြန်မာខ្មែរねこネコガ々ー犬河流한국어"


@settings(deadline=None)
@given(st.text(UNSPACED, max_size=12), st.text(UNSPACED, min_size=1, max_size=9), st.text(UNSPACED, max_size=12))
def test_whatever_stands_within_a_sentence_without_blanks_is_held_under_its_own_letters(
    before: str, asked: str, after: str
) -> None:
    sentence = held("words", words=f"{before}。{asked}。{after}")
    assert {unit[0] for unit in units(asked)} <= sentence
    assert {part for unit in units(asked) for part in unit} <= sentence


@settings(deadline=None)
@given(st.text("東京都河流한국안녕", min_size=1, max_size=40))
def test_every_letter_two_letters_and_three_letters_are_held_as_often_as_they_are_said(text: str) -> None:
    found = fields_of(replace(POND, words=text))["words"][0]
    said = [text[at : at + size] for size in (1, 2, 3) for at in range(len(text) - size + 1)]
    assert sorted(found) == sorted(said)


@settings(deadline=None)
@given(
    st.text("بتثكمن", min_size=1),
    st.lists(st.sampled_from("\u064b\u064c\u064e\u0650\u0651\u0652\u0670\u0640\u06e1"), max_size=40),
)
def test_vowels_and_stretching_change_no_word_of_arabic(word: str, signs: list[str]) -> None:
    places = [*enumerate(signs)]
    told = "".join(
        letter + "".join(sign for at, sign in places if at % len(word) == place) for place, letter in enumerate(word)
    )
    assert list(units(told)) == list(units(word))


ALIKE = ("اأإآٱ", "يىیئ", "هة", "كک", "وؤ", "נן", "כך", "מם", "פף", "צץ", "3٣۳", "0٠۰")


@settings(deadline=None)
@given(st.lists(st.sampled_from(ALIKE), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_letters_that_readers_take_for_the_same_are_the_same(places: list[str], chance: random.Random) -> None:
    one, other = ("".join(chance.choice(place) for place in places) for _ in range(2))
    assert list(units(one)) == list(units(other))


@settings(deadline=None)
@given(st.text())
def test_a_folded_text_stays_as_it_is(text: str) -> None:
    assert _fold(_fold(text)) == _fold(text)


def test_a_word_of_arabic_is_held_without_its_article() -> None:
    assert {"الضفدع", "ضفدع"} <= held("words", words="الضفدع")
    assert {"والنهر", "نهر"} <= held("words", words="والنهر")
    assert held("words", words="الى") == {"الي"}


def test_no_sentence_without_blanks_is_proposed_as_a_word() -> None:
    entry = Entry(title="河流とネコ한국어학교แมวกินปลา newts", card={})
    assert proposals([terms_of(entry)]) == ["newts"]


# The same on both sides


def copy_engine(folder: Path) -> None:
    for name in ENGINE:
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(MODULES / name, folder / name)


@pytest.fixture(scope="module")
def page(browser: Browser, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page beside the module."""
    folder = tmp_path_factory.mktemp("parity")
    copy_engine(folder)
    (folder / "index.html").write_text('<!doctype html><link rel="icon" href="data:,">')
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
    stems = ask(
        page,
        "async (words) => { const { stem } = await import('./searching/words.mjs'); return words.map(stem) }",
        words,
    )
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
    pieces += [
        "猫",
        "と",
        "々",
        "ー",
        "ｶ",
        "ﾞ",
        "한",
        "ㄱ",
        "글",
        "\u1112\u1161",
        "แ",
        "ม",
        "น้ำ",
        "ກ",
        "ຳ",
        "ក",
        "\u17d2",
        "မ",
        "\u1039",
    ]
    pieces += [
        "كِ",
        "أ",
        "ـ",
        "ٱ",
        "ى",
        "ة",
        "ئ",
        "ک",
        "ی",
        "ۀ",
        "ہ",
        "٣",
        "۴",
        "\u200c",
        "ש",
        "\u05c1",
        "ם",
        "־",
        "״",
        '"',
        "”",
        "׳",
    ]
    pieces += [*" \t\n-.:_/‐–'()*", "\u00a0", "\ufeff", "\x1c", "\u2028"]
    pieces += ["ب", "؟", "क्षि", "各", "가", "😀", "\u200d"]
    for _ in range(10_000):
        yield "".join(chance.choices(pieces, k=chance.randint(1, 9)))
    yield from pydoc_data.topics.topics.values()


def test_no_text_is_parted_otherwise_in_the_browser(page: Page) -> None:
    said = list(texts())
    parted = ask(
        page,
        """async ([texts, pattern, names]) => {
            const { units } = await import("./searching/words.mjs")
            return texts.map((text) => units(text, pattern, names))
        }""",
        [said, PATTERN, NAMES],
    )
    own = [[list(unit) for unit in units(text)] for text in said]
    differing = [(text[:80], one, other) for text, one, other in zip(said, own, parted, strict=True) if one != other]
    assert differing == []


def test_the_commonest_words_are_lunrs() -> None:
    assert frozenset(WORDS) == STOP_WORDS
    assert set(meta_of(files_of(POND))["stops"].split()) == STOP_WORDS


def test_every_word_of_a_text_finds_it_in_the_browser(
    browser: Browser, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    entries = [replace(POND, title="", words=text, card={}) for text in list(pydoc_data.topics.topics.values())[:40]]
    for name, content in files_of(*entries).items():
        (tmp_path / "search" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "search" / name).write_bytes(content)
    copy_engine(tmp_path)
    (tmp_path / "index.html").write_text('<!doctype html><link rel="icon" href="data:,">')
    said = [(at, unit[0]) for at, entry in enumerate(entries) for unit in set(units(entry.words))]
    asked = [(at, word) for at, word in said if word not in STOP_WORDS]
    page = browser.new_page()
    page.goto(serve(tmp_path))
    missed = ask(
        page,
        """async (asked) => {
            const { open } = await import("./searching/engine.mjs"), missed = []
            const index = await open(new URL("search/", location.href).href)
            for (const [at, word] of asked) {
                if (!(await index.search(`${word} `)).ids.includes(at)) missed.push([at, word])
            }
            return missed
        }""",
        asked,
    )
    page.close()
    assert len(asked) > 5_000
    assert missed == []


def test_a_page_opened_from_a_folder_reads_the_index_as_scripts(browser: Browser, tmp_path: Path) -> None:
    for name, content in files_of(POND, RIVER).items():
        (tmp_path / "search" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "search" / f"{name}.js").write_bytes(as_script(content))
    parts = [(MODULES / name).read_text("utf-8") for name in reversed(ENGINE)]
    classic = re.sub(r"^(export |import .*\n)", "", "\n".join(parts), flags=re.MULTILINE)
    (tmp_path / "index.html").write_text(f'<!doctype html><meta charset="utf-8"><script>{classic}</script>', "utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    script = """async (query) => {
        const index = await open(new URL("search/", location.href).href)
        return (await index.cards((await index.search(query)).ids)).map((card) => card.href)
    }"""
    assert page.evaluate(script, "rio") == ["works/river/"]
    assert set(page.evaluate(script, "newtt")) == {"works/pond/", "works/river/"}
    page.close()

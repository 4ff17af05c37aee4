"""Faces: links, the frame, words that authors wrote, and how facts are told."""

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excellence.collection.collection import Collection
from excellence.collection.published import Published
from excellence.model.derivative import Picture, Rendition
from excellence.model.vocabulary import Vocabulary
from excellence.model.work import Draft, Medium, Piece, School, Standard, Work
from excellence.rendering.jinja import FOLDER
from excellence.rendering.jsonld import as_script
from excellence.rendering.label import Label
from excellence.rendering.linked import LinkedWork
from excellence.rendering.links import Links
from excellence.rendering.markdown import manuscript, plain, prose
from excellence.rendering.shell import HOLES, Fill, Shell
from excellence.rendering.strings import words
from excellence.rendering.views import Views, counted, grade_words, picture_view
from excellence.rendering.work import WorkView

GRADES = {"PK": "Pre-K", "K": "Kindergarten", **{str(grade): f"Grade {grade}" for grade in range(1, 13)}}
VOCABULARY = Vocabulary(
    {
        "grades": GRADES,
        "subjects": {"visual-arts": "Visual arts"},
        "families": {"cards": "Cards"},
        "formats": {"cards/note-cards": "Note cards"},
        "frameworks": {"NGSS": "Next Generation Science Standards"},
        "school_types": {"public": "Public school"},
    }
)
EN = words("en")


def a_work(**more: object) -> Work:
    facts = {
        "title": "Pond cards",
        "kind": "project",
        "status": "approved",
        "summary": "Cards about a pond.",
        "grades": ("2",),
        "subjects": ("visual-arts",),
        "formats": ("cards/note-cards",),
        "pieces": (Piece(file="01.jpg", alt="A newt"),),
        "slug": "pond-cards",
        **more,
    }
    return Work(**facts)  # type: ignore[arg-type]


def a_picture(*widths: int) -> Picture:
    renditions = [Rendition(f"x-{width}.webp", "webp", width, width // 2, 1, "0") for width in widths]
    return Picture(
        "s", 2000, 1000, "#aabbcc", "0" * 16, (*renditions, Rendition("x-640.jpg", "jpeg", 640, 320, 1, "0"))
    )


def view_of(work: Work, *others: Work) -> WorkView:
    shown = [Published(each, {"01.jpg": a_picture(320, 640)}) for each in (work, *others)]
    collection = Collection.of(shown, VOCABULARY)
    links = Links(f"works/{work.slug}/index.html")
    return WorkView(Views(collection, links, EN), collection.by_slug[work.slug])


# Links


@pytest.mark.parametrize(
    ("here", "to", "short", "long"),
    [
        ("index.html", "gallery/index.html", "gallery/", "gallery/index.html"),
        ("index.html", "index.html", "./", "index.html"),
        ("works/a/index.html", "works/b/index.html", "../b/", "../b/index.html"),
        ("works/a/index.html", "index.html", "../../", "../../index.html"),
        ("works/a/index.html", "works/a/x y.webp", "x%20y.webp", "x%20y.webp"),
        ("grade/2/index.html", "gallery.html", "../../gallery.html", "../../gallery.html"),
        ("index.html", "about/index.html#people", "about/#people", "about/index.html#people"),
    ],
)
def test_links_are_relative_with_and_without_directory_addresses(here: str, to: str, short: str, long: str) -> None:
    assert Links(here).to(to) == short
    assert Links(here, directory_urls=False).to(to) == long


def test_a_page_shown_at_any_address_links_from_the_sites_root() -> None:
    links = Links("404.html", base="/repo/")
    assert links.to("gallery/index.html") == "/repo/gallery/"
    assert links.to("index.html") == "/repo/"


def test_an_absolute_address_needs_the_sites_own() -> None:
    assert Links("x", site_url="https://example.org/repo/").absolute("index.html") == "https://example.org/repo/"
    assert Links("x").absolute("index.html") == ""


# The frame


def test_the_frame_is_filled_and_texts_are_escaped() -> None:
    shell = Shell.cut(f"<title>{HOLES['title']}</title>{HOLES['content']}|{HOLES['canonical']}|{HOLES['title']}")
    filled = shell.fill(Fill("<A & B>", "", "<p>content</p>", canonical="https://e.org/?a&b"))
    assert filled == "<title>&lt;A &amp; B&gt;</title><p>content</p>|https://e.org/?a&amp;b|&lt;A &amp; B&gt;"


def test_what_fills_a_hole_is_never_searched_for_holes() -> None:
    shell = Shell.cut(f"{HOLES['title']} {HOLES['content']}")
    assert shell.fill(Fill(HOLES["description"], "secret", HOLES["head"])) == f"{HOLES['description']} {HOLES['head']}"


def test_a_theme_that_loses_the_content_is_told() -> None:
    with pytest.raises(ValueError, match=r"leaves out page\.content"):
        Shell.cut(f"<title>{HOLES['title']}</title>")


# What authors wrote


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "iframe", "object", "form", "img", "svg", "h1", "h2", "link", "meta", "base"}:
            self.bad.append(tag)
        for name, value in attrs:
            scheme = (value or "").partition(":")[0].strip().lower()
            if name.startswith("on") or name == "style" or scheme in {"javascript", "data", "vbscript"}:
                self.bad.append(f"{name}={value}")


PARTS = [
    "<script>",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "](javascript:alert(1))",
    "[a",
    "<a href='data:x'>",
    "# ",
    "\n\n",
]
PARTS += [
    "<svg onload=1>",
    "<iframe>",
    "**",
    "`",
    "<p style='x'>",
    "text ",
    "&lt;",
    "<base href=//x>",
    "<h1>",
    "| a | b |\n|--|--|\n",
]


@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=5), max_size=12).map("".join))
def test_no_text_becomes_a_script_a_picture_or_a_heading_of_the_page(text: str) -> None:
    seen = _Seen()
    seen.feed(prose(text))
    assert seen.bad == []


PLAIN = [
    "word",
    "Ünder",
    "中",
    "“",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\n\n\n",
    ".",
    ": ",
    "1. ",
    "- ",
    "+ ",
    "# ",
    "=",
    "--",
    "~",
]
PLAIN += [
    "\t",
    "\xa0",
    "\u2028",
    "\x0c",
    "\x85",
    "http://x.org",
    "a@b.c",
    "'",
    '"',
    "(",
    "]",
    "}",
    "!",
    "😀",
    ">",
    "|",
    "\r",
]


@given(st.lists(st.sampled_from(PLAIN), max_size=9).map("".join))
def test_plain_words_are_told_as_beside_words_with_marks(text: str) -> None:
    text = text.strip()
    told = [prose(text)] if text else []
    assert prose(f"{text}\n\n**End**") == "\n".join([*told, "<p><strong>End</strong></p>"])


def test_headings_begin_beneath_those_of_the_page() -> None:
    assert prose("# One\n\n## Two") == "<h3>One</h3>\n<h4>Two</h4>"


def test_a_text_file_keeps_its_paragraphs_and_lines_and_is_no_markdown() -> None:
    told = manuscript("01.txt", "# One\nand *two* & <b>three</b>\n\n  Four", 2)
    assert told == "<p># One<br>\nand *two* &amp; &lt;b&gt;three&lt;/b&gt;</p>\n<p>  Four</p>\n"
    assert manuscript("essay.md", "# One", 2) == "<h2>One</h2>"


def test_plain_words_lose_their_marks() -> None:
    assert plain("# Newts\n\nSee *this* [page](https://x.org) <b>now</b>.") == "Newts See this page now ."


# Facts


@pytest.mark.parametrize(
    ("grades", "told"),
    [
        (("2",), "Grade 2"),
        (("4", "3"), "Grade 3, Grade 4"),
        (("K", "1", "2"), "Kindergarten to Grade 2"),
        (("1", "3", "5"), "Grade 1, Grade 3, Grade 5"),
    ],
)
def test_grades_are_told_in_order_and_shortly(grades: tuple[str, ...], told: str) -> None:
    assert grade_words(grades, VOCABULARY, EN) == told


def test_one_work_and_many() -> None:
    assert (counted(1, EN), counted(1200, EN)) == ("1 work", "1,200 works")


def test_a_picture_gives_every_width_and_keeps_its_place() -> None:
    view = picture_view("a", a_picture(320, 640), lambda uri: uri)
    assert view["srcset"] == "works/a/x-320.webp 320w, works/a/x-640.webp 640w"
    assert (view["src"], view["width"], view["height"]) == ("works/a/x-640.jpg", 640, 320)


def test_a_work_that_says_little_has_no_empty_label() -> None:
    page = view_of(a_work()).page()
    assert [fact["label"] for fact in page["facts"]] == ["Grade", "Subject", "Format", "Made by", "License"]
    empty = ("drafts", "evidence", "standards", "media", "relations", "tours")
    assert [page[name] for name in empty] == [[], [], [], [], [], []]
    assert not page["overview"] and not page["task"]


def test_the_label_says_what_the_work_says() -> None:
    work = a_work(
        grades=("2", "3"),
        text_types=("narrative", "argument"),
        credit="Second graders",
        school=School(type="public", country="NO"),
        year=2024,
        size="5k",
        duration="8 weeks",
        audience="visitors",
        license="CC-BY-4.0",
        keywords=("newts", "ponds"),
    )
    told = {fact["label"]: [part["text"] for part in fact["parts"]] for fact in view_of(work).page()["facts"]}
    assert told["Grades"] == ["Grade 2", "Grade 3"]
    assert told["School"] == ["Public school", "Norway"]
    assert told["Size"] == ["5K: a small piece of work"]
    assert told["Made by"] == ["Second graders"]
    assert told["License"] == ["CC BY 4.0"]
    assert told["Words to find it by"] == ["newts", "ponds"]


def test_works_are_related_both_ways_and_only_where_they_are_shown() -> None:
    child = a_work(slug="child", title="Child", inspired_by=("pond-cards", "gone"), related=("pond-cards",))
    relations = {
        each["label"]: [card["title"] for card in each["works"]]
        for each in view_of(a_work(), child).page()["relations"]
    }
    assert relations == {"Led to": ["Child"]}
    relations = {
        each["label"]: [card["title"] for card in each["works"]]
        for each in view_of(child, a_work()).page()["relations"]
    }
    assert relations == {"Made after studying": ["Pond cards"], "See next": ["Pond cards"]}


def test_drafts_and_films_are_told_in_words() -> None:
    work = a_work(
        drafts=(Draft(files=("d.md",)), Draft(files=("01.jpg",), label="Second", alt="x")),
        media=(
            Medium(url="https://x.org/", title="A film", minutes=5, captions=True, seen=date(2026, 5, 1)),
            Medium(url="https://x.org/2", title="Another", captions=False),
        ),
        texts=(("d.md", "The first try."),),
    )
    page = view_of(work).page()
    assert [draft["label"] for draft in page["drafts"]] == ["Draft 1", "Second"]
    assert page["drafts"][0]["texts"] == ["<p>The first try.</p>"]
    assert [film["facts"] for film in page["media"]] == [
        "5 minutes, with captions, last seen 2026-05-01",
        "without captions",
    ]


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0.4, "0 seconds"), (1.2, "1 second"), (51.5, "51 seconds"), (60, "1:00 minutes"), (185.9, "3:05 minutes")],
)
def test_how_long_a_recording_is_is_told_as_players_tell_it(seconds: float, told: str) -> None:
    assert view_of(a_work())._pieces.length(seconds) == told


# Linked data


def test_linked_data_says_what_the_page_says_and_closes_no_script() -> None:
    work = a_work(
        title="</script><!--", standards=(Standard(framework="NGSS", code="2-LS4-1"),), added=date(2026, 5, 1)
    )
    each = Published(work, {"01.jpg": a_picture(640)})
    views = replace(view_of(work).views, links=Links("x", site_url="https://e.org/"))
    script = as_script(LinkedWork(views, each, Label(views, work)).node())
    inside = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert "<" not in inside
    read = json.loads(inside)
    assert read["name"] == "</script><!--"
    assert read["image"] == "https://e.org/works/pond-cards/x-640.jpg"
    assert read["educationalAlignment"][0]["targetName"] == "2-LS4-1"
    assert "license" not in read


def test_every_language_without_a_table_of_its_own_gets_english() -> None:
    assert words("xx")["gallery"] == "Gallery"


def test_each_language_has_the_same_words_and_each_word_stands_once() -> None:
    folder = FOLDER.parent / "locales"
    tables = {
        language.name: [json.loads(file.read_text("utf-8")) for file in sorted(language.glob("*.json"))]
        for language in folder.iterdir()
    }
    keys = {language: [key for table in found for key in table] for language, found in tables.items()}
    assert set(keys) >= {"en", "es"}
    for language, held in keys.items():
        assert len(held) == len(set(held)), language
        assert set(held) == set(keys["en"]), language
        for key in held:
            said = words(language)[key]
            assert said.strip(), key
            # A sentence keeps its blanks in every language.
            assert set(re.findall(r"{(\w*)}", said)) == set(re.findall(r"{(\w*)}", EN[key])), key

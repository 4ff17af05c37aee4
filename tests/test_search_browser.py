"""The search field in a real browser: what a visitor types, what is found, and what can go wrong."""

import gzip
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from markupsafe import Markup
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from excellence.rendering.jinja import FOLDER, Templates
from excellence.rendering.strings import words
from excellence.search import Entry, index_files, terms_of
from excellence.search.files import LISTS
from excellence.site.assets import stylesheet
from excellence.site.compact import compact
from project import LATE

SCRIPTS = FOLDER.parents[1] / "assets" / "modules"
WORDS = words("en")
MODULE = "searching/gallery-search.mjs"
# What the gallery brings before anybody has searched or chosen.
BEFORE = ("gallery-search", "gallery", "gallery-view", "choice", "dom")
ICON = '<link rel="icon" href="data:,">'


def work(slug: str, title: str, said: str = "", **more: Any) -> Entry:
    """A work with a picture, unless it has a quote."""
    card: dict[str, Any] = {
        "href": f"works/{slug}/",
        "title": title,
        "facts": "Grade 2 · Science",
        "facts_lang": "",
        "lang": "",
    }
    picture = {
        "sizes": "(min-width: 30rem) 350px, 43vw",
        "src": f"works/{slug}/one.jpg",
        "srcset": f"works/{slug}/one.webp 480w, works/{slug}/two.webp 960w",
        "width": 960,
        "height": 720,
        "ratio": "1.3333",
        "wide": False,
        "colour": "#336655",
    }
    card |= {"quote": more.pop("quote", ""), "lang": more.pop("lang", "")}
    card["picture"] = None if card["quote"] else picture
    labels = tuple(label for name in ("grades", "subjects", "formats") for label in more.pop(name, ()))
    return Entry(title=title, words=said, card=card, labels=labels, **more)


def slug_of(entry: Entry) -> str:
    return str(entry.card["href"]).split("/")[1]


POND = work("pond-cards", "Pond cards", "The newt hides from 3 herons.", standards=("2-LS4-1",), grades=("Grade 2",))
RIVER = work(
    "river",
    "How fast does our river run?",
    "Immigration of beavers, explained at length; an exploration.",
    standards=("CCSS.ELA-LITERACY.W.4.2", "W.2.7"),
    grades=("Grade 4",),
    subjects=("Science and technology",),
)
MONKEY = work("monkey", "A monkey on a journey", "Through the valley for money and for play.", grades=("Grade 12",))
RECIPES = work(
    "recipes",
    "Recetas del jardín",
    "Mariposas y canciones. Crème brûlée.",
    lang="es",
    quote="Mi abuela decía: «sal».",
    keywords=("años",),
)
HAMLET = work("hamlet", "To be or not to be", "A child’s play about a well-known prince.", grades=("Grade 1",))
SCRIPT = work(
    "constructor", '<img src=x onerror=alert(1)> & "co"', "Constructor of <b>bold</b> pages", formats=("E-book",)
)
ALL = (POND, RIVER, MONKEY, HAMLET, RECIPES, SCRIPT)


def publish(folder: Path, entries: tuple[Entry, ...], *, directories: bool = True) -> Path:
    """A site with one gallery: the real template, module, stylesheet, cards and engine. Returns the gallery."""
    gallery = folder / "gallery" / "index.html" if directories else folder / "gallery.html"
    gallery.parent.mkdir(parents=True, exist_ok=True)
    files = index_files(entries, [terms_of(entry) for entry in entries], {}, {}, {"works": len(entries)})
    for name, content in files.items():
        (folder / "search" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "search" / name).write_bytes(content)
    shutil.copytree(SCRIPTS, folder, dirs_exist_ok=True)
    (folder / "excellence.css").write_bytes(stylesheet(()).content())
    for entry in entries:
        place = folder / "works" / slug_of(entry)
        place.mkdir(parents=True, exist_ok=True)
        (place / "index.html").write_text(f"<!doctype html>{ICON}<title>{slug_of(entry)}</title>", encoding="utf-8")
        for file in ("one.jpg", "one.webp", "two.webp"):
            Image.new("RGB", (96, 72), "#336655").save(place / file)
    gallery.write_text(page_of(entries, "../" if directories else ""), encoding="utf-8")
    return gallery


def page_of(entries: tuple[Entry, ...], root: str) -> str:
    templates = Templates()
    module = Markup('<script type="module" src="{}"></script>').format(f"{root}{MODULE}")
    field = templates.render("search.html", w=WORDS, index=f"{root}search/meta.json", module=module, gather="")
    cards = [seen_from(root, entry.card) for entry in entries]
    empty: dict[str, Any] = {"total_pages": 1, "page_of": "", "all_works": None, "pages": []}
    gallery = templates.render("gallery.html", w=WORDS, works=cards, count="", demonstrations="", gather="", **empty)
    grades = {"label": "Grade", "choices": [{"href": root, "label": "Grade 2", "count": 1}]}
    browse = templates.render("facets.html", w=WORDS, facets=[grades])
    return (
        f'<!doctype html><html lang="en" class="has-script"><meta charset="utf-8"><title>Gallery</title>'
        f'{ICON}<link rel="stylesheet" href="{root}excellence.css">'
        f'<body class="md-typeset"><h1>Gallery</h1>{field}{gallery}{browse}'
    )


def seen_from(root: str, card: Any) -> dict[str, Any]:
    seen = {**card, "href": root + card["href"]}
    if seen["picture"]:
        picture = seen["picture"]
        srcset = ", ".join(root + each for each in picture["srcset"].split(", "))
        seen["picture"] = {**picture, "src": root + picture["src"], "srcset": srcset}
    return seen


class Visitor:
    """A page, what the visitor does there, and everything that went wrong."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.faults: list[str] = []
        self.asked: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._said)
        page.on("dialog", lambda dialog: (self.faults.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self.asked.append(request.url.rsplit("/", 1)[-1]))

    def _said(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning") and LATE not in said.text:
            self.faults.append(said.text)

    def go(self, query: str = "") -> "Visitor":
        self.page.goto(self.address + query)
        return self

    @property
    def field(self) -> Any:
        return self.page.get_by_role("searchbox", name=WORDS["search"])

    @property
    def status(self) -> Any:
        return self.page.get_by_role("status")

    def search(self, query: str) -> list[str]:
        """The slugs that a query finds, in their order; the query is sent off, so that nothing waits."""
        found: list[str] = self.page.evaluate(
            """async (query) => {
                const field = document.querySelector("input"), status = document.querySelector("[data-status]")
                status.textContent = ""
                field.value = query
                field.form.requestSubmit()
                const tick = () => new Promise((done) => setTimeout(done))
                const end = performance.now() + 60_000
                while (performance.now() < end && !status.textContent) await tick()
                if (!status.textContent) throw new Error("nothing was announced")
                return [...document.querySelectorAll("[data-results] li a")].map((each) => each.href.split("/").at(-2))
            }""",
            query,
        )
        return found

    def shown(self) -> list[str]:
        return [title.inner_text() for title in self.page.locator("[data-results] .xc-card__title").all()]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    publish(folder, ALL)
    return folder


@pytest.fixture(scope="module")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site) + "gallery/"


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def visit(context: BrowserContext) -> Iterator[Callable[[str], Visitor]]:
    """Opens pages; a fault on any of them fails the test."""
    visitors: list[Visitor] = []

    def start(address: str) -> Visitor:
        visitors.append(Visitor(context.new_page(), address))
        return visitors[-1].go()

    yield start
    for visitor in visitors:
        visitor.page.close()
    assert [fault for visitor in visitors for fault in visitor.faults] == []


@pytest.fixture
def visitor(visit: Callable[[str], Visitor], address: str) -> Visitor:
    return visit(address)


@pytest.fixture(scope="module")
def open_page(context: BrowserContext, address: str) -> Visitor:
    return Visitor(context.new_page(), address).go()


@pytest.fixture
def searcher(open_page: Visitor) -> Iterator[Visitor]:
    """One page for all questions about what is found."""
    yield open_page
    assert open_page.faults == []


# What is found


def test_words_that_end_in_y_are_found(searcher: Visitor) -> None:
    for word in ("valley", "money", "monkey", "play", "journey", "monkeys", "journeys", "plays"):
        assert "monkey" in searcher.search(word), word


def test_accents_make_no_difference(searcher: Visitor) -> None:
    gardens = ("jardin", "jardín", "JARDÍN", "jardi\u0301n")
    for word in (*gardens, "anos", "años", "creme brulee", "mariposa", "cancion"):
        assert searcher.search(word) == ["recipes"], word


def test_codes_of_standards_are_found_in_every_spelling(searcher: Visitor) -> None:
    for code in (
        "W.2.7",
        "w27",
        "W.2",
        "W.4.2",
        "LITERACY.W.4.2",
        "ccss.ela-literacy.w.4.2",
        "CCSS.ELA-LITERACY.W.4",
        "ela",
    ):
        assert searcher.search(code) == ["river"], code
    for code in ("2-LS4-1", "2-ls4", "NGSS: 2-LS4-1", "ls4"):
        assert searcher.search(code)[0] == "pond-cards", code


def test_a_code_that_no_work_has_finds_nothing(searcher: Visitor) -> None:
    assert searcher.search("W.9.9") == []
    for code in ("7-LS9-9", "2-LS4-9", "2ls49", "po-newt"):
        assert searcher.search(code) == [], code


def test_a_grade_is_found_as_it_is_said(searcher: Visitor) -> None:
    for grade in (
        "grade 4",
        "4th grade",
        "Fourth Grade",
        "4th-grade",
        "fourth graders",
        "grade:4",
        "Grades 4",
        "4th",
        "fourth",
        "4th gr",
    ):
        assert searcher.search(grade) == ["river"], grade


def test_grade_1_is_not_the_beginning_of_grade_12(searcher: Visitor) -> None:
    assert searcher.search("grade 1") == ["hamlet"]
    assert searcher.search("grade 12") == ["monkey"]
    assert searcher.search("grade 3") == []


def test_a_grade_and_a_word_go_together(searcher: Visitor) -> None:
    assert searcher.search("4th grade science") == ["river"]
    assert searcher.search("river grade 4") == ["river"]


def test_stop_words_alone_find_the_title_made_of_them(searcher: Visitor) -> None:
    assert searcher.search("to be or not to be ") == ["hamlet"]
    assert searcher.search("not ") == ["hamlet"]


def test_stop_words_between_others_are_not_asked_for(searcher: Visitor) -> None:
    assert searcher.search("what about the newt") == ["pond-cards"]
    assert searcher.search("the newt to be ") == ["pond-cards"]


def test_a_word_is_found_in_its_other_forms(searcher: Visitor) -> None:
    for word in ("explorations", "exploring ", "explored ", "beaver ", "explain "):
        assert searcher.search(word) == ["river"], word


def test_a_possessive_is_the_word_itself(searcher: Visitor) -> None:
    for word in ("child", "child's", "child’s", "childs"):
        assert searcher.search(word) == ["hamlet"], word


def test_words_joined_by_a_hyphen_are_found_in_every_spelling(searcher: Visitor) -> None:
    for word in ("well-known", "wellknown", "well known", "known"):
        assert searcher.search(word) == ["hamlet"], word
    assert searcher.search("ebook") == searcher.search("e-book") == ["constructor"]
    assert searcher.search("pond-card") == ["pond-cards"]


def test_a_word_is_found_at_every_letter_of_its_typing(searcher: Visitor) -> None:
    for length in range(2, len("exploration") + 1):
        assert "river" in searcher.search("exploration"[:length]), length


def test_a_word_that_is_ended_by_a_blank_is_no_beginning(searcher: Visitor) -> None:
    assert searcher.search("explo") == ["river"]
    assert searcher.search("expl ") == []


def test_a_letter_too_few_too_many_or_wrong_is_forgiven_where_nothing_else_is_found(searcher: Visitor) -> None:
    for word in ("imigration", "immmigration", "immigrasion", "imimgration"):
        assert searcher.search(word) == ["river"], word
    # While a longer word is typed its beginning does.
    for word in ("imigra", "immmigrat", "imigrati"):
        assert searcher.search(word) == ["river"], word
        assert searcher.search(f"{word} ") == [], word
    assert searcher.search("newx") == ["pond-cards"]
    assert searcher.search("zzzz") == []
    assert searcher.search("nwt") == []


def test_a_mistyped_word_asks_for_one_list_of_words_and_for_all_where_its_first_letter_is_wrong(
    visitor: Visitor,
) -> None:
    for word, lists in (("imigration", 1), ("ommigration", LISTS)):
        assert visitor.search(word) == ["river"]
        assert sum(name.endswith(".txt") for name in visitor.asked) == lists


def test_works_with_every_word_leave_out_those_with_some(searcher: Visitor) -> None:
    assert searcher.search("pond") == searcher.search("pond newt") == ["pond-cards"]
    assert searcher.search("newt river") == ["river", "pond-cards"]


def test_a_title_counts_more_than_the_words_beneath(searcher: Visitor) -> None:
    assert searcher.search("river cards") == searcher.search("cards river") == ["pond-cards", "river"]


def test_a_whole_word_comes_before_a_begun_one_and_two_words_before_one(
    tmp_path: Path, serve: Callable[[Path], str], visit: Callable[[str], Visitor]
) -> None:
    both = work("both", "Salt", "The heron and the lake.", keywords=("ink",), quote="Salt")
    begun = work("begun", "Herons", "The wood and the hill.", keywords=("ink",), quote="Herons")
    whole = work("whole", "Heron", "The wood and the hill.", keywords=("quill",), quote="Heron")
    others = tuple(work(f"other-{number}", "Sand", "Dunes.", keywords=("ink",), quote="Sand") for number in range(12))
    publish(tmp_path, (begun, both, whole, *others))
    visitor = visit(serve(tmp_path) + "gallery/")
    assert visitor.search("heron") == ["whole", "begun", "both"]
    assert visitor.search("heron lake zzzz")[0] == "both"
    assert visitor.search("quill lake salt zzzz") == ["both", "whole"]


def test_no_more_than_twelve_words_are_asked_for(searcher: Visitor) -> None:
    assert searcher.search("qq " * 11 + "newt") == ["pond-cards"]
    assert searcher.search("qq " * 12 + "newt") == []


def test_names_of_the_language_itself_are_only_words(searcher: Visitor) -> None:
    assert searcher.search("constructor") == ["constructor"]
    for word in ("__proto__", "toString", "hasOwnProperty", "valueOf"):
        assert searcher.search(word) == [], word


# What a visitor sees and does


def test_typing_shows_cards_and_says_how_many(visitor: Visitor) -> None:
    visitor.field.press_sequentially("newt")
    expect(visitor.status).to_have_text("1 work found for “newt”")
    assert visitor.shown() == ["Pond cards"]
    expect(visitor.page.locator(".xc-gallery")).to_be_hidden()
    expect(visitor.page.locator(".xc-browse")).to_be_hidden()
    visitor.field.fill("play")
    expect(visitor.status).to_have_text("2 works found for “play”")


def test_emptying_the_field_brings_the_gallery_back(visitor: Visitor) -> None:
    visitor.field.fill("newt")
    expect(visitor.page.locator("[data-results]")).to_be_visible()
    visitor.field.fill("")
    expect(visitor.page.locator("[data-results]")).to_be_hidden()
    expect(visitor.page.locator(".xc-gallery")).to_be_visible()
    assert visitor.page.locator(".xc-browse").evaluate("each => getComputedStyle(each).display") == "block"
    expect(visitor.status).to_have_text("")
    assert visitor.page.url == visitor.address


def test_where_nothing_is_found_the_gallery_stays(visitor: Visitor) -> None:
    visitor.field.fill("qqqq")
    expect(visitor.status).to_contain_text("No work found for “qqqq”")
    expect(visitor.page.locator("[data-results]")).to_have_attribute("hidden", "")
    expect(visitor.page.locator(".xc-gallery")).to_be_visible()


CARD = """(list) => [...document.querySelectorAll(list + " > li")].map((card) => {
    const told = (each) => [each.tagName, [...each.attributes].map((one) => one.name + "=" + (one.name === "style"
        ? each.style.cssText : one.value)).filter((one) => !/^(loading|fetchpriority)/.test(one)).sort().join(" "),
        [...each.childNodes].map((child) => child.nodeType === 1 ? told(child) : child.data.trim()).filter(Boolean)]
    return JSON.stringify(told(card)).replaceAll(new URL("..", location.href).href, "../")
})"""


def test_a_card_of_the_results_is_a_card_of_the_gallery(searcher: Visitor) -> None:
    page = searcher.page
    of_gallery = page.evaluate(CARD, ".xc-gallery ul")
    assert len(of_gallery) == len(ALL)
    of_results = []
    for query in ("newt", "river", "monkey", "hamlet prince", "jardin", "constructor"):
        searcher.search(query)
        of_results += page.evaluate(CARD, "[data-results] ul")
    assert of_results == of_gallery
    lazy = page.locator("[data-results] img").evaluate_all("all => all.every((each) => each.loading === 'lazy')")
    assert lazy


def test_a_picture_of_the_results_is_loaded_from_where_it_is(searcher: Visitor) -> None:
    searcher.search("newt")
    searcher.page.wait_for_function("document.querySelector('[data-results] img').naturalWidth > 0")
    assert searcher.page.locator("[data-results] img").evaluate("each => each.currentSrc").endswith(".webp")


def test_a_card_leads_to_its_work(visitor: Visitor) -> None:
    visitor.field.fill("newt")
    visitor.page.locator("[data-results] a").click()
    expect(visitor.page).to_have_title("pond-cards")


def test_markup_in_a_title_or_a_query_is_only_text(searcher: Visitor) -> None:
    query = "<img src=x onerror=alert(1)>"
    assert searcher.search(query) == ["constructor"]
    assert searcher.shown() == ['<img src=x onerror=alert(1)> & "co"']
    expect(searcher.status).to_have_text(f"1 work found for “{query}”")
    assert searcher.page.locator("search img[src='x'], [data-status] *").count() == 0


def test_a_query_that_looks_like_a_placeholder_is_shown_as_it_is(searcher: Visitor) -> None:
    searcher.search("newt {number} $& {query}")
    expect(searcher.status).to_have_text("1 work found for “newt {number} $& {query}”")


def test_the_query_is_kept_in_the_address_beside_what_else_is_there(visitor: Visitor) -> None:
    visitor.go("?view=big#top")
    before = visitor.page.evaluate("history.length")
    visitor.field.fill("pond & newt")
    expect(visitor.page).to_have_url(visitor.address + "?view=big&q=pond+%26+newt#top")
    visitor.field.fill("")
    expect(visitor.page).to_have_url(visitor.address + "?view=big#top")
    assert visitor.page.evaluate("history.length") == before


def test_a_query_in_the_address_is_searched_at_once(visitor: Visitor) -> None:
    visitor.go("?q=" + quote("jardín"))
    expect(visitor.field).to_have_value("jardín")
    expect(visitor.status).to_have_text("1 work found for “jardín”")
    assert visitor.shown() == ["Recetas del jardín"]


def test_going_back_from_a_work_finds_the_results_again(visitor: Visitor) -> None:
    visitor.field.fill("newt")
    visitor.page.locator("[data-results] a").click()
    expect(visitor.page).to_have_title("pond-cards")
    visitor.page.go_back()
    expect(visitor.status).to_have_text("1 work found for “newt”")


def test_nothing_is_loaded_before_the_field_is_used(visitor: Visitor) -> None:
    visitor.page.wait_for_load_state("networkidle")
    assert not {"engine.mjs", "meta.json"} & set(visitor.asked)
    with visitor.page.expect_request("**/meta.json"):
        visitor.field.focus()
    visitor.field.fill("newt")
    expect(visitor.status).to_contain_text("1 work")
    visitor.field.blur()
    visitor.field.focus()
    once = ("engine.mjs", "words.mjs", "meta.json", "t0.bin", "c0.json")
    assert [visitor.asked.count(name) for name in once] == [1] * len(once)
    assert not [name for name in visitor.asked if name.endswith(".txt")]


def test_the_keyboard_alone_searches_opens_and_empties(visitor: Visitor) -> None:
    page = visitor.page
    page.keyboard.press("Tab")
    expect(visitor.field).to_be_focused()
    page.keyboard.type("newt")
    page.keyboard.press("Enter")
    expect(visitor.status).to_contain_text("1 work")
    assert page.url == visitor.address + "?q=newt"
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(visitor.field).to_have_value("")
    expect(visitor.field).to_be_focused()
    expect(page.locator(".xc-gallery")).to_be_visible()
    page.keyboard.type("newt")
    expect(visitor.status).to_contain_text("1 work")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('[data-results] a')")
    page.keyboard.press("Enter")
    expect(page).to_have_title("pond-cards")


def test_the_button_searches_and_the_page_is_not_left(visitor: Visitor) -> None:
    visitor.page.evaluate("window.same = true")
    visitor.field.fill("newt")
    visitor.page.get_by_role("button", name=WORDS["search_button"]).click()
    expect(visitor.status).to_contain_text("1 work")
    assert visitor.page.evaluate("window.same") is True


# Everything that is announced, one after another.
HEAR = """() => {
    window.said = []
    const added = (records) => records.flatMap((each) => [...each.addedNodes]).map((node) => node.data)
    const hear = (records) => window.said.push(...added(records))
    new MutationObserver(hear).observe(document.querySelector("[data-status]"), { childList: true })
}"""


def test_nothing_is_searched_before_the_typing_pauses(visitor: Visitor) -> None:
    visitor.search("pond")
    visitor.page.evaluate(HEAR)
    visitor.field.evaluate(
        """(field) => [..."newt"].forEach((letter, at) => {
            field.value = "newt".slice(0, at + 1)
            field.dispatchEvent(new Event("input"))
        })"""
    )
    expect(visitor.status).to_have_text("1 work found for “newt”")
    visitor.field.fill("valley")  # its answer comes after any that would still be on its way
    expect(visitor.status).to_have_text("1 work found for “valley”")
    assert visitor.page.evaluate("window.said") == [f"1 work found for “{word}”" for word in ("newt", "valley")]


def test_the_newest_query_wins_however_slowly_the_index_comes(visitor: Visitor) -> None:
    waiting: list[Any] = []
    visitor.page.route("**/meta.json", lambda route: waiting.append(route))
    visitor.field.fill("newt")
    expect(visitor.page).to_have_url(visitor.address + "?q=newt")
    visitor.field.fill("valley")
    expect(visitor.page).to_have_url(visitor.address + "?q=valley")
    visitor.page.evaluate(HEAR)
    waiting[0].continue_()
    expect(visitor.status).to_have_text("1 work found for “valley”")
    assert len(waiting) == 1
    assert visitor.page.evaluate("window.said") == ["1 work found for “valley”"]


def test_a_failure_that_comes_after_the_field_was_emptied_is_not_told(visitor: Visitor) -> None:
    waiting: list[Any] = []
    visitor.page.route("**/meta.json", lambda route: waiting.append(route))
    visitor.field.fill("newt")
    expect(visitor.page).to_have_url(visitor.address + "?q=newt")
    visitor.field.fill("")
    expect(visitor.page).to_have_url(visitor.address)
    visitor.page.evaluate(HEAR)
    with visitor.page.expect_console_message():
        waiting[0].abort()
    visitor.page.unroute("**/meta.json")
    visitor.field.fill("valley")  # its answer comes after any that would still be on its way
    expect(visitor.status).to_have_text("1 work found for “valley”")
    assert visitor.page.evaluate("window.said") == ["1 work found for “valley”"]
    assert all("Failed to load resource" in each for each in visitor.faults)
    visitor.faults.clear()


@pytest.mark.parametrize("file", ["meta.json", "t0.bin", "c0.json"])
@pytest.mark.parametrize("fault", ["missing", "damaged", "cut"])
def test_what_cannot_be_loaded_is_said_and_tried_again(visitor: Visitor, file: str, fault: str) -> None:
    answers = {
        "missing": lambda route: route.fulfill(status=404, body="not here"),
        "damaged": lambda route: route.fulfill(status=200, body="<!doctype html>"),
        "cut": lambda route: route.abort(),
    }
    visitor.page.route(f"**/{file}", answers[fault])
    visitor.field.fill("newt")
    expect(visitor.status).to_have_text(WORDS["search_failed"])
    expect(visitor.page.locator(".xc-gallery")).to_be_visible()
    assert all("Failed to load resource" in each for each in visitor.faults)
    assert bool(visitor.faults) == (fault != "damaged")
    visitor.faults.clear()
    visitor.page.unroute(f"**/{file}")
    visitor.field.fill("newts")
    expect(visitor.status).to_have_text("1 work found for “newts”")


def test_a_site_that_is_published_anew_is_searched_anew(
    tmp_path: Path, serve: Callable[[Path], str], visit: Callable[[str], Visitor]
) -> None:
    publish(tmp_path, (POND, RIVER))
    visitor = visit(serve(tmp_path) + "gallery/")
    assert visitor.search("newt") == ["pond-cards"]
    shutil.rmtree(tmp_path / "search")
    publish(tmp_path, (POND, RIVER, MONKEY))
    # A server that goes by whole seconds must see that the file is another.
    later = time.time() + 5
    os.utime(tmp_path / "search" / "meta.json", (later, later))
    visitor.search("monkey")  # the list of words lies in a folder that is gone
    assert "404" in visitor.faults.pop()
    assert visitor.search("monkey") == ["monkey"]


MARKS = ":^~+*\"-/\\%?#&=(){}[]|$`'<>"
LUNR = "title:pond|+newt -pond|newt~9|newt^99|*newt*|foo:bar|newt:|:newt|<script>alert(1)</script>"
HUGE = ("newt", "n ", "W.2.", "n", "a-", "é", "\u0301", "grade ", "😀", "\udfff\ud800", "fourth grade ", "ﷺ", "(")
BROKEN = ("\ud800", "newt\udc00", "\0", "\u2028newt\u2029", "\u202enewt", "漢字かな", "\x1b[0m")
HOSTILE = (*MARKS, *LUNR.split("|"), *(each * 10_000 for each in HUGE), *BROKEN)


def test_no_query_breaks_anything(searcher: Visitor) -> None:
    for query in HOSTILE:
        searcher.search(query)
        expect(searcher.status).to_have_text(re.compile(r"(No work|\d works?) found for “"))
    assert searcher.search("newt") == ["pond-cards"]


def test_a_huge_or_broken_query_in_the_address_breaks_nothing(visitor: Visitor) -> None:
    for query in ("n" * 10_000, "%ED%A0%80", "%FF%FE%", "%3Csvg onload=qqqq()%3E", "%20"):
        visitor.go("?q=" + query)
        expect(visitor.page.locator(".xc-gallery")).to_be_visible()
    visitor.go("?q&q=newt")
    visitor.field.fill("newt")
    expect(visitor.status).to_contain_text("1 work")


def test_a_long_query_is_answered(searcher: Visitor) -> None:
    """How little is asked for, whatever is typed, is counted by the test of twelve words."""
    for query in (" ".join("abcdefghijklmnopqrstuvwxyz"), "z" * 200, " ".join(["river", "zzzzzz"] * 100)):
        searcher.search(query)
        assert searcher.status.inner_text()


# Languages of real classes

TOKYO = work(
    "tokyo",
    "東京都の川",
    "私たちは東京都に住んでいて、犬を飼っています。ガラスのコップ。",
)
KYOTO = work("kyoto", "東京と京都", "京都の寺を見た。")
BEAVER = work(
    "beaver",
    "河狸日记",
    "三年级的学生观察了河狸怎样造水坝。小学生的科学作品。",
    quote="河狸！",
)
SCHOOL = work("school", "우리 학교", "초등학교에서 개구리를 그렸다. 초등 학생.")
CAT = work(
    "cat",
    "แมวของเรา",
    "เด็กเขียนเรื่องแมวกินปลาในแม่น้ำ",
)
MARKET = work(
    "market",
    "မြန်မာဈေး",
    "ကျောင်းသားများရေးသည်။",
)
PERSIAN = "خانۀ کتاب می‌خوانم."
FROG = work(
    "frog",
    "يوميّات الضفدع",
    f"كَانَ الضِّفْدَعُ فِي المَدْرَسَةِ ٣ أنهار. {PERSIAN}",
)
HOUSE = work(
    "house",
    "שָׁלוֹם לַבַּיִת",
    "גן הילדים, בית־ספר, צה״ל, ז׳ניה.",
)
SPOKEN = (TOKYO, KYOTO, BEAVER, SCHOOL, CAT, MARKET, FROG, HOUSE, POND)
# By query, the works that it finds, best first.
ASKED = {
    "東京都": ["tokyo"],
    "犬": ["tokyo"],
    "犬 ": ["tokyo"],
    "住んでいて": ["tokyo"],
    "ｶﾞﾗｽ": ["tokyo"],
    "カラス": [],
    "河狸": ["beaver"],
    "水坝": ["beaver"],
    "观察了河狸": ["beaver"],
    "小学科学": ["beaver"],
    "恐龙": [],
    "학교": ["school"],
    "학교에서": ["school"],
    "초등학생": ["school"],
    "구": ["school"],
    "그렸": ["school"],
    "แมว": ["cat"],
    "ปลา": ["cat"],
    "น้ำ": ["cat"],
    "ก": ["cat"],
    "ช้าง": [],
    "ကျောင်း": ["market"],
    "الضفدع": ["frog"],
    "ضفدع": ["frog"],
    "الضِفدَع": ["frog"],
    "مدرسه": ["frog"],
    "المدرســـة": ["frog"],
    "انهار": ["frog"],
    "3 أنهار": ["frog"],
    "خانه كتاب": ["frog"],
    "كتاب": ["frog"],
    "می خوانم": ["frog"],
    "میخوانم": ["frog"],
    "שלום": ["house"],
    "בית ספר": ["house"],
    "בית-ספר": ["house"],
    'צה"ל': ["house"],
    "צהל": ["house"],
    "ז'ניה": ["house"],
    "newt": ["pond-cards"],
}


@pytest.fixture(scope="module")
def spoken(context: BrowserContext, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    folder = tmp_path_factory.mktemp("spoken")
    publish(folder, SPOKEN)
    return Visitor(context.new_page(), serve(folder) + "gallery/").go()


@pytest.mark.parametrize("query", ASKED)
def test_words_are_found_in_every_language_as_its_readers_write_them(spoken: Visitor, query: str) -> None:
    assert spoken.search(query) == ASKED[query]
    assert spoken.faults == []


def test_every_beginning_of_a_word_without_blanks_finds_it_while_it_is_typed(spoken: Visitor) -> None:
    for word, slug in (
        ("東京都に住んで", "tokyo"),
        ("河狸怎样造水坝", "beaver"),
        ("แมวกินปลา", "cat"),
        ("초등학교에서", "school"),
    ):
        for length in range(1, len(word) + 1):
            assert slug in spoken.search(word[:length]), word[:length]


# Where it stands


@pytest.mark.parametrize("directories", [True, False])
def test_a_site_under_a_path_and_with_plain_file_names_leads_to_the_same_works(
    directories: bool, tmp_path: Path, serve: Callable[[Path], str], visit: Callable[[str], Visitor]
) -> None:
    gallery = publish(tmp_path / "some" / "path", ALL, directories=directories)
    place = gallery.relative_to(tmp_path).as_posix().removesuffix("index.html")
    base = serve(tmp_path)
    visitor = visit(base + place)
    assert visitor.search("newt") == ["pond-cards"]
    link = visitor.page.locator("[data-results] a")
    assert link.evaluate("each => each.href") == f"{base}some/path/works/pond-cards/"
    visitor.page.wait_for_function("document.querySelector('[data-results] img').naturalWidth > 0")


def test_at_most_sixty_cards_are_shown_and_all_works_are_counted(
    tmp_path: Path, serve: Callable[[Path], str], visit: Callable[[str], Visitor]
) -> None:
    works = tuple(work(f"work-{number:03}", f"Newt {number}", quote="A newt.") for number in range(75))
    publish(tmp_path, works)
    visitor = visit(serve(tmp_path) + "gallery/")
    assert len(visitor.search("newt")) == 60
    expect(visitor.status).to_have_text("75 works found for “newt”")


def test_a_collection_without_works_can_be_searched(
    tmp_path: Path, serve: Callable[[Path], str], visit: Callable[[str], Visitor]
) -> None:
    publish(tmp_path, ())
    visitor = visit(serve(tmp_path) + "gallery/")
    assert visitor.search("newt") == []


def test_a_page_without_a_search_field_is_left_alone(
    tmp_path: Path, serve: Callable[[Path], str], visit: Callable[[str], Visitor]
) -> None:
    shutil.copytree(SCRIPTS, tmp_path, dirs_exist_ok=True)
    html = f'<!doctype html>{ICON}<p>Words<script type="module" src="{MODULE}"></script>'
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    visitor = visit(serve(tmp_path))
    visitor.page.wait_for_load_state("networkidle")
    asked = {name for name in visitor.asked if name.endswith(".mjs")}
    assert asked == {f"{name}.mjs" for name in BEFORE}


def test_the_module_makes_no_global_name(visitor: Visitor) -> None:
    names = visitor.page.evaluate("Object.keys(window)")
    visitor.search("newt")
    assert set(visitor.page.evaluate("Object.keys(window)")) == set(names)


def test_the_modules_are_small_as_they_are_published() -> None:
    scripts = {path.name: compact(path.read_text("utf-8")).encode() for path in SCRIPTS.rglob("*.mjs")}
    sizes = {name: len(gzip.compress(script, 9)) for name, script in scripts.items()}
    assert sizes["engine.mjs"] + sizes["words.mjs"] <= 4_420
    assert sum(sizes[f"{name}.mjs"] for name in BEFORE) <= 6 * 1024


def test_the_cards_that_are_published_are_those_of_the_works(site: Path) -> None:
    [cards] = (json.loads(path.read_bytes()) for path in site.glob("search/*/c0.json"))
    assert [card["href"] for card in cards] == [entry.card["href"] for entry in ALL]

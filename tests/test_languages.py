"""Works in the languages of real classes: which way their words stand, wherever they stand."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from excellence.model.writing import direction_of
from in_process import Project
from project import REAL, faults_of

WAYS = {
    **dict.fromkeys(("ar", "he", "iw", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "syr", "arc", "nqo"), "rtl"),
    **dict.fromkeys(("ar-EG", "AR", "fa_IR", "az-Arab", "pa-Arab-PK", "ff-Adlm", "rhg-Rohg", "zh-cmn-Hebr"), "rtl"),
    **dict.fromkeys(("en", "es", "zh-Hant", "ja", "so", "ar-Latn", "ku", "az-Latn", "ar-Latn-u-nu-arab", ""), "ltr"),
    "ar-u-nu-latn": "rtl",
}

# Every part of a work that is in its own words; each ends in a sign that has to stand at the left.
FROG: dict[str, Any] = {
    **REAL,
    "title": "يوميات الضفدع (1).",
    "summary": "راقب الطلاب الضفادع (3 أنهار).",
    "language": "ar",
    "driving_question": "لماذا يقفز (الضفدع)!",
    "audience": "الأهل (كلهم).",
    "quote": "كان يقفز (عاليا)!",
    "useful_for": ["درس العلوم (2)."],
    "for_students": "انظر إلى الضفدع (جيدا).",
    "attributes": {"craftsmanship": [{"key": "beauty", "note": "رسم دقيق (جدا).", "file": "01.jpg"}]},
    "standards": [{"framework": "CCSS-ELA", "code": "W.2.7", "target": "أستطيع أن أكتب (نصا)."}],
    "keywords": ["ضفدع"],
    "credit": "طلاب الصف الثاني (ب).",
    "media": [{"url": "https://example.org/frog", "title": "فيلم الضفدع (قصير).", "minutes": 5}],
    "task": "task.md",
    "scoring_tool": "scoring.md",
    "pieces": [
        {"file": "01.jpg", "alt": "ضفدع", "caption": "الصفحة الأولى (رسم 1).", "description": "ضفدع أخضر (كبير)."},
        {"file": "essay.md", "caption": "النص (كامل)."},
        {"file": "english.md", "caption": "A letter (1).", "language": "en"},
    ],
    "drafts": [
        {"files": ["d1.md"], "changed": "كتبت البداية (2).", "feedback": "أضف لونا (أخضر)."},
    ],
    "tours": [{"file": "01.jpg", "x": 0.25, "y": 0.5, "title": "العين (1).", "text": "هنا العين (الكبيرة)."}],
}
TRANSLATION = """---
title: "بطاقات البركة (1)."
summary: "ملخص (2)."
---
نص البطاقات (3).
"""
EXHIBIT = """---
title: Frogs
description: Frogs of every kind.
works:
  - {slug: frog, note: Look at the frog.}
  - {slug: pond-cards, note: Look at the pond.}
---
# Frogs
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("languages"))
    folder = project.work("frog", "كان الضفدع يقفز (حوالي 3 أمتار)!\n\n- النقطة الأولى.", **FROG)
    said = {"essay": "يقفز الضفدع (كل يوم).", "english": "Dear frog (1).", "d1": "يقفز (يوما).", "task": "اكتب (نصا)."}
    for name, text in {**said, "scoring": "ثلاث نقاط (3)."}.items():
        (folder / f"{name}.md").write_text(f"{text}\n", "utf-8")
    project.work("pond-cards", inspired_by=["frog"])
    (project.folder / "works" / "pond-cards" / "index.ar.md").write_text(TRANSLATION, "utf-8")
    project.work("words", title="שלום (1).", summary="סיכום (2).", quote="ציטוט (3)!", language="he", pictures=0)
    project.work("haus", title="Das Haus (1).", language="de")
    (project.folder / "content" / "exhibits").mkdir()
    (project.folder / "content" / "exhibits" / "frogs.md").write_text(EXHIBIT, "utf-8")
    index = project.folder / "content" / "index.md"
    index.write_text(index.read_text("utf-8") + "\n<!-- excellence:featured works=frog -->\n", "utf-8")
    project.built()
    return project


@pytest.fixture(scope="module")
def address(project: Project, serve: Callable[[Path], str]) -> str:
    return serve(project.site)


@pytest.fixture
def page(enter: Callable[..., Page], address: str) -> Iterator[Page]:
    page = enter(viewport={"width": 1280, "height": 900})
    faults = faults_of(page, address)
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    yield page
    assert faults == []


# What a visitor has done when the words stand there.
def look(page: Page) -> None:
    page.locator("a.xc-open").first.click()
    expect(page.locator("dialog")).to_be_visible()


def read(page: Page) -> None:
    page.locator(".xc-piece--text [data-look]").first.click()
    expect(page.locator(".xc-surface__text")).to_be_visible()


def peek(page: Page) -> None:
    page.get_by_role("button", name="الضفدع").first.click()
    expect(page.locator("dialog")).to_be_visible()


def tour(page: Page) -> None:
    page.locator("button[data-look=tour]").click()
    page.get_by_role("button", name="Next", exact=False).first.click()


def project_it(page: Page) -> None:
    page.locator("[data-look=projector]").first.click()
    expect(page.locator("dialog")).to_be_visible()
    page.keyboard.press("w")


def find(page: Page) -> None:
    page.locator("#xc-find").fill("ضفدع")
    expect(page.locator("#xc-found [role=option]").first).to_be_visible()


def students(page: Page) -> None:
    page.locator("[data-student]").click()


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")


def compared(page: Page) -> None:
    page.locator("details").first.wait_for()
    unfold(page)


def nothing(_: Page) -> None:
    """The page as it comes."""


TITLE, FEEDBACK = FROG["title"], FROG["drafts"][0]["feedback"]
WHOLE = [FROG[name] for name in ("title", "summary", "driving_question", "audience", "quote", "credit", "for_students")]
WHOLE += [FROG["useful_for"][0], "كان الضفدع يقفز (حوالي 3 أمتار)!", "النقطة الأولى.", "رسم دقيق (جدا).", FEEDBACK]
WHOLE += ["أستطيع أن أكتب (نصا).", "فيلم الضفدع (قصير).", "الصفحة الأولى (رسم 1).", "ضفدع أخضر (كبير).", "النص (كامل)."]
WHOLE += [
    "يقفز الضفدع (كل يوم).",
    "يقفز (يوما).",
    "كتبت البداية (2).",
    "العين (1).",
    "هنا العين (الكبيرة).",
    "اكتب (نصا).",
]
WHOLE += ["ثلاث نقاط (3)."]
Place = tuple[str, Callable[[Page], None], list[str]]
# The page, what was done there, and words that are a work's own.
STANDS: list[Place] = [
    ("works/frog/", unfold, WHOLE),
    ("works/frog/", students, [TITLE, FROG["for_students"]]),
    ("works/frog/", look, ["الصفحة الأولى (رسم 1)."]),
    ("works/frog/", read, ["يقفز الضفدع (كل يوم)."]),
    ("works/frog/", tour, ["هنا العين (الكبيرة)."]),
    ("works/frog/", project_it, ["كتبت البداية (2)."]),
    ("works/frog/look/", nothing, ["يقفز الضفدع (كل يوم)."]),
    ("works/frog/task/", nothing, [TITLE, "اكتب (نصا).", "ثلاث نقاط (3)."]),
    ("works/frog/embed/", nothing, [TITLE, FROG["credit"]]),
    ("works/pond-cards/", nothing, [TITLE]),
    ("works/pond-cards/ar/", nothing, ["بطاقات البركة (1).", "ملخص (2).", "نص البطاقات (3)."]),
    ("works/words/", nothing, ["ציטוט (3)!"]),
    ("gallery/", nothing, [TITLE, "ציטוט (3)!"]),
    ("gallery/", peek, [TITLE]),
    ("gallery/", find, [TITLE]),
    ("gallery/?q=ضفدع", nothing, [TITLE]),
    ("gallery/?q=שלום", nothing, ["ציטוט (3)!"]),
    ("search/?q=ضفدع", nothing, [TITLE, FROG["summary"]]),
    ("grade/2/", nothing, [TITLE]),
    ("attribute/beauty/", nothing, [TITLE, "رسم دقيق (جدا)."]),
    ("exhibits/frogs/", nothing, [TITLE]),
    ("exhibits/frogs/", peek, [TITLE]),
    ("", nothing, [TITLE]),
    ("compare/#a=frog:1&b=frog:2", compared, [TITLE, FEEDBACK]),
]
# Our own words beside them, and works in other languages.
FACTS = "Grade 2 · Visual arts · Note cards"
OURS: list[Place] = [
    ("works/frog/", unfold, ["The story of this work", "Cite and share", "A letter (1)."]),
    ("works/frog/look/", nothing, ["Grade 2", "Dear frog (1)."]),
    ("works/pond-cards/ar/", nothing, ["Cite and share"]),
    ("gallery/", nothing, [FACTS, "Das Haus (1)."]),
    ("gallery/?q=ضفدع", nothing, [FACTS]),
    ("gallery/?q=haus", nothing, ["Das Haus (1)."]),
    ("search/?q=ضفدع", nothing, [FACTS]),
]

# Of every smallest part of a page that holds words, where it can be seen: which way and in which language it is.
FOUND = """(words) => {
    const holds = (part) => part.textContent.replace(/\\s+/g, " ").includes(words)
    return [...document.body.querySelectorAll(":not(script, noscript, option)")]
        .filter((part) => holds(part) && ![...part.children].some(holds) && part.checkVisibility())
        .map((part) => [getComputedStyle(part).direction, part.closest("[lang]").lang])
}"""


def stood(page: Page, address: str, place: Place) -> dict[str, set[tuple[str, str]]]:
    where, done, words = place
    page.goto(address + where)
    done(page)
    for each in words:
        page.wait_for_function(f"(words) => ({FOUND})(words).length", arg=each)
    return {each: {(way, lang) for way, lang in page.evaluate(FOUND, each)} for each in words}


@pytest.mark.parametrize("language", WAYS)
def test_a_language_is_written_the_way_its_readers_write_it(language: str) -> None:
    assert direction_of(language) == WAYS[language]


@pytest.mark.parametrize("place", STANDS, ids=lambda place: f"{place[0]} {place[1].__name__}")
def test_the_words_of_a_work_stand_from_right_to_left(page: Page, address: str, place: Place) -> None:
    found = stood(page, address, place)
    assert {words: ways for words, ways in found.items() if ways - {("rtl", "ar"), ("rtl", "he")}} == {}


@pytest.mark.parametrize("place", OURS, ids=lambda place: f"{place[0]} {place[1].__name__}")
def test_other_words_beside_them_stand_from_left_to_right(page: Page, address: str, place: Place) -> None:
    found = stood(page, address, place)
    assert {words: ways for words, ways in found.items() if "rtl" in {way for way, _ in ways}} == {}


def test_a_numbered_place_stays_where_it_is_on_its_picture(page: Page, address: str) -> None:
    page.goto(address + "works/frog/")
    spot, picture = (page.locator(f".xc-tour {part}").bounding_box() for part in (".xc-spot", "img"))
    assert spot and picture
    assert abs(spot["x"] + spot["width"] / 2 - picture["x"] - picture["width"] / 4) < 2


def test_a_collection_in_latin_letters_alone_brings_no_stylesheet_for_others(project: Project, tmp_path: Path) -> None:
    other = Project(tmp_path)
    other.work("haus", language="de")
    assert "languages." not in (other.built() / "index.html").read_text("utf-8")
    assert "/languages." in project.page("index.html")


def test_nothing_slants_and_lines_have_room_where_signs_stand_above_letters(page: Page, address: str) -> None:
    page.goto(address + "works/words/")
    style = page.locator(".xc-quote p").evaluate(
        "(part) => { const { fontStyle, lineHeight, fontSize } = getComputedStyle(part); "
        "return [fontStyle, parseFloat(lineHeight) / parseFloat(fontSize)] }"
    )
    assert style[0] == "normal"
    assert style[1] > 1.7

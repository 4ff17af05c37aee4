"""Pages on paper, and pictures that are wider than any screen."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from in_process import Project


@pytest.fixture
def page(enter: Callable[..., Page]) -> Page:
    return enter()


def pages_of(page: Page, paper: str) -> list[str]:
    """The words of each printed page."""
    document = pypdfium2.PdfDocument(BytesIO(page.pdf(format=paper)))
    return [sheet.get_textpage().get_text_bounded() for sheet in document]


def unpainted(page: Page) -> Page:
    """A page that gets no pictures: each takes its place by its width and height, and that is all that paper asks."""
    page.route(re.compile(r"\.(webp|jpg)$"), lambda route: route.abort())
    return page


def test_every_work_is_printed_on_two_pages_with_its_credit_and_address(page: Page, address: str, site: Path) -> None:
    unpainted(page)
    for number, record in enumerate(sorted((site / "works").glob("*/work.json"))):
        slug = record.parent.name
        page.goto(f"{address}works/{slug}/")
        # The shorter paper for all, and the narrower one for some.
        for paper in ("Letter", "A4")[: 1 if number % 3 else 2]:
            found = pages_of(page, paper)
            assert len(found) <= 2, (slug, paper)
            words = "".join(found).replace("\r", "").replace("\n", "")
            assert f"http://127.0.0.1/works/{slug}/" in words, (slug, paper)


def test_a_page_without_its_pictures_takes_as_much_paper_as_one_with_them(page: Page, address: str) -> None:
    page.goto(f"{address}works/a-snail-in-six-tries/")
    page.evaluate("document.querySelectorAll('img').forEach((each) => { each.loading = 'eager' })")
    page.evaluate("Promise.all([...document.images].map((each) => each.decode()))")
    painted = len(pages_of(page, "Letter"))
    unpainted(page).reload()
    assert len(pages_of(page, "Letter")) == painted


def test_the_gallery_is_printed_with_nine_cards_a_page(page: Page, address: str, site: Path) -> None:
    works = [json.loads(path.read_text("utf-8")) for path in (site / "works").glob("*/work.json")]
    # What is written from right to left, or in signs that this computer has no letters for, is not read from paper.
    works = [work for work in works if work["name"].isascii()]
    unpainted(page).goto(f"{address}gallery/")
    for paper in ("Letter", "A4"):
        shown = ["".join(words.split()) for words in pages_of(page, paper)]
        held = [sum("".join(work["name"].split()) in words for work in works) for words in shown]
        assert sum(held) == len(works) >= 10, paper
        assert all(6 <= number <= 9 for number in held[:-1]), paper
        assert "Searchtheworks" not in "".join(shown)


@pytest.mark.parametrize("size", [(900, 3000), (3000, 900), (1200, 1200)])
def test_an_embedded_picture_is_seen_whole_in_any_frame(
    page: Page, tmp_path: Path, serve: Callable[[Path], str], size: tuple[int, int]
) -> None:
    project = Project(tmp_path)
    Image.new("RGB", size, "teal").save(project.work("pond-cards", title="A long title " * 5) / "01.jpg")
    address = f"{serve(project.built())}works/pond-cards/embed/"
    for width, height in ((360, 420), (900, 300), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        picture, frame, title, end = (
            page.locator(part).first.evaluate("(each) => each.getBoundingClientRect().toJSON()")
            for part in ("img", "figure", "h1", "p")
        )
        assert page.locator("img").evaluate("(each) => getComputedStyle(each).objectFit") == "contain"
        assert picture == frame
        assert picture["height"] > 40
        assert picture["bottom"] <= title["top"]
        assert end["bottom"] <= height
        assert picture["right"] <= width


def test_a_mural_is_read_from_end_to_end_by_keys_too_and_its_page_does_not_move(
    page: Page, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    project = Project(tmp_path)
    folder = project.work("mural", pictures=2)
    Image.new("RGB", (9_000, 600), "teal").save(folder / "01.jpg")
    project.built()
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{serve(project.site)}works/mural/")
        strip, picture = page.locator(".xc-strip"), page.locator(".xc-strip img")
        assert page.locator(".xc-strip").count() == 1  # the second picture is none
        assert picture.evaluate("each => each.clientHeight") >= 240
        assert strip.evaluate("each => each.scrollWidth > each.clientWidth * 2")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator(".xc-strip a").focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("() => document.querySelector('.xc-strip').scrollLeft > 0")


SHIFTED = """() => {
  window.shifted = 0
  new PerformanceObserver((list) => list.getEntries().forEach((each) => { window.shifted += each.value }))
    .observe({type: "layout-shift", buffered: true})
}"""


@pytest.mark.parametrize(
    "path", ["gallery/", "faq/", "works/a-snail-in-six-tries/", "protocols/two-walks/", "catchers/summary/"]
)
def test_nothing_moves_when_a_typeface_comes_late(browser: Browser, address: str, path: str) -> None:
    """On a slow line the first words stand in a font of the device, as wide and as high as ours.

    A line that is full to its last letter may still break elsewhere: widths are alike on the whole, not for each word.
    """
    context = browser.new_context(viewport={"width": 412, "height": 915})
    page = context.new_page()
    held: list[Any] = []
    page.route("**/*.woff2", lambda route: held.append(route))
    page.add_init_script(f"({SHIFTED})()")
    page.goto(address + path, wait_until="commit")
    page.wait_for_function("() => performance.getEntriesByType('paint').length && document.readyState !== 'loading'")
    assert held
    assert page.evaluate("document.fonts.check('16px \"Excellence Sans\"')") is False
    page.unroute("**/*.woff2")  # which lets them go on
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    assert page.evaluate("[...document.fonts].some((each) => each.family.includes('Sans') && each.status === 'loaded')")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("window.shifted") <= 0.02
    context.close()


PHONE = {"viewport": {"width": 390, "height": 780}}
KINDS = ("a-snail-in-six-tries", "four-cards-from-the-feeder", "a-bench-for-the-bus-stop", "how-loud-is-our-hall")


@pytest.mark.parametrize("slug", KINDS)
def test_a_phone_shows_what_one_can_do_within_two_screens(enter: Callable[..., Page], address: str, slug: str) -> None:
    page = enter(**PHONE)
    page.goto(f"{address}works/{slug}/")
    ends = page.locator(".xc-faces").evaluate("each => each.getBoundingClientRect().bottom")
    assert ends <= 2 * 780
    facts = page.locator(".xc-label dl > div")
    assert facts.nth(2).is_visible()
    assert not facts.nth(3).is_visible()
    page.get_by_role("button", name="All facts").click()
    assert all(fact.is_visible() for fact in facts.all())
    assert page.get_by_role("button", name="All facts").count() == 0
    expect(page.locator(".xc-label dl")).to_be_focused()


def test_wide_pages_and_pages_without_scripts_show_every_fact(enter: Callable[..., Page], address: str) -> None:
    for page in (enter(viewport={"width": 1280, "height": 800}), enter(**PHONE, java_script_enabled=False)):
        page.goto(f"{address}works/{KINDS[0]}/")
        assert all(fact.is_visible() for fact in page.locator(".xc-label dl > div").all())
        assert not page.get_by_text("All facts").is_visible()


def test_a_set_of_ten_is_printed_on_one_sheet(tmp_path: Path, page: Page, serve: Callable[[Path], str]) -> None:
    project = Project(tmp_path)
    slugs = [f"pond-cards-{number}" for number in range(10)]
    for number, slug in enumerate(slugs):
        Image.new("RGB", (1200, 1600), (20 * number, 90, 120)).save(project.work(slug) / "01.jpg")
    folder = tmp_path / "content" / "sets"
    folder.mkdir()
    listed = "".join(f"  - {{slug: {slug}}}\n" for slug in slugs)
    head = f"title: Ten\ndescription: Ten works.\nworks:\n{listed}minutes: 3\n"
    (folder / "ten.md").write_text(f"---\n{head}---\n# Ten\n\n{'Many words. ' * 120}\n", "utf-8")
    page.goto(f"{serve(project.built())}sets/ten/")
    assert [len(pages_of(page, paper)) for paper in ("Letter", "A4")] == [1, 1]


def test_letters_twice_as_large_push_nothing_off_a_phone(enter: Callable[..., Page], address: str) -> None:
    page = enter(viewport={"width": 360, "height": 740})
    wide = {}
    for uri in ("es/", "gallery/", "walk/", "sets/past-the-windows/", "submit/pack/"):
        page.goto(f"{address}{uri}", wait_until="networkidle")
        page.evaluate("document.documentElement.style.setProperty('font-size', '250%', 'important')")
        wide[uri] = page.evaluate("document.documentElement.scrollWidth")
    assert max(wide.values()) <= 360, wide


def test_upright_cards_stand_in_pairs_on_a_phone(enter: Callable[..., Page], address: str) -> None:
    page = enter(**PHONE)
    page.goto(f"{address}gallery/")
    rows = page.locator(".xc-card:not(.xc-card--wide)").evaluate_all(
        "cards => cards.map((card) => Math.round(card.getBoundingClientRect().top))"
    )
    alone = [row for row in rows if rows.count(row) == 1]
    assert len(rows) > 4
    assert len(alone) <= 1


def test_the_students_view_has_one_column_and_no_facts(enter: Callable[..., Page], address: str) -> None:
    for width in (390, 1280):
        page = enter(viewport={"width": width, "height": 780})
        page.goto(f"{address}works/{KINDS[0]}/?for=students")
        assert not page.get_by_text("All facts").is_visible()
        picture, whole = (
            page.locator(part).first.evaluate("each => each.getBoundingClientRect().width")
            for part in (".xc-pieces--first", ".xc-work")
        )
        assert picture == pytest.approx(whole, abs=2)

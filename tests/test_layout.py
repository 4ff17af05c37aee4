"""Pages under a visitor's own settings: large letters, wide spacing, small screens, fingers, paper."""

import json
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from project import Project
from test_visit import PAGES

# WCAG 1.4.12: what a reader may set, and nothing may be lost by it.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
# Words that end beyond the box that holds them, where that box hides what is outside.
CLIPPED = """[...document.querySelectorAll('body *')].filter(each => {
  const style = getComputedStyle(each)
  return /hidden|clip/.test(style.overflowX + style.overflowY) && style.clipPath === 'none' && each.textContent.trim()
    && each.checkVisibility() && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1)
    && !each.closest('.xc-card__quote, svg')
}).map(each => each.outerHTML.slice(0, 120))"""
# Links inside a sentence may be as high as the line; every other target is at least 24 pixels.
SMALL = """[...document.querySelectorAll('a, button, summary, input, select')].filter(each => {
  if (!each.checkVisibility() || each.closest('.xc-skip, .xc-filters__skip') || each.tabIndex < 0) return false
  const box = each.getBoundingClientRect(), above = each.closest('label')?.getBoundingClientRect() ?? box
  const alone = each.parentElement.textContent.trim() === each.textContent.trim()
  const inline = getComputedStyle(each).display === 'inline' && !alone
  const height = Math.max(box.height, above.height), width = Math.max(box.width, above.width)
  return !inline && box.right > 0 && Math.min(height, width) < 23.5
}).map(each => each.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def address(own_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(own_site).rstrip("/")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_letters_may_be_large_and_wide(page: Page, address: str, name: str) -> None:
    page.set_viewport_size({"width": 1024, "height": 800})
    page.goto(f"{address}/{PAGES[name]}")
    page.add_style_tag(content=SPACING)
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1024
    page.add_style_tag(content="html { font-size: 250% !important }")  # twice the theme's own
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1024


@pytest.mark.parametrize("name", PAGES)
def test_every_target_is_large_enough_for_a_finger(page: Page, address: str, name: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/{PAGES[name]}")
    assert page.evaluate(SMALL) == []


def pages_of(page: Page, url: str, paper: str) -> list[str]:
    """The words of each printed page."""
    page.goto(url)
    page.evaluate("document.querySelectorAll('img').forEach(each => each.loading = 'eager')")
    page.evaluate("Promise.all([...document.images].map(each => each.decode()))")
    document = pypdfium2.PdfDocument(BytesIO(page.pdf(format=paper)))
    return [sheet.get_textpage().get_text_bounded() for sheet in document]


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_every_work_is_printed_on_two_pages_with_its_credit_and_address(
    page: Page, address: str, own_site: Path, paper: str
) -> None:
    for record in sorted((own_site / "works").glob("*/work.json")):
        slug = record.parent.name
        found = pages_of(page, f"{address}/works/{slug}/", paper)
        assert len(found) <= 2, slug
        words = "".join(found).replace("\r", "").replace("\n", "")
        assert f"http://127.0.0.1/works/{slug}/" in words, slug


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_the_gallery_is_printed_with_nine_cards_a_page(page: Page, address: str, own_site: Path, paper: str) -> None:
    found = pages_of(page, f"{address}/gallery/", paper)
    works = [json.loads(path.read_text("utf-8")) for path in (own_site / "works").glob("*/work.json")]
    shown = ["".join(words.split()) for words in found]
    held = [sum("".join(work["name"].split()) in words for work in works) for words in shown]
    assert sum(held) == len(works)
    assert all(6 <= number <= 9 for number in held[:-1])
    assert "Searchtheworks" not in "".join(shown)


def test_a_mural_is_read_from_end_to_end_by_keys_too_and_its_page_does_not_move(
    page: Page, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    project = Project(tmp_path)
    folder = project.work("mural", pictures=2)
    Image.new("RGB", (9_000, 600), "teal").save(folder / "01.jpg")
    project.built()
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{serve(project.site).rstrip('/')}/works/mural/")
        strip, picture = page.locator(".xc-strip"), page.locator(".xc-strip img")
        assert page.locator(".xc-strip").count() == 1  # the second picture is none
        assert picture.evaluate("each => each.clientHeight") >= 240
        assert strip.evaluate("each => each.scrollWidth > each.clientWidth * 2")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator(".xc-strip a").focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.querySelector('.xc-strip').scrollLeft > 0")

"""The paths of visitors over the collection itself, in a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from project import LATE, broken_links, looked_at, too_wide, unfolded

PAGES = {
    "home": "",
    "gallery": "gallery/",
    "about": "about/",
    "the exhibits": "exhibits/",
    "an exhibit": "exhibits/looking-longer/",
    "a document": "works/how-loud-is-our-hall/",
    "a task as a document": "works/how-loud-is-our-hall/task/",
    "a film": "works/a-bean-wakes-up/",
    "a recording": "works/one-note-for-lining-up/",
    "a comic": "works/the-sock-that-walked-home/",
    "a text without pictures": "works/a-bench-for-the-bus-stop/",
    "a text to look at": "works/a-bench-for-the-bus-stop/look/",
    "a ladder of drafts": "works/a-snail-in-six-tries/",
    "a work with words in Spanish": "es/works/a-snail-in-six-tries/",
    "a long title": "works/a-street-of-many-windows/",
    "a writing": "works/the-morning-the-bus-broke-down/",
    "an embedded writing": "works/the-morning-the-bus-broke-down/embed/",
    "a task and a scoring tool": "works/how-high-can-paper-stand/",
    "a work's task": "works/how-high-can-paper-stand/task/",
    "a work to look at": "works/how-high-can-paper-stand/look/",
    "an embedded work": "works/four-cards-from-the-feeder/embed/",
    "a tour": "works/a-knot-of-eight-strands/",
    "a work in Spanish": "works/un-huerto-en-la-azotea/",
    "a work in Arabic": "works/our-well/",
    "a poem in Japanese": "works/three-lines-about-rain/",
    "plans by time": "routes/",
    "a plan": "routes/50-students/",
    "the protocols": "protocols/",
    "a protocol": "protocols/two-walks/",
    "a sheet for participants": "protocols/one-lesson/handout/",
    "a sheet in Spanish": "es/protocols/two-walks/handout/",
    "the note catchers": "catchers/",
    "a note catcher": "catchers/two-walks/",
    "a note catcher that keeps the years": "catchers/summary/",
    "questions": "faq/",
    "questions in Spanish": "es/faq/",
    "where to begin": "start/",
    "films": "guides/films/",
    "a guide with a table": "guides/reading-together/",
    "a page that has a picture numbered": "curators/places/",
    "a grade": "grade/2/",
    "a subject": "subject/visual-arts/",
    "a format": "format/drawing-and-painting/",
    "a format without works": "format/game/",
    "an attribute": "attribute/care-precision/",
    "a standard": "standard/ccss-ela/w.2.7/",
    "all standards": "standard/",
    "all attributes": "attribute/",
    "all keywords": "keyword/",
    "comparing": "compare/",
    "searching": "search/",
    "a work that was taken down": "works/an-older-work/",
    "an address without a page": "no/such/page",
}
SNAIL = "A snail in six tries"


class Visitor:
    """A page with an eye on everything that must never happen."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.faults: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda request: self._asked(request.url))

    def _said(self, message: ConsoleMessage) -> None:
        # Where a picture is opened by itself no page can name an icon, and the browser asks for one at the host's root.
        if message.type in ("error", "warning") and not message.location.get("url", "").endswith("/favicon.ico"):
            self.faults += [] if LATE in message.text else [message.text]

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"a request to {url}")

    def go(self, path: str = "") -> Page:
        self.page.goto(f"{self.address}/{path}".replace("//works", "/works"))
        return self.page


@pytest.fixture
def visitor(enter: Callable[..., Page], address: str) -> Iterator[Visitor]:
    visitor = Visitor(enter(viewport={"width": 1440, "height": 900}), address.rstrip("/"))
    yield visitor
    assert visitor.faults == []


def test_every_link_of_the_collection_leads_somewhere(site: Path) -> None:
    assert broken_links(site) == []


def test_the_draft_and_the_withdrawn_work_do_not_appear(site: Path) -> None:
    shown = b"".join(path.read_bytes() for path in site.rglob("*") if path.suffix in (".html", ".json", ".xml", ".csv"))
    assert b"a-quiet-corner" not in shown
    assert b"quiet corner" not in shown.lower()
    withdrawn = (site / "works/an-older-work/index.html").read_text("utf-8")
    assert "no longer shown" in withdrawn
    assert "noindex" in withdrawn


# Every page is asked for once, and looked at in every way that a visitor may.

BENT = """async () => {
  document.querySelectorAll('img').forEach((each) => { each.loading = 'eager' })
  await Promise.all([...document.images].filter((each) => each.src).map((each) => each.decode()))
  return [...document.images].filter((each) => {
    const box = each.getBoundingClientRect(), own = each.naturalWidth / each.naturalHeight
    const bent = getComputedStyle(each).objectFit !== 'contain' && Math.abs(box.width / box.height / own - 1) > 0.02
    return box.width > 0 && (bent
      || !each.getAttribute('width') || !each.getAttribute('height') || each.getAttribute('alt') === null)
  }).map((each) => each.currentSrc)
}"""
# WCAG 1.4.12: what a reader may set, and nothing may be lost by it.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
LARGE = "html { font-size: 250% !important }"  # twice the theme's own
STYLED = """(text) => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(text)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}"""
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


def lost(page: Page) -> dict[str, Any]:
    """What is lost where letters are wide, and then large too."""
    found = {}
    for name, style in (("wide letters", SPACING), ("large letters", LARGE)):
        page.evaluate(STYLED, style)
        found[f"cut off by {name}"] = page.evaluate(CLIPPED)
        found[f"too wide for {name}"] = too_wide(page, 1024)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_however_it_is_looked_at(visitor: Visitor, name: str) -> None:
    page = visitor.go(PAGES[name])
    wrong: dict[str, Any] = {"bent or cropped pictures": page.evaluate(BENT)}
    page.set_viewport_size({"width": 390, "height": 844})
    wrong["too small for a finger"] = page.evaluate(SMALL)
    wrong["breaks a rule of accessibility"] = looked_at(unfolded(page))
    wrong |= lost(page)
    assert {claim: found for claim, found in wrong.items() if found} == {}
    visitor.faults[:] = [fault for fault in visitor.faults if name != "an address without a page" or "404" not in fault]


def test_what_is_wrong_with_a_page_is_told(visitor: Visitor) -> None:
    page = visitor.go("about/")
    assert looked_at(page) == []
    page.locator("main p").first.evaluate("(each) => { each.style.color = '#ccc'; each.style.width = '1500px' }")
    page.locator("main p").nth(1).evaluate("(each) => each.setAttribute('lang', 'qqqqq')")
    told = [(look, rule) for look, rule, _ in looked_at(page)]
    assert ("light", "color-contrast") in told
    assert ("dark", "valid-lang") in told
    assert ("cut off", "360") in told


def test_a_visitor_walks_from_home_to_a_work_and_on_and_back(visitor: Visitor) -> None:
    page = visitor.go()
    page.get_by_role("link", name="Browse the gallery").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gallery")
    page.get_by_role("link", name=SNAIL).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SNAIL)
    page.get_by_role("link", name="Next work").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(SNAIL)
    page.go_back()
    page.get_by_role("navigation", name="Where you are").get_by_role("link", name="Grade 1", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Work from Grade 1")
    page.get_by_role("link", name=SNAIL).click()
    page.locator(".xc-piece a").first.click()
    page.get_by_role("dialog").get_by_role("img").wait_for()
    page.go_back()
    page.get_by_role("dialog").wait_for(state="detached")
    expect(page.get_by_role("heading", level=1)).to_have_text(SNAIL)


def test_the_keyboard_alone_reaches_a_work(visitor: Visitor) -> None:
    page = visitor.go("gallery/")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.textContent.trim()")
    assert first == "Skip to content"
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.xc-card > a')"):
            break
    assert page.evaluate("document.activeElement.matches('.xc-card > a')")
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/works/**")


def test_without_javascript_every_work_picture_and_word_is_there(
    enter: Callable[..., Page], address: str, site: Path
) -> None:
    page = enter(java_script_enabled=False)
    page.goto(f"{address}gallery/")
    assert not page.locator("#xc-query").is_visible()
    links = page.locator(".xc-card > a")
    works = sorted(path.parent.name for path in (site / "works").glob("*/work.json"))
    assert links.count() == len(works) >= 6
    assert sorted((link.get_attribute("href") or "").split("/")[-2] for link in links.all()) == works
    for slug in works:
        page.goto(f"{address}works/{slug}/")
        assert page.locator(".xc-piece").first.is_visible()
        for picture in page.locator(".xc-piece img").all():
            picture.scroll_into_view_if_needed()
            assert picture.is_visible()


def test_a_word_typed_in_the_gallery_finds_the_work(visitor: Visitor) -> None:
    page = visitor.go("gallery/")
    page.locator("#xc-query").fill("snail")
    page.get_by_role("status").get_by_text("found").wait_for()
    expect(page.locator("[data-results] .xc-card__title").first).to_have_text(SNAIL)
    page.locator("[data-results] a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SNAIL)


def test_a_work_in_another_language_says_so(visitor: Visitor) -> None:
    page = visitor.go("works/un-huerto-en-la-azotea/")
    assert page.locator("article.xc-work").get_attribute("lang") == "es"
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_choice_of_colours_is_kept_and_one_that_the_device_makes_anyway_is_not(visitor: Visitor) -> None:
    page = visitor.go()
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Light or dark").click()
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    assert page.evaluate(ground) == dark
    assert page.evaluate("Object.keys(localStorage)") == ["excellence.scheme"]
    page.get_by_role("button", name="Light or dark").click()
    assert page.evaluate(ground) == light
    assert page.evaluate("Object.keys(localStorage)") == []


def test_without_a_script_the_colours_follow_the_device(enter: Callable[..., Page], address: str) -> None:
    grounds = set()
    page = enter(java_script_enabled=False)
    page.goto(address)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        # Read from the picture, since nothing can be asked of a page without scripts.
        grounds.add(page.screenshot(clip={"x": 0, "y": 700, "width": 1, "height": 1}))
    assert len(grounds) == 2


def test_a_work_leads_on_through_the_listing_it_was_chosen_from(visitor: Visitor) -> None:
    page = visitor.go("subject/visual-arts/")
    titles = page.locator(".xc-card__title").all_inner_texts()
    assert len(titles) > 2
    page.locator(".xc-card > a").first.click()
    assert page.locator("a[rel=prev]").is_hidden()
    for title in titles[1:]:
        page.get_by_role("link", name="Next work").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert page.locator("a[rel=next]").is_hidden()
    page.get_by_role("navigation", name="Where you are").get_by_role("link", name="Visual arts").click()
    assert page.url.endswith("/subject/visual-arts/")


def test_a_page_in_another_language_stands_in_a_frame_of_that_language(visitor: Visitor) -> None:
    page = visitor.go("es/works/a-snail-in-six-tries/")
    assert page.locator("html").get_attribute("lang") == "es"
    assert page.get_by_role("navigation", name="Secciones del sitio").get_by_role("link", name="Galería").count() == 1
    assert page.get_by_role("button", name="Claro u oscuro").is_visible()


def test_the_typefaces_that_come_first_are_in_use(desk: Page, address: str) -> None:
    """A page asks for them before it knows that it needs them: it must."""
    desk.goto(address)
    used = """document.fonts.ready.then((all) => [...all].filter((each) => each.status === "loaded").length)"""
    assert desk.evaluate(used) >= desk.locator("link[rel=preload][as=font]").count() > 0

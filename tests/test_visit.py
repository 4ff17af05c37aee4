"""The paths of visitors over the collection itself, in a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from project import broken_links

PAGES = {
    "home": "",
    "gallery": "gallery/",
    "about": "about/",
    "the exhibits": "exhibits/",
    "an exhibit": "exhibits/looking-closely/",
    "a document": "works/where-does-our-lunch-go/",
    "a film": "works/where-does-the-rain-go/",
    "a recording": "works/four-bells-for-a-rainy-recess/",
    "a comic": "works/the-vanishing-puddle/",
    "a text without pictures": "works/keep-the-saturday-library/",
    "a text to look at": "works/keep-the-saturday-library/look/",
    "a task as a document": "works/where-does-our-lunch-go/task/",
    "plans by time": "routes/",
    "a plan": "routes/50-students/",
    "a note catcher": "catchers/quality-work/",
    "questions": "faq/",
    "where to begin": "start/",
    "how to send work": "submit/",
    "a guide with a table": "guides/bringing-student-work/",
    "a guide with a conversation": "guides/student-work-as-data/",
    "a work with words in Spanish": "works/luna-moth-six-drafts/es/",
    "a project with pictures": "works/small-acts-of-courage/",
    "a ladder of drafts": "works/luna-moth-six-drafts/",
    "a writing": "works/the-night-the-power-went-out/",
    "a task and a scoring tool": "works/how-fast-does-our-river-run/",
    "a tour": "works/one-circle-twelve-points/",
    "a work in Spanish": "works/recetas-de-nuestras-abuelas/",
    "a grade": "grade/4/",
    "a subject": "subject/visual-arts/",
    "a format": "format/drawing-and-painting/",
    "a format without works": "format/game/",
    "an attribute": "attribute/care-precision/",
    "a standard": "standard/ccss-ela/w.2.7/",
    "all standards": "standard/",
    "all attributes": "attribute/",
    "all keywords": "keyword/",
    "a work to look at": "works/how-fast-does-our-river-run/look/",
    "a writing to look at": "works/the-night-the-power-went-out/look/",
    "a work's task": "works/how-fast-does-our-river-run/task/",
    "an embedded work": "works/pond-cards/embed/",
    "an embedded writing": "works/the-night-the-power-went-out/embed/",
    "an address without a page": "no/such/page",
}
WIDTHS = (360, 768, 1440)
# A contrast of 1:1 is no violation for axe but an open question; here it is a violation.
INVISIBLE = "equalRatio"


@pytest.fixture(scope="session")
def site(own_site: Path) -> Path:
    return own_site


@pytest.fixture(scope="session")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site)


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
            self.faults.append(message.text)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"a request to {url}")

    def go(self, path: str = "") -> Page:
        self.page.goto(f"{self.address}/{path}".replace("//works", "/works"))
        return self.page


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context
    assert context.cookies() == []
    context.close()


@pytest.fixture
def visitor(context: BrowserContext, address: str) -> Iterator[Visitor]:
    visitor = Visitor(context.new_page(), address.rstrip("/"))
    yield visitor
    assert visitor.faults == []


def test_every_link_of_the_collection_leads_somewhere(site: Path) -> None:
    assert broken_links(site) == []


def test_the_draft_and_the_withdrawn_work_do_not_appear(site: Path) -> None:
    shown = b"".join(path.read_bytes() for path in site.rglob("*") if path.suffix in (".html", ".json", ".xml", ".csv"))
    assert b"a-map-of-quiet-places" not in shown
    assert b"quiet places" not in shown.lower()
    withdrawn = (site / "works/an-earlier-work/index.html").read_text("utf-8")
    assert "no longer shown" in withdrawn
    assert "noindex" in withdrawn


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_breaks_a_rule_of_accessibility(browser: Browser, address: str, name: str, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{address.rstrip('/')}/{PAGES[name]}")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        result = Axe().run(page).response
        found += [(width, rule["id"], node["html"]) for rule in result["violations"] for node in rule["nodes"]]
        unsure = [node for rule in result["incomplete"] if rule["id"] == "color-contrast" for node in rule["nodes"]]
        found += [(width, "invisible", node["html"]) for node in unsure if INVISIBLE in str(node["any"])]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    assert found == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_narrow_telephone(visitor: Visitor, name: str) -> None:
    visitor.page.set_viewport_size({"width": 320, "height": 640})
    page = visitor.go(PAGES[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    visitor.faults[:] = [fault for fault in visitor.faults if name != "an address without a page" or "404" not in fault]


@pytest.mark.parametrize("name", PAGES)
def test_no_picture_is_cropped_or_bent(visitor: Visitor, name: str) -> None:
    page = visitor.go(PAGES[name])
    page.evaluate("document.querySelectorAll('img').forEach(each => each.loading = 'eager')")
    page.evaluate("Promise.all([...document.images].map(each => each.decode()))")
    bent = page.evaluate(
        """[...document.images].filter(each => {
            const box = each.getBoundingClientRect()
            const own = each.naturalWidth / each.naturalHeight
            return box.width > 0 && (Math.abs(box.width / box.height / own - 1) > 0.02
                || !each.getAttribute('width') || !each.getAttribute('height') || each.getAttribute('alt') === null)
        }).map(each => each.currentSrc)"""
    )
    assert bent == []
    visitor.faults[:] = [fault for fault in visitor.faults if name != "an address without a page" or "404" not in fault]


def test_a_visitor_walks_from_home_to_a_work_and_on_and_back(visitor: Visitor) -> None:
    page = visitor.go()
    page.get_by_role("link", name="Browse the gallery").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Gallery"
    page.get_by_role("link", name="Luna moth").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Luna moth, six drafts"
    page.get_by_role("link", name="Next work").click()
    assert page.get_by_role("heading", level=1).inner_text() != "Luna moth, six drafts"
    page.go_back()
    page.get_by_role("navigation", name="Where you are").get_by_role("link", name="Grade 1", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Work from Grade 1"
    page.get_by_role("link", name="Luna moth").click()
    page.locator(".xc-piece a").first.click()
    page.get_by_role("dialog").get_by_role("img").wait_for()
    page.go_back()
    page.get_by_role("dialog").wait_for(state="detached")
    assert page.get_by_role("heading", level=1).inner_text() == "Luna moth, six drafts"


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


def test_without_javascript_every_work_picture_and_word_is_there(browser: Browser, address: str, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address.rstrip('/')}/gallery/")
    assert not page.locator("#xc-query").is_visible()
    links = page.locator(".xc-card > a")
    works = len(list((site / "works").glob("*/work.json")))
    assert links.count() == works >= 6
    for index in range(works):
        page.goto(f"{address.rstrip('/')}/gallery/")
        page.locator(".xc-card > a").nth(index).click()
        assert page.locator(".xc-piece").first.is_visible()
        for picture in page.locator(".xc-piece img").all():
            picture.scroll_into_view_if_needed()
            assert picture.is_visible()
    context.close()


def test_a_word_typed_in_the_gallery_finds_the_work(visitor: Visitor) -> None:
    page = visitor.go("gallery/")
    page.locator("#xc-query").fill("moth")
    page.get_by_role("status").get_by_text("found").wait_for()
    assert page.locator("[data-results] .xc-card__title").first.inner_text() == "Luna moth, six drafts"
    page.locator("[data-results] a").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Luna moth, six drafts"


def test_a_work_in_another_language_says_so(visitor: Visitor) -> None:
    page = visitor.go("works/recetas-de-nuestras-abuelas/")
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


def test_without_a_script_the_colours_follow_the_device(browser: Browser, address: str) -> None:
    grounds = set()
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, java_script_enabled=False)
        page = context.new_page()
        page.goto(address)
        # Read from the picture, since nothing can be asked of a page without scripts.
        grounds.add(page.screenshot(clip={"x": 0, "y": 700, "width": 1, "height": 1}))
        context.close()
    assert len(grounds) == 2


def test_a_work_leads_on_through_the_listing_it_was_chosen_from(visitor: Visitor) -> None:
    page = visitor.go("subject/visual-arts/")
    titles = page.locator(".xc-card__title").all_inner_texts()
    assert len(titles) > 2
    page.locator(".xc-card > a").first.click()
    assert page.locator("a[rel=prev]").is_hidden()
    for title in titles[1:]:
        page.get_by_role("link", name="Next work").click()
        assert page.get_by_role("heading", level=1).inner_text() == title
    assert page.locator("a[rel=next]").is_hidden()
    page.get_by_role("navigation", name="Where you are").get_by_role("link", name="Visual arts").click()
    assert page.url.endswith("/subject/visual-arts/")


def test_a_page_in_another_language_stands_in_a_frame_of_that_language(visitor: Visitor) -> None:
    page = visitor.go("works/luna-moth-six-drafts/es/")
    assert page.locator("html").get_attribute("lang") == "es"
    assert page.get_by_role("navigation", name="Secciones del sitio").get_by_role("link", name="Galería").count() == 1
    assert page.get_by_role("button", name="Claro u oscuro").is_visible()

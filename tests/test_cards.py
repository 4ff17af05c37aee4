"""One card: what the gallery's search draws in the browser is what the server draws, node by node."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from project import Project, faults_of

WORKS = {
    "newts": "Newts of the pond",
    "river": "A river as long as the wall",
    "recipes": "Recetas del jardín",
    "frogs": "ضفادع النهر",
    "oath": 'An oath & a <b>promise</b> to {title} "us"',
    "garden": "El diario del huerto",
}
# Everything but what only tells a browser in which order to load pictures; addresses in full.
CARD = """(card) => {
    const full = (address) => new URL(address, document.baseURI).href
    const shown = {
        href: full, src: full, loading: () => "", fetchpriority: () => "",
        srcset: (set) => set.split(", ").map((one) => full(one)).join(", "),
    }
    const told = (node) => node.nodeType !== 1 ? node.data : [
        node.localName,
        Object.fromEntries([...node.attributes].map(({ name, value }) => [name, (shown[name] ?? String)(value)])
            .filter(([name, value]) => !shown[name] || value).sort()),
        [...node.childNodes].map(told),
    ]
    return told(card)
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A work of each form of card: with a picture, with a wide one, in other languages, and with words alone."""
    project = Project(tmp_path_factory.mktemp("cards"))
    project.work("newts", title=WORKS["newts"])
    folder = project.work("river", title=WORKS["river"])
    Image.effect_noise((1800, 600), 90).convert("RGB").save(folder / "01.jpg")
    project.work("recipes", title=WORKS["recipes"], language="es")
    project.work("frogs", title=WORKS["frogs"], language="ar")
    project.work("oath", title=WORKS["oath"], pictures=0, quote="We “promise” {quote} & <keep> it.")
    project.work("garden", title=WORKS["garden"], pictures=0, language="es")
    return project.built()


@pytest.fixture
def gallery(browser: Browser, site: Path, serve: Callable[[Path], str]) -> Iterator[Page]:
    page = browser.new_page()
    address = serve(site)
    faults = faults_of(page, address)
    page.goto(f"{address}gallery/")
    yield page
    assert faults == []
    page.close()


def test_a_card_that_is_found_is_the_servers_own(gallery: Page) -> None:
    forms = set()
    for slug, title in WORKS.items():
        of_server = gallery.locator(f".xc-gallery .xc-card:has(> a[href*='/{slug}/'])")
        gallery.get_by_role("searchbox", name="Search the works").fill(title)
        found = gallery.locator(f"[data-results] .xc-card:has(> a[href*='/{slug}/'])")
        expect(found).to_have_count(1)
        assert found.evaluate(CARD) == of_server.evaluate(CARD)
        lang, way = found.get_attribute("lang"), found.get_attribute("dir")
        forms.add((found.locator("img").count(), "wide" in (found.get_attribute("class") or ""), lang, way))
    assert forms == {
        (1, False, None, None),
        (1, True, None, None),
        (1, False, "es", None),
        (1, False, "ar", "rtl"),
        (0, False, None, None),
        (0, False, "es", None),
    }


def test_the_template_asks_for_nothing_and_names_no_address(gallery: Page) -> None:
    template = gallery.locator("template[data-cards]")
    assert template.evaluate("each => each.content.querySelectorAll('.xc-card').length") == 3
    assert template.evaluate("each => each.content.querySelectorAll('[href], [src], [srcset]').length") == 0

"""What a first look at a work costs: which file of a picture a browser takes, how many, and how heavy they are."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page

from in_process import Project
from test_layout import unpainted

# Bytes of a page at its first look, of which words, fonts, styles and scripts may take a fifth, packed as hosts do.
MOST = 500_000 * 4 // 5
PHONE = {"viewport": {"width": 412, "height": 915}, "device_scale_factor": 2.6, "is_mobile": True, "has_touch": True}
DESK = {"viewport": {"width": 1440, "height": 900}}
WINDOWS = ((360, 740), (412, 915), (768, 1024), (1024, 768), (1440, 900))
LOADED = """() => performance.getEntriesByType("resource")
    .filter(({ name }) => /[.](webp|jpg)$/.test(name)).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)"""
# Of every picture: how wide its `sizes` say it is, how wide it is, and where. A query or a comma may stand in brackets.
SAID = r"""() => {
    const probe = document.body.appendChild(document.createElement("div"))
    const told = (sizes) => {
        for (const part of sizes.split(/, (?![^(]*\))/)) {
            const [, query, width] = /^((?:\([a-z-]+: [^)]+\)(?: and )?)*) ?(.+)$/.exec(part)
            if (query && !matchMedia(query).matches) continue
            probe.style.width = width
            return probe.getBoundingClientRect().width
        }
    }
    document.querySelectorAll("details").forEach((each) => { each.open = true })
    const found = [...document.querySelectorAll("picture")].map((picture) => [
        told(picture.querySelector("source").sizes), picture.querySelector("img").getBoundingClientRect().width,
        picture.closest(".xc-card, .xc-exhibits__row") ? "row" : picture.closest("[class]").className,
    ])
    probe.remove()
    return found.filter(([, shown]) => shown)
}"""
PAGES = ("", "gallery/", "exhibits/", "exhibits/looking-longer/", "attribute/care-precision/")


def weight(page: Page, address: str) -> int:
    """The bytes of the pictures of a page that nobody has scrolled."""
    page.goto(address, wait_until="networkidle")
    return int(page.evaluate(LOADED))


def works(site: Path) -> list[str]:
    slugs = [record.parent.name for record in sorted((site / "works").glob("*/work.json"))]
    return [f"works/{slug}/" for slug in slugs]


@pytest.fixture(scope="module")
def grainy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A work of four pictures that are all cuts and grain, as linocuts are, and one that is related."""
    project = Project(tmp_path_factory.mktemp("grainy"))
    for slug in ("linocuts", "woodcuts"):
        folder = project.work(slug, pictures=4)
        for number in range(1, 5):
            cut(f"{slug} {number}").save(folder / f"{number:02}.jpg", quality=90)
    return project.built()


def cut(seed: str) -> Image.Image:
    """A picture of 1,300 by 1,600 pixels in black and white, with an edge everywhere and grain upon it."""
    choose = random.Random(seed)
    edges = Image.frombytes("L", (104, 128), choose.randbytes(104 * 128)).resize((1300, 1600), Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", (650, 800), choose.randbytes(650 * 800)).resize((1300, 1600))
    return Image.blend(edges.point(lambda value: 235 if value > 128 else 30), grain, 0.05).convert("RGB")


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_a_work_of_nothing_but_grain_is_light_at_first(
    enter: Callable[..., Page], serve: Callable[[Path], str], grainy: Path, screen: dict[str, Any]
) -> None:
    assert 0 < weight(enter(**screen), f"{serve(grainy)}works/linocuts/") <= MOST


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_no_work_is_heavy_at_first(
    enter: Callable[..., Page], address: str, site: Path, screen: dict[str, Any]
) -> None:
    page = enter(**screen)
    rich = [work for work in works(site) if (site / work / "index.html").read_text("utf-8").count("<picture>") > 12]
    weights = {work: weight(page, address + work) for work in rich}
    assert weights
    assert {work: found for work, found in weights.items() if found > MOST} == {}


def test_a_phone_takes_fewer_dots_than_it_has_and_a_desk_all(
    enter: Callable[..., Page], serve: Callable[[Path], str], grainy: Path
) -> None:
    address = f"{serve(grainy)}works/linocuts/"
    for screen, width in ((PHONE, 640), (DESK, 640), (DESK | {"device_scale_factor": 2}, 1280)):
        page = enter(**screen)
        page.goto(address)
        first = page.locator(".xc-piece img").first
        assert first.evaluate("(each) => each.decode().then(() => each.currentSrc)").endswith(f"-{width}.webp")


def test_pictures_of_other_works_wait_until_somebody_comes_near(page: Page, address: str, site: Path) -> None:
    for work in works(site):
        unpainted(page).goto(address + work)
        assert page.locator("img:not([loading=lazy])").count() <= 1, work
        assert page.locator(".xc-relation img:not([loading=lazy])").count() == 0, work


@pytest.fixture
def page(enter: Callable[..., Page]) -> Page:
    return enter()


def test_what_is_said_of_a_width_is_true_at_every_window(page: Page, address: str, site: Path) -> None:
    whole = [*works(site), *(f"{work}look/" for work in works(site)[::3])]
    drawn = 0
    for name in (*PAGES, *whole):
        unpainted(page).goto(address + name)
        for width, height in WINDOWS:
            page.set_viewport_size({"width": width, "height": height})
            found = page.evaluate(SAID)
            drawn += len(found)
            # A row is stretched or pressed until it is full, cards by up to 45 hundredths: the middle is said.
            wrong = [each for each in found if abs(each[0] / each[1] - 1) > (0.25 if each[2] == "row" else 0.15)]
            assert wrong == [], (name, width)
    assert drawn > 400

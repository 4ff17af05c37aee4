"""The collection at a glance: every mark of its drawings is a link, tables say the same, and a map finds no child."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page

from excellence.collection.balance import balance_of
from excellence.collection.collection import Collection
from excellence.collection.facets import facet_keys
from excellence.collection.published import Published
from excellence.model.vocabulary import Vocabulary
from excellence.model.work import School
from excellence.reading.vocabulary import read_vocabulary
from excellence.rendering.balance import BalanceViews
from excellence.rendering.charts import Bar, shade_of
from excellence.rendering.grids import Area, matrix, tile_map
from excellence.rendering.links import Links
from excellence.rendering.overview import OverviewViews
from excellence.rendering.strings import words
from excellence.rendering.views import Views
from project import COLLECTION, ROOT, faults_of, looked_at, unfolded
from record import record

VOCABULARY, _ = read_vocabulary(COLLECTION / "works" / "vocabulary.yml", "works/vocabulary.yml")
OURS, _ = read_vocabulary(ROOT / "works" / "vocabulary.yml", "works/vocabulary.yml")
SVG = "{http://www.w3.org/2000/svg}"


def page(*works: Published, vocabulary: Vocabulary = VOCABULARY, language: str = "en") -> Any:
    held = Collection.of(works, vocabulary).spoken(language)
    views = Views(held, Links("overview/index.html"), words(language), language)
    return OverviewViews(BalanceViews(balance_of(held), views, "gallery/index.html")).page()


def work(slug: str, region: str | None = None, country: str | None = None, **said: Any) -> Published:
    return Published(record(slug, school=School(region=region, country=country), **said))


def marks(chart: str) -> dict[str, str]:
    """The links of a drawing by what they are called."""
    found = re.findall(r'<a href="([^"]*)" aria-label="([^"]*)">', chart)
    return {said: href.replace("&amp;", "&") for href, said in found}


# Which region is meant


@pytest.mark.parametrize(
    ("said", "country", "key"),
    [
        ("Northeast", "US", "northeast"),
        ("northeast", None, "northeast"),
        ("  new   ENGLAND ", "US", "northeast"),
        ("Vermont", "US", "northeast"),
        ("Great Lakes", None, "great-lakes"),
        ("North", "CA", ""),
        ("South", "CA", ""),  # of another country
        ("Brattleboro, Vermont", "US", ""),  # a town is no region
        ("", "US", ""),
        (None, None, ""),
    ],
)
def test_a_region_is_known_by_its_names_in_its_country(said: str | None, country: str | None, key: str) -> None:
    assert OURS.region(said, country) == key
    assert OURS.spoken("es").region(said, country) == key
    assert facet_keys(work("a", said, country).work, "region", OURS) == ((key,) if key else ())


def test_every_state_has_a_square_of_its_own_and_every_region_holds_together_in_both_languages() -> None:
    tiles = [tile for region in OURS.regions.values() for tile in region.tiles]
    assert len(tiles) == len(set(tiles)) == 51
    for language in ("en", "es"):
        drawn = page(work("a"), vocabulary=OURS, language=language)["map"]["chart"]
        assert drawn.count("xc-map__number") == len(OURS.regions)
        letters = re.sub(r"\s+", " ", " ".join(ElementTree.fromstring(svg(drawn)).itertext()))
        for label in OURS.spoken(language).terms("regions").values():
            assert letters.count(label) >= 1, label


def svg(drawn: str) -> str:
    return str(drawn).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


# What is drawn


def test_marks_lead_to_their_works_and_tell_their_number() -> None:
    made = page(
        work("a", "North", "US", grades=("2", "K"), subjects=("visual-arts", "mathematics"), year=2024),
        work("b", "Deep South", grades=("2",), subjects=("visual-arts",), year=2022, formats=("cards/note-cards",)),
        work("c", "Somewhere", grades=("2",), subjects=("visual-arts",)),
        work("d", "Beyond the Sea", "FR", grades=("12",), subjects=("mathematics",)),
        work("e"),
    )
    assert marks(made["map"]["chart"]) == {"North: 1 work": "../region/north/", "South: 1 work": "../region/south/"}
    beneath = [(each["label"], each["href"], each["works"]) for each in made["map"]["beneath"]]
    assert beneath == [
        ("Beyond the sea", "../region/beyond-the-sea/", "1"),
        ("From elsewhere", "", "1"),
        ("Without a region", "", "1"),
    ]
    grid = marks(made["grid"]["chart"])
    assert grid["Grade 2, Visual arts: 4 works"] == "../gallery/?grade=2&subject=visual-arts"
    assert grid["Grade 2: 4 works"] == "../grade/2/"
    assert grid["World languages: 0 works"] == "../subject/world-languages/"
    assert not any(said.startswith("Grade 7, ") for said in grid)
    assert next(iter(marks(made["formats"]["chart"]))).startswith("Cards: 5")
    assert marks(made["years"]["chart"]) == {"2021–22: 1 work": "../year/2022/", "2023–24: 1 work": "../year/2024/"}
    assert [(row["label"], row["works"]) for row in made["years"]["rows"]] == [
        ("2021–22", "1"),
        ("2022–23", "0"),
        ("2023–24", "1"),
        ("not said", "3"),
    ]
    for chart in (made[name]["chart"] for name in ("map", "grid", "formats", "years")):
        drawn = ElementTree.fromstring(svg(chart))
        assert drawn.get("role") == "group"
        assert drawn.findtext(f"{SVG}title") and drawn.findtext(f"{SVG}desc")


def test_a_collection_without_regions_has_no_map_and_one_whose_regions_have_no_squares_a_list() -> None:
    without = Vocabulary(VOCABULARY.lists | {"regions": {}}, VOCABULARY.groups)
    assert page(work("a", "North"), vocabulary=without)["map"] is None
    beyond = Vocabulary(
        VOCABULARY.lists | {"regions": {"beyond-the-sea": "Beyond"}}, VOCABULARY.groups, regions=VOCABULARY.regions
    )
    made = page(work("a", "Beyond the sea"), vocabulary=beyond)["map"]
    assert (made["chart"], [each["label"] for each in made["beneath"]]) == ("", ["Beyond"])


def test_few_years_are_named_each_and_many_every_second_up_to_the_last() -> None:
    made = page(*(work(f"w-{year}", year=year) for year in range(2001, 2027)))["years"]
    assert made["many"]
    named = re.findall(r'xc-chart__name"[^>]*>([^<]+)<', made["chart"])
    assert (len(named), named[-1]) == (13, "2025–26")
    assert len(marks(made["chart"])) == 26


def test_ten_thousand_are_written_with_separators() -> None:
    made = page(*(work(f"w-{number}", "East", "US", year=2026) for number in range(1_200)))
    assert made["figures"][0]["number"] == "1,200"
    for name in ("map", "grid", "formats", "years"):
        assert ">1,200<" in made[name]["chart"]


def test_nothing_that_is_written_in_a_list_becomes_markup() -> None:
    sly = Bar('"><script>alert(1)</script>', 1, "", '?a="&b', '"><img onerror=alert(1)>')
    for drawn in (matrix("m", "t", "s", [sly], [sly], [[sly]]), tile_map("m", "<b>", "<i>", [Area(sly, ((3, 3),))])):
        read = ElementTree.fromstring(svg(drawn))
        assert {each.tag.removeprefix(SVG) for each in read.iter()} <= {
            *("svg", "title", "desc", "a", "g", "rect", "path", "text"),
        }


def test_letters_turn_light_where_marks_are_dark() -> None:
    assert [shade_of(number, 5)[0] for number in range(1, 6)] == [0.13, 0.26, 0.4, 0.84, 1.0]
    assert ["light" in shade_of(number, 5)[1] for number in range(1, 6)] == [False, False, False, True, True]
    assert shade_of(1, 10_000)[0] == 0.13


# On the site


def test_a_region_has_a_page_and_a_filter_and_what_is_in_no_list_has_neither(site: Path) -> None:
    assert {path.name for path in (site / "region").iterdir()} == {"index.html", "north", "east", "south"}
    gallery = (site / "gallery" / "index.html").read_text("utf-8")
    assert set(re.findall(r'name="region" value="([^"]+)"', gallery)) == {"north", "east", "south"}
    told = (site / "overview" / "index.html").read_text("utf-8")
    assert "From elsewhere" in told
    assert "West" not in told
    assert "De otros lugares" in (site / "es" / "overview" / "index.html").read_text("utf-8")


def test_everybody_can_read_it_and_go_through_its_marks_by_keys(
    site: Path, enter: Callable[..., Page], serve: Callable[[Path], str]
) -> None:
    page, address = enter(), serve(site)
    faults = faults_of(page, address)
    page.goto(f"{address}overview/")
    assert looked_at(unfolded(page)) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator(".xc-overview__skip").first.focus()
    said = []
    for _ in range(3):
        page.keyboard.press("Tab")
        said.append(page.evaluate("document.activeElement.ariaLabel"))
    assert said == ["North: 1 work", "East: 1 work", "South: 1 work"]
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/region/south/")
    page.go_back()
    page.locator(".xc-overview__drawing--grid a[aria-label*=', ']").first.click()
    page.wait_for_url("**/gallery/?grade=*&subject=*")
    page.locator("[data-chips] li").nth(1).wait_for()
    assert faults == []

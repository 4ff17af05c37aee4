"""The gallery's filters in a real browser: choosing, counting, going away and coming back."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import ConsoleMessage, Page, expect

from in_process import Project
from project import looked_at

GRADES = ("K", "1", "2", "3")
SUBJECTS = ("mathematics", "visual-arts", "social-studies")


@pytest.fixture(scope="session")
def many(shared: Path) -> Path:
    """A hundred and thirty works: grade, subject and kind go round and round, so that every number is known.

    The first of all workers builds them.
    """
    folder = shared / "many"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            coming = shared / "many.coming"
            coming.mkdir()
            project = Project(coming)
            for number in range(130):
                project.work(
                    f"work-{number:03}",
                    pictures=0,
                    title=f"Work {(number * 37) % 130:03}",
                    grades=[GRADES[number % 4]],
                    subjects=[SUBJECTS[number % 3]],
                    kind="writing" if number % 2 else "project",
                    language="es" if number % 65 == 0 else "en",
                    year=2020 + number % 5,
                    added=str(date(2026, 12, 31) - timedelta(number)),
                )
            project.built()
            coming.rename(folder)
    return folder / "site"


@pytest.fixture(scope="session")
def listed(many: Path, serve: Callable[[Path], str]) -> str:
    """The address of their gallery."""
    return f"{serve(many)}gallery/"


def _is_ours(message: ConsoleMessage) -> bool:
    """Not what the browser says of a request that a test stopped."""
    return message.type == "error" and "ERR_FAILED" not in message.text


@pytest.fixture
def gallery(enter: Callable[..., Page], listed: str) -> Iterator[Page]:
    page = enter(viewport={"width": 1280, "height": 800})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if _is_ours(message) else None)
    page.goto(listed)
    yield page
    assert faults == []


def told(page: Page) -> Any:
    return expect(page.locator(".xc-gallery .xc-count"))


def choose(page: Page, facet: str, *labels: str) -> None:
    summary = page.locator("form[data-filters] summary", has_text=facet)
    if summary.locator("..").get_attribute("open") is None:
        summary.click()
    for label in labels:
        page.get_by_role("checkbox", name=label, exact=False).first.click()


def titles(page: Page) -> list[str]:
    return page.locator(".xc-gallery .xc-card__title").all_inner_texts()


def number_of(page: Page, name: str, value: str) -> str | None:
    return page.locator(f"label:has(input[name={name}][value='{value}']) .xc-number").text_content()


def test_values_of_a_facet_add_up_and_facets_cut_down(gallery: Page) -> None:
    choose(gallery, "Grade", "Kindergarten")
    told(gallery).to_have_text("33 of 130 works")
    choose(gallery, "Grade", "Grade 2")
    told(gallery).to_have_text("65 of 130 works")
    choose(gallery, "Subject", "Mathematics")
    told(gallery).to_have_text("22 of 130 works")
    assert gallery.url.endswith("?grade=K&grade=2&subject=mathematics")


def test_counts_are_those_under_the_other_filters_and_nothing_is_taken_away(gallery: Page) -> None:
    before = gallery.locator("form[data-filters] label:has(input)").count()
    assert number_of(gallery, "grade", "K") == "33"
    choose(gallery, "Subject", "Mathematics")
    told(gallery).to_have_text("44 of 130 works")
    choose(gallery, "Grade")
    expect(gallery.locator("label:has(input[name=grade][value='K']) .xc-number")).to_have_text("11")
    # The facet's own counts do not change: another of its values would add works.
    assert number_of(gallery, "subject", "visual-arts") == "43"
    assert gallery.locator("form[data-filters] label:has(input)").count() == before


def test_an_address_with_filters_shows_what_it_says_and_passes_over_what_nobody_knows(gallery: Page) -> None:
    gallery.goto(gallery.url + "?grade=3&grade=99&colour=red&subject=social-studies&sort=nonsense")
    told(gallery).to_have_text("10 of 130 works")
    chips = gallery.locator("[data-chips] button").all_text_contents()
    assert chips == ["Remove filter: Grade 3 ×", "Remove filter: Social studies ×"]


def test_a_chip_takes_its_filter_away_and_hands_the_focus_on(gallery: Page) -> None:
    gallery.goto(gallery.url + "?grade=K&grade=1&subject=mathematics")
    told(gallery).to_have_text("22 of 130 works")
    gallery.get_by_role("button", name="Remove filter: Kindergarten").press("Enter")
    told(gallery).to_have_text("11 of 130 works")
    assert "Grade 1" in gallery.evaluate("document.activeElement.textContent")
    gallery.get_by_role("button", name="Clear all filters").click()
    told(gallery).to_have_text("130 works · Page 1 of 3")
    assert gallery.evaluate("document.activeElement.localName") == "summary"
    assert gallery.url.endswith("/gallery/")


def test_works_of_later_pages_are_shown_with_links_that_lead_to_them(gallery: Page) -> None:
    gallery.get_by_label("Order").select_option("title")
    expect(gallery.locator(".xc-gallery .xc-card__title").nth(1)).to_have_text("Work 001")
    assert titles(gallery) == [f"Work {number:03}" for number in range(60)]
    gallery.get_by_role("button", name="Show more works").click()
    expect(gallery.locator(".xc-gallery .xc-card")).to_have_count(120)
    assert titles(gallery) == [f"Work {number:03}" for number in range(120)]
    gallery.locator(".xc-gallery .xc-card > a").nth(100).click()
    expect(gallery.get_by_role("heading", level=1)).to_have_text("Work 100")


def test_by_grade_the_youngest_come_first(gallery: Page) -> None:
    gallery.goto(gallery.url + "?sort=grade&subject=mathematics")
    told(gallery).to_have_text("44 of 130 works")
    facts = gallery.locator(".xc-gallery .xc-card__facts").all_inner_texts()
    assert [fact.split(" · ")[0] for fact in facts] == ["Kindergarten"] * 11 + ["Grade 1"] * 11 + ["Grade 2"] * 11 + [
        "Grade 3"
    ] * 11


def test_back_from_a_work_finds_filters_and_place_again(gallery: Page) -> None:
    gallery.goto(gallery.url + "?grade=2")
    told(gallery).to_have_text("32 of 130 works")
    gallery.locator(".xc-gallery .xc-card > a").nth(30).scroll_into_view_if_needed()
    place = gallery.evaluate("scrollY")
    title = titles(gallery)[30]
    gallery.locator(".xc-gallery .xc-card > a").nth(30).click()
    expect(gallery.get_by_role("heading", level=1)).to_have_text(title)
    crumb = gallery.get_by_role("navigation", name="Where you are").get_by_role("link").first
    expect(crumb).to_have_attribute("href", "/gallery/?grade=2")
    gallery.go_back()
    told(gallery).to_have_text("32 of 130 works")
    expect(gallery.locator("[data-chips] button")).to_have_count(1)
    gallery.wait_for_function("(place) => Math.abs(scrollY - place) < 60", arg=place)


def test_back_undoes_one_choice_after_another(gallery: Page) -> None:
    choose(gallery, "Grade", "Grade 1")
    told(gallery).to_have_text("33 of 130 works")
    choose(gallery, "Grade", "Grade 3")
    told(gallery).to_have_text("65 of 130 works")
    gallery.go_back()
    told(gallery).to_have_text("33 of 130 works")
    gallery.go_back()
    told(gallery).to_have_text("130 works · Page 1 of 3")
    assert gallery.locator("[data-chips] button").count() == 0


def test_where_nothing_fits_the_filter_to_drop_is_named(gallery: Page) -> None:
    gallery.goto(gallery.url + "?grade=1&language=es")
    # Works 0 and 65 are in Spanish: kindergarten and grade 1.
    told(gallery).to_have_text("1 of 130 works")
    gallery.goto(gallery.url.replace("grade=1", "grade=2"))
    told(gallery).to_have_text("No work fits all of these filters.")
    expect(gallery.locator("[data-empty]")).to_have_text("Without “Spanish” there would be 32.")


def test_words_and_filters_go_together(gallery: Page) -> None:
    gallery.get_by_role("searchbox", name="Search the works").fill("work 037")
    expect(gallery.locator("[data-status]").first).to_contain_text("found")
    before = gallery.locator("[data-results] .xc-card").count()
    assert before > 1
    choose(gallery, "Grade", "Kindergarten")
    expect(gallery.locator("[data-results] .xc-card")).not_to_have_count(before)
    for facts in gallery.locator("[data-results] .xc-card__facts").all_inner_texts():
        assert facts.startswith("Kindergarten")
    assert "q=work+037" in gallery.url
    assert "grade=K" in gallery.url


def test_the_filters_stay_above_what_is_found(gallery: Page) -> None:
    gallery.locator("#xc-query").fill("work 037")
    expect(gallery.locator("[data-results] .xc-card").first).to_be_visible()
    tops = [
        gallery.locator(part).first.evaluate("(each) => each.getBoundingClientRect().top")
        for part in ("#xc-query", "[data-filters] summary", "[data-results] .xc-card")
    ]
    assert tops == sorted(tops)


def test_where_words_and_filters_find_nothing_the_filter_to_drop_is_named(gallery: Page) -> None:
    gallery.goto(gallery.url + "?q=037&grade=K")
    expect(gallery.locator(".xc-search [data-instead]")).to_have_text("Without “Kindergarten” there would be 2.")


def test_escape_closes_an_open_facet_and_only_one_is_open(gallery: Page) -> None:
    choose(gallery, "Grade")
    choose(gallery, "Subject")
    assert gallery.locator("form[data-filters] details[open]").count() == 1
    gallery.get_by_role("checkbox", name="Mathematics").focus()
    gallery.keyboard.press("Escape")
    assert gallery.locator("form[data-filters] details[open]").count() == 0
    assert gallery.evaluate("document.activeElement.textContent").startswith("Subject")


def test_few_stops_lie_before_the_first_work(gallery: Page) -> None:
    gallery.locator("#xc-query").focus()
    gallery.keyboard.press("Tab")  # the search button
    gallery.keyboard.press("Tab")
    assert gallery.evaluate("document.activeElement.textContent") == "Skip the filters"
    gallery.keyboard.press("Enter")
    gallery.keyboard.press("Tab")
    assert gallery.evaluate("document.activeElement.matches('.xc-card > a')")


def test_nothing_is_loaded_before_a_filter_is_touched(gallery: Page) -> None:
    asked: list[str] = []
    gallery.on("request", lambda request: asked.append(request.url))
    gallery.reload()
    assert not [url for url in asked if "/search/" in url or "engine" in url]
    choose(gallery, "Grade", "Kindergarten")
    told(gallery).to_have_text("33 of 130 works")
    assert {url.rsplit("/", 1)[-1] for url in asked if "/search/" in url} == {"meta.json", "f-grade.bin"}


def test_what_can_not_be_loaded_is_said_and_tried_again(gallery: Page) -> None:
    gallery.route("**/f-grade.bin", lambda route: route.abort())
    gallery.evaluate("document.querySelector(\"input[name=grade][value='2']\").click()")
    told(gallery).to_contain_text("could not be loaded")
    gallery.unroute("**/f-grade.bin")
    gallery.evaluate("document.querySelector(\"input[name=grade][value='3']\").click()")
    told(gallery).to_have_text("64 of 130 works")


def test_a_finger_filters_on_a_telephone(enter: Callable[..., Page], listed: str) -> None:
    page = enter(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(listed)
    first = page.locator(".xc-gallery .xc-card").first.bounding_box()
    assert first and first["y"] < 844 * 0.8  # a work is seen before anything is touched
    page.locator("summary", has_text="More").tap()
    opened = page.locator("form[data-filters] details[open] > div").bounding_box()
    assert opened and opened["x"] >= 0 and opened["x"] + opened["width"] <= 390
    page.locator("summary", has_text="Grade").tap()
    page.get_by_text("Grade 2", exact=True).first.tap()
    told(page).to_have_text("32 of 130 works")
    page.locator("h1").tap()
    assert page.locator("form[data-filters] details[open]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".xc-gallery .xc-card > a").first.tap()
    page.wait_for_url("**/works/**")


def test_keys_bring_each_filter_wholly_into_sight_on_a_telephone(enter: Callable[..., Page], listed: str) -> None:
    for width in range(340, 400, 12):  # another one is half pushed aside at each
        page = enter(viewport={"width": width, "height": 740})
        page.goto(listed)
        pills = page.locator("form[data-filters] :is(summary, select)")
        page.locator(".xc-filters__skip").focus()
        for pill in pills.all():
            page.keyboard.press("Tab")
            expect(pill).to_be_focused()
            box = pill.bounding_box()
            assert box and box["x"] > -1 and box["x"] + box["width"] < width + 1, (width, pill.inner_text())


def test_no_open_facet_breaks_a_rule_of_accessibility(gallery: Page) -> None:
    gallery.goto(gallery.url + "?grade=2&subject=mathematics")
    told(gallery).to_have_text("11 of 130 works")
    found = []
    for facet in ("Grade", "More"):
        gallery.locator("form[data-filters] summary", has_text=facet).click()
        found += [(facet, *each) for each in looked_at(gallery)]
        gallery.keyboard.press("Escape")
    assert found == []

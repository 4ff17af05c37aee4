"""Sets, walks, paper and calibration rounds, in a real browser. Nothing that somebody writes leaves the device."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdfium2 import PdfDocument
from segno import make as qr

from conftest import DESK, SECRET
from excellence.rendering.strings import words
from project import faults_of, looked_at, violations

WORDS = words("en")
WORKS = (
    *("a-bean-wakes-up", "a-knot-of-eight-strands", "a-snail-in-six-tries", "how-high-can-paper-stand"),
    *("how-loud-is-our-hall", "the-morning-the-bus-broke-down", "the-sock-that-walked-home", "our-well"),
    *("three-lines-about-rain", "four-cards-from-the-feeder", "one-note-for-lining-up", "un-huerto-en-la-azotea"),
    "a-bench-for-the-bus-stop",
)
TITLES = re.compile(r"bean|strands|snail|how high|how loud|bus|sock|بئر|feeder|lining|huerto|bench", re.IGNORECASE)
SHELF = "excellence.notes.sets"


@pytest.fixture
def page(desk: Page) -> Page:
    return desk


def link(works: tuple[str, ...], more: str = "") -> str:
    return f"walk/#w={','.join(works)}{more}"


def go(page: Page, address: str, place: str) -> Page:
    """To a place, from nowhere: an address that differs after # alone would load nothing."""
    page.goto("about:blank")
    page.goto(address + place)
    return page


def press(page: Page, name: str, within: str = "main") -> None:
    page.locator(within).get_by_role("button", name=name, exact=True).click()


def titles(page: Page) -> list[str]:
    return page.locator(".xc-stations--mine .xc-card__title").all_inner_texts()


def stations(page: Page) -> list[str]:
    return page.locator(".xc-stations .xc-station > p").all_inner_texts()


# A set of one's own


def test_works_come_into_a_set_from_wherever_they_are_seen(page: Page, address: str) -> None:
    page.goto(address + "gallery/")
    card = page.locator(".xc-card", has_text="A bean wakes up")
    card.locator("[data-add]").click()
    tray = page.locator(".xc-tray")
    expect(tray.get_by_role("link")).to_have_text(WORDS["tray_open"].format(title=WORDS["set_mine"], number=1))
    expect(card.locator("[data-add]")).to_have_attribute("aria-pressed", "true")
    # By a key, on a card that has the focus.
    page.locator(".xc-card", has_text="Four cards").locator("> a").focus()
    page.keyboard.press("+")
    expect(tray.get_by_role("link")).to_contain_text("2")
    # Cards that a search brings are marked too.
    page.get_by_label(WORDS["search"], exact=True).fill("bean")
    expect(page.locator("[data-results] [data-add]").first).to_have_attribute("aria-pressed", "true")
    # On a work's page, and again out.
    page.goto(address + "works/our-well/")
    page.locator("main [data-add=our-well]").click()
    expect(page.locator("main [data-add=our-well]")).to_have_text(WORDS["tray_out"])
    expect(tray.get_by_role("link")).to_contain_text("3")
    page.locator("main [data-add=our-well]").click()
    expect(tray.get_by_role("link")).to_contain_text("2")
    # Among the results of the search.
    page.goto(address + "search/?q=snail")
    adder = page.locator(".xc-hits [data-add]").first
    row, own = adder.locator("..").bounding_box(), adder.bounding_box()
    assert row and own and own["y"] + own["height"] <= row["y"] + row["height"]  # beside its work, not the next one
    adder.click()
    tray.get_by_role("link").click()
    expect(page.locator(".xc-stations--mine > li")).to_have_count(3)
    assert titles(page)[:2] == ["A bean wakes up", "Four cards from the feeder"]


def test_a_set_is_put_in_order_in_every_way_and_nothing_is_lost(page: Page, address: str) -> None:
    page.goto(address + "walk/")
    expect(page.locator(".xc-editor__empty")).to_be_visible()
    find = page.get_by_placeholder(WORDS["set_find"])
    for number, said in enumerate(("bean", "snail", "sock"), 1):
        find.fill(said)
        page.locator(".xc-editor .xc-finder button", has_text=re.compile(said, re.IGNORECASE)).first.click()
        expect(page.locator(".xc-stations--mine .xc-card__title")).to_have_count(number)
    first, second, third = titles(page)
    row = page.locator(".xc-stations--mine > li")
    row.nth(0).get_by_role("button", name=WORDS["set_down"].format(title=first)).click()
    expect(row.nth(1)).to_contain_text(first)
    assert row.nth(1).evaluate("(row) => row.contains(document.activeElement)")
    page.keyboard.press("Enter")  # the same button goes on
    expect(row.nth(2)).to_contain_text(first)
    page.keyboard.press("Alt+ArrowUp")
    expect(row.nth(1)).to_contain_text(first)
    page.keyboard.press("Alt+ArrowDown")
    expect(row.nth(2)).to_contain_text(first)
    row.nth(2).drag_to(row.nth(0))
    expect(row.nth(0)).to_contain_text(first)
    assert titles(page) == [first, second, third]
    row.nth(1).get_by_role("button", name=WORDS["set_off"].format(title=second)).click()
    expect(row).to_have_count(2)
    page.get_by_label(WORDS["set_note"]).fill("since then")
    press(page, WORDS["set_undo"])
    expect(row).to_have_count(3)
    expect(page.get_by_label(WORDS["set_note"])).to_have_value("since then")
    press(page, WORDS["set_clear"])
    expect(row).to_have_count(0)
    press(page, WORDS["set_undo"])
    expect(row).to_have_count(3)
    # What is written stays here; another set is another set.
    row.nth(0).get_by_role("textbox").fill(f"{SECRET} door")
    page.get_by_label(WORDS["set_note"]).fill(f"{SECRET} again")
    name = page.get_by_label(WORDS["set_name"])
    name.fill("Monday")
    name.blur()
    press(page, WORDS["set_new"])
    expect(row).to_have_count(0)
    page.get_by_label(WORDS["set_which"]).select_option(label="Monday (3)")
    expect(row).to_have_count(3)
    page.reload()
    expect(row.nth(0).get_by_role("textbox")).to_have_value(f"{SECRET} door")
    expect(page.get_by_label(WORDS["set_note"])).to_have_value(f"{SECRET} again")
    page.get_by_text(WORDS["share_open"], exact=True).click()
    told = page.get_by_label(WORDS["share_link"])
    expect(told).to_have_value(re.compile("#w=a-bean-wakes-up,"))
    assert SECRET not in told.input_value()
    assert violations(page) == []


def test_a_set_has_so_many_works_and_keeps_those_that_are_gone(page: Page, address: str) -> None:
    page.goto(address + "about/")
    held = [{"slug": slug, "name": ""} for slug in ("our-well", "no-longer-here", *(f"gone-{n}" for n in range(22)))]
    kept = {"v": 1, "saved": 1, "until": 9e12, "data": {"sets": [{"title": "Full", "works": held}], "at": 0}}
    page.evaluate("([name, kept]) => localStorage.setItem(name, kept)", [SHELF, json.dumps(kept)])
    page.route("**/station.json", lambda route: route.continue_() if "our-well" in route.request.url else route.abort())
    page.goto(address + "gallery/")
    page.locator(".xc-card", has_text="A bean wakes up").locator("[data-add]").click()
    expect(page.locator(".xc-tray")).to_contain_text(WORDS["tray_full"].format(number=24))
    page.unroute("**/station.json")


def test_a_filter_an_exhibit_and_a_search_become_a_set_in_one_press(page: Page, address: str) -> None:
    page.goto(address + "gallery/?grade=4")
    expect(page.locator(".xc-gallery .xc-count")).to_contain_text("2 ")
    shown = page.locator(".xc-gallery .xc-card").count()
    press(page, WORDS["set_gather"])
    expect(page.locator(".xc-stations > li")).to_have_count(shown)
    page.goto(address + "exhibits/looking-longer/")
    shown = page.locator(".xc-exhibit > li").count()
    press(page, WORDS["set_gather"])
    expect(page.locator(".xc-stations > li")).to_have_count(shown)
    page.goto(address + "search/?q=paper")
    expect(page.locator(".xc-hits [data-add]").first).to_be_visible()
    found = page.locator(".xc-hits [data-add]").count()
    press(page, WORDS["set_gather"])
    expect(page.locator(".xc-stations > li")).to_have_count(found)
    # From there it is kept, if there is room; and one goes on inside it.
    press(page, WORDS["walk_take"])
    press_link = page.locator(".xc-walk__status").get_by_role("link")
    press_link.click()
    expect(page.locator(".xc-stations--mine > li")).to_have_count(found)


# A set by a link


def test_a_link_opens_the_same_set_in_another_browser(page: Page, browser: Browser, address: str) -> None:
    place = link(WORKS[:10], "&t=2&g=5&p=two-walks")
    page.goto(address + place)
    expect(page.locator(".xc-stations > li")).to_have_count(10)
    context = browser.new_context(**DESK)
    other = context.new_page()
    other.goto(address + place)
    expect(other.locator(".xc-stations > li")).to_have_count(10)
    for each in (page, other):
        expect(each.locator(".xc-walk__fit")).not_to_be_empty()
    assert page.locator("main").inner_text() == other.locator("main").inner_text()
    for name, value in (("walk_minutes", "2"), ("walk_groups", "5")):
        expect(other.get_by_label(WORDS[name])).to_have_value(value)
    context.close()
    # Whoever walks sees a picture and a grade.
    assert not TITLES.search(page.locator("main").inner_text())
    assert not TITLES.search(page.title())
    hrefs = page.locator("main .xc-stations a").evaluate_all("(all) => all.map((each) => each.getAttribute('href'))")
    assert all(href.endswith("/look/") for href in hrefs)
    # What is changed is in the address, for the next who gets it.
    page.get_by_label(WORDS["walk_groups"]).fill("6")
    expect(page).to_have_url(re.compile("g=6"))
    expect(page.locator(".xc-walk__fit")).to_contain_text("20")
    page.get_by_label(WORDS["walk_minutes"]).fill("9")
    expect(page.locator(".xc-walk__warn")).to_contain_text("3")
    page.get_by_role("button", name=WORDS["walk_titled"]).click()
    expect(page.locator("main")).to_contain_text("A bean wakes up")
    # A panel that is open says what holds now; titles are gone when people walk.
    page.get_by_text(WORDS["share_open"], exact=True).click()
    page.get_by_label(WORDS["walk_minutes"]).fill("4")
    expect(page.get_by_label(WORDS["share_link"])).to_have_value(re.compile("t=4"))
    press(page, WORDS["walk_start"])
    expect(page.locator(".xc-runner")).to_be_visible()
    assert not TITLES.search(page.locator("main").inner_html().replace("/", " /").split("href")[0])
    expect(page.locator("main")).not_to_contain_text("A bean wakes up")
    page.get_by_role("link", name="Español").click()
    expect(page.locator(".xc-stations > li")).to_have_count(10)


@pytest.mark.parametrize(
    "said",
    [
        "#w=%3Cscript%3Ealert(1)%3C/script%3E,our-well&t=-1&g=1e9&p=../../x&at=%F0%9F%98%80",
        "#w=our-well,our-well,..%2F..%2Fetc,%00,__proto__&t=%",
        "#w=" + "our-well," * 1200,
        "#w=&at=ZZ&do=calibrate",
        "#&&&===w",
    ],
)
def test_a_hostile_link_does_no_harm(page: Page, address: str, said: str) -> None:
    page.goto(f"{address}walk/{said}")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".xc-walk__status + div > *").first).to_be_visible()
    assert page.locator(".xc-stations > li").count() <= 1
    assert page.locator("main script:not([src])").count() == 0


def test_a_work_that_is_gone_leaves_its_station(enter: Callable[..., Page], address: str) -> None:
    page = enter(**DESK)  # the browser itself tells of what is not found
    page.goto(address + link(("our-well", "never-was", "a-bean-wakes-up")))
    expect(page.locator(".xc-station--gone")).to_have_text(re.compile(f"B *{WORDS['set_gone']}"))
    assert stations(page)[2].startswith("C")


def test_a_visitor_goes_on_inside_the_set(page: Page, address: str) -> None:
    page.goto(address + "sets/past-the-windows/")
    page.locator(".xc-station > a").nth(1).click()
    expect(page.locator("h1")).to_have_text("Grade 8")
    on = page.locator(".xc-around a[rel=next]")
    expect(on).to_contain_text("C")
    on.click()
    expect(page).to_have_url(re.compile("a-snail-in-six-tries/look/$"))
    page.get_by_role("link", name=WORDS["reveal_all"]).click()
    expect(page.locator(".xc-around a[rel=prev]")).to_contain_text("B")
    page.locator(".xc-around a[rel=next]").click()
    expect(page).to_have_url(re.compile("how-high-can-paper-stand/look/$"))


# The walk


def counted_rings(page: Page) -> None:
    page.add_init_script(
        """window.rings = 0; const own = AudioContext.prototype.createOscillator
        AudioContext.prototype.createOscillator = function () { window.rings += 1; return own.call(this) }"""
    )


def test_a_whole_protocol_is_walked_with_two_windows_and_a_telephone(browser: Browser, address: str) -> None:
    """From the plan to the summary sheet, as a coach does it."""
    room = browser.new_context(**DESK)
    lead = room.new_page()
    faults = faults_of(lead, address, SECRET)
    lead.clock.install(time="2026-10-05T08:59:00")
    counted_rings(lead)
    place = address + link(WORKS[:8], "&g=4&p=two-walks")
    lead.goto(place)
    press(lead, WORDS["walk_start"])
    runner = lead.locator(".xc-runner")
    lead.get_by_label("Facilitator").fill(SECRET)
    press(lead, WORDS["run_start"], ".xc-runner")
    press(lead, WORDS["run_next"], ".xc-runner")
    expect(runner.locator("h2")).to_have_text("First walk: the work")
    board = runner.locator(".xc-board")
    expect(board).to_contain_text(WORDS["board_round"].format(number=1, total=8))
    expect(board.locator("b")).to_have_text(["A", "C", "E", "G"])
    # The wall, in a second window, goes by the same clock.
    wall = room.new_page()
    wall.clock.install(time="2026-10-05T08:59:00")
    wall.goto(place)
    press(wall, WORDS["run_screen"], ".xc-runner")
    expect(wall.locator(".xc-runner--class .xc-board b")).to_have_text(["A", "C", "E", "G"])
    before = lead.evaluate("window.rings")
    lead.clock.fast_forward("03:01")
    expect(board.locator("b")).to_have_text(["B", "D", "F", "H"])
    assert lead.evaluate("window.rings") > before
    expect(runner.locator(".xc-runner__status")).to_have_text(WORDS["run_round"].format(number=2))
    expect(wall.locator(".xc-board b")).to_have_text(["B", "D", "F", "H"])
    # Only to look: no link of this step leads to a work's own page or its task.
    hrefs = runner.locator(".xc-runner__works a").evaluate_all("(all) => all.map((each) => each.href)")
    assert len(hrefs) == 8
    assert all(href.endswith("/look/") for href in hrefs)
    assert not TITLES.search(runner.inner_text())
    _takes_notes(lead)
    _walks_by_telephone(browser, address)
    # After the break come tasks and scoring tools, again station by station.
    for _ in range(3):
        press(lead, WORDS["run_next"], ".xc-runner")
    expect(runner.locator("h2")).to_have_text("Second walk: what was asked for")
    tasks = runner.locator(".xc-runner__works a")
    expect(tasks.first).to_have_text(WORDS["run_station"].format(letter="B"))
    expect(board.locator("b")).to_have_text(["B", "D", "E", "B"])
    assert all(href.endswith("/task/") for href in tasks.evaluate_all("(all) => all.map((each) => each.href)"))
    expect(board).to_contain_text(WORDS["board_round"].format(number=1, total=3))
    expect(wall.locator(".xc-runner h2")).to_have_text("Second walk: what was asked for")
    for _ in range(3):
        press(lead, WORDS["run_next"], ".xc-runner")
    press(lead, WORDS["run_finish"], ".xc-runner")
    summary = runner.locator("a[href*='catchers/summary']").first
    assert lead.request.get(summary.evaluate("(a) => a.href")).ok
    expect(wall.locator(".xc-runner__status")).to_have_text(WORDS["run_ended"])
    assert faults == []
    room.close()


def _takes_notes(lead: Page) -> None:
    """The note catcher comes with the stations, once, and without their titles."""
    with lead.context.expect_page() as opened:
        lead.locator(".xc-runner .xc-steps__with a").click()
    notes = opened.value
    expect(notes.locator("#part-1 tbody tr")).to_have_count(8)
    expect(notes.locator("#part-1 tbody th").nth(1)).to_contain_text("Station B, Grade 8")
    assert not TITLES.search(notes.locator("#part-1 tbody").inner_text())
    notes.locator("#part-1 tbody textarea").first.fill("Two colors")
    notes.locator("#part-1 tbody textarea").first.blur()
    notes.reload()
    expect(notes.locator("#part-1 tbody tr")).to_have_count(8)
    expect(notes.locator("#part-1 tbody textarea").first).to_have_value("Two colors")
    notes.close()


def _walks_by_telephone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    phone = context.new_page()
    phone.goto(address + link(WORKS[:8], "&g=4&p=two-walks&at=B"))
    expect(phone.locator("h1")).to_have_text(WORDS["set_station"].format(letter="B"))
    expect(phone.locator("main")).to_contain_text(WORDS["phone_alone"])
    phone.locator(".xc-look .xc-open").first.tap()
    expect(phone.get_by_role("dialog")).to_be_visible()
    phone.reload()  # as telephones do
    expect(phone.locator("h1")).to_have_text(WORDS["set_station"].format(letter="B"))
    phone.locator(".xc-look .xc-open").first.tap()
    expect(phone.get_by_role("dialog")).to_be_visible()
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("dialog")).to_have_count(0)
    assert not TITLES.search(phone.locator("main").inner_text())
    press(phone, WORDS["phone_task"])
    expect(phone.locator("#task")).to_be_visible()
    phone.get_by_role("link", name=WORDS["phone_next"].format(letter="C")).tap()
    expect(phone.locator("h1")).to_have_text(WORDS["set_station"].format(letter="C"))
    expect(phone.locator(".xc-look img").first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_one_group_sees_on_the_wall_the_work_whose_turn_it_is(browser: Browser, address: str) -> None:
    context = browser.new_context(**DESK)
    page = context.new_page()
    page.clock.install(time="2026-10-05T08:59:00")
    page.goto(address + link(WORKS[:3], "&g=1&t=2"))
    press(page, WORDS["walk_start"])
    press(page, WORDS["run_start"], ".xc-runner")
    press(page, WORDS["run_screen"], ".xc-runner")
    here = page.locator(".xc-class__bar [aria-current]")
    expect(here).to_have_text("A")
    page.clock.fast_forward("02:01")
    expect(here).to_have_text("B")
    page.keyboard.press("c")
    expect(here).to_have_text("C")
    context.close()


def test_the_projector_shows_each_piece_by_its_station_and_a_second_window_follows(page: Page, address: str) -> None:
    page.goto(address + link(("the-morning-the-bus-broke-down", "our-well")))
    press(page, WORDS["walk_project"])
    screen = page.get_by_role("dialog")
    expect(screen).to_be_visible()
    expect(screen.locator(".xc-surface__text, img").first).to_be_visible()
    with page.context.expect_page() as opened:
        page.keyboard.press("w")
    wall = opened.value
    expect(wall.get_by_role("dialog")).to_be_visible()
    expect(screen.locator(".xc-projector__notes")).to_contain_text("A")
    while "B" not in screen.locator(".xc-projector__notes h2").inner_text():
        page.keyboard.press("ArrowRight")
    expect(wall.locator(".xc-projector__notes h2")).to_contain_text("B")
    assert not TITLES.search(screen.locator(".xc-projector__notes").inner_text())
    wall.close()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("#w=the-morning"))


def test_a_station_of_a_curators_set_is_all_that_a_telephone_shows(page: Page, address: str) -> None:
    page.goto(address + "sets/past-the-windows/#at=C")
    expect(page.locator("h1:visible")).to_have_text(WORDS["set_station"].format(letter="C"))
    expect(page.locator(".xc-look img").first).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("For a hall that has light", use_inner_text=True)
    page.get_by_role("link", name=WORDS["phone_next"].format(letter="D")).click()
    expect(page.locator("h1:visible")).to_have_text(WORDS["set_station"].format(letter="D"))


# Paper


def printed(page: Page, kinds: tuple[str, ...], size: str, number: int = 1) -> PdfDocument:
    """What is chosen, as a printer gets it."""
    page.evaluate("() => { window.print = () => { window.printed = (window.printed ?? 0) + 1 } }")
    if not page.locator(".xc-papers").count():
        page.get_by_text(WORDS["paper"], exact=True).click()
    page.locator(".xc-papers").wait_for()
    page.evaluate(
        "(kinds) => document.querySelectorAll('.xc-papers [type=checkbox]').forEach((box) => {"
        "box.checked = kinds.includes(box.value)})",
        list(kinds),
    )
    page.locator(".xc-papers [type=number]").fill(str(number))
    page.locator(f"[name=xc-paper-size][value={size}]").check()
    before = page.evaluate("window.printed ?? 0")
    press(page, WORDS["paper_print"])
    expect(page.locator("html[data-paper=set]")).to_have_count(1)
    expect(page.locator(".xc-walk__status")).not_to_have_text(WORDS["paper_wait"])
    while page.evaluate("window.printed ?? 0") == before:
        page.wait_for_timeout(20)
    document = PdfDocument(page.pdf(prefer_css_page_size=True))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    return document


SIZES = {"letter": (612, 792), "a4": (595, 842)}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("number", [1, 2, 13, 24])
def test_a_set_has_the_pages_that_it_is_to_have(page: Page, address: str, number: int, size: str) -> None:
    """A placard for each work, four cards on either side of a page, twelve small ones, two lists."""
    works = (*WORKS, *(f"again-{at}" for at in range(24)))[:number]
    # More works than the tests' collection has: the same ones under other names.
    page.route(
        re.compile(r"works/again-(\d+)/"),
        lambda route: route.fulfill(
            response=route.fetch(url=re.sub(r"again-\d+", "a-snail-in-six-tries", route.request.url))
        ),
    )
    page.goto(address + link(works, "&g=4&p=two-walks"))
    # Large pictures take a second each: where there are many, once is enough.
    large = number < 13 or (number, size) == (13, "letter")
    kinds = (*(["placards"] if large else []), "cards", "sheet", "stations", "turns")
    document = printed(page, kinds, size)
    assert len(document) == large * number + 2 * -(-number // 4) + -(-number // 12) + 2
    # A card and its back are one sheet of paper, whatever else is printed.
    assert "beanwakesup" in re.sub(r"\s", "", document[0].get_textpage().get_text_range())
    for at in {0, len(document) // 2, len(document) - 1}:
        assert tuple(round(side) for side in document[at].get_size()) == SIZES[size]
    if large:
        said = document[2 * -(-number // 4)].get_textpage().get_text_range()
        assert "Grade 3" in said
        assert "bean" not in said
    document.close()


def test_copies_note_catchers_and_the_protocol_come_with_the_set(page: Page, address: str) -> None:
    page.goto(address + link(("a-bean-wakes-up", "the-morning-the-bus-broke-down"), "&p=two-walks"))
    copies = printed(page, ("copies",), "letter", 3)
    first = copies[0].get_textpage().get_text_range()
    assert WORDS["paper_name"] in first
    assert len(copies) % 3 == 0
    page.unroute_all()
    rest = printed(page, ("catchers", "handout"), "a4")
    told = [rest[at].get_textpage().get_text_range() for at in range(len(rest))]
    assert any("Station A: Grade 3" in each for each in told)
    assert any("Look back" in each or "How it went" in each for each in told)
    assert page.locator(".xc-paper").count() == 0
    copies.close()
    rest.close()


def test_what_may_not_be_printed_is_left_out_and_named(page: Page, address: str) -> None:
    def without(route: Any) -> None:
        response = route.fetch()
        told = {key: value for key, value in response.json().items() if key != "print"}
        route.fulfill(response=response, body=json.dumps(told))

    page.route("**/a-snail-in-six-tries/station.json", without)
    page.goto(address + link(("a-bean-wakes-up", "a-snail-in-six-tries"), "&g=2"))
    assert len(printed(page, ("placards",), "letter")) == 1
    expect(page.locator(".xc-walk__status")).to_have_text(WORDS["paper_left"].format(works="B (Grade 1)"))


# A calibration round


def test_people_place_works_alone_and_then_see_where_they_are_apart(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    files = []
    for who, places in (("Ann", (0, 1, 2, 3, 0, 1)), ("", (0, 1, 2, 3, 0, 1)), ("Bo", (0, 1, 3, 3, 2, 1))):
        context = browser.new_context(**DESK)
        page = context.new_page()
        faults = faults_of(page, address, SECRET)
        page.goto(address + link(WORKS[:6], "&do=calibrate"))
        items = page.locator(".xc-calibrate > li")
        expect(items).to_have_count(6)
        for at, place in enumerate(places):
            items.nth(at).locator("input").first.focus()
            page.keyboard.press(str(place + 1))
        expect(page.locator("main")).to_contain_text(WORDS["calibrate_all"])
        page.get_by_label(WORDS["calibrate_who"]).fill(who)
        with page.expect_download() as given:
            press(page, WORDS["calibrate_save"])
        assert given.value.suggested_filename.endswith(f"-{who.lower()}.json" if who else ".json")
        files.append(tmp_path / f"{who or 'nobody'}.json")
        given.value.save_as(files[-1])
        assert not TITLES.search(page.locator("main").inner_text())
        if who == "Bo":
            (tmp_path / "other.json").write_text("{}")
            # Two who placed all alike are two; one's own file is oneself.
            page.locator("[type=file]").set_input_files([*files, tmp_path / "other.json"])
            expect(page.locator(".xc-walk__status")).to_contain_text(WORDS["calibrate_taken"].format(number=2))
            expect(page.locator(".xc-walk__status")).to_contain_text(WORDS["calibrate_refused_one"])
            expect(page.locator(".xc-calibrate__first")).to_have_text(WORDS["calibrate_first"].format(works="C, E"))
            assert page.locator(".xc-claims").count() == 0
            press(page, WORDS["calibrate_notes"])
            expect(page.locator(".xc-claims").first).to_be_visible()
            assert violations(page) == []
        assert faults == []
        context.close()


# As everybody sees it


@pytest.mark.parametrize(
    "place",
    [link(WORKS[:8], "&g=4&p=two-walks"), link(WORKS[:6], "&do=calibrate"), link(WORKS[:3], "&at=B"), "walk/"],
)
def test_nobody_is_kept_out_and_nothing_is_cut_off(page: Page, address: str, place: str) -> None:
    go(page, address, place)
    expect(page.locator(".xc-walk__status + div > *").first).to_be_visible()
    if "g=4" in place:
        for name in ("turns", "paper", "share_open"):
            page.get_by_text(WORDS[name], exact=True).click()
        expect(page.locator(".xc-papers")).to_be_visible()
        expect(page.locator(".xc-code")).to_be_visible()
    assert looked_at(page) == []


def test_a_set_is_whole_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "sets/past-the-windows/")
    expect(page.locator(".xc-stations img")).to_have_count(8)
    assert stations(page)[0] == "A Grade 3 · By the door"
    assert not TITLES.search(page.locator(".xc-stations").inner_text())
    page.locator(".xc-station > a").first.click()
    expect(page.locator("h1")).to_have_text("Grade 3")
    page.goto(address + "walk/")
    assert WORDS["walk_no_script"] in page.content()
    context.close()


# The code


def test_a_code_is_that_of_the_standard_in_every_size(page: Page, address: str, site: Path) -> None:
    """Compared with segno's, filled to the last word: what pads a shorter text is no part of what is read."""
    sizes = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711]
    sizes += [779, 857, 911, 997]
    texts = [("https://example.org/walk/#w=" * 40)[:size] for size in sizes]
    module = next(site.glob("assets/excellence/*/sets/qr.mjs")).relative_to(site).as_posix()
    page.goto(address)
    script = """async ([module, texts]) => {
        const { code } = await import(module)
        return texts.map((text, at) => code(text, at % 8).map((row) => [...row].join("")))
    }"""
    made = page.evaluate(script, [f"/{module}", texts])
    for at, text in enumerate(texts):
        right = qr(text.encode(), error="m", mode="byte", mask=at % 8, boost_error=False, micro=False)
        assert right.version == at + 1
        assert made[at] == ["".join(map(str, row)) for row in right.matrix]
    assert page.evaluate("async (module) => (await import(module)).code('a'.repeat(998))", f"/{module}") is None

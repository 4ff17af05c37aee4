"""Looking closely, in a real browser: the viewer, comparing, the projector, tours and the students' view."""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pypdfium2 import PdfDocument

from excellence.rendering.strings import words
from project import faults_of, looked_at

WORDS = words("en")
DESK = {"viewport": {"width": 1280, "height": 800}}
SNAIL = "works/a-snail-in-six-tries/"
KNOT = "works/a-knot-of-eight-strands/"
BENCH = "works/a-bench-for-the-bus-stop/"
FILM = "works/a-bean-wakes-up/"
SOUND = "works/one-note-for-lining-up/"
TITLE = "A snail in six tries"


@pytest.fixture
def page(enter: Callable[..., Page], address: str) -> Iterator[Page]:
    """A page; whatever goes wrong on it fails the test."""
    page = enter(**DESK)
    faults = faults_of(page, address)
    yield page
    assert faults == []


@pytest.fixture
def timed(browser: Browser, address: str) -> Iterator[Page]:
    """The same in a context of its own, whose clock a test may hold."""
    context = browser.new_context(**DESK)
    page = context.new_page()
    faults = faults_of(page, address)
    yield page
    context.close()
    assert faults == []


def dialog(page: Page) -> Any:
    return page.locator("dialog[open]")


def opened(page: Page, address: str, number: int = 1) -> Page:
    """The viewer at one of the moth's drafts, opened from its thumbnail; its picture is there."""
    page.goto(address + SNAIL)
    page.locator(".xc-drafts a.xc-open").nth(number - 1).click()
    settled(page)
    return page


def settled(page: Page) -> None:
    expect(dialog(page)).to_be_visible()
    expect(page.locator("dialog .xc-surface:not([aria-busy]) > .xc-surface__picture")).to_be_visible()


def shut(page: Page) -> None:
    """Leaves the tool; the history stands where it stood before."""
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    page.wait_for_function("() => !history.state?.looking")


def status(page: Page) -> Any:
    return dialog(page).get_by_role("status")


def place(page: Page, selector: str = "dialog .xc-surface") -> tuple[float, float, float]:
    """How large the picture is, and which point of it is in the middle: once it stands still."""
    found = page.evaluate(
        """async (selector) => {
            const box = document.querySelector(selector), room = box.getBoundingClientRect()
            let before, now
            const look = () => {
                const seen = box.querySelector(".xc-surface__picture").getBoundingClientRect()
                const x = (room.left + room.width / 2 - seen.left) / seen.width
                const y = (room.top + room.height / 2 - seen.top) / seen.height
                return [seen.width, x, y]
            }
            do {
                before = now
                await new Promise((done) => setTimeout(done, 100))
                await Promise.all(box.getAnimations({subtree: true}).map((each) => each.finished.catch(() => {})))
                now = look()
            } while (String(now) !== String(before))
            return now
        }""",
        selector,
    )
    return found[0], found[1], found[2]


# The viewer


def test_the_viewer_is_a_named_modal_dialog_that_begins_on_close(page: Page, address: str) -> None:
    opened(page, address, 2)
    found = page.get_by_role("dialog", name=WORDS["view_of"].format(title=TITLE))
    expect(found).to_be_visible()
    assert page.evaluate("document.querySelector('dialog').matches(':modal')")
    expect(found.get_by_role("button", name=WORDS["view_close"])).to_be_focused()
    expect(status(page)).to_have_text("Draft 2 · 2 of 6")
    assert page.url.endswith("#image-2")
    expect(dialog(page).get_by_role("img")).to_have_attribute("alt", re.compile("snail", re.IGNORECASE))


def test_a_hand_on_the_keys_alone_looks_through_the_drafts(page: Page, address: str) -> None:
    page.goto(address + SNAIL)
    first = page.locator(".xc-drafts a.xc-open").first
    first.focus()
    page.keyboard.press("Enter")
    settled(page)
    page.keyboard.press("ArrowRight")
    expect(status(page)).to_have_text("Draft 2 · 2 of 6")
    page.keyboard.press("End")
    expect(status(page)).to_have_text(f"{WORDS['final']} · 6 of 6")
    page.keyboard.press("ArrowRight")
    expect(status(page)).to_have_text("Draft 1 · 1 of 6")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(first).to_be_focused()
    assert "#" not in page.url


@pytest.mark.parametrize("way", ["Escape", "close", "back"])
def test_every_way_out_leads_to_the_thumbnail_and_leaves_no_trace(page: Page, address: str, way: str) -> None:
    page.goto(address)
    opened(page, address, 3)
    page.keyboard.press("ArrowLeft")
    expect(status(page)).to_have_text("Draft 2 · 2 of 6")
    if way == "back":
        page.go_back()
    elif way == "close":
        dialog(page).get_by_role("button", name=WORDS["view_close"]).click()
    else:
        page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator(".xc-drafts a.xc-open").nth(1)).to_be_focused()
    page.wait_for_url(address + SNAIL)
    page.go_back()
    page.wait_for_url(address)


def test_an_address_opens_the_picture_it_names_and_no_other(page: Page, address: str) -> None:
    page.goto(f"{address}{SNAIL}#image-4")
    settled(page)
    expect(status(page)).to_have_text("Draft 4 · 4 of 6")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert page.url == address + SNAIL
    for wrong in ("#image-0", "#image-99", "#image-x"):
        page.goto("about:blank")
        page.goto(f"{address}{SNAIL}{wrong}")
        page.wait_for_load_state("networkidle")
        expect(page.locator("dialog")).to_have_count(0)


def test_the_place_is_kept_from_draft_to_draft(page: Page, address: str) -> None:
    opened(page, address)
    page.keyboard.press("+")
    page.keyboard.press("+")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowDown")
    large, x, y = place(page)
    assert x > 0.5
    assert y > 0.5
    for number in range(2, 7):
        page.keyboard.press("ArrowRight")
        expect(status(page)).to_contain_text(f"{number} of 6")
        settled(page)
        assert place(page) == pytest.approx((large, x, y), abs=0.02)
    page.keyboard.press("0")
    assert place(page)[1:] == pytest.approx((0.5, 0.5), abs=0.01)


def test_buttons_wheel_and_double_click_enlarge_what_is_under_the_pointer(page: Page, address: str) -> None:
    opened(page, address)
    whole, *_ = place(page)
    dialog(page).get_by_role("button", name=WORDS["view_in"]).click()
    assert place(page)[0] == pytest.approx(1.5 * whole, rel=0.01)
    dialog(page).get_by_role("button", name=WORDS["view_out"]).click()
    assert place(page)[0] == pytest.approx(whole, rel=0.01)
    seen = page.locator("dialog .xc-surface__picture").bounding_box()
    assert seen
    x, y = seen["x"] + seen["width"] * 0.75, seen["y"] + seen["height"] * 0.5
    page.mouse.move(x, y)
    page.mouse.wheel(0, -200)
    place(page)
    moved = page.locator("dialog .xc-surface__picture").bounding_box()
    assert moved
    assert (x - moved["x"]) / moved["width"] == pytest.approx(0.75, abs=0.01)
    page.keyboard.press("0")
    place(page)
    page.mouse.dblclick(x, y)
    assert place(page)[0] == pytest.approx(2.5 * whole, rel=0.01)
    page.mouse.dblclick(x, y)
    assert place(page)[0] == pytest.approx(whole, rel=0.01)


def fingers(page: Page) -> Callable[..., None]:
    """A hand that lays fingers on the screen, moves them and lifts them, as the browser itself hears of it."""
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        told = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": told})

    return touch


def test_fingers_pinch_pan_and_swipe(enter: Callable[..., Page], address: str) -> None:
    page = enter(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(address + SNAIL)
    page.locator(".xc-drafts a.xc-open").first.tap()
    settled(page)
    touch = fingers(page)
    whole, *_ = place(page)
    touch("touchStart", (150, 300), (240, 300))
    for step in range(1, 10):
        touch("touchMove", (150 - 10 * step, 300), (240 + 10 * step, 300))
    touch("touchEnd")
    large, x, _ = place(page)
    assert large == pytest.approx(3 * whole, rel=0.1)
    touch("touchStart", (250, 300))
    for step in range(1, 8):
        touch("touchMove", (250 - 15 * step, 300))
    touch("touchEnd")
    assert place(page)[1] > x + 0.05
    expect(status(page)).to_have_text("Draft 1 · 1 of 6")
    page.keyboard.press("0")
    place(page)
    touch("touchStart", (300, 300))
    for step in range(1, 8):
        touch("touchMove", (300 - 20 * step, 302))
    touch("touchEnd")
    expect(status(page)).to_have_text("Draft 2 · 2 of 6")


def widths(page: Page) -> list[int]:
    """How wide the files of pictures are that were asked for, by their names."""
    return [
        int(found[1])
        for each in page.evaluate("performance.getEntriesByType('resource').map((e) => e.name)")
        if (found := re.search(r"-(\d+)\.webp$", each))
    ]


def test_the_widest_file_is_asked_for_only_by_whoever_zooms_in(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 2400, "height": 1500})
    page.goto(address + KNOT)
    full = page.locator(".xc-piece a.xc-open").first.get_attribute("href") or ""
    widest = int(re.search(r"-(\d+)\.webp$", full)[1])  # type: ignore[index]
    page.locator(".xc-piece a.xc-open").first.click()
    settled(page)
    page.wait_for_load_state("networkidle")
    assert max(widths(page)) <= 1920
    if widest > 1920:
        page.keyboard.press("+")
        page.keyboard.press("+")
        page.wait_for_function(
            "(name) => document.querySelector('dialog img').src.endsWith(name)", arg=full.rsplit("/", 1)[-1]
        )


def test_a_visitor_who_saves_data_is_not_sent_large_files(page: Page, address: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page.set_viewport_size({"width": 2400, "height": 1500})
    opened(page, address)
    page.wait_for_load_state("networkidle")
    source = page.locator("dialog img").get_attribute("src") or ""
    assert int(re.search(r"-(\d+)\.webp$", source)[1]) <= 1280  # type: ignore[index]


def test_whoever_wants_no_motion_sees_none(page: Page, address: str) -> None:
    for motion, expected in (("reduce", "0s"), ("no-preference", "0.18s")):
        page.emulate_media(reduced_motion="reduce" if motion == "reduce" else "no-preference")
        opened(page, address)
        page.keyboard.press("+")
        image = page.locator("dialog .xc-surface--eased .xc-surface__picture")
        # A sharper file may take the place of the picture at any moment.
        expect(image).to_have_css("transition-duration", expected)
        shut(page)


def test_a_picture_that_cannot_be_had_is_said(enter: Callable[..., Page], address: str) -> None:
    page = enter(**DESK)
    opened(page, address)
    page.route("**/*.webp", lambda route: route.abort())
    page.route("**/*.jpg", lambda route: route.abort())
    page.evaluate("document.querySelectorAll('.xc-drafts img, .xc-drafts source').forEach((each) => each.remove())")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(status(page)).to_have_text(re.compile(rf"4 of 6|{WORDS['view_failed']}"))
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)


def test_what_cannot_be_loaded_still_leads_to_the_picture(enter: Callable[..., Page], address: str) -> None:
    page = enter(**DESK)
    page.route("**/viewer.mjs", lambda route: route.abort())
    page.goto(address + SNAIL)
    link = page.locator(".xc-drafts a.xc-open").first
    target = link.evaluate("(link) => link.href")
    link.click()
    page.wait_for_url(target)


def test_every_picture_of_every_work_opens(page: Page, address: str, site: Path) -> None:
    pages = [
        path.parent.relative_to(site).as_posix()
        for path in sorted(site.glob("works/**/index.html"))
        if 'class="xc-open"' in path.read_text("utf-8") and path.parent.name != "embed"
    ]
    assert len(pages) > 12
    for place in pages:
        page.goto(f"{address}{place}/")
        last = page.locator("a.xc-open:not([href^='#']):not([data-look])").last
        target = last.get_attribute("href") or ""
        last.click()
        expect(page.locator(f"dialog a[href$='{target.rsplit('/', 1)[-1]}']").first).to_be_visible()
        shut(page)


def test_without_a_script_a_thumbnail_is_a_link_to_the_picture(enter: Callable[..., Page], address: str) -> None:
    page = enter(java_script_enabled=False)
    page.goto(address + SNAIL)
    assert page.locator(".xc-script:visible").count() == 0
    page.locator(".xc-drafts a.xc-open").first.click()
    assert re.search(r"-\d+\.webp$", page.url)
    page.goto(f"{address}compare/")
    assert page.locator("noscript").count()
    page.locator(".xc-compare__works .xc-card > a").first.click()
    assert re.search(r"/works/[a-z-]+/$", page.url)
    page.goto(address + KNOT)
    spots = page.locator(".xc-tour__picture .xc-spot")
    spots.nth(1).click()
    assert page.url.endswith("#stop-2")


def test_captions_and_the_words_of_a_picture_stand_beside_it(page: Page, address: str) -> None:
    page.goto(address + KNOT)
    piece = page.locator(".xc-piece").filter(has=page.get_by_text(WORDS["transcript"], exact=True)).first
    piece.locator("a.xc-open").click()
    settled(page)
    words_beside = dialog(page).get_by_role("group", name=WORDS["view_words"])
    caption = piece.locator("figcaption > p").inner_text()
    expect(words_beside).to_contain_text(caption)
    transcript = words_beside.get_by_text(WORDS["transcript"], exact=True)
    transcript.click()
    expect(words_beside.locator(".xc-manuscript").first).to_be_visible()
    download = words_beside.get_by_role("link", name=WORDS["view_download"])
    full = words_beside.get_by_role("link", name=WORDS["view_full"])
    assert download.get_attribute("href") == full.get_attribute("href")
    assert download.get_attribute("download")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))


def test_pages_of_a_document_and_texts_open_too(page: Page, address: str, site: Path) -> None:
    paged = next(path for path in sorted(site.glob("works/*/index.html")) if "xc-leaves" in path.read_text("utf-8"))
    page.goto(f"{address}works/{paged.parent.name}/")
    page.locator(".xc-leaves a.xc-open").nth(1).click()
    settled(page)
    expect(status(page)).to_contain_text("Page 2 of")
    shut(page)
    page.goto(address + BENCH)
    page.locator(".xc-piece").get_by_role("button", name=WORDS["view_text"]).click()
    text = dialog(page).locator(".xc-surface__text .xc-manuscript")
    expect(text).to_be_visible()
    size = "(text) => parseFloat(getComputedStyle(text).fontSize)"
    before = text.evaluate(size)
    page.keyboard.press("+")
    page.wait_for_function(
        "(size) => parseFloat(getComputedStyle(document.querySelector('dialog .xc-manuscript')).fontSize) > size",
        arg=before,
    )
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=WORDS["view_text"]).last).to_be_focused()


def test_a_card_opens_without_leaving_the_gallery(page: Page, address: str) -> None:
    page.goto(f"{address}gallery/")
    card = page.locator(".xc-card").nth(1)
    title = card.locator(".xc-card__title").inner_text()
    card.get_by_role("button", name=f"{WORDS['view_closer']}: {title}").click()
    settled(page)
    expect(status(page)).to_have_text(re.compile(rf"{re.escape(title)} · 2 of \d+"))
    link = dialog(page).get_by_role("link", name=WORDS["view_work"])
    assert link.evaluate("(link) => link.href") == card.locator("a").first.evaluate("(link) => link.href")
    page.go_back()
    expect(page.locator("dialog")).to_have_count(0)
    assert page.url == f"{address}gallery/"
    page.get_by_role("searchbox", name=WORDS["search"]).fill("snail")
    page.locator("[data-results] .xc-peek").first.click()
    settled(page)
    expect(status(page)).to_contain_text(TITLE)


def test_one_stop_of_the_tab_key_for_each_card(page: Page, address: str) -> None:
    page.goto(f"{address}gallery/")
    cards = page.locator(".xc-card")
    assert (
        cards.locator("a, button").evaluate_all("(all) => all.filter((each) => each.tabIndex >= 0).length")
        == cards.count()
    )


# Comparing


def compared(page: Page, address: str, state: str) -> Page:
    page.goto("about:blank")
    page.goto(f"{address}compare/#{state}")
    expect(page.locator(".xc-compare--begun")).to_be_visible()
    return page


PANES = [f".xc-compare__pane:nth-of-type({number}) .xc-surface" for number in (1, 2)]


def test_two_drafts_move_as_one_until_they_are_let_go(page: Page, address: str) -> None:
    compared(page, address, "a=a-snail-in-six-tries:2&b=a-snail-in-six-tries:6")
    one, two = PANES
    page.locator(one).focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    page.keyboard.press("ArrowRight")
    assert place(page, one) == pytest.approx(place(page, two), abs=0.02)
    assert place(page, one)[1] > 0.5
    # Let go, line up, let move together: the shift between the two stays.
    page.get_by_label(WORDS["compare_locked"]).uncheck()
    page.locator(two).focus()
    page.keyboard.press("ArrowDown")
    shift = place(page, two)[2] - place(page, one)[2]
    assert shift > 0.02
    page.get_by_label(WORDS["compare_locked"]).check()
    page.locator(one).focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("-")
    assert place(page, two)[2] - place(page, one)[2] == pytest.approx(shift, abs=0.005)
    page.wait_for_url(re.compile(r"&z=1\.5&.*by=0\.\d"))  # the last of what was done stands in it
    kept = place(page, one), place(page, two)
    compared(page, address, page.url.partition("#")[2])
    for before, now in zip(kept, (place(page, one), place(page, two)), strict=True):
        assert now == pytest.approx(before, rel=0.01)


def test_another_draft_and_another_work_are_chosen(page: Page, address: str) -> None:
    page.goto(address + SNAIL)
    page.locator(".xc-ladder").get_by_role("link", name=WORDS["compare_drafts"]).click()
    expect(page.locator(".xc-compare--begun")).to_be_visible()
    expect(page.locator(".xc-compare select").nth(1)).to_have_value(WORDS["final"])
    page.locator(".xc-compare select").first.select_option("Draft 3")
    expect(page.locator(f"{PANES[0]} img")).to_have_attribute("alt", re.compile("snail", re.IGNORECASE))
    page.wait_for_url(re.compile(r"#a=a-snail-in-six-tries:3&b=a-snail-in-six-tries:6"))
    right = page.locator(".xc-compare__pane").nth(1)
    right.get_by_text(WORDS["compare_another"]).click()
    right.get_by_role("searchbox").press("Escape")
    expect(right.get_by_role("searchbox")).to_be_hidden()
    expect(right.get_by_text(WORDS["compare_another"])).to_be_focused()
    page.keyboard.press("Enter")
    right.get_by_role("searchbox").fill("knot")
    right.get_by_role("button", name="A knot").click()
    page.wait_for_url(re.compile(r"b=a-knot-of-eight-strands:1"))
    expect(right.get_by_role("heading")).to_contain_text("A knot")
    expect(page.get_by_label(WORDS["compare_over"])).to_be_hidden()
    page.get_by_role("button", name=WORDS["compare_on"]).click()
    page.wait_for_url(re.compile(r"#a=a-snail-in-six-tries:4&b=a-knot-of-eight-strands:2"))


def test_the_page_begins_with_works_that_have_drafts(page: Page, address: str) -> None:
    page.goto(f"{address}compare/")
    link = page.locator(".xc-compare__works").get_by_role("link", name=TITLE)
    # Without a script it leads to the work's page: a click counts here once the script has come.
    expect(link).to_have_attribute("href", "#a=a-snail-in-six-tries:1")
    link.click()
    page.wait_for_url(re.compile(r"#a=a-snail-in-six-tries:1&b=a-snail-in-six-tries:6"))
    expect(page.locator(".xc-compare__works")).to_be_hidden()


def test_one_is_laid_over_the_other_where_they_are_framed_alike(page: Page, address: str) -> None:
    compared(page, address, "a=a-snail-in-six-tries:5&b=a-snail-in-six-tries:6")
    page.get_by_label(WORDS["compare_over"]).check()
    slide = page.get_by_label(WORDS["compare_slide"])
    slide.focus()
    before = page.locator(PANES[0]).evaluate("(box) => getComputedStyle(box).clipPath")
    page.keyboard.press("ArrowRight")
    after = page.locator(PANES[0]).evaluate("(box) => getComputedStyle(box).clipPath")
    assert before != after
    boxes = [page.locator(pane).bounding_box() for pane in PANES]
    assert boxes[0] == boxes[1]
    page.wait_for_url(re.compile("m=over"))
    compared(page, address, page.url.partition("#")[2])
    expect(page.get_by_label(WORDS["compare_over"])).to_be_checked()


def test_what_was_said_between_drafts_waits_until_asked(page: Page, address: str) -> None:
    compared(page, address, "a=a-snail-in-six-tries:2&b=a-snail-in-six-tries:4")
    advice = page.locator(".xc-compare__between details")
    expect(advice).to_have_count(2)
    for each in advice.all():
        expect(each.locator("p")).to_be_hidden()
    advice.first.locator("summary").click()
    expect(advice.first.locator("p")).to_be_visible()
    expect(page.get_by_role("link", name=WORDS["compare_catcher"])).to_be_visible()
    assert page.locator(".xc-compare").inner_text().count(advice.nth(1).locator("p").text_content() or "-") == 0


def test_the_classs_own_advice_stands_before_what_was_said(page: Page, address: str) -> None:
    page.goto(f"{address}catchers/critique/")
    page.get_by_role("button", name=WORDS["catch_fill"]).click()
    page.get_by_label("Row 1: Specific").fill("Look at the tails <b>again</b>")
    page.get_by_label("Row 1: Specific").blur()
    compared(page, address, "a=a-snail-in-six-tries:2&b=a-snail-in-six-tries:3")
    between = page.locator(".xc-compare__between")
    expect(between.get_by_role("heading", name=WORDS["compare_yours"])).to_be_visible()
    expect(between.get_by_role("listitem")).to_have_text("Look at the tails <b>again</b>")
    expect(between.locator("details p")).to_be_hidden()


def test_two_drafts_of_a_text_stand_side_by_side_with_their_changes(page: Page, address: str) -> None:
    compared(page, address, "a=a-bench-for-the-bus-stop:1&b=a-bench-for-the-bus-stop:2")
    left, right = (page.locator(pane) for pane in PANES)
    expect(left.locator("del").first).to_be_visible()
    assert left.locator("ins").count() == 0
    expect(right.locator("ins").first).to_be_visible()
    assert right.locator("del").count() == 0


def test_a_link_that_asks_for_nothing_there_says_so(enter: Callable[..., Page], address: str) -> None:
    page = enter(**DESK)  # what is not there is asked for, and the browser says so
    page.goto(f"{address}compare/#a=no-such-work:1&b=<script>:2&z=NaN&x=9e9")
    expect(page.locator(".xc-compare > [role=status]")).to_have_text(WORDS["compare_gone"].format(slug="no-such-work"))
    expect(page.locator(".xc-compare__works")).to_be_visible()
    page.goto("about:blank")
    page.goto(f"{address}compare/#a=a-snail-in-six-tries:999&b=a-snail-in-six-tries:0&z=1e9&x=-5&y=7")
    expect(page.locator(".xc-compare--begun")).to_be_visible()
    assert place(page, PANES[0])[0] > 0


def test_comparing_is_stacked_on_a_phone_and_beside_on_paper(page: Page, address: str) -> None:
    compared(page, address, "a=a-snail-in-six-tries:1&b=a-snail-in-six-tries:6")
    page.set_viewport_size({"width": 360, "height": 740})
    boxes = [page.locator(pane).bounding_box() for pane in PANES]
    assert boxes[0]
    assert boxes[1]
    assert boxes[1]["y"] > boxes[0]["y"] + boxes[0]["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.emulate_media(media="print")
    papers = [page.locator(".xc-compare__paper").nth(number).bounding_box() for number in (0, 1)]
    assert papers[0]
    assert papers[1]
    assert papers[0]["y"] == papers[1]["y"]


# On paper


@pytest.mark.parametrize("advice", [False, True])
def test_the_ladder_prints_on_one_page_across(page: Page, address: str, advice: bool) -> None:
    page.add_init_script("window.print = () => { window.printed = true }")
    page.goto(address + SNAIL)
    page.get_by_label(WORDS["ladder_feedback"]).set_checked(advice)
    page.get_by_role("button", name=WORDS["ladder_print"]).click()
    page.wait_for_function("() => window.printed")
    document = PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(document) == 1
    assert document[0].get_width() > document[0].get_height()
    text = re.sub(r"\s+", " ", document[0].get_textpage().get_text_range())
    drafts = [f"Draft {number}" for number in range(1, 6)] + [WORDS["final"]]
    assert all(draft in text for draft in drafts)
    said = re.sub(r"\s+", " ", page.locator(".xc-feedback p").first.text_content() or "-").strip()
    assert (said in text) is advice


# The projector


def projected(page: Page, address: str) -> Page:
    page.goto(address + SNAIL)
    page.keyboard.press("p")
    expect(page.get_by_role("dialog", name=WORDS["project_of"].format(title=TITLE))).to_be_visible()
    expect(dialog(page).locator(".xc-surface__picture")).to_be_visible()
    return page


def test_the_projector_obeys_its_keys(timed: Page, address: str) -> None:
    timed.clock.install()
    projected(timed, address)
    # It begins with what was in the middle of the window.
    expect(status(timed)).to_contain_text(WORDS["final"])
    for key, told in (("ArrowRight", "Draft 1"), (" ", "Draft 2"), ("5", "Draft 5"), ("PageUp", "Draft 4")):
        timed.keyboard.press(key)
        expect(status(timed)).to_contain_text(told)
    timed.keyboard.press("b")
    expect(dialog(timed).locator(".xc-surface")).to_be_hidden()
    timed.keyboard.press("B")
    expect(dialog(timed).locator(".xc-surface")).to_be_visible()
    timed.keyboard.press("n")
    expect(dialog(timed).locator(".xc-projector__prompt")).to_have_text(WORDS["project_notice"])
    timed.keyboard.press("n")
    expect(dialog(timed).locator(".xc-projector__prompt")).to_have_text(WORDS["project_wonder"])
    timed.keyboard.press("n")
    expect(dialog(timed).locator(".xc-projector__prompt")).to_be_hidden()
    timed.keyboard.press("t")
    timer = dialog(timed).get_by_role("timer")
    expect(timer).to_have_text(re.compile(r"1:00|0:5\d"))
    dialog(timed).get_by_role("button", name=WORDS["project_timer"]).click()
    dialog(timed).get_by_label(WORDS["project_minutes"]).fill("7")
    timed.keyboard.press("Enter")
    expect(timer).to_have_text(re.compile(r"7:00|6:5\d"))
    timed.clock.fast_forward("06:59")
    expect(timer).to_have_text(re.compile(r"0:0\d"))
    timed.clock.fast_forward("00:02")
    expect(timer).to_have_text("0:00")
    expect(status(timed)).to_have_text(WORDS["project_over"])
    timed.keyboard.press("?")
    expect(dialog(timed).get_by_text("a dark screen")).to_be_visible()
    timed.keyboard.press("Escape")
    expect(timed.locator("dialog")).to_have_count(0)
    timed.wait_for_url(address + SNAIL)


def test_the_buttons_rest_and_come_back(timed: Page, address: str) -> None:
    timed.clock.install()
    projected(timed, address)
    timed.clock.fast_forward("00:05")
    expect(dialog(timed)).to_have_class(re.compile("xc-projector--rest"))
    timed.mouse.move(300, 300)
    expect(dialog(timed)).not_to_have_class(re.compile("xc-projector--rest"))


def test_a_second_window_follows_the_first_and_leaves_it_the_notes(page: Page, address: str) -> None:
    projected(page, address)
    with page.context.expect_page() as found:
        page.keyboard.press("w")
    other = found.value
    expect(dialog(other).locator(".xc-surface__picture")).to_be_visible()
    notes = dialog(page).get_by_role("group", name=WORDS["view_words"])
    expect(notes).to_be_visible()
    expect(dialog(other).get_by_role("group", name=WORDS["view_words"])).to_be_hidden()
    page.keyboard.press("4")
    page.keyboard.press("+")
    page.keyboard.press("n")
    expect(notes).to_contain_text("Draft 4 · 4 of 6")
    expect(dialog(other).get_by_role("status")).to_contain_text("Draft 4")
    expect(dialog(other).locator(".xc-projector__prompt")).to_have_text(WORDS["project_notice"])
    assert place(other)[1:] == pytest.approx(place(page)[1:], abs=0.1)
    other.close()
    expect(notes).to_be_hidden()


def test_single_keys_can_be_switched_off(page: Page, address: str) -> None:
    page.goto(f"{address}search/")
    page.get_by_label(WORDS["search_slash"]).uncheck()
    page.goto(address + SNAIL)
    page.keyboard.press("p")
    page.get_by_role("button", name=WORDS["project_show"]).click()
    expect(page.locator("dialog")).to_have_count(1)
    page.keyboard.press("Escape")
    page.get_by_role("searchbox").first.fill("p")
    expect(page.locator("dialog")).to_have_count(0)


def test_a_work_without_its_story_is_projected_too(page: Page, address: str) -> None:
    page.goto(f"{address}{KNOT}look/")
    page.keyboard.press("p")
    expect(dialog(page).locator(".xc-surface__picture")).to_be_visible()
    expect(dialog(page)).not_to_contain_text("knot")


def test_the_projector_begins_with_what_one_looked_at(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address + SNAIL)
    page.locator("#draft-3 a.xc-open").evaluate("(each) => each.scrollIntoView({block: 'center'})")
    page.keyboard.press("p")
    expect(status(page)).to_contain_text("Draft 3")


def test_a_film_is_projected_with_its_captions_and_begins_when_it_is_told(page: Page, address: str) -> None:
    page.goto(address + FILM)
    page.locator(".xc-film").evaluate("(each) => each.scrollIntoView({block: 'center'})")
    page.keyboard.press("p")
    film = dialog(page).locator("video")
    expect(film).to_be_visible()
    assert film.evaluate("(each) => [each.paused, each.controls, each.textTracks[0].mode]") == [True, True, "showing"]
    with page.context.expect_page() as found:
        page.keyboard.press("w")
    other = found.value
    expect(dialog(other).locator("video")).to_be_visible()
    page.keyboard.press("p")
    for window in (page, other):
        window.wait_for_function("() => { const film = document.querySelector('dialog video'); return !film.paused }")
    assert other.locator("dialog video").evaluate("(each) => each.muted")  # both have the same loudspeakers
    page.keyboard.press("p")
    other.wait_for_function("() => document.querySelector('dialog video').paused")


def test_a_sound_is_projected_with_the_buttons_that_play_it(page: Page, address: str) -> None:
    page.goto(address + SOUND)
    page.locator(".xc-audio").evaluate("(each) => each.scrollIntoView({block: 'center'})")
    page.keyboard.press("p")
    expect(dialog(page).locator("audio")).to_be_visible()
    dialog(page).get_by_role("button", name=WORDS["project_play"]).click()
    page.wait_for_function("() => !document.querySelector('dialog audio').paused")


@pytest.mark.parametrize("width", [320, 390, 768])
def test_no_button_of_the_viewer_lies_beyond_a_narrow_window(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    opened(page, address)
    for each in dialog(page).get_by_role("button").all():
        box = each.bounding_box()
        assert box
        assert box["x"] >= 0, each.get_attribute("aria-label")
        assert box["x"] + box["width"] <= width, each.get_attribute("aria-label")
        assert box["width"] >= 44


def test_the_viewer_tells_its_keys(page: Page, address: str) -> None:
    opened(page, address)
    page.keyboard.press("?")
    expect(dialog(page).get_by_text("move the picture")).to_be_visible()
    page.keyboard.press("?")
    expect(dialog(page).get_by_text("move the picture")).to_be_hidden()


def test_an_exhibit_is_projected_work_by_work(page: Page, address: str) -> None:
    page.goto(f"{address}exhibits/looking-longer/")
    page.keyboard.press("p")
    first = page.locator(".xc-exhibit h2").first.inner_text()
    expect(status(page)).to_contain_text(first)


# Tours


def test_a_tour_shows_the_whole_first_and_then_each_place(page: Page, address: str) -> None:
    page.goto(address + KNOT)
    page.get_by_role("button", name=WORDS["tour_begin"]).click()
    settled(page)
    expect(dialog(page).get_by_role("heading")).to_have_text(WORDS["tour_whole"])
    whole, *_ = place(page)
    page.keyboard.press("ArrowRight")
    expect(dialog(page).get_by_role("heading")).to_have_text("One circle")
    large, x, y = place(page)
    assert large == pytest.approx(2.5 * whole, rel=0.01)
    assert (x, y) == pytest.approx((0.5, 0.5), abs=0.01)
    dialog(page).get_by_role("button", name=re.compile("^2: ")).press("Enter")
    expect(dialog(page).get_by_role("heading")).to_have_text("The first point")
    page.get_by_label(WORDS["tour_hide"]).check()
    expect(dialog(page).get_by_text("Every strand touches")).to_be_hidden()
    expect(status(page)).to_have_text(re.compile(r"^\S.* · 3 of 4$|^3 of 4$"))
    page.keyboard.press("ArrowRight")
    expect(dialog(page).get_by_text(WORDS["tour_notice"])).to_be_visible()
    expect(dialog(page).get_by_role("heading")).to_have_count(0)
    expect(status(page)).to_have_text("4 of 4")
    dialog(page).get_by_role("button", name=WORDS["tour_show"]).click()
    expect(dialog(page).get_by_text("Two strands meet here")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=WORDS["tour_begin"])).to_be_focused()


def test_numbers_on_a_tour_stand_in_their_places_on_the_page_and_on_paper(page: Page, address: str) -> None:
    page.goto(address + KNOT)
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        picture = page.locator(".xc-tour__picture img").bounding_box()
        assert picture
        spots = page.locator(".xc-tour__picture .xc-spot").all()
        stops = page.locator(".xc-tour [data-x]").all()
        assert len(spots) == len(stops) == 3
        for spot, stop in zip(spots, stops, strict=True):
            seen = spot.bounding_box()
            assert seen
            x = (seen["x"] + seen["width"] / 2 - picture["x"]) / picture["width"]
            assert x == pytest.approx(float(stop.get_attribute("data-x") or "nan"), abs=0.01)


def test_a_click_gives_a_curator_the_lines_of_a_tour(page: Page, address: str, tmp_path: Path) -> None:
    Image.new("RGB", (400, 200), "white").save(tmp_path / "01.png")
    (tmp_path / "02.jpg").write_bytes(b"no picture")
    page.goto(f"{address}curators/places/")
    chosen = page.get_by_label(WORDS["picker_file"])
    chosen.set_input_files(tmp_path / "01.png")
    stage = page.locator(".xc-picker__stage")
    stage.click(position={"x": 100, "y": 100})
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Enter")
    lines = page.get_by_label(WORDS["picker_lines"]).input_value()
    stops = yaml.safe_load(lines)["tours"]
    assert [stop["file"] for stop in stops] == ["01.png", "01.png"]
    assert (stops[0]["x"], stops[0]["y"]) == pytest.approx((0.25, 0.5), abs=0.01)
    assert (stops[1]["x"], stops[1]["y"]) == pytest.approx((0.255, 0.45), abs=0.01)
    page.get_by_role("button", name=WORDS["picker_undo"]).click()
    assert len(yaml.safe_load(page.get_by_label(WORDS["picker_lines"]).input_value())["tours"]) == 1
    chosen.set_input_files(tmp_path / "02.jpg")
    expect(page.get_by_text(WORDS["picker_failed"])).to_be_visible()
    expect(stage).to_be_hidden()


# The students' view


def test_the_students_view_is_remembered_and_shows_nothing_for_adults(page: Page, address: str) -> None:
    page.goto(address + SNAIL)
    toggle = page.get_by_role("button", name=WORDS["student_view"])
    expect(page.locator(".xc-student")).to_be_hidden()
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    for shown in (True, True):
        assert page.locator(".xc-student").is_visible() is shown
        for adult in (".xc-words", ".xc-evidence", ".xc-share", ".xc-label dl", ".xc-relation"):
            assert not page.locator(adult).first.is_visible(), adult
        assert toggle.bounding_box()["height"] >= 44  # type: ignore[index]
        page.goto(address + KNOT)
    stored = page.evaluate("JSON.stringify({...localStorage})")
    assert json.loads(stored) == {"excellence.view": "student"}
    page.goto(f"{address}protocols/two-walks/")
    expect(page.locator(".xc-summary")).to_be_visible()  # other pages are as they were
    page.goto(address + KNOT)
    page.get_by_role("button", name=WORDS["student_view"]).click()
    expect(page.locator(".xc-student")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0
    page.goto(f"{address}{SNAIL}?for=students")
    expect(page.locator(".xc-student")).to_be_visible()


SPEECH = """
    const voices = VOICES
    const said = window.said = []
    const speech = {
        speaking: false, getVoices: () => voices, cancel() { said.push("cancel") },
        speak(each) { said.push([each.voice.name, each.text]) }, addEventListener() {},
    }
    Object.defineProperty(window, "speechSynthesis", {value: speech})
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
"""


@pytest.mark.parametrize("local", [True, False])
def test_only_a_voice_of_the_device_reads_aloud(page: Page, address: str, local: bool) -> None:
    voices = [{"name": "far", "lang": "en-US", "localService": False}]
    voices += [{"name": "near", "lang": "en-GB", "localService": True}] if local else []
    page.add_init_script(SPEECH.replace("VOICES", json.dumps(voices)))
    page.goto(f"{address}{SNAIL}?for=students")
    button = page.get_by_role("button", name=WORDS["student_aloud"])
    expect(button).to_be_visible(visible=local)
    if local:
        button.click()
        said = page.evaluate("window.said.filter((each) => each !== 'cancel')")
        assert {name for name, _ in said} == {"near"}
        assert WORDS["student_notice"] in [text for _, text in said]


# Everything

# What is pressed in the open tool and is smaller than a fingertip may be.
SMALL = """() => {
    const tool = document.querySelector("dialog") ?? document.querySelector(".xc-compare") ?? document
    const small = (part) => Math.min(part.getBoundingClientRect().width, part.getBoundingClientRect().height) < 24
    const parts = [...tool.querySelectorAll("button, select, summary")].filter((part) => part.checkVisibility())
    return parts.filter(small).map((part) => part.outerHTML)
}"""


def test_every_open_tool_is_accessible_and_fits(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    found: list[tuple[str, ...]] = []

    def look(tool: str) -> None:
        found.extend((tool, *each) for each in looked_at(page))
        found.extend((tool, "too small", html) for html in page.evaluate(SMALL))
        page.set_viewport_size({"width": 360, "height": 740})
        found.extend((tool, "too small on a telephone", html) for html in page.evaluate(SMALL))
        page.set_viewport_size({"width": 1280, "height": 800})

    opened(page, address, 2)
    look("viewer")
    shut(page)
    projected(page, address)
    page.keyboard.press("n")
    page.keyboard.press("t")
    page.keyboard.press("?")
    look("projector")
    shut(page)
    page.goto(address + KNOT)
    page.get_by_role("button", name=WORDS["tour_begin"]).click()
    settled(page)
    page.keyboard.press("ArrowRight")
    place(page)
    look("tour")
    shut(page)
    compared(page, address, "a=a-snail-in-six-tries:1&b=a-snail-in-six-tries:6")
    place(page, PANES[0])
    look("compare")
    page.get_by_label(WORDS["compare_over"]).check()
    look("overlay")
    compared(page, address, "a=a-bench-for-the-bus-stop:1&b=a-bench-for-the-bus-stop:3")
    look("texts")
    page.goto(f"{address}{SNAIL}?for=students")
    look("students")
    page.goto(f"{address}{BENCH}")
    page.locator(".xc-piece").get_by_role("button", name=WORDS["view_text"]).click()
    expect(dialog(page).locator(".xc-surface__text")).to_be_visible()
    look("text")
    assert found == []


def test_the_viewer_comes_with_its_first_use_and_is_small(page: Page, address: str) -> None:
    page.goto(address + SNAIL)
    page.wait_for_load_state("networkidle")
    names = "performance.getEntriesByType('resource').map((each) => each.name)"
    before = set(page.evaluate(names))
    assert not [name for name in before if re.search(r"viewer|surface|sights|projector|compare", name)]
    opened(page, address)
    came = set(page.evaluate(names)) - before
    modules = [name for name in came if name.endswith(".mjs")]
    assert any("surface.mjs" in name for name in modules)
    sizes = {name: len(gzip.compress(page.request.get(name).body(), 9)) for name in modules}
    assert sum(sizes.values()) <= 9.5 * 1024, sizes


def test_stepping_through_many_pictures_holds_no_more_than_a_few(page: Page, address: str) -> None:
    opened(page, address)
    for number in range(100):
        page.keyboard.press("ArrowRight")
        expect(status(page)).to_contain_text(f"{(number + 1) % 6 + 1} of 6")
    assert page.locator("dialog img").count() == 1

"""The tools of the room, in a real browser: the runner and the note catchers. What is written stays on the device."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdfium2 import PdfDocument

from conftest import DESK, SECRET
from excellence.rendering.strings import words
from project import faults_of, looked_at, violations

WORDS = words("en")
WALKS = "protocols/two-walks/"
CATCHER = "catchers/two-walks/"
PREFIX = "excellence.notes."
PAPERS = ("Letter", "A4")


@pytest.fixture
def page(desk: Page) -> Page:
    return desk


@pytest.fixture
def timed(browser: Browser, address: str) -> Iterator[Page]:
    """The same in a context of its own, whose clock a test may hold."""
    context = browser.new_context(**DESK)
    page = context.new_page()
    faults = faults_of(page, address, SECRET)
    yield page
    context.close()
    assert faults == []


def frozen(page: Page) -> None:
    """The clock stands at nine, and goes on only when a test says so."""
    page.clock.install(time="2026-10-05T08:59:00")  # it runs until it is told to stand
    page.clock.pause_at("2026-10-05T09:00:00")


# The runner


def run(page: Page, address: str, link: str = "") -> Page:
    page.goto("about:blank")
    page.goto(f"{address}{WALKS}{link}")
    opener = page.get_by_role("button", name=WORDS["run_open"])
    if not link:
        opener.click()
    expect(page.locator(".xc-runner")).to_be_visible()
    return page


def press(page: Page, name: str) -> None:
    page.locator(".xc-runner").get_by_role("button", name=WORDS[name], exact=True).click()


def timer(page: Page) -> Any:
    return page.locator(".xc-runner").get_by_role("timer")


def said(page: Page) -> Any:
    return page.locator(".xc-runner").get_by_role("status")


def watched(page: Page) -> None:
    """Keeps everything that is announced."""
    page.evaluate(
        """() => {
            window.heard = []
            const status = document.querySelector(".xc-runner [role=status]")
            new MutationObserver(() => window.heard.push(status.textContent)).observe(status, {childList: true})
        }"""
    )


def test_a_protocol_is_run_from_end_to_end(timed: Page, address: str) -> None:
    frozen(timed)
    run(timed, address)
    assert timed.locator(".xc-runner__plan input").count() == 8
    expect(timed.locator(".xc-runner")).to_contain_text("140 minutes")
    timed.get_by_label("Facilitator").fill(SECRET)
    expect(timer(timed)).to_have_count(0)  # it never begins by itself
    press(timed, "run_start")
    watched(timed)
    expect(timer(timed)).to_have_text("25:00")
    expect(timed.locator(".xc-runner__people")).to_contain_text(f"Facilitator: {SECRET}")
    titles = []
    for number in range(1, 9):
        expect(timed.locator(".xc-runner__where")).to_have_text(WORDS["run_where"].format(number=number, total=8))
        titles.append(timed.locator(".xc-runner h2").inner_text())
        if number < 8:
            press(timed, "run_next")
    assert titles[1] == "First walk: the work"
    assert len(set(titles)) == 8
    expect(timed.locator(".xc-runner").get_by_role("button", name=WORDS["run_next"])).to_have_count(0)
    for _ in range(6):
        press(timed, "run_back")
    # The second step: its catcher, the face that it shows, and the sign, once.
    runner = timed.locator(".xc-runner")
    assert (runner.get_by_role("link", name="Part 1").get_attribute("href") or "").endswith(
        "catchers/two-walks/#part-1"
    )
    assert runner.locator(".xc-runner__works a").first.evaluate("(a) => a.href").endswith("/look/")
    # A work without a task has no timed of its task, and no link to one.
    for _ in range(3):
        press(timed, "run_next")
    tasks = runner.locator(".xc-runner__works a")
    assert tasks.count() == 2
    for link in tasks.all():
        assert timed.request.get(link.evaluate("(a) => a.href")).ok
    for _ in range(3):
        press(timed, "run_back")
    timed.clock.fast_forward("16:30")
    expect(timed.locator(".xc-runner__sign")).to_have_text("")
    timed.clock.fast_forward("00:31")
    alert = WORDS["run_alert"].format(minutes=3)
    expect(timed.locator(".xc-runner__sign")).to_have_text(alert)
    timed.clock.fast_forward("01:00")
    assert timed.evaluate("window.heard").count(alert) == 1
    timed.clock.fast_forward("03:00")
    expect(said(timed)).to_have_text(WORDS["run_over"])
    expect(timer(timed)).to_have_text("0:00")
    expect(timed.locator(".xc-runner__where")).to_have_text(WORDS["run_where"].format(number=2, total=8))
    assert len([each for each in timed.evaluate("window.heard") if re.search(r"\d:\d", each)]) == 0
    press(timed, "run_end")
    expect(said(timed)).to_have_text(WORDS["run_ask"])
    expect(timer(timed)).to_have_text("0:00")
    press(timed, "run_stay")
    expect(timed.locator("[data-act=pause]")).to_be_focused()
    press(timed, "run_end")
    press(timed, "run_sure")
    expect(timer(timed)).to_have_count(0)
    assert timed.evaluate("localStorage.length") == 0


def test_a_meeting_that_is_over_leads_on(page: Page, address: str) -> None:
    run(page, address)
    press(page, "run_start")
    for _ in range(7):
        press(page, "run_next")
    press(page, "run_finish")
    runner = page.locator(".xc-runner")
    expect(runner.get_by_role("heading", level=2)).to_have_text(WORDS["run_done"])
    expect(runner).to_be_focused()
    links = {link.inner_text(): link.evaluate("(a) => a.href") for link in runner.get_by_role("link").all()}
    assert links["What we keep"].endswith("catchers/summary/")
    assert [href for href in links.values() if href.endswith("catchers/two-walks/")]
    for href in links.values():
        assert page.request.get(href).ok
    expect(runner).to_contain_text("Keep the sheet.")
    press(page, "run_again")
    expect(page.locator(".xc-runner__plan")).to_be_visible()


def test_a_leader_chooses_other_works_and_passes_them_on(page: Page, address: str) -> None:
    run(page, address)
    press(page, "run_leave")
    week = page.locator(".xc-protocol__works .xc-cards")
    assert all("/look/" in link.evaluate("(a) => a.href") for link in week.locator("li > a").all())
    page.get_by_role("button", name=WORDS["choose_open"]).click()
    field = page.get_by_role("searchbox", name=WORDS["choose_find"])
    expect(field).to_be_focused()
    for query in ("grade 7", "snail"):
        field.fill(query)
        page.locator(".xc-chooser .xc-finder button").first.click()
        expect(field).to_be_focused()
        expect(page.locator(".xc-chooser .xc-finder button")).to_have_count(0)
    expect(page.locator(".xc-chosen li")).to_have_count(2)
    expect(week).to_be_hidden()
    page.goto(page.url)  # as somebody to whom the address was sent
    expect(page.locator(".xc-chosen li")).to_have_count(2)
    expect(page.locator(".xc-chosen")).to_contain_text("A snail in six tries")
    page.get_by_role("button", name=WORDS["run_open"]).click()
    press(page, "run_start")
    press(page, "run_next")
    works = page.locator(".xc-runner__works a")
    expect(works).to_have_count(2)
    assert page.request.get(works.first.evaluate("(a) => a.href")).ok
    for _ in range(3):
        press(page, "run_next")
    for link in works.all():  # a work without a task has none to open
        assert page.request.get(link.evaluate("(a) => a.href")).ok
    press(page, "run_end")
    press(page, "run_sure")
    page.get_by_role("button", name="Take off: A snail in six tries").click()
    expect(page.locator(".xc-chosen li")).to_have_count(1)
    assert "snail" not in page.url


def test_a_class_sees_the_work_its_directions_and_the_clock_on_one_screen(page: Page, address: str) -> None:
    run(page, address)
    press(page, "run_start")
    press(page, "run_screen")
    work = page.locator(".xc-class")
    expect(work).to_be_hidden()  # the first step shows none
    page.keyboard.press("ArrowRight")
    expect(page.locator(".xc-runner__group")).to_have_text("Walk alone and write down what you see.")
    expect(work.locator(".xc-surface__picture").first).to_be_visible()
    expect(page.locator(".xc-runner").get_by_text("Everybody walks alone.")).to_be_hidden()  # for who leads
    for part in (work, timer(page), page.locator(".xc-runner h2"), page.locator(".xc-runner__group")):
        box = part.bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 900
    shown = work.locator(".xc-surface__picture").first.get_attribute("src")
    page.keyboard.press("2")
    expect(work.locator(".xc-surface__picture").first).not_to_have_attribute("src", shown or "")
    assert violations(page) == []
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(work.locator(".xc-surface__text, .xc-surface__picture").first).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".xc-runner__where")).to_have_text(WORDS["run_where"].format(number=4, total=8))
    press(page, "run_unscreen")
    expect(work).to_be_hidden()
    page.wait_for_function("() => !document.fullscreenElement")


def test_a_reload_and_a_sleep_keep_the_right_time(timed: Page, address: str) -> None:
    frozen(timed)
    run(timed, address)
    press(timed, "run_start")
    timed.clock.fast_forward("05:00")
    expect(timer(timed)).to_have_text("20:00")
    timed.reload()
    expect(timer(timed)).to_have_text("20:00")
    expect(said(timed)).to_have_text(WORDS["run_resumed"])
    timed.clock.fast_forward("10:00")  # asleep: one tick, and all of the time is gone
    expect(timer(timed)).to_have_text("10:00")
    press(timed, "run_pause")
    timed.clock.fast_forward("10:00")
    expect(timer(timed)).to_have_text("10:00")
    press(timed, "run_go")
    press(timed, "run_more")
    expect(timer(timed)).to_have_text("12:00")


def test_the_rest_is_shortened_in_proportion(timed: Page, address: str) -> None:
    frozen(timed)
    run(timed, address)
    press(timed, "run_start")
    late = timed.locator(".xc-runner__late")
    expect(late).to_contain_text("11:20")
    timed.clock.fast_forward("25:00")
    timed.clock.fast_forward("15:00")
    expect(late).to_contain_text(WORDS["run_late"].format(minutes=15))
    press(timed, "run_shorten")
    expect(late).not_to_contain_text("later than planned")
    kept = json.loads(timed.evaluate(f"localStorage['{PREFIX}runner']"))["data"]["meeting"]
    rest = kept["minutes"][1:]
    assert 95 <= sum(rest) <= 100
    assert all(
        now == pytest.approx(before * 100 / 115, abs=0.6)
        for now, before in zip(rest, [20, 20, 10, 20, 15, 20, 10], strict=True)
    )


def test_the_link_brings_the_minutes_and_no_names(page: Page, address: str) -> None:
    run(page, address)
    page.locator(".xc-runner__plan input").nth(1).fill("30")
    page.get_by_label("Timekeeper").fill(SECRET)
    assert page.url.endswith("#m=25,30,20,10,20,15,20,10")
    link = page.url.partition(WALKS)[2]
    run(page, address, link)
    expect(page.locator(".xc-runner__plan input").nth(1)).to_have_value("30")
    press(page, "run_start")
    expect(timer(page)).to_have_text("25:00")
    press(page, "run_end")
    press(page, "run_sure")
    for wrong in ("#m=1,2", "#m=0,30,20,10,20,15,20,10", "#m=9e9,30,20,10,20,15,20,10"):
        page.goto("about:blank")
        page.goto(f"{address}{WALKS}{wrong}")
        page.wait_for_load_state("networkidle")
        opener = page.get_by_role("button", name=WORDS["run_open"])
        if opener.is_visible():
            opener.click()
        expect(page.locator(".xc-runner__plan input").first).to_have_value("25")


def test_one_meeting_at_a_time(page: Page, address: str) -> None:
    run(page, address)
    press(page, "run_start")
    other = page.context.new_page()
    other.goto(f"{address}routes/15-alone/")
    other.get_by_role("button", name=WORDS["run_open"]).click()
    expect(other.locator(".xc-runner__elsewhere")).to_contain_text("Two walks through our work")
    press(other, "run_start")
    expect(said(page)).to_contain_text("is under way in this browser")
    expect(timer(page)).to_have_count(0)
    other.close()


def test_two_windows_on_one_meeting_agree(page: Page, address: str) -> None:
    run(page, address)
    press(page, "run_start")
    other = page.context.new_page()
    other.goto(address + WALKS)
    expect(timer(other)).to_be_visible()
    press(page, "run_next")
    expect(other.locator(".xc-runner__where")).to_have_text(WORDS["run_where"].format(number=2, total=8))
    other.close()


def test_every_protocol_and_route_can_be_run(page: Page, address: str, site: Path) -> None:
    found = [path.parent for folder in ("protocols", "routes") for path in sorted(site.glob(f"{folder}/*/index.html"))]
    assert len(found) == 5
    for folder in found:
        page.goto(f"{address}{folder.relative_to(site).as_posix()}/")
        page.get_by_role("button", name=WORDS["run_open"]).click()
        press(page, "run_start")
        expect(timer(page)).to_be_visible()
        assert page.evaluate("document.activeElement.className") == "xc-runner"
        press(page, "run_end")
        press(page, "run_sure")


def test_digits_are_large_on_a_projector(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1024, "height": 768})
    run(page, address)
    press(page, "run_start")
    press(page, "run_screen")
    page.wait_for_function("() => document.fullscreenElement")
    size = timer(page).evaluate("(digits) => parseFloat(getComputedStyle(digits).fontSize)")
    assert size >= 5 * 16
    press(page, "run_unscreen")
    page.wait_for_function("() => !document.fullscreenElement")


# The note catchers


def filling(page: Page, address: str, place: str = CATCHER) -> Page:
    page.goto(address + place)
    page.get_by_role("button", name=WORDS["catch_fill"]).click()
    expect(page.locator(".xc-fill__private")).to_be_visible()
    return page


def work(page: Page, title: str, grade: str = "Grade 4") -> None:
    """Adds work of one's own to the first part."""
    page.get_by_text(WORDS["catch_add"], exact=True).first.click()
    page.get_by_label(WORDS["catch_title"], exact=True).first.fill(title)
    page.get_by_label(WORDS["catch_grade"], exact=True).first.fill(grade)
    page.keyboard.press("Enter")
    expect(page.get_by_role("rowheader", name=title)).to_be_visible()


def cell(page: Page, row: str, column: str) -> Any:
    return page.get_by_label(f"{row}: {column}", exact=True).first


def kept(page: Page, name: str = "catcher.two-walks") -> Any:
    return json.loads(page.evaluate("(name) => localStorage[name] ?? 'null'", PREFIX + name))


def exported(page: Page, name: str = "catch_json") -> str:
    with page.expect_download() as found:
        page.get_by_role("button", name=WORDS[name], exact=True).click()
    return Path(found.value.path()).read_text("utf-8")


def test_what_is_written_is_there_again(page: Page, address: str) -> None:
    filling(page, address)
    page.get_by_label("Name and role").fill(SECRET)
    page.get_by_text(WORDS["catch_add"], exact=True).first.click()
    page.get_by_label(WORDS["catch_find"]).first.fill("paper")
    page.locator(".xc-finder button").first.click()
    row = "How high can paper stand?, Grade 7"
    expect(page.get_by_role("rowheader", name="How high can paper stand?")).to_be_visible()
    page.wait_for_function("() => document.querySelector('.xc-fill__picture').naturalWidth > 0")
    cell(page, row, "Complexity").fill(f"{SECRET} has five reasons")
    cell(page, row, "Authenticity").fill("a real reader")  # the same work in a second column
    work(page, "Bridge poster")
    expect(page.locator(".xc-fill__saved")).to_contain_text("Saved on this device at")
    page.reload()
    expect(cell(page, row, "Complexity")).to_have_value(f"{SECRET} has five reasons")
    expect(cell(page, row, "Authenticity")).to_have_value("a real reader")
    expect(page.get_by_role("rowheader", name="Bridge poster")).to_be_visible()
    assert set(page.evaluate("Object.keys(localStorage)")) == {PREFIX + "catcher.two-walks"}
    assert page.evaluate("document.cookie + sessionStorage.length") == "0"
    page.once("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name=WORDS["catch_clear"]).click()
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    expect(page.get_by_role("button", name=WORDS["catch_fill"])).to_be_visible()


def test_it_is_saved_a_second_after_the_last_key(timed: Page, address: str) -> None:
    frozen(timed)
    filling(timed, address)
    field = timed.get_by_label("Name and role")
    field.press_sequentially("An")
    timed.clock.run_for(900)
    assert kept(timed) is None
    field.press_sequentially("a")
    timed.clock.run_for(900)
    assert kept(timed) is None
    timed.clock.run_for(200)
    assert kept(timed)["data"]["who"] == "Ana"


def test_notes_are_forgotten_after_sixty_days_and_it_is_said_before(timed: Page, address: str) -> None:
    timed.clock.install(time="2026-10-05T09:00:00")
    filling(timed, address)
    timed.get_by_label("Name and role").fill(SECRET)
    work(timed, "Bridge poster")
    expect(timed.locator(".xc-fill__saved")).to_contain_text("December 4, 2026")
    expect(timed.locator(".xc-fill__saved b")).to_have_count(0)
    timed.clock.set_system_time("2026-11-29T09:00:00")
    timed.reload()
    expect(timed.locator(".xc-fill__saved b")).to_have_text(WORDS["catch_soon"])
    timed.clock.set_system_time("2026-12-05T09:00:00")
    timed.reload()
    expect(timed.get_by_role("button", name=WORDS["catch_fill"])).to_be_visible()
    assert kept(timed) is None


def test_two_peoples_sheets_are_put_together_without_loss(
    enter: Callable[..., Page], page: Page, address: str, tmp_path: Path
) -> None:
    filling(page, address)
    page.get_by_label("Name and role").fill("Ana")
    work(page, "Bridge poster")
    cell(page, "Bridge poster, Grade 4", "Complexity").fill("three sides to it")
    page.get_by_label("Which column is fullest?").fill("Beauty is thin.")
    first = exported(page)
    other = filling(enter(accept_downloads=True), address)
    other.get_by_label("Name and role").fill("Ben")
    work(other, "bridge  Poster")
    cell(other, "bridge  Poster, Grade 4", "Complexity").fill("many views | a table")
    cell(other, "bridge  Poster, Grade 4", "Craftsmanship").fill("=SUM(A1)")
    work(other, "Bird song")
    cell(other, "Bird song, Grade 4", "Authenticity").fill("<b>for the park</b>")
    second = exported(other)
    (tmp_path / "first.json").write_text(first, "utf-8")
    (tmp_path / "second.json").write_text(second, "utf-8")
    page.get_by_text(WORDS["catch_bring"]).click()
    page.get_by_label(WORDS["catch_files"]).set_input_files([tmp_path / "first.json", tmp_path / "second.json"])
    together = page.locator(".xc-fill__together")
    expect(together.get_by_role("heading", level=2)).to_have_text(WORDS["catch_together"].format(number=2))
    rows = [[each.inner_text() for each in row.locator("td, th").all()] for row in together.locator("tr").all()]
    assert rows[0] == [WORDS["catch_work"], "Complexity", "Craftsmanship", "Authenticity"]
    assert rows[1][0] == "Bridge poster, Grade 4"
    assert rows[1][1].split("\n") == ["three sides to it (Ana)", "many views | a table (Ben)"]
    assert rows[2] == ["Bird song, Grade 4", "", "", "<b>for the park</b> (Ben)"]
    assert rows[3] == [WORDS["catch_count"], "2", "1", "1"]
    expect(together).to_contain_text("Beauty is thin. (Ana)")
    table = list(csv.reader(io.StringIO(exported(page, "catch_csv").removeprefix("\ufeff"))))
    assert [
        "Bridge poster, Grade 4",
        "three sides to it (Ana)\nmany views | a table (Ben)",
        "'=SUM(A1) (Ben)",
        "",
    ] in table
    text = exported(page, "catch_markdown")
    assert "many views \\| a table (Ben)" in text
    assert "\\<b\\>for the park" in text
    # All of it in one file, and back in a third browser.
    both = json.loads(exported(page))
    assert (both["format"], both["version"], both["catcher"]) == ("excellence-notes", 1, "two-walks")
    assert [sheet["who"] for sheet in both["sheets"]] == ["Ana", "Ben"]
    other.get_by_text(WORDS["catch_bring"]).click()
    other.get_by_label(WORDS["catch_paste"]).fill(json.dumps(both))
    other.get_by_role("button", name=WORDS["catch_take"]).click()
    expect(other.locator(".xc-fill__status")).to_contain_text(WORDS["catch_taken_one"])
    expect(other.locator(".xc-fill__together h2")).to_have_text(WORDS["catch_together"].format(number=2))


def test_ones_own_sheet_is_opened_again_from_its_file(
    enter: Callable[..., Page], page: Page, address: str, tmp_path: Path
) -> None:
    filling(page, address)
    page.get_by_label("Name and role").fill("Ana Lima, teacher")
    page.get_by_label(WORDS["catch_date"]).fill("2026-10-05")
    work(page, "Bridge poster")
    with page.expect_download() as found:
        page.get_by_role("button", name=WORDS["catch_json"], exact=True).click()
    assert found.value.suggested_filename == "two-walks-ana-lima-teacher-2026-10-05.json"
    file = tmp_path / found.value.suggested_filename
    found.value.save_as(file)
    other = filling(enter(accept_downloads=True), address)
    other.get_by_text(WORDS["catch_open"], exact=True).click()
    field = other.get_by_label(WORDS["catch_file"], exact=True)
    field.set_input_files(file)
    expect(other.locator(".xc-fill__status")).to_have_text(WORDS["catch_opened"])
    expect(other.get_by_label("Name and role")).to_have_value("Ana Lima, teacher")
    expect(other.get_by_role("rowheader", name="Bridge poster")).to_be_visible()
    expect(other.locator(".xc-fill__together")).to_be_hidden()
    # What has been written here since is not lost without a question.
    other.get_by_label("Name and role").fill("Ben")
    asked: list[str] = []
    with other.expect_event("dialog"):
        other.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
        field.set_input_files(file)
    expect(other.get_by_label("Name and role")).to_have_value("Ben")
    assert asked == [WORDS["catch_replace"]]
    other.once("dialog", lambda dialog: dialog.accept())
    field.set_input_files(file)
    expect(other.get_by_label("Name and role")).to_have_value("Ana Lima, teacher")
    # The sheets of a whole group are opened together, as they were kept.
    said = json.loads(file.read_text("utf-8"))
    said["sheets"].append({**said["sheets"][0], "who": "Ben"})
    file.write_text(json.dumps(said), "utf-8")
    other.once("dialog", lambda dialog: dialog.accept())
    field.set_input_files(file)
    expect(other.locator(".xc-fill__together h2")).to_have_text(WORDS["catch_together"].format(number=2))


def test_a_table_is_copied_for_documents(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    filling(page, address)
    work(page, "Bridge <i>poster</i>")
    cell(page, "Bridge <i>poster</i>, Grade 4", "Complexity").fill("three sides")
    page.get_by_role("button", name=WORDS["catch_copy"]).click()
    expect(page.locator(".xc-fill__status")).to_have_text(WORDS["catch_copied"])
    html = page.evaluate("async () => (await (await navigator.clipboard.read())[0].getType('text/html')).text()")
    assert "<table" in html
    assert "three sides" in html
    assert "<i>" not in html


NOT = '{"format": "excellence-notes", "version": 1, "kind": "catcher", "catcher": "two-walks", "sheets": '
# In such an order that no two that follow each other are answered by the same words.
HOSTILE = {
    "broken": ("{", "catch_broken"),
    "foreign": ('{"name": "a package", "version": 1}', "catch_foreign"),
    "newer": (NOT.replace('"version": 1', '"version": 2') + "[]}", "catch_newer"),
    "list": ("[[[[]]]]", "catch_foreign"),
    "deep": ("[" * 100_000, "catch_broken"),
    "null": ("null", "catch_foreign"),
    "other": (NOT.replace("two-walks", "critique") + "[]}", "catch_other"),
    "huge": (NOT + '["' + "x" * 10_000_000 + '"]}', "catch_huge"),
}


def test_a_file_that_is_not_right_is_refused_and_nothing_is_lost(page: Page, address: str, tmp_path: Path) -> None:
    filling(page, address)
    page.get_by_label("Name and role").fill("Ana")
    work(page, "Bridge poster")
    page.get_by_text(WORDS["catch_bring"]).click()
    for fault, (text, message) in HOSTILE.items():
        (tmp_path / f"{fault}.json").write_text(text, "utf-8")
        page.get_by_label(WORDS["catch_files"]).set_input_files(tmp_path / f"{fault}.json")
        expect(page.locator(".xc-fill__status"), fault).to_have_text(WORDS[message].format(title=""))
        expect(page.get_by_role("rowheader", name="Bridge poster"), fault).to_be_visible()
        expect(page.locator(".xc-fill__together"), fault).to_be_hidden()


def test_nothing_that_a_file_says_is_run(page: Page, address: str) -> None:
    page.add_init_script("window.alert = () => { window.ran = true }")
    filling(page, address)
    attack = "<img src=x onerror=alert(1)><script>alert(1)</script>"
    sheet = {
        "who": attack,
        "date": {"toString": "x"},
        "parts": [
            {
                "rows": [
                    {
                        "work": {"slug": "../../evil", "title": attack, "grade": 7, "picture": "//evil.example/x.png"},
                        "cells": [attack, 5, None],
                    },
                    {"work": "x", "cells": "no list"},
                    None,
                ],
                "questions": [attack] * 5000,
            },
            "no part",
        ],
    }
    text = (
        NOT
        + json.dumps([sheet, sheet])
        + ', "__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'
    )
    text = text.replace('"who"', '"__proto__": {"polluted": true}, "who"')
    page.get_by_text(WORDS["catch_bring"]).click()
    page.get_by_label(WORDS["catch_paste"]).fill(text)
    page.get_by_role("button", name=WORDS["catch_take"]).click()
    expect(page.get_by_label("Name and role")).to_have_value(attack)
    assert page.evaluate("({}).polluted") is None
    assert page.evaluate("window.ran") is None
    assert page.locator(".xc-catcher img, .xc-catcher script").count() == 0
    assert kept(page)["data"]["parts"][0]["rows"][0]["work"]["slug"] == ""


STORES = {
    "full": "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }",
    "blocked": "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError') }})",
}


@pytest.mark.parametrize("fault", STORES)
def test_a_device_that_keeps_nothing_is_told_and_nothing_is_lost(
    page: Page, address: str, tmp_path: Path, fault: str
) -> None:
    page.add_init_script(STORES[fault])
    filling(page, address)
    work(page, "Bridge poster")
    cell(page, "Bridge poster, Grade 4", "Complexity").fill("three sides")
    message = WORDS["catch_full" if fault == "full" else "catch_unkept"]
    expect(page.locator(".xc-fill")).to_contain_text(message)
    assert "three sides" in exported(page)
    page.goto(address + WALKS)
    page.get_by_role("button", name=WORDS["run_open"]).click()
    press(page, "run_start")
    expect(timer(page)).to_be_visible()


def test_a_device_that_is_full_still_gives_what_it_has(page: Page, address: str) -> None:
    filling(page, address)
    work(page, "Bridge poster")
    page.add_init_script(STORES["full"])
    page.reload()
    expect(page.get_by_role("rowheader", name="Bridge poster")).to_be_visible()


def test_two_windows_on_one_sheet(page: Page, address: str) -> None:
    filling(page, address)
    work(page, "Bridge poster")
    other = page.context.new_page()
    other.goto(address + CATCHER)
    expect(other.get_by_role("rowheader", name="Bridge poster")).to_be_visible()
    other.get_by_label("Name and role").fill("Ben")
    other.get_by_label("Name and role").blur()
    page.locator("h1").click()
    expect(page.get_by_label("Name and role")).to_have_value("Ben")
    other.close()


def test_a_work_is_taken_out_and_put_back(page: Page, address: str) -> None:
    filling(page, address)
    work(page, "Bridge poster")
    cell(page, "Bridge poster, Grade 4", "Complexity").fill("three sides")
    page.get_by_role("button", name=WORDS["catch_drop"].format(title="Bridge poster, Grade 4")).click()
    expect(page.get_by_role("rowheader", name="Bridge poster")).to_have_count(0)
    expect(page.get_by_role("button", name=WORDS["catch_undo"])).to_be_focused()
    page.keyboard.press("Enter")
    expect(cell(page, "Bridge poster, Grade 4", "Complexity")).to_have_value("three sides")


def test_a_sheet_prints_blank_or_filled_on_two_sides(page: Page, address: str) -> None:
    page.goto(address + CATCHER)
    assert [len(PdfDocument(page.pdf(format=paper))) for paper in PAPERS] == [2, 2]
    filling(page, address)
    page.get_by_label("Name and role").fill(SECRET)
    for title in ("Bridge poster", "Bird song", "Field guide"):
        work(page, title)
        cell(page, f"{title}, Grade 4", "Complexity").fill("three sides to it, each with a reason of its own")
    for paper in PAPERS:
        document = PdfDocument(page.pdf(format=paper))
        assert len(document) == 2, paper
        text = re.sub(r"\s+", " ", "".join(each.get_textpage().get_text_range() for each in document))
        assert [told for told in (SECRET, "Bird song", "each with a reason of its own") if told not in text] == []
        assert WORDS["catch_private"][:20] not in text


def test_every_catcher_can_be_filled_in(page: Page, address: str, site: Path) -> None:
    found = sorted(site.glob("catchers/*/index.html"))
    assert len(found) == 5
    for path in found:
        filling(page, address, f"catchers/{path.parent.name}/")
        field = page.locator(".xc-catcher textarea").nth(2)
        field.fill("a word")
        field.blur()
        page.reload()
        expect(page.locator(".xc-catcher textarea").nth(2)).to_have_value("a word")


def test_keys_alone_do_everything(page: Page, address: str) -> None:
    page.goto(address + CATCHER)
    page.get_by_role("button", name=WORDS["catch_fill"]).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".xc-catcher textarea").first).to_be_focused()
    page.keyboard.type("Ana")
    page.get_by_text(WORDS["catch_add"], exact=True).first.focus()
    page.keyboard.press("Enter")
    for text in ("", "", "Bridge poster", "Grade 4"):
        page.keyboard.press("Tab")
        if text:
            page.keyboard.type(text)
    page.keyboard.press("Enter")
    row = page.get_by_role("rowheader", name=re.compile("Bridge poster|Grade 4"))
    expect(row).to_be_visible()
    expect(page.locator("tbody textarea").first).to_be_focused()


def test_every_state_is_accessible_and_fits(timed: Page, address: str) -> None:
    page = timed
    found: list[tuple[str, ...]] = []

    def look(state: str) -> None:
        found.extend((state, *each) for each in looked_at(page))

    page.clock.install(time="2026-10-05T09:00:00")
    run(page, address)
    look("plan")
    page.get_by_label("Facilitator").fill("Ana")
    press(page, "run_start")
    page.clock.fast_forward("30:00")
    look("running late")
    filling(page, address)
    work(page, "Bridge poster")
    page.get_by_text(WORDS["catch_add"], exact=True).first.click()
    page.get_by_text(WORDS["catch_bring"]).click()
    look("filling")
    sheet = {
        "who": "Ben",
        "parts": [{"rows": [{"work": {"title": "Bird song", "grade": "1"}, "cells": ["a", "b", "c"]}]}],
    }
    page.get_by_label(WORDS["catch_paste"]).fill(NOT + json.dumps([sheet]) + "}")
    page.get_by_role("button", name=WORDS["catch_take"]).click()
    expect(page.locator(".xc-fill__together")).to_be_visible()
    look("together")
    assert found == []


# The list of criteria

LIST = "catchers/criteria/"


def building(page: Page, address: str) -> Page:
    page.goto(address + LIST)
    page.get_by_role("button", name=WORDS["list_build"]).click()
    expect(page.locator(".xc-criteria [data-notice]")).to_be_focused()
    return page


def notice(page: Page, *texts: str) -> None:
    for text in texts:
        page.get_by_label(WORDS["list_see"]).fill(text)
        page.keyboard.press("Enter")
        expect(page.locator(".xc-criteria [data-notice]")).to_be_focused()


def put(page: Page, text: str, where: str) -> None:
    page.get_by_label(WORDS["list_put"].format(text=text)).select_option(where)


def built(page: Page, address: str) -> Page:
    """A list of two criteria with three things that were seen; one is still to be placed."""
    building(page, address)
    page.get_by_label(WORDS["list_what"]).fill("a field guide card")
    notice(page, "You can see every leg", "The labels have lines", "It says where it lives", "I want to read more")
    put(page, "You can see every leg", WORDS["list_new"])
    page.keyboard.type("Looks real")
    put(page, "The labels have lines", "Looks real")
    put(page, "It says where it lives", WORDS["list_new"])
    page.keyboard.type(f"Teaches {SECRET}")
    page.get_by_label(WORDS["list_craftsmanship"]).first.check()
    page.get_by_label(WORDS["list_must"]).nth(1).uncheck()
    return page


def names(page: Page) -> list[str]:
    return [each.input_value() for each in page.locator("[data-criterion] .xc-criteria__name input").all()]


def test_a_class_notices_groups_and_names(page: Page, address: str) -> None:
    built(page, address)
    notice(page, "the labels  have LINES!")
    expect(page.locator(".xc-criteria > [role=status]")).to_contain_text("That is there already")
    page.reload()
    expect(page.locator("[data-criterion]")).to_have_count(2)
    assert names(page) == ["Looks real", f"Teaches {SECRET}"]
    first = page.locator("[data-criterion]").first
    expect(first.locator("li[draggable] > span")).to_have_text(["You can see every leg", "The labels have lines"])
    expect(page.get_by_label(WORDS["list_craftsmanship"]).first).to_be_checked()
    expect(page.get_by_label(WORDS["list_must"]).nth(1)).not_to_be_checked()


def test_order_by_key_and_dragging(page: Page, address: str) -> None:
    built(page, address)
    page.get_by_role("button", name=WORDS["list_down"].format(name="Looks real")).focus()
    page.keyboard.press("Enter")
    assert names(page) == [f"Teaches {SECRET}", "Looks real"]
    expect(page.get_by_role("button", name=WORDS["list_down"].format(name="Looks real"))).to_be_disabled()
    loose = page.locator(".xc-criteria__seen li").filter(has_text="I want to read more")
    loose.locator("span").drag_to(page.locator("[data-criterion='0']"), target_position={"x": 20, "y": 10})
    expect(page.locator("[data-criterion='0'] li[draggable] > span")).to_have_text(
        ["It says where it lives", "I want to read more"]
    )
    page.get_by_label(WORDS["list_join"].format(name="Looks real")).select_option(f"Teaches {SECRET}")
    expect(page.locator("[data-criterion]")).to_have_count(1)
    assert names(page) == [f"Teaches {SECRET}"]
    expect(page.locator("[data-criterion] li[draggable]")).to_have_count(4)
    page.get_by_role("button", name=WORDS["list_remove_one"].format(name=f"Teaches {SECRET}")).click()
    expect(page.locator(".xc-criteria__seen li")).to_have_count(4)


def test_a_picture_is_pinned_and_shown_on_the_poster(page: Page, address: str) -> None:
    built(page, address)
    page.get_by_text(WORDS["list_pin"]).first.click()
    page.get_by_label(WORDS["catch_find"]).first.fill("snail")
    page.locator(".xc-finder button").first.click()
    pin = page.locator(".xc-criteria__pin img")
    expect(pin).to_be_visible()
    page.wait_for_function("() => document.querySelector('.xc-criteria__pin img').naturalWidth > 0")


SHEETS = {"a4": (595, 842), "a3": (842, 1191), "letter": (612, 792), "tabloid": (792, 1224)}


@pytest.mark.parametrize("kind", ["poster", "checklist"])
def test_posters_and_checklists_are_one_sheet(page: Page, address: str, kind: str) -> None:
    page.add_init_script("window.print = () => { window.printed = true }")
    built(page, address)
    for size, sides in SHEETS.items():
        page.get_by_label(WORDS["list_size"]).select_option(size)
        page.evaluate("window.printed = false")
        page.get_by_role("button", name=WORDS[f"list_{kind}"]).click()
        page.wait_for_function("() => window.printed")
        document = PdfDocument(page.pdf(prefer_css_page_size=True))
        assert len(document) == 1, size
        assert (document[0].get_width(), document[0].get_height()) == pytest.approx(sides, abs=2), size
        text = re.sub(r"\s+", " ", document[0].get_textpage().get_text_range())
        said = ("Good work: a field guide card", "Looks real", f"Teaches {SECRET} {WORDS['list_may']}")
        assert [each for each in said if each not in text] == [], size
        assert WORDS["catch_private"][:20] not in text, size
        assert WORDS["catch_fill"] not in text, size
        if kind == "poster":
            # As large as the sheet holds: words reach down to its last quarter, and are read across a room.
            drawn = document[0].render(scale=0.25).to_pil().convert("L").point(lambda shade: 255 * (shade < 128))
            assert (drawn.getbbox() or (0, 0, 0, 0))[3] > 0.75 * drawn.height, size
            assert page.evaluate("parseFloat(document.querySelector('.xc-poster').style.fontSize)") > 20
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")


def test_a_list_goes_out_comes_in_and_loses_nothing(
    page: Page, enter: Callable[..., Page], address: str, tmp_path: Path
) -> None:
    built(page, address)
    text = exported(page, "catch_markdown")
    assert text.startswith("# Good work: a field guide card\n")
    assert "- [ ] **Looks real** (Craftsmanship)\n    - You can see every leg\n" in text
    file = tmp_path / "criteria.json"
    file.write_text(exported(page), "utf-8")
    other = building(enter(), address)
    notice(other, "Colors like outside", "The labels have lines")
    put(other, "Colors like outside", WORDS["list_new"])
    other.keyboard.type("looks REAL")
    other.get_by_label(WORDS["list_take"]).set_input_files(file)
    expect(other.locator(".xc-criteria > [role=status]")).to_have_text(WORDS["list_taken"])
    assert names(other) == ["looks REAL", f"Teaches {SECRET}"]
    expect(other.locator("[data-criterion='0'] li[draggable] > span")).to_have_text(
        ["Colors like outside", "You can see every leg", "The labels have lines"]
    )
    for text, message in (("{", "catch_broken"), ("[]", "catch_foreign"), (NOT + "[]}", "catch_foreign")):
        file.write_text(text, "utf-8")
        other.get_by_label(WORDS["list_take"]).set_input_files(file)
        expect(other.locator(".xc-criteria > [role=status]")).to_have_text(WORDS[message])
        assert len(names(other)) == 2
    attack = {
        "name": "<img src=x onerror=alert(1)>",
        "seen": ["<b>x</b>"],
        "pin": {"slug": "a", "src": "javascript:alert(1)"},
    }
    evil = {"format": "excellence-notes", "version": 1, "kind": "criteria", "list": {"criteria": [attack] * 99}}
    file.write_text(json.dumps(evil), "utf-8")
    other.get_by_label(WORDS["list_take"]).set_input_files(file)
    expect(other.locator(".xc-criteria__list > li").nth(2)).to_be_visible()
    assert other.locator(".xc-criteria img, .xc-criteria b, .xc-poster img").count() == 0


def test_a_list_seeds_a_critique(page: Page, address: str) -> None:
    built(page, address)
    page.get_by_role("button", name=WORDS["list_seed"]).click()
    page.wait_for_url("**/catchers/critique/")
    expect(page.get_by_role("rowheader", name="Looks real")).to_be_visible()
    cell(page, "Looks real", "Kind").fill("I see every hair")
    cell(page, "Looks real", "Kind").blur()
    page.goto(address + LIST)
    page.get_by_role("button", name=WORDS["list_seed"]).click()
    page.wait_for_url("**/catchers/critique/")
    expect(cell(page, "Looks real", "Kind")).to_have_value("I see every hair")
    expect(page.get_by_role("rowheader", name="Looks real")).to_have_count(1)


def test_thirty_things_are_the_most(page: Page, address: str) -> None:
    building(page, address)
    notice(page, *(f"thing {number}" for number in range(31)))
    expect(page.locator(".xc-criteria__seen li")).to_have_count(30)
    expect(page.locator(".xc-criteria > [role=status]")).to_contain_text("30")


def test_building_a_list_is_accessible_and_fits(page: Page, address: str) -> None:
    built(page, address)
    page.get_by_text(WORDS["list_pin"]).first.click()
    assert looked_at(page) == []


# The summary sheet and the archive over years

SUMMARY = "catchers/summary/"


def summed(page: Page, address: str, goal: str) -> Page:
    """A summary sheet with a goal, a conclusion and a piece to propose."""
    page.goto(address + SUMMARY)
    if (opener := page.get_by_role("button", name=WORDS["catch_fill"])).is_visible():
        opener.click()
    page.get_by_label("Row 1: Goal").fill(goal)
    page.get_by_label("What have we seen in the work?").fill(f"{SECRET} saw care.")
    page.locator("#part-5 tbody textarea").first.fill("Bridge poster")
    page.locator("#part-5 tbody textarea").first.blur()
    page.locator("#part-1 tbody textarea").first.fill("Ana")
    page.locator("#part-1 tbody textarea").first.blur()
    return page


def added(page: Page, date: str) -> None:
    opener = page.get_by_role("button", name=WORDS["archive_open"])
    if opener.is_visible():
        opener.click()
    page.get_by_label(WORDS["archive_date"]).fill(date)
    page.get_by_role("button", name=WORDS["archive_add"]).click()
    expect(page.locator(".xc-archive [role=status]")).to_have_text(WORDS["archive_added"])


def dates(page: Page) -> list[str]:
    return [each.get_attribute("datetime") or "" for each in page.locator(".xc-archive time").all()]


def test_goals_are_followed_over_the_years(
    page: Page, enter: Callable[..., Page], address: str, tmp_path: Path
) -> None:
    summed(page, address, "Every project ends with a real reader")
    added(page, "2026-05-20")
    page.get_by_label("Row 1: Goal").fill("Drafts are kept")
    page.get_by_label("Row 1: Goal").blur()
    added(page, "2025-05-21")
    assert dates(page) == ["2025-05-21", "2026-05-20"]
    first = page.get_by_label(WORDS["archive_became"].format(goal="Drafts are kept"))
    first.select_option("met")
    expect(page.locator(".xc-archive")).to_contain_text(f"{SECRET} saw care.")
    with page.expect_download() as found:
        page.get_by_role("button", name=WORDS["archive_save"]).click()
    file = Path(found.value.path()).read_text("utf-8")
    said = json.loads(file)
    assert (said["format"], said["kind"], [each["goals"] for each in said["years"]]) == (
        "excellence-notes",
        "archive",
        [["met"], []],
    )
    (tmp_path / "archive.json").write_text(file, "utf-8")
    other = enter(accept_downloads=True)
    other.goto(address + SUMMARY)
    other.get_by_role("button", name=WORDS["archive_open"]).click()
    other.get_by_label(WORDS["archive_take"]).set_input_files(tmp_path / "archive.json")
    expect(other.locator(".xc-archive time")).to_have_count(2)
    expect(other.get_by_label(WORDS["archive_became"].format(goal="Drafts are kept"))).to_have_value("met")
    # The same file again brings nothing twice; a wrong one takes nothing away.
    other.get_by_label(WORDS["archive_take"]).set_input_files(tmp_path / "archive.json")
    expect(other.locator(".xc-archive [role=status]")).to_have_text(WORDS["archive_taken"].format(number=0))
    for text, message in (
        ("{", "catch_broken"),
        ("{}", "catch_foreign"),
        (file.replace('"version": 1', '"version": 9'), "catch_newer"),
    ):
        (tmp_path / "archive.json").write_text(text, "utf-8")
        other.get_by_label(WORDS["archive_take"]).set_input_files(tmp_path / "archive.json")
        expect(other.locator(".xc-archive [role=status]")).to_have_text(WORDS[message])
        expect(other.locator(".xc-archive time")).to_have_count(2)


def test_an_empty_sheet_is_not_kept_and_a_meeting_is_taken_out(page: Page, address: str) -> None:
    page.goto(address + SUMMARY)
    page.get_by_role("button", name=WORDS["archive_open"]).click()
    page.get_by_role("button", name=WORDS["archive_add"]).click()
    expect(page.locator(".xc-archive [role=status]")).to_have_text(WORDS["archive_empty"])
    page.get_by_role("button", name=WORDS["archive_submit"]).click()
    expect(page.locator(".xc-archive [role=status]")).to_have_text(WORDS["archive_unproposed"])
    summed(page, address, "Drafts are kept")
    added(page, "2026-05-20")
    added(page, "2026-05-20")
    assert dates(page) == ["2026-05-20"]
    page.get_by_role("button", name=WORDS["archive_drop_one"].format(date="May 20, 2026")).click()
    expect(page.locator(".xc-archive time")).to_have_count(0)


def test_the_pieces_proposed_become_a_text_to_send(page: Page, address: str) -> None:
    summed(page, address, "Drafts are kept")
    page.get_by_role("button", name=WORDS["archive_open"]).click()
    with page.expect_download() as found:
        page.get_by_role("button", name=WORDS["archive_submit"]).click()
    text = Path(found.value.path()).read_text("utf-8")
    assert text.startswith(f"# {WORDS['archive_letter']}\n\n## Bridge poster\n")
    assert all(f"- {each}: " in text for each in WORDS["archive_asked"].split("|"))
    assert page.get_by_role("link", name=WORDS["archive_how"]).evaluate("(a) => a.href").endswith("/submit/")


def test_the_archive_is_accessible_and_fits(page: Page, address: str) -> None:
    summed(page, address, "Every project ends with a real reader")
    added(page, "2026-05-20")
    page.locator(".xc-archive summary").click()
    assert looked_at(page) == []


# Keys alone, fingers alone


def test_a_meeting_is_run_by_keys_alone(page: Page, address: str) -> None:
    page.goto(address + WALKS)
    page.get_by_role("button", name=WORDS["run_open"]).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".xc-runner")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".xc-runner__plan input").first).to_have_value("26")
    while page.evaluate("document.activeElement.textContent") != WORDS["run_start"]:
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(timer(page)).to_be_visible()
    for name in ("run_pause", "run_go", "run_more"):
        while page.evaluate("document.activeElement.textContent") != WORDS[name]:
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    # The focus stays on the button that was pressed, and can leave the runner.
    assert page.evaluate("document.activeElement.dataset.act") == "more"
    for _ in range(12):
        page.keyboard.press("Tab")
    assert not page.evaluate("document.querySelector('.xc-runner').contains(document.activeElement)")


def test_a_class_builds_its_list_by_keys_alone(page: Page, address: str) -> None:
    page.goto(address + LIST)
    page.get_by_role("button", name=WORDS["list_build"]).focus()
    page.keyboard.press("Enter")
    notice(page, "You can see every leg")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_label(WORDS["list_put"].format(text="You can see every leg"))).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-criterion] input").first).to_be_focused()
    page.keyboard.type("Looks real")
    assert names(page) == ["Looks real"]


def test_every_tool_is_used_by_touch(enter: Callable[..., Page], address: str) -> None:
    page = enter(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(address + WALKS)
    page.get_by_role("button", name=WORDS["run_open"]).tap()
    page.locator(".xc-runner").get_by_role("button", name=WORDS["run_start"]).tap()
    page.locator(".xc-runner").get_by_role("button", name=WORDS["run_next"]).tap()
    expect(page.locator(".xc-runner__where")).to_have_text(WORDS["run_where"].format(number=2, total=8))
    page.locator(".xc-runner").get_by_role("link", name="Part 1").tap()
    page.wait_for_url("**/catchers/two-walks/#part-1")
    page.get_by_role("button", name=WORDS["catch_fill"]).tap()
    page.get_by_text(WORDS["catch_add"], exact=True).first.tap()
    page.get_by_label(WORDS["catch_find"]).first.fill("snail")
    page.locator(".xc-finder button").first.tap()
    expect(page.get_by_role("rowheader", name="A snail in six tries")).to_be_visible()
    page.goto(address + LIST)
    page.get_by_role("button", name=WORDS["list_build"]).tap()
    page.get_by_label(WORDS["list_see"]).fill("You can see every leg")
    page.locator(".xc-criteria").get_by_role("button", name=WORDS["catch_add_own"]).tap()
    put(page, "You can see every leg", WORDS["list_new"])
    expect(page.locator("[data-criterion]")).to_have_count(1)
    small = page.locator(".xc-criteria button, .xc-criteria select").evaluate_all(
        "(all) => all.filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 24).length"
    )
    assert small == 0

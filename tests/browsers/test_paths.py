"""The main paths of a visitor, each once in every browser of a school that Playwright can not drive as it is."""

import json
from pathlib import Path

import pytest

from browsers.visitor import Visitor
from excellence.rendering.strings import words

pytestmark = pytest.mark.browsers
WORDS = words("en")
SNAIL = "works/a-snail-in-six-tries/"
WALKS = "protocols/two-walks/"
CATCHER = "catchers/two-walks/"
SHOWN = ".xc-surface:not([aria-busy]) > .xc-surface__picture[style*=width]"  # there, and fitted into its box
PICTURE = f"dialog {SHOWN}"
# What a print shows: every rule for paper holds on the screen as well, and none for the screen alone.
ON_PAPER = """
const turn = (rules) => [...rules].forEach((rule) => {
    if (rule.media && /^(screen|print)$/.test(rule.media.mediaText)) {
        rule.media.mediaText = rule.media.mediaText === "print" ? "all" : "not all"
    }
    if (rule.cssRules) turn(rule.cssRules)
})
for (const sheet of document.styleSheets) turn(sheet.cssRules)
return true
"""


def width_of(visitor: Visitor, picture: str) -> float:
    return float(visitor.ask("return find(arguments[0]).getBoundingClientRect().width", picture))


def is_wide(visitor: Visitor, width: float, picture: str = PICTURE) -> None:
    """Waits until a picture is about so wide: what enlarges it takes a moment."""
    body = "return Math.abs(find(arguments[0])?.getBoundingClientRect().width / arguments[1] - 1) < .01"
    visitor.wait(body, picture, width)


def is_at(visitor: Visitor, x: float, picture: str = PICTURE) -> None:
    """Waits until this share of a picture's width lies in the middle of its box."""
    visitor.wait(
        """
        const [box, seen] = [find(arguments[0]).parentElement, find(arguments[0])].map((e) => e.getBoundingClientRect())
        return Math.abs((box.left + box.width / 2 - seen.left) / seen.width - arguments[1]) < .01
        """,
        picture,
        x,
    )


def pictures_come(visitor: Visitor, selector: str) -> None:
    visitor.wait("return find(arguments[0]) && all(arguments[0]).some((image) => image.naturalWidth > 0)", selector)


# The gallery and the search


def test_the_gallery_is_filtered_and_the_way_back_undoes_it(visitor: Visitor) -> None:
    visitor.open("gallery/")
    total = visitor.wait("return all('.xc-gallery .xc-card').length")
    pictures_come(visitor, ".xc-gallery .xc-card img")
    visitor.press("[data-filters] summary", "Grade")
    visitor.press("[data-filters] label:has([name=grade][value='1'])")
    visitor.wait("const now = all('.xc-gallery .xc-card').length; return now > 0 && now < arguments[0]", total)
    assert visitor.ask("return location.search") == "?grade=1"
    visitor.press("h1")  # what is open shuts
    visitor.press("[data-chips] button")
    visitor.wait("return all('.xc-gallery .xc-card').length === arguments[0]", total)
    assert visitor.ask("return find('summary') === document.activeElement")
    visitor.do("Back")
    visitor.reads("[data-chips] li", "Grade 1")


def test_the_gallery_shows_what_is_searched_for_within_its_filters(visitor: Visitor) -> None:
    visitor.open("gallery/")
    visitor.write("#xc-query", "snail")
    visitor.reads("[data-results] .xc-card__title", "A snail in six tries")
    visitor.reads("[data-status]", WORDS["search_found_one"].format(query="snail"))
    visitor.gone(".xc-gallery")
    pictures_come(visitor, "[data-results] .xc-card img")
    assert visitor.ask("return location.search") == "?q=snail"
    visitor.press("[data-results] .xc-card > a")
    visitor.reads("h1", "A snail in six tries")
    visitor.do("Back")
    visitor.value("#xc-query", "snail")
    visitor.reads("[data-results] .xc-card__title", "A snail in six tries")
    visitor.press("[data-filters] summary", "Grade")
    visitor.press("[data-filters] label:has([name=grade][value='5'])")
    visitor.gone("[data-results] .xc-card")
    visitor.press("#xc-query")
    visitor.key("Escape")
    visitor.value("#xc-query", "")
    visitor.part(".xc-gallery")


def test_the_search_of_every_page_leads_to_what_it_finds(visitor: Visitor) -> None:
    visitor.open()
    visitor.key("/")
    visitor.write("#xc-find", "knot")
    visitor.reads(".xc-found .xc-hit", "A knot of eight strands")
    visitor.key("Enter")
    visitor.reads("[data-hits]", "A knot of eight strands")
    assert visitor.ask("return location.pathname + location.search") == "/search/?q=knot"
    visitor.press("[data-hits] a")
    visitor.reads("h1", "A knot of eight strands")


# Looking closely


def test_the_viewer_obeys_keys_and_leaves_by_the_way_back(visitor: Visitor) -> None:
    visitor.open(SNAIL)
    visitor.press(".xc-drafts a.xc-open img")
    visitor.part(PICTURE)
    visitor.key("ArrowRight")
    visitor.reads("dialog [role=status]", "Draft 2 · 2 of 6")
    visitor.part(PICTURE)
    whole = width_of(visitor, PICTURE)
    visitor.key("+")
    is_wide(visitor, 1.5 * whole)
    assert visitor.ask("return location.hash") == "#image-2"
    visitor.do("Back")
    visitor.gone("dialog")
    assert visitor.ask("return location.hash") == ""
    visitor.wait("return document.activeElement === all('.xc-drafts a.xc-open')[1]")


def test_fingers_enlarge_move_and_turn(visitor: Visitor) -> None:
    visitor.open(SNAIL)
    visitor.press(".xc-drafts a.xc-open img")
    visitor.part(PICTURE)
    box = "dialog .xc-surface"
    whole = width_of(visitor, PICTURE)
    visitor.fingers(box, ((-40, 0), (-120, 0)), ((40, 0), (120, 0)))
    is_wide(visitor, 3 * whole)
    visitor.fingers(box, ((0, 0), (-100, 0)))
    is_at(visitor, 0.5 + 100 / (3 * whole))
    visitor.reads("dialog [role=status]", "Draft 1 · 1 of 6")
    visitor.key("0")
    is_wide(visitor, whole)
    visitor.fingers(box, ((60, 0), (-100, 4)))
    visitor.reads("dialog [role=status]", "Draft 2 · 2 of 6")


def test_two_drafts_are_compared(visitor: Visitor) -> None:
    visitor.open(SNAIL)
    visitor.press(".xc-ladder a", WORDS["compare_drafts"])
    visitor.part(".xc-compare--begun")
    panes = [f".xc-compare__pane:nth-of-type({number}) {SHOWN}" for number in (1, 2)]
    whole = [width_of(visitor, each) for each in panes if visitor.part(each)]
    visitor.ask("find('.xc-compare .xc-surface').focus()")
    visitor.key("+", "+", "ArrowRight")
    for pane, width in zip(panes, whole, strict=True):
        is_wide(visitor, 2.25 * width, pane)
        is_at(visitor, 0.5 + 0.15 / 2.25, pane)
    visitor.press(".xc-compare label", WORDS["compare_over"])
    visitor.wait("return location.hash.includes('m=over')")
    visitor.wait("return new Set(all('.xc-compare .xc-surface').map((e) => e.getBoundingClientRect().x)).size === 1")


def test_a_second_window_follows_the_projector(visitor: Visitor) -> None:
    visitor.open(SNAIL)
    visitor.key("p")
    visitor.part(PICTURE)
    visitor.key("w")
    with visitor.other_window():
        visitor.part(PICTURE)
    visitor.gone(".xc-projector--notes")
    visitor.key("w")
    visitor.part(".xc-projector--notes")
    visitor.key("4", "n")
    with visitor.other_window():
        visitor.reads("dialog [role=status]", "Draft 4")
        visitor.reads(".xc-projector__prompt", WORDS["project_notice"])
    visitor.key("Escape")
    visitor.gone("dialog")


# The tools of the room


def test_a_meeting_is_run_and_goes_on_after_a_reload(visitor: Visitor) -> None:
    visitor.open(WALKS)
    visitor.press("button", WORDS["run_open"])
    visitor.press(".xc-runner button", WORDS["run_start"])
    visitor.reads(".xc-runner [role=timer]", ":")
    visitor.press(".xc-runner button", WORDS["run_next"])
    second = WORDS["run_where"].format(number=2, total=8)
    visitor.reads(".xc-runner__where", second)
    visitor.do("Refresh")
    visitor.reads(".xc-runner__where", second)
    visitor.reads(".xc-runner [role=status]", WORDS["run_resumed"])
    visitor.press(".xc-runner button", WORDS["run_end"])
    visitor.press(".xc-runner button", WORDS["run_sure"])
    visitor.gone(".xc-runner [role=timer]")
    assert visitor.ask("return localStorage.length") == 0


def test_what_is_written_is_kept_given_out_and_taken_in_again(visitor: Visitor, downloads: Path) -> None:
    visitor.open(CATCHER)
    visitor.press("button", WORDS["catch_fill"])
    visitor.write(".xc-fill__who textarea", "Ana Lima")
    visitor.press(".xc-fill__add summary", WORDS["catch_add"])
    visitor.write(f".xc-fill__own [aria-label='{WORDS['catch_title']}']", "Bridge poster")
    visitor.write(f".xc-fill__own [aria-label='{WORDS['catch_grade']}']", "Grade 4")
    visitor.key("Enter")
    noted = "[aria-label='Bridge poster, Grade 4: Complexity']"
    visitor.write(noted, "three sides")
    visitor.reads(".xc-fill__saved", "Saved on this device")
    visitor.do("Refresh")
    visitor.value(noted, "three sides")
    visitor.press("button", WORDS["catch_json"])
    file = visitor.file(downloads, "two-walks-ana-lima")
    assert json.loads(file.read_text("utf-8"))["sheets"][0]["who"] == "Ana Lima"
    visitor.press("button", WORDS["catch_clear"])
    visitor.do("AcceptAlert")
    visitor.wait("return localStorage.length === 0")
    visitor.open(CATCHER)
    visitor.press("button", WORDS["catch_fill"])
    visitor.press(".xc-fill__bring summary", WORDS["catch_open"])
    visitor.write(".xc-fill__bring input[type=file]", str(file))
    visitor.reads(".xc-fill__status", WORDS["catch_opened"])
    visitor.value(noted, "three sides")
    file.unlink()


# The students' view, and paper


def test_the_students_view_is_remembered(visitor: Visitor) -> None:
    visitor.open(SNAIL)
    visitor.press("button", WORDS["student_view"])
    visitor.part(".xc-student")
    visitor.gone(".xc-evidence")
    visitor.do("Refresh")
    visitor.part(".xc-student")
    visitor.press("button", WORDS["student_view"])
    visitor.gone(".xc-student")


def test_the_drafts_alone_go_on_one_sheet(visitor: Visitor) -> None:
    visitor.open(SNAIL)
    visitor.ask("window.print = () => { window.printed = true }")
    visitor.press("button", WORDS["ladder_print"])
    visitor.wait("return window.printed")
    visitor.ask(ON_PAPER)
    visitor.part(".xc-drafts img")
    for left_out in (".xc-header", ".xc-script", ".xc-summary", ".xc-evidence"):
        visitor.gone(left_out)
    tops = visitor.ask("return all('.xc-drafts > li').map((each) => each.getBoundingClientRect().top)")
    assert len(tops) == 6
    assert len(set(tops)) == 2  # six drafts in two rows


# A browser that is too old


def test_a_browser_that_lacks_something_follows_links(aged: Visitor) -> None:
    aged.open(SNAIL)
    aged.gone(".xc-script")
    aged.press(".xc-drafts a.xc-open img")
    aged.wait("return /-[0-9]+\\.webp$/.test(location.pathname)")


@pytest.mark.parametrize("place", [WALKS, CATCHER, "gallery/", "compare/", "search/"])
def test_a_browser_that_lacks_something_gets_the_page_without_scripts(aged: Visitor, place: str) -> None:
    aged.open(place)
    aged.part("h1")
    aged.gone("main :is(button, input)")
    assert aged.ask("return all('noscript').length") == 0  # what they say stands on the page


def test_a_reader_goes_over_to_another_language_and_on_in_it(visitor: Visitor) -> None:
    visitor.open(SNAIL)
    visitor.press(".xc-tongue", "Español")
    visitor.reads("h1", "Un caracol en seis intentos")
    visitor.press(".xc-nav a", "Galería")
    visitor.reads("h1", "Galería")
    assert visitor.ask("return document.documentElement.lang") == "es"


# From a folder


def test_a_pack_is_searched_looked_at_and_written_on_from_a_folder(unpacked: Visitor) -> None:
    unpacked.open("OPEN-ME.html")
    unpacked.reads("h1", "Small models")
    unpacked.key("/")
    unpacked.write("#xc-find", "knot")
    unpacked.reads(".xc-found .xc-hit", "A knot of eight strands")
    unpacked.open("collection/works/a-snail-in-six-tries/index.html")
    unpacked.press(".xc-drafts a.xc-open img")
    unpacked.part(PICTURE)
    unpacked.key("ArrowRight")
    unpacked.reads("dialog [role=status]", "Draft 2 · 2 of 6")
    unpacked.do("Back")
    unpacked.gone("dialog")
    unpacked.press(".xc-ladder a", WORDS["compare_drafts"])
    unpacked.part(f".xc-compare__pane:nth-of-type(2) {SHOWN}")
    unpacked.open("collection/protocols/two-walks.html")
    unpacked.press("button", WORDS["run_open"])
    unpacked.press(".xc-runner button", WORDS["run_start"])
    unpacked.reads(".xc-runner [role=timer]", ":")
    unpacked.open("collection/catchers/two-walks.html")
    unpacked.press("button", WORDS["catch_fill"])
    unpacked.write(".xc-fill__who textarea", "Ana Lima")
    unpacked.reads(".xc-fill__saved", "Saved on this device")
    unpacked.do("Refresh")
    unpacked.value(".xc-fill__who textarea", "Ana Lima")
    unpacked.ask("localStorage.clear()")

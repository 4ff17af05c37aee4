"""What browsers that we promise nothing get: the page without scripts, whole. And that we keep to those we promise."""

import re
from collections.abc import Callable

import pytest
import tinycss2
from playwright.sync_api import Page, expect

from project import ROOT

MODULES = sorted((ROOT / "plugins" / "excellence" / "assets" / "modules").rglob("*.mjs"))
SNAIL = "works/a-snail-in-six-tries/"
# A page of each kind that a script makes more of, or that has a script's controls in it.
PAGES = (
    *("", "gallery/", "search/", "compare/", SNAIL, f"{SNAIL}look/", "works/a-knot-of-eight-strands/"),
    *(
        "protocols/two-walks/",
        "routes/15-alone/",
        "catchers/two-walks/",
        "exhibits/looking-longer/",
        "curators/places/",
    ),
)
OLDER = {
    "dialogs": "delete window.HTMLDialogElement",
    "channels": "delete window.BroadcastChannel",
    "words of the language": "delete Object.hasOwn",
    "selectors": "CSS.supports = () => false",
}
# What came to Safari after 15.4, by the name that a module would call it by; the types know of the language itself.
NEWER = re.compile(
    r"checkVisibility|\binert\b|popover|CompressionStream|OffscreenCanvas|startViewTransition|\.highlights\b|canParse"
    r"|URL\.parse|requestIdleCallback|navigator\.locks|scrollend|static \{|\(\?<[=!]|AbortSignal\.(?:any|timeout)"
    r"|requestVideoFrame|adoptedStyleSheets|setHTML|moveBefore|Iterator\.|closedBy|new CSSStyleSheet"
)


def older(page: Page, lack: str) -> list[str]:
    """A browser that lacks something; the list fills with what goes wrong in it."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.add_init_script(lack)
    return faults


def test_an_older_browser_shows_what_a_browser_without_scripts_shows(enter: Callable[..., Page], address: str) -> None:
    page, plain = enter(), enter(java_script_enabled=False)
    faults = older(page, OLDER["channels"])
    for place in PAGES:
        for each in (page, plain):
            each.goto(address + place)
        assert page.locator("body").inner_text() == plain.locator("body").inner_text(), place
        assert page.locator("main button:visible, main input:visible, main select:visible").count() == 0, place
    assert faults == []


@pytest.mark.parametrize("lack", OLDER.values(), ids=OLDER)
def test_whatever_is_missing_a_picture_is_a_link(enter: Callable[..., Page], address: str, lack: str) -> None:
    page = enter()
    faults = older(page, lack)
    page.goto(address + SNAIL)
    expect(page.locator(".xc-script:visible")).to_have_count(0)
    page.locator(".xc-drafts a.xc-open").first.click()
    page.wait_for_url(re.compile(r"-\d+\.webp$"))
    assert faults == []


def without_layers(stylesheet: str) -> str:
    rules = tinycss2.parse_stylesheet(stylesheet)
    return "".join(rule.serialize() for rule in rules if getattr(rule, "lower_at_keyword", "") != "layer")


def test_a_browser_too_old_for_our_stylesheet_shows_no_dead_control(enter: Callable[..., Page], address: str) -> None:
    """One that knows no layers reads only what stands outside of them."""
    page = enter()
    older(page, OLDER["selectors"])
    page.route("**/excellence.*.css", lambda route: route.fulfill(body=without_layers(route.fetch().text())))
    for place in ("gallery/", SNAIL, "protocols/two-walks/"):
        page.goto(address + place)
        assert page.evaluate("document.styleSheets[0].cssRules.length") < 40
        assert page.locator("button:visible, input:visible, select:visible").count() == 0, place


def test_no_module_asks_for_what_a_promised_browser_lacks() -> None:
    assert len(MODULES) > 40
    found = {path.name: NEWER.findall(path.read_text("utf-8")) for path in MODULES}
    assert {name: words for name, words in found.items() if words} == {}

"""What is done on a page before it is photographed: each step is a function of Playwright's page."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image
from playwright.sync_api import Page

from excellence.rendering.strings import words

SAID = words("en")
Step = Callable[[Page], None]


def press(part: str) -> Step:
    """Presses what a selector finds first."""
    return lambda page: page.locator(part).first.click()


def button(name: str, number: int = 0) -> Step:
    """Presses a button by what it is called in the table of words."""
    said = re.compile(f"^{re.escape(SAID[name])}")
    return lambda page: page.get_by_role("button", name=said).nth(number).click()


def keys(*names: str) -> Step:
    return lambda page: [page.keyboard.press(name) for name in names] and None


def typed(part: str, text: str) -> Step:
    return lambda page: page.locator(part).first.fill(text)


def seen(part: str) -> Step:
    return lambda page: page.locator(part).first.wait_for()


def unfolded_facts(page: Page) -> None:
    """Only a phone folds them."""
    more = page.locator("[data-facts]")
    if more.is_visible():
        more.click()


def opened(part: str = "details") -> Step:
    """Lays open what is folded."""
    return lambda page: page.locator(part).evaluate_all("(all) => all.forEach((each) => { each.open = true })")


def sought(words: str) -> Step:
    """Types into the field of the header, where the window has room for it; a narrow one has a link to the search."""

    def step(page: Page) -> None:
        field = page.locator("#xc-find")
        if field.is_visible():
            field.fill(words)
            page.locator("#xc-found [role=option]").first.wait_for()

    return step


UNPRINTED: Step = lambda page: page.evaluate("window.print = () => {}")  # noqa: E731 - a step like the others
PLAN = seen(".xc-walk__fit p")


def papers(*kinds: str) -> tuple[Step, ...]:
    """What is printed of a set, as its panel makes it."""

    def choose(page: Page) -> None:
        for box in page.locator(".xc-papers [type=checkbox]").all():
            box.set_checked((box.get_attribute("value") or "") in kinds)

    return (UNPRINTED, PLAN, press(f"summary:text-is('{SAID['paper']}')"), seen(".xc-papers"), choose,
            button("paper_print"), seen("html[data-paper=set]"))  # fmt: skip


def taken(name: str, content: bytes) -> Step:
    """Gives a file to the packer."""
    file: Any = {"name": name, "mimeType": "", "buffer": content}
    return lambda page: page.locator("[data-files]").set_input_files(file)


def photo() -> bytes:
    out = BytesIO()
    Image.radial_gradient("L").resize((1600, 1200)).save(out, "JPEG")
    return out.getvalue()

"""A visitor of the site in any browser: opens, presses, writes, lays fingers on, and waits for what must come."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from browsers.webdriver import PATIENCE, Driver, RefusedError

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # by this name a reference to an element goes both ways
LEFT = ("javascript error", "unknown error", "no such frame")  # what is said of a page that was left meanwhile
LOOK = 0.5  # seconds in which the page itself looks, before it is asked again: it may have been left
# What a page can be asked by every script of ours. A part is named by what it says, or by its label.
KNOWN = """
const seen = (part) => part.getClientRects().length > 0 && getComputedStyle(part).visibility === "visible"
const said = (part) => (part.getAttribute("aria-label") ?? part.textContent).replace(/\\s+/g, " ").trim()
const all = (selector) => [...document.querySelectorAll(selector)]
const fits = (part, text) => seen(part) && (!text || said(part) === text || said(part).startsWith(text))
const find = (selector, text) => all(selector).find((part) => fits(part, text))
"""
# Looks until there is something to find, for as long as it is given.
LOOKING = """
const done = arguments[arguments.length - 1], given = [...arguments].slice(0, -1), end = performance.now() + 1000 * LOOK
const look = function () { BODY }
const again = () => {
    let found
    try { found = look.apply(null, given) } catch (error) { return done({fault: String(error)}) }
    if (found || performance.now() >= end) done({found: found ?? null})
    else setTimeout(again, 20)
}
again()
"""
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004", "ArrowRight": "\ue014", "ArrowDown": "\ue015"}
MIDDLE = """
const box = find(arguments[0]).getBoundingClientRect()
return [Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2)]
"""
# A driver that makes a mouse of every finger leaves it to us to tell the page of them, as the screen would.
TOLD = """
const [selector, middle, ways] = arguments, box = find(selector), steps = 8
box.setPointerCapture = () => {} // which knows no finger that is not there
const tell = (type, step) => ways.forEach(([from, to], finger) => {
    const [clientX, clientY] = middle.map((at, side) => at + from[side] + (to[side] - from[side]) * step / steps)
    const more = {pointerId: 2 + finger, pointerType: "touch", isPrimary: !finger, bubbles: true, cancelable: true}
    box.dispatchEvent(new PointerEvent(type, {clientX, clientY, button: 0, ...more}))
})
tell("pointerdown", 0)
for (let step = 1; step <= steps; step++) tell("pointermove", step)
tell("pointerup", steps)
"""
T = TypeVar("T")
Way = tuple[tuple[int, int], tuple[int, int]]


class Visitor:
    def __init__(self, driver: Driver, address: str) -> None:
        self.driver = driver
        self.address = address
        self.do = driver.do
        self.do("SetTimeouts", script=1000 * PATIENCE, pageLoad=1000 * PATIENCE, implicit=0)

    # What is asked of the page

    def ask(self, body: str, *given: Any, wait: float = 0) -> Any:
        """What a function with this body answers; `wait` is for how many seconds it may be asked again for a yes."""
        script = KNOWN + LOOKING.replace("BODY", body).replace("LOOK", str(wait))
        found = self.do("ExecuteAsyncScript", script=script, args=list(given))
        if found is None:  # how Firefox tells that the page was left
            raise RefusedError({"error": "unknown error", "message": "the page was left"})
        if "fault" in found:
            raise AssertionError(f"{found['fault']}, in: {body}")
        return found["found"]

    def wait(self, body: str, *given: Any) -> Any:
        """The same, once there is an answer; none in a minute fails the test."""
        for _ in range(int(PATIENCE / LOOK)):
            try:
                if found := self.ask(body, *given, wait=LOOK):
                    return found
            except RefusedError as refused:
                # The page was left while it was asked: the next one is asked.
                if refused.kind not in LEFT:
                    raise
        raise AssertionError(f"not in {PATIENCE} seconds: {body}, with {given} at {self.ask('return location.href')}")

    def part(self, selector: str, text: str = "") -> str:
        """A reference to the first part that is seen and says the text, or begins with it."""
        found = self.wait("return find(...arguments)", selector, text)
        return str(found[ELEMENT])

    def gone(self, selector: str) -> None:
        self.wait("return !find(arguments[0])", selector)

    def reads(self, selector: str, text: str) -> None:
        """Waits for a part that says the text somewhere in it."""
        body = "return all(arguments[0]).some((part) => seen(part) && said(part).includes(arguments[1]))"
        self.wait(body, selector, text)

    def value(self, selector: str, value: str) -> None:
        self.wait("return document.querySelector(arguments[0])?.value === arguments[1]", selector, value)

    # What is done to it

    def open(self, place: str = "") -> None:
        """Goes to a page of the site, anew even where only what follows the `#` differs."""
        self.do("Navigate", url="about:blank")
        self.do("Navigate", url=self.address + place)
        self.wait("return document.hasFocus() && document.readyState === 'complete'")  # or a key goes nowhere

    def press(self, selector: str, text: str = "") -> None:
        """A press with the mouse, once there is something to press."""
        part = self.part(selector, text)
        self.ask("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", {ELEMENT: part})
        self.do("ElementClick", id=part)

    def write(self, selector: str, text: str) -> None:
        self.do("ElementSendKeys", id=self.part(selector), text=text)

    def key(self, *names: str) -> None:
        """Presses keys, one after another, wherever the focus is."""
        keys = [KEYS.get(name, name) for name in names]
        acts = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.do("PerformActions", actions=[{"type": "key", "id": "keys", "actions": acts}])

    def fingers(self, selector: str, *ways: Way) -> None:
        """Fingers go, all at once, from a place of a part to another; places are in pixels from its middle."""
        middle = self.ask(MIDDLE, selector)
        if not self.driver.touches:
            self.ask(TOLD, selector, middle, ways)
            return
        self.do(
            "PerformActions",
            actions=[
                {
                    "type": "pointer",
                    "id": f"finger {number}",
                    "parameters": {"pointerType": "touch"},
                    "actions": [
                        {"type": "pointerMove", "x": middle[0] + start[0], "y": middle[1] + start[1], "duration": 0},
                        {"type": "pointerDown", "button": 0},
                        {"type": "pointerMove", "x": middle[0] + end[0], "y": middle[1] + end[1], "duration": 100},
                        {"type": "pointerUp", "button": 0},
                    ],
                }
                for number, (start, end) in enumerate(ways)
            ],
        )

    # What is to be seen beside the page

    def until(self, what: str, look: Callable[[], T | None]) -> T:
        """What is there, once it is; the browser has time to bring it about between two looks."""
        for _ in range(int(PATIENCE / LOOK)):
            if (found := look()) is not None:
                return found
            self.ask("return false", wait=LOOK)
        raise AssertionError(f"no {what} in {PATIENCE} seconds")

    @contextmanager
    def other_window(self) -> Iterator[None]:
        """In the window that has been opened beside this one; it is shut afterwards."""
        own = self.do("GetWindowHandle")
        other = self.until("other window", lambda: next((e for e in self.do("GetWindowHandles") if e != own), None))
        self.do("SwitchToWindow", handle=other)
        try:
            yield
        finally:
            self.do("CloseWindow")
            self.do("SwitchToWindow", handle=own)

    def file(self, folder: Path, name: str) -> Path:
        """A file that was asked for, by the beginning of its name, once all of it is there."""

        def look() -> Path | None:
            return next((path for path in folder.glob(f"{name}*.json") if path.stat().st_size), None)

        return self.until(f"file {name}", look)

"""A Firefox and a WebKit, each begun once, and the site with a word before every page's own: what goes wrong on a page
is kept until the test looks, and a browser can be made to lack something."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from filelock import FileLock

from browsers.visitor import Visitor
from browsers.webdriver import Driver, Firefox, WebKit
from environment.browser import OTHERS, other

BROWSERS = {"firefox": Firefox, "webkit": WebKit}
LISTENING = """
for (const kind of ["error", "unhandledrejection"]) addEventListener(kind, ({message, reason}) => {
    sessionStorage.faults = [sessionStorage.faults, message ?? reason].filter(Boolean).join("; ")
})
"""
OLDER = "delete window.BroadcastChannel;"


@pytest.fixture(scope="session", params=BROWSERS)
def driver(request: pytest.FixtureRequest, downloads: Path) -> Iterator[Driver]:
    """The browser; one that is not there fails its tests, and says what to install."""
    program = other(request.param)
    if not program:
        pytest.fail(OTHERS[request.param].missing)
    with ExitStack() as stack:
        yield BROWSERS[request.param](stack, program, downloads)


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where files are put that a visitor asks for."""
    return tmp_path_factory.mktemp("downloads")


def _beginning_with(site: Path, folder: Path, script: str) -> Path:
    """The site with a script before all else of each page; the first of all workers makes it."""
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            coming = folder.with_name(f"{folder.name}.coming")
            shutil.copytree(site, coming)
            for path in coming.rglob("*.html"):
                html = path.read_text("utf-8")
                path.write_text(html.replace("<head>", f"<head><script>{script}</script>", 1), "utf-8")
            coming.rename(folder)
    return folder


@pytest.fixture(scope="session")
def heard(site: Path, shared: Path, serve: Callable[[Path], str]) -> str:
    """Where the tests' own collection is served; it ends in a slash."""
    return serve(_beginning_with(site, shared / "heard", LISTENING))


@pytest.fixture(scope="session")
def lacking(site: Path, shared: Path, serve: Callable[[Path], str]) -> str:
    """The same, as browsers meet it that can not do what the tools need."""
    return serve(_beginning_with(site, shared / "lacking", LISTENING + OLDER))


def _visiting(driver: Driver, address: str) -> Iterator[Visitor]:
    visitor = Visitor(driver, address)
    visitor.do("SetWindowRect", width=1280, height=900)
    yield visitor
    visitor.open()
    faults = visitor.ask("return sessionStorage.faults ?? ''")
    visitor.ask("localStorage.clear(); sessionStorage.clear()")
    assert faults == ""


@pytest.fixture
def visitor(driver: Driver, heard: str) -> Iterator[Visitor]:
    """A visitor with nothing in the browser's stores; whatever goes wrong on a page fails the test."""
    yield from _visiting(driver, heard)


@pytest.fixture
def aged(driver: Driver, lacking: str) -> Iterator[Visitor]:
    """The same in a browser that lacks something."""
    yield from _visiting(driver, lacking)


@pytest.fixture
def unpacked(driver: Driver, pack: Path) -> Visitor:
    """Somebody without a network, who has unpacked a pack."""
    visitor = Visitor(driver, f"{pack.as_uri()}/")
    visitor.do("SetWindowRect", width=1280, height=900)
    return visitor

"""What browser tests share: one Chromium, its contexts, a file server for folders, and the sites that are looked at."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from amount import LONG
from excellence import memo
from project import COLLECTION, ROOT, environment, faults_of
from systems import pytest_collection_modifyitems as pytest_collection_modifyitems
from systems import pytest_report_collectionfinish as pytest_report_collectionfinish

# A run begun in the background ignores Ctrl-C, and so would every process that a test begins and interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Nobody changes the package while its tests run, and to read it whole for every memory takes as long as a small work.
memo._hash = cache(memo._hash)

# A busy computer is no reason to fail, and neither is luck: what a commit is judged by is the same twice. A long run
# draws other examples each time, and remembers those that failed.
settings.register_profile("usual", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None)
settings.load_profile("long" if LONG else "usual")
expect.set_options(timeout=60_000)

FEW = 6  # works on a page of a listing, where a small collection is to have several
NAMES = ("chromium", "chromium-browser", "google-chrome")
# Chromium draws its own window anew for every page, unseen: a sixth of its time. This list takes the place of
# Playwright's own, whose parts that matter here are in it again.
NEEDLESS = (
    *("PreloadTopChromeWebUI", "AvoidUnnecessaryBeforeUnloadCheckSync", "HttpsUpgrades", "PaintHolding"),
    *("HttpsFirstBalancedModeAutoEnable", "MediaRouter", "ThirdPartyStoragePartitioning", "OptimizationHints"),
    *("NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch", "LensOverlay", "DestroyProfileOnBrowserClose"),
)
FLAGS = [
    *("--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"),
    f"--disable-features={','.join(NEEDLESS)}",
]


def chromium() -> str | None:
    """The system's Chromium; none where Playwright's own is to be used."""
    known = [os.environ.get("CHROMIUM"), "/usr/bin/chromium", *map(shutil.which, NAMES)]
    return next((path for path in known if path and Path(path).is_file()), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


class Files(SimpleHTTPRequestHandler):
    """Files as a static host serves them: typed whatever the machine's own table says, with the site's own 404."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".css": "text/css; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".mjs": "text/javascript; charset=utf-8",
        ".webp": "image/webp",
    }

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            return super().send_error(code, message, explain)
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        return None


class Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that turns away in the middle of an answer is no fault of the site; all else is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """A factory: serves a folder to the end of the session and gives its address, which ends in a slash."""
    with ExitStack() as stack:

        def start(folder: Path) -> str:
            server = Server(("127.0.0.1", 0), partial(Files, directory=str(folder)))
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            return f"http://127.0.0.1:{server.server_port}/"

        yield start


class Tab(NamedTuple):
    """A page that many tests use, one after another, and what has to be taken from it when one of them is done."""

    page: Page
    heard: list[tuple[str, Any]]
    scripts: list[Any]

    @classmethod
    def of(cls, context: BrowserContext) -> "Tab":
        tab = cls(context.new_page(), [], [])
        on, script = tab.page.on, tab.page.add_init_script

        def listen(event: Any, handler: Any) -> None:
            tab.heard.append((event, handler))
            on(event, handler)

        def begin(*words: Any, **more: Any) -> None:
            tab.scripts.append(words)
            script(*words, **more)

        tab.page.on, tab.page.add_init_script = listen, begin  # type: ignore[method-assign]
        return tab

    def rest(self, size: Any) -> bool:
        """Leaves nothing of a test in the page; False where that can not be: nobody takes a script back."""
        if self.scripts or self.page.is_closed():
            return False
        for event, handler in self.heard:
            self.page.remove_listener(event, handler)
        self.heard.clear()
        self.page.unroute_all()
        if self.page.url.startswith("http"):
            self.page.evaluate("sessionStorage.clear()")
        self.page.goto("about:blank")  # a page that is left may still keep something
        self.page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
        self.page.set_viewport_size(size)
        return True


# Somebody at a desk, and a word that they write and that must never leave the page.
DESK = {"viewport": {"width": 1280, "height": 900}, "accept_downloads": True, "locale": "en-US"}
SECRET = "Zanzibar"


class Contexts:
    """Browser contexts by what they were asked for, and their pages, each used by many tests, one after another.

    A page that is opened anew costs four times as much as one that goes on to another address; what a test leaves in
    it is cleared away.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.kept: dict[str, BrowserContext] = {}
        self.sizes: dict[str, Any] = {}
        self.resting: dict[str, list[Tab]] = {}
        self.used: dict[str, list[Tab]] = {}

    def page(self, **options: Any) -> Page:
        key = repr(sorted(options.items()))
        if key not in self.kept:
            self.kept[key] = self.browser.new_context(**options)
            self.sizes[key] = options.get("viewport", {"width": 1280, "height": 720})
        resting = self.resting.setdefault(key, [])
        tab = resting.pop() if resting else Tab.of(self.kept[key])
        self.used.setdefault(key, []).append(tab)
        return tab.page

    def clear(self) -> None:
        """Nothing of a test stays behind, and no page of ours has set a cookie."""
        for key, tabs in self.used.items():
            self._clear(self.kept[key], tabs, key)
        self.used.clear()

    def _clear(self, context: BrowserContext, tabs: list[Tab], key: str) -> None:
        origins = {f"{parts.scheme}://{parts.netloc}" for page in context.pages if (parts := urlsplit(page.url))}
        cookies = context.cookies()
        rested = [tab for tab in tabs if tab.rest(self.sizes[key])]
        known = [tab.page for tab in rested + self.resting[key]]
        for page in (each for each in context.pages if each not in known):
            page.goto("about:blank")
            page.close()
        page = known[0] if known else context.new_page()
        session = context.new_cdp_session(page)
        for origin in (each for each in origins if each.startswith("http")):
            session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        session.detach()
        if page not in known:
            page.close()
        context.clear_cookies()
        context.clear_permissions()
        self.resting[key] += rested
        assert cookies == []


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Contexts:
    return Contexts(browser)


@pytest.fixture
def enter(contexts: Contexts) -> Iterator[Callable[..., Page]]:
    """A factory of pages, each in a context with these options and nothing in its stores.

    A context is not given back its clock: whoever changes that asks the browser for one of their own.
    """
    yield contexts.page
    contexts.clear()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def built_once(folder: Path, config: Path) -> Path:
    """A site that the first of all workers builds; the others wait for it."""
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            coming = folder.with_name(f"{folder.name}.coming")
            done = subprocess.run(
                [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", config, "--site-dir", coming],
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "http://127.0.0.1/"},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            coming.rename(folder)
    return folder


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """The tests' own collection, built as it would be published at the root of a host."""
    return built_once(shared / "site", COLLECTION / "mkdocs.yml")


@pytest.fixture
def desk(enter: Callable[..., Page], address: str) -> Iterator[Page]:
    """A page; whatever goes wrong on it fails the test, and so does what is written, where it leaves the page."""
    page = enter(**DESK)
    faults = faults_of(page, address, SECRET)
    yield page
    assert faults == []


@pytest.fixture(scope="session")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    """Where the tests' own collection is served; it ends in a slash."""
    return serve(site)


@pytest.fixture(scope="session")
def own_site(shared: Path) -> Path:
    """The repository's own collection, whatever is in it, built in the same way."""
    return built_once(shared / "own", ROOT / "mkdocs.yml")


@pytest.fixture(scope="session")
def own_address(own_site: Path, serve: Callable[[Path], str]) -> str:
    """Where the repository's own collection is served; it ends in a slash."""
    return serve(own_site)


@pytest.fixture(scope="session")
def pack(shared: Path) -> Path:
    """The tests' own collection as a pack that somebody has unpacked; the first of all workers makes it."""
    from excellence.site import directives, edition, filters, listings
    from in_process import run

    folder = shared / "pack"
    with FileLock(f"{folder}.lock"), pytest.MonkeyPatch.context() as patched:
        if not folder.exists():
            for module in (directives, edition, filters, listings):
                patched.setattr(module, "PAGE", FEW)
            done = run(COLLECTION, ("excellence", "export", "--offline", "--to", f"{folder}.zip"), environment())
            assert done.returncode == 0, done.stderr
            with zipfile.ZipFile(f"{folder}.zip") as packed:
                packed.extractall(folder.with_name("pack.coming"))
            folder.with_name("pack.coming").rename(folder)
    return folder

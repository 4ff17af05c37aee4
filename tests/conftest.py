"""What browser tests share: one Chromium, its contexts, a file server for folders, and the sites that are looked at."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from project import COLLECTION, ROOT
from systems import pytest_collection_modifyitems as pytest_collection_modifyitems
from systems import pytest_report_collectionfinish as pytest_report_collectionfinish

# A run begun in the background ignores Ctrl-C, and so would every process that a test begins and interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A busy computer is no reason to fail.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
expect.set_options(timeout=60_000)

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


class Contexts:
    """Browser contexts by what they were asked for, each used by many tests, one after another.

    To make one costs as much as half a page; what a test leaves in it is cleared away.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.kept: dict[str, BrowserContext] = {}

    def get(self, **options: Any) -> BrowserContext:
        key = repr(sorted(options.items()))
        if key not in self.kept:
            self.kept[key] = self.browser.new_context(**options)
        return self.kept[key]

    def clear(self) -> None:
        """Nothing of a test stays behind, and no page of ours has set a cookie."""
        for context in self.kept.values():
            origins = {f"{parts.scheme}://{parts.netloc}" for page in context.pages if (parts := urlsplit(page.url))}
            cookies = context.cookies()
            for page in context.pages:
                page.goto("about:blank")  # a page that is left may still keep something
            for origin in (each for each in origins if each.startswith("http")):
                session = context.new_cdp_session(context.pages[0])
                session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
            for page in context.pages:
                page.close()
            context.clear_cookies()
            context.clear_permissions()
            assert cookies == []


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Contexts:
    return Contexts(browser)


@pytest.fixture
def enter(contexts: Contexts) -> Iterator[Callable[..., Page]]:
    """A factory of pages, each in a context with these options and nothing in its stores.

    A context is not given back its clock or its scripts: whoever changes those asks the browser for one of their own.
    """
    yield lambda **options: contexts.get(**options).new_page()
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

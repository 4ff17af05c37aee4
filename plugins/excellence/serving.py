"""What does the server for curators do that a static host doesn't? It sees what is saved, and pages load anew."""

import os
import re
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer, _timestamp
from mkdocs.plugins import get_plugin_logger

from .loading.config import CollectionConfig
from .model.litter import is_litter
from .publishing.artifact import Artifact, Tell
from .publishing.standing import Standing
from .site.saved import show_saved
from .site.site import Site
from .turns import wait_for
from .watching import Watch

log = get_plugin_logger("excellence")

# Seconds: a browser that has asked for nothing for so long has its page; none is waited for longer than the second.
_LOADED, _PATIENCE = 0.15, 1.0
_POLL = re.compile(r"/livereload/([0-9]+)/[0-9]+")

_PACKAGE = Path(__file__).parent


class Serving:
    """A site that is served: where it stands, and when what each page shows was made.

    MkDocs lets everybody wait until all is built, and then loads every page anew. Here a page that could be shown
    before the rest loads at once, and again only if the whole build changed it. After a build that failed the pages
    stay, for what failed can be mended and saved again.
    """

    def __init__(self) -> None:
        self._since = time.time_ns()
        self._standing: Standing | None = None
        self._site: Site | None = None  # as it was last built whole, with the next
        self._project: CollectionConfig | None = None
        self._server: LiveReloadServer | None = None
        self._owed: frozenset[Path] = frozenset()  # files that changed since the last whole build
        self._whole = 0  # when the last whole build ended; `ahead`, when a page was shown before the rest
        self._ahead: dict[str, int] = {}
        self._changed: frozenset[str] = frozenset()
        self._asked = 0.0  # when a browser last asked for anything
        self._waiting: Counter[str] = Counter()  # browsers, by the page that they show

    def publish(
        self, artifacts: Iterable[Artifact], place: Path, site: Site, project: CollectionConfig, tell: Tell
    ) -> bool:
        """Lets nobody in while files change places; False where nothing changed."""
        self._standing = self._standing or Standing(place)
        if self._server:
            self._server._wanted_epoch = self._next(self._server)
        self._changed = self._standing.bring(artifacts, tell)
        self._site, self._project = site, project
        return bool(self._changed)

    def attend(self, server: LiveReloadServer, project: CollectionConfig) -> LiveReloadServer:
        """Watches more folders, in our own way, and takes the server's builds and answers in hand."""
        folders = (*project.folders, *(_PACKAGE / name for name in ("theme", "assets", "rendering")))
        inside = f"{project.works}{os.sep}"
        watch = Watch(self._since, lambda path: path.startswith(inside) and is_litter(Path(path).name))
        watched = list(server._watched_paths)  # MkDocs tells nobody what it watches
        for path in watched:
            server.unwatch(path)
        server.observer = watch  # type: ignore[assignment] # it does what the server asks of one
        for path in (*watched, *map(str, folders)):
            server.watch(path)
        server.build_delay = 0.001  # the watch has waited already
        server.error_handler = _reloading(server, server.error_handler)
        whole = server.builder
        server.builder = lambda: self._build(server, watch, whole)
        server.set_app(lambda environ, start: self._answer(server, environ, start))
        self._server, self._whole = server, server._visible_epoch
        return server

    # Building

    def _build(self, server: LiveReloadServer, watch: Watch, whole: Callable[[], None]) -> None:
        shown = self._show_saved(server, watch)
        if not _succeeds(whole):
            log.error("The pages stay as they were; mend what is said above, and save it.")
            _open(server, server._visible_epoch)
            return
        self._owed = frozenset()
        self._ahead = {uri: self._ahead[uri] for uri in shown - self._changed}
        self._whole = server._wanted_epoch = self._next(server)

    def _show_saved(self, server: LiveReloadServer, watch: Watch) -> set[str]:
        """What can be shown before the rest, as long as something new is saved."""
        shown = set[str]()

        def forget() -> None:
            with server._rebuild_cond:
                server._want_rebuild = False

        while True:
            self._owed |= watch.begin(forget)
            pages = self._shown_of(self._owed)
            if not pages:
                break
            shown |= pages
            now = self._next(server)
            self._ahead |= dict.fromkeys(pages, now)
            _open(server, now)
            log.info("What was saved is shown ahead of the rest, which follows.")
            if not self._let_load(server, pages):
                break
        return shown

    def _shown_of(self, changed: Iterable[Path]) -> frozenset[str]:
        """Shows what can be shown of files that have changed; says which pages hold something else now."""
        if not (self._site and self._project and self._standing):
            return frozenset()
        done = wait_for(self._project.cache)
        try:
            return show_saved(self._site, self._project, self._standing, changed)
        except Exception:  # noqa: BLE001 - the whole build meets it again, and says what it is
            return frozenset()
        finally:
            done()

    def _let_load(self, server: LiveReloadServer, pages: frozenset[str]) -> bool:
        """Waits until the browsers that show these pages have them anew; whether more was saved meanwhile."""
        end = time.monotonic() + _PATIENCE
        self._asked = time.monotonic()
        if any(self._waiting[page] for page in pages):
            while time.monotonic() < min(end, self._asked + _LOADED) and not server._want_rebuild:
                time.sleep(0.01)
        return server._want_rebuild

    def _next(self, server: LiveReloadServer) -> int:
        return max(_timestamp(), server._visible_epoch + 1)

    # Answering

    def _answer(self, server: LiveReloadServer, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        poll = _POLL.fullmatch(environ["PATH_INFO"])
        if not poll:
            self._asked = time.monotonic()
            return server.serve_request(environ, start)
        page, known = _page(environ.get("HTTP_REFERER", ""), server.mount_path), int(poll[1])
        start("200 OK", [("Content-Type", "text/plain")])
        with server._epoch_cond:
            self._waiting[page] += 1
            server._epoch_cond.wait_for(lambda: self._made(page) > known, server.poll_response_timeout)
            self._waiting[page] -= 1
        return [b"%d" % self._made(page)]

    def _made(self, page: str) -> int:
        return self._ahead.get(page, self._whole)


def _succeeds(build: Callable[[], None]) -> bool:
    try:
        build()
    except Abort:  # told already
        return False
    except MkDocsException as error:  # mkdocs.yml itself
        log.error(str(error))  # noqa: TRY400 - a person's mistake
        return False
    except Exception:  # noqa: BLE001 - whatever it is, the next save is awaited
        traceback.print_exc()
        return False
    return True


def _open(server: LiveReloadServer, epoch: int) -> None:
    """Lets everybody in, and tells the browsers that wait."""
    with server._epoch_cond:
        server._wanted_epoch = server._visible_epoch = epoch
        server._epoch_cond.notify_all()


def _page(address: str, mount: str) -> str:
    """The file of the page at an address."""
    path = unquote(urlsplit(address).path)
    return f"{path}index.html".removeprefix(mount) if path.endswith("/") else path.removeprefix(mount)


def _reloading(server: LiveReloadServer, handler: Callable[[int], bytes | None]) -> Callable[[int], bytes | None]:
    """MkDocs writes its script into pages that it finds; whoever waits at an address without one needs it most."""

    def handle(code: int) -> bytes | None:
        state = server._visible_epoch  # before the page is read: what comes later reloads it
        content = handler(code)
        if content is None:
            return None
        reloading: bytes = server._inject_js_into_html(content, state)  # type: ignore[no-untyped-call] # mkdocs
        return reloading

    return handle

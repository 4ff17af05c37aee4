"""What does the server for curators do that a static host doesn't? It looks at files, and loads every page anew."""

from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

# Seconds between two looks at the folders; MkDocs' own half second is most of what a curator waits for.
_OFTEN, _SELDOM = 0.1, 0.5
_MANY = 1_000  # works: from here on to look takes long in itself


def attend(server: LiveReloadServer, folders: Iterable[Path], works: int) -> LiveReloadServer:
    """Looks at more folders, and more often; and a page that is not found comes back by itself, too."""
    for folder in folders:
        server.watch(str(folder))
    _look_often(server, _OFTEN if works < _MANY else _SELDOM)
    server.error_handler = _reloading(server, server.error_handler)
    return server


def _look_often(server: LiveReloadServer, seconds: float) -> None:
    """A server takes its interval only when it is made: what it watches is handed to another observer."""
    watched = list(server._watched_paths)  # MkDocs tells nobody what it watches
    for path in watched:
        server.unwatch(path)
    server.observer = type(server.observer)(timeout=seconds)
    server.build_delay = 1.5 * seconds  # files that are being copied are seen arriving, one look after another
    for path in watched:
        server.watch(path)


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

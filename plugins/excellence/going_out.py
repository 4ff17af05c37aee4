"""What goes out at the end of a build, in which order? Finished files to their store, then the site to its place."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from mkdocs.exceptions import PluginError

from .media.finished import Shelf
from .media.store import Store
from .publishing.artifact import token
from .publishing.publish import Outcome
from .reports import Progress, number, reaching
from .site.site import Site

Tell = Callable[[str], None]


def go_out(exchange: Callable[[], Outcome], stored: tuple[Site, str, Path], tell: Tell) -> Outcome:
    """What became of the site. Raises PluginError; no page ever names a file that has not been seen in the store.

    `exchange` brings the finished site to its place; `stored` is what the site keeps in a store, the address of that,
    and the folder that remembers what is in it.
    """
    site, address, folder = stored
    if not site.setting.media_url:
        return _exchanged(exchange)
    wanted, ledger_there = site.finished(), folder / f"media-{token(address)[:16]}.json"
    with reaching():
        shelf = Shelf(Store.of("media_store", address), site.setting.site_url, ledger_there, tell)
        if sent := shelf.bring(wanted, partial(Progress(), "Files sent to the store")):
            tell(f"media_store: {number(sent, 'file')} sent to {address}")
    outcome = _exchanged(exchange)
    shown = {each.slug: {name for name, one in wanted.items() if one.slug == each.slug} for each in wanted.values()}
    with reaching("The site is as it should be; build again, so that nothing stays there that nobody may see."):
        if gone := shelf.clear(wanted, shown):
            tell(f"media_store: {number(gone, 'file')} taken away from {address}")
    return outcome


def _exchanged(exchange: Callable[[], Outcome]) -> Outcome:
    try:
        return exchange()
    except OSError as error:
        remedy = "make room, or check the permissions, and build again"
        raise PluginError(f"the site could not be written ({error.strerror or error}); {remedy}") from error

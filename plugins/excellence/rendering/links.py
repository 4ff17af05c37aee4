"""All arithmetic of addresses. Inside, a page is its file's path in the site, as in `works/frog-cards/index.html`."""

import re
from base64 import b64encode
from dataclasses import dataclass
from urllib.parse import quote

from ..media.record import NAME

_PLAIN = re.compile(r"[A-Za-z0-9_.~/-]*")
# A file that was prepared for a work, by its name, which is made from its content.
_FINISHED = re.compile(rf"works/[^/]+/({NAME.pattern})")


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses as seen from one page; relative, so that the site works under any path and from a folder.

    `site_url` ends in a slash. `base` is set for pages that are shown at any address (404): links then begin with it.
    In another language than the site's own every page lies in a `folder`, as `es/`, but for those that are `absent`
    there, and is meant by its path within that; whatever is no page is there once, for all languages. A site that is
    `offline` is opened from a folder. Where `media_url` is set, finished files lie there, by their names alone.
    """

    here: str
    directory_urls: bool = True
    site_url: str = ""
    base: str = ""
    folder: str = ""
    absent: frozenset[str] = frozenset()
    offline: bool = False
    media_url: str = ""

    def at(self, uri: str) -> str:
        """Where a file lies in the site."""
        path = uri.partition("#")[0]
        return f"{self.folder}{uri}" if path.endswith(".html") and path not in self.absent else uri

    def to(self, uri: str) -> str:
        """A relative address; the page's own folder is `./`."""
        return self._stored(uri) or self.across(self.at(uri))

    def across(self, place: str) -> str:
        """The same for a place in the whole site, whatever the language is there."""
        path, mark, fragment = place.partition("#")
        if self.base:
            return self.base + _quoted(self._short(path, root=True)) + mark + fragment
        relative = _relative(path, self.at(self.here).rpartition("/")[0])
        return _quoted(self._short(relative)) + mark + fragment

    def captions(self, uri: str, text: str) -> str:
        """Where captions are, if there are any. From a folder a browser loads none: there the page holds them."""
        if self.offline and text:
            return f"data:text/vtt;base64,{b64encode(text.encode()).decode()}"
        return self.to(uri) if text else ""

    def absolute(self, uri: str) -> str:
        """The canonical address; empty where the site's own address is not known."""
        if not self.site_url:
            return ""
        return self._stored(uri) or self.site_url + _quoted(self._short(self.at(uri), root=True))

    def _stored(self, uri: str) -> str:
        """The address of a finished file that does not lie in the site."""
        found = _FINISHED.match(uri) if self.media_url else None
        return self.media_url + found[1] if found else ""

    def from_root(self, uri: str) -> str:
        """The address from the root of the site on, as MkDocs writes it."""
        return _quoted(self._short(self.at(uri), root=True))

    def _short(self, path: str, *, root: bool = False) -> str:
        if self.directory_urls and (path == "index.html" or path.endswith("/index.html")):
            return path.removesuffix("index.html") or ("" if root else "./")
        return path


def _relative(path: str, folder: str) -> str:
    """Both from the root of the site, as they are told in here, so that nothing in them need be made plain first."""
    if not folder:
        return path or "."
    to, away = path.split("/"), folder.split("/")
    shared = 0
    for one, other in zip(to, away, strict=False):
        if one != other:
            break
        shared += 1
    return "/".join([*[".."] * (len(away) - shared), *to[shared:]]) or "."


def _quoted(path: str) -> str:
    """As `quote` has it, which looks at every letter."""
    return path if _PLAIN.fullmatch(path) else quote(path)

"""What stands in ordinary pages between `<!-- excellence:` and `-->`, and what a record adds at the end of its page."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from ..collection.collection import Collection
from ..collection.filter import FilterFlaw, read_filter
from ..collection.published import Published
from ..model.exhibit import Exhibit
from .artifact import Artifact
from .filters import Filters
from .listings import PAGE, Listings
from .pages import Pages
from .protocols import ProtocolPages
from .search import SearchFiles

_DIRECTIVE = re.compile(r"<!--\s*excellence:(?P<name>[a-z]+)(?P<rest>[^>]*?)\s*-->")


@dataclass(frozen=True, slots=True)
class Listing:
    """A gallery on an ordinary page that goes on over further pages."""

    uri: str
    title: str
    chosen: tuple[Published, ...]


@dataclass
class Directives:
    """Replaces directives; `listed` holds the galleries that go on over pages of ours, by the page they begin on."""

    listings: Listings
    search: SearchFiles
    columns: Artifact
    exhibits: Mapping[str, Exhibit]
    protocols: ProtocolPages
    listed: dict[str, Listing] = field(default_factory=dict)

    @property
    def pages(self) -> Pages:
        return self.listings.pages

    @property
    def collection(self) -> Collection:
        return self.pages.collection

    def expand(self, html: str, uri: str, title: str) -> tuple[str, tuple[FilterFlaw, ...]]:
        """A page's HTML with its directives replaced, and what is wrong with them.

        `<!-- excellence:gallery grade=2 limit=6 -->`, `<!-- excellence:featured works=pond-cards -->`,
        `<!-- excellence:search -->`, `<!-- excellence:browse -->`.
        """
        flaws: list[FilterFlaw] = []
        directives: Mapping[str, Callable[[str], str]] = {
            "gallery": lambda rest: self._gallery(rest, uri, title, flaws),
            "featured": lambda rest: self._featured(rest, uri, flaws),
            "exhibits": lambda _: self._exhibits(uri),
            "protocols": lambda _: self.protocols.table(uri),
            "search": lambda _: self._search(uri),
            "browse": lambda _: self.listings.browse(uri),
        }

        def replace(found: re.Match[str]) -> str:
            if found["name"] in directives:
                return directives[found["name"]](found["rest"].strip())
            known = ", ".join(f"excellence:{name}" for name in directives)
            flaws.append(FilterFlaw(f"there is no excellence:{found['name']}", f"use one of: {known}"))
            return ""

        return _DIRECTIVE.sub(replace, html), tuple(flaws)

    def _gallery(self, text: str, uri: str, title: str, flaws: list[FilterFlaw]) -> str:
        chosen_by, wrong = read_filter(text, self.collection.vocabulary)
        flaws += wrong
        if wrong:
            return ""
        chosen = chosen_by.choose(self.collection)
        total = len(self.collection.works)
        if chosen_by.limit is None and uri not in self.listed:
            self.listed[uri] = Listing(uri, title, chosen)
            whole = uri == self.pages.setting.gallery and chosen == self.collection.works and bool(chosen)
            bar = Filters(self.pages, uri).bar(self.columns) if whole else Markup()
            return bar + self.listings.cards(uri, chosen)
        return self.listings.cards(uri, chosen[:PAGE], total=total)

    def appended(self, uri: str) -> str:
        """What a page's record adds at its end: the works of an exhibit, the steps of a protocol; else nothing."""
        slug = uri.removeprefix("protocols/").removesuffix(".html").removesuffix("/index")
        if uri.startswith("protocols/") and slug in self.protocols.protocols:
            return self.protocols.guide(slug)
        return self._exhibit(self.exhibits[uri], uri) if uri in self.exhibits else ""

    def _exhibit(self, exhibit: Exhibit, uri: str) -> str:
        views = self.pages.views(uri)
        stands = [
            {"card": views.card(self.collection.by_slug[stand.slug]), "note": stand.note or ""}
            for stand in exhibit.works
            if stand.slug in self.collection.by_slug
        ]
        return self.pages.render("exhibit.html", uri, stands=stands)

    def _exhibits(self, uri: str) -> str:
        """Every exhibit with its first pictures."""
        views = self.pages.views(uri)
        found = []
        for place, exhibit in self.exhibits.items():
            works = self.collection.named(stand.slug for stand in exhibit.works)
            pictures = [card["picture"] for card in views.cards(works) if card["picture"]][:4]
            told = {"title": exhibit.title, "description": exhibit.description}
            found.append({"href": views.links.to(place), "pictures": pictures, **told})
        return self.pages.render("exhibits.html", uri, exhibits=found)

    def _featured(self, text: str, uri: str, flaws: list[FilterFlaw]) -> str:
        """The first of the works that pass the filter, large."""
        chosen_by, wrong = read_filter(text, self.collection.vocabulary)
        flaws += wrong
        chosen = chosen_by.choose(self.collection) if not wrong else ()
        if not chosen:
            return ""
        return self.pages.render("featured.html", uri, card=self.pages.views(uri).card(chosen[0]))

    def _search(self, uri: str) -> str:
        to = self.pages.links(uri).to
        root = to("index.html").removesuffix("index.html")
        return self.pages.render(
            "search.html",
            uri,
            index=to(self.search.index.uri),
            engine=to(self.search.engine.uri),
            module=to(self.pages.assets.modules["search"].uri),
            root=root,
        )

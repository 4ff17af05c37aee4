"""What stands in ordinary pages between `<!-- excellence:` and `-->`, and what a record adds at the end of its page."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from markupsafe import Markup, escape

from ..collection.collection import Collection
from ..collection.facets import PAGES
from ..collection.filter import FilterFlaw, read_filter
from ..collection.published import Published
from ..rendering.strings import spoken
from ..rendering.views import facet_uri, work_uri
from ..rules.contact import contact_link
from .filters import Filters
from .handbook import Handbook
from .listings import PAGE, Listings
from .pages import INDEX, Pages
from .questions import MARK, Question, as_data, questions_in
from .typed_pages import GuidePages

# A link in an ordinary page that leads to a work or to all works of a value: work:pond-cards, attribute:rigor.
# What the writer of a page noted for the writers alone: nobody sees it, and everybody could read it.
_NOTE = re.compile(r"<!--.*?-->", re.DOTALL)
_LINK = re.compile(
    r'<a href="(?P<kind>work|[a-z]+(?:-[a-z]+)?):(?P<key>[a-z0-9][\w./-]*)"[^>]*>(?P<text>.*?)</a>', re.DOTALL
)
_DIRECTIVE = re.compile(r"<!--\s*excellence:(?P<name>[a-z]+)(?P<rest>[^>]*?)\s*-->")


@dataclass(frozen=True, slots=True)
class Listing:
    """A gallery on an ordinary page that goes on over further pages."""

    uri: str
    title: str
    chosen: tuple[Published, ...]


@dataclass
class Directives:
    """Replaces directives.

    `listed` holds the galleries that go on over pages of ours, by the page they begin on; `asked` a page's questions.
    """

    listings: Listings
    guides: GuidePages
    listed: dict[str, Listing] = field(default_factory=dict)
    asked: dict[str, list[Question]] = field(default_factory=dict)

    @property
    def pages(self) -> Pages:
        return self.listings.pages

    @property
    def handbook(self) -> Handbook:
        return Handbook(self.pages)

    @property
    def collection(self) -> Collection:
        return self.pages.collection

    def expand(self, html: str, uri: str, title: str) -> tuple[str, tuple[FilterFlaw, ...]]:
        """A page's HTML with its directives replaced, and what is wrong with them.

        `<!-- excellence:gallery grade=2 limit=6 -->`, `<!-- excellence:featured works=pond-cards -->`,
        `<!-- excellence:search -->`, `<!-- excellence:browse -->`; and links such as `[Pond cards](work:pond-cards)`.
        """
        flaws: list[FilterFlaw] = []
        directives: Mapping[str, Callable[[str], str]] = {
            "gallery": lambda rest: self._gallery(rest, uri, title, flaws),
            "featured": lambda rest: self._featured(rest, uri, flaws),
            "exhibits": lambda _: self.guides.exhibits(uri),
            "protocols": lambda _: self.guides.protocols(uri),
            "routes": lambda _: self.guides.routes(uri),
            "times": lambda _: self.guides.times(uri),
            "catchers": lambda _: self.guides.catchers(uri),
            "questions": lambda _: MARK,
            "contact": lambda _: self._contact(),
            "codes": lambda _: self.handbook.codes(uri),
            "keys": lambda _: self.handbook.keys(uri),
            "vocabulary": lambda _: self.handbook.vocabulary(uri, self.collection.vocabulary),
            "picker": lambda _: self._picker(uri),
            "search": lambda _: self._search(uri),
            "browse": lambda _: self.listings.browse(uri),
        }

        def replace(found: re.Match[str]) -> str:
            if found["name"] in directives:
                return directives[found["name"]](found["rest"].strip())
            known = ", ".join(f"excellence:{name}" for name in directives)
            flaws.append(FilterFlaw(f"there is no excellence:{found['name']}", f"use one of: {known}"))
            return ""

        html = _LINK.sub(lambda found: self._link(found, uri, flaws), _DIRECTIVE.sub(replace, html))
        html = _NOTE.sub(lambda found: found[0] if found[0] == MARK else "", html)
        return self._questions(html, uri) if MARK in html else html, tuple(flaws)

    def _questions(self, html: str, uri: str) -> str:
        """The questions of a page, folded; in the language of the folder that the page lies in."""
        before, asked = questions_in(html)
        self.asked[uri] = asked
        folder = uri.split("/", maxsplit=1)[0]
        data = as_data(asked, folder if folder in spoken() else self.pages.setting.language)
        sheet = self.pages.links(uri).to(self.pages.assets.sheets["guides"].uri)
        return before + str(self.pages.render("questions.html", uri, asked=asked, data=data, sheet=sheet))

    def _link(self, found: re.Match[str], uri: str, flaws: list[FilterFlaw]) -> str:
        """A link to a work or a facet's page; where that is not there, its words alone."""
        kind, key = found["kind"], found["key"]
        if kind not in ("work", *PAGES):
            return found[0]
        places = {
            key: work_uri(key) if kind == "work" else facet_uri(kind, key)
            for key in (self.collection.by_slug if kind == "work" else self._keys(kind))
        }
        if key in places:
            return f'<a href="{escape(self.pages.links(uri).to(places[key]))}">{found["text"]}</a>'
        near = get_close_matches(key, places, n=1)
        remedy = f"did you mean {kind}:{near[0]}?" if near else "its words stay without it; correct or drop it"
        # A work whose consent has ended must be able to leave: its words stay, and the build goes on.
        flaws.append(
            FilterFlaw(f"the link {kind}:{key} leads to nothing that is published", remedy, "reference-unknown")
        )
        return found["text"]

    def _keys(self, facet: str) -> Iterable[str]:
        return (value.key for value in self.collection.facet(facet).values)

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
            bar = Filters(self.pages, uri).bar() if whole else Markup()
            return bar + self.listings.cards(uri, chosen)
        return self.listings.cards(uri, chosen[:PAGE], total=total)

    def _contact(self) -> str:
        """A link to whoever runs the collection, in the middle of a sentence."""
        contact = self.pages.setting.contact
        if not contact_link(contact):
            return escape(self.pages.words["no_contact"])
        return Markup('<a href="{}">{}</a>').format(contact_link(contact), contact.removeprefix("https://"))

    def _featured(self, text: str, uri: str, flaws: list[FilterFlaw]) -> str:
        """The first of the works that pass the filter, large."""
        chosen_by, wrong = read_filter(text, self.collection.vocabulary)
        flaws += wrong
        chosen = chosen_by.choose(self.collection) if not wrong else ()
        if not chosen:
            return ""
        return self.pages.render("featured.html", uri, card=self.pages.views(uri).card(chosen[0]))

    def _picker(self, uri: str) -> str:
        to, assets = self.pages.links(uri).to, self.pages.assets
        sheet, module = to(assets.sheets["looking"].uri), to(assets.modules["looking/point-picker"].uri)
        return self.pages.render("picker.html", uri, sheet=sheet, module=module)

    def _search(self, uri: str) -> str:
        to = self.pages.links(uri).to
        return self.pages.render(
            "search.html", uri, index=to(INDEX), module=to(self.pages.assets.modules["searching/gallery-search"].uri)
        )

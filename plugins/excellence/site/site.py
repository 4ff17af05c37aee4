"""The whole site as the collection adds to it: pages, directives on ordinary pages, and every other file."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any

from markupsafe import Markup

from ..collection.collection import Facet, Published
from ..collection.filter import FilterFlaw, read_filter
from ..faces.markdown import plain
from ..faces.search import SearchEntry, engine, search_index
from ..faces.shell import Shell
from ..faces.views import Views, facet_uri, media_uri, search_words, work_uri
from ..faces.words import words
from ..sources.memo import program
from .artifact import Artifact, token
from .files import ASSETS, asset, data, sitemap, stylesheet
from .gather import Gathered
from .pages import PAGE, Pages, Setting, numbered, page_count

_DIRECTIVE = re.compile(r"<!--\s*excellence:(?P<name>[a-z]+)(?P<rest>[^>]*?)\s*-->")


@dataclass(frozen=True, slots=True)
class _Listing:
    """A gallery on an ordinary page that goes on over further pages."""

    uri: str
    title: str
    chosen: tuple[Published, ...]


@dataclass
class Site:
    """What one build adds to the site. `shells` holds the theme's frames by depth once the theme has rendered them."""

    gathered: Gathered
    setting: Setting
    intros: Mapping[str, str] = field(default_factory=dict)
    shells: Mapping[int, Shell] = field(default_factory=dict)
    theme_styles: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.words = words(self.setting.language)
        self.pages = Pages(
            self.gathered.collection, self.setting, self.words, lambda depth: self.shells[depth], self.intros
        )
        self._listings: dict[str, _Listing] = {}

    # On ordinary pages

    def expand(self, html: str, uri: str, title: str) -> tuple[str, tuple[FilterFlaw, ...]]:
        """A page's HTML with its directives replaced, and what is wrong with them.

        `<!-- excellence:gallery grade=2 limit=6 -->`, `<!-- excellence:search -->`, `<!-- excellence:browse -->`.
        """
        flaws: list[FilterFlaw] = []

        def replace(found: re.Match[str]) -> str:
            name, rest = found["name"], found["rest"].strip()
            if name == "gallery":
                return self._gallery(rest, uri, title, flaws)
            if name == "search":
                return self._search(uri)
            if name == "browse":
                return self.pages.browse(uri)
            flaws.append(FilterFlaw(f"there is no excellence:{name}", "use excellence:gallery, :search or :browse"))
            return ""

        return _DIRECTIVE.sub(replace, html), tuple(flaws)

    @property
    def depths(self) -> set[int]:
        """How deep the pages lie that need the theme's frame: works and facets, and the later pages of listings."""
        return {2, 3, *(numbered(uri, 2).count("/") for uri in self._listings)}

    def _gallery(self, text: str, uri: str, title: str, flaws: list[FilterFlaw]) -> str:
        chosen_by, wrong = read_filter(text, self.gathered.collection.vocabulary)
        flaws += wrong
        if wrong:
            return ""
        chosen = chosen_by.choose(self.gathered.collection)
        total = len(self.gathered.collection.works)
        if chosen_by.limit is None and uri not in self._listings:
            self._listings[uri] = _Listing(uri, title, chosen)
            return self.pages.listing(uri, chosen)
        return self.pages.listing(uri, chosen[:60], total=total)

    def _search(self, uri: str) -> str:
        to = self.pages.links(uri).to
        root = to("index.html").removesuffix("index.html")
        return self.pages.render(
            "search.html",
            uri,
            index=to(self._index.uri),
            engine=to(self._engine.uri),
            module=to(self._module.uri),
            root=root,
        )

    def globals(self, base: str, problems: Iterable[str]) -> dict[str, Any]:
        """What the theme's templates may use as `excellence`. `base` is the site's path on its host."""
        everywhere = self.pages.links("404.html")
        lines = list(problems)
        notice = ""
        if lines:
            title = self.words["problems_one" if len(lines) == 1 else "problems_many"].format(number=len(lines))
            notice = self.pages.templates.render("problems.html", w=self.words, title=title, lines=lines)
        absolute = Views(
            self.gathered.collection, type(everywhere)("404.html", self.setting.directory_urls, base=base), self.words
        )
        browse = self.pages.templates.render(
            "facets.html", w=self.words, facets=absolute.browse(self.gathered.collection.facets)
        )
        link = Markup('<p><a href="{}">{}</a></p>').format(
            absolute.links.to(self.setting.gallery), self.words["back_to_gallery"]
        )
        return {
            "style": self._style.uri,
            "layered": bool(self.theme_styles),
            "words": self.words,
            "head": "",
            "notice": notice,
            "not_found": link + browse,
        }

    # Every file

    def artifacts(self, others: Iterable[str]) -> Iterator[Artifact]:
        """Everything that we add; `others` are the addresses of ordinary pages, for the sitemap."""
        collection = self.gathered.collection
        addresses: list[tuple[str, date | None]] = [(uri, None) for uri in others]
        for each in collection.works:
            addresses.append((work_uri(each.slug), each.work.added))
            yield from self._work(each)
        for facet in collection.facets:
            for value in facet.values:
                uri = facet_uri(facet.name, value.key)
                days = [each.work.added for each in value.works if each.work.added]
                addresses.append((uri, max(days, default=None)))
                yield from self._listing(uri, 1, value.works, partial(self.pages.facet, facet, value), facet)
        for listing in self._listings.values():
            make = partial(self.pages.later, listing.uri, listing.title, listing.chosen)
            yield from self._listing(listing.uri, 2, listing.chosen, make, listing.title)
        for gone in self.gathered.withdrawn:
            if gone.slug not in collection.by_slug:
                make_notice = partial(self.pages.withdrawn, gone.slug)
                yield Artifact(work_uri(gone.slug), token(self._about, gone.slug), make_notice)
        yield from data(collection, self.pages.links("index.html"))
        yield from sitemap(addresses, self.pages.links("index.html"))
        yield from (self._style, self._module, self._engine, self._engine_licence, self._index)

    @cached_property
    def _about(self) -> str:
        """A token over everything that every page depends on besides the works."""
        vocabulary, words = self.gathered.collection.vocabulary, sorted(self.words.items())
        return token(self.setting, self.shells, vocabulary, words, self.intros, program())

    def _work(self, each: Published) -> Iterator[Artifact]:
        """A work's page, record and media. Its page shows a little of the works around it."""
        collection = self.gathered.collection
        around = [
            (near.slug, near.work.title, near.work.language) if near else None
            for near in collection.neighbours(each.slug)
        ]
        named = collection.named(each.work.inspired_by + each.work.related)
        beside = [other.digest for other in (*named, *collection.led_to.get(each.slug, ()))]
        made_from = token(self._about, each.digest, around, beside)
        yield Artifact(work_uri(each.slug), made_from, partial(self.pages.work, each))
        yield Artifact(f"works/{each.slug}/work.json", made_from, partial(self.pages.record, each))
        for picture in dict.fromkeys(each.pictures.values()):
            for rung in picture.rungs:
                source = self.gathered.cache.path(picture, rung)
                yield Artifact(media_uri(each.slug, rung.name), rung.sha256, source=source)
        for alias in each.work.aliases:
            yield Artifact(work_uri(alias), made_from, partial(self.pages.moved, alias, each))

    def _listing(
        self, uri: str, first: int, chosen: tuple[Published, ...], make: Callable[[int], bytes], *about: object
    ) -> Iterator[Artifact]:
        """The pages of a listing from the `first` on; `about` is what they depend on besides the works they show."""
        total = page_count(len(chosen))
        told = token(self._about, len(chosen), *(_outline(each) for each in about))
        for number in range(first, total + 1):
            shown = [each.digest for each in chosen[(number - 1) * PAGE : number * PAGE]]
            yield Artifact(numbered(uri, number), token(told, number, shown), partial(make, number))

    @cached_property
    def _style(self) -> Artifact:
        return stylesheet(self.theme_styles)

    @cached_property
    def _module(self) -> Artifact:
        return asset("search.mjs")

    @cached_property
    def _engine(self) -> Artifact:
        name, content, _ = engine()
        return asset(name, content)

    @cached_property
    def _engine_licence(self) -> Artifact:
        name, _, licence = engine()
        return Artifact.of(f"{ASSETS}/{name}.LICENSE.txt", licence)

    @cached_property
    def _index(self) -> Artifact:
        works = self.gathered.collection.works
        key = ("search", self.setting, self.words["from_to"], tuple(each.digest for each in works))
        index = self.gathered.memo.recall(key, lambda: search_index(self._entry(each) for each in works))
        return asset("search.json", index)

    def _entry(self, each: Published) -> SearchEntry:
        work, vocabulary = each.work, self.gathered.collection.vocabulary
        views = self.pages.views("index.html")
        return SearchEntry(
            slug=work.slug,
            title=work.title,
            summary=work.summary,
            words=plain(search_words(work)),
            keywords=work.keywords,
            standards=tuple(standard.code for standard in work.standards),
            grades=tuple(vocabulary.label("grades", grade) for grade in work.grades),
            subjects=tuple(vocabulary.label("subjects", subject) for subject in work.subjects),
            formats=tuple(vocabulary.label("formats", format) for format in work.formats),
            card=views.card(each),
        )


def _outline(about: object) -> object:
    """A facet by its values and their sizes, which is what the links to it show."""
    if isinstance(about, Facet):
        return about.name, [(value.key, len(value.works)) for value in about.values]
    return about

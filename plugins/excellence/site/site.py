"""The whole site as the collection adds to it: pages, directives on ordinary pages, and every other file."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any

from markupsafe import Markup

from ..collection.facets import MAIN, PAGES, Facet
from ..collection.filter import FilterFlaw, read_filter
from ..collection.published import Published
from ..faces.fonts import fonts, recipe
from ..faces.links import Links
from ..faces.markdown import plain
from ..faces.pieces import captions_name
from ..faces.qr import qr_code
from ..faces.search import SearchEntry, engine, search_index
from ..faces.shell import Shell
from ..faces.views import Views, face_uri, facet_uri, media_uri, search_words, work_uri
from ..faces.words import spoken, words
from ..faces.work import language_pages
from ..model.exhibit import Exhibit
from ..sources.memo import program
from .artifact import Artifact, token
from .assets import ASSETS, Assets, asset
from .files import data, sitemap
from .filters import Filters, columns
from .gather import Gathered
from .listings import PAGE, Listings, numbered, page_count
from .pages import Pages, Setting

_DIRECTIVE = re.compile(r"<!--\s*excellence:(?P<name>[a-z]+)(?P<rest>[^>]*?)\s*-->")


@dataclass(frozen=True, slots=True)
class _Listing:
    """A gallery on an ordinary page that goes on over further pages."""

    uri: str
    title: str
    chosen: tuple[Published, ...]


@dataclass
class Site:
    """What one build adds to the site. `shells` holds the frames by depth and language."""

    gathered: Gathered
    setting: Setting
    intros: Mapping[str, str] = field(default_factory=dict)
    exhibits: Mapping[str, Exhibit] = field(default_factory=dict)
    shells: Mapping[tuple[int, str], Shell] = field(default_factory=dict)
    theme_styles: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.words = words(self.setting.language)
        collection = self.gathered.collection
        self.pages = Pages(collection, self.setting, self.words, self.shell, self.assets)
        self.listings = Listings(self.pages, self.intros)
        self._listings: dict[str, _Listing] = {}

    # On ordinary pages

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

    @property
    def depths(self) -> set[int]:
        """How deep the pages lie that need the theme's frame: facets, works, their faces, later pages of listings."""
        return {1, 2, 3, 4, *(numbered(uri, 2).count("/") for uri in self._listings)}

    def _gallery(self, text: str, uri: str, title: str, flaws: list[FilterFlaw]) -> str:
        chosen_by, wrong = read_filter(text, self.gathered.collection.vocabulary)
        flaws += wrong
        if wrong:
            return ""
        chosen = chosen_by.choose(self.gathered.collection)
        total = len(self.gathered.collection.works)
        if chosen_by.limit is None and uri not in self._listings:
            self._listings[uri] = _Listing(uri, title, chosen)
            whole = uri == self.setting.gallery and chosen == self.gathered.collection.works and bool(chosen)
            bar = Filters(self.pages, uri).bar(self._columns) if whole else Markup()
            return bar + self.listings.cards(uri, chosen)
        return self.listings.cards(uri, chosen[:PAGE], total=total)

    def exhibit(self, uri: str) -> str:
        """The works of an exhibit, for the end of its page; nothing for other pages."""
        exhibit = self.exhibits.get(uri)
        if exhibit is None:
            return ""
        views = self.pages.views(uri)
        stands = [
            {"card": views.card(self.gathered.collection.by_slug[stand.slug]), "note": stand.note or ""}
            for stand in exhibit.works
            if stand.slug in self.gathered.collection.by_slug
        ]
        return self.pages.render("exhibit.html", uri, stands=stands)

    def _exhibits(self, uri: str) -> str:
        """Every exhibit with its first pictures."""
        views = self.pages.views(uri)
        found = []
        for place, exhibit in self.exhibits.items():
            works = self.gathered.collection.named(stand.slug for stand in exhibit.works)
            pictures = [card["picture"] for card in views.cards(works) if card["picture"]][:4]
            told = {"title": exhibit.title, "description": exhibit.description}
            found.append({"href": views.links.to(place), "pictures": pictures, **told})
        return self.pages.render("exhibits.html", uri, exhibits=found)

    def _featured(self, text: str, uri: str, flaws: list[FilterFlaw]) -> str:
        """The first of the works that pass the filter, large."""
        chosen_by, wrong = read_filter(text, self.gathered.collection.vocabulary)
        flaws += wrong
        chosen = chosen_by.choose(self.gathered.collection) if not wrong else ()
        if not chosen:
            return ""
        return self.pages.render("featured.html", uri, card=self.pages.views(uri).card(chosen[0]))

    def _search(self, uri: str) -> str:
        to = self.pages.links(uri).to
        root = to("index.html").removesuffix("index.html")
        return self.pages.render(
            "search.html",
            uri,
            index=to(self._index.uri),
            engine=to(self._engine.uri),
            module=to(self.assets.modules["search"].uri),
            root=root,
        )

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Those that the interface speaks and some page is in, the site's own first."""
        return tuple(dict.fromkeys((self.setting.language, *spoken())))

    def shell(self, depth: int, language: str = "") -> Shell:
        return self.shells[depth, language if language in self.languages else self.setting.language]

    def globals(self, language: str, base: str, problems: Iterable[str]) -> dict[str, Any]:
        """What the theme's templates may use as `excellence`. `base` is the site's path on its host."""
        told = words(language)
        absolute = Views(
            self.gathered.collection, Links("404.html", self.setting.directory_urls, base=base), told, language
        )
        browse = self.pages.templates.render(
            "facets.html", w=told, facets=absolute.browse(self.gathered.collection.facets)
        )
        link = Markup('<p><a href="{}">{}</a></p>').format(
            absolute.links.to(self.setting.gallery), told["back_to_gallery"]
        )
        return {
            "language": language,
            "style": self.assets.style.uri,
            "icon": self.assets.icon.uri,
            "frame": self.assets.modules["frame"].uri,
            "fonts": [f"{ASSETS}/{font.name}" for font in self.assets.fonts[:2]],
            "words": told,
            "head": "",
            "notice": self._notice(list(problems)),
            "not_found": link + browse,
        }

    def _notice(self, lines: list[str]) -> str:
        """What keeps something off the site, for whoever works on it."""
        if not lines:
            return ""
        title = self.words["problems_one" if len(lines) == 1 else "problems_many"].format(number=len(lines))
        return self.pages.templates.render("problems.html", w=self.words, title=title, lines=lines)

    # Every file

    def artifacts(self, others: Iterable[str]) -> Iterator[Artifact]:
        """Everything that we add; `others` are the addresses of ordinary pages, for the sitemap."""
        collection = self.gathered.collection
        addresses: list[tuple[str, date | None]] = [(uri, None) for uri in others]
        languages: dict[str, Mapping[str, str]] = {}
        for each in collection.works:
            addresses.append((work_uri(each.slug), each.work.added))
            pages = language_pages(each.work)
            addresses += [(uri, each.work.added) for uri in pages.values() if uri != work_uri(each.slug)]
            languages |= dict.fromkeys(pages.values(), pages) if len(pages) > 1 else {}
            yield from self._work(each)
        for name in PAGES:
            facet = collection.facet(name)
            addresses += [(facet_uri(name, value.key), _newest(value.works)) for value in facet.values]
            addresses.append((facet_uri(name), None))
            yield from self._facet(facet)
        for listing in self._listings.values():
            make = partial(self.listings.later, listing.uri, listing.title, listing.chosen)
            yield from self._listing(listing.uri, 2, listing.chosen, make, listing.title)
        for gone in self.gathered.withdrawn:
            if gone.slug not in collection.by_slug:
                make_notice = partial(self.pages.withdrawn, gone.slug)
                yield Artifact(work_uri(gone.slug), token(self._about, gone.slug), make_notice)
        yield from data(collection, self.pages.links("index.html"))
        yield from sitemap(addresses, self.pages.links("index.html"), languages)
        yield from (self._engine, self._engine_licence, self._index, self._columns)
        yield from self.assets.artifacts()

    @cached_property
    def _about(self) -> str:
        """A token over everything that every page depends on besides the works."""
        vocabulary, words = self.gathered.collection.vocabulary, sorted(self.words.items())
        return token(self.setting, self.shells, vocabulary, words, self.intros, program())

    def _work(self, each: Published) -> Iterator[Artifact]:
        """A work's pages, record and media. Its page shows a little of the works around it."""
        collection, slug = self.gathered.collection, each.slug
        around = [
            (near.slug, near.work.title, near.work.language) if near else None for near in collection.neighbours(slug)
        ]
        beside = [
            other.digest for other in (*collection.named(each.work.inspired_by), *collection.led_to.get(slug, ()))
        ]
        related = [(other.work.digest, other.reasons) for other in collection.related[slug]]
        alone = token(self._about, each.digest)
        made_from = token(alone, around, beside, related)
        yield Artifact(work_uri(slug), made_from, partial(self.pages.work, each))
        yield Artifact(f"works/{slug}/work.json", alone, partial(self.pages.record, each))
        yield Artifact(face_uri(slug, "look"), alone, partial(self.pages.look, each))
        if each.work.task or each.work.scoring_tool:
            yield Artifact(face_uri(slug, "task"), alone, partial(self.pages.task, each))
        if each.allows("download"):
            yield Artifact(face_uri(slug, "embed"), alone, partial(self.pages.embed, each))
        for by in each.work.translations:
            yield Artifact(face_uri(slug, by.language.lower()), made_from, partial(self.pages.translation, each, by))
        for alias in each.work.aliases:
            yield Artifact(work_uri(alias), alone, partial(self.pages.moved, alias, each))
        yield from self._media(each)

    def _media(self, each: Published) -> Iterator[Artifact]:
        """The files that a work's pages show: pictures, cleaned copies, captions and the code that leads here."""
        for file in dict.fromkeys(file for made in each.derivatives.values() for file in made.files):
            yield Artifact(media_uri(each.slug, file.name), file.sha256, source=self.gathered.cache.path(file))
        for captions in dict.fromkeys(each.work.text(piece.captions or "") for piece in each.work.pieces):
            if captions:
                yield Artifact.of(media_uri(each.slug, captions_name(captions)), captions.encode())
        address = self.pages.links("index.html").absolute(work_uri(each.slug))
        if address:
            yield Artifact(media_uri(each.slug, "qr.svg"), token(program(), address), partial(qr_code, address))

    def _facet(self, facet: Facet) -> Iterator[Artifact]:
        """The pages of each value, and the page of all values."""
        for value in facet.values:
            uri = facet_uri(facet.name, value.key)
            works = self.listings.ordered(facet.name, value.works)
            make = partial(self.listings.facet, facet, value)
            yield from self._listing(uri, 1, works, make, facet if facet.name in MAIN else value.label)
        made_from = token(self._about, _outline(facet), [value.label for value in facet.values])
        if facet.name == "standard":
            made_from = token(made_from, [each.digest for each in self.gathered.collection.works])
        yield Artifact(facet_uri(facet.name), made_from, partial(self.listings.values, facet))

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
    def assets(self) -> Assets:
        """The typefaces are cut once and remembered: that takes a second."""
        cut = self.gathered.memo.recall(("fonts", recipe()), fonts)
        return Assets.of(self.theme_styles, tuple(cut))

    @cached_property
    def _columns(self) -> Artifact:
        return columns(self.gathered.collection)

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


def _newest(works: Iterable[Published]) -> date | None:
    return max((each.work.added for each in works if each.work.added), default=None)


def _outline(about: object) -> object:
    """A facet by its values and their sizes, which is what the links to it show."""
    if isinstance(about, Facet):
        return about.name, [(value.key, len(value.works)) for value in about.values]
    return about

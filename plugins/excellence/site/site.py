"""The whole site as the collection adds to it: pages, directives on ordinary pages, and every other file."""

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import Any

from markupsafe import Markup

from ..collection.facets import MAIN, PAGES, Facet
from ..collection.published import Published
from ..loading.load import Loaded
from ..memo import program
from ..model.finding import Finding
from ..model.protocol import Protocol
from ..model.typed_pages import Guides, slug_of
from ..model.writing import direction_of, is_set_apart
from ..publishing.artifact import Artifact, token
from ..rendering.json_schema import json_schema
from ..rendering.links import Links
from ..rendering.pieces import captions_name
from ..rendering.qr import qr_code
from ..rendering.shell import Shell
from ..rendering.strings import spoken, words
from ..rendering.typed_pages import handout_uri
from ..rendering.views import Views, compare_uri, face_uri, facet_uri, media_uri, students, work_uri
from ..rendering.work import language_pages
from .assets import ASSETS, Assets
from .directives import Directives
from .files import data, sitemap
from .handbook import SCHEMA
from .listings import PAGE, Listings, numbered, page_count
from .pages import Pages
from .renderer import INDEX, Renderer, Setting
from .search import Said, SearchFiles
from .typed_pages import GuidePages
from .waiting import KeptOff, listed, notice

# So many works with drafts the page that compares begins with.
DRAFTED = 12


@dataclass
class Site:
    """What one build adds to the site. `stock` and `scripts` are the search's; `kept_off` is for a served site.

    The frames, by depth and language, come last: the theme can render them only when it knows every ordinary page.
    """

    loaded: Loaded
    setting: Setting
    intros: Mapping[str, str] = field(default_factory=dict)
    guides: Guides = field(default_factory=Guides)
    day: date = date.min
    theme_styles: tuple[str, ...] = ()
    stock: bool = False
    scripts: bool = False
    kept_off: KeptOff = field(default_factory=KeptOff)
    shells: dict[tuple[int, str], Shell] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.words = words(self.setting.language)
        collection = self.loaded.collection
        self.renderer = Renderer(collection, self.setting, self.words, self.shell, self.assets, self.guides)
        self.pages = Pages(self.renderer)
        self.listings = Listings(self.renderer, self.intros)
        self.search = SearchFiles(self.renderer, self.loaded.memo, self.stock, self.scripts)
        self.guide_pages = GuidePages(self.renderer, self.listings, self.guides, self.day)
        self.directives = Directives(self.renderer, self.listings, self.guide_pages)

    def frame(self, shells: Mapping[tuple[int, str], Shell]) -> None:
        """Takes the theme's frames; without them no page can be made."""
        self.shells |= shells

    @property
    def depths(self) -> set[int]:
        """How deep the pages lie that need the theme's frame: facets, works, their faces, later pages of listings."""
        return {1, 2, 3, 4, *(numbered(uri, 2).count("/") for uri in self.directives.listed)}

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Those that the interface speaks and some page is in, the site's own first."""
        return tuple(dict.fromkeys((self.setting.language, *spoken())))

    def shell(self, depth: int, language: str = "") -> Shell:
        return self.shells[depth, language if language in self.languages else self.setting.language]

    def globals(self, language: str, base: str, problems: Iterable[Finding]) -> dict[str, Any]:
        """What the theme's templates may use as `excellence`. `base` is the site's path on its host."""
        told = words(language)
        absolute = Views(
            self.loaded.collection, Links("404.html", self.setting.directory_urls, base=base), told, language
        )
        browse = self.renderer.templates.render(
            "facets.html", w=told, facets=absolute.browse(self.loaded.collection.facets)
        )
        link = Markup('<p class="xc-more"><a href="{}">{}</a></p>').format(
            absolute.links.to(self.setting.gallery), told["back_to_gallery"]
        )
        return {
            "language": language,
            "direction": direction_of(language),
            "style": self.assets.style.uri,
            "languages_sheet": self._languages_sheet(language),
            "icon": self.assets.icon.uri,
            "index": INDEX,
            "find_sheet": self.assets.stylesheets["searching"].uri,
            "search": self.renderer.links("index.html").to(self._results(language)),
            "frame": self.assets.modules["page/frame"].uri,
            "looking": self.assets.room("looking", language).uri,
            "fonts": [f"{ASSETS}/{font.name}" for font in self.assets.fonts[:1]],
            "words": told,
            "head": "",
            "notice": listed(list(problems), self.kept_off, self.renderer, absolute.links),
            "not_found": link + browse,
        }

    def _languages_sheet(self, language: str) -> str:
        """For scripts that our typefaces don't have; a collection without any needs no stylesheet for them."""
        works = [each.work for each in self.loaded.collection.works]
        spoken = {language, *(language for work in works for language in language_pages(work))}
        spoken |= {piece.language for work in works for piece in work.pieces if piece.language}
        return self.assets.stylesheets["languages"].uri if any(map(is_set_apart, spoken)) else ""

    def read(self, page: Said) -> None:
        """Takes an ordinary page into the search, its directives replaced."""
        self.search.read(page, self.directives.asked.get(page.uri, ()))

    # Every file

    def artifacts(self, others: Iterable[str]) -> Iterator[Artifact]:
        """Everything that we add; `others` are the addresses of ordinary pages, for the sitemap."""
        collection = self.loaded.collection
        addresses: list[tuple[str, date | None]] = [(uri, None) for uri in others]
        languages: dict[str, Mapping[str, str]] = {}
        for each in collection.works:
            addresses.append((work_uri(each.slug), each.work.added))
            pages = language_pages(each.work)
            addresses += [(uri, each.work.added) for uri in pages.values() if uri != work_uri(each.slug)]
            languages |= dict.fromkeys(pages.values(), pages) if len(pages) > 1 else {}
            yield from self._work(each, self.pages)
        for name in PAGES:
            facet = collection.facet(name)
            addresses += [(facet_uri(name, value.key), _newest(value.works)) for value in facet.values]
            addresses.append((facet_uri(name), None))
            yield from self._facet(facet)
        for listing in self.directives.listed.values():
            make = partial(self.listings.later, listing.uri, listing.title, listing.chosen)
            yield from self._listing(listing.uri, 2, listing.chosen, make, listing.title)
        waiting = {each.slug for each in self.kept_off.works}
        for gone in self.loaded.withdrawn:
            if gone.slug and gone.slug not in collection.by_slug.keys() | waiting:
                make_notice = partial(self.pages.withdrawn, gone.slug)
                yield Artifact(work_uri(gone.slug), token(self._about, gone.slug), make_notice)
        addresses += [(handout_uri(slug_of(path)), None) for path in self.guides.of(Protocol)]
        yield from self.guide_pages.artifacts(self._about)
        yield from data(collection, self.renderer.links("index.html"))
        schema = json.dumps(json_schema(collection.vocabulary), ensure_ascii=False, indent=1)
        yield Artifact.of(SCHEMA, f"{schema}\n".encode())
        yield from sitemap(addresses, self.renderer.links("index.html"), languages)
        yield from self.search.artifacts()
        yield from self._search_pages()
        yield from self._compare_pages()
        yield from self.assets.artifacts()

    def _search_pages(self) -> Iterator[Artifact]:
        """A page of results in every language of the interface."""
        for language in self.languages:
            uri = self._results(language)
            outline = [_outline(facet) for facet in self.loaded.collection.facets]
            yield Artifact(uri, token(self._about, language, outline), partial(self.pages.search, uri, language))

    def _compare_pages(self) -> Iterator[Artifact]:
        """The page that compares two works, in every language of the interface."""
        drafted = tuple(each for each in self.loaded.collection.works if each.work.drafts)[:DRAFTED]
        for language in self.languages:
            uri = compare_uri("" if language == self.setting.language else language)
            made_from = token(self._about, language, [each.digest for each in drafted])
            yield Artifact(uri, made_from, partial(self.pages.compare, uri, language, drafted))

    def _results(self, language: str) -> str:
        folder = "" if language == self.setting.language else f"{language}/"
        return f"{folder}search/index.html"

    @cached_property
    def _program(self) -> bytes:
        """Hashed once a build."""
        return program()

    @cached_property
    def _about(self) -> str:
        """A token over everything that every page depends on besides the works."""
        vocabulary, words = self.loaded.collection.vocabulary, sorted(self.words.items())
        return token(self.setting, self.shells, vocabulary, words, self.intros, self.guides.of(Protocol), self._program)

    def waiting(self, taken: Container[str]) -> Iterator[Artifact]:
        """What a served site shows of works that can't be shown as they stand, where no address is taken."""
        for each in self.kept_off.works:
            above = notice(each, self.renderer)
            pages = Pages(replace(self.renderer, collection=self.kept_off.collection, above=above))
            if each.last:
                found = [*self._work(each.last, pages)]
            else:
                made_from = token(self._about, pages.renderer.above)
                found = [Artifact(work_uri(each.slug), made_from, partial(pages.waiting, each.slug))]
            # Another process may have emptied the cache of pictures that no published work has.
            yield from (
                each for each in found if each.uri not in taken and (each.source is None or each.source.is_file())
            )

    def _work(self, each: Published, pages: Pages) -> Iterator[Artifact]:
        """A work's pages, record and media. Its page shows a little of the works around it."""
        collection, slug = pages.renderer.collection, each.slug
        around = [
            (near.slug, near.work.title, near.work.language) if near else None for near in collection.neighbours(slug)
        ]
        beside = [
            other.digest for other in (*collection.named(each.work.inspired_by), *collection.led_to.get(slug, ()))
        ]
        related = [(other.work.digest, other.reasons) for other in collection.related[slug]]
        alone = token(self._about, each.digest, pages.renderer.above)
        made_from = token(alone, around, beside, related)
        yield Artifact(work_uri(slug), made_from, partial(pages.work, each))
        yield Artifact(f"works/{slug}/work.json", alone, partial(pages.record, each))
        yield Artifact(face_uri(slug, "look"), alone, partial(pages.look, each))
        if each.work.task or each.work.scoring_tool:
            yield Artifact(face_uri(slug, "task"), alone, partial(pages.task, each))
        if each.allows("download"):
            yield Artifact(face_uri(slug, "embed"), alone, partial(pages.embed, each))
        for by in each.work.translations:
            yield Artifact(face_uri(slug, by.language.lower()), made_from, partial(pages.translation, each, by))
        for alias in each.work.aliases:
            yield Artifact(work_uri(alias), alone, partial(pages.moved, alias, each))
        yield from self._media(each)

    def _media(self, each: Published) -> Iterator[Artifact]:
        """The files that a work's pages show: pictures, cleaned copies, captions and the code that leads here."""
        for file in dict.fromkeys(file for made in each.derivatives.values() for file in made.files):
            yield Artifact(media_uri(each.slug, file.name), file.sha256, source=self.loaded.cache.path(file))
        for captions in dict.fromkeys(each.work.text(piece.captions or "") for piece in each.work.pieces):
            if captions:
                yield Artifact.of(media_uri(each.slug, captions_name(captions)), captions.encode())
        address = self.renderer.links("index.html").absolute(work_uri(each.slug))
        if address:
            for name, to in (("qr.svg", address), ("qr-students.svg", students(address))):
                # Nothing but the address says whether it is to be made again.
                yield Artifact(media_uri(each.slug, name), token(self._program, to), partial(qr_code, to))

    def _facet(self, facet: Facet) -> Iterator[Artifact]:
        """The pages of each value, and the page of all values."""
        for value in facet.values:
            uri = facet_uri(facet.name, value.key)
            works = self.listings.ordered(facet.name, value.works)
            make = partial(self.listings.facet, facet, value)
            yield from self._listing(uri, 1, works, make, facet if facet.name in MAIN else value.label)
        made_from = token(self._about, _outline(facet), [value.label for value in facet.values])
        if facet.name == "standard":
            made_from = token(made_from, [each.digest for each in self.loaded.collection.works])
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
        return Assets.of(self.theme_styles, self.loaded.memo)


def _newest(works: Iterable[Published]) -> date | None:
    return max((each.work.added for each in works if each.work.added), default=None)


def _outline(about: object) -> object:
    """A facet by its values and their sizes, which is what the links to it show."""
    if isinstance(about, Facet):
        return about.name, [(value.key, len(value.works)) for value in about.values]
    return about

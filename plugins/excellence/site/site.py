"""The whole site as the collection adds to it: an edition in each of its languages, and the files that all share."""

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from itertools import chain
from typing import Any

from markupsafe import Markup

from ..collection.facets import LISTS
from ..collection.health import Health
from ..collection.panel import Case
from ..collection.published import Published
from ..loading.health import health_of
from ..loading.load import Loaded
from ..loading.panel import panel_of
from ..media.finished import Finished
from ..model.derivative import Copy, Rendition
from ..model.finding import Finding
from ..model.languages import spoken
from ..model.typed_pages import Guides
from ..model.writing import is_set_apart
from ..publishing.artifact import Artifact, token
from ..rendering.archive import archive_uri
from ..rendering.json_schema import json_schema
from ..rendering.pieces import captions_name
from ..rendering.shell import Shell
from ..rendering.views import media_uri, work_uri
from ..rendering.work import language_pages
from .assets import ASSETS, Assets
from .edition import Edition
from .files import PRIVATE, data, pictures_of, robots, sitemap
from .handbook import SCHEMA
from .listings import Intro
from .manifests import manifests
from .packer import contract_file
from .pages import Pages
from .renderer import Renderer, Setting
from .search import Said, SearchFiles
from .waiting import KeptOff


@dataclass
class Site:
    """What one build adds to the site. `stock` and `scripts` are the search's; `kept_off` is for a served site.

    `intros` are the introductions to facet pages, by folder, facet and value. The frames, by depth and language, come
    last: the theme can render them only when it knows every ordinary page.
    """

    loaded: Loaded
    setting: Setting
    intros: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    guides: Guides = field(default_factory=Guides)
    day: date = date.min
    theme_styles: tuple[str, ...] = ()
    stock: bool = False
    scripts: bool = False
    kept_off: KeptOff = field(default_factory=KeptOff)
    shells: dict[tuple[int, str], Shell] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.editions = {language: self._edition(language) for language in self.setting.languages}
        self.first = self.editions[self.setting.language]
        renderers = [each.renderer for each in self.editions.values()]
        self.search = SearchFiles(renderers, self.loaded.memo, self.stock, self.scripts)

    def _edition(self, language: str) -> Edition:
        folder = self.setting.folders.get(language, "")
        collection = self.loaded.collection.spoken(language)
        guides = self.guides.edition(folder)
        renderer = Renderer(collection, self.setting, language, self.shell, self.assets, guides)
        # What has no introduction of its own keeps that of the site.
        own, lang = self._intros(folder), self.setting.language
        intros = {name: Intro(text, lang if folder else "") for name, text in self._intros("").items()}
        intros |= {name: Intro(text) for name, text in own.items()}
        meetings, cases = self.loaded.meetings, self.cases
        return Edition(renderer, self.shells, intros, self.day, lambda: self.health, meetings, cases)

    def _intros(self, folder: str) -> dict[str, str]:
        """The introductions in a folder; one under a key that moved stands where none is under that of now."""
        vocabulary, told = self.loaded.collection.vocabulary, self.intros.get(folder, {})
        named = ((*name.split("/", 1), text) for name, text in told.items())
        return {f"{facet}/{vocabulary.now(LISTS[facet], key)}": text for facet, key, text in named} | dict(told)

    def frame(self, shells: Mapping[tuple[int, str], Shell]) -> None:
        """Takes the theme's frames; without them no page can be made."""
        self.shells |= shells

    @property
    def frames(self) -> Iterator[tuple[int, str]]:
        """The depths and languages for which the theme's frame is needed."""
        for language in self.languages:
            yield from ((depth, language) for depth in self.editions.get(language, self.first).depths)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Those that the site is in, its own first, and those that the interface speaks besides."""
        return tuple(dict.fromkeys((*self.setting.languages, *spoken())))

    def shell(self, depth: int, language: str) -> Shell:
        return self.shells[depth, language if language in self.languages else self.setting.language]

    def around(self, uri: str) -> tuple[Edition, str]:
        """The edition that an ordinary page belongs to, and its path in there."""
        for each in self.editions.values():
            if each.folder and uri.startswith(each.folder):
                return each, uri.removeprefix(each.folder)
        return self.first, uri

    def globals(self, language: str, base: str, problems: Iterable[Finding]) -> dict[str, Any]:
        """What the theme's templates may use as `excellence`. `base` is the site's path on its host."""
        edition = self.editions.get(language) or Edition(self.first.renderer.speaking(language))
        return {
            **edition.globals(base, problems, self.kept_off),
            "not_found": self._not_found(base) if edition is self.first else "",
            "languages_sheet": self._languages_sheet(language),
            # From a folder a browser loads fonts by the stylesheet alone.
            "fonts": [] if self.setting.offline else [f"{ASSETS}/{font.name}" for font in self.assets.fonts[:2]],
        }

    def _not_found(self, base: str) -> Markup:
        """The page of addresses that lead nowhere: a host has one for all of them, whatever their language is."""
        renderer = self.first.renderer
        parts = [edition.not_found(base) for edition in self.editions.values()]
        module = renderer.module("page/lost", renderer.links("404.html", base))
        return renderer.render("not_found.html", "404.html", parts=parts, base=base, module=module)

    def _languages_sheet(self, language: str) -> str:
        """For scripts that our typefaces don't have; a collection without any needs no stylesheet for them."""
        works = [each.work for each in self.loaded.collection.works]
        used = {language, *(language for work in works for language in language_pages(work, ()))}
        used |= {piece.language for work in works for piece in work.pieces if piece.language}
        return self.assets.stylesheets["languages"].uri if any(map(is_set_apart, used)) else ""

    @cached_property
    def health(self) -> Health:
        """How the collection fares; a page that others may read knows nothing of what is private."""
        setting = self.setting
        return health_of(self.loaded, self.day, archives=setting.archives, private=setting.private)

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """What waits for the panel; on a page that others may read nothing does, and in a school's own site neither."""
        shown = self.setting.private and not self.setting.school
        return panel_of(self.loaded, self.day) if shown else ()

    def expand(self, html: str, uri: str, title: str) -> str:
        """An ordinary page with its directives replaced, and what its record adds."""
        edition, path = self.around(uri)
        return edition.directives.expand(html, path, title) + str(edition.guide_pages.appended(path))

    def read(self, page: Said) -> None:
        """Takes an ordinary page into the search, its directives replaced."""
        edition, path = self.around(page.uri)
        self.search.read(page, edition.directives.asked.get(path, ()))

    # Every file

    def artifacts(self, others: Sequence[str]) -> Iterator[Artifact]:
        """Everything that we add; `others` are the addresses of ordinary pages, for the sitemap."""
        collection, root = self.loaded.collection, self.first.renderer.links("index.html")
        gone, outlines = self._gone, [each.outline for each in collection.works]
        # Work by work, since its pages in all languages show the same texts, and its archive what its own page says.
        pages_of = (edition.works() for edition in self.editions.values())
        for each, *together in zip(collection.works, *pages_of, strict=True):
            yield from chain.from_iterable(together)
            yield from self._media(each, self.first.pages)
        for edition in self.editions.values():
            yield from edition.artifacts()
            yield from map(edition.gone, gone)
        yield from data(collection, root, self.setting.name, token(self.first.depends.about, outlines))
        pages = {language: edition.pages for language, edition in self.editions.items()}
        yield from manifests(pages, self.first.depends, self._in_each)
        schema = json.dumps(json_schema(collection.vocabulary), ensure_ascii=False, indent=1)
        yield Artifact.of(SCHEMA, f"{schema}\n".encode())
        yield contract_file(collection.vocabulary)
        if self.setting.school:
            yield PRIVATE
        elif root.site_url:
            yield robots(collection, root)
            made_from = token(self.first.depends.about, outlines, list(others))
            yield from sitemap(lambda: self._pages(others), root, lambda: pictures_of(collection, root), made_from)
        yield from self.search.artifacts()
        yield from self.assets.artifacts()

    def finished(self) -> dict[str, Finished]:
        """Every file that pages name and that lies in a store, by its name."""
        works = self.loaded.collection.works if self.setting.media_url else ()
        path = self.loaded.cache.path
        return {file.name: Finished(file, path(file), each.slug) for each in works for file in _shown(each)}

    @property
    def _gone(self) -> list[str]:
        """The works that were taken down."""
        taken = self.loaded.collection.by_slug.keys() | {each.slug for each in self.kept_off.works}
        return [each.slug for each in self.loaded.withdrawn if each.slug and each.slug not in taken]

    def _pages(self, others: Iterable[str]) -> Iterator[tuple[str, date | None, Mapping[str, str]]]:
        """Every page for the sitemap, with its day, and where it is in each language."""
        places: dict[str, dict[str, str]] = {}
        days: dict[str, date | None] = {}
        for language, edition in self.editions.items():
            for uri, day in edition.addresses():
                places.setdefault(uri, {})[language] = f"{edition.folder}{uri}"
                days[uri] = day
        for place in others:
            edition, uri = self.around(place)
            places.setdefault(uri, {})[edition.renderer.language] = place
        for each in self.loaded.collection.works:
            pages = language_pages(each.work, self.setting.languages)
            places[work_uri(each.slug)] |= {lang: uri for lang, uri in pages.items() if lang != each.work.language}
        yield from ((place, days.get(uri), held) for uri, held in places.items() for place in held.values())

    def of_works(self, slugs: Iterable[str]) -> Iterator[Artifact]:
        """The pages and files of some published works alone."""
        for each in self.loaded.collection.named(slugs):
            yield from self._media(each, self.first.pages)
            for edition in self.editions.values():
                yield from edition.work(each)

    def waiting(self, taken: Container[str]) -> Iterator[Artifact]:
        """What a served site shows of works that can't be shown as they stand, where no address is taken."""
        found = [made for edition in self.editions.values() for made in edition.waiting(self.kept_off)]
        for each in self.kept_off.works:
            found += self._media(each.last, self.first.pages_above(each, self.kept_off)) if each.last else ()
        # Another process may have emptied the cache of pictures that no published work has.
        yield from (made for made in found if made.uri not in taken and (made.source is None or made.source.is_file()))

    def _media(self, each: Published, pages: Pages) -> Iterator[Artifact]:
        """The files that a work's pages show or offer: pictures, cleaned copies, captions, and all of it in one."""
        for file in () if self.setting.media_url else _shown(each):
            yield Artifact(media_uri(each.slug, file.name), file.sha256, source=self.loaded.cache.path(file))
        for captions in dict.fromkeys(each.work.text(piece.captions or "") for piece in each.work.pieces):
            if captions:
                yield Artifact.of(media_uri(each.slug, captions_name(captions)), captions.encode())
        if self.setting.archives and each.allows("download"):
            made_from = token(self.first.depends.around, self._in_each(each))
            make = partial(pages.archive, each, self.loaded.cache)
            yield Artifact(archive_uri(each.slug), made_from, make)

    def _in_each(self, each: Published) -> list[object]:
        """What a file depends on that tells all of a work in each language."""
        return [edition.depends.all_of(each) for edition in self.editions.values()]

    @cached_property
    def assets(self) -> Assets:
        return Assets.of(self.theme_styles, self.loaded.memo, offline=self.setting.offline)


def _shown(each: Published) -> list[Rendition | Copy]:
    """The prepared files that a work's pages name; a picture to take along lies in the archive alone."""
    made = dict.fromkeys(file for made in each.derivatives.values() for file in made.files)
    return [file for file in made if file.format != "take"]

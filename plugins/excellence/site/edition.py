"""The site in one language: its pages, listings and guides, and what ordinary pages of that language hold."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from markupsafe import Markup

from ..collection.facets import MAIN, PAGES, Facet
from ..collection.health import Health
from ..collection.panel import Case
from ..collection.published import Published
from ..model.finding import Finding
from ..model.meeting import Meeting
from ..model.protocol import Protocol
from ..model.typed_pages import slug_of
from ..model.writing import direction_of
from ..publishing.artifact import Artifact, token
from ..rendering.jsonld import Preview
from ..rendering.oembed import oembed_uri
from ..rendering.qr import qr_code
from ..rendering.references import REFERENCES, reference_uri
from ..rendering.shell import Shell
from ..rendering.typed_pages import handout_uri
from ..rendering.views import (
    compare_uri,
    face_uri,
    facet_uri,
    media_uri,
    station_uri,
    students,
    walk_uri,
    work_uri,
)
from .depends import Depends
from .directives import Directives
from .earlier import earlier_of, earlier_values
from .evidence import EvidencePages
from .feeds import Feeds
from .heads import Heads
from .listings import PAGE, Intro, Listings, numbered, page_count
from .once import once_of
from .pages import Pages
from .panel import PanelPages
from .renderer import Renderer
from .typed_pages import GuidePages
from .waiting import KeptOff, Waiting, listed, notice
from .who import who

# So many works with drafts the page that compares begins with.
DRAFTED = 12
_RESULTS = "search/index.html"


@dataclass
class Edition:
    """Every page in one language; `intros` are the curators' words by facet and value, `day` decides picks.

    `health` reckons how the collection fares; `cases` wait for the panel, in a private preview. `frames` are the
    theme's, by depth and language, which come last. Pages are named by their path in the folder of the language;
    artifacts by where they lie in the site. `meetings` are a school's, and none elsewhere.
    """

    renderer: Renderer
    frames: Mapping[tuple[int, str], Shell] = field(default_factory=dict)
    intros: Mapping[str, Intro] = field(default_factory=dict)
    day: date = date.min
    health: Callable[[], Health] = Health
    meetings: tuple[Meeting, ...] = ()
    cases: Sequence[Case] = ()

    def __post_init__(self) -> None:
        self.folder = self.renderer.folder
        self.panel, self.feeds = PanelPages(self.renderer, self.cases), Feeds(self.renderer)
        self.pages = Pages(self.renderer, self.panel)
        self.depends = Depends(self.renderer, self.frames, self.intros)
        self.listings = Listings(self.renderer, self.intros)
        self.guide_pages = GuidePages(self.renderer, self.listings, self.day)
        self.evidence = EvidencePages(self.renderer, self.pages, self.meetings)
        self.directives = Directives(self.renderer, self.listings, self.guide_pages, self.health)

    @property
    def depths(self) -> set[int]:
        """How deep the pages lie that need the theme's frame: facets, works, their faces, later pages of listings."""
        within = {1, 2, 3, 4, *(numbered(uri, 2).count("/") for uri in self.directives.listed)}
        return {depth + self.folder.count("/") for depth in within}

    def globals(self, base: str, problems: Iterable[Finding], kept_off: KeptOff) -> dict[str, Any]:
        """What the theme's templates may use as `excellence`. `base` is the site's path on its host."""
        renderer, assets = self.renderer, self.renderer.assets
        language, told, root = renderer.language, renderer.words, renderer.links("index.html")
        return {
            "language": language,
            "direction": direction_of(language),
            "style": assets.style.uri,
            "icon": assets.icon.uri,
            "home": root.from_root("index.html") if self.folder else "",
            "index": renderer.index,
            "find_sheet": assets.stylesheets["searching"].uri,
            "search": root.from_root(_RESULTS),
            "frame": (assets.joined or assets.modules["page/frame"]).uri,
            "joined": bool(assets.joined),
            "looking": assets.room("looking", language).uri,
            "sets": assets.room("sets", language).uri,
            "walk": root.from_root(walk_uri()),
            "who": who(renderer),
            "words": told,
            "feeds": self.feeds.globals(),
            **self.evidence.globals(),
            "head": "",
            "notice": self.panel.banner()
            + listed(list(problems), kept_off, renderer, renderer.links("404.html", base)),
        }

    def not_found(self, base: str) -> dict[str, Any]:
        """What stands in this language at an address where nothing is; `base` is the site's path on its host."""
        renderer = self.renderer
        views = renderer.views("404.html", base)
        browse = renderer.render("facets.html", "404.html", facets=views.browse(renderer.collection.facets))
        to = views.links.to
        return {
            "language": renderer.language,
            "folder": self.folder,
            "w": renderer.words,
            "gallery": to(renderer.setting.gallery),
            "search": to(_RESULTS),
            "index": to(renderer.index),
            "browse": browse,
        }

    def linked(self, uri: str, said: Preview, way: Iterable[tuple[str, str]], *, first: bool) -> Markup:
        """What the head of an ordinary page says to machines; `way` leads to it."""
        return Heads(self.renderer, self.directives, self.guide_pages).ordinary(uri, said, way, first=first)

    # Pages

    def addresses(self) -> Iterator[tuple[str, date | None]]:
        """Every page that is to be found, for the sitemap, and the day it changed."""
        collection = self.renderer.collection
        yield from ((work_uri(each.slug), each.work.added) for each in collection.works)
        for name in PAGES:
            facet = collection.facet(name)
            yield from ((facet_uri(name, value.key), _newest(value.works)) for value in facet.values)
            yield facet_uri(name), None
        guides = self.guide_pages.guides
        yield from ((handout_uri(slug_of(path)), None) for path in guides.of(Protocol) if path not in guides.absent)

    def works(self) -> Iterator[Iterator[Artifact]]:
        """The pages of each work, in the order of the collection, which is the same in every language."""
        return (map(self._placed, self._work(each, self.pages)) for each in self.renderer.collection.works)

    def artifacts(self) -> Iterator[Artifact]:
        """Every page besides, but for the ordinary ones."""
        return map(self._placed, self._artifacts())

    def _placed(self, made: Artifact) -> Artifact:
        return Artifact(f"{self.folder}{made.uri}", made.token, made.make, made.source) if self.folder else made

    def _artifacts(self) -> Iterator[Artifact]:
        collection = self.renderer.collection
        for name in PAGES:
            yield from self._facet(collection.facet(name))
        yield from earlier_values(self.pages, self.depends.about)
        for listing in self.directives.listed.values():
            make = partial(self.listings.later, listing.uri, listing.title, listing.chosen)
            shown = list(map(self.depends.card_of, listing.chosen))
            yield from self._listing(listing.uri, 2, shown, make, self.depends.around, listing.title)
        yield from self.guide_pages.artifacts(self.depends.about)
        yield from self.panel.artifacts(self.depends.about)
        outline = [_outline(facet) for facet in collection.facets]
        yield Artifact(_RESULTS, token(self.depends.about, outline), partial(self.pages.search, _RESULTS))
        yield Artifact(walk_uri(), token(self.depends.about, self.renderer.guides), self._walk)
        drafted = tuple(each for each in collection.works if each.work.drafts)[:DRAFTED]
        made_from = token(self.depends.about, [each.outline for each in drafted])
        yield Artifact(compare_uri(), made_from, partial(self.pages.compare, compare_uri(), drafted))
        yield from self.evidence.artifacts(self.depends.about)
        yield from self.feeds.artifacts(self.depends.about)

    def _walk(self) -> bytes:
        return self.pages.walk(walk_uri(), self.guide_pages.walk_tool(walk_uri()))

    def work(self, each: Published) -> Iterator[Artifact]:
        """The pages of one work alone."""
        return map(self._placed, self._work(each, self.pages))

    def gone(self, slug: str) -> Artifact:
        """The page of a work that was taken down."""
        return self._placed(
            Artifact(work_uri(slug), token(self.depends.about, slug), partial(self.pages.withdrawn, slug))
        )

    def waiting(self, kept_off: KeptOff) -> Iterator[Artifact]:
        """What a served site shows of works that can't be shown as they stand."""
        for each in kept_off.works:
            pages = self.pages_above(each, kept_off)
            if each.last:
                yield from map(self._placed, self._work(each.last, pages))
            else:
                made_from = token(self.depends.about, pages.renderer.above)
                yield self._placed(Artifact(work_uri(each.slug), made_from, partial(pages.waiting, each.slug)))

    def pages_above(self, each: Waiting, kept_off: KeptOff) -> Pages:
        """The pages of a work that waits, as it was when it was last right, beneath what keeps it off."""
        collection = kept_off.collection.spoken(self.renderer.language)
        return Pages(replace(self.renderer, collection=collection, above=notice(each, self.renderer)))

    def _work(self, each: Published, pages: Pages) -> Iterator[Artifact]:
        """A work's pages. They show a little of the works around it."""
        collection, slug = pages.renderer.collection, each.slug
        around = [
            (
                near.slug,
                near.work.title,
                near.work.language,
                self.depends.card_of(near) if near.work.translations else "",
            )
            if near
            else None
            for near in collection.neighbours(slug)
        ]
        beside = [
            self.depends.card_of(other)
            for other in (*collection.named(each.work.inspired_by), *collection.led_to.get(slug, ()))
        ]
        related = [
            (self.depends.card_of(other.work), collection.told(other.reasons)) for other in collection.related[slug]
        ]
        alone = token(self.depends.around, self.depends.all_of(each), pages.renderer.above)
        made_from = token(alone, around, beside, related, pages.told(slug))
        yield Artifact(work_uri(slug), made_from, partial(pages.work, each))
        yield Artifact(face_uri(slug, "look"), alone, partial(pages.look, each))
        yield Artifact(station_uri(slug), alone, partial(pages.station, each))
        if each.work.task or each.work.scoring_tool:
            yield Artifact(face_uri(slug, "task"), alone, partial(pages.task, each))
        if each.allows("download") and not self.renderer.setting.school:
            yield Artifact(face_uri(slug, "embed"), alone, partial(pages.embed, each))
            if self.renderer.setting.site_url:
                yield Artifact(oembed_uri(slug), alone, partial(pages.oembed, each))
        for form in REFERENCES:
            yield Artifact(reference_uri(slug, form), alone, partial(pages.reference, each, form))
        address = pages.renderer.links(work_uri(slug)).absolute(work_uri(slug))
        codes = (("qr.svg", address), ("qr-students.svg", students(address))) if address else ()
        for name, to in codes:  # nothing but the address says whether one is to be made again
            yield Artifact(media_uri(slug, name), token(self.depends.program, to), partial(qr_code, to))
        yield from earlier_of(each, pages, alone)
        if not self.folder:
            # A page in a language of its own has the labels of that one.
            yield from once_of(each, pages, alone, token(made_from, self.depends.about))

    def _facet(self, facet: Facet) -> Iterator[Artifact]:
        """The pages of each value, and the page of all values."""
        for value in facet.values:
            uri = facet_uri(facet.name, value.key)
            works = self.listings.ordered(facet.name, value.works)
            make = partial(self.listings.facet, facet, value._replace(works=works))
            main = (facet, self.renderer.collection.wanted) if facet.name in MAIN else (value.label,)
            # Claims show what stands in the work; all else shows cards.
            shown = list(map(self.depends.all_of if facet.name == "attribute" else self.depends.card_of, works))
            about = self.depends.about if facet.name in (*MAIN, "attribute") else self.depends.around
            yield from self._listing(uri, 1, shown, make, about, *main)
        made_from = token(self.depends.about, _outline(facet), [value.label for value in facet.values])
        if facet.name == "standard":
            made_from = token(made_from, [each.outline for each in self.renderer.collection.works])
        yield Artifact(facet_uri(facet.name), made_from, partial(self.listings.values, facet))

    def _listing(
        self, uri: str, first: int, shown: Sequence[object], make: Callable[[int], bytes], *about: object
    ) -> Iterator[Artifact]:
        """The pages of a listing from the `first` on: `shown` is what its works show, in their order, and `about` what
        the pages depend on besides."""
        total = page_count(len(shown))
        told = token(len(shown), *(_outline(each) for each in about))
        for number in range(first, total + 1):
            here = shown[(number - 1) * PAGE : number * PAGE]
            yield Artifact(numbered(uri, number), token(told, number, here), partial(make, number))


def _newest(works: Iterable[Published]) -> date | None:
    return max((each.work.added for each in works if each.work.added), default=None)


def _outline(about: object) -> object:
    """A facet by its values and their sizes, which is what the links to it show."""
    if isinstance(about, Facet):
        return about.name, [(value.key, len(value.works)) for value in about.values]
    return about

"""The collection: every published work, in one stable order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ..model.vocabulary import Vocabulary
from .facets import MAIN, Facet, facet_of
from .published import Published
from .related import Reason, Related, relate
from .wanted import Place, wanted_places

# The facets whose values are called as the newest work that has them writes them.
_FREE = ("keyword", "standard")


class Neighbours(NamedTuple):
    previous: Published | None
    next: Published | None


@dataclass(frozen=True)
class Collection:
    """Published works, newest first, and the words that describe them."""

    works: tuple[Published, ...]
    vocabulary: Vocabulary
    first: "Collection | None" = None  # the same in its own words: what depends on no words is asked of it

    @classmethod
    def of(cls, works: Iterable[Published], vocabulary: Vocabulary) -> "Collection":
        """Newest first by the day it was added; by title and slug within a day, so that the order never wavers."""
        by_name = sorted(works, key=lambda each: (each.work.title.casefold(), each.slug))
        return cls(tuple(sorted(by_name, key=lambda each: each.work.added or date.min, reverse=True)), vocabulary)

    def spoken(self, language: str) -> "Collection":
        """The same works, described in the words of a language."""
        vocabulary = self.vocabulary.spoken(language)
        return self if vocabulary is self.vocabulary else Collection(self.works, vocabulary, self)

    @cached_property
    def by_slug(self) -> Mapping[str, Published]:
        return {each.slug: each for each in self.works}

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {each.slug: position for position, each in enumerate(self.works)}

    def neighbours(self, slug: str) -> Neighbours:
        """The works before and after one in the collection's order."""
        position = self._positions[slug]
        before = self.works[position - 1] if position else None
        after = self.works[position + 1] if position + 1 < len(self.works) else None
        return Neighbours(before, after)

    def named(self, slugs: Iterable[str]) -> tuple[Published, ...]:
        """Those of the slugs that are published, in the order given."""
        return tuple(self.by_slug[slug] for slug in slugs if slug in self.by_slug)

    @cached_property
    def led_to(self) -> Mapping[str, tuple[Published, ...]]:
        """For each slug the works that were inspired by it."""
        found: dict[str, list[Published]] = {}
        for each in self.works:
            for slug in each.work.inspired_by:
                found.setdefault(slug, []).append(each)
        return {slug: tuple(works) for slug, works in found.items()}

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """Grade, subject and format family, in the vocabulary's order, with the values that occur."""
        return tuple(Facet(name, tuple(value for value in self.facet(name).values if value.works)) for name in MAIN)

    @cached_property
    def related(self) -> Mapping[str, tuple[Related, ...]]:
        """For each slug the works to see next."""
        return self.first.related if self.first else relate(self.works, self.vocabulary)

    @cached_property
    def wanted(self) -> tuple[Place, ...]:
        """What we would love to see."""
        return self.first.wanted if self.first else wanted_places(self.works, self.vocabulary)

    def facet(self, name: str) -> Facet:
        """Any facet, with every value that has a page."""
        if name not in self._facets:
            self._facets[name] = facet_of(name, self.works, self.vocabulary)
        return self._facets[name]

    def labels(self, name: str) -> Mapping[str, str]:
        """The words for each value of a facet."""
        if name not in self._labels:
            self._labels[name] = {each.key: each.label for each in self.facet(name).values}
        return self._labels[name]

    def told(self, reasons: Iterable[Reason]) -> list[tuple[str, ...]]:
        """Reasons with the words for what no list of the vocabulary holds."""
        return [(*each, self.labels(each.kind).get(each.value, "")) if each.kind in _FREE else each for each in reasons]

    @cached_property
    def _labels(self) -> dict[str, Mapping[str, str]]:
        return {}

    @cached_property
    def _facets(self) -> dict[str, Facet]:
        return {}

"""The collection: every published work, in one stable order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ..model.picture import Picture
from ..model.vocabulary import Vocabulary
from ..model.work import Piece, Work


@dataclass(frozen=True, slots=True)
class Published:
    """A work that the site shows, with its developed pictures by file. `digest` changes with any of it."""

    work: Work
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    digest: str = ""

    @property
    def slug(self) -> str:
        return self.work.slug

    @property
    def cover(self) -> tuple[Piece, Picture] | None:
        """The picture that stands for the work; none for a writing without pictures."""
        first = self.work.cover
        for piece in (first, *self.work.pieces):
            if piece.file in self.pictures:
                return piece, self.pictures[piece.file]
        return None


class Value(NamedTuple):
    """One value of a facet: its key in addresses, its label, and the works that have it."""

    key: str
    label: str
    works: tuple[Published, ...]


class Facet(NamedTuple):
    """One way to divide the collection."""

    name: str
    values: tuple[Value, ...]


class Neighbours(NamedTuple):
    previous: Published | None
    next: Published | None


@dataclass(frozen=True)
class Collection:
    """Published works, newest first, and the words that describe them."""

    works: tuple[Published, ...]
    vocabulary: Vocabulary

    @classmethod
    def of(cls, works: Iterable[Published], vocabulary: Vocabulary) -> "Collection":
        """Newest first by the day it was added; by title and slug within a day, so that the order never wavers."""
        by_name = sorted(works, key=lambda each: (each.work.title.casefold(), each.slug))
        return cls(tuple(sorted(by_name, key=lambda each: each.work.added or date.min, reverse=True)), vocabulary)

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
        return tuple(
            Facet(name, tuple(self._values(name, terms)))
            for name, terms in (("grade", "grades"), ("subject", "subjects"), ("format", "families"))
        )

    def _values(self, name: str, terms: str) -> list[Value]:
        members: dict[str, list[Published]] = {}
        for each in self.works:
            for key in facet_keys(each.work, name):
                members.setdefault(key, []).append(each)
        labels = self.vocabulary.terms(terms)
        return [Value(key, label, tuple(members[key])) for key, label in labels.items() if key in members]


def facet_keys(work: Work, name: str) -> tuple[str, ...]:
    """The values that a work has for a facet."""
    if name == "grade":
        return work.grades
    if name == "subject":
        return work.subjects
    if name == "format":
        return tuple(dict.fromkeys(format.split("/")[0] for format in work.formats))
    return {"kind": (work.kind,), "language": (work.language,), "size": (work.size or "",)}[name]


FILTERS = ("grade", "subject", "format", "kind", "language", "size")

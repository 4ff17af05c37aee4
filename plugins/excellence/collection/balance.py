"""How many works are there of what? By grade and subject together, and by each of a few facets alone."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from .collection import Collection
from .facets import LISTS

SERIES = ("format", "setting", "language", "year", "region")


class Count(NamedTuple):
    """A value of a facet, as it is called, and how many works have it."""

    key: str
    label: str
    works: int


class Series(NamedTuple):
    """A facet by its values; `unsaid` works say nothing about it. A work may have several values of some facets."""

    facet: str
    counts: tuple[Count, ...]
    unsaid: int


@dataclass(frozen=True, slots=True)
class Balance:
    """What a collection holds. `matrix` counts works by subject and grade; what is not in it is none.

    A work of two grades and two subjects stands in four places of the matrix, and once in each grade and subject.
    `elsewhere` works name a region that the vocabulary does not know.
    """

    works: int = 0
    grades: tuple[Count, ...] = ()
    subjects: tuple[Count, ...] = ()
    matrix: Mapping[tuple[str, str], int] = field(default_factory=dict)
    series: tuple[Series, ...] = ()
    elsewhere: int = 0


def balance_of(collection: Collection) -> Balance:
    regions = collection.vocabulary.terms("regions")
    series = tuple(_series(collection, name) for name in SERIES if name != "region" or regions)
    placed = sum(each.works for each in series[-1].counts) if regions else 0
    return Balance(
        len(collection.works),
        tuple(_counts(collection, "grade")),
        tuple(_counts(collection, "subject")),
        _matrix(collection),
        series,
        sum(bool(each.work.school.region) for each in collection.works) - placed,
    )


def _matrix(collection: Collection) -> Mapping[tuple[str, str], int]:
    """Many works have the same subjects and grades: those are taken together."""
    alike = Counter((each.work.subjects, each.work.grades) for each in collection.works)
    found: Counter[tuple[str, str]] = Counter()
    for (subjects, grades), works in alike.items():
        for pair in product(subjects, grades):
            found[pair] += works
    return dict(found)


def _series(collection: Collection, name: str) -> Series:
    said = {id(each) for value in collection.facet(name).values for each in value.works}
    return Series(name, tuple(_counts(collection, name)), len(collection.works) - len(said))


def _counts(collection: Collection, name: str) -> Iterator[Count]:
    """In the order of the facet; where a list holds the values, those that no work has are among them."""
    held = {value.key: (value.label, len(value.works)) for value in collection.facet(name).values}
    listed = collection.vocabulary.terms(LISTS[name]) if name in LISTS else {}
    for key, label in (listed or {key: label for key, (label, _) in held.items()}).items():
        yield Count(key, label, held[key][1] if key in held else 0)

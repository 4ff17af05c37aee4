"""What would we love to see? The places of the collection that are emptiest, among those that people could fill.

Nothing but the numbers of published works decides, so that two builds of the same works name the same places.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple, TypeVar

from ..model.vocabulary import Vocabulary
from .facets import facet_keys
from .published import Published

MOST = 6  # places that are named
_FORMATS = 2  # of these at most, since a grade and a subject are what a teacher has
_ALIKE = 2  # places of one band or of one subject, while there are others
_FEW = 4  # a place is wanted that has less than this part of what places of its kind have on the average

K = TypeVar("K")


class Place(NamedTuple):
    """Grades of a band, a subject, both together, or a family of formats; what is blank is whatever one has."""

    band: str = ""
    subject: str = ""
    family: str = ""


def wanted_places(works: Iterable[Published], vocabulary: Vocabulary) -> tuple[Place, ...]:
    """Those that are named, the most wanted first; none where there are no works, or where none is empty."""
    tally = _Tally.of(works, vocabulary)
    if not tally.works:
        return ()
    formats = list(tally.formats())[:_FORMATS]
    others = list(_mixed([*tally.alone(), *tally.pairs()]))[: MOST - len(formats)]
    return (*others, *formats)


def bands_of(vocabulary: Vocabulary) -> Mapping[str, tuple[str, ...]]:
    """The grades by band; each is one for itself where the vocabulary has no bands."""
    return vocabulary.groups.get("grades") or {grade: (grade,) for grade in vocabulary.terms("grades")}


@dataclass(frozen=True, slots=True)
class _Tally:
    """How many works each place has; every place is there, in the order of the vocabulary."""

    works: int
    bands: Mapping[str, int]
    subjects: Mapping[str, int]
    families: Mapping[str, int]
    both: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, works: Iterable[Published], vocabulary: Vocabulary) -> "_Tally":
        bands = bands_of(vocabulary)
        within = {grade: band for band, grades in bands.items() for grade in grades}
        total, counts, both = 0, Counter[tuple[str, str]](), Counter[tuple[str, str]]()
        for each in works:
            total += 1
            mine = {within[grade] for grade in each.work.grades if grade in within}
            counts.update(("band", band) for band in mine)
            counts.update(("subject", subject) for subject in each.work.subjects)
            counts.update(("family", family) for family in facet_keys(each.work, "format"))
            both.update(product(mine, each.work.subjects))
        held = {"band": bands, "subject": vocabulary.terms("subjects"), "family": vocabulary.terms("families")}
        said = {kind: {key: counts[kind, key] for key in keys} for kind, keys in held.items()}
        return cls(total, said["band"], said["subject"], said["family"], both)

    def alone(self) -> Iterator[Place]:
        """Subjects and bands of which there is nothing at all: to name them with each of the others tells no more."""
        yield from (Place(subject=subject) for subject, works in self.subjects.items() if not works)
        yield from (Place(band=band) for band, works in self.bands.items() if not works)

    def pairs(self) -> list[Place]:
        """The emptiest first; among equals those whose grades and whose subject have the most works: where people
        teach both, somebody has such work."""
        places = [pair for pair in product(self.bands, self.subjects) if self._likely(pair)]
        scarce = _scarce({pair: self.both.get(pair, 0) for pair in places})
        return [Place(*pair) for pair in sorted(scarce, key=lambda pair: (self.both.get(pair, 0), -self._likely(pair)))]

    def _likely(self, pair: tuple[str, str]) -> int:
        return self.bands[pair[0]] * self.subjects[pair[1]]

    def formats(self) -> Iterator[Place]:
        """The emptiest first; among equals in the order of the vocabulary, which begins with what is made often."""
        scarce = _scarce(self.families)
        yield from (Place(family=family) for family in sorted(scarce, key=lambda family: self.families[family]))


def _scarce(places: Mapping[K, int]) -> list[K]:
    whole = sum(places.values())
    return [place for place, works in places.items() if works * _FEW * len(places) < whole]


def _mixed(places: list[Place]) -> Iterator[Place]:
    """The same, with what would name one band or one subject again and again at the end."""
    seen, later = Counter[str](), []
    for place in places:
        if any(seen[part] >= _ALIKE for part in place if part):
            later.append(place)
        else:
            seen.update(part for part in place if part)
            yield place
    yield from later

"""Works to see next: those that a curator named, then those that share the most, each with what it shares."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..model.vocabulary import Vocabulary
from ..model.work import Work
from .facets import facet_keys, key_of, standard_key
from .published import Published

ENOUGH = 4
_MOST = 6
# How many works with a value are looked at, newest first: in a large collection common values tell little.
_LOOKED_AT = 24
# What sharing a value is worth. A grade is close to nearly as much as a format; a keyword says most.
_WORTH = {
    "keyword": 5,
    "standard": 4,
    "format": 4,
    "family": 2,
    "grade": 2,
    "subject": 1,
    "text-type": 1,
    "language": 0,
}


class Reason(NamedTuple):
    """What two works share: the kind of it and the value (`chosen` by a curator has none)."""

    kind: str
    value: str = ""


class Related(NamedTuple):
    work: Published
    reasons: tuple[Reason, ...]


def _shared(mine: Iterable[tuple[str, str]], others: Iterable[tuple[str, str]]) -> tuple[Reason, ...]:
    """Everything that two works have in common, the most telling first."""
    theirs = set(others)
    return tuple(Reason(*value) for value in mine if value in theirs)


def _values(work: Work) -> list[tuple[str, str]]:
    """In the order in which they tell something, each once."""
    found = [("keyword", key_of(each)) for each in work.keywords]
    found += [("standard", standard_key(each.framework, each.code)) for each in work.standards]
    found += [("format", each) for each in work.formats]
    found += [("family", each) for each in facet_keys(work, "format")]
    found += [("grade", each) for each in work.grades]
    found += [("subject", each) for each in work.subjects]
    found += [("text-type", each) for each in work.text_types]
    found += [("language", work.language.split("-")[0])] if not work.language.startswith("en") else []
    return list(dict.fromkeys(each for each in found if each[1]))


def relate(works: Iterable[Published], vocabulary: Vocabulary) -> Mapping[str, tuple[Related, ...]]:
    """For each work those to see next: at least four where there are so many, six at most."""
    relations = _Relations.of(tuple(works), vocabulary)
    return {slug: tuple(relations.of_one(slug)) for slug in relations.works}


@dataclass(frozen=True, slots=True)
class _Relations:
    """Every work by slug, newest first; the values of each; who holds a value; who is nearest in age; the ranks."""

    works: Mapping[str, Published]
    values: Mapping[str, list[tuple[str, str]]]
    holders: Mapping[tuple[str, str], list[str]]
    nearest: Mapping[str, tuple[str, ...]]
    ranks: Mapping[str, int]
    grades: Mapping[str, int]

    @classmethod
    def of(cls, works: tuple[Published, ...], vocabulary: Vocabulary) -> "_Relations":
        values = {each.slug: _values(each.work) for each in works}
        holders: dict[tuple[str, str], list[str]] = {}
        for slug, found in values.items():
            for value in found:
                holders.setdefault(value, []).append(slug)
        ranks = {each.slug: rank for rank, each in enumerate(works)}
        grades = {grade: rank for rank, grade in enumerate(vocabulary.terms("grades"))}
        return cls({each.slug: each for each in works}, values, holders, _by_grade(works, grades), ranks, grades)

    def of_one(self, slug: str) -> Iterator[Related]:
        work = self.works[slug].work
        chosen = [named for named in dict.fromkeys(work.related) if named in self.works and named != slug]
        # What is told as "made after studying" and "led to" stands on the page already.
        told = {slug, *chosen, *work.inspired_by}
        found = [near for near in self._best(slug) if near not in told and slug not in self._parents(near)]
        found = found[: max(_MOST - len(chosen), 0)]
        missing = max(ENOUGH - len(chosen) - len(found), 0)
        told |= {*found}
        found += [near for near in self.nearest[slug] if near not in told and slug not in self._parents(near)][:missing]
        yield from (Related(self.works[named], (Reason("chosen"),)) for named in chosen)
        for near in found:
            other = self.works[near]
            alike = _shared(self.values[slug], self.values[near])
            yield Related(other, alike[:2] or (self._nearness(work, other.work),))

    def _best(self, slug: str) -> list[str]:
        """Those that share most, and newest of these first."""
        scores: Counter[str] = Counter()
        for value in self.values[slug]:
            for other in self.holders[value][:_LOOKED_AT]:
                scores[other] += _WORTH[value[0]]
        telling = [other for other, score in scores.items() if score > 1]
        return sorted(telling, key=lambda other: (-scores[other], self.ranks[other]))

    def _nearness(self, one: Work, other: Work) -> Reason:
        apart = min(abs(self.grades[a] - self.grades[b]) for a in one.grades for b in other.grades)
        return Reason("near" if apart <= 1 else "other")

    def _parents(self, slug: str) -> tuple[str, ...]:
        return self.works[slug].work.inspired_by


def _by_grade(works: tuple[Published, ...], ranks: Mapping[str, int]) -> Mapping[str, tuple[str, ...]]:
    """For each work some whose makers are nearest in age, for collections where little is shared."""
    placed = sorted((min((ranks.get(grade, 0) for grade in each.work.grades), default=0), each.slug) for each in works)
    found: dict[str, tuple[str, ...]] = {}
    for place, (rank, slug) in enumerate(placed):
        around = placed[max(place - ENOUGH - _MOST, 0) : place + ENOUGH + _MOST + 1]
        near = sorted(around, key=lambda each: (abs(each[0] - rank), each[1]))
        found[slug] = tuple(other for _, other in near if other != slug)
    return found

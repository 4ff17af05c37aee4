"""Choosing works by a filter: AND between keys, OR within one."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from ..model.finding import Finding
from ..model.schema import OneOf, keys
from ..model.vocabulary import Vocabulary
from ..model.work import Work
from ..rules.pages import GALLERY_FILTER
from .collection import Collection
from .facets import FILTERS, FIXED, LISTS, facet_keys
from .published import Published


@dataclass(frozen=True, slots=True)
class Filter:
    """Accepted values by key; `works` names works outright; `limit` keeps the first few."""

    values: tuple[tuple[str, frozenset[str]], ...] = ()
    works: tuple[str, ...] = ()
    limit: int | None = None

    def choose(self, collection: Collection) -> tuple[Published, ...]:
        """The works that pass, in the collection's order (or in the order in which they were named)."""
        candidates = collection.named(self.works) if self.works else collection.works
        chosen = [each for each in candidates if self._passes(each, collection.vocabulary)]
        return tuple(chosen if self.limit is None else chosen[: self.limit])

    def _passes(self, each: Published, vocabulary: Vocabulary) -> bool:
        return all(accepted & set(facet_keys(each.work, key, vocabulary)) for key, accepted in self.values)


def read_filter(text: str, vocabulary: Vocabulary) -> tuple[Filter, tuple[Finding, ...]]:
    """A filter such as `grade=2,3 format=cards limit=6`, and what is wrong with it."""
    values: list[tuple[str, frozenset[str]]] = []
    works: tuple[str, ...] = ()
    limit: int | None = None
    findings: list[Finding] = []
    for part in text.split():
        key, _, said = part.partition("=")
        named = tuple(each for each in said.split(",") if each)
        if key == "limit" and said.isdecimal() and 0 < int(said) <= 1000:
            limit = int(said)
        elif key == "limit":
            remedy = "write a whole number from 1 to 1000, as in limit=6"
            findings.append(Finding(GALLERY_FILTER, f"“{said}” is no limit", remedy))
        elif key == "works" and named:
            works = tuple(dict.fromkeys(named))
        elif key in FILTERS and named:
            findings += _unknown(key, named, vocabulary)
            values.append((key, frozenset(named)))
        else:
            known = (*FILTERS, "works", "limit")
            near = _near(key, known) if key not in known else []
            every = ", ".join(f"{each}=…" for each in known)
            remedy = f"did you mean {near[0]}=…?" if near else f"use one of: {every}"
            findings.append(Finding(GALLERY_FILTER, f"“{part}” is no filter", remedy))
    return Filter(tuple(values), works, limit), tuple(findings)


def _near(said: str, allowed: Iterable[str]) -> list[str]:
    folded = {each.lower(): each for each in allowed}
    family = said.lower().split("/")[0]
    near = [family] if family in folded else get_close_matches(said.lower(), folded, n=1, cutoff=0.7)
    return [folded[each] for each in near]


def _unknown(key: str, named: tuple[str, ...], vocabulary: Vocabulary) -> list[Finding]:
    kind = keys(Work).get(key)
    if key in LISTS:
        allowed = tuple(vocabulary.terms(LISTS[key]))
    elif kind is not None and isinstance(kind.kind, OneOf):
        allowed = kind.kind.values
    elif key in FIXED:
        allowed = FIXED[key]
    else:
        return []
    findings = []
    for each in named:
        if each not in allowed:
            near, now = _near(each, allowed), vocabulary.now(LISTS.get(key, ""), each)
            if now in allowed:
                findings.append(Finding(GALLERY_FILTER, f"“{each}” is called {now} now", f"write {key}={now}"))
                continue
            remedy = f"did you mean {near[0]}?" if near else f"use one of: {', '.join(allowed)}"
            findings.append(Finding(GALLERY_FILTER, f"“{each}” is no {key}", remedy))
    return findings

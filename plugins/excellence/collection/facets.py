"""The ways to divide the collection: each facet's values, their addresses and their labels."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from ..model.kinds import KINDS, kind_of
from ..model.natural import natural
from ..model.vocabulary import HAS, Vocabulary
from ..model.work import Attributes, Work
from .published import Published


class Value(NamedTuple):
    """One value of a facet: its key in addresses, its label, and the works that have it."""

    key: str
    label: str
    works: tuple[Published, ...]


class Facet(NamedTuple):
    """One way to divide the collection."""

    name: str
    values: tuple[Value, ...]


@lru_cache(maxsize=65_536)
def key_of(text: str) -> str:
    """A word as part of an address: `Field notes` → `field-notes`, `W.2.7` → `w.2.7`, `¡Otoño!` → `otono`.

    Letters of every script stay; a text with no letter and no digit has no key.
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(each for each in folded if not unicodedata.combining(each))
    return re.sub(r"[^\w.]+|_+", "-", unicodedata.normalize("NFC", plain)).strip("-.")[:80].rstrip("-.")


def standard_key(framework: str, code: str) -> str:
    return f"{key_of(framework)}/{key_of(code)}"


def _descriptors(attributes: Attributes) -> Iterable[str]:
    claims = (*attributes.complexity, *attributes.craftsmanship, *attributes.authenticity)
    return dict.fromkeys(claim.key for claim in claims)


_KEYS: Mapping[str, Callable[[Work], Iterable[str]]] = {
    "grade": lambda work: work.grades,
    "subject": lambda work: work.subjects,
    "format": lambda work: (format.split("/")[0] for format in work.formats),
    "text-type": lambda work: work.text_types,
    "attribute": lambda work: _descriptors(work.attributes),
    "language": lambda work: (work.language.split("-")[0],),
    "standard": lambda work: (standard_key(each.framework, each.code) for each in work.standards),
    "keyword": lambda work: filter(None, map(key_of, work.keywords)),
    "year": lambda work: (str(work.year),) if work.year else (),
    "kind": lambda work: (work.kind,),
    "size": lambda work: (work.size,) if work.size else (),
    "medium": lambda work: (kind_of(piece.file) for piece in work.pieces),
    "framework": lambda work: (each.framework for each in work.standards),
    "setting": lambda work: (work.school.setting,) if work.school.setting else (),
    "has": lambda work: (name for name, there in _HAS.items() if there(work)),
}
_THERE: tuple[Callable[[Work], object], ...] = (
    lambda work: work.drafts,
    lambda work: any(draft.feedback for draft in work.drafts),
    lambda work: work.task,
    lambda work: work.scoring_tool,
    lambda work: work.media,
)
_HAS: Mapping[str, Callable[[Work], object]] = dict(zip(HAS, _THERE, strict=True))
FIXED: Mapping[str, tuple[str, ...]] = {"has": HAS, "medium": KINDS}
# Whose values are terms of a list, in that list's order.
LISTS = {
    "grade": "grades",
    "subject": "subjects",
    "format": "families",
    "text-type": "text_types",
    "attribute": "descriptors",
    "framework": "frameworks",
    "setting": "settings",
    "region": "regions",
}
# What the gallery leads to, and what has pages besides.
MAIN = ("grade", "subject", "format")
PAGES = (*MAIN, "text-type", "attribute", "standard", "keyword", "year", "language", "region")
# Whose every value has a page, whether works have it yet or not: each may be looked for, and wanted.
WHOLE = (*MAIN, "text-type", "attribute")
# What the gallery's bar offers at once, and behind a word.
BAR, BEHIND = (
    ("grade", "subject", "format", "text-type", "attribute", "language"),
    ("size", "medium", "framework", "year", "setting", "region"),
)
# What a filter on a page may name.
FILTERS = (*BAR, *BEHIND, "kind", "has")
_WORDLESS = Vocabulary()


def facet_keys(work: Work, name: str, vocabulary: Vocabulary = _WORDLESS) -> tuple[str, ...]:
    """The values that a work has for a facet, each once. Of what works call their region only what the vocabulary
    knows is one: a free text may name a town."""
    if name == "region":
        key = vocabulary.region(work.school.region, work.school.country)
        return (key,) if key else ()
    return tuple(dict.fromkeys(_KEYS[name](work)))


def facet_of(name: str, works: Iterable[Published], vocabulary: Vocabulary) -> Facet:
    """A facet with the values that occur, or with all that its list has."""
    members: dict[str, list[Published]] = {}
    for each in works:
        for key in facet_keys(each.work, name, vocabulary):
            members.setdefault(key, []).append(each)
    if name in LISTS:
        labels = vocabulary.terms(LISTS[name])
        held = {key: label for key, label in labels.items() if key in members or name in WHOLE}
    else:
        held = dict(sorted(_labels(name, members).items(), key=_order(name, vocabulary)))
    return Facet(name, tuple(Value(key, label, tuple(members.get(key, ()))) for key, label in held.items()))


def _labels(name: str, members: Mapping[str, list[Published]]) -> dict[str, str]:
    """The words for keys that no list holds: as the newest work writes them."""
    found: dict[str, str] = {}
    for key, works in members.items():
        work = works[0].work
        if name == "keyword":
            found[key] = next(each for each in work.keywords if key_of(each) == key)
        elif name == "standard":
            found[key] = next(each.code for each in work.standards if standard_key(each.framework, each.code) == key)
        else:
            found[key] = key
    return found


def _order(name: str, vocabulary: Vocabulary) -> Callable[[tuple[str, str]], Any]:
    if name == "standard":
        ranks = {key_of(framework): rank for rank, framework in enumerate(vocabulary.terms("frameworks"))}
        return lambda each: (ranks.get(each[0].split("/")[0], len(ranks)), natural(each[0]))
    return lambda each: (natural(each[1].casefold()), each[0])

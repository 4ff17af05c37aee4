"""What every term weighs in every entry: lunr's own weights, to the last digit, without lunr's slow bookkeeping.

The formula is BM25 as lunr 0.8 has it in `Builder._create_field_vectors`; tests compare every posting.
"""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .tokenizer import terms

# What a word is worth by where it stands.
BOOSTS = {"title": 10, "keywords": 4, "standards": 4, "summary": 2, "labels": 2, "words": 1}
# Where the commonest words count too: a work may be called "To be or not to be".
_NAMES = ("title", "keywords")
_K1, _B = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found, and the card that shows it; the card's addresses begin at the site's root."""

    title: str
    summary: str = ""
    words: str = ""
    keywords: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    card: Mapping[str, Any] = field(default_factory=dict)


# By field, in the order of BOOSTS: how many terms it has, each of them once, and how often each; then the words as
# written.
Terms = tuple[tuple[tuple[int, tuple[str, ...], bytes | tuple[int, ...]], ...], tuple[str, ...]]
# Which entries have a term, by their number in order, and what it weighs in each. Arrays, since there are millions.
Posting = tuple["array[int]", "array[float]"]


def fields_of(entry: Entry) -> dict[str, tuple[list[str], set[str]]]:
    """The terms of every field, and its words as written."""
    texts = {
        "title": (entry.title,),
        "keywords": entry.keywords,
        "standards": entry.standards,
        "summary": (entry.summary,),
        "labels": entry.labels,
        "words": (entry.words,),
    }
    # A line break joins nothing: no grade and no code can arise between two texts.
    return {name: terms("\n".join(parts), everything=name in _NAMES) for name, parts in texts.items()}


def terms_of(entry: Entry) -> Terms:
    """An entry's own share of the index, which nothing but its texts can change."""
    fields = fields_of(entry).values()
    counted = tuple(_counted(held) for held, _ in fields)
    return counted, tuple(sorted(set[str]().union(*(written for _, written in fields))))


def _counted(held: list[str]) -> tuple[int, tuple[str, ...], bytes | tuple[int, ...]]:
    counts = Counter(held)
    often = tuple(counts.values())
    return len(held), tuple(counts), bytes(often) if max(often, default=0) < 256 else often


def weigh(entries: Sequence[Terms]) -> dict[str, Posting]:
    """By term: the entries that have it, and its weight there, summed over the fields."""
    number, frequencies = len(entries), Counter[str]()
    lengths = [0] * len(BOOSTS)
    for fields, _ in entries:
        for place, (length, held, _) in enumerate(fields):
            lengths[place] += length
            frequencies.update(held)
    rarity = {term: _rarity(number, held) for term, held in frequencies.items()}
    found: dict[str, Posting] = defaultdict(lambda: (array("I"), array("d")))
    boosts = tuple(BOOSTS.values())
    for at, (fields, _) in enumerate(entries):
        sums: dict[str, float] = {}
        for place, (length, held, often) in enumerate(fields):
            if not held:
                continue
            boost, average = boosts[place], lengths[place] / number
            norm = _K1 * (1 - _B + _B * (length / average))
            for term, times in zip(held, often, strict=True):
                weight = round(rarity[term] * ((_K1 + 1) * times) / (norm + times) * boost, 3)
                sums[term] = sums.get(term, 0.0) + weight
        for term, weight in sums.items():
            ids, weights = found[term]
            ids.append(at)
            weights.append(weight)
    return dict(found)


def _rarity(number: int, held: int) -> float:
    """lunr counts an entry once for each field that has the term."""
    return math.log(1 + abs((number - held + 0.5) / (held + 0.5)))


def proposals(entries: Iterable[Terms]) -> list[str]:
    """Every word as written that somebody may have meant."""
    found = {word for _, said in entries for word in said}
    return sorted(word for word in found if 3 < len(word) < 40 and not any(letter.isdigit() for letter in word))

"""Names of people that a table tells of: found wherever else they stand in it, so that they never come along."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..reading.columns import plainly
from ..rules.personal import LISTED_NAME, scan

_WORD = r"[^\W\d_][\w'’.-]*"


@dataclass(frozen=True, slots=True)
class Names:
    """Those of the private list, and full names out of a table as their words in small letters, in either order."""

    listed: tuple[str, ...] = ()
    people: frozenset[tuple[str, ...]] = frozenset()

    def and_of(self, texts: Iterable[str]) -> "Names":
        """The same with the full names in these cells."""
        found = {words for text in texts for name in _full_names(text) for words in _orders(name)}
        return Names(self.listed, self.people | found)

    def stand_in(self, text: str) -> bool:
        """Whether a text holds any of the names."""
        if self.listed and any(found.rule is LISTED_NAME for found in scan(text, names=self.listed)):
            return True
        words = tuple(plainly(text).split()) if self.people else ()
        lengths = {len(name) for name in self.people} if words else ()
        return any(
            words[at : at + length] in self.people for length in lengths for at in range(len(words) - length + 1)
        )


def _full_names(said: str) -> Iterator[tuple[str, str]]:
    """First and last names: several with commas between them, or one with its last name before a comma."""
    for part in re.split(r"[;\n|&/]|\s+(?:and|y)\s+", said):
        several = [re.findall(_WORD, each) for each in part.split(",")]
        if len(several) == 2 and min(map(len, several)) == 1:
            yield " ".join(several[1]), " ".join(several[0])
            continue
        yield from ((" ".join(words[:-1]), words[-1]) for words in several if len(words) > 1)


def _orders(name: tuple[str, str]) -> Iterator[tuple[str, ...]]:
    first, last = (tuple(plainly(part).split()) for part in name)
    yield from (first + last, last + first)
    if len(first) > 1:  # a second first name is often left out
        yield from (first[:1] + last, last + first[:1])

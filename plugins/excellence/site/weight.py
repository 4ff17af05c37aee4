"""How heavy is the site, what weighs most in it, and what helps? A host holds only so much."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ..model.kinds import kind_of
from ..rendering.health import size_words

_NEAR = 0.8  # of what the host holds
_NAMED = 5  # works
_MEGABYTE = 1_000_000
_ARCHIVES, _REST = "files to take along", "pages, search and all else"
_KINDS = {"picture": "pictures", "document": "documents", "recording": "sounds", "film": "films"}
_HELPS = {
    "pictures": "`zoom: true` makes a picture of 3,000 pixels: leave it to pieces that one must come close to",
    "films": "cut films to the minutes that count, or save them 1,280 pixels wide",
    "sounds": "cut sounds to the minutes that count",
    "documents": "give the pages of a document that count, in place of all of them",
}


class Budget(NamedTuple):
    """What the host holds, in megabytes (0 where nobody asks), and what the site's options leave to be done.

    `archives` are files to take along; `stored` says whether pictures, sounds and films lie elsewhere.
    """

    megabytes: int
    archives: bool = True
    stored: bool = True

    @property
    def limit(self) -> int:
        """In bytes."""
        return self.megabytes * _MEGABYTE


def sizes_of(site: Path) -> dict[str, int]:
    """The bytes of every file of a site, by its path in there; nothing where there is no site."""
    found: dict[str, int] = {}
    ahead = [""] if site.is_dir() else []
    while ahead:
        inside = ahead.pop()
        with os.scandir(site / inside) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    ahead.append(f"{inside}{entry.name}/")
                else:
                    found[f"{inside}{entry.name}"] = entry.stat(follow_symlinks=False).st_size
    return found


def told_of_weight(sizes: Mapping[str, int], budget: Budget) -> tuple[str, ...]:
    """What to say of a site that takes four fifths of its room or more; nothing of any other."""
    whole = sum(sizes.values())
    return tuple(_told(sizes, whole, budget)) if budget.limit and whole >= _NEAR * budget.limit else ()


def _told(sizes: Mapping[str, int], whole: int, budget: Budget) -> Iterator[str]:
    kinds, works = Counter[str](), Counter[str]()
    for uri, size in sizes.items():
        path = PurePosixPath(uri)
        kinds[_ARCHIVES if path.suffix == ".zip" else _KINDS.get(kind_of(uri), _REST)] += size
        if path.parts[0] == "works" and len(path.parts) > 2:
            works[path.parts[1]] += size
    share = f"{100 * whole / budget.limit:.0f} % of the {size_words(budget.limit)} that its host holds (option budget)"
    over = ": more than there is room for" if whole > budget.limit else ""
    yield f"The site takes {size_words(whole)}, {share}{over}."
    yield f"By kind: {_listed(kinds)}."
    if works:
        yield f"The heaviest works: {_listed(works)}."
    yield f"What helps: {'; '.join(_helps(kinds, budget))}."


def _listed(sizes: Counter[str]) -> str:
    """The heaviest first; of equals in the order of their names."""
    ordered = sorted(sizes.items(), key=lambda each: (-each[1], each[0]))
    return ", ".join(f"{name} {size_words(size)}" for name, size in ordered[:_NAMED])


def _helps(kinds: Counter[str], budget: Budget) -> Iterator[str]:
    """What takes the most away first."""
    if not budget.stored:
        yield "`media_store` and `media_url` put pictures, sounds and films elsewhere"
    if budget.archives and kinds[_ARCHIVES]:
        yield f"`archives: false` leaves out the {_ARCHIVES}, {size_words(kinds[_ARCHIVES])}"
    for kind in sorted(_HELPS, key=lambda kind: -kinds[kind]):
        if kinds[kind]:
            yield _HELPS[kind]
    yield "a host that holds more, with `budget` set to its megabytes"

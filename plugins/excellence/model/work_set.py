"""A set: works for a gallery walk, each at a station, and how the walk goes."""

from dataclasses import dataclass
from typing import Annotated

from .schema import Language, Many, Slug, Text, Whole
from .searched import Searched

# No set has more stations.
MOST = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One work of a set."""

    slug: Annotated[str, Slug(), "the work"]
    name: Annotated[str | None, Text(60), "what the station is called, besides its letter"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSet:
    """The front matter of a page in `content/sets/`; why these works are together is the page's own text."""

    title: Annotated[str, Text(120), "the set's name"]
    description: Annotated[str, Text(240), "the line beneath its name"]
    works: Annotated[tuple[Station, ...], Many(Station, least=1, most=MOST), "the works, in the order of the stations"]
    minutes: Annotated[int, Whole(1, 60, 3), "minutes at a station"] = 3
    groups: Annotated[int, Whole(1, 12, 4), "groups that walk at a time"] = 4
    protocol: Annotated[str | None, Slug(), "the protocol that the walk is part of"] = None
    search: Annotated[Searched | None, Searched, "how the search finds it"] = None
    hide: Annotated[tuple[str, ...], Many(Text(20)), "parts of the theme to leave out"] = ()
    language: Annotated[str, Language(), "the language of the page"] = "en"


def letter(number: int) -> str:
    """What a station is called: A, B, C … by its number from 0 on."""
    return chr(ord("A") + number)

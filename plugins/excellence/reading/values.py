"""The values of a YAML text, each with the place where it stands."""

from dataclasses import dataclass
from typing import NamedTuple

from ..model.finding import Place


class Scalar(NamedTuple):
    """A single value as it stands in the file; `plain` when it has no quotes.

    It ends before `end`. `cut` is what a # hides behind it on its line, with the # and the spaces before it;
    `inline` is a value within brackets.
    """

    text: str
    plain: bool
    place: Place
    end: Place = Place()
    cut: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple["Value", ...]
    place: Place


class Entry(NamedTuple):
    """One key with its value; `bare` where no colon follows the key, as after a comma too many."""

    key: str
    place: Place
    value: "Value"
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    entries: tuple[Entry, ...]
    place: Place


Value = Scalar | Sequence | Mapping

"""What is wrong with a piece of content, where, and what would be right."""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How much a problem weighs.

    An error ends a strict build, a withheld work is left out and reported, a warning never fails anything.
    """

    ERROR = "error"
    WITHHELD = "withheld"
    WARNING = "warning"
    INFO = "info"


class Purpose(StrEnum):
    """Why content is being read: to check it, to admit a new or changed work, or to build the site."""

    CHECK = "check"
    ADMIT = "admit"
    BUILD = "build"


class Place(NamedTuple):
    """A place in a file: line and column count from 1, as editors count them."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that content must obey, with its weight when checked and when built.

    `mend` says what to do about it and `example` how it looks when it is right. `admit` is its weight in a work that
    is new or changed, where that is more than when the whole collection is checked.
    """

    code: str
    check: Level
    build: Level
    title: str
    why: str
    mend: str
    example: str
    admit: Level | None = None

    def level(self, purpose: Purpose) -> Level:
        if purpose is Purpose.BUILD:
            return self.build
        return self.admit or self.check if purpose is Purpose.ADMIT else self.check


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding. `path` is relative to the project with forward slashes; `field` is like `pieces[2].alt`, from 1.

    `swap` is what stands there and what is surely right, where a program can tell.
    Every part is one line that any terminal can print, whatever the content or a file's name holds.
    """

    path: str
    place: Place
    field: str
    code: str
    what: str
    remedy: str
    slug: str = dataclasses.field(default="", compare=False)
    swap: tuple[str, str] | None = dataclasses.field(default=None, compare=False)

    def __post_init__(self) -> None:
        for part in ("path", "field", "what", "remedy"):
            text = getattr(self, part)
            if not text.isprintable():
                object.__setattr__(self, part, _printable(text))

    def line(self, level: Level) -> str:
        """The finding as people and editors read it."""
        field = f" {self.field}" if self.field else ""
        return (
            f"{self.path}:{self.place.line}:{self.place.column}: {level} {self.code}{field}: {self.what}; {self.remedy}"
        )


def _printable(text: str) -> str:
    """Line breaks and the like as spaces, other hidden characters by their numbers."""
    spaced = "".join(" " if char.isspace() else char for char in text)
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in spaced)

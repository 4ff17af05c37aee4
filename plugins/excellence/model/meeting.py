"""A school's body of evidence: its quality work meetings over the years, as their summary sheets tell of them."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from .schema import Many, Slug

# The folder of the evidence, beside that of the works.
EVIDENCE = "evidence"
# What may have become of a goal; the first is said of one of which nothing is known yet.
STATES = ("under_way", "met", "partly", "unmet")
# So many works of a meeting are kept, to show what is usual.
KEPT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The front matter of `evidence/2026-05/index.md`; more words about the meeting are the page's own text."""

    pieces: Annotated[tuple[str, ...], Many(Slug(), unique=True), "the three works that were kept, by their folders"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet; `slug` and `title` are those of the work that it is about, if it is about one."""

    cells: tuple[str, ...] = ()
    slug: str = ""
    title: str = ""
    grade: str = ""

    @property
    def said(self) -> bool:
        return bool(self.slug or self.title or any(cell.strip() for cell in self.cells))


@dataclass(frozen=True, slots=True)
class Filled:
    """What is written on one part of a sheet, in the order of its note catcher."""

    before: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The summary sheet of one evening, and what has become of each of its goals since."""

    date: date
    catcher: str
    states: tuple[str, ...] = ()
    parts: tuple[Filled, ...] = ()

    @property
    def month(self) -> str:
        """The folder that it belongs to, as in 2026-05."""
        return f"{self.date:%Y-%m}"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of one or two evenings by its month, with the slugs of the works that were kept, and more words."""

    month: str
    sheets: tuple[Sheet, ...] = ()
    pieces: tuple[str, ...] = ()
    words: str = ""

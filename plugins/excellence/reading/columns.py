"""Which column of a table is which field of a work: by our names, and by those that other programs and people use."""

import re
from collections.abc import Mapping as Terms
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final
from unicodedata import combining, normalize

from ..model.schema import Kind, Many, keys
from ..model.work import Piece, Work
from .headings import ALIASES, ASKED, BODY, DESCRIPTION, ID, LEFT, PARENT, PERSON, TEXT
from .tables import Row

SLUG_FIELD: Final = "slug"
_NEAR, _SHORTEST = 0.88, 5  # how like a heading is that has a letter wrong, and how long it must be
_LOOKED: Final = 20  # rows among which the headings are looked for


def _fields() -> dict[str, Kind | None]:
    found: dict[str, Kind | None] = {SLUG_FIELD: None, ID: None, PARENT: None}
    for key in keys(Work).values():
        kind = key.kind
        if key.name == "pieces":
            found |= {f"piece.{each.name}": each.kind for each in keys(Piece).values()} | {TEXT: None}
        elif isinstance(kind, type):
            found |= {f"{key.name}.{each.name}": each.kind for each in keys(kind).values()}
        else:
            found[key.name] = kind
    return found | {BODY: None, DESCRIPTION: None, PERSON: None, LEFT: None}


# Every field that a column can be, with the kind of its value where the front matter has it.
FIELDS: Final[Terms[str, Kind | None]] = _fields()
NEVER: Final = {
    "status": "every work arrives as a draft",
    "review.decision": "a panel decides here, whatever another place decided",
    "demonstration": "only works of this repository are demonstrations",
}
NEVER_BEGIN: Final = ("review.",)

_PREFIXES: Final = re.compile(r"^(?:dublin core|dcterms|dc|item type metadata|bibo|foaf|schema|vra core)\s*[:. ]\s*")


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its number from 1, its heading, the field that it is, and its number among fields of one name."""

    number: int
    heading: str
    field: str = ""
    which: int = 0


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a sheet, the row of their headings, and the rows above it that hold something else."""

    heading: int = 0
    all: tuple[Column, ...] = ()
    above: tuple[int, ...] = ()
    unknown: tuple[Column, ...] = field(default=())

    def of(self, name: str) -> tuple[Column, ...]:
        return tuple(each for each in self.all if each.field == name)


def field_of(heading: str, mapped: Terms[str, str] | None = None) -> str:
    """The field that a heading names; empty where it can't be told."""
    if mapped and (said := mapped.get(" ".join(heading.split()))) is not None:
        return said
    if heading.strip() in FIELDS:
        return heading.strip()
    heading = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)  # as in educationLevel
    plain = plainly(heading)
    bare = _PREFIXES.sub("", re.sub(r"[_:]", " ", plainly(heading, ":."))).strip()
    for name in (plain, plainly(bare), re.sub(r" ?\d+$", "", plain)):
        if name in NAMES:
            return NAMES[name]
    asked = next((name for pattern, name in ASKED if pattern.search(plain)), "")
    near = get_close_matches(plain, NAMES, n=1, cutoff=_NEAR) if not asked and len(plain) >= _SHORTEST else []
    return asked or (NAMES[near[0]] if near else "")


def plainly(text: str, kept: str = "") -> str:
    """Small letters and digits without accents, words parted by one blank."""
    bare = "".join(char for char in normalize("NFKD", text.casefold()) if not combining(char))
    return " ".join(re.sub(rf"[^\w{re.escape(kept)}]|(?<!{re.escape(kept[-1:]) or '_'})_", " ", bare).split()).strip(
        " _"
    )


def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in ALIASES.strip().splitlines():
        name, _, words = line.partition(": ")
        found |= {word.strip(): name for word in words.split(",")}
    for name in FIELDS:
        found.setdefault(plainly(name.replace(".", " ")), name)
    found.pop("", None)
    return found


NAMES: Final[Terms[str, str]] = _names()


def find_columns(rows: tuple[Row, ...], mapped: Terms[str, str] | None = None) -> Columns:
    """The headings are the row, among the first, that holds the most names that we know."""
    best, at = 0, None
    for index, row in enumerate(rows[:_LOOKED]):
        known = {name for cell in row.cells if cell and (name := field_of(cell, mapped))}
        if len(known) > best:
            best, at = len(known), index
    if at is None:
        return Columns()
    counts: dict[str, int] = {}
    found: list[Column] = []
    for number, heading in enumerate(rows[at].cells, 1):
        name = field_of(heading, mapped) if heading else ""
        which = counts.get(name, 0)
        counts[name] = which + 1
        found.append(Column(number, heading, name, which))
    unknown = tuple(each for each in found if each.heading and not each.field)
    return Columns(rows[at].number, tuple(found), tuple(row.number for row in rows[:at]), unknown)


def is_list(name: str) -> bool:
    """Whether several columns, or several values in a cell, can be one field."""
    return isinstance(FIELDS[name], Many) or name in ("piece.file", PERSON, LEFT, TEXT)

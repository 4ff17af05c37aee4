"""The kinds of value that front matter holds.

A record is a frozen dataclass whose fields are `Annotated[type, kind, "what it is for"]`. That one declaration feeds
the reader, the JSON Schema for editors and the curators' table.
"""

from collections.abc import Hashable, Iterator
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, cast, get_type_hints


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text in one line, or in several where `lines` is set. Limits count characters and words."""

    limit: int = 2_000
    words: int | None = None
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `least` to `most`, and one that an author may well mean."""

    least: int
    most: int
    example: int


@dataclass(frozen=True, slots=True)
class Share:
    """A fraction from 0 to 1: a place or a length on a picture, whatever its size."""


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date, as in 2026-05-04."""


@dataclass(frozen=True, slots=True)
class Slug:
    """A work's, protocol's or exhibit's identity: a-z, 0-9 and single hyphens, 3 to 60 characters."""


@dataclass(frozen=True, slots=True)
class FileName:
    """A file in the work's own folder, with forward slashes."""


@dataclass(frozen=True, slots=True)
class Url:
    """A web address that begins with https:// or http://."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language tag (BCP 47), as in en, es or pt-BR."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few fixed words."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A key of one of the lists in works/vocabulary.yml."""

    list: str


@dataclass(frozen=True, slots=True)
class Table:
    """Names of files or keys of a `list`, each with a text; read as pairs in the author's order."""

    text: Text
    list: str = ""


@dataclass(frozen=True, slots=True)
class Many:
    """A list whose items are all of one kind, or of one record."""

    kind: "Kind"
    least: int = 0
    most: int = 500
    unique: bool = False


Kind = Text | Whole | Share | Flag | Day | Slug | FileName | Url | Language | OneOf | Term | Table | Many | type


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record: its name, the kind of its value, what it is for, and whether it must be there."""

    name: str
    kind: Kind
    about: str
    required: bool


def keys(record: type[Any]) -> dict[str, Key]:
    """The keys of a record in the order of their declaration; fields without an annotation of ours are left out."""
    return _declared(cast("Hashable", record))


@cache
def _declared(record: Any) -> dict[str, Key]:
    return {key.name: key for key in _keys(record)}


def _keys(record: type) -> Iterator[Key]:
    hints: dict[str, Any] = get_type_hints(record, include_extras=True)
    for each in fields(record):
        said = getattr(hints[each.name], "__metadata__", None)
        if said:
            kind, about = said
            required = each.default is MISSING and each.default_factory is MISSING
            yield Key(each.name, kind, about, required)

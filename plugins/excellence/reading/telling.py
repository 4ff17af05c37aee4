"""What a message may repeat of what a person wrote: never what may be a name. And what it suggests in its place."""

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Final

from ..model.schema import Many, keys
from ..model.work import Translation, Work
from .likely import loosely
from .values import Scalar, Sequence, Value

_SHORT = 12  # letters and digits that can't be a name


def shown(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"


def quoted(text: str) -> str:
    """A text in quotes of YAML."""
    return f'"{text}"' if not set(text) & {'"', "\\"} else "'" + text.replace("'", "''") + "'"


def is_strict(where: str) -> bool:
    """Whether the field permits something."""
    return re.match(r"(?:status|consent|review)(?:[.\[]|\Z)", where) is not None


def is_private(where: str) -> bool:
    """Whether a name may well stand in the field."""
    return re.match(r"(?:consent|review|credit|school)(?:[.\[]|\Z)", where) is not None


def repeated(value: Scalar, where: str) -> str:
    """A value as it was written where it can't be a name: a report is published more widely than a file."""
    harmless = len(value.text) <= _SHORT and sum(map(str.isalpha, value.text)) <= 1 and not is_private(where)
    return shown(value.text) if harmless and value.text.strip() else "this"


def kind_of_value(value: Value) -> str:
    if isinstance(value, Scalar):
        return "a single value" if value.text.strip() else "nothing"
    return "a list" if isinstance(value, Sequence) else "a group of keys"


def nearest(said: str, allowed: Collection[str]) -> str:
    """The one allowed word that is nearly what was said; empty where none is."""
    folded = {each.lower(): each for each in allowed}
    parts = [each for each in allowed if said in each.split("/")]
    begun = [each for each in folded if len(said) > 2 and each.startswith(said.lower().removesuffix("s"))]
    near = [parts[0].lower()] if len(parts) == 1 else get_close_matches(said.lower()[:100], folded, n=1, cutoff=0.7)
    near = near or (begun if len(begun) == 1 else [])
    return folded[near[0]] if near else ""


def suggestion(said: str, allowed: Collection[str], noun: str, near: str | None = None) -> str:
    """Did-you-mean where a near one exists, else the allowed values, all of them when they are few."""
    near = nearest(said, allowed) if near is None else near
    listed = ", ".join(list(allowed)[:16]) + (" …" if len(allowed) > 16 else "")
    if near:
        return f"did you mean {near}?" + (f" ({noun}s: {listed})" if len(allowed) <= 16 else "")
    parts = [each for each in allowed if loosely(said) in map(loosely, each.split("/"))]
    return f"use one of: {', '.join(parts) or listed}"


def told_field(where: str) -> str:
    """A field in a message: as far as its names are ours, since any other may be a person's."""
    parts = where.split(".")
    known = next((at for at, part in enumerate(parts) if part.partition("[")[0] not in NAMES), len(parts))
    return ".".join(parts[:known])


def _names(record: type) -> Iterator[str]:
    for key in keys(record).values():
        yield key.name
        kind = key.kind.kind if isinstance(key.kind, Many) else key.kind
        if isinstance(kind, type):
            yield from _names(kind)


NAMES: Final = frozenset((*_names(Work), *_names(Translation)))

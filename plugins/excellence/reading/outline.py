"""What of a work do other pages than its own show, and which words of the vocabulary? Pages are made anew by that."""

import hashlib
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from ..model.work import Work

_LONGEST_KEY = 60


def digest_of(value: object) -> str:
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()


def outline_of(work: Work) -> str:
    """A digest over all but the long texts: no card, no list and no link to a work holds those."""
    told = tuple(replace(each, body="") for each in work.translations)
    return digest_of(replace(work, body="", task_text="", scoring_text="", texts=(), translations=told))


def keys_in(work: Work) -> tuple[str, ...]:
    """Every word in a work that may be a key of the vocabulary, in order; of a format its family too."""
    found, ahead = set[str](), list[object]([work])
    while ahead:
        value = ahead.pop()
        if isinstance(value, str):
            if len(value) <= _LONGEST_KEY and value.split() == [value]:
                found |= {value, value.partition("/")[0]}
        elif isinstance(value, tuple):
            ahead += value
        elif is_dataclass(value):
            kind: Any = type(value)
            ahead += [getattr(value, name) for name in _parts(kind)]
    return tuple(sorted(found))


@cache
def _parts(record: Any) -> tuple[str, ...]:
    return tuple(part.name for part in fields(record))

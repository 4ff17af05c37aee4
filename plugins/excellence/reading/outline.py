"""What of a work do other pages than its own show, and which words of the vocabulary? Pages are made anew by that."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

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
    return tuple(sorted(set(_words(work))))


def _words(value: object) -> Iterator[str]:
    match value:
        case str() if value and len(value) <= _LONGEST_KEY and not re.search(r"\s", value):
            yield value
            if "/" in value:
                yield value.partition("/")[0]
        case tuple():
            for each in value:
                yield from _words(each)
        case _ if is_dataclass(value):
            for part in fields(value):
                yield from _words(getattr(value, part.name))

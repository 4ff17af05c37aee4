"""A work's index.md written anew: the same values and words, without the comments, which may be private notes."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from ..reading.frontmatter import FrontMatter
from ..reading.values import Mapping, Scalar, Sequence, Value

_NOTE = re.compile(r"<!--.*?-->", re.DOTALL)


def write_frontmatter(matter: FrontMatter) -> str:
    """`matter` must have been read without a flaw."""
    events: list[Any] = [yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=False)]
    events += _events(matter.value) if matter.value is not None else ()
    events += [yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent()]
    front = yaml.emit(events, width=110, allow_unicode=True)
    body = _NOTE.sub("", matter.body).strip()
    return f"---\n{front}---\n\n{body}\n"


def _events(value: Value) -> Iterator[Any]:
    if isinstance(value, Scalar):
        # A plain value stays plain, so that it keeps its type; the emitter quotes what would not be read back.
        style = None if value.plain else '"'
        yield yaml.ScalarEvent(None, None, (value.plain, True), value.text, style=style)
    elif isinstance(value, Sequence):
        yield yaml.SequenceStartEvent(None, None, True, flow_style=False)
        for item in value.items:
            yield from _events(item)
        yield yaml.SequenceEndEvent()
    else:
        yield from _mapping(value)


def _mapping(value: Mapping) -> Iterator[Any]:
    yield yaml.MappingStartEvent(None, None, True, flow_style=False)
    for entry in value.entries:
        yield yaml.ScalarEvent(None, None, (True, False), entry.key)
        yield from _events(entry.value)
    yield yaml.MappingEndEvent()

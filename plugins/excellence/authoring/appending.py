"""Items at the end of a list in a work's front matter, while every other line stays as it was."""

import re
from collections.abc import Iterable
from typing import Any

from ..reading.frontmatter import read_frontmatter
from ..reading.values import Entry, Mapping, Scalar, Sequence, Value


def appended(text: str, key: str, items: Iterable[str]) -> str | None:
    """The text with lines of more items, which begin with two blanks and a hyphen, at the end of the list `key`.

    None where the list is written in a way that can't be continued safely.
    """
    ends = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(ends)
    before = _entries(text)
    if before is None:
        return None
    entry = next((each for each in before if each.key == key), None)
    if entry is None:
        at = next(number for number, line in enumerate(lines) if number and line.rstrip() == "---")
        added = [f"{key}:", *items]
    else:
        found = _end_of_list(lines, entry)
        if found is None:
            return None
        at, indent = found
        added = [indent + line.removeprefix("  ") for line in items]
        if isinstance(entry.value, Sequence) and not entry.value.items:
            lines[entry.place.line - 1] = re.sub(r"\[\s*\]", "", lines[entry.place.line - 1]).rstrip()
    whole = ends.join([*lines[:at], *added, *lines[at:]])
    return whole if _is_continued(before, _entries(whole), key) else None


def _end_of_list(lines: list[str], entry: Entry) -> tuple[int, str] | None:
    """The line after the last item, and the blanks before each hyphen."""
    line = entry.place.line - 1
    if entry.place.column != 1:
        return None
    if isinstance(entry.value, Scalar) and not entry.value.text:
        return line + 1, "  "
    if not isinstance(entry.value, Sequence):
        return None
    if not entry.value.items:
        return (line + 1, "  ") if re.match(r"[a-z_]+:\s*\[\s*\]\s*(?:#.*)?\Z", lines[line]) else None
    place = entry.value.place
    if not lines[place.line - 1].startswith("- ", place.column - 1):
        return None
    indent = place.column - 1
    end = place.line
    for number in range(place.line, len(lines)):
        said = lines[number].lstrip()
        depth = len(lines[number]) - len(said)
        if lines[number].rstrip() == "---" or (said and depth < indent):
            break
        if said and depth == indent and not said.startswith(("- ", "#")) and said.rstrip() != "-":
            break
        if said and not (said.startswith("#") and depth <= indent):
            end = number + 1
    return end, " " * indent


def _entries(text: str) -> tuple[Entry, ...] | None:
    matter = read_frontmatter(text.encode("utf-8", "surrogatepass"))
    return matter.value.entries if isinstance(matter.value, Mapping) and not matter.findings else None


def _is_continued(before: tuple[Entry, ...], after: tuple[Entry, ...] | None, key: str) -> bool:
    """Whether all that was said is still said, and the list alone says more."""
    if after is None:
        return False
    old, new = ({each.key: _said(each.value) for each in entries} for entries in (before, after))
    longer, known = new.pop(key, None), old.pop(key, None) or []
    return old == new and isinstance(longer, list) and longer[: len(known)] == known and len(longer) > len(known)


def _said(value: Value) -> Any:
    """A value without its place."""
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Sequence):
        return [_said(each) for each in value.items]
    return {each.key: _said(each.value) for each in value.entries}

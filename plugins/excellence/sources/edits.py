"""Small changes to what a curator wrote, which leave every other line as it was."""

import re

from ..model.problem import Place
from .matter import Mapping, read_matter


def without_key(text: str, key: str) -> str | None:
    """The text without a key of its front matter; None where the key shares its lines with others."""
    matter = read_matter(text.encode("utf-8", "surrogatepass"))
    if not isinstance(matter.value, Mapping):
        return None
    entries = matter.value.entries
    at = next((number for number, entry in enumerate(entries) if entry.key == key), None)
    if at is None:
        return text
    lines = text.split("\n")
    begin = entries[at].place.line - 1
    end = entries[at + 1].place.line - 1 if at + 1 < len(entries) else lines.index("---", begin)
    if entries[at].place.column != 1 or end <= begin:
        return None
    while end - 1 > begin and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1  # what stands before the next key belongs to that
    return "\n".join(lines[:begin] + lines[end:])


def replaced(text: str, place: Place, old: str, new: str) -> str:
    """The text with a value put right where it stands; as it was, where the value does not stand there."""
    lines = text.split("\n")
    if place.line > len(lines):
        return text
    line, at = lines[place.line - 1], place.column - 1
    for quote in ("", '"', "'"):
        said = quote + old + quote
        if line.startswith(said, at):
            lines[place.line - 1] = line[:at] + quote + new + quote + line[at + len(said) :]
            return "\n".join(lines)
    return text


def renamed(text: str, old: str, new: str) -> str:
    """The text with a file's name put right wherever it is named, and never inside a longer name."""
    return re.sub(rf"(?<![\w./-]){re.escape(old)}(?![\w/-])(?!\.\w)", lambda _: new, text)


def without_character(text: str, place: Place) -> str:
    lines = text.split("\n")
    line = lines[place.line - 1]
    lines[place.line - 1] = line[: place.column - 1] + line[place.column :]
    return "\n".join(lines)

"""Small changes to what a curator wrote, which leave every other line as it was."""

import json
import re
from collections.abc import Collection, Iterator
from unicodedata import normalize

from ..model.finding import Place
from ..reading.frontmatter import decode, read_frontmatter
from ..reading.values import Mapping, Scalar, Sequence, Value


def without_key(text: str, key: str) -> str | None:
    """The text without a key of its front matter; None where the key shares its lines with others."""
    matter = read_frontmatter(text.encode("utf-8", "surrogatepass"))
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


def without_items(text: str, key: str, numbers: Collection[int]) -> str | None:
    """The text without some items (counted from 1) of a list in its front matter; without the key where none is left.

    None where the list shares its lines with other keys, or its items theirs with one another in a way of their own.
    """
    matter = read_frontmatter(text.encode("utf-8", "surrogatepass"))
    entries = matter.value.entries if isinstance(matter.value, Mapping) else ()
    entry = next((each for each in entries if each.key == key), None)
    if entry is None or not isinstance(entry.value, Sequence):
        return None
    kept = [item for number, item in enumerate(entry.value.items, 1) if number not in numbers]
    without = without_key(text, key)
    if not kept or without is None:
        return without
    items = entry.value.items
    lines = text.split("\n")
    starts = [item.place.line - 1 for item in items]
    if len({*starts}) == len(starts) and all(lines[at].lstrip().startswith("- ") for at in starts):
        gone = {at for number in numbers for at in range(*_span(items, number, lines))}
        return "\n".join(line for at, line in enumerate(lines) if at not in gone)
    begin = entry.place.line - 1
    said = f"{key}: [{', '.join(_flow(item) for item in kept)}]"
    return "\n".join([*lines[:begin], said, *without.split("\n")[begin:]])


def _span(items: tuple[Value, ...], number: int, lines: list[str]) -> tuple[int, int]:
    """The lines of one item: to the next item, or to where the key ends."""
    begin = items[number - 1].place.line - 1
    if number < len(items):
        end = items[number].place.line - 1
    else:
        end = begin + 1
        depth = len(lines[begin]) - len(lines[begin].lstrip())
        while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > depth and lines[end].strip():
            end += 1
    while end - 1 > begin and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return begin, end


def _flow(value: Value) -> str:
    """A value in one line, as it could stand in a list."""
    if isinstance(value, Scalar):
        return value.text if value.plain else json.dumps(value.text, ensure_ascii=False)
    if isinstance(value, Sequence):
        return f"[{', '.join(map(_flow, value.items))}]"
    return "{" + ", ".join(f"{each.key}: {_flow(each.value)}" for each in value.entries) + "}"


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


def named_anew(content: bytes, old: str, new: str) -> bytes | None:
    """An index.md with a file's name put right: in every field that names a file, and in the links of the body.

    A name that is also a word stays in texts. None where the front matter can't be read.
    """
    matter = read_frontmatter(content)
    if matter.value is None:
        return None
    text, _ = decode(content)
    lines = text.split("\n")
    for place in sorted(_named_at(matter.value, normalize("NFC", old)), reverse=True):
        line = lines[place.line - 1]
        token = _TOKEN.match(line, place.column - 1)
        end = token.end() if token else place.column - 1 + len(normalize("NFC", old))
        lines[place.line - 1] = line[: place.column - 1] + new + line[end:]
    if "." in old:
        begun = matter.body_place.line - 1
        lines[begun:] = renamed("\n".join(lines[begun:]), normalize("NFC", old), new).split("\n")
    return stored_like(content, "\n".join(lines))


def stored_like(content: bytes, text: str) -> bytes:
    """The text with the line ends of the file that it comes from."""
    return (text.replace("\n", "\r\n") if b"\r\n" in content else text).encode()


_FIELDS = {
    "file",
    "files",
    "transcript",
    "captions",
    "task",
    "scoring_tool",
    "task_transcript",
    "scoring_tool_transcript",
}
_TABLES = {"captions", "alts"}
_TOKEN = re.compile(r"""\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'""")


def _named_at(value: Value, file: str, field: str = "") -> Iterator[Place]:
    """Where a file is named: as the value of a field, or as a key of a table of texts by file."""
    if isinstance(value, Mapping):
        for entry in value.entries:
            if field in _TABLES and entry.key == file:
                yield entry.place
            yield from _named_at(entry.value, file, entry.key)
    elif isinstance(value, Sequence):
        for item in value.items:
            yield from _named_at(item, file, field)
    elif field in _FIELDS and value.text == file and value.place.line == value.end.line:
        yield value.place


def renamed(text: str, old: str, new: str) -> str:
    """The text with a file's name put right wherever it is named, and never inside a longer name."""
    return re.sub(rf"(?<![\w./-]){re.escape(old)}(?![\w/-])(?!\.\w)", lambda _: new, text)

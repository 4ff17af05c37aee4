"""mkdocs.yml with other values: each is written where it stands, and every other line and comment stays."""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from typing import Final

from ..reading.values import Entry, Mapping, Scalar, Sequence, Value
from ..reading.yaml_text import read_yaml

_ENVIRONMENT: Final = re.compile(r"!ENV[ \t]*\[[^\]\n]*\]|!ENV[ \t]+\w+")


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a collection; `by` and `affiliation` by language, the site's own under an empty name.

    `described` holds a description of the site by language, where that is to be written anew.
    """

    name: str = ""
    address: str = ""
    contact: str = ""
    by: Table[str, str] = field(default_factory=dict)
    affiliation: Table[str, str] = field(default_factory=dict)
    described: Table[str, str] = field(default_factory=dict)

    def values(self, languages: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each value with the keys that it stands at. What nobody says in a further language is said as in the own."""
        yield self.name, ("site_name",)
        yield self.address, ("site_url",)
        yield self.contact, ("extra", "contact")
        for language in ("", *languages):
            among = ("extra", "languages", language) if language else ()
            yield self.described.get(language, ""), (*among, "description" if language else "site_description")
            by = self.by.get(language) or self.by.get("", "")
            yield by, (*among, "author" if language else "site_author")
            if language in self.affiliation:
                yield self.affiliation[language], (*(among or ("extra",)), "affiliation")


class Unconfigured(Exception):  # noqa: N818 - it says what a person has to write
    """A value stands in a way that can't be replaced safely; says which, in words."""


def said_at(text: str, *keys: str) -> str:
    """What stands at a key, or the default beside a variable's name; empty where nothing does."""
    value = _at(_read(text), keys)
    if isinstance(value, Sequence) and value.items:
        value = value.items[-1]
    return value.text if isinstance(value, Scalar) else ""


def with_said(text: str, said: Said) -> tuple[str, tuple[str, ...]]:
    """mkdocs.yml with all that is said, and what of it a person has to write."""
    wrong = []
    for value, keys in said.values(languages_in(text)):
        may_be_empty = keys[-1] == "affiliation" and said_at(text, *keys)
        if value or may_be_empty:
            try:
                text = with_value(text, value, *keys)
            except Unconfigured as told:
                wrong.append(str(told))
    return text, tuple(wrong)


def with_value(text: str, value: str, *keys: str) -> str:
    """The value at a key, which is added as the last of its table where it is not there.

    A variable of the environment goes on coming before the site's address; of anything else it is taken out.
    """
    root, said = _read(text), json.dumps(value, ensure_ascii=False)
    there = _at(root, keys)
    if there is None:
        return _added(text, root, keys, said)
    if isinstance(there, Sequence) and keys == ("site_url",) and isinstance(there.items[-1], Scalar):
        there = there.items[-1]
    if isinstance(there, Scalar) and there.text == value:
        return text
    begin, end = _span(text, there, keys)
    return text[:begin] + said + text[end:]


def without_demonstrations(text: str) -> str:
    """Works that were drawn for this repository are refused from now on."""
    for plugins in _entries(_at(_read(text), ("plugins",))):
        for option in _entries(plugins.value) if plugins.key == "excellence" else ():
            if option.key == "demonstrations" and said_true(option.value):
                begin, end = _span(text, option.value, ("plugins", "excellence", "demonstrations"))
                return f"{text[:begin]}false{text[end:]}"
    return text


def with_mode(text: str, mode: str) -> str:
    """Whether the collection is public or a school's own, among the options of the plugin."""
    for plugin in _entries(_at(_read(text), ("plugins",))):
        options = list(_entries(plugin.value)) if plugin.key == "excellence" else []
        for option in options:
            if option.key == "mode" and isinstance(option.value, Scalar):
                begin, end = _span(text, option.value, ("plugins", "excellence", "mode"))
                return text if option.value.text == mode else text[:begin] + mode + text[end:]
        for option in options if mode != "public" else ():
            lines, at = text.split("\n"), option.place.line - 1
            if re.match(r"[ ]+[\w-]+:", lines[at]):
                return "\n".join([*lines[:at], f"{' ' * (option.place.column - 1)}mode: {mode}", *lines[at:]])
    if mode == "public":
        return text
    how = f"write “- excellence:” on a line of its own, and “mode: {mode}” beneath it"
    raise Unconfigured(f"plugins.excellence: {how}")


def without_pages(text: str, pages: Collection[str]) -> str:
    """The menu without pages that are gone, and without a room in which none is left."""
    lines = text.split("\n")
    gone = set(_gone(_at(_read(text), ("nav",)), pages))
    return "\n".join(line for number, line in enumerate(lines, 1) if number not in gone)


def said_true(value: Value) -> bool:
    return isinstance(value, Scalar) and value.text.lower() in ("true", "yes", "on")


def languages_in(text: str) -> tuple[str, ...]:
    """The further languages of which something is said."""
    return tuple(entry.key for entry in _entries(_at(_read(text), ("extra", "languages"))))


def _read(text: str) -> Value | None:
    return read_yaml(text)[0]


def _entries(value: Value | None) -> Iterator[Entry]:
    """The keys of a table, or of the tables in a list."""
    if isinstance(value, Mapping):
        yield from value.entries
    for item in value.items if isinstance(value, Sequence) else ():
        yield from _entries(item)


def _at(value: Value | None, keys: tuple[str, ...]) -> Value | None:
    for key in keys:
        entries = value.entries if isinstance(value, Mapping) else ()
        value = next((each.value for each in entries if each.key == key), None)
    return value


def _span(text: str, value: Value, keys: tuple[str, ...]) -> tuple[int, int]:
    """Where a value stands in the text: on one line, or not to be replaced."""
    begin = _index(text, value.place.line, value.place.column)
    if found := _ENVIRONMENT.match(text, begin):
        return begin, found.end()
    if isinstance(value, Scalar) and value.place.line == value.end.line:
        return begin, _index(text, value.end.line, value.end.column)
    raise Unconfigured(f"{'.'.join(keys)}: write its value on one line")


def _index(text: str, line: int, column: int) -> int:
    return sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column - 1


def _added(text: str, root: Value | None, keys: tuple[str, ...], said: str) -> str:
    """The key beneath the first key of its table, with the blanks of that."""
    table = _at(root, keys[:-1])
    if len(keys) == 1:
        return f"{text.rstrip()}\n{keys[0]}: {said}\n"
    if table is None and len(keys) == 2:
        return f"{text.rstrip()}\n\n{keys[0]}:\n  {keys[1]}: {said}\n"
    if table is None:
        raise Unconfigured(f"{'.'.join(keys)}: there is no {'.'.join(keys[:-1])} to write it in")
    first = next(_entries(table), None)
    lines = text.split("\n")
    if first is None or not re.match(r"[ ]+[\w-]+:", lines[first.place.line - 1]) or not _is_short(first.value):
        raise Unconfigured(f"{'.'.join(keys)}: write {'.'.join(keys[:-1])} with one key a line, the shortest first")
    at = first.place.line
    return "\n".join([*lines[:at], f"{' ' * (first.place.column - 1)}{keys[-1]}: {said}", *lines[at:]])


def _is_short(value: Value) -> bool:
    return isinstance(value, Sequence) or (isinstance(value, Scalar) and value.place.line == value.end.line)


def _gone(value: Value | None, pages: Collection[str]) -> Iterator[int]:
    """The lines of a menu that name pages that are gone, and of rooms that hold no other."""
    for item in value.items if isinstance(value, Sequence) else ():
        if _is_gone(item, pages):
            yield item.place.line
        for entry in item.entries if isinstance(item, Mapping) else ():
            yield from _gone(entry.value, pages)


def _is_gone(item: Value, pages: Collection[str]) -> bool:
    if isinstance(item, Mapping):
        values = [entry.value for entry in item.entries]
        return bool(values) and all(_is_gone(each, pages) for each in values)
    if isinstance(item, Sequence):
        return bool(item.items) and all(_is_gone(each, pages) for each in item.items)
    return item.text in pages

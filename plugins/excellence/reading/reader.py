"""From values in a file to records: every key checked against the one declaration, everything wrong collected."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ..model.finding import Place, Rule
from ..model.schema import Key, Kind, Many, OneOf, Table, Term, Text, keys
from .examples import example_of
from .file_names import file_name_problem as file_name_problem
from .file_names import is_inside as is_inside
from .file_names import safe_name as safe_name
from .file_names import told_name as told_name
from .likely import meant as meant
from .likely import meant_grades as meant_grades
from .sequences import Lists, blank_of, is_said
from .single import LANGUAGE as LANGUAGE
from .single import READ_AS, WRONG, WRONG_TYPE, Wrong
from .single import SLUG as SLUG
from .single import SLUG_REMEDY as SLUG_REMEDY
from .telling import NAMES, is_strict, kind_of_value, nearest, shown
from .telling import suggestion as suggestion
from .telling import told_field as told_field
from .values import Entry, Mapping, Scalar, Sequence, Value

UNKNOWN_KEY = Rule(
    "unknown-key",
    "Only keys of the contract",
    "A mistyped key would be lost without a word.",
    "Correct the key; the message names the nearest.",
    "subjects: [visual-arts]",
)
MISSING_KEY = Rule(
    "missing-key",
    "Required keys are there",
    "A page can't stand without them.",
    "Add the key with a value.",
    "summary: Second graders drew what lives in their pond.",
)


R = TypeVar("R")


@dataclass(slots=True)
class Reader(Lists):
    """Reads records and remembers where each field stood and what was wrong with it.

    `places` maps a field such as `pieces[2].alt` (counted from 1) to its place; `flaws` pairs each flaw with its field.
    `silent` are fields that seem to be missing, and stand in a wrong place or under a wrong name: that is told already.
    """

    complete: bool = True
    top: dict[str, Key] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)

    @property
    def unread(self) -> set[str]:
        """The fields of which something is said already, so that nobody is told besides that they are missing."""
        told = {each.field for each in self.findings if each.rule not in (READ_AS, UNKNOWN_KEY)}
        return told | self.silent

    def record(self, record: type[R], value: Value, where: str = "", **known: Any) -> R:
        """One record; `known` fields come from elsewhere than the file.

        What could not be read is blank and makes the reading incomplete, so that the rules can still look at the rest.
        """
        declared = keys(record)
        self.top = self.top or declared
        read: dict[str, Any] = {}
        if isinstance(value, Mapping):
            self._entries(declared, value.entries, where, read)
        else:
            remedy = f"write {example_of(where) or f'{next(iter(declared))}: …'}"
            self.find(WRONG_TYPE, where, value.place, f"{kind_of_value(value)} stands where keys belong", remedy)
        for key in declared.values():
            if key.required and key.name not in read and isinstance(value, Mapping):
                path = f"{where}.{key.name}" if where else key.name
                if path not in self.silent:
                    self._missing(key, path, value.place)
            if key.required and read.get(key.name, WRONG) is WRONG:
                self.complete = False
                read[key.name] = blank_of(key.kind)
        good = {name: each for name, each in read.items() if each is not WRONG}
        return record(**good, **known)

    def _missing(self, key: Key, path: str, around: Place) -> None:
        """A key that isn't there, or stands there with nothing after it."""
        if path in self.places:
            remedy = f"write something after it ({key.about})"
            self.find(MISSING_KEY, path, self.places[path], f"{key.name} is empty", remedy)
        else:
            self.find(MISSING_KEY, path, around, f"{key.name} is missing", f"add {key.name}: … ({key.about})")

    def _entries(self, declared: dict[str, Key], entries: tuple[Entry, ...], where: str, read: dict[str, Any]) -> None:
        before: list[Key] = []  # the keys that stand above, the nearest first
        told = False
        for entry in entries:
            key = declared.get(entry.key)
            path = f"{where}.{entry.key}" if where else entry.key
            if key is not None:
                self._entry(key, entry, path, read)
                before.insert(0, key)
                told = False
            elif entry.bare and before and not told:
                # One text with commas looks like several keys: it is told once.
                told = True
                name = before[0].name
                sample = '"Portland, OR"' if name == "place" else '"one, two and three"'
                what = f"a comma ends the value of {name}, and what follows stands there as a key"
                remedy = f"put quotes around the whole value, as in {name}: {sample}"
                self.find(UNKNOWN_KEY, f"{where}.{name}" if where else name, entry.place, what, remedy)
            elif not entry.bare or not before:
                self._unknown(declared, entry, where, before)

    def _unknown(self, declared: dict[str, Key], entry: Entry, where: str, before: list[Key]) -> None:
        """A key is repeated only where it is nearly one of ours, or one of ours in a wrong place."""
        path = f"{where}.{entry.key}" if where else entry.key
        inner = [key for key in (*before, *declared.values()) if entry.key in _inner(key)]
        if inner:
            under = inner[0].name
            listed = isinstance(inner[0].kind, Many)
            remedy = f"indent it under its {'piece' if under == 'pieces' else 'item' if listed else 'key'}"
            what = f"{entry.key} belongs under {under}, and stands at the margin"
            self.find(UNKNOWN_KEY, path, entry.place, what, f"{remedy}, in line with the keys there")
            self.silent.add(f"{under}[{self.lengths.get(under, 0)}].{entry.key}" if listed else f"{under}.{entry.key}")
        elif where and entry.key in self.top:
            what = f"{entry.key} is no part of {where.partition('.')[0].partition('[')[0]}"
            self.find(UNKNOWN_KEY, where, entry.place, what, "begin its line at the margin, without spaces before it")
        elif near := nearest(entry.key, declared):
            what = f"there is no key {shown(entry.key)}"
            self.silent.add(f"{where}.{near}" if where else near)
            self.find(UNKNOWN_KEY, path, entry.place, what, suggestion(near, declared, "key", near))
        else:
            what = f"there is no key {shown(entry.key)} here" if entry.key in NAMES else "there is no such key"
            self.find(UNKNOWN_KEY, where, entry.place, what, suggestion("", declared, "key"))

    def _entry(self, key: Key, entry: Entry, path: str, read: dict[str, Any]) -> None:
        said = is_said(entry.value)
        self.places[path] = entry.value.place if said else entry.place
        if said:
            read[entry.key] = self.value(key.kind, entry.value, path)
        elif isinstance(entry.value, Scalar) and self.is_cut(key.kind, entry.value, path):
            read[entry.key] = WRONG

    def value(self, kind: Kind, value: Value, where: str) -> Any:
        if isinstance(kind, Many):
            return self.many(kind, value, where)
        if isinstance(kind, Table):
            return self._table(kind, value, where)
        if isinstance(kind, type):
            return self.record(kind, value, where)
        if (
            isinstance(value, Sequence)
            and len(value.items) == 1
            and isinstance(kind, OneOf | Term)
            and not is_strict(where)
        ):
            value = value.items[0]
        if not isinstance(value, Scalar):
            remedy = "write a single value" + (", without brackets or dashes" if isinstance(value, Sequence) else "")
            if isinstance(kind, Text):
                remedy += ", or put quotes around a text that begins with a bracket"
            what = f"{kind_of_value(value)} stands where one value belongs"
            return self.find(WRONG_TYPE, where, value.place, what, remedy)
        self.is_cut(kind, value, where)
        return getattr(self, f"_{type(kind).__name__.lower()}")(kind, self.uncurled(kind, value, where), where)

    def _table(self, kind: Table, value: Value, where: str) -> tuple[tuple[str, str], ...] | Wrong:
        if not isinstance(value, Mapping):
            what = f"{kind_of_value(value)} stands where names with texts belong"
            return self.find(WRONG_TYPE, where, value.place, what, "write one line for each: 01.jpg: the text")
        pairs = []
        for entry in value.entries:
            key = self.now(kind.list, entry.key, entry.place, where, alone=True)
            path = f"{where}.{key}"
            self.places[path] = entry.place
            if is_said(entry.value):
                pairs.append((key, self.value(kind.text, entry.value, where)))
        return tuple(pair for pair in pairs if pair[1] is not WRONG)


def _inner(key: Key) -> Collection[str]:
    """The keys that may stand beneath a key."""
    kind = key.kind.kind if isinstance(key.kind, Many) else key.kind
    return keys(kind) if isinstance(kind, type) else ()

"""From values in a file to records: every key checked against the one declaration, everything wrong collected."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from ..model.finding import Place
from ..model.schema import Day, FileName, Key, Kind, Many, OneOf, Share, Slug, Table, Term, Text, Whole, keys
from ..model.work import Evidence
from .examples import CLAIM, example_of
from .file_names import file_name_problem as file_name_problem
from .file_names import is_inside as is_inside
from .file_names import safe_name as safe_name
from .file_names import told_name as told_name
from .frontmatter import Entry, Mapping, Scalar, Sequence, Value
from .likely import meant as meant
from .likely import meant_grades as meant_grades
from .single import CURLY_MARKS, WRONG, Singles, Wrong
from .single import LANGUAGE as LANGUAGE
from .single import SLUG as SLUG
from .single import SLUG_REMEDY as SLUG_REMEDY
from .telling import NAMES, is_strict, kind_of_value, nearest, shown
from .telling import suggestion as suggestion
from .telling import told_field as told_field

R = TypeVar("R")

_NOTHING = {"~", "null", "Null", "NULL"}
_KEYWORD, _FEW_WORDS = 60, 3  # a list of keywords is told from a sentence by the length of its parts


@dataclass(slots=True)
class Reader(Singles):
    """Reads records and remembers where each field stood and what was wrong with it.

    `places` maps a field such as `pieces[2].alt` (counted from 1) to its place; `flaws` pairs each flaw with its field.
    `silent` are fields that seem to be missing, and stand in a wrong place or under a wrong name: that is told already.
    """

    complete: bool = True
    top: dict[str, Key] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)

    @property
    def unread(self) -> set[str]:
        """The fields of which something is said already, so that nobody is told besides that they are missing."""
        told = {where for where, flaw in self.flaws if flaw.code not in ("read-as", "unknown-key")}
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
            self.flaw("wrong-type", where, value.place, f"{kind_of_value(value)} stands where keys belong", remedy)
        for key in declared.values():
            if key.required and key.name not in read and isinstance(value, Mapping):
                path = f"{where}.{key.name}" if where else key.name
                if path not in self.silent:
                    self._missing(key, path, value.place)
            if key.required and read.get(key.name, WRONG) is WRONG:
                self.complete = False
                read[key.name] = _blank(key.kind)
        good = {name: each for name, each in read.items() if each is not WRONG}
        return record(**good, **known)

    def _missing(self, key: Key, path: str, around: Place) -> None:
        """A key that isn't there, or stands there with nothing after it."""
        if path in self.places:
            remedy = f"write something after it ({key.about})"
            self.flaw("missing-key", path, self.places[path], f"{key.name} is empty", remedy)
        else:
            self.flaw("missing-key", path, around, f"{key.name} is missing", f"add {key.name}: … ({key.about})")

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
                self.flaw("unknown-key", f"{where}.{name}" if where else name, entry.place, what, remedy)
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
            self.flaw("unknown-key", path, entry.place, what, f"{remedy}, in line with the keys there")
            self.silent.add(f"{under}[{self.lengths.get(under, 0)}].{entry.key}" if listed else f"{under}.{entry.key}")
        elif where and entry.key in self.top:
            what = f"{entry.key} is no part of {where.partition('.')[0].partition('[')[0]}"
            self.flaw("unknown-key", where, entry.place, what, "begin its line at the margin, without spaces before it")
        elif near := nearest(entry.key, declared):
            what = f"there is no key {shown(entry.key)}"
            self.silent.add(f"{where}.{near}" if where else near)
            self.flaw("unknown-key", path, entry.place, what, suggestion(near, declared, "key", near))
        else:
            what = f"there is no key {shown(entry.key)} here" if entry.key in NAMES else "there is no such key"
            self.flaw("unknown-key", where, entry.place, what, suggestion("", declared, "key"))

    def _entry(self, key: Key, entry: Entry, path: str, read: dict[str, Any]) -> None:
        said = _said(entry.value)
        self.places[path] = entry.value.place if said else entry.place
        if said:
            read[entry.key] = self.value(key.kind, entry.value, path)
        elif isinstance(entry.value, Scalar) and self.is_cut(key.kind, entry.value, path):
            read[entry.key] = WRONG

    def value(self, kind: Kind, value: Value, where: str) -> Any:
        if isinstance(kind, Many):
            return self._many(kind, value, where)
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
            return self.flaw("wrong-type", where, value.place, what, remedy)
        self.is_cut(kind, value, where)
        return getattr(self, f"_{type(kind).__name__.lower()}")(kind, self.uncurled(kind, value, where), where)

    def _many(self, kind: Many, value: Value, where: str) -> tuple[Any, ...] | Wrong:
        value = value if isinstance(value, Sequence) or is_strict(where) else self._as_list(kind.kind, value, where)
        if not isinstance(value, Sequence):
            return self._no_list(kind.kind, value, where)
        self.lengths[where] = len(value.items)
        items: list[Any] = []
        for number, item in enumerate(value.items, 1):
            path = f"{where}[{number}]"
            self.places[path] = item.place
            for read in self._items(kind.kind, item, path):
                if kind.unique and read is not WRONG and read in items:
                    self.flaw("repeated-value", path, item.place, "this item stands twice", "keep one of the two")
                items.append(read)
        if len(items) < kind.least:
            return self.flaw("too-few", where, value.place, "the list is empty", f"give at least {kind.least}")
        if len(items) > kind.most:
            what = f"{len(items)} items, {kind.most} is the most"
            return self.flaw("too-many", where, value.place, what, "keep the most telling ones")
        # What could not be read stays as a blank, so that the items after it keep their numbers.
        return tuple(_blank(kind.kind) if item is WRONG else item for item in items)

    def _no_list(self, kind: Kind, value: Value, where: str) -> Wrong:
        example = example_of(where)
        remedy = f"write {example}" if example else "begin each item with a hyphen"
        if kind is Evidence and isinstance(value, Scalar):  # a claim that is no more than its key
            key = meant(value.text, self.vocabulary.terms("descriptors"))
            remedy = f"write {where.rsplit('.', 1)[-1]}: {CLAIM % key}" if key else remedy
        return self.flaw(
            "wrong-type", where, value.place, f"{kind_of_value(value)} stands where a list belongs", remedy
        )

    def _items(self, kind: Kind, item: Value, path: str) -> list[Any]:
        """What one item of a list holds: several grades, where it is a range of them."""
        if isinstance(item, Scalar) and (grades := self._grades(kind, item, path)):
            return list(grades)
        if _said(item) or isinstance(kind, type):
            return [self.value(kind, item, path)]
        if isinstance(item, Scalar) and self.is_cut(kind, item, path):
            return [WRONG]
        remedy = "write something there, or take the item out"
        return [self.flaw("wrong-type", path, item.place, "an item of the list is empty", remedy)]

    def _grades(self, kind: Kind, item: Scalar, where: str) -> tuple[str, ...]:
        """The grades that an item means which is no key of one itself."""
        known = self.vocabulary.terms("grades")
        if not isinstance(kind, Term) or kind.list != "grades" or item.text in known:
            return ()
        grades = meant_grades(item.text.strip(CURLY_MARKS))
        if not grades or not all(grade in known for grade in grades):
            return ()
        told = ", ".join(grades)
        self.read_as(item if item.inline or len(grades) == 1 else replace(item, plain=False), where, told)
        return grades

    def _as_list(self, kind: Kind, value: Value, where: str) -> Value:
        """A list that was written otherwise, where that is certain: one item without its hyphen, words with commas."""
        if isinstance(value, Mapping) and isinstance(kind, type):
            known = any(entry.key in keys(kind) for entry in value.entries)
            return Sequence((value,), value.place) if known else value
        if not isinstance(value, Scalar):
            return value
        texts = [each for each in re.split(r"\s*[,;]\s*", value.text) if each]
        words = self._words(kind, value.text, texts)
        if words:
            self.read_as(value, where, f"[{', '.join(words)}]")
            return Sequence(tuple(replace(value, text=word, cut="") for word in words), value.place)
        short = all(len(each.split()) <= _FEW_WORDS for each in texts)
        certain = (
            isinstance(kind, Term)
            or (isinstance(kind, Slug) and all(SLUG.match(each) for each in texts))
            or (isinstance(kind, FileName) and all(re.search(r"\.\w{1,5}\Z", each) for each in texts))
            or (isinstance(kind, Text) and (len(texts) == 1 or (kind.limit <= _KEYWORD and short)))
        )
        plain = value.plain and len(texts) == 1
        return (
            Sequence(tuple(replace(value, text=each, plain=plain) for each in texts), value.place) if certain else value
        )

    def _words(self, kind: Kind, text: str, texts: list[str]) -> tuple[str, ...]:
        """The keys that a text stands for, where all of it stands for keys."""
        if not isinstance(kind, Term):
            return ()
        terms = self.vocabulary.terms(kind.list)
        grades = meant_grades(text) if kind.list == "grades" else ()
        if grades and set(grades) <= set(terms):
            return grades
        whole = meant(text, terms)
        words = [whole] if whole else [meant(each, terms) for each in texts]
        return () if None in words else tuple(filter(None, words))

    def _table(self, kind: Table, value: Value, where: str) -> tuple[tuple[str, str], ...] | Wrong:
        if not isinstance(value, Mapping):
            what = f"{kind_of_value(value)} stands where names with texts belong"
            return self.flaw("wrong-type", where, value.place, what, "write one line for each: 01.jpg: the text")
        pairs = []
        for entry in value.entries:
            path = f"{where}.{entry.key}"
            self.places[path] = entry.place
            if _said(entry.value):
                pairs.append((entry.key, self.value(kind.text, entry.value, where)))
        return tuple(pair for pair in pairs if pair[1] is not WRONG)


def _said(value: Value) -> bool:
    """Whether an entry holds anything: `credit:` with nothing after it, or only spaces, counts as left out."""
    if not isinstance(value, Scalar):
        return True
    return bool(value.text.strip()) and not (value.plain and value.text in _NOTHING)


def _blank(kind: Kind) -> Any:
    """What stands for a required value that could not be read."""
    if isinstance(kind, Many | Table):
        return ()
    if isinstance(kind, Day):
        return date.min
    return 0 if isinstance(kind, Whole | Share) else ""


def _inner(key: Key) -> Collection[str]:
    """The keys that may stand beneath a key."""
    kind = key.kind.kind if isinstance(key.kind, Many) else key.kind
    return keys(kind) if isinstance(kind, type) else ()

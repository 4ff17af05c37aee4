"""Lists of values: read item by item, and as a list where it was written otherwise and that is certain."""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..model.finding import Rule
from ..model.schema import Day, FileName, Kind, Many, Share, Slug, Table, Term, Text, Whole, keys
from ..model.work import Evidence
from .examples import CLAIM, example_of
from .likely import meant, meant_grades
from .single import CURLY_MARKS, SLUG, WRONG, WRONG_TYPE, Singles, Wrong
from .telling import is_strict, kind_of_value
from .values import Mapping, Scalar, Sequence, Value

TOO_FEW = Rule(
    "too-few",
    "Lists hold enough",
    "A work without grades or pieces can't be shown.",
    "Give at least one.",
    "grades: [2]",
)
TOO_MANY = Rule(
    "too-many",
    "Lists keep their limits",
    "More than that can't be read.",
    "Keep the most telling ones.",
    "useful_for: at most eight lines",
)
REPEATED_VALUE = Rule(
    "repeated-value",
    "No value stands twice in a list",
    "It would be counted twice.",
    "Keep one of the two.",
    "grades: [2, 3]",
)

_NOTHING = {"~", "null", "Null", "NULL"}
_KEYWORD, _FEW_WORDS = 60, 3  # a list of keywords is told from a sentence by the length of its parts


@dataclass(slots=True)
class Lists(Singles, ABC):
    """Reads lists; `lengths` holds how many items each has, by its field."""

    lengths: dict[str, int] = field(default_factory=dict)

    @abstractmethod
    def value(self, kind: Kind, value: Value, where: str) -> Any:
        """One item, of whatever kind it is."""

    def many(self, kind: Many, value: Value, where: str) -> tuple[Any, ...] | Wrong:
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
                    self.find(REPEATED_VALUE, path, item.place, "this item stands twice", "keep one of the two")
                items.append(read)
        if len(items) < kind.least:
            return self.find(TOO_FEW, where, value.place, "the list is empty", f"give at least {kind.least}")
        if len(items) > kind.most:
            what = f"{len(items)} items, {kind.most} is the most"
            return self.find(TOO_MANY, where, value.place, what, "keep the most telling ones")
        # What could not be read stays as a blank, so that the items after it keep their numbers.
        return tuple(blank_of(kind.kind) if item is WRONG else item for item in items)

    def _no_list(self, kind: Kind, value: Value, where: str) -> Wrong:
        example = example_of(where)
        remedy = f"write {example}" if example else "begin each item with a hyphen"
        if kind is Evidence and isinstance(value, Scalar):  # a claim that is no more than its key
            key = meant(value.text, self.vocabulary.terms("descriptors"))
            remedy = f"write {where.rsplit('.', 1)[-1]}: {CLAIM % key}" if key else remedy
        return self.find(WRONG_TYPE, where, value.place, f"{kind_of_value(value)} stands where a list belongs", remedy)

    def _items(self, kind: Kind, item: Value, path: str) -> list[Any]:
        """What one item of a list holds: several grades, where it is a range of them."""
        if isinstance(item, Scalar) and (grades := self._grades(kind, item, path)):
            return list(grades)
        if is_said(item) or isinstance(kind, type):
            return [self.value(kind, item, path)]
        if isinstance(item, Scalar) and self.is_cut(kind, item, path):
            return [WRONG]
        remedy = "write something there, or take the item out"
        return [self.find(WRONG_TYPE, path, item.place, "an item of the list is empty", remedy)]

    def _grades(self, kind: Kind, item: Scalar, where: str) -> tuple[str, ...]:
        """The grades that an item means which is no key of one itself."""
        known = self.vocabulary.terms("grades")
        if not isinstance(kind, Term) or kind.list != "grades" or item.text in known:
            return ()
        grades = meant_grades(item.text.strip(CURLY_MARKS))
        if not grades or not all(grade in known for grade in grades):
            return ()
        told = ", ".join(grades)
        self.read_as(item if item.inline or len(grades) == 1 else item._replace(plain=False), where, told)
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
            return Sequence(tuple(value._replace(text=word, cut="") for word in words), value.place)
        short = all(len(each.split()) <= _FEW_WORDS for each in texts)
        certain = (
            isinstance(kind, Term)
            or (isinstance(kind, Slug) and all(SLUG.match(each) for each in texts))
            or (isinstance(kind, FileName) and all(re.search(r"\.\w{1,5}\Z", each) for each in texts))
            or (isinstance(kind, Text) and (len(texts) == 1 or (kind.limit <= _KEYWORD and short)))
        )
        plain = value.plain and len(texts) == 1
        return (
            Sequence(tuple(value._replace(text=each, plain=plain) for each in texts), value.place) if certain else value
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


def is_said(value: Value) -> bool:
    """Whether an entry holds anything: `credit:` with nothing after it, or only spaces, counts as left out."""
    if not isinstance(value, Scalar):
        return True
    return bool(value.text.strip()) and not (value.plain and value.text in _NOTHING)


def blank_of(kind: Kind) -> Any:
    """What stands for a required value that could not be read."""
    if isinstance(kind, Many | Table):
        return ()
    if isinstance(kind, Day):
        return date.min
    return 0 if isinstance(kind, Whole | Share) else ""

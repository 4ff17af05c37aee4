"""From values in a file to records: every key checked against the one declaration, everything wrong collected."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any, Final, TypeVar
from unicodedata import combining, normalize

from ..model.problem import Place
from ..model.schema import (
    Day,
    FileName,
    Flag,
    Key,
    Kind,
    Language,
    Many,
    OneOf,
    Share,
    Slug,
    Table,
    Term,
    Text,
    Url,
    Whole,
    keys,
)
from ..model.vocabulary import Vocabulary
from .likely import loosely
from .likely import meant as meant
from .likely import meant_grades as meant_grades
from .matter import Entry, Flaw, Mapping, Scalar, Sequence, Value

R = TypeVar("R")

SLUG = re.compile(r"(?=.{3,60}\Z)(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z)[a-z0-9]+(?:-[a-z0-9]+)*\Z")
SLUG_REMEDY = "use 3 to 60 of a-z, 0-9 and single hyphens, and no name that Windows keeps for itself, such as con"
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?\Z")
_SEGMENT = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?\Z")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
_NOTHING = {"~", "null", "Null", "NULL"}
_YES_NO = {"true": True, "yes": True, "false": False, "no": False}


class _Wrong:
    """Stands where a value could not be read; the flaw is already written down."""


WRONG: Final = _Wrong()


@dataclass(slots=True)
class Reader:
    """Reads records and remembers where each field stood and what was wrong with it.

    `places` maps a field such as `pieces[2].alt` (counted from 1) to its place; `flaws` pairs each flaw with its field.
    """

    vocabulary: Vocabulary
    places: dict[str, Place] = field(default_factory=dict)
    flaws: list[tuple[str, Flaw]] = field(default_factory=list)
    complete: bool = True

    def flaw(
        self, code: str, where: str, place: Place, what: str, remedy: str, swap: tuple[str, str] | None = None
    ) -> _Wrong:
        self.flaws.append((where, Flaw(code, place, what, remedy, swap)))
        return WRONG

    def record(self, record: type[R], value: Value, where: str = "", **known: Any) -> R:
        """One record; `known` fields come from elsewhere than the file.

        What could not be read is blank and makes the reading incomplete, so that the rules can still look at the rest.
        """
        declared = keys(record)
        read: dict[str, Any] = {}
        if isinstance(value, Mapping):
            for entry in value.entries:
                self._entry(declared, entry, where, read)
        else:
            example = next(iter(declared))
            what = f"{_shown(value)} stands where keys belong"
            self.flaw("wrong-type", where, value.place, what, f"write {example}: …")
        for key in declared.values():
            if key.required and key.name not in read and isinstance(value, Mapping):
                path = f"{where}.{key.name}" if where else key.name
                self._missing(key, path, value.place)
            if key.required and read.get(key.name, WRONG) is WRONG:
                self.complete = False
                read[key.name] = _blank(key.kind)
        good = {name: each for name, each in read.items() if each is not WRONG}
        return record(**good, **known)

    def _missing(self, key: Key, path: str, around: Place) -> None:
        """A key that isn't there, or stands there with nothing after it: a # without quotes hides what follows."""
        if path in self.places:
            quotes = ", in quotes where it begins with #" if isinstance(key.kind, Text) else ""
            remedy = f"write something after it{quotes} ({key.about})"
            self.flaw("missing-key", path, self.places[path], f"{key.name} is empty", remedy)
        else:
            self.flaw("missing-key", path, around, f"{key.name} is missing", f"add {key.name}: … ({key.about})")

    def _entry(self, declared: dict[str, Key], entry: Entry, where: str, read: dict[str, Any]) -> None:
        path = f"{where}.{entry.key}" if where else entry.key
        key = declared.get(entry.key)
        if key is None:
            remedy = suggestion(entry.key, declared, "key")
            self.flaw("unknown-key", path, entry.place, f"there is no key {_quoted(entry.key)}", remedy)
            return
        said = _said(entry.value)
        self.places[path] = entry.value.place if said else entry.place
        if said:
            read[entry.key] = self.value(key.kind, entry.value, path)

    def value(self, kind: Kind, value: Value, where: str) -> Any:
        if isinstance(kind, Many):
            return self._many(kind, value, where)
        if isinstance(kind, Table):
            return self._table(kind, value, where)
        if isinstance(kind, type):
            return self.record(kind, value, where)
        if not isinstance(value, Scalar):
            remedy = "write a single value" + (", without brackets or dashes" if isinstance(value, Sequence) else "")
            return self.flaw(
                "wrong-type", where, value.place, f"{_shown(value)} stands where one value belongs", remedy
            )
        return getattr(self, f"_{type(kind).__name__.lower()}")(kind, value, where)

    def _many(self, kind: Many, value: Value, where: str) -> tuple[Any, ...] | _Wrong:
        if not isinstance(value, Sequence):
            shown = _shown(value)
            remedy = f"write [{_short(value)}]" if isinstance(value, Scalar) else "begin each item with a hyphen"
            return self.flaw("wrong-type", where, value.place, f"{shown} stands where a list belongs", remedy)
        items: list[Any] = []
        for number, item in enumerate(value.items, 1):
            path = f"{where}[{number}]"
            self.places[path] = item.place
            if _said(item) or isinstance(kind.kind, type):
                read = self.value(kind.kind, item, path)
            else:
                remedy = "write something there, or take the item out"
                read = self.flaw("wrong-type", path, item.place, "an item of the list is empty", remedy)
            if kind.unique and read is not WRONG and read in items:
                self.flaw("repeated-value", path, item.place, f"{_shown(item)} stands twice", "keep one of the two")
            items.append(read)
        if len(items) < kind.least:
            return self.flaw("too-few", where, value.place, "the list is empty", f"give at least {kind.least}")
        if len(items) > kind.most:
            what = f"{len(items)} items, {kind.most} is the most"
            return self.flaw("too-many", where, value.place, what, "keep the most telling ones")
        # What could not be read stays as a blank, so that the items after it keep their numbers.
        return tuple(_blank(kind.kind) if item is WRONG else item for item in items)

    def _table(self, kind: Table, value: Value, where: str) -> tuple[tuple[str, str], ...] | _Wrong:
        if not isinstance(value, Mapping):
            what = f"{_shown(value)} stands where names with texts belong"
            return self.flaw("wrong-type", where, value.place, what, "write one line for each: 01.jpg: the text")
        pairs = []
        for entry in value.entries:
            path = f"{where}.{entry.key}"
            self.places[path] = entry.place
            if _said(entry.value):
                pairs.append((entry.key, self.value(kind.text, entry.value, path)))
        return tuple(pair for pair in pairs if pair[1] is not WRONG)

    def _text(self, kind: Text, value: Scalar, where: str) -> str | _Wrong:
        text = value.text.strip() if kind.lines else " ".join(value.text.split())
        if len(text) > kind.limit:
            what = f"{len(text):,} characters, {kind.limit:,} is the most"
            return self.flaw("too-long", where, value.place, what, f"leave out {len(text) - kind.limit:,}")
        count = len(text.split())
        if kind.words is not None and count > kind.words:
            what = f"{count} words, {kind.words} is the most"
            return self.flaw("too-long", where, value.place, what, f"leave out {count - kind.words}")
        return text

    def _whole(self, kind: Whole, value: Scalar, where: str) -> int | _Wrong:
        if re.fullmatch(r"-?(?:0|[1-9][0-9]{0,8})", value.text) and kind.least <= int(value.text) <= kind.most:
            return int(value.text)
        what = f"{_shown(value)} is no whole number from {kind.least} to {kind.most}"
        return self.flaw("wrong-type", where, value.place, what, f"write digits alone, as in {kind.example}")

    def _share(self, _kind: Share, value: Scalar, where: str) -> float | _Wrong:
        if re.fullmatch(r"(?:0|1|0?\.[0-9]{1,20}|0\.|1\.0{0,20})", value.text):
            return float(value.text)
        what = f"{_shown(value)} is no fraction from 0 to 1"
        return self.flaw("wrong-type", where, value.place, what, "write 0.5 for the middle")

    def _flag(self, _kind: Flag, value: Scalar, where: str) -> bool | _Wrong:
        said = _YES_NO.get(value.text.lower())
        if said is None:
            return self.flaw(
                "wrong-type", where, value.place, f"{_shown(value)} is neither true nor false", "write true or false"
            )
        return said

    def _day(self, _kind: Day, value: Scalar, where: str) -> date | _Wrong:
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.text):
                return date.fromisoformat(value.text)
        except ValueError:
            pass
        what = f"{_shown(value)} is no date"
        return self.flaw("wrong-type", where, value.place, what, "write year-month-day, as in 2026-05-04")

    def _slug(self, _kind: Slug, value: Scalar, where: str) -> str | _Wrong:
        if SLUG.match(value.text):
            return value.text
        what = f"{_shown(value)} is no slug"
        return self.flaw("wrong-type", where, value.place, what, SLUG_REMEDY)

    def _filename(self, _kind: FileName, value: Scalar, where: str) -> str | _Wrong:
        problem = file_name_problem(value.text)
        if problem is None:
            return value.text
        return self.flaw("file-name", where, value.place, *problem)

    def _url(self, _kind: Url, value: Scalar, where: str) -> str | _Wrong:
        if re.fullmatch(r"https?://[^\s<>\"'\\]{4,2000}", value.text):
            return value.text
        what = f"{_shown(value)} is no web address"
        return self.flaw("wrong-type", where, value.place, what, "begin it with https://")

    def _language(self, _kind: Language, value: Scalar, where: str) -> str | _Wrong:
        if LANGUAGE.match(value.text):
            return value.text
        what = f"{_shown(value)} is no language tag"
        return self.flaw("wrong-type", where, value.place, what, "write en, es, pt-BR or the like")

    def _oneof(self, kind: OneOf, value: Scalar, where: str) -> str | _Wrong:
        return self._choice(value, kind.values, where)

    def _term(self, kind: Term, value: Scalar, where: str) -> str | _Wrong:
        return self._choice(value, self.vocabulary.terms(kind.list), where)

    def _choice(self, value: Scalar, allowed: Collection[str], where: str) -> str | _Wrong:
        if value.text in allowed:
            return value.text
        remedy = suggestion(value.text, allowed, "value")
        what = f"{_shown(value)} is not one of the allowed values"
        meant = next((each for each in allowed if loosely(each) == loosely(value.text)), None)
        return self.flaw(
            "unknown-value", where, value.place, what, remedy, (value.text, meant) if meant is not None else None
        )


def file_name_problem(name: str) -> tuple[str, str] | None:
    """What is wrong with the name of a file in a work's folder, and what would be right; None when it is fine."""
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or "\\" in name or re.search(r"(?:^|/)\.?/|\A\.\Z", name):
        return f"{_quoted(name)} is not a path inside the work's folder", "name the file alone, as in 01.jpg"
    if ".." in name.split("/"):
        return f"{_quoted(name)} leaves the work's folder", "copy the file into the folder and name it alone"
    if not _portable(name):
        return f"{_quoted(name)} does not work on every computer", f"rename the file, for example {safe_name(name)}"
    return None


def safe_name(name: str) -> str:
    """A name like this one that works everywhere; a number where nothing like it does."""
    plain = "".join(char for char in normalize("NFKD", name.lower()) if not combining(char))
    safe = re.sub(r"-*([./])-*", r"\1", re.sub(r"[^a-z0-9._/-]+", "-", plain)).strip("-.")
    ending = re.search(r"\.[a-z0-9]{1,5}\Z", safe)
    return safe if _portable(safe) else "01" + (ending[0] if ending else ".jpg")


def _portable(name: str) -> bool:
    return len(name) <= 100 and all(_SEGMENT.match(each) and not _RESERVED.match(each) for each in name.split("/"))


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


def _quoted(text: str) -> str:
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"


def _short(value: Scalar) -> str:
    return f"{value.text[:60]}…" if len(value.text) > 60 else value.text


def _shown(value: Value) -> str:
    """A value as the author wrote it, shortened."""
    if isinstance(value, Scalar):
        return _quoted(" ".join(value.text.split())) if value.text.strip() else "nothing"
    return "a list" if isinstance(value, Sequence) else "a group of keys"


def suggestion(said: str, allowed: Collection[str], noun: str) -> str:
    """Did-you-mean where a near one exists, else the allowed values, all of them when they are few."""
    folded = {each.lower(): each for each in allowed}
    parts = [each for each in allowed if said in each.split("/")]
    near = parts[:1] if len(parts) == 1 else get_close_matches(said.lower(), folded, n=1, cutoff=0.7)
    listed = ", ".join(list(allowed)[:16]) + (" …" if len(allowed) > 16 else "")
    if near:
        return f"did you mean {folded[near[0].lower()]}?" + (f" ({noun}s: {listed})" if len(allowed) <= 16 else "")
    return f"use one of: {', '.join(parts) or listed}"

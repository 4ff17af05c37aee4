"""The two lists beside the works: the vocabulary and the withdrawn slugs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..model.finding import Place, Problem
from ..model.vocabulary import Vocabulary
from .frontmatter import Entry, Flaw, Mapping, Scalar, Sequence, Value, decode, read_yaml
from .reader import SLUG, SLUG_REMEDY

_LABELS = ("subjects", "text_types", "settings", "school_types", "panel_roles", "frameworks")
_GRADES = ("PK", "K", *(str(grade) for grade in range(1, 13)))


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A work that was taken down: its slug, and the hashes of its pieces so that they can't come back.

    One that was to be forgotten altogether has hashes alone, and an empty slug.
    """

    slug: str
    hashes: frozenset[str] = frozenset()
    dhashes: frozenset[str] = frozenset()


def read_vocabulary(path: Path, name: str) -> tuple[Vocabulary, list[Problem]]:
    """The vocabulary, and what is wrong with its file; `name` is the path that messages show."""
    value, flaws = _read(path)
    problems = [_problem(flaw, name, "vocabulary") for flaw in flaws]
    if not isinstance(value, Mapping):
        return Vocabulary(), problems or [_problem(_flaw("the file is empty"), name, "vocabulary")]
    parts = {entry.key: entry.value for entry in value.entries}
    lists: dict[str, dict[str, str]] = {each: _labels(parts.get(each)) for each in ("grades", *_LABELS)}
    groups: dict[str, dict[str, tuple[str, ...]]] = {}
    for part, inner, one, many in (
        ("formats", "formats", "families", "formats"),
        ("attributes", "keys", "attributes", "descriptors"),
    ):
        lists[one], lists[many], groups[many] = {}, {}, {}
        for key, label, terms in _grouped(parts.get(part), inner):
            prefix = f"{key}/" if part == "formats" else ""
            lists[one][key] = label
            lists[many] |= {prefix + term: words for term, words in terms.items()}
            groups[many][key] = tuple(prefix + term for term in terms)
    lists["grade_bands"], groups["grades"] = {}, {}
    for key, label, grades in _bands(parts.get("grade_bands")):
        lists["grade_bands"][key], groups["grades"][key] = label, grades
    problems += [_problem(flaw, name, "vocabulary") for flaw in _incomplete(lists, value)]
    return Vocabulary(lists, groups), problems


def read_withdrawn(path: Path, name: str) -> tuple[tuple[Withdrawn, ...], list[Problem]]:
    """The works that were taken down; no file means none. An unreadable list is an error, never an empty list."""
    if not path.exists() and not path.is_symlink():
        return (), []
    value, flaws = _read(path)
    problems = [_problem(flaw, name, "withdrawn-list") for flaw in flaws]
    if value is None:
        return (), problems
    if not isinstance(value, Sequence):
        flaw = Flaw("", value.place, "the file is no list", "write one line for each: - slug: the-slug")
        return (), [*problems, _problem(flaw, name, "withdrawn-list")]
    withdrawn = []
    for item in value.items:
        entries = item.entries if isinstance(item, Mapping) else (Entry("slug", item.place, item),)
        problems += [_problem(flaw, name, "withdrawn-list") for flaw in _unclear(item, entries)]
        facts = {entry.key: entry.value for entry in entries}
        slug = facts.get("slug")
        if isinstance(slug, Scalar) or facts.keys() & _HASHES.keys():
            known = slug.text if isinstance(slug, Scalar) else ""
            withdrawn.append(Withdrawn(known, _texts(facts.get("sha256")), _texts(facts.get("dhash"))))
    return tuple(withdrawn), problems


_HASHES = {"sha256": re.compile(r"[0-9a-f]{64}\Z"), "dhash": re.compile(r"[0-9a-f]{16}\Z")}


def _unclear(item: Value, entries: tuple[Entry, ...]) -> Iterator[Flaw]:
    """Whatever would let a withdrawn work or piece come back in silence."""
    facts = {entry.key: entry.value for entry in entries}
    slug = facts.get("slug")
    if "slug" not in facts and facts.keys() & _HASHES.keys():
        pass
    elif not isinstance(slug, Scalar) or not slug.text:
        yield Flaw("", item.place, "an item has no slug", "write - slug: the-slug")
    elif not SLUG.match(slug.text):
        yield Flaw("", slug.place, f"“{slug.text}” is no slug", SLUG_REMEDY)
    for entry in entries:
        if entry.key not in ("slug", *_HASHES):
            yield Flaw("", entry.place, f"there is no key “{entry.key}”", "use slug, sha256 and dhash, never a title")
    for key, pattern in _HASHES.items():
        value = facts.get(key)
        if value is not None and not (found := _texts(value)):
            yield Flaw("", value.place, f"{key} holds nothing", "write the hash, or a list of hashes")
        elif value is not None and not all(pattern.match(each) for each in found):
            digits = 64 if key == "sha256" else 16
            yield Flaw("", value.place, f"{key} is no hash", f"write {digits} of 0-9 and a-f, or a list of such")


def _read(path: Path) -> tuple[Value | None, tuple[Flaw, ...]]:
    try:
        text, flaws = decode(path.read_bytes())
    except OSError as error:
        return None, (_flaw(f"the file can't be read ({error.strerror})"),)
    return (None, flaws) if flaws else read_yaml(text)


def _flaw(what: str) -> Flaw:
    return Flaw("", Place(), what, "restore it from the repository")


def _problem(flaw: Flaw, path: str, code: str) -> Problem:
    return Problem(path, flaw.place, "", code, flaw.what, flaw.remedy)


def _texts(value: Value | None) -> frozenset[str]:
    if isinstance(value, Sequence):
        return frozenset(item.text.lower() for item in value.items if isinstance(item, Scalar))
    return frozenset({value.text.lower()}) if isinstance(value, Scalar) and value.text else frozenset()


def _labels(value: Value | None) -> dict[str, str]:
    if not isinstance(value, Mapping):
        return {}
    return {entry.key: entry.value.text for entry in value.entries if isinstance(entry.value, Scalar)}


def _grouped(value: Value | None, inner: str) -> list[tuple[str, str, dict[str, str]]]:
    if not isinstance(value, Mapping):
        return []
    found = []
    for entry in value.entries:
        facts = {each.key: each.value for each in entry.value.entries} if isinstance(entry.value, Mapping) else {}
        label = facts.get("label")
        found.append((entry.key, label.text if isinstance(label, Scalar) else entry.key, _labels(facts.get(inner))))
    return found


def _bands(value: Value | None) -> list[tuple[str, str, tuple[str, ...]]]:
    found = []
    for entry in value.entries if isinstance(value, Mapping) else ():
        facts = {each.key: each.value for each in entry.value.entries} if isinstance(entry.value, Mapping) else {}
        label, grades = facts.get("label"), facts.get("grades")
        members = (
            tuple(item.text for item in grades.items if isinstance(item, Scalar))
            if isinstance(grades, Sequence)
            else ()
        )
        found.append((entry.key, label.text if isinstance(label, Scalar) else entry.key, members))
    return found


def _incomplete(lists: dict[str, dict[str, str]], value: Value) -> list[Flaw]:
    """What the vocabulary lacks: every list, and a label for each grade."""
    missing = [name for name in ("subjects", "formats", "descriptors", *_LABELS[1:]) if not lists.get(name)]
    unknown = [grade for grade in lists["grades"] if grade not in _GRADES]
    flaws = [
        Flaw("", value.place, f"the list {name} is missing", f"add {name}: with at least one key") for name in missing
    ]
    flaws += [Flaw("", value.place, f"there is no grade {grade}", f"use {', '.join(_GRADES)}") for grade in unknown]
    if not lists["grades"]:
        flaws.append(Flaw("", value.place, "the list grades is missing", "add grades: with PK, K and 1 to 12"))
    return flaws

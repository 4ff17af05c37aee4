"""Keys of the vocabulary that are called something else now: `moved` in works/vocabulary.yml."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Terms

from ..model.finding import Finding, Place, Rule
from .telling import nearest, shown
from .values import Mapping, Scalar, Value

VOCABULARY_MOVED = Rule(
    "vocabulary-moved",
    "A key that moved leads to one that is there",
    "Old addresses would lead nowhere, and works that still say the old key would be wrong.",
    "Write under moved the list, the old key and the key that it has now.",
    "moved: {subjects: {science: science-and-technology}}",
)

Moved = dict[str, dict[str, str]]

# Only what describes works: grades never change, and who reviewed a work is never read as something else.
_LISTS = (
    "subjects",
    "families",
    "formats",
    "text_types",
    "descriptors",
    "settings",
    "school_types",
    "frameworks",
    "regions",
)
_KEY = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")


def read_moved(value: Value | None, lists: Terms[str, Terms[str, str]]) -> tuple[Moved, list[Finding]]:
    """By list the keys of earlier with those of now, and what is wrong with them. A key may have moved several times.

    A family takes its formats with it; formats take along a family that is there no longer.
    """
    said: Moved = {name: {} for name in _LISTS}
    places: dict[tuple[str, str], Place] = {}
    flaws = list(_said(value, lists, said, places))
    _together(said, lists)
    moved: Moved = {name: {} for name in _LISTS}
    for name, keys in said.items():
        for old in keys:
            new = _last(old, keys)
            if new in lists.get(name, {}):
                moved[name][old] = new
            elif (name, old) in places:
                flaws.append(_flaw(*_nowhere(name, old, new, lists), places[name, old]))
    return {name: keys for name, keys in moved.items() if keys}, flaws


def _said(
    value: Value | None, lists: Terms[str, Terms[str, str]], said: Moved, places: dict[tuple[str, str], Place]
) -> Iterator[Finding]:
    """Puts what the file says into `said`, and where each new key stands into `places`; tells what makes no sense."""
    if value is not None and not isinstance(value, Mapping):
        yield _flaw("moved holds no lists", "write it as in moved: {subjects: {old: new}}", value.place)
        return
    for part in value.entries if value else ():
        if part.key not in said:
            yield _flaw(f"moved has no list {shown(part.key)}", f"use {', '.join(_LISTS)}", part.place)
            continue
        for each in part.value.entries if isinstance(part.value, Mapping) else ():
            if wrong := _misplaced(part.key, each.key, each.value, lists):
                yield _flaw(*wrong, each.place)
            elif isinstance(each.value, Scalar):
                said[part.key][each.key], places[part.key, each.key] = each.value.text, each.value.place


def _flaw(what: str, remedy: str, place: Place) -> Finding:
    return Finding(VOCABULARY_MOVED, what, remedy, place)


def _misplaced(name: str, old: str, value: Value, lists: Terms[str, Terms[str, str]]) -> tuple[str, str] | None:
    """What is wrong with one line, whatever its new key is."""
    parts = old.split("/")
    if old in lists.get(name, {}):
        return f"{name} still holds {shown(old)}", "take the old key out of that list, or this line out of moved"
    if name == "formats" and len(parts) == 1:
        return f"{shown(old)} is no format", "write family/format; what a family was called stands under families"
    if len(parts) != (2 if name == "formats" else 1) or not all(map(_KEY.fullmatch, parts)):
        return f"{shown(old)} can have been no key", "write it as it stood in works and addresses"
    if not isinstance(value, Scalar) or not value.text:
        return f"{shown(old)} has no new key", "write the one key that it has now"
    return None


def _together(said: Moved, lists: Terms[str, Terms[str, str]]) -> None:
    """What follows of itself: formats that went with their family, and a family that went with its formats."""
    families, formats = said["families"], said["formats"]
    for old in families:
        now = _last(old, families)
        for format in lists.get("formats", {}):
            family, _, term = format.partition("/")
            if family == now:
                formats.setdefault(f"{old}/{term}", format)
    for old in formats:
        gone, held = old.split("/")[0], _last(old, formats).split("/")[0]
        if gone not in lists.get("families", {}) and gone != held:
            families.setdefault(gone, held)


def _last(old: str, keys: Terms[str, str]) -> str:
    """The key at the end of its moves; the old one where they lead in a ring."""
    new, passed = keys.get(old, old), {old}
    while new in keys and new not in passed:
        passed.add(new)
        new = keys[new]
    return old if new in passed else new


def _nowhere(name: str, old: str, new: str, lists: Terms[str, Terms[str, str]]) -> tuple[str, str]:
    """What is wrong with a new key, and the remedy."""
    if new == old:
        return f"{shown(old)} leads back to itself", "write the key that it has now"
    near = nearest(new, lists.get(name, {}))
    return f"{name} has no {shown(new)}", f"did you mean {near}?" if near else f"use a key of {name}, or add it there"

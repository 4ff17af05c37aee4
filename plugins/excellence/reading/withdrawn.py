"""The works that were taken down: works/withdrawn.yml, which keeps them away."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..model.finding import Finding, Rule
from .listing import read_list
from .single import SLUG, SLUG_REMEDY
from .values import Entry, Mapping, Scalar, Sequence, Value

WITHDRAWN_LIST = Rule(
    "withdrawn-list",
    "works/withdrawn.yml can be read",
    "Without it a withdrawn work might return.",
    "Correct the line that the message names, or restore the file.",
    "- slug: an-earlier-work",
)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A work that was taken down: its slug, and the hashes of its pieces so that they can't come back.

    One that was to be forgotten altogether has hashes alone, and an empty slug.
    """

    slug: str
    hashes: frozenset[str] = frozenset()
    dhashes: frozenset[str] = frozenset()


def read_withdrawn(path: Path, name: str) -> tuple[tuple[Withdrawn, ...], list[Finding]]:
    """The works that were taken down; no file means none. An unreadable list is an error, never an empty list."""
    if not path.exists() and not path.is_symlink():
        return (), []
    value, found = read_list(path, name, WITHDRAWN_LIST)
    if value is None:
        return (), found
    if not isinstance(value, Sequence):
        what, remedy = "the file is no list", "write one line for each: - slug: the-slug"
        return (), [*found, Finding(WITHDRAWN_LIST, what, remedy, value.place, path=name)]
    withdrawn = []
    for item in value.items:
        entries = item.entries if isinstance(item, Mapping) else (Entry("slug", item.place, item),)
        found += (replace(each, path=name) for each in _unclear(item, entries))
        facts = {entry.key: entry.value for entry in entries}
        slug = facts.get("slug")
        if isinstance(slug, Scalar) or facts.keys() & _HASHES.keys():
            known = slug.text if isinstance(slug, Scalar) else ""
            withdrawn.append(Withdrawn(known, _texts(facts.get("sha256")), _texts(facts.get("dhash"))))
    return tuple(withdrawn), found


_HASHES = {"sha256": re.compile(r"[0-9a-f]{64}\Z"), "dhash": re.compile(r"[0-9a-f]{16}\Z")}


def _unclear(item: Value, entries: tuple[Entry, ...]) -> Iterator[Finding]:
    """Whatever would let a withdrawn work or piece come back in silence."""
    facts = {entry.key: entry.value for entry in entries}
    slug = facts.get("slug")
    if "slug" not in facts and facts.keys() & _HASHES.keys():
        pass
    elif not isinstance(slug, Scalar) or not slug.text:
        yield Finding(WITHDRAWN_LIST, "an item has no slug", "write - slug: the-slug", item.place)
    elif not SLUG.match(slug.text):
        yield Finding(WITHDRAWN_LIST, f"“{slug.text}” is no slug", SLUG_REMEDY, slug.place)
    for entry in entries:
        if entry.key not in ("slug", *_HASHES):
            yield Finding(
                WITHDRAWN_LIST,
                f"there is no key “{entry.key}”",
                "use slug, sha256 and dhash, never a title",
                entry.place,
            )
    for key, pattern in _HASHES.items():
        value = facts.get(key)
        if value is not None and not (hashes := _texts(value)):
            yield Finding(WITHDRAWN_LIST, f"{key} holds nothing", "write the hash, or a list of hashes", value.place)
        elif value is not None and not all(pattern.match(each) for each in hashes):
            digits = 64 if key == "sha256" else 16
            yield Finding(
                WITHDRAWN_LIST, f"{key} is no hash", f"write {digits} of 0-9 and a-f, or a list of such", value.place
            )


def _texts(value: Value | None) -> frozenset[str]:
    if isinstance(value, Sequence):
        return frozenset(item.text.lower() for item in value.items if isinstance(item, Scalar))
    return frozenset({value.text.lower()}) if isinstance(value, Scalar) and value.text else frozenset()

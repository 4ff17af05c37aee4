"""What leaves with a work, and what stays: the panel's notes, a school's name, the names of works that others lack."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ..model.finding import Finding
from ..model.work import Work
from ..reading.frontmatter import FrontMatter, decode
from ..reading.values import Entry, Mapping, Scalar, Sequence, Value
from ..rules.permission import check_permission
from ..rules.personal import LISTED_NAME, scan
from ..rules.rule_context import Subject

_WORKS = ("related", "inspired_by")
_PLACES = ("name", "place")
_NOTED = ("notes", "replies")


def for_public(page: FrontMatter, known: Collection[str], *, names_school: bool) -> FrontMatter:
    """The page of a work without what only the school is to know; `known` are the works of the public collection."""
    if not isinstance(page.value, Mapping):
        return page
    kept = (_kept(entry, known, names_school=names_school) for entry in page.value.entries)
    return replace(page, value=replace(page.value, entries=tuple(entry for entry in kept if entry)))


def without_notes(page: FrontMatter) -> FrontMatter:
    """The same facts; of the review the decision alone, since what was noted on the way is for the panel."""
    if not isinstance(page.value, Mapping):
        return page
    entries = tuple(_decided(entry) for entry in page.value.entries)
    return replace(page, value=replace(page.value, entries=entries))


def _decided(entry: Entry) -> Entry:
    if entry.key != "review" or not isinstance(entry.value, Mapping):
        return entry
    entries = tuple(each for each in entry.value.entries if each.key not in _NOTED)
    return replace(entry, value=replace(entry.value, entries=entries))


def _kept(entry: Entry, known: Collection[str], *, names_school: bool) -> Entry | None:
    if entry.key in _WORKS and isinstance(entry.value, Sequence):
        items = tuple(each for each in entry.value.items if _is_known(each, known))
        return replace(entry, value=replace(entry.value, items=items)) if items else None
    if entry.key == "school" and isinstance(entry.value, Mapping) and not names_school:
        entries = tuple(each for each in entry.value.entries if each.key not in _PLACES)
        return replace(entry, value=replace(entry.value, entries=entries)) if entries else None
    return entry


def _is_known(item: Value, known: Collection[str]) -> bool:
    return isinstance(item, Scalar) and item.text in known


def mentions(folder: Path, path: str, files: Iterable[str], names: Iterable[str]) -> Iterator[Finding]:
    """Where one of the school's names stands in the texts of a work's folder; `path` is that folder in messages."""
    for file in sorted(files):
        if file.endswith((".md", ".txt", ".vtt", ".srt", ".sbv")):
            text, _ = decode((folder / file).read_bytes())
            for found in scan(text, names=names):
                if found.rule is LISTED_NAME:
                    what = "this names the school, and the consent may not cover that"
                    remedy = "take it out; or add --names-school, where the consent says that the school is named"
                    yield replace(found, what=what, remedy=remedy, path=f"{path}/{file}")


def missing(about: Subject) -> Iterator[Finding]:
    """What keeps a work of a school from being approved: the consent and the review that it lacks."""
    approved: Work = replace(about.work, status="approved", demonstration=False)
    yield from check_permission(replace(about, work=approved))

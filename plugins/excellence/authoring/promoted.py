"""What leaves with a work, and what stays: the panel's notes, a school's name, the names of works that others lack."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from ..model.finding import Finding
from ..model.work import Work
from ..reading.evidence import read_evidence
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
    return entry._replace(value=replace(entry.value, entries=entries))


def _kept(entry: Entry, known: Collection[str], *, names_school: bool) -> Entry | None:
    if entry.key in _WORKS and isinstance(entry.value, Sequence):
        items = tuple(each for each in entry.value.items if _is_known(each, known))
        return entry._replace(value=replace(entry.value, items=items)) if items else None
    if entry.key == "school" and isinstance(entry.value, Mapping) and not names_school:
        entries = tuple(each for each in entry.value.entries if each.key not in _PLACES)
        return entry._replace(value=replace(entry.value, entries=entries)) if entries else None
    return entry


def _is_known(item: Value, known: Collection[str]) -> bool:
    return isinstance(item, Scalar) and item.text in known


_CAPITALS: Final = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*)+")
# Words that stand before or after a school's name, and those that alone are the kind of a school and no name.
_AROUND: Final = re.compile(
    r"(?i:the|our|a|of|teachers?|students?|families|staff|work|works|models|excellence|best|writing|team|"
    r"los|las|el|la|de|maestr[oa]s|docentes|estudiantes|familias|equipo|trabajos)\Z"
)
_KINDS: Final = re.compile(
    r"(?i:public|private|primary|elementary|middle|junior|senior|high|schools?|academy|college|"
    r"escuela|colegio|instituto|primaria|secundaria|pública)\Z"
)


def names_in(said: str) -> Iterator[str]:
    """What in a site's name, or in what its people are called, names a school: words with capitals side by side."""
    for found in _CAPITALS.findall(said):
        words = [word.rstrip(".'’-") for word in found.split()]
        while words and _AROUND.match(words[0]):
            del words[0]
        while words and _AROUND.match(words[-1]):
            del words[-1]
        if len(words) > 1 and not all(_KINDS.match(word) or _AROUND.match(word) for word in words):
            yield " ".join(words)


def names_on_sheets(evidence: Path) -> Iterator[str]:
    """What a school's summary sheets are headed by, whole."""
    months, _ = read_evidence(evidence)
    for archive in (each for month in months for each in month.archives.values()):
        yield from (text.strip() for field, text in archive.texts if field.endswith(".sheet.who") and len(text) > 3)


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

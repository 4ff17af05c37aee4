"""Reading the file that the archive of summary sheets exports: what it says, and where each text of it stands."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ..model.finding import Finding, Place, Rule
from ..model.meeting import STATES, Filled, Row, Sheet
from .frontmatter import decode, place_in
from .single import SLUG
from .yaml_text import HIDDEN

MEETING_SHEET = Rule(
    "meeting-sheet",
    "A meeting's sheets come as the archive saves them",
    "Anything else can't be read for certain.",
    "Open the summary sheet in a browser, open the school's archive there, and save its file again.",
    "evidence/2026-05/archive.json",
)
MEETING_DATE = Rule(
    "meeting-date",
    "Every sheet has a date, in the month of its folder",
    "Without it nobody knows which meeting it tells of.",
    "Add the sheet to the archive with the day of the meeting, and save its file into the folder of that month.",
    "2026-05-20 in evidence/2026-05/",
)

# As the archive itself has them (assets/modules/notes/format.mjs and archive-state.mjs).
_FORMAT, _KIND, _VERSION = "excellence-notes", "archive", 1
_LARGEST, _LONGEST, _MOST = 2_000_000, 10_000, 200
_AGAIN = "save it again from the archive of the summary sheet"
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s"{}\[\],:]+|[{}\[\],:]')


@dataclass(frozen=True, slots=True)
class Archive:
    """The sheets of an archive's file by their fields, such as `years[1]`, as far as it could be read.

    `texts` are all its texts, each after its field, such as `years[1].sheet.who`; `places` says where a value stands.
    """

    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    texts: tuple[tuple[str, str], ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def read_archive(content: bytes) -> Archive:
    """Nothing is raised for what the file holds."""
    if len(content) > _LARGEST:
        return _refused(f"the file has {len(content):,} bytes, {_LARGEST:,} is the most", _AGAIN)
    text, wrong = decode(content)
    if wrong:
        return Archive(findings=wrong)
    try:
        said = json.loads(text)
    except json.JSONDecodeError as error:
        what = f"this is no JSON from here on ({error.msg.lower()})"
        return _refused(what, _AGAIN, Place(error.lineno, error.colno))
    except (ValueError, RecursionError):
        return _refused("this is no file of the archive", _AGAIN)
    if flaw := _foreign(said):
        return _refused(*flaw)
    place = place_in(text)
    places = {path: place(index) for path, index in _indexes(text)}
    years = list(enumerate(_list(said.get("years")), 1))
    dated = [(f"years[{number}]", each, _date(_own(each, "date"))) for number, each in years]
    catcher = _text(said.get("catcher"))
    sheets = {where: _sheet(each, day, catcher) for where, each, day in dated if day}
    findings = tuple(_undated(each, where, places) for where, each, day in dated if not day)
    if not years:
        findings = (Finding(MEETING_SHEET, "the archive holds no meeting yet", "add a sheet to it, and save it again"),)
    return Archive(sheets, tuple(_texts(said, "")), places, findings)


def is_notes(path: Path) -> bool:
    """Whether a file seems to hold what people wrote with a tool of the site."""
    try:
        return _FORMAT.encode() in path.read_bytes()[:_LARGEST]
    except OSError:
        return False


def _refused(what: str, remedy: str, place: Place = Place()) -> Archive:  # noqa: B008 - a named tuple never changes
    return Archive(findings=(Finding(MEETING_SHEET, what, remedy, place),))


def _foreign(said: Any) -> tuple[str, str] | None:
    """Why it is no archive that we can read, and what to do."""
    if _own(said, "format") != _FORMAT or not isinstance(said, dict):
        return "this is no file of the archive", _AGAIN
    version = said.get("version")
    if version != _VERSION and isinstance(version, int) and not isinstance(version, bool) and version > _VERSION:
        what = f"the file is of version {version}, and this program reads version {_VERSION}"
        return what, "bring this repository up to date, or save the file again from this site's own archive"
    if said.get("kind") == "catcher":
        return (
            "this is one sheet, not the archive",
            "open the school's archive below the sheet, add it, and save that file",
        )
    if version != _VERSION or said.get("kind") != _KIND or not isinstance(said.get("years"), list):
        return "this is no file of the archive", _AGAIN
    return None


def _undated(year: Any, where: str, places: Mapping[str, Place]) -> Finding:
    said = _text(_own(year, "date"))
    what = f"“{said[:40]}” is no day" if said else "this sheet has no date"
    place = places.get(f"{where}.date") or places.get(where, Place())
    return Finding(MEETING_DATE, what, "write the day of the meeting, as in 2026-05-20", place, f"{where}.date")


# Values, read as the archive's own page reads them: what does not fit is left out.


def _own(said: Any, key: str) -> Any:
    return said.get(key) if isinstance(said, dict) else None


def _list(said: Any) -> list[Any]:
    return said[:_MOST] if isinstance(said, list) else []


def _text(said: Any) -> str:
    return HIDDEN.sub("", said[:_LONGEST]) if isinstance(said, str) else ""


def _date(said: Any) -> date | None:
    try:
        return date.fromisoformat(said) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", _text(said)) else None
    except ValueError:
        return None


def _sheet(year: Any, day: date, catcher: str) -> Sheet:
    states = tuple(each if each in STATES else STATES[0] for each in _list(_own(year, "goals")))
    return Sheet(day, catcher, states, tuple(map(_part, _list(_own(_own(year, "sheet"), "parts")))))


def _part(said: Any) -> Filled:
    before, questions = (tuple(map(_text, _list(_own(said, key)))) for key in ("before", "questions"))
    return Filled(before, tuple(map(_row, _list(_own(said, "rows")))), questions)


def _row(said: Any) -> Row:
    work = _own(said, "work")
    slug, title, grade = (_text(_own(work, key)) for key in ("slug", "title", "grade"))
    return Row(tuple(map(_text, _list(_own(said, "cells")))), slug if SLUG.match(slug) else "", title, grade)


# Places


def _texts(said: Any, where: str) -> Iterator[tuple[str, str]]:
    """Every text in it, however deep; the file was read, so that it is not too deep for this."""
    if isinstance(said, dict):
        for key, value in said.items():
            yield from _texts(value, f"{where}.{key}" if where else key)
    elif isinstance(said, list):
        for number, item in enumerate(said, 1):
            yield from _texts(item, f"{where}[{number}]")
    elif isinstance(said, str):
        yield where, said


def _indexes(text: str) -> Iterator[tuple[str, int]]:
    """Where each value of a valid JSON text begins, by its path; Python's own reader does not tell."""
    around: list[tuple[str, bool]] = []  # the path of each list or table that is open, and whether it is a table
    numbers: list[int] = []
    key, awaits_key = "", False
    for token in _TOKEN.finditer(text):
        sign, (base, table) = token[0], around[-1] if around else ("", False)
        if sign in "]}":
            around.pop()
            numbers.pop()
            awaits_key = False
        elif sign == ",":
            numbers[-1] += 1
            awaits_key = table
        elif table and awaits_key:
            key, awaits_key = json.loads(sign), False
        elif sign != ":":
            path = (f"{base}.{key}" if base else key) if table else f"{base}[{numbers[-1]}]" if around else ""
            yield path, token.start()
            if sign in "[{":
                around.append((path, sign == "{"))
                numbers.append(1)
                awaits_key = sign == "{"

"""A school's evidence: what a meeting must keep, and that none of it stands in a public collection."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from ..model.catcher import Catcher
from ..model.finding import WARNING, Finding, Place, Rule
from ..model.meeting import EVIDENCE, KEPT, Sheet
from ..model.work import Work
from ..reading.evidence import MonthRead
from ..reading.file_names import INDEX
from ..reading.sheets import MEETING_DATE, MEETING_SHEET, Archive
from .personal import LISTED_NAME, personal_details, scan
from .together import REFERENCE_UNKNOWN

SCHOOL_ONLY = Rule(
    "school-only",
    "No evidence of a school in a public collection",
    "Sheets name teachers, and nobody asked the families.",
    "Keep it in a private repository of the school's own, whose mkdocs.yml says mode: school.",
    "plugins: [{excellence: {mode: school}}]",
)
MEETING_PIECES = Rule(
    "meeting-pieces",
    "A meeting keeps three pieces",
    "Three show what is usual, and years can be compared.",
    "Name three works in the index.md of the month, or choose them on the summary sheet.",
    "pieces: [frog-cards, paper-bridges, town-map]",
)
MEETING_TASK = Rule(
    "meeting-task",
    "A piece is kept with its task and its scoring tool",
    "Without them nobody can tell what the work answers.",
    "Put both into the work's folder, and name them in its index.md.",
    "task: task.md",
)
MEETING_UNKEPT = Rule(
    "meeting-unkept",
    "Every meeting has a folder",
    "Its goals are shown without any work.",
    "Make the folder of its month, with an index.md that names three works.",
    "evidence/2026-05/index.md",
    check=WARNING,
    build=WARNING,
)


def check_no_evidence(folder: Path) -> Iterator[Finding]:
    """Whether a public collection has a folder for evidence; what is in it is not looked at."""
    if folder.is_symlink() or folder.exists():
        what = "a school's evidence is private, and this collection is public"
        remedy = "take the folder out; in a private copy of the school's own, write mode: school below excellence"
        yield Finding(SCHOOL_ONLY, what, remedy, path=EVIDENCE)


class Piece(NamedTuple):
    """A work that a month names, and where it does."""

    slug: str
    path: str
    place: Place
    field: str

    def finding(self, rule: Rule, what: str, remedy: str) -> Finding:
        return Finding(rule, what, remedy, self.place, self.field, self.path)


@dataclass(frozen=True, slots=True)
class Around:
    """What evidence is held against: every work by slug, the published ones, the note catchers, and private names."""

    works: Mapping[str, Work | None]
    published: Collection[str]
    catchers: Mapping[str, Catcher]
    names: tuple[str, ...] = ()


def kept_part(catcher: Catcher) -> int:
    """Which part of a summary sheet names the pieces that are kept: the first that names works."""
    return next((number for number, part in enumerate(catcher.parts) if part.works), -1)


def goals_part(catcher: Catcher) -> int:
    """Which part holds the goals."""
    named = (number for number, part in enumerate(catcher.parts) for each in part.columns if each.key == "goal")
    return next(named, -1)


def pieces_of(read: MonthRead, catchers: Mapping[str, Catcher]) -> list[Piece]:
    """The works that a month keeps: those that index.md names; without it, those that were chosen on its sheets."""
    if read.index is not None:
        named = read.index.record.pieces if read.index.record else ()
        places = read.index.places
        fields = [f"pieces[{number}]" for number in range(1, len(named) + 1)]
        return [
            Piece(slug, read.index.name, places.get(field, Place()), field)
            for field, slug in zip(fields, named, strict=True)
            if slug  # what could not be read is blank
        ]
    found: dict[str, Piece] = {}
    for path, archive in read.archives.items():
        for where, sheet in archive.sheets.items():
            catcher = catchers.get(sheet.catcher)
            number = kept_part(catcher) if catcher and sheet.month == read.month else -1
            for at, row in enumerate(sheet.parts[number].rows, 1) if 0 <= number < len(sheet.parts) else ():
                field = f"{where}.sheet.parts[{number + 1}].rows[{at}].work.slug"
                if row.slug:
                    found[row.slug] = Piece(row.slug, path, archive.places.get(field, Place()), field)
    return list(found.values())


def check_month(read: MonthRead, around: Around) -> Iterator[Finding]:
    """Everything wrong in the folder of a month."""
    yield from read.findings
    yield from _sheets(read, around)
    yield from _pieces(read, around)
    for path, archive in read.archives.items():
        yield from _names(path, archive, around)
    for found in personal_details(read.page, around.names):
        yield replace(found, path=f"{read.path}/{INDEX}")


def _sheets(read: MonthRead, around: Around) -> Iterator[Finding]:
    """Sheets of this month must be there, each in one form, and of a note catcher that the site has."""
    seen: dict[date, tuple[str, Sheet]] = {}
    for path, archive in read.archives.items():
        for where, sheet in archive.sheets.items():
            place = archive.places.get(f"{where}.date", Place())
            before, same = seen.setdefault(sheet.date, (path, sheet))
            if same != sheet:
                what = f"{before.rpartition('/')[2]} tells otherwise of the meeting of {sheet.date}"
                yield Finding(MEETING_SHEET, what, "keep the file that was saved last", place, f"{where}.date", path)
        ids = {sheet.catcher for sheet in archive.sheets.values()} - around.catchers.keys()
        for each in sorted(ids):
            what = f"no note catcher with an archive is called {each[:40] or 'nothing'}"
            remedy = "save it from the summary sheet of this site, or bring that page back"
            yield Finding(MEETING_SHEET, what, remedy, archive.places.get("catcher", Place()), "catcher", path)
    unread = any(each.findings for each in read.archives.values())
    if not unread and not any(sheet.month == read.month for _, sheet in seen.values()):
        days = ", ".join(str(day) for day in sorted(seen)[-3:])
        what = f"no sheet is of {read.month}" + (f"; there are: {days}" if days else ", and no archive.json is there")
        remedy = "save the archive with that meeting into this folder, or name the folder by the meeting's month"
        yield Finding(MEETING_DATE if days else MEETING_SHEET, what, remedy, path=next(iter(read.archives), read.path))


def _pieces(read: MonthRead, around: Around) -> Iterator[Finding]:
    pieces = pieces_of(read, around.catchers)
    for piece in pieces:
        if piece.slug not in around.works:
            near = get_close_matches(piece.slug, sorted(around.works), n=1)
            remedy = f"did you mean {near[0]}?" if near else f"make it: scripts/new {piece.slug}"
            yield piece.finding(REFERENCE_UNKNOWN, f"there is no folder works/{piece.slug}", remedy)
        elif piece.slug not in around.published:
            what = f"{piece.slug} is kept off the site"
            yield piece.finding(REFERENCE_UNKNOWN, what, "it is left out; scripts/check says why")
        elif (work := around.works[piece.slug]) is not None:
            for key in ("task", "scoring_tool"):
                if not getattr(work, key):
                    what = f"{piece.slug} has no {key.replace('_', ' ')}"
                    remedy = f"add it to works/{piece.slug}/, and {key}: {key.split('_')[0]}.md to its index.md"
                    yield piece.finding(MEETING_TASK, what, remedy)
    if len(pieces) != KEPT and (read.index is None or read.index.record is not None):
        where = read.index.places.get("pieces", Place()) if read.index else Place()
        what = f"{len(pieces)} pieces are named" if len(pieces) != 1 else "one piece is named"
        remedy = "name three works, as in pieces: [frog-cards, paper-bridges, town-map]"
        yield Finding(MEETING_PIECES, f"{what}, and a meeting keeps three", remedy, where, "pieces", _index(read))


def _index(read: MonthRead) -> str:
    return f"{read.path}/{INDEX}"


def _names(path: str, archive: Archive, around: Around) -> Iterator[Finding]:
    """What may lead to a child. Those who took part are grown-ups: of them only a listed name is told."""
    for field, text in archive.texts:
        for found in scan(text, names=around.names):
            if found.rule is LISTED_NAME or not _is_people(field, archive, around):
                yield replace(found, place=archive.places.get(field, Place()), field=field, path=path)


def _is_people(field: str, archive: Archive, around: Around) -> bool:
    """Whether a field is a cell of the table of those who took part: neither of works nor of goals."""
    said = re.match(r"(years\[\d+\])\.sheet\.(?:who\Z|parts\[(\d+)\]\.rows\[\d+\]\.cells\[)", field)
    sheet = archive.sheets.get(said[1]) if said else None
    catcher = around.catchers.get(sheet.catcher) if sheet else None
    if not said or catcher is None:
        return False
    number = int(said[2] or 0) - 1
    return number < 0 or (number < len(catcher.parts) and number not in _about_work(catcher))


def _about_work(catcher: Catcher) -> set[int]:
    return {goals_part(catcher), *(number for number, part in enumerate(catcher.parts) if part.works)}


def unkept(sheet: Sheet, path: str) -> Finding:
    """Of a meeting that an archive tells of, and for whose month there is no folder."""
    what = f"the meeting of {sheet.date} has no folder"
    remedy = f"make {EVIDENCE}/{sheet.month}/ with an index.md that names its three pieces"
    return Finding(MEETING_UNKEPT, what, remedy, path=path)

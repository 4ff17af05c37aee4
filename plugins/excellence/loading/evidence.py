"""A school's evidence: read, checked, and put together from folders to meetings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..collection.collection import Collection
from ..model.catcher import Catcher
from ..model.finding import Finding
from ..model.meeting import EVIDENCE, Meeting, Sheet
from ..model.typed_pages import slug_of
from ..model.work import Work
from ..reading.evidence import MonthRead, read_evidence
from ..reading.typed_pages import TypedPages
from ..rules.meetings import Around, check_month, check_no_evidence, pieces_of, unkept
from .config import CollectionConfig


@dataclass(frozen=True, slots=True)
class Evidence:
    """The meetings, the first before the last, each after what it was read from; and everything wrong."""

    meetings: tuple[tuple[frozenset[str], Meeting], ...] = ()
    findings: tuple[Finding, ...] = ()


def load_evidence(
    config: CollectionConfig, pages: TypedPages, works: Mapping[str, Work | None], published: Collection
) -> Evidence:
    """A public collection may have none, and nothing of it is read."""
    folder = config.works.parent / EVIDENCE
    if not config.school:
        return Evidence((), tuple(check_no_evidence(folder)))
    months, findings = read_evidence(folder)
    around = Around(works, published.by_slug, _catchers(pages), config.names)
    told = [*findings, *(each for read in months for each in check_month(read, around))]
    newest = _newest(months)
    named = {read.month: read for read in months}
    meetings = []
    for month in sorted(named.keys() | {sheet.month for _, _, sheet in newest.values()}):
        held = [newest[day] for day in sorted(newest) if newest[day][2].month == month]
        sources = frozenset({f"{EVIDENCE}/{month}", *(f"{path} {field}" for path, field, _ in held)})
        meetings.append((sources, _meeting(month, [sheet for _, _, sheet in held], named.get(month), around)))
        if month not in named:
            told += [unkept(sheet, path) for path, _, sheet in held]
    return Evidence(tuple(meetings), tuple(told))


def source_of(finding: Finding) -> str:
    """What a finding in the evidence is about: one sheet in a file, or else all of a month."""
    if year := re.match(r"years\[\d+\]", finding.field):
        return f"{finding.path} {year[0]}"
    return "/".join(finding.path.split("/")[:2])


def _catchers(pages: TypedPages) -> dict[str, Catcher]:
    """The summary sheets of the site: the note catchers that an archive stands beside."""
    records = {place: each.record for place, each in pages.items() if place.startswith("catchers/")}
    return {
        slug_of(place): record
        for place, record in records.items()
        if isinstance(record, Catcher) and record.tool == "archive"
    }


def _newest(months: tuple[MonthRead, ...]) -> dict[date, tuple[str, str, Sheet]]:
    """Each sheet by its day, after the file that told of it last: a later archive knows what became of its goals."""
    return {
        sheet.date: (path, field, sheet)
        for read in months
        for path, archive in read.archives.items()
        for field, sheet in archive.sheets.items()
    }


def _meeting(month: str, sheets: list[Sheet], read: MonthRead | None, around: Around) -> Meeting:
    if read is None:
        return Meeting(month, tuple(sheets))
    pieces = tuple(piece.slug for piece in pieces_of(read, around.catchers) if piece.slug in around.published)
    return Meeting(month, tuple(sheets), pieces, read.page.body)

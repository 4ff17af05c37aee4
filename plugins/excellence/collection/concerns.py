"""What is to be seen to? Consents that end, words and pictures that fall short, works that wait, links to what is gone.

Whatever a rule has found is taken from there. It is for curators alone: no page that is published tells any of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from ..model.finding import Finding, Place
from ..model.kinds import is_picture, is_text
from ..model.work import Work
from ..reading.file_names import INDEX, told_name
from ..reading.works import Reading, around
from ..rules.alternatives import (
    ALT_MISSING,
    ALT_REPEATS,
    CAPTIONS_MISSING,
    DOCUMENT_WORDS,
    DRAFT_ALT,
    TRANSCRIPT_MISSING,
)
from ..rules.permission import CONSENT_ENDED, CONSENT_ENDS_SOON, NOT_APPROVED
from ..rules.together import REFERENCE_UNKNOWN
from ..rules.transcripts import PROPOSAL_OPEN

AHEAD = timedelta(days=90)  # so long before it ends a consent is told of
SMALL = 1600  # pixels: a picture whose long side has fewer is soft on a projector

_ALT = (ALT_MISSING, ALT_REPEATS, DRAFT_ALT)
_WORDS = (TRANSCRIPT_MISSING, CAPTIONS_MISSING, DOCUMENT_WORDS, PROPOSAL_OPEN)
_ELSEWHERE = (*_ALT, *_WORDS, NOT_APPROVED, CONSENT_ENDED, CONSENT_ENDS_SOON, REFERENCE_UNKNOWN)


class Concern(NamedTuple):
    """One thing, the place where it stands, what helps, and the command that does it or leads on, if one does."""

    slug: str
    path: str
    line: int
    what: str
    remedy: str
    command: str = ""


Concerns = Mapping[str, tuple[Concern, ...]]


def concerns_of(
    readings: Iterable[Reading], findings: Iterable[Finding], against: Iterable[Finding], today: date
) -> Concerns:
    """By kind, what presses most first. `against` are the findings that keep works off the site."""
    read = [(each, each.work) for each in readings if each.work]
    findings = tuple(findings)
    waiting = {reading.slug for reading, work in read if work.status != "approved"}
    found = {
        "consents": _consents(read, today),
        "kept_off": (_told(each) for each in against if each.rule not in _ELSEWHERE and each.slug not in waiting),
        "waiting": (_waiting(reading, work) for reading, work in read if work.status != "approved"),
        "alt": (_told(each) for each in findings if each.rule in _ALT),
        "words": (*(_told(each) for each in findings if each.rule in _WORDS), *_handwriting(read)),
        "small": _small(read),
        "links": (_told(each) for each in findings if each.rule is REFERENCE_UNKNOWN and each.slug),
        "pages": (_told(each) for each in findings if each.rule is REFERENCE_UNKNOWN and not each.slug),
    }
    return {kind: tuple(concerns) for kind, concerns in found.items()}


def _told(found: Finding) -> Concern:
    command = f"scripts/check {found.slug}" if found.slug else "scripts/check"
    return Concern(found.slug, found.path, found.place.line, found.what, found.remedy, command)


def _at(reading: Reading, field: str, what: str, remedy: str, command: str) -> Concern:
    """At the place of a field of the work, or of the nearest thing around it."""
    place = reading.places.get(around(field, reading.places), Place())
    return Concern(reading.slug, f"works/{reading.slug}/{INDEX}", place.line, what, remedy, command)


_Read = list[tuple[Reading, Work]]


def _consents(read: _Read, today: date) -> Iterator[Concern]:
    """Those that have ended and those that will, the first to end first."""
    ends = [
        (work.consent.until, reading)
        for reading, work in read
        if work.status == "approved" and not work.demonstration and work.consent and work.consent.until
    ]
    for until, reading in sorted(ends, key=lambda each: (each[0], each[1].slug)):
        days = (until - today).days
        if days < 0:
            what, remedy = f"the consent ended on {until}", "write the new last day, or take the work down"
            yield _at(reading, "consent.until", what, remedy, f"scripts/withdraw {reading.slug}")
        elif until - today <= AHEAD:
            when = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
            what, remedy = f"the consent ends on {until}, {when}", "ask its holder, and write the new last day"
            yield _at(reading, "consent.until", what, remedy, f"scripts/check {reading.slug}")


def _waiting(reading: Reading, work: Work) -> Concern:
    remedy = "the panel decides" if work.status == "submitted" else "finish it, and set status: submitted"
    return _at(reading, "status", f"the status is {work.status}", remedy, f"scripts/check {reading.slug}")


def _handwriting(read: _Read) -> Iterator[Concern]:
    """Pictures of a writing whose words stand nowhere: no rule asks for these, since not every picture has words."""
    for reading, work in read:
        if work.kind != "writing" or any(is_text(piece.file) for piece in work.pieces):
            continue
        for number, piece in enumerate(work.pieces, 1):
            if is_picture(piece.file) and not piece.transcript:
                what = f"{told_name(piece.file)} is a picture of a writing and has no transcript"
                remedy = "write its words into a text, and name that"
                yield _at(reading, f"pieces[{number}].transcript", what, remedy, f"scripts/check {reading.slug}")


def _small(read: _Read) -> Iterator[Concern]:
    """By what the headers of the files say: nothing need be prepared for that."""
    for reading, work in read:
        for field, file in work.shown_files():
            probe = reading.probes.get(file)
            if probe and is_picture(file) and 0 < max(probe.width, probe.height) < SMALL:
                what = f"{told_name(file)} has {probe.width:,} × {probe.height:,} pixels"
                remedy = "scan or photograph it again, 2,000 pixels or more on the long side"
                yield _at(reading, field, what, remedy, f"scripts/new --add {reading.slug} --from PHOTO")

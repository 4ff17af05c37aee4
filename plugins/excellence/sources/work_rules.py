"""The rules that one work obeys beyond the shape of its front matter. Each rule is a small generator."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from ..model.kinds import LATER, is_picture, is_text, suffix
from ..model.problem import Place
from ..model.vocabulary import Vocabulary
from ..model.work import Consent, Work
from .lists import Withdrawn
from .matter import Flaw
from .personal import names_a_person
from .reader import file_name_problem

SOON = timedelta(days=60)
Found = Iterator[tuple[str, str, str, str]]  # code, field, what is wrong, what would be right


class Setting(Protocol):
    """What the rules need to know of the house that the work is read in."""

    @property
    def vocabulary(self) -> Vocabulary: ...
    @property
    def withdrawn(self) -> tuple[Withdrawn, ...]: ...
    @property
    def today(self) -> date: ...
    @property
    def demonstrations(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a work's folder, and the hashes of its listed pictures."""

    files: frozenset[str]
    hashes: Mapping[str, str]


def check_work(work: Work, places: Mapping[str, Place], folder: Folder, house: Setting) -> Iterator[tuple[str, Flaw]]:
    """Everything that is wrong with a work whose front matter could be read, each with its field."""
    for rule in _RULES:
        for code, where, what, remedy in rule(work, folder, house):
            yield where, Flaw(code, place_of(where, places), what, remedy)


def place_of(where: str, places: Mapping[str, Place]) -> Place:
    """The place of a field, or of the nearest thing around it that stands in the file."""
    while where and where not in places:
        where = where[: max(where.rfind("."), where.rfind("["), 0)]
    return places.get(where, Place())


def _listed(work: Work) -> Iterator[tuple[str, str]]:
    """Every file that the front matter names, with the field that names it. A name that could not be read is blank."""
    return ((where, file) for where, file in _all_listed(work) if file)


def _all_listed(work: Work) -> Iterator[tuple[str, str]]:
    for number, piece in enumerate(work.pieces, 1):
        yield f"pieces[{number}].file", piece.file
        if piece.transcript:
            yield f"pieces[{number}].transcript", piece.transcript
        if piece.captions:
            yield f"pieces[{number}].captions", piece.captions
    for number, draft in enumerate(work.drafts, 1):
        yield from ((f"drafts[{number}].files[{which}]", file) for which, file in enumerate(draft.files, 1))
    if work.task:
        yield "task", work.task
    if work.scoring_tool:
        yield "scoring_tool", work.scoring_tool


def _files(work: Work, folder: Folder, _: Setting) -> Found:
    by_case = {file.lower(): file for file in folder.files}
    for where, file in _listed(work):
        if file not in folder.files:
            near = by_case.get(file.lower())
            remedy = f"it is written {near} in the folder" if near else "add the file, or take the line out"
            yield "file-missing", where, f"there is no file {file}", remedy


def _repeated(work: Work, _f: Folder, _: Setting) -> Found:
    seen: dict[str, str] = {}
    shown = [(f"pieces[{number}].file", piece.file) for number, piece in enumerate(work.pieces, 1) if piece.file]
    for where, file in shown:
        if file in seen:
            yield "file-repeated", where, f"{file} is listed twice", "keep one of the two"
        seen[file] = where


def _unlisted(work: Work, folder: Folder, _: Setting) -> Found:
    named = {file for _, file in _listed(work)}
    for file in sorted(folder.files - named):
        if is_picture(file) or suffix(file) in LATER:
            yield "file-unlisted", "pieces", f"{file} is in the folder and nothing lists it", "list it, or take it out"


def _names(_w: Work, folder: Folder, _: Setting) -> Found:
    lowered: dict[str, str] = {}
    for file in sorted(folder.files):
        problem = file_name_problem(file)
        if problem:
            yield "file-name", "", problem[0], problem[1]
        if file.lower() in lowered:
            what = f"{file} and {lowered[file.lower()]} are one file on some computers"
            yield "file-name", "", what, "rename one of them"
        lowered[file.lower()] = file
        if names_a_person(file):
            yield "personal-details", "", f"the name of {file} looks like a person's", "rename it, as in 01.jpg"


def _kinds(work: Work, _f: Folder, _: Setting) -> Found:
    shown = [(f"pieces[{number}].file", piece.file) for number, piece in enumerate(work.pieces, 1)]
    for number, draft in enumerate(work.drafts, 1):
        shown += [(f"drafts[{number}].files[{which}]", file) for which, file in enumerate(draft.files, 1)]
    for where, file in shown:
        if file and not is_picture(file) and not is_text(file):
            remedy = "give a JPEG, PNG or WebP picture, or a text as .md or .txt"
            what = (
                f"{file} can't be published yet" if suffix(file) in LATER else f"{file} is of no kind that can be shown"
            )
            yield "piece-kind", where, what, remedy
    texts = [("task", work.task), ("scoring_tool", work.scoring_tool)]
    texts += [(f"pieces[{number}].transcript", piece.transcript) for number, piece in enumerate(work.pieces, 1)]
    for where, named in texts:
        if named and not is_text(named):
            yield "piece-kind", where, f"{named} is no text", "give it as .md or .txt"


def _alts(work: Work, _f: Folder, _: Setting) -> Found:
    for number, piece in enumerate(work.pieces, 1):
        where = f"pieces[{number}].alt"
        if is_picture(piece.file) and not piece.alt:
            yield "alt-missing", where, f"{piece.file} has no alt", "say in a sentence what can be seen"
        if piece.alt and piece.alt.casefold() in (work.title.casefold(), piece.file.casefold()):
            yield "alt-repeats", where, "the alt repeats the title or the file name", "say what can be seen"
        if piece.alt and len(piece.alt) > 150:
            yield (
                "alt-long",
                where,
                f"the alt has {len(piece.alt)} characters",
                "keep 150 and move the rest to description",
            )
    for number, draft in enumerate(work.drafts, 1):
        if any(is_picture(file) for file in draft.files) and not draft.alt:
            yield "draft-alt", f"drafts[{number}].alt", "the draft has no alt", "say in a sentence what can be seen"


def _covers(work: Work, _f: Folder, _: Setting) -> Found:
    covers = [(number, piece) for number, piece in enumerate(work.pieces, 1) if piece.cover]
    for number, _piece in covers[1:]:
        yield "cover-twice", f"pieces[{number}].cover", "a second cover", "mark one piece only"
    for number, piece in covers:
        if not is_picture(piece.file):
            yield "cover-kind", f"pieces[{number}].cover", f"{piece.file} is no picture", "mark a picture as the cover"


def _evidence(work: Work, _f: Folder, house: Setting) -> Found:
    listed = {piece.file for piece in work.pieces} | {file for draft in work.drafts for file in draft.files}
    descriptors = house.vocabulary.groups.get("descriptors", {})
    claimed: set[str] = set()
    for attribute in ("complexity", "craftsmanship", "authenticity"):
        for number, claim in enumerate(getattr(work.attributes, attribute), 1):
            where = f"attributes.{attribute}[{number}]"
            claimed.add(claim.key)
            if claim.key and claim.key not in descriptors.get(attribute, ()):
                allowed = ", ".join(descriptors.get(attribute, ()))
                yield (
                    "evidence-key",
                    f"{where}.key",
                    f"{claim.key} is no descriptor of {attribute}",
                    f"use one of: {allowed}",
                )
            if claim.file and claim.file not in listed:
                yield (
                    "evidence-file",
                    f"{where}.file",
                    f"{claim.file} is no piece of this work",
                    "name a file from pieces",
                )
            if not claim.note:
                yield "evidence-note", where, "the claim has no note", "say in 40 words at most what to look at"
    if claimed >= set(house.vocabulary.terms("descriptors")):
        yield "evidence-all", "attributes", "every descriptor is claimed", "keep those that can be seen best"


def _references(work: Work, _f: Folder, _: Setting) -> Found:
    pictures = {piece.file for piece in work.pieces if is_picture(piece.file)}
    pictures |= {file for draft in work.drafts for file in draft.files}
    pointed = [(f"tours[{number}].file", stop.file) for number, stop in enumerate(work.tours, 1)]
    pointed += [(f"redact[{number}].file", box.file) for number, box in enumerate(work.redact, 1)]
    for where, file in pointed:
        if file and file not in pictures:
            yield "reference-file", where, f"{file} is no picture of this work", "name a file from pieces"


def _withdrawn(work: Work, folder: Folder, house: Setting) -> Found:
    if any(gone.slug == work.slug for gone in house.withdrawn):
        yield "withdrawn", "", "this work was withdrawn", "take the folder out; it may not come back"
    hashes = {each for gone in house.withdrawn for each in gone.hashes}
    for where, file in _listed(work):
        if folder.hashes.get(file) in hashes:
            yield "withdrawn", where, f"{file} belongs to a work that was withdrawn", "take the file out"


def _approval(work: Work, _f: Folder, house: Setting) -> Found:
    if work.status in ("draft", "submitted"):
        yield "not-approved", "status", f"the status is {work.status}", "it is left out until a panel approves it"
        return
    if work.demonstration:
        if not house.demonstrations:
            yield (
                "demonstration",
                "demonstration",
                "this collection shows no demonstrations",
                "set demonstrations: true for a trial",
            )
        return
    review = work.review
    if review is None or review.decision != "approved" or len(review.panel) < 2:
        remedy = "add review: {decision: approved, on: 2026-05-04, panel: [curator, teacher]}"
        yield "review-missing", "review", "no panel of two roles has approved this work", remedy
    yield from _consent(work.consent or Consent(), house.today)


def _consent(consent: Consent, today: date) -> Found:
    missing = [name for name in ("ref", "holder", "scope", "until") if not getattr(consent, name)]
    if missing:
        what = f"the consent lacks {', '.join(missing)}"
        yield "consent-missing", "consent", what, "fill it in from the form, or set status: submitted"
    if consent.scope and "site" not in consent.scope:
        yield (
            "consent-scope",
            "consent.scope",
            "the consent does not cover the site",
            "ask the family, or set status: submitted",
        )
    if consent.until and consent.until < today:
        yield (
            "consent-ended",
            "consent.until",
            f"the consent ended on {consent.until}",
            "ask the holder, or withdraw the work",
        )
    elif consent.until and consent.until - today <= SOON:
        days = (consent.until - today).days
        yield "consent-ends-soon", "consent.until", f"the consent ends in {days} days", "ask the holder for a new one"


def _privacy(work: Work, _f: Folder, _: Setting) -> Found:
    if work.status == "approved" and work.redact:
        yield (
            "redact-open",
            "redact",
            "boxes are still to be painted over",
            "paint them into the picture and take redact out",
        )
    if work.consent and work.consent.names == "first-names" and (work.school.name or work.school.place):
        where = "school.name" if work.school.name else "school.place"
        yield (
            "names-and-school",
            where,
            "first names stand with a school or place",
            "take the school's name and place out",
        )


_RULES = (
    _files,
    _repeated,
    _unlisted,
    _names,
    _kinds,
    _alts,
    _covers,
    _evidence,
    _references,
    _withdrawn,
    _approval,
    _privacy,
)

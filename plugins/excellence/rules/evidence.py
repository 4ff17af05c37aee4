"""What a work says of its quality and points to: its cover, its claims, and the places of its tours."""

from collections.abc import Iterator

from ..model.finding import ERROR, WARNING, Finding, Rule
from ..model.kinds import is_picture, is_seen
from ..reading.file_names import told_name
from .rule_context import Subject

COVER_TWICE = Rule(
    "cover-twice",
    "One cover at most",
    "Only one picture can stand for the work.",
    "Keep cover: true at one piece.",
    "cover: true",
)
COVER_KIND = Rule(
    "cover-kind",
    "The cover is a picture",
    "A text can't stand on a card as a picture.",
    "Mark a picture, a PDF or a film.",
    "{file: 01.jpg, cover: true}",
)
EVIDENCE_FILE = Rule(
    "evidence-file",
    "Evidence names a listed file",
    "The reader must be able to look.",
    "Name a file from pieces or drafts, exactly as it is written there.",
    "craftsmanship: [{key: care-precision, note: Scales drawn one by one, file: 01.jpg}]",
)
EVIDENCE_KEY = Rule(
    "evidence-key",
    "A descriptor stands under its own attribute",
    "Else it is filed under a wrong heading.",
    "Move the claim to its attribute; works/vocabulary.yml says which that is.",
    "authenticity: [{key: original-voice, note: …}]",
)
EVIDENCE_NOTE = Rule(
    "evidence-note",
    "Each claim has a note",
    "A claim without evidence is a sticker.",
    "Say in 40 words at most what to look at.",
    "note: Each petal was measured and drawn to scale",
    check=WARNING,
    build=WARNING,
    admit=ERROR,
)
EVIDENCE_ALL = Rule(
    "evidence-all",
    "No work claims every descriptor",
    "Evidence is not a checklist.",
    "Keep the three to six that can be seen best.",
    "complexity: [{key: transfer, note: …}]",
    check=WARNING,
    build=WARNING,
)
REFERENCE_FILE = Rule(
    "reference-file",
    "Tours, boxes and translations name a listed file",
    "They would point at nothing.",
    "Name a file from pieces or drafts, exactly as it is written there.",
    "tours: [{file: 01.jpg, x: 0.4, y: 0.3, title: Start here, text: …}]",
)


def check_evidence(about: Subject) -> Iterator[Finding]:
    for rule in (_covers, _evidence, _references):
        yield from rule(about)


def _covers(about: Subject) -> Iterator[Finding]:
    covers = [(number, piece) for number, piece in enumerate(about.work.pieces, 1) if piece.cover]
    for number, _piece in covers[1:]:
        yield about.finding(COVER_TWICE, f"pieces[{number}].cover", "a second cover", "mark one piece only")
    for number, piece in covers:
        if not is_seen(piece.file):
            what, remedy = f"{piece.file} can't be seen", "mark a picture, a PDF or a film as the cover"
            yield about.finding(COVER_KIND, f"pieces[{number}].cover", what, remedy)


def _evidence(about: Subject) -> Iterator[Finding]:
    listed = {piece.file for piece in about.work.pieces} | {file for draft in about.work.drafts for file in draft.files}
    descriptors = about.context.vocabulary.groups.get("descriptors", {})
    claimed: set[str] = set()
    for attribute in ("complexity", "craftsmanship", "authenticity"):
        for number, claim in enumerate(getattr(about.work.attributes, attribute), 1):
            where = f"attributes.{attribute}[{number}]"
            claimed.add(claim.key)
            if claim.key and claim.key not in descriptors.get(attribute, ()):
                allowed = ", ".join(descriptors.get(attribute, ()))
                yield about.finding(
                    EVIDENCE_KEY,
                    f"{where}.key",
                    f"{claim.key} is no descriptor of {attribute}",
                    f"use one of: {allowed}",
                )
            if claim.file and claim.file not in listed:
                yield about.finding(
                    EVIDENCE_FILE,
                    f"{where}.file",
                    f"{told_name(claim.file)} is no piece of this work",
                    "name a file from pieces",
                )
            if not claim.note:
                yield about.finding(
                    EVIDENCE_NOTE, f"{where}.note", "the claim has no note", "say in 40 words at most what to look at"
                )
    if claimed >= set(about.context.vocabulary.terms("descriptors")):
        yield about.finding(
            EVIDENCE_ALL, "attributes", "every descriptor is claimed", "keep those that can be seen best"
        )


def _references(about: Subject) -> Iterator[Finding]:
    pictures = {piece.file for piece in about.work.pieces if is_picture(piece.file)}
    pictures |= {file for draft in about.work.drafts for file in draft.files}
    for number, stop in enumerate(about.work.tours, 1):
        if stop.file and stop.file not in pictures:
            what = f"{told_name(stop.file)} is no picture of this work"
            yield about.finding(REFERENCE_FILE, f"tours[{number}].file", what, "name a file from pieces")

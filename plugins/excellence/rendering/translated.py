"""A work in another language: the translated words in their places, the rest as it was and marked as such."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..model.work import Attributes, Evidence, Translation, Work

# The parts of a page that a translation may give.
PARTS = ("title", "summary", "quote", "useful_for", "for_students", "body")
# Those that no translation holds.
KEPT = ("driving_question", "drafts", "stops", "standards", "task", "scoring", "media", "label")


@dataclass(frozen=True, slots=True)
class Translated:
    """`work` with the words of a translation; `kept` names the parts that are still in the language of the original."""

    work: Work
    original: Work
    kept: frozenset[str]
    whole: bool

    def lang(self, part: str) -> str:
        """The language to mark a part with; empty where it was translated."""
        return self.original.language if part in self.kept else ""


def translate(work: Work, by: Translation) -> Translated:
    """The work as a reader of `by.language` finds it. Pieces stay as they are: they are the work itself."""
    said = {part: getattr(by, part) for part in PARTS if getattr(by, part)}
    captions, alts, notes = dict(by.captions), dict(by.alts), dict(by.notes)
    pieces = tuple(
        replace(
            piece,
            language=piece.language or work.language,
            caption=captions.get(piece.file, piece.caption),
            alt=alts.get(piece.file, piece.alt),
        )
        for piece in work.pieces
    )
    drafts = tuple(
        replace(draft, alt=next((alts[file] for file in draft.files if file in alts), draft.alt))
        for draft in work.drafts
    )
    found = replace(
        work,
        language=by.language,
        pieces=pieces,
        drafts=drafts,
        attributes=_with_notes(work.attributes, notes),
        **said,
    )
    kept = {part for part in PARTS if getattr(work, part) and part not in said} | {*KEPT}
    kept |= {f"caption:{piece.file}" for piece in work.pieces if piece.caption and piece.file not in captions}
    kept |= {f"note:{claim.key}" for claim in _claims(work.attributes) if claim.note and claim.key not in notes}
    told = {part for part in kept if part not in KEPT}
    return Translated(found, work, frozenset(kept), not told)


def _claims(attributes: Attributes) -> tuple[Evidence, ...]:
    return (*attributes.complexity, *attributes.craftsmanship, *attributes.authenticity)


def _with_notes(attributes: Attributes, notes: Mapping[str, str]) -> Attributes:
    def told(claims: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(replace(claim, note=notes.get(claim.key, claim.note)) for claim in claims)

    return Attributes(
        complexity=told(attributes.complexity),
        craftsmanship=told(attributes.craftsmanship),
        authenticity=told(attributes.authenticity),
    )

"""A work in another language: the translated words in their places, the rest as it was and marked as such."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..model.work import Attributes, Draft, Evidence, Translation, Work

# The parts of a page that a translation may give.
PARTS = (
    "title",
    "summary",
    "quote",
    "useful_for",
    "for_students",
    "body",
    "driving_question",
    "duration",
    "audience",
)
# Those that no translation holds.
KEPT = ("drafts", "stops", "standards", "task", "scoring", "media")
# What a draft says of itself.
_DRAFT = ("label", "changed", "feedback")


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


def translation_in(work: Work, language: str) -> Translation | None:
    """The translation for readers of a language; none where the work is in it already."""
    base = language.split("-")[0]
    if work.language.split("-")[0] == base:
        return None
    return next((each for each in work.translations if each.language.split("-")[0] == base), None)


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
    found = replace(
        work,
        language=by.language,
        pieces=pieces,
        drafts=tuple(_draft(draft, by) for draft in work.drafts),
        attributes=_with_notes(work.attributes, notes),
        **said,
    )
    kept = {part for part in PARTS if getattr(work, part) and part not in said} | {*KEPT}
    kept |= {f"caption:{piece.file}" for piece in work.pieces if piece.caption and piece.file not in captions}
    kept |= {f"note:{claim.key}" for claim in _claims(work.attributes) if claim.note and claim.key not in notes}
    for draft in work.drafts:
        kept |= {f"{part}:{draft.files[0]}" for part in _DRAFT if getattr(draft, part) and not _of(by, part, draft)}
    told = {part for part in kept if part not in KEPT}
    return Translated(found, work, frozenset(kept), not told)


def _of(by: Translation, part: str, draft: Draft) -> str | None:
    return dict(getattr(by, f"{part}s" if part == "label" else part)).get(draft.files[0])


def _draft(draft: Draft, by: Translation) -> Draft:
    alts = dict(by.alts)
    label, changed, feedback = (_of(by, part, draft) or getattr(draft, part) for part in _DRAFT)
    alt = next((alts[file] for file in draft.files if file in alts), draft.alt)
    return replace(draft, alt=alt, label=label, changed=changed, feedback=feedback)


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

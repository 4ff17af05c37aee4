"""What a translation names must be there in the work: words for anything else would be lost in silence."""

from collections.abc import Iterator, Mapping

from ..model.finding import Finding, Place, Rule
from ..model.work import Translation
from ..reading.file_names import told_name
from ..reading.works import around
from .evidence import EVIDENCE_KEY, REFERENCE_FILE
from .rule_context import Subject


def check_translation(
    about: Subject, file: str, translation: Translation, places: Mapping[str, Place]
) -> Iterator[Finding]:
    """`file` is the translation's own, and `places` are those of its fields."""
    path, slug = f"works/{about.work.slug}/{file}", about.work.slug
    for rule, table, key, what, remedy in _lost(about, translation):
        place = places.get(around(f"{table}.{key}", places), Place())
        yield Finding(rule, what, remedy, place, table, path, slug)


def _lost(about: Subject, translation: Translation) -> Iterator[tuple[Rule, str, str, str, str]]:
    files = {named for _, named in about.work.shown_files()}
    claims = about.work.attributes
    keys = {claim.key for claim in (*claims.complexity, *claims.craftsmanship, *claims.authenticity)}
    drafts = {draft.files[0] for draft in about.work.drafts}
    tables = {
        **dict.fromkeys(("captions", "alts"), (files, "is no piece of this work", "name a file from pieces")),
        **dict.fromkeys(("labels", "changed", "feedback"), (drafts, "begins no draft", "name a draft's first file")),
    }
    for table, (known, what, remedy) in tables.items():
        for named, _ in getattr(translation, table):
            if named not in known:
                yield REFERENCE_FILE, table, named, f"{told_name(named)} {what}", remedy
    for key, _ in translation.notes:
        if key not in keys:
            remedy = f"use one of: {', '.join(sorted(keys)) or 'none, as yet'}"
            yield EVIDENCE_KEY, "notes", key, "this work has no claim of this key", remedy

"""Everything that one work must obey, looked for in one go."""

from collections.abc import Iterator
from dataclasses import replace

from ..model.finding import Finding
from ..model.kinds import CAPTIONS, suffix
from ..reading.captions import CONVERTED
from ..reading.file_names import INDEX
from ..reading.telling import told_field
from ..reading.works import Reading, Words, around
from .alternatives import check_alternatives
from .evidence import check_evidence
from .files import check_files
from .kinds import check_kinds
from .permission import check_permission
from .personal import personal_details, scan
from .redaction import check_boxes
from .regions import check_region
from .rule_context import RuleContext, Subject
from .speakers import speakers
from .transcripts import check_transcripts
from .translations import check_translation
from .withdrawal import check_withdrawn

_RULES = (
    check_files,
    check_kinds,
    check_transcripts,
    check_alternatives,
    check_evidence,
    check_boxes,
    check_withdrawn,
    check_permission,
    check_region,
)


def check_work(reading: Reading, words: Words, context: RuleContext) -> Iterator[Finding]:
    """Everything that is wrong with a work beyond what its reading told.

    Of the fields in `reading.unread` something is said already: nobody should be told that they are missing besides.
    """
    yield from _personal(reading, words, context.names)
    work = reading.work or reading.parts
    if work is None or not reading.places:
        return
    about = Subject(work, reading, context)
    for rule in _RULES:
        yield from (found for found in rule(about) if not around(found.field, reading.unread))
    for file, (translation, places) in words.translations.items():
        yield from check_translation(about, file, translation, places)


def _personal(reading: Reading, words: Words, names: tuple[str, ...]) -> Iterator[Finding]:
    """What may lead to a child, in everything that people wrote."""
    slug = reading.slug
    for file, page in words.pages.items():
        if page.value is not None or file == INDEX:
            for found in personal_details(page, names):
                yield replace(found, field=told_field(found.field), path=f"works/{slug}/{file}", slug=slug)
    work = reading.work or reading.parts
    captions = {piece.captions for piece in work.pieces} if work is not None else set()
    for file, text in words.texts.items():
        said = speakers(text) if file in captions and suffix(file) in {CAPTIONS, *CONVERTED} else ()
        for found in (*scan(text, names=names), *said):
            yield replace(found, path=f"works/{slug}/{file}", slug=slug)

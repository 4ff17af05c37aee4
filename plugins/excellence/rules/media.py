"""What is told of a work's files only once they are prepared: what they carry, hide and say."""

from collections.abc import Iterator

from ..media.errors import CLEAN, METADATA, PDF_HIDDEN, REDACT_PLACE
from ..model.derivative import Derivative, Document, Film, Recording
from ..model.finding import Finding
from ..model.work import Work
from ..reading.captions import CAPTIONS_DAMAGED, read_captions
from ..reading.file_names import told_name
from .personal import scan
from .rule_context import Subject

_LATE = 5_000  # thousandths of a second after the end of a film: captions may be a little off


def field_of(work: Work, file: str) -> str:
    """The field that shows a file; empty for one that is no piece and no draft."""
    return next((where for where, named in work.shown_files() if named == file), "")


def check_refused(about: Subject, file: str, refused: Finding) -> Finding:
    """What was told of a file as such, at the field of the work that shows it."""
    return about.finding(refused.rule, field_of(about.work, file), f"{told_name(file)} {refused.what}", refused.remedy)


def check_made(about: Subject, file: str, made: Derivative) -> Iterator[Finding]:
    if isinstance(made, Document):
        yield from _hidden(about, file, made)
        yield from _said(about, file, made)
        yield from _boxes(about, file, made)
    if isinstance(made, Film):
        yield from _after_the_end(about, file, made)
    if isinstance(made, Recording | Film) and made.traces:
        what = f"{told_name(file)} carries {', '.join(made.traces)}"
        yield about.finding(METADATA, field_of(about.work, file), what, CLEAN)


def _after_the_end(about: Subject, file: str, film: Film) -> Iterator[Finding]:
    """Captions that nobody can ever see."""
    for number, piece in enumerate(about.work.pieces, 1):
        text = about.work.text(piece.captions or "") if piece.file == file else ""
        if text and any(cue.start > film.seconds * 1000 + _LATE for cue in read_captions(text)[0]):
            what = "a cue begins after the film has ended"
            yield about.finding(
                CAPTIONS_DAMAGED, f"pieces[{number}].captions", what, "correct its times, or take it out"
            )


def _hidden(about: Subject, file: str, made: Document) -> Iterator[Finding]:
    if not made.flat:
        covered = "still holds its own text and drawings, so that what is covered in them can be uncovered"
        what = f"hides {', '.join(made.traces)}" if made.traces else covered
        remedy = "let scripts/scrub make its pages anew"
        yield about.finding(PDF_HIDDEN, field_of(about.work, file), f"{told_name(file)} {what}", remedy)


def _said(about: Subject, file: str, made: Document) -> Iterator[Finding]:
    """What can be read in a document."""
    where, remedy = field_of(about.work, file), "correct the document, or paint it over with redact"
    for number, words in enumerate(made.words, 1):
        for found in scan(words, names=about.context.names):
            yield about.finding(found.rule, where, f"on page {number} of {told_name(file)}, {found.what}", remedy)


def _boxes(about: Subject, file: str, made: Document) -> Iterator[Finding]:
    """Boxes on pages that the document doesn't have."""
    total = len(made.pages)
    for number, box in enumerate(about.work.redact, 1):
        where = f"redact[{number}]"
        if box.file == file and (box.page or 1) > total:
            what = f"{told_name(file)} has no page {box.page}: it has {total}"
            yield about.finding(REDACT_PLACE, f"{where}.page", what, "correct the page")
        elif box.file == file and box.page is None and total > 1:
            what = f"{told_name(file)} has {total} pages, and the box names none"
            yield about.finding(REDACT_PLACE, where, what, "add page: 1, or the page that it is on")

"""Which kinds of file a piece, a task and captions can be."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from ..model.finding import Finding, Rule
from ..model.kinds import CAPTIONS, KNOWN, foreign, kind_of, suffix
from ..reading.captions import CAPTIONS_DAMAGED, CONVERTED
from ..reading.file_names import told_name
from .rule_context import Subject

PIECE_KIND = Rule(
    "piece-kind",
    "The piece is of a kind that can be published",
    "Other kinds can't be shown or cleaned.",
    "Save it as a picture, PDF, sound, film or text of one of the known kinds.",
    "save report.docx as report.pdf",
)


def check_kinds(about: Subject) -> Iterator[Finding]:
    shown = [(f"pieces[{number}].file", piece.file) for number, piece in enumerate(about.work.pieces, 1)]
    for number, draft in enumerate(about.work.drafts, 1):
        shown += [(f"drafts[{number}].files[{which}]", file) for which, file in enumerate(draft.files, 1)]
    for where, file in shown:
        if file and not kind_of(file):
            known = foreign(file)
            what = f"is {known[0]}, which can't be shown" if known else "is of no kind that can be shown"
            yield about.finding(
                PIECE_KIND, where, f"{told_name(file)} {what}", known[1] if known else f"give one of: {KNOWN}"
            )
    for where, named in (("task", about.work.task), ("scoring_tool", about.work.scoring_tool)):
        if named and kind_of(named) not in ("text", "document"):
            yield about.finding(
                PIECE_KIND, where, f"{told_name(named)} is neither a text nor a PDF", "give it as .md, .txt or .pdf"
            )
    for number, piece in enumerate(about.work.pieces, 1):
        where = f"pieces[{number}].captions"
        if piece.captions and (kind := CONVERTED.get(suffix(piece.captions))):
            what = f"{told_name(piece.captions)} is {kind}, and browsers play WebVTT alone"
            remedy = f"run scripts/check --fix, which makes {_as_captions(piece.captions)} of it"
            yield about.finding(CAPTIONS_DAMAGED, where, what, remedy)
        elif piece.captions and suffix(piece.captions) != CAPTIONS:
            yield about.finding(PIECE_KIND, where, f"{told_name(piece.captions)} is no caption file", "give it as .vtt")


def _as_captions(file: str) -> str:
    return told_name(PurePosixPath(file).with_suffix(CAPTIONS).as_posix())

"""The words of what can't be read out: transcripts, and proposals that a person has still to read and to accept."""

import re

from ..model.kinds import PROPOSED, is_text, suffix
from ..model.work import Work
from ..reading.file_names import told_name
from .rule_context import Folder, Found, Setting, listed

_ACCEPT = "read it beside {0}, correct it, name it {1} and list that as the transcript; or delete it"


def _ends(proposal: str) -> tuple[str, str]:
    """The document that a proposal is about, and the transcript that it may become."""
    stem = proposal.removesuffix(PROPOSED)
    return f"{stem}.pdf", f"{stem}.txt"


def proposal_of(document: str) -> str:
    """The file in which the words of a document are proposed."""
    return f"{document.removesuffix(suffix(document))}{PROPOSED}"


def how_to_accept(proposal: str) -> str:
    return _ACCEPT.format(*_ends(proposal))


def check_transcripts(work: Work, _f: Folder, _: Setting) -> Found:
    transcripts = [(f"pieces[{number}].transcript", piece.transcript) for number, piece in enumerate(work.pieces, 1)]
    transcripts += [(name, getattr(work, name)) for name in ("task_transcript", "scoring_tool_transcript")]
    for where, named in transcripts:
        if named and not is_text(named):
            yield "piece-kind", where, f"{told_name(named)} is no text", "give it as .md or .txt"
    for where, file in listed(work):
        if ".proposed." in file:
            remedy = "read it beside the PDF, correct it, and take “proposed” out of its name"
            yield "piece-kind", where, f"{told_name(file)} is a proposal that nobody has accepted yet", remedy
        if re.fullmatch(r"(?:.*/)?index(?:\..+)?\.md", file, re.IGNORECASE):
            what = f"{told_name(file)} is the page of a work, with what nobody is to read in it"
            yield "piece-kind", where, what, "name a text of its own"

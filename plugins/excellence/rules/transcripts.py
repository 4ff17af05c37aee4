"""The words of what can't be read out: transcripts, and proposals that a person has still to read and to accept."""

import re
from collections.abc import Iterator

from ..model.finding import ERROR, WARNING, Finding, Rule
from ..model.kinds import PROPOSED, is_text, suffix
from ..reading.file_names import told_name
from .kinds import PIECE_KIND
from .rule_context import Subject

PROPOSAL_OPEN = Rule(
    "proposal-open",
    "Proposed words are read by somebody",
    "A program may read what nobody should.",
    "Read it beside the pages, correct it, name it without “proposed” and list it; or delete it.",
    "report.proposed.txt becomes report.txt",
    check=WARNING,
    build=WARNING,
    admit=ERROR,
)

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


def check_transcripts(about: Subject) -> Iterator[Finding]:
    transcripts = [
        (f"pieces[{number}].transcript", piece.transcript) for number, piece in enumerate(about.work.pieces, 1)
    ]
    transcripts += [(name, getattr(about.work, name)) for name in ("task_transcript", "scoring_tool_transcript")]
    for where, named in transcripts:
        if named and not is_text(named):
            yield about.finding(PIECE_KIND, where, f"{told_name(named)} is no text", "give it as .md or .txt")
    for where, file in about.work.named_files():
        if ".proposed." in file:
            remedy = "read it beside the PDF, correct it, and take “proposed” out of its name"
            yield about.finding(
                PIECE_KIND, where, f"{told_name(file)} is a proposal that nobody has accepted yet", remedy
            )
        if re.fullmatch(r"(?:.*/)?index(?:\..+)?\.md", file, re.IGNORECASE):
            what = f"{told_name(file)} is the page of a work, with what nobody is to read in it"
            yield about.finding(PIECE_KIND, where, what, "name a text of its own")

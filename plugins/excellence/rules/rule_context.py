"""What the rules need to know besides the work itself, and what they yield."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ..model.vocabulary import Vocabulary
from ..model.work import Work
from ..reading.lists import Withdrawn

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
    @property
    def names(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a work's folder, the hashes of those that are listed, and what is still away in a cloud.

    An accent that the disk stores apart is one letter here, as in index.md.
    """

    files: frozenset[str]
    hashes: Mapping[str, str]
    away: frozenset[str] = frozenset()


def listed(work: Work) -> Iterator[tuple[str, str]]:
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
    for name in ("scoring_tool", "task_transcript", "scoring_tool_transcript"):
        if file := getattr(work, name):
            yield name, file

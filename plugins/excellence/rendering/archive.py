"""What lies in the archive of a work, for whoever takes it along: all that its consent covers, and whose it is."""

from collections.abc import Iterator
from typing import NamedTuple

from ..collection.published import Published
from ..model.derivative import Copy, Document, Film, Picture, Recording, Rendition


class Inside(NamedTuple):
    """A file of an archive: its name there, and its words or the published file that it is a copy of."""

    name: str
    content: str | Rendition | Copy

    @property
    def bytes(self) -> int:
        return len(self.content.encode()) if isinstance(self.content, str) else self.content.bytes


def archive_uri(slug: str) -> str:
    return f"works/{slug}/{slug}.zip"


def inside(each: Published, credit: str) -> list[Inside]:
    """Every piece and draft, the task and the scoring tool, and a text that says whose it is; nothing where the
    consent does not cover that it is taken along."""
    if not each.allows("download"):
        return []
    named = [*_pieces(each), *_drafts(each), *_sheets(each), Inside("credit.txt", credit)]
    return [found._replace(name=f"{each.slug}/{found.name}") for found in named]


def _pieces(each: Published) -> Iterator[Inside]:
    for number, piece in enumerate(each.work.pieces, 1):
        yield from _file(each, piece.file, f"piece-{number}")
        told = {"captions": piece.captions, "transcript": piece.transcript}
        for name, file in told.items():
            if file:
                yield from _file(each, file, f"piece-{number}-{name}")


def _drafts(each: Published) -> Iterator[Inside]:
    for number, draft in enumerate(each.work.drafts, 1):
        for which, file in enumerate(draft.files, 1):
            yield from _file(each, file, f"draft-{number}" + (f"-{which}" if len(draft.files) > 1 else ""))


def _sheets(each: Published) -> Iterator[Inside]:
    work = each.work
    sheets = ("task", work.task, work.task_text), ("scoring-tool", work.scoring_tool, work.scoring_text)
    for name, file, text in sheets:
        if file and text:
            yield Inside(f"{name}.{_ending(file)}", text)
        elif file:
            yield from _file(each, file, name)
    transcripts = {"task": work.task_transcript, "scoring-tool": work.scoring_tool_transcript}
    for name, file in transcripts.items():
        if file:
            yield from _file(each, file, f"{name}-transcript")


def _file(each: Published, file: str, name: str) -> Iterator[Inside]:
    """A file as it is published; a picture as a JPEG, which every program opens."""
    match each.derivatives.get(file):
        case Picture() as picture:
            large = picture.of("take") or picture.of("jpeg")
            yield Inside(f"{name}.jpg", large[-1])
        case Document(copy=copy) | Recording(copy=copy) | Film(copy=copy):
            yield Inside(f"{name}.{_ending(copy.name)}", copy)
        case _ if text := each.work.text(file):
            yield Inside(f"{name}.{_ending(file)}", text)


def _ending(file: str) -> str:
    return file.rpartition(".")[2].lower()

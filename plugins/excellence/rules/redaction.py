"""Boxes that are to be painted over: where they can be, and where one would only seem to cover something."""

from collections.abc import Iterator

from ..media.errors import REDACT_PLACE
from ..model.finding import Finding
from ..model.kinds import kind_of
from ..model.work import Redaction
from ..reading.file_names import called, told_name
from .evidence import REFERENCE_FILE
from .rule_context import Subject


def check_boxes(about: Subject) -> Iterator[Finding]:
    """A box that can't be painted must never seem to be."""
    for number, box in enumerate(about.work.redact, 1):
        where = f"redact[{number}]"
        if box.file and box.file not in about.reading.files:
            yield about.finding(
                REFERENCE_FILE, f"{where}.file", f"there is no file {called(box.file)}", "name a file of this work"
            )
        elif box.file and (refused := box_problem(box)):
            yield about.finding(REDACT_PLACE, where, *refused)


def box_problem(box: Redaction) -> tuple[str, str] | None:
    """Why a box can't be painted, whatever the file holds, and what would be right."""
    file = told_name(box.file)
    match kind_of(box.file):
        case "picture" if box.page not in (None, 1):
            return f"{file} is a picture and has no page {box.page}", "take page out"
        case "picture" | "document":
            if box.w and box.h and box.x < 1 and box.y < 1:
                return None
            return "the box has no size, or lies off the picture", "give w and h, and x and y below 1"
        case "film":
            remedy = "cover the place in a video program, or cut that part out; then take this box out"
            return f"{file} is a film, and a box can't be painted on one", remedy
        case "recording":
            remedy = "cut the words out in a sound program; then take this box out"
            return f"{file} is a sound, and a box can't be painted on one", remedy
        case "text":
            return f"{file} is a text", "take the words out of it; then take this box out"
    return f"{file} is of no kind that a box can be painted on", "name a picture or a PDF"

"""What is said of a file that can't be taken, and the one way its bytes are read."""

import struct
import zlib
from collections.abc import Iterable
from pathlib import Path
from stat import S_ISREG
from traceback import walk_tb
from typing import Final

from ..model.finding import WARNING, WITHHELD, Finding, Rule
from ..model.limits import BYTES

REDACT_PLACE = Rule(
    "redact-place",
    "A box lies on a picture or on a page of a PDF",
    "Elsewhere it would cover nothing.",
    "Name a picture or a PDF, with the page if it has several; x, y, w and h are fractions of its sides.",
    "redact: [{file: report.pdf, page: 2, x: 0.1, y: 0.05, w: 0.3, h: 0.04}]",
    build=WITHHELD,
)
PIECE_EMPTY = Rule(
    "piece-empty",
    "No file is empty",
    "There is nothing to show.",
    "Write the words, or take the file out.",
    "01.txt holds what is written on the picture",
)
METADATA = Rule(
    "metadata",
    "Files carry no data about people or places",
    "The repository itself is public.",
    "Let scripts/scrub clean the file; it keeps the picture, the sound or the pages and nothing else.",
    "scripts/scrub frog-cards",
    build=WARNING,
)
PDF_HIDDEN = Rule(
    "pdf-hidden",
    "A PDF is pictures of its pages",
    "What is covered in a document can be uncovered.",
    "Let scripts/scrub make its pages anew from what can be seen. Its words go into a transcript, which you read.",
    "scripts/scrub frog-cards",
    build=WARNING,
)
FILE_UNCLEAN = Rule(
    "file-unclean",
    "Every file can be cleaned",
    "What stays in it could lead to a child.",
    "Save it anew in the kind that the message names.",
    "save the recording as MP3",
)
FILE_TOO_LARGE = Rule(
    "file-too-large",
    "Files keep the limits",
    "Larger ones slow the site and the repository.",
    "Make it smaller: 25 MB a file, 40 pages a PDF, 30 minutes of sound, 10 minutes of film.",
    "give the pages that matter",
)
FILE_TOO_SLOW = Rule(
    "file-too-slow",
    "A file is prepared in time and memory",
    "One file must not stop the rest.",
    "Save it smaller or simpler.",
    "save the picture at 3,000 pixels on the long side",
)
PROGRAM_ERROR = Rule(
    "program-error",
    "The program itself works",
    "A fault of ours must not look like a fault of a file.",
    "Nothing is wrong with the file. Report the message to those who keep this software.",
    "send the message as it stands, without the file",
    build=WITHHELD,
)
FILE_FORMAT = Rule(
    "file-format",
    "The content fits the file's name",
    "A file that says it is something else deceives.",
    "Save it as what its name says, or give it the name that fits.",
    "reading.mp3 is an MP3",
)
FILE_DAMAGED = Rule(
    "file-damaged",
    "Documents, sounds and films can be read",
    "Half a piece would be published.",
    "Copy it again from where it came, or save it anew.",
    "print the PDF to a new PDF",
)
FILE_LOCKED = Rule(
    "file-locked",
    "No file is locked",
    "What can't be opened can't be checked.",
    "Open it with its password and save it without one.",
    "print the PDF to a new PDF",
)
LFS_POINTER = Rule(
    "lfs-pointer",
    "Files are the files themselves",
    "A pointer of Git LFS or of scripts/originals holds no picture.",
    "Fetch the file behind the pointer, or name the store that has it in originals_store.",
    "git lfs pull",
)
IMAGE_FORMAT = Rule(
    "image-format",
    "The content fits the picture's name",
    "A file that deceives can't be trusted.",
    "Give it the ending that fits. scripts/check --fix does it.",
    "a JPEG picture is named 01.jpg",
)
IMAGE_DAMAGED = Rule(
    "image-damaged",
    "Pictures can be read to the end",
    "Half a picture would be published.",
    "Copy it again from the camera, or scan it again.",
    "01.jpg opens in any program",
)
IMAGE_TOO_LARGE = Rule(
    "image-too-large",
    "Pictures keep the limits",
    "Larger ones slow or break the build.",
    "Save it at 3,000 pixels on the long side; scripts/new does that by itself.",
    "scripts/new --from FOLDER",
)
IMAGE_SMALL = Rule(
    "image-small",
    "Pictures have 1,000 pixels or more on the long side",
    "Others can't be projected.",
    "Photograph or scan it again, closer.",
    "2,000 × 1,500 pixels",
    check=WARNING,
    build=WARNING,
)
FILE_UNREADABLE = Rule(
    "file-unreadable",
    "Every file can be read",
    "What can't be read can't be checked.",
    "Give yourself the right to read it, and see that it is an ordinary file.",
    "chmod u+r 01.jpg",
)


CLEAN: Final = "let scripts/scrub clean it"

# What bytes that are not what they should be make a reader raise. A TypeError or a missing attribute is not among it.
_OF_BYTES: Final = (
    *(OSError, EOFError, ValueError, SyntaxError, ArithmeticError, IndexError, BufferError, NotImplementedError),
    *(RuntimeError, RuntimeWarning, struct.error, zlib.error),
)
_OF_CODE: Final = (TypeError, AttributeError, NameError, ImportError, AssertionError)
_OURS: Final = __name__.split(".", maxsplit=1)[0]

_REPORT: Final = "please report it to those who keep this software (see SECURITY.md, or the repository's issues)"
_LFS_POINTER: Final = b"version https://git-lfs"


class Refused(Exception):  # noqa: N818 - it says what happened to the file, which is no error of the program
    """Carries what was found in a file that can't be taken."""

    def __init__(self, rule: Rule, what: str, remedy: str) -> None:
        super().__init__(rule, what, remedy)
        self.finding = Finding(rule, what, remedy)


class OutOfReach(Exception):  # noqa: N818 - it is said to a person, who can mend it
    """Why other computers or a store can't be used: what, where and the remedy, in one line. Never holds a secret."""


def blamed(
    error: Exception, damaged: Refused, *, also: tuple[type[Exception], ...] = (), libraries: Iterable[str] = ()
) -> Refused:
    """`damaged` where the file made a library raise this, and else a fault of this program, told as one.

    `also` are the library's own exceptions. Of the `libraries` written in Python anything is believed that they raise
    themselves: there a bad file can end in any error, while a call that they don't know ends in our own lines.
    """
    *_, (innermost, line) = walk_tb(error.__traceback__)
    room = str(innermost.f_globals.get("__name__", ""))
    top = room.split(".", maxsplit=1)[0]
    by_file = isinstance(error, also) or (top != _OURS and isinstance(error, _OF_BYTES)) or top in libraries
    return damaged if by_file else _program(error, room, line)


def program_error(error: Exception) -> Refused:
    """What is said where no file can be to blame."""
    *_, (innermost, line) = walk_tb(error.__traceback__)
    return _program(error, str(innermost.f_globals.get("__name__", "")), line)


def _program(error: Exception, room: str, line: int) -> Refused:
    # The text of any other error could quote the file, and with it a person.
    said = f": {error}" if isinstance(error, _OF_CODE) else ""
    what = f"could not be prepared because of a fault in this program ({type(error).__name__} in {room}:{line}{said})"
    return Refused(PROGRAM_ERROR, what, _REPORT)


def unreadable(reason: str | None) -> Refused:
    return Refused(FILE_UNREADABLE, f"can't be read: {reason or 'unknown reason'}", "see that the file can be opened")


def changed() -> Refused:
    return Refused(FILE_UNREADABLE, "was changed while the site was built", "build again")


def too_slow(seconds: float, memory: int) -> Refused:
    what = f"can't be prepared within {seconds:g} seconds and {mega(memory)} of memory"
    return Refused(FILE_TOO_SLOW, what, "save it smaller or simpler: a picture at 3,000 pixels on the long side")


def read(path: Path) -> bytes:
    """The whole file, read once; its size is asked first, so that a huge file never gets into memory."""
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):
            raise unreadable("it is no ordinary file")
        check_bytes(status.st_size)
        with path.open("rb") as file:
            data = file.read(status.st_size + 1)
    except OSError as error:
        raise unreadable(error.strerror) from error
    if len(data) != status.st_size:
        raise changed()
    if data.startswith(_LFS_POINTER):
        remedy = "name the store that has it in originals_store, or run: git lfs pull"
        raise Refused(LFS_POINTER, "is a pointer, not the file itself", remedy)
    return data


def check_bytes(size: int) -> None:
    if not size:
        raise Refused(
            PIECE_EMPTY, "is empty", "if a cloud keeps it, open it once, so that it is downloaded; else copy it again"
        )
    if size > BYTES:
        what = f"has {mega(size)}; {mega(BYTES)} is the most"
        raise Refused(FILE_TOO_LARGE, what, "save it smaller: a picture at 3,000 pixels, a film at 720 lines")


def mega(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size < 10**9 else f"{size / 1e9:,.1f} GB"

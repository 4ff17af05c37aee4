"""What is said of a file that can't be taken, and the one way its bytes are read."""

import struct
import zlib
from collections.abc import Iterable
from pathlib import Path
from stat import S_ISREG
from traceback import walk_tb
from typing import Final

from ..model.derivative import Fault

CLEAN: Final = "let scripts/scrub clean it"
BYTES: Final = 25_000_000

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
    """Carries the fault of a file that can't be taken."""

    def __init__(self, code: str, what: str, remedy: str) -> None:
        super().__init__(code, what, remedy)
        self.fault = Fault(code, what, remedy)


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
    return Refused("program-error", what, _REPORT)


def unreadable(reason: str | None) -> Refused:
    return Refused("file-unreadable", f"can't be read: {reason or 'unknown reason'}", "see that the file can be opened")


def changed() -> Refused:
    return Refused("file-unreadable", "was changed while the site was built", "build again")


def too_slow(seconds: float, memory: int) -> Refused:
    what = f"can't be prepared within {seconds:g} seconds and {mega(memory)} of memory"
    return Refused("file-too-slow", what, "save it smaller or simpler: a picture at 3,000 pixels on the long side")


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
        raise Refused("lfs-pointer", "is a Git LFS pointer, not the file itself", "run: git lfs pull")
    return data


def check_bytes(size: int) -> None:
    if not size:
        raise Refused(
            "piece-empty", "is empty", "if a cloud keeps it, open it once, so that it is downloaded; else copy it again"
        )
    if size > BYTES:
        what = f"has {mega(size)}; {mega(BYTES)} is the most"
        raise Refused("file-too-large", what, "save it smaller: a picture at 3,000 pixels, a film at 720 lines")


def mega(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size < 10**9 else f"{size / 1e9:,.1f} GB"

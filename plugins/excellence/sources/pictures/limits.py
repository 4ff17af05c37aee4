"""How large a picture may be, and what is said of one that can't be taken."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG
from typing import Final
from warnings import catch_warnings, simplefilter

from PIL import Image

from ...model.picture import Fault

BYTES: Final = 25_000_000
PIXELS: Final = 50_000_000
SIDE: Final = 20_000
FRAMES: Final = 300
SMALL: Final = 1_000

_LFS_POINTER: Final = b"version https://git-lfs"
_AGAIN: Final = "scan it again, or save it again from the original"
_SMALLER: Final = "save it at 3,000 pixels on the long side"


class Refused(Exception):  # noqa: N818 - it says what happened to the picture, which is no error of the program
    """Carries the fault of a picture that can't be taken."""

    def __init__(self, code: str, what: str, remedy: str) -> None:
        super().__init__(code, what, remedy)
        self.fault = Fault(code, what, remedy)


def unreadable(reason: str | None) -> Refused:
    return Refused("file-unreadable", f"can't be read: {reason or 'unknown reason'}", "see that the file can be opened")


def changed() -> Refused:
    return Refused("file-unreadable", "was changed while the site was built", "build again")


def damaged() -> Refused:
    return Refused("image-damaged", "is damaged: it can't be read to its end", _AGAIN)


def too_slow(seconds: float, memory: int) -> Refused:
    what = f"can't be developed within {seconds:g} seconds and {_mega(memory)} of memory"
    return Refused("image-too-slow", what, _SMALLER)


@contextmanager
def decoding() -> Iterator[None]:
    """Makes whatever Pillow raises or warns of a fault of the picture: the list of what it may raise has no end."""
    try:
        with catch_warnings():
            simplefilter("ignore")
            simplefilter("error", Image.DecompressionBombWarning)
            yield
    except Refused:
        raise
    except MemoryError as error:
        raise Refused("image-too-slow", "needs more memory than a picture may take", _SMALLER) from error
    except Exception as error:
        raise damaged() from error


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
        raise Refused("lfs-pointer", "is a Git LFS pointer, not the picture itself", "run: git lfs pull")
    return data


def check_bytes(size: int) -> None:
    if not size:
        raise Refused("piece-empty", "is empty", "put the picture there, or take the file off the list")
    if size > BYTES:
        raise Refused("image-too-large", f"has {_mega(size)}; {_mega(BYTES)} is the most", _SMALLER)


def check_size(width: int, height: int, frames: int) -> None:
    """Refuses by the header alone what would take too long or too much memory to decode."""
    if width < 1 or height < 1 or frames < 1:
        raise damaged()
    if frames > FRAMES:
        what, remedy = f"has {frames:,} frames; {FRAMES} is the most", "save its first frame as a picture of its own"
        raise Refused("image-too-large", what, remedy)
    if max(width, height) > SIDE:
        what = f"is {width:,} × {height:,} pixels; {SIDE:,} on a side is the most"
        raise Refused("image-too-large", what, _SMALLER)
    if width * height * frames > PIXELS:
        times = f", {frames} frames" if frames > 1 else ""
        total = f"{width * height * frames / 1e6:,.0f} million in all; {PIXELS // 10**6} million is the most"
        raise Refused("image-too-large", f"is {width:,} × {height:,} pixels{times}, {total}", _SMALLER)


def _mega(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size < 10**9 else f"{size / 1e9:,.1f} GB"

"""How large a picture may be, and what is said of one that can't be taken."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from warnings import catch_warnings, simplefilter

from PIL import Image

from ...model.limits import PIXELS, SIDE
from ..errors import FILE_TOO_SLOW, IMAGE_DAMAGED, IMAGE_TOO_LARGE, Refused, blamed

FRAMES: Final = 300

_LIBRARIES: Final = ("PIL", "pillow_heif")
_AGAIN: Final = "scan it again, or save it again from the original"
_SMALLER: Final = "save it at 3,000 pixels on the long side"


def damaged() -> Refused:
    return Refused(IMAGE_DAMAGED, "is damaged: it can't be read to its end", _AGAIN)


@contextmanager
def decoding() -> Iterator[None]:
    """Makes what Pillow raises or warns because of a bad picture a fault of the picture: that list has no end."""
    try:
        with catch_warnings():
            simplefilter("ignore")
            simplefilter("error", Image.DecompressionBombWarning)
            yield
    except Refused:
        raise
    except MemoryError as error:
        raise Refused(FILE_TOO_SLOW, "needs more memory than a picture may take", _SMALLER) from error
    except Exception as error:
        raise blamed(error, damaged(), libraries=_LIBRARIES) from error


def check_size(width: int, height: int, frames: int) -> None:
    """Refuses by the header alone what would take too long or too much memory to decode."""
    if width < 1 or height < 1 or frames < 1:
        raise damaged()
    if frames > FRAMES:
        what, remedy = f"has {frames:,} frames; {FRAMES} is the most", "save its first frame as a picture of its own"
        raise Refused(IMAGE_TOO_LARGE, what, remedy)
    if max(width, height) > SIDE:
        what = f"is {width:,} × {height:,} pixels; {SIDE:,} on a side is the most"
        raise Refused(IMAGE_TOO_LARGE, what, _SMALLER)
    if width * height * frames > PIXELS:
        times = f", {frames} frames" if frames > 1 else ""
        total = f"{width * height * frames / 1e6:,.0f} million in all; {PIXELS // 10**6} million is the most"
        raise Refused(IMAGE_TOO_LARGE, f"is {width:,} × {height:,} pixels{times}, {total}", _SMALLER)

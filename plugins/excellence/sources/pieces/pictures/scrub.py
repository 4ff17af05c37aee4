"""A clean original: the same picture upright, with boxes painted over, and nothing in the file but its pixels."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from PIL import Image

from ..refusal import Refused
from .anatomy import dissect
from .colour import resizable, to_srgb
from .develop import TURNS
from .limits import decoding
from .marks import Box, paint, unpainted
from .opening import examine, open_picture, turn_left
from .parts import Anatomy
from .traces import traces

_OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "JPEG": {"quality": 92, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92, "method": 4},
    "GIF": {},
    "TIFF": {"compression": "tiff_lzw"},
    "HEIC": {"quality": 90},
}


_ANEW: Final = "open it in an image program and save it as a new JPEG"


@dataclass(frozen=True, slots=True)
class Clean:
    """The bytes of a clean original, its size in pixels, what the file carried besides, and whether it was turned."""

    data: bytes
    width: int
    height: int
    lost: tuple[str, ...] = ()
    turned: bool = False


def scrub_picture(data: bytes, format: str = "", boxes: Iterable[Box] = (), longest: int = 0) -> Clean:
    """Raises Refused, and nothing else for a bad picture.

    `format` is the one to save in, where it is to be another; `longest` is the most pixels for the long side. A picture
    on which there is nothing to do comes back byte for byte.
    """
    boxes = tuple(boxes)
    with decoding():
        anatomy = examine(data)
        format = format or anatomy.format
        lost = _lost(anatomy)
        turn = TURNS.get(turn_left(anatomy))
        fits = not longest or max(anatomy.width, anatomy.height) <= longest
        if not (lost or boxes or turn is not None) and fits and format == anatomy.format:
            with open_picture(data, anatomy) as whole:
                whole.load()  # half a picture is no clean one
            return Clean(data, anatomy.width, anatomy.height)
        picture = paint(_upright(data, anatomy, turn, longest), boxes)
        clean = _saved(picture, format, lossless=any(part.name == "VP8L" for part in anatomy.parts))
    after = dissect(clean)
    left = traces(after) if after else ("something that can't be read",)
    if left:
        what = f"still carries {', '.join(left)} when it is cleaned"
        raise Refused("file-unclean", what, _ANEW)
    if boxes and after and _shows_through(clean, after, boxes):
        raise Refused("file-unclean", "still shows what a box should cover when it is saved", _ANEW)
    return Clean(clean, *picture.size, lost, turn is not None)


def _shows_through(clean: bytes, anatomy: Anatomy, boxes: tuple[Box, ...]) -> bool:
    """Looks at what was written, as anybody else would."""
    with decoding(), open_picture(clean, anatomy) as picture:
        picture.load()
        return unpainted(resizable(picture), boxes)


def _lost(anatomy: Anatomy) -> tuple[str, ...]:
    further = anatomy.frames - 1
    return (*traces(anatomy), *([f"{further} further frames"] if further else []))


def _upright(data: bytes, anatomy: Anatomy, turn: Any, longest: int) -> Image.Image:
    with open_picture(data, anatomy) as opened:
        opened.load()
        colours = to_srgb(resizable(opened), opened.info.get("icc_profile"))
    upright = colours.transpose(turn) if turn is not None else colours.copy()
    upright.info = {}
    if longest and max(upright.size) > longest:
        upright.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return upright


def _saved(picture: Image.Image, format: str, *, lossless: bool) -> bytes:
    file = BytesIO()
    options = dict(_OPTIONS[format])
    if format == "HEIC":
        from pillow_heif import register_heif_opener

        register_heif_opener(thumbnails=False, decode_threads=1)
    if format == "WEBP" and lossless:
        options = {"lossless": True, "method": 4}
    picture.save(file, "HEIF" if format == "HEIC" else format, **options)
    return file.getvalue()

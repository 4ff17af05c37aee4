"""A clean original: the same picture upright, with boxes painted over, and nothing in the file but its pixels."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageChops, ImageStat

from ..errors import FILE_UNCLEAN, PROGRAM_ERROR, Refused
from .boxes import Box, paint, unpainted
from .colour import resizable, to_srgb
from .derive import TURNS
from .limits import decoding
from .metadata import find_metadata
from .opening import examine, open_picture, turn_left
from .parts import Segments

_OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "JPEG": {"optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"method": 4},
    "GIF": {},
    "TIFF": {"compression": "tiff_lzw"},
    "HEIC": {},
}
# Best first; a worse one is taken only where the file would grow by more than a half.
_QUALITIES: Final = {"JPEG": (92, 85, 80), "WEBP": (92, 85, 80), "HEIC": (85, 70, 55, 45)}
MUCH: Final = 1.5
_COMPARED, _ALIKE = 64, 12  # pixels of the long side, and how far colours may be off in the mean


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
        segments = examine(data)
        format = format or segments.format
        lost = _lost(segments)
        turn = TURNS.get(turn_left(segments))
        fits = not longest or max(segments.width, segments.height) <= longest
        if not (lost or boxes or turn is not None) and fits and format == segments.format:
            with open_picture(data, segments) as whole:
                whole.load()  # half a picture is no clean one
            return Clean(data, *whole.size)
        picture = paint(_upright(data, segments, turn, longest), boxes)
        room = round(len(data) * MUCH) if format == segments.format else 0
        clean = _saved(picture, format, room, lossless=any(part.name == "VP8L" for part in segments.parts))
    _check(clean, picture, boxes)
    return Clean(clean, *picture.size, lost, turn is not None)


def _check(clean: bytes, meant: Image.Image, boxes: tuple[Box, ...]) -> None:
    """Reads what was written as any other picture: nobody's original is replaced by what isn't the same picture."""
    try:
        with decoding():
            segments = examine(clean)
            left = find_metadata(segments)
            with open_picture(clean, segments) as opened:
                opened.load()
                shown = opened.convert("RGB")
                same = opened.size == meant.size and _alike(shown, meant) and not unpainted(shown, boxes)
    except Refused as refused:
        if refused.finding.rule is PROGRAM_ERROR:
            raise
        left, same = (), False
    if left or not same:
        what = f"still carries {', '.join(left)}" if left else "does not come out as it was"
        raise Refused(FILE_UNCLEAN, f"{what} when it is cleaned", _ANEW)


def _alike(one: Image.Image, other: Image.Image) -> bool:
    scale = min(1.0, _COMPARED / max(one.size))
    size = max(1, round(one.width * scale)), max(1, round(one.height * scale))
    first, second = (each.resize(size, Image.Resampling.BOX) for each in (one, other))
    return max(ImageStat.Stat(ImageChops.difference(first, second)).mean) <= _ALIKE


def _lost(segments: Segments) -> tuple[str, ...]:
    further = segments.frames - 1
    return (*find_metadata(segments), *([f"{further} further frames"] if further else []))


def _upright(data: bytes, segments: Segments, turn: Any, longest: int) -> Image.Image:
    with open_picture(data, segments) as opened:
        opened.load()
        colours = to_srgb(resizable(opened), opened.info.get("icc_profile"))
    upright = colours.transpose(turn) if turn is not None else colours.copy()
    upright.info = {}
    if longest and max(upright.size) > longest:
        upright.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return upright


def _saved(picture: Image.Image, format: str, room: int, *, lossless: bool) -> bytes:
    """The file of the best quality that keeps within `room` bytes, or the smallest where none does; 0 is any room."""
    if format == "WEBP" and lossless:
        return _encoded(picture, format, {"lossless": True})
    for quality in _QUALITIES.get(format, (None,)):
        data = _encoded(picture, format, {} if quality is None else {"quality": quality})
        if not room or len(data) <= room:
            break
    return data


def _encoded(picture: Image.Image, format: str, more: dict[str, Any]) -> bytes:
    file = BytesIO()
    picture.save(file, "HEIF" if format == "HEIC" else format, **_OPTIONS[format], **more)
    return file.getvalue()

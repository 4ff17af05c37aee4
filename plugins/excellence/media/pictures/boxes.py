"""Boxes painted over a picture, and what can be told of two pictures laid on one another."""

from collections.abc import Iterable
from enum import IntEnum
from io import BytesIO
from math import ceil, floor
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageStat

from .metadata import find_metadata
from .segments import dissect

# A box in fractions of the upright picture: left, top, width, height.
Box = tuple[float, float, float, float]
Pixels = tuple[int, int, int, int]
PAINT: Final = "black"
_BLACK: Final = 64  # of 255: a JPEG's black next to white is not quite black
_EDGE: Final = 2  # pixels at the edge of a box, where black and what stands beside it may mix
# Tables of a JPEG in colours: two to divide by, four to code with; and the bytes of the longest.
_TABLES, _LARGEST_TABLE = (2, 4), 2 + 16 + 256
_PALE: Final = 244  # of 255
_SAMPLE: Final = (200, 200)  # pixels
_ALIKE: Final = 10  # of 255, on average over all pixels


class Colours(IntEnum):
    """The two values of a mask."""

    BLACK = 0
    WHITE = 255


def paint(picture: Image.Image, boxes: Iterable[Box]) -> Image.Image:
    """The picture with its boxes painted over: outwards to whole pixels, so that no edge of what lies beneath stays."""
    pen = ImageDraw.Draw(picture)
    for left, top, right, bottom in (pixels_of(box, picture.size) for box in boxes):
        pen.rectangle((left, top, right - 1, bottom - 1), fill=PAINT)
    return picture


def pixels_of(box: Box, size: tuple[int, int]) -> Pixels:
    """A box in pixels, one at least: left, top, and the first column and row after it."""
    x, y, w, h = box
    across, down = size
    left, top = floor(x * across), floor(y * down)
    return left, top, max(ceil(min(x + w, 1) * across), left + 1), max(ceil(min(y + h, 1) * down), top + 1)


def unpainted(picture: Image.Image, boxes: Iterable[Box]) -> bool:
    """Whether anything but black is left in one of the boxes of a picture that was saved and opened again."""
    grey = picture.convert("L")
    for left, top, right, bottom in (pixels_of(box, picture.size) for box in boxes):
        inner = left + _EDGE, top + _EDGE, right - _EDGE, bottom - _EDGE
        if inner[2] > inner[0] and inner[3] > inner[1] and grey.crop(inner).getextrema()[1] > _BLACK:  # type: ignore[operator] # one band
            return True
    return False


def contrast(one: Image.Image, other: Image.Image, least: int) -> Image.Image:
    """A mask (mode L): white where one channel of the two pictures (RGB, of one size) differs by `least` or more."""
    red, green, blue = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([Colours.WHITE if value >= least else Colours.BLACK for value in range(256)])


def count_colours(picture: Image.Image, box: Pixels, mask: Image.Image | None = None) -> dict[object, int]:
    """How often each colour stands in a box; with a mask of the picture's size, only where that is white."""
    part = picture.crop(box)
    if mask is not None:
        part = Image.composite(part, Image.new(part.mode, part.size, "white"), mask.crop(box))
    return {colour: count for count, colour in part.getcolors(part.width * part.height) or ()}


def on_plain_paper(picture: Image.Image) -> Image.Image:
    """The picture (RGB) with whatever is nearly white in the colour of its paper: nobody sees a mark so faint."""
    red, green, blue = picture.split()
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    pale = least.point([Colours.WHITE if value >= _PALE else Colours.BLACK for value in range(256)])
    sample = picture.resize(_SAMPLE, Image.Resampling.NEAREST).getcolors(_SAMPLE[0] * _SAMPLE[1]) or []
    papers = [(count, colour) for count, colour in sample if isinstance(colour, tuple) and min(colour) >= _PALE]
    if papers:
        picture.paste(max(papers)[1], mask=pale)
    return picture


def like(picture: Image.Image, jpeg: bytes) -> bool:
    """Whether a picture (RGB) shows what a JPEG shows, whatever the size of each."""
    with Image.open(BytesIO(jpeg), formats=("JPEG",)) as opened:
        opened.draft("RGB", picture.size)
        other = opened.convert("RGB").resize(picture.size, Image.Resampling.BOX)
    return max(ImageStat.Stat(ImageChops.difference(picture, other)).mean) <= _ALIKE


def is_bare_jpeg(data: bytes, size: tuple[int, int]) -> bool:
    """Whether a file is a JPEG of this size with nothing in it but what is needed to decode it, each once."""
    segments = dissect(data)
    if segments is None or segments.format != "JPEG" or (segments.width, segments.height) != size:
        return False
    names = [part.name for part in segments.parts]
    tables = all(len(part.body) <= _LARGEST_TABLE for part in segments.parts if part.name in ("DB", "C4"))
    bare = sorted(set(names)) in (["APP0", "C0", "C4", "DA", "DB"], ["C0", "C4", "DA", "DB"])
    once = [names.count(name) for name in ("APP0", "C0", "DA")] == [int("APP0" in names), 1, 1]
    few = names.count("DB") <= _TABLES[0] and names.count("C4") <= _TABLES[1]
    return bare and once and tables and few and not find_metadata(segments) and not segments.after

"""From a source to its published sizes: upright, sRGB, without metadata, never enlarged."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageFile, features

from ...model.picture import Rung
from .anatomy import Anatomy
from .colour import resizable, to_srgb
from .impression import difference_hash, main_colour
from .limits import decoding, read
from .opening import examine, open_picture, upright_size
from .traces import orientation

# How to turn a picture upright, by its EXIF orientation.
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LONGEST: Final = 16_383  # pixels on a side that a WebP can have
_ENCODERS: Final = ("webp", "jpg", "libjpeg_turbo", "littlecms2")


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that the published bytes depend on besides the source. `version` counts changes of this room."""

    widths: tuple[int, ...] = (320, 640, 1280, 1920)
    zoom: bool = False
    zoom_width: int = 3000
    webp_quality: int = 80
    webp_method: int = 2
    jpeg_width: int = 640
    jpeg_quality: int = 80
    version: int = 1

    @property
    def tag(self) -> str:
        """Twelve hex digits that change whenever the published bytes could."""
        return _tag(self)

    @property
    def ladder(self) -> tuple[int, ...]:
        return (*self.widths, self.zoom_width) if self.zoom else self.widths


@lru_cache
def _tag(recipe: Recipe) -> str:
    encoders = {name: features.version(name) for name in ("pil", *_ENCODERS)}
    return sha256(json.dumps([asdict(recipe), encoders], sort_keys=True).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Print:
    """One size of a picture as the bytes of a file."""

    rung: Rung
    data: bytes


@dataclass(frozen=True, slots=True)
class Developed:
    """What `Picture` tells of a source, with the bytes of every size, narrow to wide, WebP before JPEG."""

    width: int
    height: int
    colour: str
    dhash: str
    prints: tuple[Print, ...]


def develop(source: Path, recipe: Recipe) -> Developed:
    """The same bytes on every machine with the same Pillow; raises Refused, and nothing else for a bad picture."""
    return develop_bytes(read(source), recipe)


def develop_bytes(data: bytes, recipe: Recipe) -> Developed:
    with decoding():
        anatomy = examine(data)
        width, height = upright_size(anatomy)
        sizes = _sizes(width, height, recipe.ladder)
        steps = list(_downwards(_reduced(data, anatomy, sizes[-1]), sizes))[::-1]
        small = steps[0]
        plain = [step for step in steps if step.width <= recipe.jpeg_width] or steps[:1]
        prints = (*(_webp(step, recipe) for step in steps), _jpeg(plain[-1], recipe))
        return Developed(width, height, main_colour(small), difference_hash(small), prints)


def _sizes(width: int, height: int, ladder: tuple[int, ...]) -> list[tuple[int, int]]:
    """The sizes of the ladder, narrow to wide; the picture's own width stands for those that would enlarge it."""
    widest = min(width, max(1, width * _LONGEST // height))
    widths = sorted({min(each, widest) for each in ladder})
    return [(each, min(_LONGEST, max(1, round(height * each / width)))) for each in widths]


def _reduced(data: bytes, anatomy: Anatomy, size: tuple[int, int]) -> Image.Image:
    """The widest size, upright and in sRGB."""
    turn = _TURNS.get(orientation(anatomy))
    lying = size[::-1] if orientation(anatomy) >= 5 else size
    with open_picture(data, anatomy) as picture:
        colours = to_srgb(_resized(picture, lying), picture.info.get("icc_profile"))
    upright = colours.transpose(turn) if turn is not None else colours
    # Whatever the file said about itself travels in here.
    upright.info = {}
    return upright


def _resized(picture: ImageFile.ImageFile, size: tuple[int, int]) -> Image.Image:
    drafted = picture.draft(None, size)
    # A JPEG reduced while it is decoded may end within a pixel: the box says where.
    box = drafted[1] if drafted else (0, 0, *picture.size)
    picture.load()
    return resizable(picture).resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=2.0)


def _downwards(top: Image.Image, sizes: list[tuple[int, int]]) -> Iterator[Image.Image]:
    """Each size from the next wider one, which costs a third of making each from the source."""
    step = top
    for size in reversed(sizes):
        step = step if step.size == size else step.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        yield step


def _webp(step: Image.Image, recipe: Recipe) -> Print:
    file = BytesIO()
    step.save(file, "WEBP", quality=recipe.webp_quality, method=recipe.webp_method)
    return _print(step, "webp", "webp", file.getvalue())


def _jpeg(step: Image.Image, recipe: Recipe) -> Print:
    file = BytesIO()
    step.save(file, "JPEG", quality=recipe.jpeg_quality)
    return _print(step, "jpeg", "jpg", file.getvalue())


def _print(step: Image.Image, format: str, suffix: str, data: bytes) -> Print:
    key = sha256(data).hexdigest()
    name = f"{key[:20]}-{step.width}.{suffix}"
    return Print(Rung(name, format, step.width, step.height, len(data), key), data)

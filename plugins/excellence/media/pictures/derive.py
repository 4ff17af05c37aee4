"""From a source to its published sizes: upright, sRGB, without metadata, never enlarged."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from math import sqrt
from pathlib import Path
from typing import Final

from PIL import Image, ImageFile, features

from ...model.derivative import Picture, Rendition
from ..errors import read
from ..output import Output, OutputFile
from .colour import resizable, to_srgb
from .fingerprint import difference_hash, main_colour
from .limits import decoding
from .opening import examine, open_picture, turn_left
from .parts import Segments

# How to turn a picture upright, by its EXIF orientation.
TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LONGEST: Final = 16_383  # pixels on a side that a WebP can have
# A picture wider than this is a strip. Its sizes have about the area that others have, so that it is not reduced to a
# line; and one more shows as much of it as a file of a sensible weight and height can.
_STRIP: Final = 2.5
_CLOSER: Final = (1.5, 2, 3, _LONGEST)
_HEAVY: Final = 1_500_000
_HIGH_ENOUGH: Final = 1_100
_BAND: Final = 256  # rows of a picture that are made at a time
_ENCODERS: Final = ("webp", "jpg", "libjpeg_turbo", "littlecms2")


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that the published bytes depend on besides the source. `version` counts changes of this room."""

    widths: tuple[int, ...] = (320, 640, 960, 1280, 1920)
    zoom: bool = False
    zoom_width: int = 3000
    share: bool = False
    share_size: tuple[int, int] = (1200, 630)
    share_margin: int = 40
    share_paper: str = "#faf6ef"
    # One large JPEG, which every program opens, for the archive of a work: no page shows it.
    take: bool = False
    take_width: int = 1920
    take_quality: int = 88
    webp_quality: int = 80
    webp_method: int = 2
    # The sizes that pages show, up to this width, are spared bytes where grain eats them: tried at one width, their
    # quality goes down by steps until a pixel weighs no more than so many bytes, or to the least.
    page_width: int = 1280
    trial_width: int = 640
    pixel_weight: float = 0.16
    webp_least: int = 30
    webp_step: int = 10
    jpeg_width: int = 640
    jpeg_quality: int = 80
    version: int = 4

    @property
    def tag(self) -> str:
        """Twelve hex digits that change whenever the published bytes could."""
        return _tag(self)

    @property
    def ladder(self) -> tuple[int, ...]:
        return (*self.widths, self.zoom_width) if self.zoom else self.widths


@lru_cache
def _tag(profile: Profile) -> str:
    encoders = {name: features.version(name) for name in ("pil", *_ENCODERS)} | {"heif": version("pillow-heif")}
    return sha256(json.dumps([asdict(profile), encoders], sort_keys=True).encode()).hexdigest()[:12]


def derive(source: Path, profile: Profile) -> Output[Picture]:
    """The same bytes on every machine with the same Pillow; raises Refused, and nothing else for a bad picture."""
    return derive_bytes(read(source), profile)


def derive_bytes(data: bytes, profile: Profile, key: str = "") -> Output[Picture]:
    """`key` is the hash of the bytes, where somebody knows it."""
    with decoding():
        segments = examine(data)
        size, top = _reduced(data, segments, profile.ladder)
        return _made(key or sha256(data).hexdigest(), size, top, profile)


def print_sizes(source: str, picture: Image.Image, profile: Profile) -> Output[Picture]:
    """The sizes of a picture that another room drew, as of a page: opaque sRGB in mode RGB. `source` names it."""
    with decoding():
        picture.info = {}
        top = smaller(picture, _sizes(*picture.size, profile.ladder)[-1])
        return _made(source, picture.size, top, profile)


def jpeg_of(picture: Image.Image, width: int, quality: int) -> tuple[bytes, tuple[int, int]]:
    """A JPEG of a picture that another room drew, `width` wide or narrower, and its size."""
    size = min(picture.width, width), max(1, round(picture.height * min(picture.width, width) / picture.width))
    file = BytesIO()
    smaller(picture, size).save(file, "JPEG", quality=quality)
    return file.getvalue(), size


def _made(source: str, size: tuple[int, int], top: Image.Image, profile: Profile) -> Output[Picture]:
    """Every size, narrow to wide, WebP before JPEG. `top` is the widest, `size` the picture's own."""
    steps = list(_downwards(top, _sizes(*size, profile.ladder)))[::-1]
    small = steps[0]
    plain = [step for step in steps if step.width <= round(profile.jpeg_width * _stretch(*size))] or steps[:1]
    jpeg = _jpeg(plain[-1], "jpeg", profile.jpeg_quality)
    prints: tuple[tuple[Rendition, bytes], ...] = (*_webps(steps, size, profile), jpeg)
    if profile.share:
        prints = (*prints, _share(steps, profile))
    if profile.take:
        large = [step for step in steps if step.width <= round(profile.take_width * _stretch(*size))] or steps[:1]
        prints = (*prints, _jpeg(large[-1], "take", profile.take_quality))
    renditions = tuple(rendition for rendition, _ in prints)
    picture = Picture(source, *size, main_colour(small), difference_hash(small), renditions)
    return Output(picture, tuple(OutputFile(rendition, data) for rendition, data in prints))


def _sizes(width: int, height: int, ladder: tuple[int, ...]) -> list[tuple[int, int]]:
    """The sizes of the ladder, narrow to wide; the picture's own width stands for those that would enlarge it."""
    widths = _widths(width, height, ladder)
    if _stretch(width, height) > 1:
        closer = {min(round(widths[-1] * each), width, _LONGEST) for each in _CLOSER}
        widths = sorted({*widths, *(each for each in closer if height * each <= _HIGH_ENOUGH * width)})
    return [(each, min(_LONGEST, max(1, round(height * each / width)))) for each in widths]


def _widths(width: int, height: int, ladder: tuple[int, ...]) -> list[int]:
    widest = min(width, max(1, width * _LONGEST // height), _LONGEST)
    return sorted({min(round(each * _stretch(width, height)), widest) for each in ladder})


def _stretch(width: int, height: int) -> float:
    """How much wider a strip is published than a picture of an ordinary shape."""
    return sqrt(width / height / 2) if width > _STRIP * height else 1


def _webps(steps: list[Image.Image], size: tuple[int, int], profile: Profile) -> list[tuple[Rendition, bytes]]:
    """The sizes of the ladder, and of those that show more of a strip the widest that is not too heavy."""
    usual, full = len(_widths(*size, profile.ladder)), profile.webp_quality
    closer = (_webp(step, full, profile) for step in steps[: usual - 1 : -1])
    light = next((each for each in closer if each[0].bytes <= _HEAVY), None)
    # The widest is what one looks at closely, and keeps its grain.
    page = [step for step in steps[: usual - 1] if step.width <= round(profile.page_width * _stretch(*size))]
    prints = _page_webps(page, size, profile)
    prints += [_webp(step, full, profile) for step in steps[len(page) : usual]]
    return [*prints, *([light] if light else [])]


def _page_webps(steps: list[Image.Image], size: tuple[int, int], profile: Profile) -> list[tuple[Rendition, bytes]]:
    """The sizes that pages show, all at the quality that one of them was found to need."""
    if not steps:
        return []
    across = round(profile.trial_width * _stretch(*size))
    trial = next((step for step in reversed(steps) if step.width <= across), steps[0])
    limit = trial.width * trial.height * profile.pixel_weight
    full = profile.webp_quality
    for quality in range(full, min(full, profile.webp_least) - 1, -profile.webp_step):
        tried = _webp(trial, quality, profile)
        if tried[0].bytes <= limit:
            break
    return [tried if step is trial else _webp(step, quality, profile) for step in steps]


def _reduced(data: bytes, segments: Segments, ladder: tuple[int, ...]) -> tuple[tuple[int, int], Image.Image]:
    """The picture's own size, and its widest published one: both upright, the picture in sRGB."""
    turn = TURNS.get(turn_left(segments))
    size, lying = _decoded(data, segments, ladder, lies=turn_left(segments) >= 5)
    # What was decoded is gone by now: a worker holds one large picture at a time.
    upright = lying.transpose(turn) if turn is not None else lying
    # Whatever the file said about itself travels in here.
    upright.info = {}
    return size, upright


def _decoded(
    data: bytes, segments: Segments, ladder: tuple[int, ...], *, lies: bool
) -> tuple[tuple[int, int], Image.Image]:
    with open_picture(data, segments) as picture:
        size = (picture.height, picture.width) if lies else picture.size
        width, height = _sizes(*size, ladder)[-1]
        small = _resized(picture, (height, width) if lies else (width, height))
        return size, to_srgb(small, picture.info.get("icc_profile"))


def _resized(picture: ImageFile.ImageFile, size: tuple[int, int]) -> Image.Image:
    # A HEIC would give one of its thumbnails, which may show something else.
    drafted = picture.draft(None, size) if picture.format == "JPEG" else None
    picture.load()
    # A JPEG reduced while it is decoded may end within a pixel: the box says where.
    box = drafted[1] if drafted else (0, 0, *picture.size)
    return smaller(resizable(picture), size, box)


def _downwards(top: Image.Image, sizes: list[tuple[int, int]]) -> Iterator[Image.Image]:
    """Each size from the next wider one, which costs a third of making each from the source; half of the widest is
    averaged from it, which costs next to nothing."""
    step = top
    for width, height in reversed(sizes):
        if top.size == (2 * width, 2 * height):
            step = top.reduce(2)
        elif step.size != (width, height):
            step = smaller(step, (width, height))
        yield step


def smaller(
    picture: Image.Image, size: tuple[int, int], box: tuple[float, float, float, float] | None = None
) -> Image.Image:
    """The picture, or the box of it, at another size. Lanczos would cost half as much again, for a likeness that a
    WebP of our quality does not keep."""
    left, top, right, bottom = box or (0, 0, *picture.size)
    width, height = size
    # Between its two passes Pillow holds a picture as wide as the new and as high as the old one: so in bands, but for
    # what lets paper through, which is converted whole each time.
    rows = height if picture.mode in ("LA", "RGBA") else _BAND
    small = Image.new(picture.mode, size)
    for start in range(0, height, rows):
        stop = min(start + rows, height)
        part = left, top + (bottom - top) * start / height, right, top + (bottom - top) * stop / height
        band = picture.resize((width, stop - start), Image.Resampling.BICUBIC, part, reducing_gap=2.0)
        small.paste(band, (0, start))
    return small


def _webp(step: Image.Image, quality: int, profile: Profile) -> tuple[Rendition, bytes]:
    file = BytesIO()
    step.save(file, "WEBP", quality=quality, method=profile.webp_method)
    return _print(step, "webp", "webp", file.getvalue())


def _jpeg(step: Image.Image, format: str, quality: int) -> tuple[Rendition, bytes]:
    file = BytesIO()
    step.save(file, "JPEG", quality=quality)
    return _print(step, format, "jpg", file.getvalue())


def _share(steps: list[Image.Image], profile: Profile) -> tuple[Rendition, bytes]:
    """The whole picture on paper, in the shape that pages elsewhere show of a link."""
    top = steps[-1]
    width, height = profile.share_size
    room = width - 2 * profile.share_margin, height - 2 * profile.share_margin
    scale = min(room[0] / top.width, room[1] / top.height)
    size = max(1, round(top.width * scale)), max(1, round(top.height * scale))
    paper = Image.new("RGB", profile.share_size, profile.share_paper)
    enough = next(step for step in steps if step is top or step.width >= size[0])
    paper.paste(smaller(enough, size), ((width - size[0]) // 2, (height - size[1]) // 2))
    file = BytesIO()
    paper.save(file, "JPEG", quality=profile.jpeg_quality)
    return _print(paper, "share", "jpg", file.getvalue())


def _print(step: Image.Image, format: str, suffix: str, data: bytes) -> tuple[Rendition, bytes]:
    key = sha256(data).hexdigest()
    name = f"{key[:20]}-{step.width}.{suffix}"
    return Rendition(name, format, step.width, step.height, len(data), key), data

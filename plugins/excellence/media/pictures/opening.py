"""Opening a file as a picture: only our formats, only within the limits, and nothing decoded yet."""

from io import BytesIO
from typing import Final

from PIL import (
    GifImagePlugin,
    Image,
    ImageFile,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from ..errors import IMAGE_FORMAT, Refused
from .bare import bare_png
from .limits import check_size, damaged, decoding
from .metadata import orientation
from .parts import Segments
from .segments import dissect, format_of

# Formats that are imported here need not be looked for by Pillow among all fifty that it knows.
READERS: Final = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin, GifImagePlugin, TiffImagePlugin)
SUFFIXES: Final = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif", "TIFF": ".tif", "HEIC": ".heic"}


_TAKEN: Final = "JPEG, PNG, WebP, GIF, TIFF and HEIC"


def examine(data: bytes) -> Segments:
    """The parts of a picture of one of our formats within the limits; raises Refused."""
    found = format_of(data)
    if found not in SUFFIXES:
        raise _foreign(found)
    segments = dissect(data)
    if segments is None:
        raise damaged()
    for width, height in filter(None, ((segments.width, segments.height), segments.coded)):
        check_size(width, height, segments.frames)
    return segments


def open_picture(data: bytes, segments: Segments) -> ImageFile.ImageFile:
    """The picture with nothing decoded yet, by the one decoder that its content asks for; raises Refused."""
    with decoding():
        seen = bare_png(data) if segments.format == "PNG" else data
        picture = Image.open(BytesIO(seen), formats=(_decoder(segments.format),))
    if segments.format == "HEIC":
        check_size(*picture.size, 1)  # as the decoder has it, which reads more of the file than we do
        return picture
    # A header that two readers understand differently was made to deceive one of them.
    if picture.size != (upright_size(segments) if segments.format == "TIFF" else (segments.width, segments.height)):
        raise damaged()
    return picture


def _decoder(format: str) -> str:
    """Pillow's name for it. HEIC comes from a library of its own, loaded where there is such a picture."""
    if format != "HEIC":
        return format
    from pillow_heif import register_heif_opener

    register_heif_opener(thumbnails=False, decode_threads=1)
    return "HEIF"


def turn_left(segments: Segments) -> int:
    """The orientation that the decoder leaves to us: a TIFF and a HEIC come upright."""
    return 1 if segments.format in ("TIFF", "HEIC") else orientation(segments)


def upright_size(segments: Segments) -> tuple[int, int]:
    size = segments.width, segments.height
    return size if orientation(segments) < 5 else size[::-1]


def _foreign(found: str) -> Refused:
    what = f"is a {found} file" if found else "is no picture that we know"
    return Refused(IMAGE_FORMAT, f"{what}; {_TAKEN} can be taken", "save it as JPEG")

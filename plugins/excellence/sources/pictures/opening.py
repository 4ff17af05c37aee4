"""Opening a file as a picture: only our formats, only within the limits, and nothing decoded yet."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageFile, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin

from .anatomy import Anatomy, dissect, format_of
from .limits import Refused, check_size, damaged, decoding
from .traces import orientation

# Formats that are imported here need not be looked for by Pillow among all fifty that it knows.
READERS: Final = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin)
SUFFIXES: Final = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}


def examine(data: bytes) -> Anatomy:
    """The parts of a picture of one of our formats within the limits; raises Refused."""
    found = format_of(data)
    if found not in SUFFIXES:
        raise _foreign(found)
    anatomy = dissect(data)
    if anatomy is None:
        raise damaged()
    check_size(anatomy.width, anatomy.height, anatomy.frames)
    return anatomy


def open_picture(data: bytes, anatomy: Anatomy) -> ImageFile.ImageFile:
    """The picture with nothing decoded yet, by the one decoder that its content asks for; raises Refused."""
    with decoding():
        picture = Image.open(BytesIO(data), formats=(anatomy.format,))
    # A header that two readers understand differently was made to deceive one of them.
    if picture.size != (anatomy.width, anatomy.height):
        raise damaged()
    return picture


def upright_size(anatomy: Anatomy) -> tuple[int, int]:
    size = anatomy.width, anatomy.height
    return size if orientation(anatomy) < 5 else size[::-1]


def _foreign(found: str) -> Refused:
    what = f"is a {found} file" if found else "is no picture that we know"
    return Refused("image-format", f"{what}; JPEG, PNG and WebP can be taken", "save it as JPEG, PNG or WebP")

"""Every way that a file can hold colour, brought to opaque sRGB with eight bits."""

from functools import cache
from io import BytesIO
from itertools import chain, product
from typing import Final

from PIL import Image, ImageChops, ImageCms

# The colour spaces that a profile may speak of, and how Pillow names them.
_MODES: Final = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}
_AVERAGED: Final = {"L", "LA", "RGB", "RGBA", "CMYK"}
_CLOSE_ENOUGH: Final = 1


def resizable(picture: Image.Image) -> Image.Image:
    """The picture in a mode whose pixels can be averaged: L, LA, RGB, RGBA or CMYK."""
    if picture.mode.startswith("I"):
        return _from_sixteen(picture)
    if picture.mode in _AVERAGED and "transparency" not in picture.info:
        return picture
    grey = picture.mode in ("1", "L", "F")
    if picture.has_transparency_data:
        return picture.convert("LA" if grey else "RGBA")
    return picture.convert("L" if grey else "RGB")


def _from_sixteen(picture: Image.Image) -> Image.Image:
    """Grey with sixteen bits, scaled: converting it would turn everything above 255 white."""
    wide = picture.convert("I")
    grey = wide.point([round(value / 257) for value in range(65536)], "L")
    clear = picture.info.get("transparency")
    if isinstance(clear, int):
        grey.putalpha(wide.point([0 if value == clear else 255 for value in range(65536)], "L"))
    return grey


def to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Opaque sRGB on white, from a picture that `resizable` gave; its size should be the reduced one, for speed."""
    alpha = picture.getchannel("A") if picture.mode in ("LA", "RGBA") else None
    solid = picture.convert(picture.mode.removesuffix("A")) if alpha else picture
    colours = _by_profile(solid, profile) if profile else _in_rgb(solid)
    if alpha is None:
        return colours
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(colours, mask=alpha)
    return paper


def _in_rgb(picture: Image.Image) -> Image.Image:
    """Not copied where it is so already: it is large."""
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _by_profile(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        space = _MODES.get(source.profile.xcolor_space)
        # A grey picture may well carry a colour profile.
        suited = picture.convert("RGB") if space == "RGB" and picture.mode == "L" else picture
        transform = ImageCms.buildTransform(source, _srgb(), suited.mode, "RGB", ImageCms.Intent.PERCEPTUAL)
        return _in_rgb(suited) if _changes_nothing(transform, suited.mode) else transform.apply(suited)
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):  # a profile that is a text, even
        return picture.convert("RGB")


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _changes_nothing(transform: ImageCms.ImageCmsTransform, mode: str) -> bool:
    """Whether the profile is sRGB, whatever it calls itself: seen on 729 colours from black to white."""
    if mode != "RGB":
        return False
    levels = [*range(0, 255, 32), 255]
    probe = Image.frombytes("RGB", (81, 9), bytes(chain.from_iterable(product(levels, repeat=3))))
    return max(ImageChops.difference(probe, transform.apply(probe)).tobytes()) <= _CLOSE_ENOUGH

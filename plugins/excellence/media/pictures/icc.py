"""The colour profiles of a picture, and what they call themselves: a display's profile may bear its owner's name."""

import re
import zlib
from collections.abc import Iterator
from struct import error, unpack_from
from typing import Final

from .parts import Segments

_LARGEST: Final = 4_000_000  # bytes of an unpacked profile
# Profiles that come with cameras, scanners and programs, and what may follow their names.
_KNOWN: Final = re.compile(
    r"(?:[ecu]?-?sRGB|IEC ?61966|Display P3|DCI|P3|Adobe ?RGB|Apple RGB|ProPhoto|ROMM|ColorMatch|Wide Gamut|Rec|ITU|BT|"
    r"Generic|Gray|Dot Gain|sGray|c2|GIMP|Artifex|Camera RGB|Linear|U\.S\.|Coated|ISO|Uncoated|Japan|SWOP|EPSON|Canon|"
    r"HP|Nikon|sP3C|uP3|Google)"
    r"(?:[\s\d.,:()%/_-]|IEC|D50|D65|Gamma|Profile|built|in|RGB|CMYK|Gray|Black|White|Web|Coated|FOGRA|SWOP|v|Color|"
    r"Colour|Space|Standard|compatible|display|class|Illuminant|Reference|Medium|Metric|sRGB|linear|ci|ICC|Std|TRC|"
    r"ESCALA|SO|E|HDR|PQ|HLG)*",
    re.IGNORECASE,
)
_KEYWORDS: Final = re.compile(r"(?:Photoshop )?ICC ?(?:Profile)?", re.IGNORECASE)


def profiles(segments: Segments) -> Iterator[tuple[str, bytes]]:
    """What the file calls a profile, where it gives it a name besides, and the profile."""
    match segments.format:
        case "JPEG":
            yield "", b"".join(body[14:] for body in segments.bodies("APP2") if body.startswith(b"ICC_PROFILE\0"))
        case "PNG":
            for body in segments.bodies("iCCP"):
                name, _, packed = body.partition(b"\0")
                yield name.decode("latin-1"), _unpacked(packed[1:])
        case "WEBP":
            yield from (("", body) for body in segments.bodies("ICCP"))
        case "GIF":
            yield from (("", body) for body in segments.bodies("APP:ICCRGBG1012"))
        case "HEIC":
            yield from (("", body) for body in segments.bodies("ICC"))
        case "TIFF":
            yield from (("", _found_in(body)) for body in segments.bodies("TIFF"))


def has_own_name(profile: bytes, keyword: str = "") -> bool:
    """Whether a profile, or the file for it, has another name than those that many share."""
    return any(name and not _KNOWN.fullmatch(name) for name in (_name_of(profile), _KEYWORDS.sub("", keyword).strip()))


def _found_in(data: bytes) -> bytes:
    """A profile by its own mark, which stands 36 bytes after its beginning."""
    at = data.find(b"acsp") - 36
    return data[at : at + unpack_from(">I", data, at)[0]] if at > 0 else b""


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _LARGEST)
    except zlib.error:
        return b""


def _name_of(profile: bytes) -> str:
    """The description of a profile (ICC.1:2010, 9.2.41), in the old form or the new."""
    try:
        for at in range(132, 132 + 12 * min(unpack_from(">I", profile, 128)[0], 100), 12):
            tag, start, size = unpack_from(">4sII", profile, at)
            if tag == b"desc":
                return _text(profile[start : start + size]).strip("\0 ")
    except error:
        pass
    return ""


def _text(body: bytes) -> str:
    if body.startswith(b"mluc"):
        length, start = unpack_from(">II", body, 20)
        return body[start : start + length].decode("utf-16-be", "replace")
    length = unpack_from(">I", body, 8)[0]
    return body[12 : 12 + length].decode("latin-1")

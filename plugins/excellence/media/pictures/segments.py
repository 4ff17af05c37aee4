"""What a file is made of: format, size, frames and every part of it, read from its bytes without decoding a pixel.

It reads as leniently as a browser does: whether the pixels are whole is found by decoding them, not here.
"""

import re
import struct
from collections.abc import Iterator
from struct import unpack_from
from typing import Final

from .gif import gif
from .heic import heic
from .parts import Part, Segments, between
from .tiff import tiff

_SIGNATURES: Final = (
    ("JPEG", re.compile(rb"\xff\xd8\xff")),
    ("PNG", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("WEBP", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    ("GIF", re.compile(rb"GIF8")),
    ("TIFF", re.compile(rb"II\*\0|MM\0\*")),
    ("HEIC", re.compile(rb"....ftyp(?:hei|hev|mif|msf)", re.DOTALL)),
    # Told apart only to say what the file is; none of these can be taken.
    ("BigTIFF", re.compile(rb"II\+\0|MM\0\+")),
    ("AVIF", re.compile(rb"....ftypavi", re.DOTALL)),
    ("JPEG 2000", re.compile(rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51")),
    ("BMP", re.compile(rb"BM")),
    ("PDF", re.compile(rb"%PDF")),
    ("SVG", re.compile(rb"\s*<(?:\?xml|svg)")),
)
# The next byte after 0xFF in a scan: stuffing, a restart or fill; anything else begins a segment.
_NEXT_SEGMENT: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_SIZE_OF_FRAME: Final = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_ALONE: Final = {0x00, 0x01, *range(0xD0, 0xD9), 0xFF}
_START_OF_SCAN, _END = 0xDA, 0xD9
# Parts that hold pixels; of these the beginning is enough.
_PIXELS: Final = {"IDAT", "fdAT", "VP8 ", "VP8L", "ALPH", "ANMF"}


def format_of(data: bytes) -> str:
    """The format that the first bytes show, or nothing."""
    return next((name for name, signature in _SIGNATURES if signature.match(data)), "")


def dissect(data: bytes) -> Segments | None:
    """None where the file is of none of our formats, or names no size."""
    walks = {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp, "GIF": gif, "TIFF": tiff, "HEIC": heic}
    walk = walks.get(format_of(data))
    try:
        return walk(data) if walk else None
    except (struct.error, IndexError, KeyError, ValueError):
        return None


def _jpeg(data: bytes) -> Segments:
    parts: list[tuple[int, bytes]] = []
    used = [(0, 2)]
    for marker, start, stop in _segments(data):
        used.append((start - 4, stop))
        if marker == _START_OF_SCAN:
            following = _NEXT_SEGMENT.search(data, stop)
            used.append((stop, following.start() if following else len(data)))
        if marker != _END:
            parts.append((marker, data[start:stop]))
    # The last frame header counts, as it does for the decoder.
    frame = [body for marker, body in parts if marker in _SIZE_OF_FRAME][-1]
    height, width = unpack_from(">HH", frame, 1)
    # Between two segments there may be filling.
    after = between(data, used).strip(b"\xff")
    return Segments("JPEG", width, height, 1, tuple(Part(_name(marker), body) for marker, body in parts), after)


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start and stop of every segment's body; the end of the picture comes last, if it is there."""
    at = 2
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        marker = data[at + 1]
        at += 1 if marker == 0xFF else 2
        if marker in _ALONE:
            continue
        if marker == _END:
            yield marker, at, at
            return
        if at + 2 > len(data):
            return
        start, at = at + 2, at + max(2, *unpack_from(">H", data, at))
        yield marker, start, min(at, len(data))
        if marker == _START_OF_SCAN:
            following = _NEXT_SEGMENT.search(data, at)
            at = following.start() if following else len(data)


def _name(marker: int) -> str:
    if 0xE0 <= marker <= 0xEF:
        return f"APP{marker - 0xE0}"
    return "COM" if marker == 0xFE else f"{marker:02X}"


def _png(data: bytes) -> Segments:
    parts: list[Part] = []
    at = 8
    while at + 8 <= len(data) and not (parts and parts[-1].name == "IEND"):
        length, name = unpack_from(">I4s", data, at)
        parts.append(_part(name, data, at + 8, length))
        at += length + 12
    width, height = unpack_from(">II", parts[0].body)
    told = [unpack_from(">I", part.body)[0] for part in parts if part.name == "acTL"]
    frames = max(1, *told, sum(part.name == "fcTL" for part in parts)) if told else 1
    return Segments("PNG", width, height, frames, tuple(parts), data[at:])


def _webp(data: bytes) -> Segments:
    end = 8 + unpack_from("<I", data, 4)[0]
    parts: list[Part] = []
    at = 12
    while at + 8 <= min(end, len(data)):
        name, length = unpack_from("<4sI", data, at)
        parts.append(_part(name, data, at + 8, length))
        at += 8 + length + length % 2
    width, height = _webp_size(parts[0])
    frames = sum(part.name == "ANMF" for part in parts) or 1
    return Segments("WEBP", width, height, frames, tuple(parts), data[end + end % 2 :])


def _part(code: bytes, data: bytes, start: int, length: int) -> Part:
    name = code.decode("latin-1")
    return Part(name, data[start : start + (min(length, 32) if name in _PIXELS else length)])


def _webp_size(first: Part) -> tuple[int, int]:
    body = first.body
    if first.name == "VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if first.name == "VP8L":
        bits: int = unpack_from("<I", body, 1)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = unpack_from("<HH", body, 6)
    return width & 0x3FFF, height & 0x3FFF

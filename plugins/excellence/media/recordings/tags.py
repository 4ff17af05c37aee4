"""The names of the tags in a sound or film, read from its own parts, whatever a player knows of them. Never a value.

Players pass over tags that they don't know, and so does libav: an owner's address in an MP3 (ID3 `POPM`), say. So each
kind of file is read here by its own rules, and what can't be read counts as a tag without a name.
"""

from collections.abc import Iterator
from itertools import islice
from re import fullmatch
from struct import error, unpack_from
from typing import Final

from .strays import FIRST_BOXES, HOLDERS

NAMELESS: Final = "text"  # words stand there, and nothing says what they are

# MP4 and M4A: where tags stand (ISO/IEC 14496-12; QuickTime File Format, metadata).
_TAGGED: Final = b"udta"
_FREE_FORM: Final = b"----"

_COMMENTED: Final = (b"OpusTags", b"\x03vorbis")
_IN_FLAC: Final = {
    2: NAMELESS,
    5: NAMELESS,
    6: "metadata_block_picture",
}  # RFC 9639, 8.1: blocks that can say something
_FLAC_COMMENT: Final = 4
_HEADS: Final = 64  # packets at the beginning of an Ogg stream among which those of its head are

_ID3: Final = (b"id3 ", b"ID3 ")
_WAVE_NAMES: Final = {"ICRD": "date", "ISFT": "encoder"}


def tag_names(data: bytes) -> Iterator[str]:
    """Each name as the file writes it; of a film as WebM libav tells them all."""
    try:
        if data[4:8] in FIRST_BOXES:
            yield from _in_boxes(data, 0, len(data))
        elif data.startswith(b"OggS"):
            yield from _in_ogg(data)
        elif data.startswith(b"RIFF"):
            yield from _in_wave(data)
        else:
            yield from _around_frames(data)
    except (error, IndexError, ValueError):
        yield NAMELESS


def _around_frames(data: bytes) -> Iterator[str]:
    """Of an MP3 or AAC: tags before its frames (ID3v2) and behind them (ID3v1, APE)."""
    while data[:3] == b"ID3":
        size = _seven_bits(data[6:10])
        yield from _in_id3(data[: 10 + size])
        data = data[10 + size + (10 if data[5] & 16 else 0) :]
    if data[-128:-125] == b"TAG" or b"APETAGEX" in data[-512:]:
        yield NAMELESS


def _in_id3(tag: bytes) -> Iterator[str]:
    """The frames of an ID3v2 tag (id3.org, versions 2.2 to 2.4); what is neither frame nor padding has no name."""
    version, flags, body = tag[3], tag[5], tag[10:]
    if flags & 0x80 and version < 4:
        body = body.replace(b"\xff\0", b"\xff")
    at = 0
    if flags & 0x40:
        at = _seven_bits(body[:4]) if version > 3 else 4 + unpack_from(">I", body)[0]
        if at > len(body):
            raise IndexError
    head, letters = (6, 3) if version < 3 else (10, 4)
    while at + head <= len(body) and fullmatch(rb"[A-Z0-9]+ ?", body[at : at + letters]):
        size = body[at + letters : at + 2 * letters]
        start, length = at + head, _seven_bits(size) if version > 3 else int.from_bytes(size)
        name = body[at : at + letters].decode("latin-1")
        yield f"{name}:{_described(body[start : start + length])}" if name in ("TXXX", "TXX") else name
        at = start + length
    if any(body[at:]):
        yield NAMELESS


def _described(frame: bytes) -> str:
    """What a text says that it is: up to the first end of a text, which in wide letters are two noughts."""
    end = b"\0\0" if frame[:1] in (b"\1", b"\2") else b"\0"
    return frame[1:].partition(end)[0].replace(b"\0", b"").decode("latin-1")


def _seven_bits(data: bytes) -> int:
    return sum(part << shift for part, shift in zip(data, (21, 14, 7, 0), strict=True))


def _in_boxes(data: bytes, at: int, end: int, holder: bytes = b"") -> Iterator[str]:
    for name, start, stop in _boxes(data, at, end):
        if name == b"meta":
            yield from _in_meta(data, start, stop)
        elif name == _TAGGED or name in HOLDERS:
            yield from _in_boxes(data, start, stop, name)
        elif holder == _TAGGED and (name != b"free" or any(data[start:stop])):
            yield name.decode("latin-1")


def _in_meta(data: bytes, at: int, end: int) -> Iterator[str]:
    """Numbered tags are named in a list of keys; all others bear their names."""
    # A version stands first in an MP4, and nothing in a film of QuickTime.
    inside = list(_boxes(data, at if data[at + 4 : at + 8] == b"hdlr" else at + 4, end))
    numbered = any(name == b"keys" for name, *_ in inside)
    for name, start, stop in inside:
        if name == b"keys":
            yield from (data[first:last].decode("latin-1") for _, first, last in _boxes(data, start + 8, stop))
        elif name == b"ilst":
            yield from () if numbered else _in_list(data, start, stop)
        # Whose tags they are stands in four letters, and then a name may.
        elif name not in (b"hdlr", b"free") or any(data[start + (20 if name == b"hdlr" else 0) : stop]):
            yield NAMELESS


def _in_list(data: bytes, at: int, end: int) -> Iterator[str]:
    for name, start, stop in _boxes(data, at, end):
        if name == _FREE_FORM:
            parts = [data[first + 4 : last].decode("latin-1") for _, first, last in _boxes(data, start, stop)]
            yield ":".join(["----", *parts[:2]])
        else:
            yield name.decode("latin-1")


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and stop of the body of each box in a row; in a film of QuickTime zeros may end it."""
    while at + 8 <= end and any(data[at : at + 8]):
        size, name = unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            size, head = unpack_from(">Q", data, at + 8)[0], 16
        stop = min(at + size, end) if size else end
        if stop < at + head:
            raise IndexError
        yield name, at + head, stop
        at = stop
    if any(data[at:end]):
        raise IndexError


def _in_ogg(data: bytes) -> Iterator[str]:
    for packet in islice(_packets(data), _HEADS):
        for head in _COMMENTED:
            if packet.startswith(head):
                yield from comments(packet, len(head))
        if not data.startswith(b"\x7fFLAC", 28):
            continue
        if packet[0] & 127 == _FLAC_COMMENT:
            yield from comments(packet, 4)
        elif packet[0] & 127 in _IN_FLAC:
            yield _IN_FLAC[packet[0] & 127]


def _packets(data: bytes) -> Iterator[bytes]:
    """What the pages of an Ogg file carry, put together (RFC 3533); a segment of 255 bytes goes on in the next."""
    at, packet = 0, b""
    while data[at : at + 4] == b"OggS":
        count = data[at + 26]
        start = at + 27 + count
        for length in data[at + 27 : start]:
            packet += data[start : start + length]
            start += length
            if length < 255:
                yield packet
                packet = b""
        at = start


def comments(packet: bytes, at: int) -> Iterator[str]:
    """The names in a list of comments (Vorbis I, 5.2), and whether something stands behind it."""
    at += 4 + unpack_from("<I", packet, at)[0]
    count = unpack_from("<I", packet, at)[0]
    at += 4
    for _ in range(count):
        length = unpack_from("<I", packet, at)[0]
        name, is_named, _ = packet[at + 4 : at + 4 + length].partition(b"=")
        yield name.decode("latin-1") if is_named else NAMELESS
        at += 4 + length
    if any(packet[at:].removeprefix(b"\1")):
        yield NAMELESS


def _in_wave(data: bytes) -> Iterator[str]:
    at = 12
    while at + 8 <= len(data):
        name, length = unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + length]
        if name in _ID3:
            yield from _in_id3(body)
        elif name == b"LIST":
            yield from _in_info(body)
        elif name == b"bext" and any(body):
            yield NAMELESS
        at += 8 + length + length % 2


def _in_info(body: bytes) -> Iterator[str]:
    """The names of a list of facts; a list of another kind holds marks with their texts."""
    if body[:4] != b"INFO":
        yield NAMELESS
    at = 4
    while body[:4] == b"INFO" and at + 8 <= len(body):
        name, length = unpack_from("<4sI", body, at)
        yield _WAVE_NAMES.get(name.decode("latin-1"), name.decode("latin-1"))
        at += 8 + length + length % 2

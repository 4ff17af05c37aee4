"""Whether a file holds bytes that belong to neither sound nor pictures, whatever they are called.

Players pass over what they don't know, so a name can stand there unheard. Each kind of file is walked as a player walks
it, and only the parts that none can do without are let pass.
"""

import re
from collections.abc import Iterator
from struct import error, unpack_from
from typing import Final

STRAY: Final = "parts that nobody plays"

# MP4 and M4A (ISO/IEC 14496-12): boxes that hold others, and those that tell how to play.
HOLDERS: Final = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf", b"mvex", b"moof", b"traf"}
_NEEDED: Final = {
    *(b"ftyp", b"mdat", b"mvhd", b"tkhd", b"elst", b"mdhd", b"hdlr", b"vmhd", b"smhd", b"nmhd", b"gmhd", b"dref"),
    *(b"stsd", b"stts", b"ctts", b"cslg", b"stss", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"sgpd", b"sbgp"),
    *(b"sdtp", b"iods", b"tref", b"trex", b"mehd", b"mfhd", b"tfhd", b"tfdt", b"trun", b"sidx", b"mfra"),
}
# What other readers look into already: the names that a file gives itself.
_TOLD: Final = {b"udta", b"meta"}
FIRST_BOXES: Final = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"}
_PADDING: Final = {b"free", b"skip", b"wide"}

_WAVE: Final = {b"fmt ", b"fact", b"data"}
_FORMATS: Final = (16, 18, 40)  # bytes of the three forms in which a WAV tells how it is coded
_TOLD_WAVE: Final = {b"LIST", b"id3 ", b"ID3 ", b"bext"}

# WebM (RFC 8794, 9559): elements that hold others, those that tell how to play, and what other readers look into.
_EBML: Final = 0x1A45DFA3
_SEGMENT, _CLUSTER, _VOID, _CRC = 0x18538067, 0x1F43B675, 0xEC, 0xBF
_WEBM: Final = {0x114D9B74, 0x1549A966, 0x1654AE6B, 0x1C53BB6B, _CRC}
_TOLD_WEBM: Final = {0x1254C367, 0x1043A770, 0x1941A469}
_TRACKS, _GROUP = 0x1654AE6B, 0xA0
_IN_GROUP: Final = {0xA1, 0x9B, 0xFA, 0xFB, 0x75A2, _CRC}
_CROPS: Final = re.compile(rb"\x54[\xaa\xbb\xcc\xdd][\x81-\x84]\0*[^\0]")
_IN_CLUSTER: Final = {0xE7, 0xA7, 0xAB, 0xA3, 0xA0, _CRC}

_KBITS: Final = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    0: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_HERTZ: Final = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def has_strays(data: bytes) -> bool:
    """Whether something in the file is neither played nor looked at elsewhere; so it is of a file cut short, too."""
    try:
        if data[4:8] in FIRST_BOXES:
            return any(_boxes(data))
        if data.startswith(b"OggS"):
            return any(_ogg(data))
        if data.startswith(b"RIFF"):
            return any(_wave(data))
        if data.startswith(b"\x1a\x45\xdf\xa3"):
            return any(_webm(data))
        return bool(frames_of(data)) and frames_of(data) != _without_tags(data)
    except (error, IndexError):
        return True


def _boxes(data: bytes) -> Iterator[bool]:
    """A box is a stray by its name, or where padding holds anything; so are media that no sample names."""
    media = sizes = 0
    waiting = [(0, len(data))]
    while waiting:
        at, end = waiting.pop()
        while at < end:
            size, name = unpack_from(">I4s", data, at)
            head = 8
            if size == 1:
                size, head = unpack_from(">Q", data, at + 8)[0], 16
            stop = end if size == 0 else at + size
            yield stop > end or stop < at + head
            if name in HOLDERS:
                waiting.append((at + head, stop))
            elif name in _PADDING:
                yield any(data[at + head : stop])
            else:
                yield name not in _NEEDED and name not in _TOLD
            media += stop - at - head if name == b"mdat" else 0
            sizes += _sample_bytes(data, at + head) if name == b"stsz" else 0
            yield name == b"stsd" and b"clap" in data[at + head : stop]  # cropped for show alone
            at = stop
    yield sizes > 0 and media > sizes


def _sample_bytes(data: bytes, at: int) -> int:
    size, count = unpack_from(">II", data, at + 4)
    return int(size * count if size else sum(unpack_from(f">{count}I", data, at + 12)))


def _ogg(data: bytes) -> Iterator[bool]:
    """Pages of one stream, from the first byte to the last (RFC 3533)."""
    at, streams = 0, set()
    while at < len(data):
        yield data[at : at + 4] != b"OggS"
        streams.add(unpack_from("<I", data, at + 14)[0])
        count = data[at + 26]
        at += 27 + count + sum(data[at + 27 : at + 27 + count])
    yield at != len(data) or len(streams) > 1


def _wave(data: bytes) -> Iterator[bool]:
    end = 8 + unpack_from("<I", data, 4)[0]
    yield end not in (len(data), len(data) + 1)
    at = 12
    while at + 8 <= min(end, len(data)):
        name, length = unpack_from("<4sI", data, at)
        yield name not in _WAVE and name not in _TOLD_WAVE
        if name == b"fmt ":
            yield length not in _FORMATS or (length == _FORMATS[1] and any(data[at + 24 : at + 26]))
        at += 8 + length + length % 2
    yield at < len(data)


def _webm(data: bytes) -> Iterator[bool]:
    """Each element by its number; those of a cluster too, since a player skips what it does not know there."""
    waiting = [(0, len(data), frozenset({_EBML, _SEGMENT}))]
    while waiting:
        at, end, known = waiting.pop()
        while at < end:
            number, body, stop = _element(data, at, end)
            yield stop > end
            if number == _VOID:
                yield any(data[body:stop])
            elif number == _SEGMENT:
                waiting.append((body, stop, frozenset({*_WEBM, *_TOLD_WEBM, _CLUSTER})))
            elif number == _CLUSTER and number in known:
                waiting.append((body, stop, frozenset(_IN_CLUSTER)))
            elif number == _GROUP and number in known:
                waiting.append((body, stop, frozenset(_IN_GROUP)))
            elif number == _TRACKS and number in known:
                yield _CROPS.search(data, body, stop) is not None
            else:
                yield number not in known
            at = stop


def _element(data: bytes, at: int, end: int) -> tuple[int, int, int]:
    """Its number, and where its body begins and stops; one of unknown length goes on to the end."""
    width = 9 - data[at].bit_length()
    number = int.from_bytes(data[at : at + width], "big")
    at += width
    width = 9 - data[at].bit_length()
    length = int.from_bytes(data[at : at + width], "big") & ((1 << 7 * width) - 1)
    at += width
    return number, at, end if length == (1 << 7 * width) - 1 else at + length


def frames_of(data: bytes) -> bytes:
    """The frames of an MP3 and nothing that stands before, between or after them (ISO/IEC 11172-3, 13818-3)."""
    data = _without_tags(data)
    found: list[bytes] = []
    at = 0
    while at + 4 <= len(data):
        length = _frame_length(data, at)
        # A frame must be followed by another, or by the end: its mark may well stand in a picture of a tag.
        if length and (at + length >= len(data) - 4 or _frame_length(data, at + length) or found):
            found.append(data[at : at + length])
            at += length
        else:
            at = data.find(b"\xff", at + 1)
            if at < 0:
                break
    return b"".join(found)


def _without_tags(data: bytes) -> bytes:
    """Without the tags before and after it that other readers look into."""
    while data[:3] == b"ID3" and len(data) > 10:
        size = sum(part << shift for part, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
        data = data[10 + size + (10 if data[5] & 16 else 0) :]
    return data[:-128] if data[-128:-125] == b"TAG" else data


def _frame_length(data: bytes, at: int) -> int:
    """How many bytes a frame of layer III has; 0 where none begins."""
    if at + 4 > len(data) or data[at] != 0xFF or data[at + 1] & 0xE6 != 0xE2:
        return 0
    version, rate, hertz = data[at + 1] >> 3 & 3, data[at + 2] >> 4, data[at + 2] >> 2 & 3
    if version == 1 or rate in (0, 15) or hertz == 3:
        return 0
    samples = 144 if version == 3 else 72
    return samples * _KBITS[version][rate] * 1_000 // _HERTZ[version][hertz] + (data[at + 2] >> 1 & 1)

"""The bytes of a PNG that its pixels come from. Pillow gives up a picture for words that no browser reads."""

import zlib
from struct import unpack_from
from typing import Final

# Size, colours and pixels. Frames stay too: they are counted.
_NEEDED: Final = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT"}
_PROFILE, _LARGEST_PROFILE = b"iCCP", 1_000_000  # bytes unpacked: more is no colour profile


def bare_png(data: bytes) -> bytes:
    """The file without texts and the like, or as it is where it has none."""
    kept, at, whole = [data[:8]], 8, True
    while at + 8 <= len(data):
        length, name = unpack_from(">I4s", data, at)
        end = at + 12 + length
        if name in _NEEDED or (name == _PROFILE and _is_sound(data[at + 8 : end - 4])):
            kept.append(data[at:end])
        else:
            whole = False
        at = end
        if name == b"IEND":
            break
    return data if whole else b"".join([*kept, data[at:]])


def _is_sound(body: bytes) -> bool:
    """Whether a colour profile unpacks to a sensible size."""
    _, _, packed = body.partition(b"\0")
    try:
        unpacking = zlib.decompressobj()
        return bool(unpacking.decompress(packed[1:], _LARGEST_PROFILE)) and unpacking.eof
    except zlib.error:
        return False

"""The parts of a GIF."""

from struct import unpack_from
from typing import Final

from .parts import Part, Segments

_EXTENSION, _FRAME, _END = 0x21, 0x2C, 0x3B
_COMMENT, _TEXT, _APPLICATION = 0xFE, 0x01, 0xFF
_NAMES: Final = {_COMMENT: "COM", _TEXT: "TEXT"}


def gif(data: bytes) -> Segments:
    """Its size, frames, comments and application blocks (`APP:` and the application's name)."""
    width, height, flags = unpack_from("<HHB", data, 6)
    at = 13 + _table(flags)
    parts: list[Part] = []
    frames = 0
    while at < len(data):
        kind = data[at]
        if kind == _FRAME:
            frames += 1
            at += 11 + _table(data[at + 9])
            _, at = _blocks(data, at, keep=False)
        elif kind == _EXTENSION:
            label = data[at + 1]
            body, at = _blocks(data, at + 2, keep=True)
            if label in _NAMES:
                parts.append(Part(_NAMES[label], body))
            elif label == _APPLICATION:
                parts.append(Part(f"APP:{body[:11].decode('latin-1')}", body[11:]))
        else:
            at += 1
            break
    return Segments("GIF", width, height, max(frames, 1), tuple(parts), data[at:])


def _table(flags: int) -> int:
    """How many bytes a colour table takes."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _blocks(data: bytes, at: int, *, keep: bool) -> tuple[bytes, int]:
    """What a chain of blocks holds, where that is wanted, and where it ends."""
    kept = []
    while at < len(data) and data[at]:
        if keep:
            kept.append(data[at + 1 : at + 1 + data[at]])
        at += 1 + data[at]
    return b"".join(kept), at + 1

"""The parts of a picture's file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One segment or chunk: its name ("APP1", "tEXt", "EXIF") and what it holds."""

    name: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Segments:
    """`width` and `height` as stored, before any turning; `after` holds what belongs to no part of it.

    `coded` is the size that has to be decoded, where the file shows only a part of it.
    """

    format: str
    width: int
    height: int
    frames: int
    parts: tuple[Part, ...]
    after: bytes
    coded: tuple[int, int] | None = None

    def bodies(self, name: str) -> tuple[bytes, ...]:
        return tuple(part.body for part in self.parts if part.name == name)


def between(data: bytes, used: list[tuple[int, int]]) -> bytes:
    """The bytes of a file that none of the used stretches (start and stop) holds: anything may stand there."""
    gaps, end = [], 0
    for start, stop in sorted(used):
        gaps.append(data[end:start] if start > end else b"")
        end = max(end, stop)
    return b"".join([*gaps, data[end:]])

"""The parts of a TIFF: the tags of each of its pages."""

from struct import unpack_from

from .parts import Anatomy, Part

_WIDTH, _HEIGHT = 0x0100, 0x0101
_MOST_PAGES, _MOST_TAGS = 400, 1_000


def tiff(data: bytes) -> Anatomy:
    """One part for each page, whose body is the directory; the file as a whole is read as EXIF data is."""
    order = "<" if data[:2] == b"II" else ">"
    sizes: list[tuple[int, int]] = []
    parts: list[Part] = []
    at = unpack_from(order + "I", data, 4)[0]
    seen: set[int] = set()
    while at and at not in seen and len(seen) < _MOST_PAGES:
        seen.add(at)
        count = unpack_from(order + "H", data, at)[0]
        end = at + 2 + 12 * min(count, _MOST_TAGS)
        tags = dict(_sizes(data, at + 2, end, order))
        sizes.append((tags[_WIDTH], tags[_HEIGHT]))
        parts.append(Part("PAGE", data[at:end]))
        at = unpack_from(order + "I", data, at + 2 + 12 * count)[0]
    width, height = sizes[0]
    return Anatomy("TIFF", width, height, len(sizes), (*parts, Part("TIFF", data)), b"")


def _sizes(data: bytes, at: int, end: int, order: str) -> list[tuple[int, int]]:
    found = []
    for place in range(at, end, 12):
        tag, type_ = unpack_from(order + "HH", data, place)
        if tag in (_WIDTH, _HEIGHT):
            number = "H" if type_ == 3 else "I"
            found.append((tag, unpack_from(order + number, data, place + 8)[0]))
    return found

"""The parts of a TIFF: the tags of each of its pages."""

from struct import unpack_from

from .parts import Part, Segments, between

_WIDTH, _HEIGHT = 0x0100, 0x0101
_MOST_PAGES, _MOST_TAGS = 400, 1_000
# Tags whose values are places of pixels, each with the tag of their lengths; and those that lead to more directories.
_PIXELS = ((0x0111, 0x0117), (0x0144, 0x0145), (0x0201, 0x0202))
_DIRECTORIES = (0x014A, 0x8769, 0x8825, 0xA005)
_WIDTHS = {3: 2, 4: 4, 5: 8, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}  # bytes of a value, by its type


def tiff(data: bytes) -> Segments:
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
    return Segments("TIFF", width, height, len(sizes), (*parts, Part("TIFF", data)), _unused(data))


def _unused(data: bytes) -> bytes:
    """The bytes that no directory, value or strip of pixels accounts for: anything may stand there."""
    order = "<" if data[:2] == b"II" else ">"
    used = [(0, 8)]
    seen: set[int] = set()
    ahead = [*unpack_from(order + "I", data, 4)]
    while ahead and len(seen) < _MOST_PAGES:
        at = ahead.pop()
        if at in seen or not 0 < at <= len(data) - 6:
            continue
        seen.add(at)
        count = min(unpack_from(order + "H", data, at)[0], _MOST_TAGS, (len(data) - at - 6) // 12)
        end = at + 2 + 12 * count
        used.append((at, end + 4))
        values = dict(_values(data, place, order, used) for place in range(at + 2, end, 12))
        for offsets, lengths in _PIXELS:
            pairs = zip(values.get(offsets, ()), values.get(lengths, ()), strict=False)
            used += [(start, start + size) for start, size in pairs]
        ahead += [*unpack_from(order + "I", data, end), *(each for tag in _DIRECTORIES for each in values.get(tag, ()))]
    return between(data, used)


def _values(data: bytes, at: int, order: str, used: list[tuple[int, int]]) -> tuple[int, tuple[int, ...]]:
    """A tag and its whole numbers; where they stand elsewhere, that place is used."""
    tag, kind, count = unpack_from(order + "HHI", data, at)
    width = _WIDTHS.get(kind, 1)
    start = at + 8
    if width * count > 4:
        start = unpack_from(order + "I", data, at + 8)[0]
        used.append((start, start + width * count))
    if kind not in (3, 4, 13) or start + width * count > len(data):
        return tag, ()
    return tag, unpack_from(f"{order}{count}{'H' if kind == 3 else 'I'}", data, start)


def _sizes(data: bytes, at: int, end: int, order: str) -> list[tuple[int, int]]:
    found = []
    for place in range(at, end, 12):
        tag, type_ = unpack_from(order + "HH", data, place)
        if tag in (_WIDTH, _HEIGHT):
            number = "H" if type_ == 3 else "I"
            found.append((tag, unpack_from(order + number, data, place + 8)[0]))
    return found

"""The parts of a HEIC picture: the boxes of its file that name its size, its turns and what else it carries."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from struct import unpack_from

from .parts import Part, Segments, between

_MOST_BOXES = 10_000
_PICTURES = (b"hvc1", b"grid", b"iden", b"iovl", b"hev1")
_KNOWN = (b"ftyp", b"meta", b"moov")
_OF_ANOTHER = (b"thmb", b"auxl", b"cdsc")  # from a thumbnail, a depth map or a text to its picture


@dataclass(slots=True)
class _Meta:
    """What the meta box tells of the items."""

    primary: int = 0
    types: dict[int, bytes] = field(default_factory=dict)
    places: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    properties: list[tuple[bytes, bytes]] = field(default_factory=list)
    owned: dict[int, list[int]] = field(default_factory=dict)
    thumbnails: bool = False
    others: bool = False
    parts: set[int] = field(default_factory=set)
    moving: bool = False
    store: bytes = b""

    @property
    def further(self) -> bool:
        """Whether there are pictures of their own besides the main one, as in a burst."""
        shown = {item for item, kind in self.types.items() if kind in _PICTURES}
        return self.moving or bool(shown - self.parts - {self.primary})


def heic(data: bytes) -> Segments:
    """The main picture's size as it is shown is `width` and `height`; EXIF, XMP and other items are parts.

    The decoder has the last word on the size: its properties can be nested in ways that only it follows.
    """
    meta = _Meta()
    used: list[tuple[int, int]] = []
    for name, start, end in _boxes(data, 0, len(data)):
        if name == b"meta":
            _read_meta(meta, data, start + 4, end)
        meta.moving |= name == b"moov"
        if name == b"mdat":
            used.append((start - 16, start))  # its head: the places of the items say what is used of it
        elif name in _KNOWN:
            used.append((start - 16, end))
    used += [(at, at + length) for places in meta.places.values() for method, at, length in places if not method]
    properties = _of(meta, meta.primary)
    [coded, *_] = [unpack_from(">II", body, 4) for name, body in properties if name == b"ispe"]
    width, height = _shown_size(coded, properties)
    return Segments("HEIC", width, height, 1, tuple(_parts(meta, data)), between(data, used), coded)


def _shown_size(coded: tuple[int, int], properties: list[tuple[bytes, bytes]]) -> tuple[int, int]:
    """As coded, then cropped and turned in the order of the file; a mirror changes nothing."""
    width, height = coded
    for name, body in properties:
        if name == b"clap":
            # Fractions, rounded to whole pixels as the decoder does. A coder fills odd sides up and crops them again.
            across, below, down, under = unpack_from(">IIII", body)
            if below and under:
                width = min(width, max(1, (across + below // 2) // below))
                height = min(height, max(1, (down + under // 2) // under))
        elif name == b"irot" and body[0] % 2:
            width, height = height, width
    return width, height


def _of(meta: _Meta, item: int) -> list[tuple[bytes, bytes]]:
    return [meta.properties[index - 1] for index in meta.owned.get(item, ()) if 0 < index <= len(meta.properties)]


def _parts(meta: _Meta, data: bytes) -> Iterator[Part]:
    for item, kind in meta.types.items():
        if kind not in _PICTURES:
            yield Part(kind.decode("latin-1"), _content(meta, data, item))
    for name, body in meta.properties:
        if name == b"colr" and body[:4] in (b"prof", b"rICC"):
            yield Part("ICC", body[4:])
    if meta.thumbnails:
        yield Part("thmb", b"")
    if meta.others:
        yield Part("auxl", b"")
    if meta.further:
        yield Part("pict", b"")


def _content(meta: _Meta, data: bytes, item: int) -> bytes:
    found = b""
    for method, start, length in meta.places.get(item, ()):
        found += (data if method == 0 else meta.store)[start : start + length]
    return found


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and stop of the body of each box in a row."""
    for _ in range(_MOST_BOXES):
        if at + 8 > end:
            return
        size, name = unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            size, head = unpack_from(">Q", data, at + 8)[0], 16
        stop = min(at + size if size else end, end)
        if stop < at + head:
            return
        yield name, at + head, stop
        at = stop


def _read_meta(meta: _Meta, data: bytes, at: int, end: int) -> None:
    for name, start, stop in _boxes(data, at, end):
        match name:
            case b"pitm":
                meta.primary = unpack_from(">I" if data[start] else ">H", data, start + 4)[0]
            case b"iinf":
                head = 8 if data[start] else 6
                meta.types |= dict(_infos(data, start + head, stop))
            case b"iloc":
                meta.places |= dict(_locations(data[start:stop]))
            case b"iref":
                _read_references(meta, data, start, stop)
            case b"idat":
                meta.store = data[start:stop]
            case b"iprp":
                _read_properties(meta, data, start, stop)


def _read_references(meta: _Meta, data: bytes, at: int, end: int) -> None:
    """Thumbnails and depth maps point at their picture, a picture of tiles at its tiles."""
    wide = 4 if data[at] else 2
    for kind, start, stop in _boxes(data, at + 4, end):
        meta.thumbnails |= kind == b"thmb"
        meta.others |= kind == b"auxl"
        if kind in _OF_ANOTHER:
            meta.parts.add(_number(data, start, wide))
        elif kind == b"dimg":
            count = _number(data, start + wide, 2)
            first = start + wide + 2
            meta.parts |= {_number(data, place, wide) for place in range(first, min(first + count * wide, stop), wide)}


def _infos(data: bytes, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    for name, start, _ in _boxes(data, at, end):
        if name == b"infe":
            wide = data[start] > 2
            item = unpack_from(">I" if wide else ">H", data, start + 4)[0]
            yield item, data[start + (10 if wide else 8) :][:4]


def _locations(body: bytes) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
    """Item, and for each of its extents: construction method, start, length (ISO/IEC 14496-12, 8.11.3)."""
    version, sizes = body[0], unpack_from(">H", body, 4)[0]
    offset, length, base, index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    wide = version == 2
    count, at = (unpack_from(">I", body, 6)[0], 10) if wide else (unpack_from(">H", body, 6)[0], 8)
    for _ in range(min(count, _MOST_BOXES)):
        item = _number(body, at, 4 if wide else 2)
        at += 4 if wide else 2
        method = 0
        if version:
            method = _number(body, at, 2) & 15
            at += 2
        begin = _number(body, at + 2, base)
        at += 2 + base
        extents = []
        for _ in range(min(_number(body, at, 2), 64)):
            skip = index if version else 0
            start = begin + _number(body, at + 2 + skip, offset)
            extents.append((method, start, _number(body, at + 2 + skip + offset, length)))
            at += skip + offset + length
        at += 2
        yield item, extents


def _number(body: bytes, at: int, size: int) -> int:
    if at + size > len(body):
        raise IndexError
    return int.from_bytes(body[at : at + size], "big")


def _read_properties(meta: _Meta, data: bytes, at: int, end: int) -> None:
    for name, start, stop in _boxes(data, at, end):
        if name == b"ipco":
            meta.properties = [(kind, data[first:last]) for kind, first, last in _boxes(data, start, stop)]
        elif name == b"ipma":
            meta.owned |= dict(_owned(data[start:stop]))


def _owned(body: bytes) -> Iterator[tuple[int, list[int]]]:
    """Item, and the numbers of its properties, which count from 1."""
    version, flags = body[0], body[3]
    at = 8
    for _ in range(min(unpack_from(">I", body, 4)[0], _MOST_BOXES)):
        item = _number(body, at, 4 if version else 2)
        at += 4 if version else 2
        count, at = body[at], at + 1
        size = 2 if flags & 1 else 1
        mask = 0x7FFF if flags & 1 else 0x7F
        yield item, [_number(body, at + size * each, size) & mask for each in range(count)]
        at += size * count

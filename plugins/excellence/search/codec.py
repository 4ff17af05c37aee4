"""Postings in as few bytes as they need: terms front-coded, gaps between entries in Rice codes, weights on a scale.

The browser's `searching/engine.mjs` reads them. One shard is: how many terms; for each how many letters it shares with
the one before, its own bytes, and how many entries have it; then, bit by bit, for each term the least weight (8 bits),
how wide the weights are (4 bits), and for each entry the gap and the weight above the least. Numbers before the bits
are LEB128.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from .bm25 import Posting

SIZE = 3300  # bytes of a shard, a little more or less
_STEP, _LEAST = 1.0832870676749586, 0.001  # e to the power of 0.08; the least weight that lunr can give
_SCALE = [_LEAST]
while len(_SCALE) < 255:
    _SCALE.append(_SCALE[-1] * _STEP)
# Where one step of the scale turns into the next: the geometric middle.
_BOUNDS = [value * _STEP**0.5 for value in _SCALE[:-1]]


def shards(postings: Mapping[str, Posting], total: int) -> Iterator[tuple[str, bytes]]:
    """Every shard with where it begins, in the order of the terms; `total` is the number of entries.

    As much of its first term is told as sets it apart from the last of the shard before: a browser reads them all.
    """
    chunk: list[tuple[str, Posting]] = []
    begin, size = "", 0
    for term in sorted(postings):
        found = postings[term]
        # Two bytes and a half of the term, and about eleven bits for each entry.
        held = len(found[0])
        weight = 3 + len(term.encode()) // 2 + held * (total // held).bit_length() // 8 + held * 7 // 8
        if chunk and size + weight > SIZE:
            yield begin, encode(chunk, total)
            begin = term[: shared(chunk[-1][0], term) + 1]
            chunk, size = [], 0
        chunk.append((term, found))
        size += weight
    if chunk:
        yield begin, encode(chunk, total)


def encode(chunk: Sequence[tuple[str, Posting]], total: int) -> bytes:
    head, before, bits = bytearray(_number(len(chunk))), "", _Bits()
    for term, found in chunk:
        same = shared(before, term)
        own = term[same:].encode()
        head += _number(same) + _number(len(own)) + own + _number(len(found[0]))
        _write(bits, found, total)
        before = term
    return bytes(head) + bits.close()


def shared(one: str, other: str) -> int:
    """With how many of the same letters two words begin."""
    most = min(len(one), len(other))
    return next((at for at in range(most) if one[at] != other[at]), most)


def _write(bits: "_Bits", found: Posting, total: int) -> None:
    ids, weights = found
    marks = [bisect_right(_BOUNDS, weight) for weight in weights]
    least = min(marks)
    width = (max(marks) - least).bit_length()
    bits.put(least, 8)
    bits.put(width, 4)
    shift, last = rice(total, len(ids)), -1
    for at, mark in zip(ids, marks, strict=True):
        gap = at - last - 1
        last = at
        bits.ones(gap >> shift)
        bits.put(gap & ((1 << shift) - 1), shift)
        bits.put(mark - least, width)


def rice(total: int, found: int) -> int:
    """How many low bits of a gap are written as they are."""
    return max((total // found).bit_length() - 1, 0)


def _number(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


class _Bits:
    """Bits in a row, the first one highest."""

    def __init__(self) -> None:
        self._done = bytearray()
        self._held = 0
        self._count = 0

    def put(self, value: int, width: int) -> None:
        self._held = self._held << width | value
        self._count += width
        if self._count > 512:
            self._flush()

    def ones(self, count: int) -> None:
        """So many ones and a zero."""
        self.put((1 << count) - 1 << 1, count + 1)

    def _flush(self) -> None:
        rest = self._count % 8
        self._done += (self._held >> rest).to_bytes(self._count // 8, "big")
        self._held &= (1 << rest) - 1
        self._count = rest

    def close(self) -> bytes:
        self.put(0, -self._count % 8)
        self._flush()
        return bytes(self._done)

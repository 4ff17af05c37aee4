"""Pictures that look nearly the same, by their perceptual hashes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from ..model.derivative import Derivative, Picture
from ..model.finding import WARNING, Finding, Rule
from .rule_context import Subject

PIECE_ALIKE = Rule(
    "piece-alike",
    "No two pieces look nearly the same",
    "One may be a copy.",
    "Compare the two. Keep one, if one is a copy; leave both, if they are not.",
    "01.jpg looks like works/other-work/02.jpg",
    check=WARNING,
    build=WARNING,
)

_ALIKE: Final = 4  # bits of 64 that may differ between two perceptual hashes of nearly the same picture
BLANK: Final = {"0" * 16, "f" * 16}  # an even picture has no shape to compare


def check_alike(works: Iterable[Subject], made: Mapping[tuple[str, str], Derivative]) -> Iterator[Finding]:
    """Pieces of different works that look nearly the same; `made` by slug and file.

    The same file twice is told by `check_together`. Two hashes that differ in at most four bits share at least one of
    five bands of bits, so only those are compared.
    """
    bands: dict[tuple[int, int], list[_Shown]] = {}
    told: set[tuple[str, str, str]] = set()
    for mine in _pictures(works, made):
        for key in _bands(mine.bits):
            for other in bands.setdefault(key, []):
                pair = mine.slug, mine.file, other.slug
                if pair not in told and mine.is_like(other):
                    told.add(pair)
                    what = f"{mine.file} looks like works/{other.slug}/{other.file}"
                    yield mine.about.finding(PIECE_ALIKE, "pieces", what, "keep one, if one is a copy")
            bands[key].append(mine)


class _Shown(NamedTuple):
    """A piece that is a picture."""

    slug: str
    file: str
    picture: Picture
    about: Subject

    @property
    def bits(self) -> int:
        return int(self.picture.dhash, 16)

    def is_like(self, other: "_Shown") -> bool:
        one, two = self.picture, other.picture
        same = self.slug == other.slug or one.source == two.source or one.dhash in BLANK
        return not same and _is_near(self.bits, other.bits)


def _pictures(works: Iterable[Subject], made: Mapping[tuple[str, str], Derivative]) -> list[_Shown]:
    found: dict[tuple[str, str], _Shown] = {}
    for about in works:
        for piece in about.work.pieces:
            key = about.work.slug, piece.file
            if isinstance(picture := made.get(key), Picture):
                found[key] = _Shown(*key, picture, about)
    return [found[key] for key in sorted(found)]


Bands = Mapping[tuple[int, int], list[int]]


def bands_of(hashes: Iterable[str]) -> Bands:
    """Perceptual hashes (16 hexadecimal digits) so that those near to another are found at once."""
    bands: dict[tuple[int, int], list[int]] = {}
    for each in sorted({*hashes} - BLANK):
        for key in _bands(int(each, 16)):
            bands.setdefault(key, []).append(int(each, 16))
    return bands


def near(picture: Picture, bands: Bands) -> list[str]:
    """The hashes that a picture looks like."""
    bits = int(picture.dhash, 16)
    found = {other for key in _bands(bits) for other in bands.get(key, ()) if _is_near(bits, other)}
    return [f"{other:016x}" for other in sorted(found)]


def _is_near(one: int, other: int) -> bool:
    return (one ^ other).bit_count() <= _ALIKE


def _bands(bits: int) -> Iterator[tuple[int, int]]:
    """Two hashes that differ in at most four bits share at least one of these."""
    return ((band, bits >> band * 13 & 0x1FFF) for band in range(_ALIKE + 1))

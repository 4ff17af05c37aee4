"""The rules that works obey together."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from ..model.derivative import Picture
from ..model.work import Work

ALIKE = 4  # bits of 64 that may differ between two perceptual hashes of nearly the same picture


class Found(NamedTuple):
    """What is wrong with one work beside the others."""

    slug: str
    code: str
    field: str
    what: str
    remedy: str


def check_together(
    works: Iterable[Work], hashes: Mapping[str, Mapping[str, str]], published: frozenset[str]
) -> Iterator[Found]:
    """Everything that is wrong between works. `hashes` maps slug and file to the sha256 of the file."""
    works = sorted(works, key=lambda work: work.slug)
    yield from _twice(works, hashes)
    yield from _unknown(works, published)
    yield from _cycles({work.slug: work.inspired_by for work in works})
    yield from _aliases(works)


def _pieces(work: Work) -> Iterator[tuple[str, str]]:
    for number, piece in enumerate(work.pieces, 1):
        yield f"pieces[{number}].file", piece.file


def _twice(works: list[Work], hashes: Mapping[str, Mapping[str, str]]) -> Iterator[Found]:
    first: dict[str, tuple[str, str]] = {}
    for work in works:
        for where, file in _pieces(work):
            digest = hashes.get(work.slug, {}).get(file)
            if digest is None:
                continue
            slug, other = first.setdefault(digest, (work.slug, file))
            if slug != work.slug:
                what = f"{file} is the same file as works/{slug}/{other}"
                yield Found(work.slug, "piece-twice", where, what, "keep it in one of the two works")


def _unknown(works: list[Work], published: frozenset[str]) -> Iterator[Found]:
    for work in works:
        for name, slugs in (("related", work.related), ("inspired_by", work.inspired_by)):
            for number, slug in enumerate(slugs, 1):
                # A name that could not be read is blank; a work that names itself is told by its cycle.
                if slug not in ("", work.slug) and slug not in published:
                    what = "no published work has this slug"
                    yield Found(
                        work.slug,
                        "reference-unknown",
                        f"{name}[{number}]",
                        what,
                        "the link is left out; correct or drop it",
                    )


def check_protocols(works: Iterable[Work], protocols: frozenset[str]) -> Iterator[Found]:
    """Protocols that works name and the site does not have."""
    for work in works:
        for number, slug in enumerate(work.protocols, 1):
            if slug not in protocols:
                near = get_close_matches(slug, sorted(protocols), n=1)
                remedy = f"did you mean {near[0]}?" if near else "the link is left out; correct or drop it"
                yield Found(
                    work.slug, "reference-unknown", f"protocols[{number}]", "there is no protocol of this name", remedy
                )


def _cycles(parents: Mapping[str, tuple[str, ...]]) -> Iterator[Found]:
    """Walks up from each work; a work that meets itself is in a cycle. Each cycle is told at every work in it."""
    for slug in sorted(parents):
        seen: set[str] = set()
        ahead = list(parents[slug])
        while ahead:
            parent = ahead.pop()
            if parent == slug:
                yield Found(
                    slug, "inspired-cycle", "inspired_by", f"{slug} inspires itself in the end", "drop one of the links"
                )
                break
            if parent not in seen:
                seen.add(parent)
                ahead += parents.get(parent, ())


def _aliases(works: list[Work]) -> Iterator[Found]:
    taken = {work.slug: work.slug for work in works}
    for work in works:
        for number, alias in ((number, alias) for number, alias in enumerate(work.aliases, 1) if alias):
            owner = taken.setdefault(alias, work.slug)
            if owner != work.slug or alias == work.slug:
                what = f"this is an earlier address of works/{owner} too"
                if alias == owner:
                    what = f"this is the address of {'this work itself' if owner == work.slug else 'another work'}"
                yield Found(work.slug, "alias-taken", f"aliases[{number}]", what, "choose another, or take it out")


def check_alike(pictures: Mapping[tuple[str, str], Picture]) -> Iterator[Found]:
    """Pieces of different works that look nearly the same; `pictures` by slug and file.

    The same file twice is told by `check_together`. Two hashes that differ in at most four bits share at least one of
    five bands of bits, so only those are compared.
    """
    bands: dict[tuple[int, int], list[tuple[str, str, Picture]]] = {}
    told: set[tuple[str, str, str]] = set()
    for (slug, file), picture in sorted(pictures.items()):
        bits = int(picture.dhash, 16)
        for key in _bands(bits):
            for other, other_file, shown in bands.setdefault(key, []):
                near = other != slug and (bits ^ int(shown.dhash, 16)).bit_count() <= ALIKE
                if (
                    near
                    and picture.source != shown.source
                    and picture.dhash not in _BLANK
                    and (slug, file, other) not in told
                ):
                    told.add((slug, file, other))
                    what = f"{file} looks like works/{other}/{other_file}"
                    yield Found(slug, "piece-alike", "pieces", what, "keep one, if one is a copy")
            bands[key].append((slug, file, picture))


def check_gone(pictures: Iterable[tuple[str, str, Picture]], gone: Iterable[str]) -> Iterator[Found]:
    """Pictures that look like one that was withdrawn; `pictures` with slug and file, `gone` perceptual hashes."""
    bands: dict[tuple[int, int], list[int]] = {}
    for each in sorted({*gone} - _BLANK):
        for key in _bands(int(each, 16)):
            bands.setdefault(key, []).append(int(each, 16))
    told: set[tuple[str, str]] = set()
    for slug, file, picture in pictures if bands else ():
        bits = int(picture.dhash, 16)
        near = {other for key in _bands(bits) for other in bands.get(key, ()) if (bits ^ other).bit_count() <= ALIKE}
        if near and (slug, file) not in told:
            told.add((slug, file))
            what = f"{file} looks like a picture of a work that was withdrawn"
            hashes = " and ".join(f"{other:016x}" for other in sorted(near))
            remedy = f"take it out; if it is another picture, a curator takes dhash {hashes} out of works/withdrawn.yml"
            yield Found(slug, "withdrawn-alike", "pieces", what, remedy)


def _bands(bits: int) -> Iterator[tuple[int, int]]:
    """Two hashes that differ in at most four bits share at least one of these."""
    return ((band, bits >> band * 13 & 0x1FFF) for band in range(ALIKE + 1))


_BLANK = {"0" * 16, "f" * 16}  # an even picture has no shape to compare

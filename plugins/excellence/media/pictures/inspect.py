"""Can a picture be published, and what should its authors know? Told by its header alone, without decoding it."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from ...model.finding import Finding
from ...model.kinds import OTHER_NAMES, PICTURES, suffix
from ...model.limits import SMALL
from ..errors import CLEAN, IMAGE_FORMAT, IMAGE_SMALL, METADATA, Refused, read
from ..probed import Probe
from .limits import decoding
from .metadata import find_metadata
from .opening import SUFFIXES, examine, open_picture, upright_size
from .parts import Segments
from .segments import format_of


def inspect(path: Path) -> Probe:
    key, faults = "", list[Finding]()
    try:
        data = read(path)
        key = sha256(data).hexdigest()
        with decoding():
            faults += _misnamed(path, format_of(data))  # what hides in it is told all the same
            segments = examine(data)
            # A HEIC's decoder reads more than the header: that is left to a process that may die of it.
            if segments.format != "HEIC":
                open_picture(data, segments).close()
            return Probe(tuple(faults), tuple(_advice(segments)), *upright_size(segments), key)
    except Refused as refused:
        return Probe(tuple(faults or [refused.finding]), sha256=key)


def right_end(path: Path) -> str:
    """The end that a picture's name should have by its content; empty where it is right, or is no picture of ours."""
    with path.open("rb") as file:
        found = format_of(file.read(64))
    return SUFFIXES[found] if found in SUFFIXES and found != PICTURES.get(path.suffix.lower()) else ""


def _misnamed(path: Path, found: str) -> Iterator[Finding]:
    if found in SUFFIXES and found != PICTURES.get(path.suffix.lower()):
        right = path.with_suffix(SUFFIXES[found]).name
        if OTHER_NAMES.get(suffix(path.name)) == SUFFIXES[found]:
            what = f"is a {found} picture under a name that not every program knows"
            yield Finding(IMAGE_FORMAT, what, f"rename it to {right}: scripts/check --fix does it")
        else:
            yield Finding(IMAGE_FORMAT, f"is a {found} picture, but its name ends in {path.suffix}", f"name it {right}")


def _advice(segments: Segments) -> Iterator[Finding]:
    width, height = upright_size(segments)
    if max(width, height) < SMALL:
        what = f"is {width:,} × {height:,} pixels; under {SMALL:,} on its long side it can't be projected"
        yield Finding(IMAGE_SMALL, what, "scan or photograph it again, 2,000 pixels or more on the long side")
    found = find_metadata(segments)
    if found:
        yield Finding(METADATA, f"carries {_listed(found)}", CLEAN)


def _listed(kinds: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))

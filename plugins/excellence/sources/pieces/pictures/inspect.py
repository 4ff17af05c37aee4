"""Can a picture be published, and what should its authors know? Told by its header alone, without decoding it."""

import shlex
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from ....model.derivative import Fault
from ....model.kinds import PICTURES
from ..look import Look
from ..refusal import Refused, read
from .anatomy import format_of
from .limits import SMALL, decoding
from .opening import SUFFIXES, examine, open_picture, upright_size
from .parts import Anatomy
from .traces import stubborn, traces

# exiftool would else keep a copy with everything in it beside the cleaned file.
_CLEAN: Final = "exiftool -overwrite_original -all= -tagsfromfile @ -Orientation -icc_profile"
_ANEW: Final = "open it in an image program and save it as a new JPEG without metadata"


def inspect(path: Path) -> Look:
    key = ""
    try:
        data = read(path)
        key = sha256(data).hexdigest()
        with decoding():
            _check_suffix(path, format_of(data))
            anatomy = examine(data)
            # A HEIC's decoder reads more than the header: that is left to a process that may die of it.
            if anatomy.format != "HEIC":
                open_picture(data, anatomy).close()
            return Look((), tuple(_advice(path, anatomy)), *upright_size(anatomy), key)
    except Refused as refused:
        return Look((refused.fault,), sha256=key)


def _check_suffix(path: Path, found: str) -> None:
    if found in SUFFIXES and found != PICTURES.get(path.suffix.lower()):
        right = path.with_suffix(SUFFIXES[found]).name
        raise Refused("image-format", f"is a {found} picture, but its name ends in {path.suffix}", f"name it {right}")


def _advice(path: Path, anatomy: Anatomy) -> Iterator[Fault]:
    width, height = upright_size(anatomy)
    if max(width, height) < SMALL:
        what = f"is {width:,} × {height:,} pixels; under {SMALL:,} on its long side it can't be projected"
        yield Fault("image-small", what, "scan or photograph it again, 2,000 pixels or more on the long side")
    found = traces(anatomy)
    if found:
        remedy = _ANEW if stubborn(anatomy, found) else f"run: {_CLEAN} {shlex.quote(path.name)}"
        yield Fault("metadata", f"carries {_listed(found)}", remedy)


def _listed(kinds: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))

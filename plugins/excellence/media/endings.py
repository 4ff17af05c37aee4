"""The end that the name of a sound or film should have by what it holds. Told without a decoder."""

import re
from pathlib import PurePosixPath
from typing import Final

from ..model.finding import Finding
from ..model.kinds import OTHER_NAMES, kind_of
from .errors import FILE_FORMAT

_PICTURES: Final = {".webm": re.compile(rb"V_[A-Z]"), ".mp4": re.compile(rb"hdlr.{8}vide", re.DOTALL)}
_SOUND: Final = {".webm": re.compile(rb"A_(?:OPUS|VORBIS)"), ".mp4": re.compile(rb"hdlr.{8}soun", re.DOTALL)}
# The same coded sound in the file that is meant for sound.
_FOR_SOUND: Final = {".webm": ".ogg", ".mp4": ".m4a"}
_HEAD: Final = 65_536  # a WebM names its tracks first; the index of an MP4 may stand at its end


def usual_end(suffix: str, data: bytes) -> str:
    """As a browser's recorder saves a voice as `.webm` and Safari's as `.mp4`, a film without pictures is a sound."""
    end = OTHER_NAMES.get(suffix, suffix)
    if end not in _FOR_SOUND:
        return end
    seen = data[:_HEAD] if end == ".webm" else data
    return _FOR_SOUND[end] if _SOUND[end].search(seen) and not _PICTURES[end].search(seen) else end


def end_fault(name: str, end: str) -> Finding:
    """What is said of a file that is one of ours under another name, or in another wrapping."""
    usual = PurePosixPath(name).with_suffix(end).name
    what = f"is a {kind_of(usual)} under a name or in a wrapping that not every program knows"
    return Finding(FILE_FORMAT, what, f"let scripts/new --from take it in, or scripts/check --fix make it {usual}")

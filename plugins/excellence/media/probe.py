"""What can be known of a file without preparing it: can it be read, and is it what its name says?"""

import re
from hashlib import sha256
from pathlib import Path
from typing import Final

from ..model.kinds import DOCUMENTS, FILMS, RECORDINGS, is_picture, suffix
from .endings import end_fault, usual_end
from .errors import FILE_FORMAT, Refused, read
from .probed import Probe

# What the first bytes of a format look like. Whether the rest is whole is found when the file is prepared.
_SIGNATURES: Final = {
    "PDF": re.compile(rb"[\s\0]{0,8}%PDF-"),
    "MP3": re.compile(rb"ID3|\xff[\xe2-\xff]"),
    "M4A": re.compile(rb"....ftyp", re.DOTALL),
    "OGG": re.compile(rb"OggS"),
    "WAV": re.compile(rb"RIFF....WAVE", re.DOTALL),
    "MP4": re.compile(rb"....ftyp", re.DOTALL),
    "WEBM": re.compile(rb"\x1a\x45\xdf\xa3"),
}
_FORMATS: Final = DOCUMENTS | RECORDINGS | FILMS


def probe_file(path: Path) -> Probe:
    """A picture is looked at by its header; of anything else the first bytes must fit the name."""
    if is_picture(path.name):
        from .pictures import inspect

        return inspect(path)
    key = ""
    try:
        data = read(path)
        key = sha256(data).hexdigest()
        _check_end(path.name, data)
        _check_signature(path.name, data)
    except Refused as refused:
        return Probe((refused.finding,), sha256=key)
    return Probe(sha256=key)


def _check_end(name: str, data: bytes) -> None:
    """A film or sound that scripts/new takes in under another end is not published under its own."""
    end = usual_end(suffix(name), data)
    if end != suffix(name):
        fault = end_fault(name, end)
        raise Refused(fault.rule, fault.what, fault.remedy)


def _check_signature(name: str, data: bytes) -> None:
    wanted = _FORMATS[suffix(name)]
    if _SIGNATURES[wanted].match(data[:16]) is None:
        what = f"is no {wanted} file, whatever its name says"
        raise Refused(FILE_FORMAT, what, f"save it as {wanted}, or give it the name that fits")

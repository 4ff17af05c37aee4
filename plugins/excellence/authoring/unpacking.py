"""A zip laid out in a folder of its own: only ordinary files, only inside, and no more than is sound."""

import re
import stat
import zipfile
import zlib
from pathlib import Path
from typing import Final

from ..model.litter import is_litter
from ..reading.file_names import is_inside

_MOST_FILES: Final = 5_000
_LARGEST: Final = 500_000_000  # bytes, unpacked
_STEP: Final = 1 << 20


class NotUnpacked(Exception):  # noqa: N818 - it says what a zip is, which is no error of the program
    """A zip of which nothing is taken, and what would help."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


def unpack(path: Path, folder: Path) -> list[str]:
    """Lays the files out in the folder, which is empty; returns what was left out and why."""
    try:
        with zipfile.ZipFile(path) as packed:
            return _lay_out(packed, folder)
    except NotUnpacked:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise NotUnpacked("is damaged, or no zip", "make it anew, or give the folder itself") from error


def _lay_out(packed: zipfile.ZipFile, folder: Path) -> list[str]:
    entries = [each for each in packed.infolist() if not each.is_dir()]
    if len(entries) > _MOST_FILES:
        raise NotUnpacked(f"holds more than {_MOST_FILES:,} files", "pack fewer works at a time")
    if sum(each.file_size for each in entries) > _LARGEST:
        raise NotUnpacked(f"holds more than {_LARGEST // 1_000_000} MB", "pack fewer works at a time")
    left: list[str] = []
    written = 0
    seen: set[str] = set()
    for each in entries:
        name = each.filename.replace("\\", "/")
        if any(is_litter(part) for part in name.split("/")):
            continue
        if why := _refused(each, name, seen):
            left.append(why)
            continue
        seen.add(name.casefold())
        written += _write(packed, each, folder / name, _LARGEST - written)
    return left


def _refused(entry: zipfile.ZipInfo, name: str, seen: set[str]) -> str:
    """Why an entry of a zip is not laid out; empty where it may be."""
    if entry.flag_bits & 1:
        raise NotUnpacked("is locked with a password", "pack it without one")
    if not is_inside(name) or re.search(r'[\x00-\x1f:*?"<>|]', name) or len(name) > 400:
        return "a file was left out whose path leads out of the zip, or is no path: name it plainly"
    mode = entry.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        return "a link was left out: pack the file itself"
    return "a file was left out that is in the zip twice" if name.casefold() in seen else ""


def _write(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path, most: int) -> int:
    """What a zip says of a file's length is anybody's word: it is counted."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        size = 0
        with packed.open(entry) as source, path.open("xb") as target:
            while block := source.read(_STEP):
                size += len(block)
                if size > most:
                    raise NotUnpacked(f"holds more than {_LARGEST // 1_000_000} MB", "pack fewer works at a time")
                target.write(block)
    except (FileExistsError, NotADirectoryError):
        raise NotUnpacked("holds a file and a folder of one name", "make it anew") from None
    return size

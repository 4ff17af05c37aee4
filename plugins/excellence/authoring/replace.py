"""Writing a curator's own file: whole or not at all, and never before what was written is read back and right."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Final

from ..media import Cache, scrub
from ..media.errors import FILE_UNCLEAN
from ..model.finding import Finding

_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED: Final = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.ETXTBSY}
_FULL_ON_WINDOWS, _OPEN_ELSEWHERE = {39, 112}, {32, 33}


class Unwritten(Exception):  # noqa: N818 - it says what happened to the file, which is no error of the program
    """A file could not be written, and whatever stood there stays; says so in one sentence."""


def replace_file(path: Path, data: bytes, wrong: Callable[[Path], Finding | None] | None = None) -> None:
    """Under a name of its own first: whatever goes wrong, the old file or the new one stands there, never half.

    `wrong` looks at what was written before it takes the old file's place, and says what is wrong with it.
    """
    beside = path.with_name(f".{token_hex(4)}.{path.name}")  # its end stays, so that it can be opened as what it is
    try:
        _write(beside, data)
        fault = wrong(beside) if wrong is not None else None
        if fault is not None:
            raise Unwritten(f"{path.name} stays as it was: the new file {fault.what}")
        if path.exists():
            beside.chmod(path.stat().st_mode)
        beside.replace(path)
    except OSError as error:
        told = why_unwritten(error, path)
        if told:
            raise Unwritten(told) from error
        raise
    finally:
        with suppress(OSError):
            beside.unlink()


def replace_media(path: Path, data: bytes, cache: Cache) -> Finding | None:
    """Puts a clean file in the place of the original, once it was opened and holds nothing hidden; else says why not.

    Whoever painted a box over, or lost a detail, can't have it back from a file that is gone.
    """

    def wrong(beside: Path) -> Finding | None:
        made = scrub(beside, cache)
        if isinstance(made, Finding) or not made.lost:
            return made if isinstance(made, Finding) else None
        return Finding(FILE_UNCLEAN, f"still carries {', '.join(made.lost)}", "")

    try:
        replace_file(path, data, wrong)
    except Unwritten as error:
        return Finding(FILE_UNCLEAN, f"could not be replaced ({error})", "keep it, and give another copy of it")
    return None


def why_unwritten(error: OSError, path: Path) -> str:
    """One sentence for what can happen to anybody's disk; empty for what should not happen at all."""
    code = getattr(error, "winerror", None)
    stays = f"{path.name} stays as it was" if path.exists() else f"{path.name} was not written"
    if error.errno in _FULL or code in _FULL_ON_WINDOWS:
        return f"the disk is full: {stays}; make room, then run this again"
    if code in _OPEN_ELSEWHERE or error.errno == errno.EBUSY:
        return f"another program has {path.name} open: {stays}; close it there, then run this again"
    if error.errno in _CLOSED:
        where = path.parent.name or str(path.parent)
        remedy = "see that you may write there and that no program has it open, then run this again"
        return f"the folder {where} or the file in it may not be written to: {stays}; {remedy}"
    if error.errno == errno.EIO:
        return f"the disk could not be read back: {stays}; try another disk, and keep a copy of what is on this one"
    return ""


def _write(path: Path, data: bytes) -> None:
    """To the disk itself, and read back: what stands there is what was to be written."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if path.read_bytes() != data:
        raise OSError(errno.EIO, "what was written is not what is read", str(path))

"""Exchanging a site for its next state: a reader, or a killed build, sees the old one or the new one and no mixture."""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from .artifact import Artifact

_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2


def stage_of(site: Path) -> Path:
    """Where the next state is made: beside the site, on the same disk."""
    return site.with_name(f".{site.name}-next")


def clear(folder: Path) -> None:
    """Takes away what an earlier build left, if anything."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def place(artifacts: Iterable[Artifact], folder: Path) -> None:
    """Writes artifacts into a folder. Media are many and never change: they are linked where the disk allows it."""
    made: set[Path] = set()
    for artifact in artifacts:
        path = folder / artifact.uri
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        if artifact.source is None:
            path.write_bytes(artifact.content)
        else:
            _link(artifact.source, path)


def _link(source: Path, path: Path) -> None:
    path.unlink(missing_ok=True)
    try:
        path.hardlink_to(source)
    except OSError:  # another disk, or one without links
        shutil.copyfile(source, path)


def exchange(stage: Path, site: Path) -> None:
    """Puts the finished stage in the site's place and takes the old state away."""
    if not site.exists():
        stage.rename(site)
        return
    if not _swap(stage, site):
        old = site.with_name(f".{site.name}-old")
        clear(old)
        site.rename(old)
        stage.rename(site)
        stage = old
    clear(stage)


def recover(site: Path) -> None:
    """Brings back a site that was moved aside by a build that ended between two renames (systems without a swap)."""
    old = site.with_name(f".{site.name}-old")
    if old.exists() and not site.exists():
        old.rename(site)
    clear(old)


def _swap(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step where the system can."""
    with suppress(OSError, AttributeError):
        system = ctypes.CDLL(None, use_errno=True)
        first, second = os.fsencode(one), os.fsencode(other)
        if sys.platform == "linux":
            return bool(system.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE) == 0)
        if sys.platform == "darwin":
            return bool(system.renamex_np(first, second, _RENAME_SWAP) == 0)
    return False

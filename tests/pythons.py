"""The other Pythons of this computer."""

import os
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path


def other_pythons(fits: Callable[[tuple[int, ...]], bool]) -> list[Path]:
    """Those whose version fits, one of each version."""
    places = [Path(folder) for folder in os.environ["PATH"].split(os.pathsep)]
    places += sorted(Path.home().glob(".pyenv/versions/*/bin"))
    paths = [place / name for place in places for name in ("python2.7", "python3")]
    found = {version(path): path for path in reversed(paths) if path.is_file()}
    return [path for told, path in sorted(found.items()) if told and fits(told)]


@cache
def version(path: Path) -> tuple[int, ...]:
    words = [str(path), "-c", "import sys; print('%d %d' % sys.version_info[:2])"]
    try:
        told = subprocess.run(words, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ()
    return tuple(map(int, told.split()))

"""What systems, clouds and browsers leave in people's folders: nobody means it, so nobody is told of it."""

from pathlib import PurePosixPath
from typing import Final

_NAMES: Final = frozenset(
    {"desktop.ini", "thumbs.db", "ehthumbs.db", "icon\r", "__macosx", "@eadir", "#recycle", "$recycle.bin"}
    | {"system volume information", "picasa.ini", "lost+found"}
)
_BEGINNINGS: Final = (".", "~$", "~lock.")
_UNFINISHED: Final = frozenset({".part", ".crdownload", ".download"})
_ENDS: Final = frozenset({".lnk", ".tmp", ".aae", ".thm", ".xmp"}) | _UNFINISHED


def is_litter(name: str) -> bool:
    """Whether a file or folder of this name is hidden, or a system's own."""
    low = name.casefold()
    return low in _NAMES or low.startswith(_BEGINNINGS) or PurePosixPath(low).suffix in _ENDS


def is_unfinished(name: str) -> bool:
    """Whether a browser is still fetching the file, or gave up: whoever wants it there should know."""
    return not name.startswith(".") and PurePosixPath(name.casefold()).suffix in _UNFINISHED


def away_in_cloud(name: str) -> str:
    """The name of the file whose placeholder this is, as iCloud leaves one in its place; empty for any other file."""
    return name[1:].removesuffix(".icloud") if name.startswith(".") and name.endswith(".icloud") else ""

"""The files that a table names: looked for by path or by name in one folder, never outside it, and never fetched."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from unicodedata import normalize

from ..media import end_of
from ..model.kinds import kind_of
from ..model.litter import is_litter
from ..reading.cells import parts
from ..reading.file_names import told_name

_MOST: Final = 50_000  # files in the folder
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]+://|www\.|drive\.google\.", re.IGNORECASE)
_FETCH: Final = "nothing is fetched: download it into the folder of the files, and write its name here"


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a file that is named can't be taken, and what would be right."""

    what: str
    remedy: str


@dataclass(slots=True)
class Files:
    """The files beneath a folder by path and by name, each in small letters, with accents as one letter."""

    folder: Path
    by_path: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)

    @classmethod
    def beneath(cls, folder: Path) -> "Files":
        files = cls(folder)
        for root, folders, names in os.walk(folder, followlinks=False):
            folders[:] = sorted(each for each in folders if not is_litter(each) and not _is_link(Path(root, each)))
            for name in sorted(names):
                files.add(Path(root, name))
            if len(files.by_path) > _MOST:
                break
        return files

    def add(self, path: Path) -> None:
        shown = path.relative_to(self.folder).as_posix()
        if is_litter(path.name):
            return
        if _is_link(path):
            self.links.add(_alike(path.name))
            return
        self.by_path[_alike(shown)] = shown
        for name in {_alike(path.name), _alike(path.stem)}:
            self.by_name.setdefault(name, []).append(shown)

    def named(self, said: str) -> tuple[str, ...]:
        """The names in a cell: the whole of it where a file is called so, else its parts."""
        if _ADDRESS.search(said):
            return tuple(re.split(r"[\s;|]+|,\s*(?=\w+://)", said.strip()))
        if "\n" not in said and isinstance(self.find(said), Path):
            return (said.strip(),)
        return tuple(each for whole in parts(said) for each in self._commas(whole))

    def _commas(self, said: str) -> tuple[str, ...]:
        if "," not in said or isinstance(self.find(said), Path):
            return (said,)
        return tuple(filter(None, (each.strip() for each in said.split(","))))

    def find(self, said: str, slug: str = "") -> Path | Missing:
        """The one file of this path or name; first in the folder of the work's own name."""
        name = said.strip().strip("\"'")
        if _ADDRESS.match(name):
            return Missing("an address stands here in place of a file", _FETCH)
        plain = _alike(name.replace("\\", "/"))
        if ".." in plain.split("/") or re.match(r"[a-z]:/|~", plain):
            return Missing("this path leads out of the folder of the files", "copy the file there, and write its name")
        plain = "/".join(each for each in plain.split("/") if each not in ("", "."))
        for path in (f"{slug}/{plain}", plain):
            if found := self.by_path.get(path):
                return self.folder / found
        return self._by_name(plain.rpartition("/")[2], name)

    def _by_name(self, plain: str, name: str) -> Path | Missing:
        found = self.by_name.get(plain, [])
        if len(found) > 1 and not Path(plain).suffix:  # without its end, a name may be a photo's and a text's
            found = [
                each for each in found if kind_of(f"piece{end_of(self.folder / each)}") not in ("", "text")
            ] or found
        if len(found) == 1:
            return self.folder / found[0]
        if found:
            return Missing(f"{len(found)} files are called so", "write its path too, as in folder/01.jpg")
        if plain in self.links:
            return Missing("this is a link to somewhere else", "copy the file itself into the folder")
        shown = told_name(name) if "/" not in name else "the file"
        what = f"{shown} is not there" if shown == name else "there is no file of this name"
        return Missing(what, "put it beside the table, or name its folder with --files")


def _is_link(path: Path) -> bool:
    return path.is_symlink() or (hasattr(path, "is_junction") and path.is_junction())


def _alike(name: str) -> str:
    return normalize("NFC", name).casefold()

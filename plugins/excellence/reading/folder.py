"""What lies in a work's folder: its files by name, links that are never followed, and what is still in a cloud."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from ..media.errors import FILE_UNREADABLE
from ..model.finding import Finding, Rule
from ..model.litter import is_litter

FILE_LINK = Rule(
    "file-link",
    "No links and no paths out of the folder",
    "A link could publish what was never meant.",
    "Put the file itself into the folder.",
    "works/frog-cards/01.jpg",
)


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a work's folder by their names with forward slashes, and everything wrong with them as such.

    An accent that the disk stores apart is one letter here, as in index.md: `stored` has the name on disk. `away` are
    files that a cloud has not brought yet.
    """

    path: Path
    files: frozenset[str] = frozenset()
    away: frozenset[str] = frozenset()
    stored: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def on_disk(self, file: str) -> Path:
        return self.path / self.stored.get(file, file)


def work_folders(works: Path) -> list[Path]:
    """The folders that hold works, by name. Names that begin with _ or . are none."""
    if not works.is_dir():
        return []
    with os.scandir(works) as entries:
        named = [Path(entry.path) for entry in entries if entry.is_dir() or entry.is_symlink()]
    return sorted(folder for folder in named if folder.name[0] not in "_." and folder.name != "__pycache__")


def folder_state(folder: Path) -> tuple[tuple[str, int, int, int, int], ...]:
    """Every entry beneath a folder with its size, times and inode: while these stay, so does what was read of it.

    One of the times nobody can put back, as a restored copy has the other.
    """
    found: list[tuple[str, int, int, int, int]] = []
    ahead = [str(folder)]
    while ahead:
        with suppress(OSError), os.scandir(ahead.pop()) as entries:
            for entry in entries:
                stat = entry.stat(follow_symlinks=False)
                found.append((entry.path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino))
                if entry.is_dir(follow_symlinks=False):
                    ahead.append(entry.path)
    return tuple(sorted(found))


def read_folder(path: Path) -> Folder:
    """Links are findings and are never followed."""
    if path.is_symlink():
        return Folder(path, findings=(_link(""),))
    walk = _Walk(path)
    walk.walk()
    composed = dict(walk.composed())
    stored = {name: file for name, file in composed.items() if name != file}
    return Folder(path, frozenset(composed), frozenset(walk.away), stored, tuple(walk.findings))


@dataclass(slots=True)
class _Walk:
    folder: Path
    found: set[str] = field(default_factory=set)
    away: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def walk(self) -> None:
        for root, folders, names in os.walk(self.folder, onerror=self._closed, followlinks=False):
            here = Path(root)
            folders[:] = sorted(each for each in folders if not is_litter(each))
            for name in [*folders, *sorted(names)]:
                if (here / name).is_symlink():
                    self.findings.append(_link(self._name(here / name)))
                    folders[:] = [each for each in folders if each != name]
                elif name in names:
                    self._file(here / name)

    def _file(self, path: Path) -> None:
        name = path.name
        if not is_litter(name) and path.is_file():
            self.found.add(self._name(path))
        elif name.startswith(".") and name.endswith(".icloud"):
            self.away.add(self._name(path.with_name(name[1:].removesuffix(".icloud"))))

    def composed(self) -> Iterator[tuple[str, str]]:
        """Names as index.md has them, each with the one on disk."""
        for file in self.found:
            name = normalize("NFC", file)
            yield (file if name in self.found else name), file

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def _closed(self, error: OSError) -> None:
        file = self._name(Path(error.filename))
        self.findings.append(unreadable(self.folder, "" if file == "." else file, error))


def unreadable(folder: Path, file: str, error: OSError) -> Finding:
    kind = "folder" if (folder / file).is_dir() else "file"
    return Finding(FILE_UNREADABLE, f"the {kind} can't be read ({error.strerror})", "check its permissions", path=file)


def _link(file: str) -> Finding:
    return Finding(FILE_LINK, "this is a link to somewhere else", "put the file itself here", path=file)

"""Originals that lie in a private store: in a work's folder stands a pointer in place of each, as Git LFS writes them.

A pointer names the sha256 of the file, and so does the store. What is fetched counts only where it has that hash.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Final, NamedTuple

from ..model.kinds import is_made
from .cache import whole_file
from .store import Store

Tell = Callable[[str], None]
Progress = Callable[[int, int], None]  # how many are done, of how many
_LONGEST: Final = 200  # bytes of a pointer
_POINTER: Final = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\noid sha256:([0-9a-f]{64})\nsize ([0-9]+)\n"
)
_NAME: Final = re.compile(r"[0-9a-f]{64}")


class Pointer(NamedTuple):
    """What a file is that lies elsewhere."""

    sha256: str
    size: int

    @classmethod
    def to(cls, data: bytes) -> "Pointer":
        return cls(sha256(data).hexdigest(), len(data))

    def written(self) -> bytes:
        return f"version https://git-lfs.github.com/spec/v1\noid sha256:{self.sha256}\nsize {self.size}\n".encode()


def pointer_of(path: Path) -> Pointer | None:
    with suppress(OSError):
        if path.stat().st_size <= _LONGEST and (found := _POINTER.fullmatch(path.read_bytes())):
            return Pointer(found[1].decode(), int(found[2]))
    return None


@dataclass(frozen=True, slots=True)
class Originals:
    """The store at `address`, none where that is empty, and the folder that keeps what was fetched from it."""

    address: str
    folder: Path

    def place(self, path: Path) -> Path:
        """Where a file of a work really lies."""
        pointer = pointer_of(path) if self.address else None
        there = self._kept(pointer, path) if pointer else path
        return there if there.exists() else path

    def fetch(
        self, works: Iterable[Path], tell: Tell, progress: Progress = lambda *_: None
    ) -> dict[Path, tuple[str, ...]]:
        """Fetches what is not here yet; gives the hashes, by folder, that the store has not, or not whole.

        Raises OutOfReach where the store can't be reached, and asks nothing of it where nothing is missing.
        """
        seen = self._seen()
        missing = [each for each in self._pointers(works) if not _is_whole(self._kept(each[2], each[1]), each[2], seen)]
        store = self.store() if missing else None
        sizes = {name: held.size for name, held in store.listed().items()} if store else {}
        lost = dict[Path, tuple[str, ...]]()
        for number, (folder, path, pointer) in enumerate(missing):
            progress(number, len(missing))
            there, size = self._kept(pointer, path), sizes.get(pointer.sha256)
            there.unlink(missing_ok=True)
            # What is larger than its pointer says is not even fetched.
            data = store.found(pointer.sha256) if store and size == pointer.size else None
            if data is not None and Pointer.to(data) == pointer:
                self._keep(there, data)
                continue
            why = "is not there" if size is None else f"has {size} of {pointer.size} bytes, or is another file"
            what = f"originals_store: works/{folder.name}/{path.relative_to(folder).as_posix()}: {pointer.sha256} {why}"
            tell(f"{what}; send the file again with scripts/originals --send")
            lost[folder] = (*lost.get(folder, ()), pointer.sha256)
        self._note()
        return lost

    def keep(self, works: Iterable[Path]) -> None:
        """Takes away here what no pointer names any more."""
        wanted = self.named(works)
        for path in self.folder.glob("*/*") if self.address else ():
            if path.stem not in wanted:
                path.unlink(missing_ok=True)

    def named(self, works: Iterable[Path]) -> frozenset[str]:
        """The hashes that pointers of these works name."""
        return frozenset(pointer.sha256 for _, _, pointer in self._pointers(works))

    def held(self, work: Path) -> frozenset[str]:
        """What the store may have of a work: what its pointers name, and files that were put back."""
        files = (path for _, path in files_in([work] if self.address else ()))
        return frozenset((pointer_of(path) or Pointer.to(path.read_bytes())).sha256 for path in files)

    def unnamed(self, works: Iterable[Path]) -> list[str]:
        """What the store has and no pointer of these works names."""
        wanted = self.named(works)
        return [name for name in self.store().listed() if _NAME.fullmatch(name) and name not in wanted]

    def remove(self, names: Iterable[str]) -> int:
        """Takes away, here and in the store, what has these names; gives how many files the store had."""
        gone, store = frozenset(names), self.store()
        for path in self.folder.glob("*/*"):
            if path.stem in gone:
                path.unlink(missing_ok=True)
        held = sorted(gone & store.listed().keys())
        store.remove(held)
        return len(held)

    def send(self, path: Path, store: Store) -> Pointer:
        """Puts a file into the store and sees it there whole; its place may then be taken by its pointer."""
        data = path.read_bytes()
        pointer = Pointer.to(data)
        if store.found(pointer.sha256) != data:
            store.put({pointer.sha256: data})
            if store.found(pointer.sha256) != data:
                store.fail(f"did not keep {path.name} whole")
        self._keep(self._kept(pointer, path), data)
        return pointer

    def store(self) -> Store:
        return Store.of("originals_store", self.address)

    def _keep(self, path: Path, data: bytes) -> None:
        whole_file(path, data)
        if not self._ignored.exists():
            self._ignored.write_text("*\n", "utf-8")

    @property
    def _ignored(self) -> Path:
        return self.folder / ".gitignore"

    def _seen(self) -> int:
        """When all that is kept was last found right, in nanoseconds; what came or changed later is looked at anew."""
        with suppress(OSError):
            return self._ignored.stat().st_mtime_ns
        return 0

    def _note(self) -> None:
        with suppress(OSError):
            os.utime(self._ignored)

    def _kept(self, pointer: Pointer, path: Path) -> Path:
        """Under an end of its own, by which its kind is known."""
        return self.folder / pointer.sha256[:2] / f"{pointer.sha256}{path.suffix}"

    def _pointers(self, works: Iterable[Path]) -> Iterator[tuple[Path, Path, Pointer]]:
        for folder, path in files_in(works) if self.address else ():
            if pointer := pointer_of(path):
                yield folder, path, pointer


def _is_whole(path: Path, pointer: Pointer, seen: int) -> bool:
    """Whether a file is the one that its pointer names; nothing before `seen` is read again."""
    try:
        stat = path.stat()
        if stat.st_size != pointer.size or max(stat.st_mtime_ns, stat.st_ctime_ns) < seen:
            return stat.st_size == pointer.size
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == pointer.sha256
    except OSError:
        return False


def files_in(works: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Every file of these folders that could lie elsewhere, with its folder; links are never followed."""
    for folder in works:
        for root, _, names in os.walk(folder):
            paths = (Path(root, name) for name in sorted(names) if is_made(name))
            yield from ((folder, path) for path in paths if not path.is_symlink())

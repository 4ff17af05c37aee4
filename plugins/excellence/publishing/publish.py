"""Exchanging a site for its next state: a visitor, or a killed build, meets the old one or the new one, no mixture.

Two trees take turns. The one out of sight is brought to the next state, file by file and only where it differs, and
then changes places with the site in one step. What each tree holds is kept in a ledger beside the cache; a file counts
as known only while its size and time are those in the ledger, so damage and half-done work mend themselves.
"""

import ctypes
import hashlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import msgspec

from .artifact import Artifact, Tell

_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2


class Known(NamedTuple):
    """A file as it was written: what it was made from, its size and its time."""

    token: str
    size: int
    time: int


Tree = dict[str, Known]


def stage_of(site: Path) -> Path:
    """Where MkDocs writes its own pages before they join the tree."""
    return site.with_name(f".{site.name}-next")


def _spare_of(site: Path) -> Path:
    return site.with_name(f".{site.name}-spare")


def clear(folder: Path) -> None:
    """Takes away what an earlier build left, if anything."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def staged(stage: Path) -> Iterator[Artifact]:
    """The files that MkDocs wrote, as artifacts."""
    for path in sorted(stage.rglob("*")):
        if path.is_file():
            yield Artifact.of(path.relative_to(stage).as_posix(), path.read_bytes())


class Outcome(NamedTuple):
    """Whether a site was brought to another state, and what it holds."""

    changed: bool
    tree: Tree

    @property
    def state(self) -> str:
        """As `state_of` finds it."""
        folders: dict[str, list[tuple[str, int, int]]] = {}
        for uri, known in self.tree.items():
            folder, slash, name = uri.rpartition("/")
            folders.setdefault(f"{folder}{slash}", []).append((name, known.size, known.time))
        return _digest(folders.items())


def publish(artifacts: Iterable[Artifact], site: Path, ledger: Path, tell: Tell = lambda *_: None) -> Outcome:
    """Brings the site to the state that the artifacts describe, if it is not there already; tells how far it is."""
    wanted = {artifact.uri: artifact for artifact in artifacts}
    tokens = {uri: artifact.token for uri, artifact in wanted.items()}
    trees = _read(ledger)
    spare = _spare_of(site)
    if spare.is_symlink() or spare.is_file():
        spare.unlink()
    spare.mkdir(parents=True, exist_ok=True)
    shown = _actual(site, trees)
    if site.exists() and {uri: known.token for uri, known in shown.items()} == tokens:
        _strip(spare, _actual(spare, trees), tokens)
        return Outcome(changed=False, tree=shown)
    tree = _bring(spare, _actual(spare, trees), wanted, (site, shown), tell)
    kept = {name: known for name, known in trees.items() if name == _name(site)}
    _write(ledger, {**kept, _name(spare): tree})
    exchange(spare, site)
    _strip(spare, shown, tokens)
    return Outcome(changed=True, tree=tree)


def state_of(site: Path) -> str:
    """What a site's folder holds, by the size and the time of every file: while it stays, so does the site."""
    return _digest((inside, files) for inside, _, files in _walk(site))


def _digest(folders: Iterable[tuple[str, list[tuple[str, int, int]]]]) -> str:
    """Over every file, in whichever order the folders come."""
    total = 0
    for inside, files in folders:
        if files:
            told = repr((inside, sorted(files))).encode("utf-8", "surrogateescape")
            total += int.from_bytes(hashlib.sha256(told).digest())
    return f"{total:x}"


def forget(site: Path, ledger: Path) -> None:
    """Takes away everything that was kept beside a site."""
    clear(stage_of(site))
    clear(_spare_of(site))
    ledger.unlink(missing_ok=True)


def recover(site: Path) -> None:
    """Brings back a site that was moved aside by a build that ended between two renames (systems without a swap)."""
    old = site.with_name(f".{site.name}-old")
    if old.exists() and not site.exists():
        old.rename(site)
    clear(old)


def _name(folder: Path) -> str:
    """A folder's name in the ledger: it stays with the folder when it changes places."""
    return str(folder.stat().st_ino) if folder.exists() else ""


def _walk(folder: Path) -> Iterator[tuple[str, bool, list[tuple[str, int, int]]]]:
    """Each folder beneath one, as the beginning of its files' paths; whether it is empty; its files with size and time.

    A build asks this of hundreds of thousands of files, so nothing but tuples is made. Links are files.
    """
    ahead = [""] if folder.exists() else []
    while ahead:
        inside = ahead.pop()
        found, below = [], []
        with os.scandir(f"{folder}/{inside}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    below.append(f"{inside}{entry.name}/")
                else:
                    stat = entry.stat(follow_symlinks=False)
                    found.append((entry.name, stat.st_size, stat.st_mtime_ns))
        ahead += sorted(below)
        yield inside, not (found or below), found


def _actual(folder: Path, trees: Mapping[str, Tree]) -> Tree:
    """What a folder really holds; a file that is not as the ledger says has an empty token. Empty folders go."""
    known = trees.get(_name(folder), {})
    found: Tree = {}
    hollow = False
    for inside, empty, files in _walk(folder):
        hollow |= empty
        for name, size, time in files:
            said = known.get(uri := f"{inside}{name}")
            same = said is not None and (said.size, said.time) == (size, time)
            found[uri] = said if said and same else Known("", size, time)
    if hollow:
        _prune(folder)
    return found


def _bring(folder: Path, actual: Tree, wanted: Mapping[str, Artifact], shown: tuple[Path, Tree], tell: Tell) -> Tree:
    """Brings a folder to the wanted state and says what it now holds.

    What the site shows already, as it is `shown` there, is the same file in both trees: no file is ever written into.
    """
    _remove(folder, actual.keys() - wanted.keys())
    tree: Tree = {}
    site, there = shown
    for number, (uri, artifact) in enumerate(wanted.items(), 1):
        known, other = actual.get(uri), there.get(uri)
        if known is not None and known.token == artifact.token:
            tree[uri] = known
            continue
        if other is not None and other.token == artifact.token:
            if known is None and _link(f"{site}/{uri}", f"{folder}/{uri}"):
                tree[uri] = other
                tell(number, len(wanted))
                continue
            artifact = Artifact(uri, artifact.token, source=site / uri)
        path = f"{folder}/{uri}"
        _place(artifact, path, there=known is not None)
        stat = os.stat(path)  # noqa: PTH116 - as elsewhere
        tree[uri] = Known(artifact.token, stat.st_size, stat.st_mtime_ns)
        tell(number, len(wanted))
    return tree


def _link(there: str, here: str) -> bool:
    """Whether a file stands in a second place now: the first change after a build from nothing asks it of all files."""
    try:
        os.link(there, here)
    except FileNotFoundError:
        with suppress(OSError):
            os.makedirs(os.path.dirname(here), exist_ok=True)  # noqa: PTH103, PTH120 - as elsewhere
            os.link(there, here)
            return True
        return False
    except OSError:  # something is there, or it is another disk, or one without links
        return False
    return True


def _place(artifact: Artifact, path: str, *, there: bool) -> None:
    """Writes a file, in the place of the one that may be there; what never changes is linked where the disk allows it.

    Nothing but a folder can stand where no file is.
    """
    if there:
        os.unlink(path)  # noqa: PTH108 - as elsewhere
    content = artifact.content() if artifact.source is None else b""  # made once, however often it is written
    try:
        _put(artifact, path, content)
    except OSError:  # its folder is not there yet, or a folder is in its place
        place = Path(path)
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        _put(artifact, path, content)


def _put(artifact: Artifact, path: str, content: bytes) -> None:
    if artifact.source is None:
        with open(path, "wb") as file:  # noqa: PTH123 - as elsewhere
            file.write(content)
        return
    try:
        os.link(artifact.source, path)
    except FileNotFoundError:
        raise
    except OSError:  # another disk, or one without links
        shutil.copyfile(artifact.source, path)


def _strip(spare: Path, actual: Tree, tokens: Mapping[str, str]) -> None:
    """Leaves nothing out of sight that the site does not show: a work that was taken down must be gone there too."""
    if not spare.exists():
        return
    _remove(spare, {uri for uri, known in actual.items() if known.token != tokens.get(uri)})


def _remove(folder: Path, uris: Set[str]) -> None:
    """Takes files away, and the folders that hold nothing any more."""
    for uri in uris:
        (folder / uri).unlink()
    around = {parent for uri in uris for parent in PurePosixPath(uri).parents}
    for inside in sorted(around - {PurePosixPath()}, key=lambda each: len(each.parts), reverse=True):
        with suppress(OSError):  # it holds something
            (folder / inside).rmdir()


def _prune(folder: Path) -> None:
    """Takes away every folder that holds nothing."""
    for root, _, files in os.walk(folder, topdown=False):
        if root != str(folder) and not files:  # to ask the disk in vain takes longer than all else here
            with suppress(OSError):  # it holds a folder
                os.rmdir(root)  # noqa: PTH106 - ten thousand times; a Path each would double it


def _read(ledger: Path) -> dict[str, Tree]:
    """The ledger; an unreadable one knows nothing."""
    with suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
        return msgspec.json.decode(ledger.read_bytes(), type=dict[str, Tree])
    return {}


def _write(ledger: Path, trees: Mapping[str, Tree]) -> None:
    part = ledger.with_name(f".{ledger.name}.part")
    part.write_bytes(msgspec.json.encode(trees))
    part.replace(ledger)


def exchange(spare: Path, site: Path) -> None:
    """The spare tree takes the site's place, and the site becomes the spare one."""
    if not site.exists():
        spare.rename(site)
    elif not swap(spare, site):
        old = site.with_name(f".{site.name}-old")
        clear(old)
        site.rename(old)
        spare.rename(site)
        old.rename(spare)


def swap(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step where the system can."""
    with suppress(OSError, AttributeError, TypeError):  # Windows takes no name of nothing for a library
        system = ctypes.CDLL(None, use_errno=True)
        first, second = os.fsencode(one), os.fsencode(other)
        if sys.platform == "linux":
            return bool(system.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE) == 0)
        if sys.platform == "darwin":
            return bool(system.renamex_np(first, second, _RENAME_SWAP) == 0)
    return False

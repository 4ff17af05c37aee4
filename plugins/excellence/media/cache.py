"""What was made of pieces, kept between builds: found by its source and profile, and never believed unchecked.

`files/` holds every published file under its own content-derived name, `records/` what is known of each source.
What was found right once is remembered with its size, time and inode, so that an unchanged file is not hashed again.
The caller sees to it that no other build develops into a cache while it is pruned.
"""

import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path
from secrets import token_hex
from stat import S_ISREG
from typing import Any, Final

from ..model.derivative import Copy, Derivative, Rendition
from .output import Output
from .record import from_record, to_record

Stamp = list[int]
_ABSENT: Final[Stamp] = []


@dataclass(slots=True)
class Cache:
    """Derivatives by the sha256 of their source and the tag of the profile."""

    root: Path
    _known: dict[str, list[Any]] = field(default_factory=dict, repr=False)
    _loaded: bool = field(default=False, repr=False)
    _changed: bool = field(default=False, repr=False)

    def get(self, source: str, tag: str) -> Derivative | None:
        """The derivative if every one of its files is there and right; else it must be made again."""
        key = _key(source, tag)
        found = self._remembered(key)
        if found is not None and self._known[key][0] == self._stamps(key, found):
            return found
        if self._known.pop(key, None) is not None:
            self._changed = True
        return self._verified(key)

    def put(self, tag: str, made: Output[Derivative]) -> Derivative:
        """Writes every file whole or not at all, and last the record that makes them count."""
        for each in made.files:
            whole_file(self.path(each.file), each.data)
        key = _key(made.derivative.source, tag)
        whole_file(self._record(key), _sealed({"key": key, "made": to_record(made.derivative)}))
        return made.derivative

    def path(self, file: Rendition | Copy) -> Path:
        return self.root / "files" / file.name[:2] / file.name

    def note(self, tag: str, derivative: Derivative) -> None:
        """Remembers what was just put, so that the next build need not hash it."""
        key = _key(derivative.source, tag)
        self._index()[key] = [self._stamps(key, derivative), to_record(derivative)]
        self._changed = True

    def remember(self) -> None:
        """Writes down what was found right. Where that can't be written, the next build hashes again."""
        if self._changed:
            with suppress(OSError):
                whole_file(self._memory, _sealed(self._known))
                self._changed = False

    def prune(self, keep: set[tuple[str, str]]) -> None:
        """Removes what is not in `keep` (source and tag), and what a killed build left behind."""
        wanted = {_key(source, tag) for source, tag in keep}
        kept = {key: found for key in wanted if (found := self._remembered(key) or self._recorded(key)) is not None}
        _keep_only(self.root / "records", {self._record(key).name for key in kept})
        _keep_only(self.root / "files", {file.name for found in kept.values() for file in found.files})
        for stray in self.root.glob(".*.part"):
            stray.unlink(missing_ok=True)
        for key in self._index().keys() - kept.keys():
            del self._known[key]
            self._changed = True
        self.remember()

    def forget(self, sources: set[str]) -> None:
        """Removes all that was made of these sources, and every trace of them."""
        for record in (self.root / "records").rglob("*.json"):
            if record.stem.rpartition("-")[0] in sources:
                for file in getattr(self._recorded(record.stem), "files", ()):
                    self.path(file).unlink(missing_ok=True)
                record.unlink()
        for key in [key for key in self._index() if key.rpartition("-")[0] in sources]:
            del self._known[key]
            self._changed = True
        self.remember()

    def _remembered(self, key: str) -> Derivative | None:
        match self._index().get(key):
            case [_, record]:
                return from_record(record)
        return None

    def _verified(self, key: str) -> Derivative | None:
        found = self._recorded(key)
        if found is None:
            return None
        # The stamps are taken before the bytes are read: a later change then shows.
        stamps = self._stamps(key, found)
        if any(_digest(self.path(file)) != file.sha256 for file in found.files):
            return None
        self._index()[key] = [stamps, to_record(found)]
        self._changed = True
        return found

    def _recorded(self, key: str) -> Derivative | None:
        """What the record says, if it is whole and its own."""
        match _unsealed(self._record(key)):
            case {"key": found, "made": record} if found == key:
                return from_record(record)
        return None

    def _index(self) -> dict[str, list[Any]]:
        if not self._loaded:
            found = _unsealed(self._memory)
            self._known = found if isinstance(found, dict) else {}
            self._loaded = True
        return self._known

    def _stamps(self, key: str, derivative: Derivative) -> list[Stamp]:
        """Of the record and of each file."""
        records, files = f"{self.root}/records/{key[:2]}", f"{self.root}/files"
        paths = [f"{records}/{key}.json", *(f"{files}/{file.name[:2]}/{file.name}" for file in derivative.files)]
        return [_stamp(path) for path in paths]

    def _record(self, key: str) -> Path:
        return self.root / "records" / key[:2] / f"{key}.json"

    @property
    def _memory(self) -> Path:
        return self.root / "index.json"


def _key(source: str, tag: str) -> str:
    return f"{source}-{tag}"


def _stamp(file: str) -> Stamp:
    """Size, time and inode of an ordinary file. A build asks this of thousands, so no Path is made for each."""
    try:
        found = os.stat(file, follow_symlinks=False)  # noqa: PTH116
    except OSError:
        return _ABSENT
    return [found.st_size, found.st_mtime_ns, found.st_ino] if S_ISREG(found.st_mode) else _ABSENT


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _sealed(content: Any) -> bytes:
    """JSON under a line with its own checksum."""
    body = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
    return sha256(body).hexdigest().encode() + b"\n" + body


def _unsealed(path: Path) -> Any:
    """None where the file is missing or not exactly what was written."""
    try:
        seal, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return json.loads(body) if sha256(body).hexdigest().encode() == seal else None


def whole_file(path: Path, data: bytes) -> None:
    """Under a name of its own first, so that a killed build never leaves half a file under the right name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{token_hex(4)}.part")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _keep_only(folder: Path, names: set[str]) -> None:
    for place, _, files in os.walk(folder):
        for name in files:
            if name not in names:
                Path(place, name).unlink(missing_ok=True)

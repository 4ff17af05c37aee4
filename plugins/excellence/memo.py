"""What was read and rendered before, so that an unchanged work costs almost nothing. It may be lost at any time."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from .model.finding import Rule

T = TypeVar("T")

PACKAGE = Path(__file__).parent
_TABLE = (
    "CREATE TABLE IF NOT EXISTS memo (key BLOB PRIMARY KEY, digest BLOB NOT NULL, value BLOB NOT NULL) WITHOUT ROWID"
)


def _hash(*suffixes: str) -> bytes:
    """A digest of the package's own files: what another version made is never recalled."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in suffixes:
            digest.update(path.read_bytes())
    return digest.digest()


# Templates are read anew by each build; the program is what was loaded when this process began.
_PROGRAM = _hash(".py")


def program() -> bytes:
    """A digest of the package as it runs now: the program that was loaded, and the templates as they stand."""
    return _PROGRAM + _hash(".html", ".json", ".css", ".mjs")


def _plain(value: Any) -> str:
    """How JSON holds what it has no form of its own for."""
    if isinstance(value, Rule):
        return value.code
    raise NotImplementedError(f"{type(value).__name__} is no part of a record")


def _from_plain(kind: type[Any], said: Any) -> Any:
    if kind is Rule:
        return Rule.of(said)
    raise NotImplementedError(f"{kind.__name__} is no part of a record")


_encode = msgspec.json.Encoder(enc_hook=_plain).encode


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind, dec_hook=_from_plain)


def written(value: object) -> bytes:
    """A record as JSON."""
    return _encode(value)


def read_as(content: bytes, kind: Any) -> Any:
    """The record of a kind that was written; nothing where it is no such one."""
    with suppress(msgspec.DecodeError, ValueError):
        return _decoder(kind).decode(content)
    return None


class Memo:
    """Remembers results by a key over everything that they depend on.

    An entry is JSON with a checksum, read as the type that is asked for and as nothing else: a damaged entry, one of
    another shape, or a damaged file counts as forgotten. What can't be stored is simply made again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._used: set[bytes] = set()
        self._new: dict[bytes, bytes] = {}
        self._salt = program()
        self._store = self._open()

    def recall(self, key: object, kind: Any, make: Callable[[], T]) -> T:
        """What `make` returned when the key (anything with a telling `repr`) was last seen, or what it returns now.

        `kind` is the type of the result, with everything in it.
        """
        digest = hashlib.sha256(repr(key).encode("utf-8", "surrogatepass") + self._salt).digest()
        self._used.add(digest)
        found = self._read(digest)
        if found is not None:
            with suppress(Exception):  # whatever is wrong with an entry, it can be made again
                result: T = _decoder(kind).decode(found)
                return result
        made = make()
        with suppress(UnicodeEncodeError):  # half a character, as the name of a damaged file may hold
            self._new[digest] = _encode(made)
        return made

    def keep(self, *, forget: bool) -> None:
        """Stores what is new in one step; with `forget`, drops whatever was not asked for since the start."""
        if self._store is None:
            return
        with suppress(sqlite3.Error), self._store:
            rows = ((key, _digest(value), value) for key, value in self._new.items())
            self._store.executemany("INSERT OR REPLACE INTO memo VALUES (?, ?, ?)", rows)
            if forget:
                self._forget(self._store)
        self._new.clear()

    def close(self) -> None:
        if self._store is not None:
            self._store.close()

    def _forget(self, store: sqlite3.Connection) -> None:
        kept = [row[0] for row in store.execute("SELECT key FROM memo")]
        store.executemany("DELETE FROM memo WHERE key = ?", ((key,) for key in kept if key not in self._used))

    def _read(self, key: bytes) -> bytes | None:
        if key in self._new:
            return self._new[key]
        if self._store is None:
            return None
        with suppress(sqlite3.Error):
            row = self._store.execute("SELECT digest, value FROM memo WHERE key = ?", (key,)).fetchone()
            if row and _digest(row[1]) == row[0]:
                return bytes(row[1])
        return None

    def _open(self) -> sqlite3.Connection | None:
        for _ in range(2):
            store = None
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                store = sqlite3.connect(self._path, timeout=30)
                store.execute("PRAGMA synchronous = OFF")
                store.execute("PRAGMA secure_delete = ON")  # the words of a work that left are gone from the file too
                store.execute(_TABLE)
            except (sqlite3.Error, OSError):
                if store is not None:
                    store.close()
                with suppress(OSError):  # a damaged file is made anew; without a place to write, nothing is kept
                    self._path.unlink()
            else:
                return store
        return None


def _digest(value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=16).digest()

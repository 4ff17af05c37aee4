"""Finished files in a public store: brought there before any page names them, checked, mended, and taken away again.

A store is never believed: a file counts as there only if it has been seen whole, and is as it was then.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import md5, sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from ..model.derivative import Copy, Rendition
from .cache import whole_file
from .errors import OutOfReach
from .record import NAME
from .store import Held, Store

Tell = Callable[[str], None]
Progress = Callable[[int, int], None]  # how many are done, of how many
_AT_ONCE: Final = 32 * 2**20  # bytes that are in memory while they are sent
_MARK: Final = "site.txt"
_MD5: Final = re.compile(r'"?([0-9a-f]{32})"?')


class Finished(NamedTuple):
    """A file that pages show: what it is, where it lies here, and a work that shows it."""

    file: Rendition | Copy
    path: Path
    slug: str


@dataclass(slots=True)
class Shelf:
    """What a store has of ours. `ledger` remembers what was seen whole there, and what each work showed last.

    A folder of a store is that of one `site`, by its address, and says so: two would take away each other's files.
    """

    store: Store
    site: str
    ledger: Path
    tell: Tell
    _known: dict[str, list[Any]] = field(default_factory=dict)
    _shown: dict[str, list[str]] = field(default_factory=dict)

    def bring(self, wanted: Mapping[str, Finished], progress: Progress) -> int:
        """Sees to it that every file is there and whole; gives how many were sent. Raises OutOfReach if one is not."""
        self._read()
        held = self.store.listed()
        self._claim(held.get(_MARK))
        missing = [each for name, each in wanted.items() if not self._is_whole(each, held.get(name))]
        sent = 0
        progress(0, len(missing))
        try:
            for batch in _batches(missing):
                self.store.put(batch)
                sent += len(batch)
                progress(sent, len(missing))
        except OutOfReach as error:
            raise OutOfReach(f"{error} ({sent} of {len(missing)} files had been sent)") from None
        finally:
            self._write()
        if missing:
            self._see(missing)
        return sent

    def _claim(self, held: Held | None) -> None:
        ours = f"{self.site}\n".encode()
        if held is None:
            self.store.put({_MARK: ours})
        elif held.size != len(ours) or self.store.get(_MARK) != ours:
            what = f"another site has its pictures there, and not {self.site or 'a site without an address'}"
            remedy = f"name a folder of its own, or take away {_MARK} there, where that site has moved here"
            raise OutOfReach(f"{self.store.option}: {self.store.address}: {what}; {remedy}")

    def _see(self, sent: list[Finished]) -> None:
        held = self.store.listed()
        broken = [each for each in sent if not self._is_whole(each, held.get(each.file.name), told=False)]
        self._write()
        if broken:
            names = ", ".join(f"works/{each.slug}: {each.file.name}" for each in broken[:5])
            what = f"{len(broken)} files did not arrive whole ({names})"
            raise OutOfReach(f"{self.store.option}: {self.store.address}: {what}; build again")

    def _is_whole(self, each: Finished, held: Held | None, *, told: bool = True) -> bool:
        file, why = each.file, ""
        if held is None:
            return False
        if held.size != file.bytes:
            why = f"has {held.size} of {file.bytes} bytes there"
        elif not held.mark or self._known.get(file.name) != [*held]:
            if not (_says(held.mark, each) or sha256(self.store.get(file.name)).hexdigest() == file.sha256):
                why = "is not what it was there"
            elif held.mark:
                self._known[file.name] = [*held]
        if why and told:
            self.tell(f"{self.store.option}: works/{each.slug}: {file.name} {why}; it is sent anew")
        return not why

    def clear(self, wanted: Mapping[str, Finished], shown: Mapping[str, Collection[str]]) -> int:
        """Takes away what no page names, once the site is there; gives how many files.

        What a work that is still `shown` named until now stays for one more build, since the old pages may still be
        served; of a work that is shown no more nothing stays.
        """
        still = {name for slug in shown for name in self._shown.get(slug, ())}
        gone = [name for name in self.store.listed() if NAME.match(name) and name not in wanted and name not in still]
        self.store.remove(gone)
        self._shown = {slug: sorted(names) for slug, names in shown.items()}
        self._known = {name: mark for name, mark in self._known.items() if name in wanted or name in still}
        self._write()
        return len(gone)

    def _read(self) -> None:
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            told = json.loads(self.ledger.read_text("utf-8"))
            self._known = {str(name): list(mark) for name, mark in told["whole"].items()}
            self._shown = {str(slug): list(map(str, names)) for slug, names in told["shown"].items()}

    def _write(self) -> None:
        whole_file(self.ledger, json.dumps({"whole": self._known, "shown": self._shown}, sort_keys=True).encode())


def _says(mark: str, each: Finished) -> bool:
    """Whether the store's own checksum is that of the file here; many stores give one that only they know."""
    found = _MD5.fullmatch(mark)
    return found is not None and found[1] == md5(_whole(each), usedforsecurity=False).hexdigest()


def _whole(each: Finished) -> bytes:
    data = each.path.read_bytes()
    if sha256(data).hexdigest() != each.file.sha256:
        raise OutOfReach(f"works/{each.slug}: {each.file.name} was changed while the site was built; build again")
    return data


def _batches(files: Iterable[Finished]) -> Iterator[dict[str, bytes]]:
    batch: dict[str, bytes] = {}
    for each in files:
        if batch and sum(map(len, batch.values())) + each.file.bytes > _AT_ONCE:
            yield batch
            batch = {}
        batch[each.file.name] = _whole(each)
    if batch:
        yield batch

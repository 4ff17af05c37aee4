"""The seam between the collection and whoever builds the site."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_LENGTH = 32  # 128 bits of a digest: a large site keeps half a million tokens

Tell = Callable[[int, int], None]  # how many are made, of how many


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the site: its path there, and what makes it.

    `token` changes whenever the bytes may change, so that an unchanged file is neither made nor written again. The
    bytes come from `make`, or from the file `source`, which must never change under its name.
    """

    uri: str
    token: str
    make: Callable[[], bytes] | None = None
    source: Path | None = None

    @classmethod
    def of(cls, uri: str, content: bytes) -> "Artifact":
        return cls(uri, hashlib.sha256(content).hexdigest()[:_LENGTH], lambda: content)

    def content(self) -> bytes:
        if self.make is not None:
            return self.make()
        return self.source.read_bytes() if self.source else b""


def token(*parts: object) -> str:
    """A token over everything that an artifact depends on; each part must have a telling `repr`."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]

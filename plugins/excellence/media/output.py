"""What comes of preparing one file: what is known of it, and the bytes of every file to publish."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Generic, TypeVar

from ..model.derivative import Copy, Document, Film, Picture, Recording, Rendition

Kind = TypeVar("Kind", bound=Picture | Document | Recording | Film, covariant=True)


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One published file and its bytes."""

    file: Rendition | Copy
    data: bytes


@dataclass(frozen=True, slots=True)
class Output(Generic[Kind]):
    """A derivative and every file that it names."""

    derivative: Kind
    files: tuple[OutputFile, ...]


def copy_of(data: bytes, format: str) -> OutputFile:
    """A cleaned file under a name made from its content; `format` is also the end of its name."""
    key = sha256(data).hexdigest()
    return OutputFile(Copy(f"{key[:20]}.{format}", format, len(data), key), data)

"""The seam between the collection and whoever builds the site."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the site: its path there, and its bytes or the file that holds them."""

    uri: str
    content: bytes = b""
    source: Path | None = None

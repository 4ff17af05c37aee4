"""What a look at a file tells."""

from dataclasses import dataclass

from ..model.finding import Finding


@dataclass(frozen=True, slots=True)
class Probe:
    """What the header tells: faults forbid publishing, advice doesn't. The size is upright.

    `sha256` is empty where the file was not read; `width` and `height` are 0 where they are unknown.
    """

    faults: tuple[Finding, ...] = ()
    advice: tuple[Finding, ...] = ()
    width: int = 0
    height: int = 0
    sha256: str = ""

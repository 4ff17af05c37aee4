"""What is known of a picture once it has been developed for the site."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rung:
    """One published size of a picture. `name` is its file name, made from the content: it never changes meaning."""

    name: str
    format: str
    width: int
    height: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's upright size in pixels, its main colour as `#rrggbb`, its perceptual hash and its published sizes."""

    source: str
    width: int
    height: int
    colour: str
    dhash: str
    rungs: tuple[Rung, ...]

    def of(self, format: str) -> tuple[Rung, ...]:
        """The sizes in one format ("webp" or "jpeg"), narrow to wide."""
        return tuple(rung for rung in self.rungs if rung.format == format)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file itself: the code of a rule, what is wrong, what would be right."""

    code: str
    what: str
    remedy: str

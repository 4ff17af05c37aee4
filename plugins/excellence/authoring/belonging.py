"""Which words and captions belong to which picture, paper, sound or film, by their names."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..media import end_of
from ..model.kinds import CAPTIONS, kind_of, suffix
from ..reading.captions import CONVERTED
from .walk import stem

ANY_CAPTIONS: Final = {CAPTIONS, *CONVERTED}
# What programs put between a film's name and the end of its captions.
_LANGUAGE: Final = re.compile(r"\.(?:[a-z]{2,3}(?:-[a-z0-9]+)*|transcript|captions?|subtitles?|cc)\Z")


@dataclass(frozen=True, slots=True)
class Unit:
    """A file, and the words and captions that bear its name."""

    main: Path
    words: Path | None = None
    captions: Path | None = None


def beside(mains: list[Path], others: list[Path], kinds: tuple[str, ...]) -> dict[Path, Path]:
    """The file that belongs to each piece, by its name: in the same folder, or anywhere where only one has the name.

    One film and one file of captions belong together whatever they are called.
    """
    ordered = [each for kind in kinds for each in mains if kind_as_taken(each) == kind]
    if len(ordered) == len(others) == 1 and suffix(others[0].name) in ANY_CAPTIONS:
        return {ordered[0]: others[0]}
    found: dict[Path, Path] = {}
    for other in others:
        names = {stem(other), _LANGUAGE.sub("", stem(other))}
        fits = [each for each in ordered if stem(each) in names and each not in found]
        near = [each for each in fits if each.parent == other.parent]
        if near or len(fits) == 1:
            found[(near or fits)[0]] = other
    return found


def kind_as_taken(source: Path) -> str:
    """What kind of piece a file becomes: telephones and other systems write what is converted."""
    return kind_of(f"piece{end_of(source)}")

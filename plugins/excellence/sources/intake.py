"""Taking photos, papers and recordings into a work's folder: clean, upright, of a sensible size, under plain names."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..model.derivative import Fault
from ..model.kinds import CAPTIONS, is_made, is_text, kind_of, suffix
from .blank import Intake
from .pieces import Cache, end_of, scrub
from .replace import replace_file

LONGEST = 3_000  # pixels: as wide as the widest picture that the site shows


@dataclass(frozen=True, slots=True)
class Taken:
    """One file and what became of it: its new name (empty where it was not taken), or why it could not be taken."""

    source: Path
    file: str = ""
    facts: tuple[str, ...] = ()
    fault: Fault | None = None


def sources_in(paths: Iterable[Path]) -> list[Path]:
    """Every file named, and every file in a folder named, in the order in which people number them."""
    found: list[Path] = []
    for path in paths:
        inside = [each for each in path.iterdir() if each.is_file()] if path.is_dir() else [path]
        found += sorted((each for each in inside if not each.name.startswith(".")), key=_natural)
    return found


def take_in(sources: list[Path], folder: Path, cache: Cache, tell: Callable[[Taken], None]) -> tuple[Intake, ...]:
    """Copies what can be cleaned, and tells of every file. The originals stay as they are."""
    beside = _companions(sources)
    taken: list[Intake] = []
    number = 0
    for source in sources:
        if source in beside or not kind_of(source.name):
            continue
        end = end_of(source.name) if is_made(source.name) else suffix(source.name)
        name = f"{number + 1:02}{end}"
        told = _taken(source, folder, name, cache)
        tell(told)
        if told.file:
            number += 1
            more = dict(_with(source, beside, folder, number, tell))
            taken.append(Intake(name, more.get("transcript", ""), more.get("captions", "")))
    for source in sources:
        if not (source in beside or kind_of(source.name)):
            what = "is of no kind that can be shown"
            tell(Taken(source, fault=Fault("piece-kind", what, "save it as a picture, a PDF, a sound or a film")))
    return tuple(taken)


def _natural(path: Path) -> list[tuple[int, str]]:
    """IMG_9 before IMG_10."""
    parts = re.findall(r"\d+|\D+", path.name.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _companions(sources: list[Path]) -> dict[Path, Path]:
    """Texts and captions that bear the name of a picture, a paper or a recording, each with what it belongs to."""
    made = {source.stem: source for source in sources if is_made(source.name)}
    texts = (each for each in sources if is_text(each.name) or suffix(each.name) == CAPTIONS)
    return {each: made[each.stem] for each in texts if each.stem in made}


def _with(
    source: Path, beside: dict[Path, Path], folder: Path, number: int, tell: Callable[[Taken], None]
) -> Iterator[tuple[str, str]]:
    """The transcript and the captions of a piece, copied under its number."""
    ends: dict[str, Path] = defaultdict(Path)
    for each, whose in beside.items():
        if whose == source:
            ends[suffix(each.name)] = each
    for end, each in ends.items():
        name = f"{number:02}{end}"
        replace_file(folder / name, each.read_bytes())
        tell(Taken(each, name))
        yield ("captions" if end == CAPTIONS else "transcript"), name


def _taken(source: Path, folder: Path, name: str, cache: Cache) -> Taken:
    if is_text(source.name):
        replace_file(folder / name, source.read_bytes())
        return Taken(source, name)
    made = scrub(source, cache, into=suffix(name), longest=LONGEST)
    if isinstance(made, Fault):
        return Taken(source, fault=made)
    replace_file(folder / name, made.data)
    left = (f"left behind: {', '.join(made.lost)}",) if made.lost else ()
    return Taken(source, name, (*made.facts, *left))

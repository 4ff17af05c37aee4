"""What `scripts/check --fix` mends: only what can't be meant otherwise. Everything else is left to a person."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from ..model.derivative import Fault
from ..model.kinds import CAPTIONS, kind_of
from ..model.litter import is_litter
from ..model.problem import Problem
from ..site.gather import Project
from ..sources.captions import CONVERTED, read_captions, write_captions
from ..sources.edits import renamed, replaced, without_character
from ..sources.matter import decode
from ..sources.pieces import Cache, end_of, scrub
from ..sources.pieces.pictures import right_end
from ..sources.reader import file_name_problem, safe_name
from ..sources.replace import replace_file, replace_media
from ..sources.works import INDEX


def fix(problems: Iterable[Problem], project: Project) -> list[str]:
    """A line for each thing that was mended. From the end of a file to its beginning, so that places stay right."""
    found = sorted((each for each in problems if each.slug), key=lambda each: (each.path, each.place), reverse=True)
    told: list[str] = []
    for slug in sorted({each.slug for each in found}):
        folder = project.works / slug
        if folder.is_symlink() or not folder.is_dir():
            continue
        mine = [each for each in found if each.slug == slug]
        told += [
            f"mended {line}"
            for line in (
                *_texts(mine, project),
                *_names(mine, folder),
                *_captions(mine, folder),
                *_wrappings(mine, folder, project),
                *_hidden(mine, folder, project),
            )
        ]
    return told


def _texts(problems: list[Problem], project: Project) -> Iterator[str]:
    """A value of the vocabulary that was written with capitals or spaces, and characters that nobody sees."""
    for each in problems:
        path = project.works.parent / each.path
        if each.swap is not None and path.is_file():
            old, new = each.swap
            text = path.read_text("utf-8")
            if (right := replaced(text, each.place, old, new)) != text:
                replace_file(path, right.encode())
                yield f"{each.path}:{each.place.line}:{each.place.column}: {old} is {new} now"
        elif each.code == "encoding" and each.what.startswith("the hidden character") and path.is_file():
            replace_file(path, without_character(path.read_text("utf-8"), each.place).encode())
            yield f"{each.path}:{each.place.line}:{each.place.column}: took {each.what.split()[3]} out"


def _names(problems: list[Problem], folder: Path) -> Iterator[str]:
    """Files whose names don't work everywhere, or end in what they are not; index.md and translations follow."""
    codes = {each.code for each in problems}
    if not codes & {"file-name", "image-format"}:
        return
    for path in sorted(each for each in folder.rglob("*") if each.is_file() and not each.is_symlink()):
        file = path.relative_to(folder).as_posix()
        if any(map(is_litter, path.relative_to(folder).parts)):
            continue
        name = safe_name(file) if file_name_problem(file) else file
        if kind_of(file) == "picture" and (end := right_end(path)):
            name = name.removesuffix(Path(name).suffix) + end
        if name != file and not (folder / name).exists() and file_name_problem(name) is None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            path.rename(folder / name)
            for index in sorted(folder.glob("index*.md")):
                text = index.read_text("utf-8")
                replace_file(index, renamed(text, file, name).encode())
            yield f"works/{folder.name}: {file} is named {name} now"


def _captions(problems: list[Problem], folder: Path) -> Iterator[str]:
    """Captions of other programs written anew as WebVTT, where every line of them can be read."""
    if not any(each.code == "captions-damaged" for each in problems):
        return
    text = (folder / INDEX).read_text("utf-8")
    for path in sorted(each for each in folder.rglob("*") if each.suffix.lower() in CONVERTED and each.is_file()):
        old, right = path.relative_to(folder).as_posix(), path.with_suffix(CAPTIONS)
        new = right.relative_to(folder).as_posix()
        words, flaws = decode(path.read_bytes())
        cues, wrong = read_captions(words)
        named = renamed(text, old, new)
        if flaws or wrong or right.exists() or named == text:
            continue
        replace_file(right, write_captions(cues).encode())
        replace_file(folder / INDEX, named.encode())
        path.unlink()
        text = named
        yield f"works/{folder.name}: {old} is written as WebVTT, and named {new} now"


def _wrappings(problems: list[Problem], folder: Path, project: Project) -> Iterator[str]:
    """Films and sounds in another wrapping, as a telephone's MOV: copied into the usual one, coded as they were."""
    if not any(each.code == "file-format" for each in problems):
        return
    cache = Cache(project.cache / "pieces")
    for path in sorted(each for each in folder.rglob("*") if each.is_file() and not each.is_symlink()):
        file, new = path.relative_to(folder).as_posix(), path.with_suffix(end_of(path))
        if kind_of(path.name) not in ("film", "recording") or new == path or new.exists():
            continue
        made = scrub(path, cache, into=new.suffix)
        if not isinstance(made, Fault):
            replace_file(new, made.data)
            path.unlink()
            name = new.relative_to(folder).as_posix()
            for index in sorted(folder.glob("index*.md")):
                replace_file(index, renamed(index.read_text("utf-8"), file, name).encode())
            yield f"works/{folder.name}: {file} is {name} now ({', '.join(made.facts)})"


def _hidden(problems: list[Problem], folder: Path, project: Project) -> Iterator[str]:
    """Hidden data in pictures and recordings. A PDF would lose its words: that is left to scripts/scrub."""
    if not any(each.code == "metadata" for each in problems):
        return
    cache = Cache(project.cache / "pieces")
    for path in sorted(each for each in folder.rglob("*") if each.is_file() and not each.is_symlink()):
        if kind_of(path.name) not in ("picture", "recording", "film"):
            continue
        made = scrub(path, cache)
        if isinstance(made, Fault) or not (made.changed and made.lost):
            continue
        shown = f"works/{folder.name}/{path.relative_to(folder).as_posix()}"
        if fault := replace_media(path, made.data, cache):
            click.echo(f"{shown}: not mended: it {fault.what}; {fault.remedy}", err=True)
        else:
            yield f"{shown}: took {', '.join(made.lost)} out"

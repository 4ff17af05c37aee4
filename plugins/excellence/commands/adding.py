"""Later files for a work that is there already: under numbers of their own, and at the end of its lists."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

import click

from ..authoring.appending import appended
from ..authoring.intake import Start, Taken, take_in
from ..authoring.replace import Unwritten, replace_file
from ..authoring.scaffold import draft_lines, piece_lines
from ..authoring.walk import Walk
from ..loading.config import CollectionConfig
from ..media import Cache
from ..model.kinds import kind_of
from ..reading.file_names import INDEX


@contextmanager
def staged(works: Path) -> Iterator[Path]:
    """A folder that is no work, for files on their way; whatever happens, it is gone afterwards."""
    folder = works / f".coming-{token_hex(4)}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def add(project: CollectionConfig, slug: str, found: Walk, tell: Callable[[Taken], None]) -> bool:
    """Whether anything was added. All files come over, or none; no file that is there is touched."""
    folder = project.works / slug
    if not (folder / INDEX).is_file():
        raise click.ClickException(f"works/{slug} has no {INDEX}: let scripts/new make another folder, or add the file")
    try:
        text = (folder / INDEX).read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"works/{slug}/{INDEX} is not UTF-8: run scripts/check {slug} first") from error
    with staged(project.works) as stage:
        pieces, drafts = take_in(found, stage, Cache(project.cache / "pieces"), tell, start_of(folder, text))
        coming = sorted(path.relative_to(stage) for path in stage.rglob("*") if path.is_file())
        _move(stage, folder, coming)
    items = {
        "pieces": [line for each in pieces for line in piece_lines(each)],
        "drafts": [line for each in drafts for line in draft_lines(each)],
    }
    for key, lines in items.items():
        if lines:
            text = _append(folder / INDEX, text, key, lines)
    return bool(coming)


def start_of(folder: Path, text: str) -> Start:
    """The highest numbers that files have, or that index.md speaks of, and what is there."""
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    files = list(there)
    files += [each for each in re.findall(r"[\w./-]+\.\w+", text) if kind_of(each)]
    pieces = [int(found[1]) for file in files if (found := re.match(r"(\d{1,3})\.", file))]
    drafts = [int(found[1]) for file in files if (found := re.match(r"drafts/d(\d{1,3})[.-]", file))]
    known = {sha256(path.read_bytes()).hexdigest(): file for file, path in there.items()}
    return Start(max(pieces, default=0), max(drafts, default=0), known)


def _move(stage: Path, folder: Path, files: list[Path]) -> None:
    moved: list[Path] = []
    if there := next((file.as_posix() for file in files if (folder / file).exists()), None):
        raise Unwritten(f"{there} is there already and stays as it was: nothing was added")
    try:
        for file in files:
            (folder / file).parent.mkdir(exist_ok=True)
            (stage / file).rename(folder / file)
            moved.append(folder / file)
    except BaseException:
        for path in moved:
            path.unlink()
        raise


def _append(index: Path, text: str, key: str, lines: list[str]) -> str:
    """index.md with more items; where that isn't safe, the lines for a person to paste."""
    more = appended(text, key, lines)
    where = f"works/{index.parent.name}/{INDEX}"
    if more is None:
        click.echo(f"{where} is left as it is: paste these lines at the end of {key} there, and fill them in:")
        click.echo("\n".join(lines))
        return text
    replace_file(index, more.encode())
    click.echo(
        f"{where}: what is new stands at the end of {key}: fill it in, then run: scripts/check {index.parent.name}"
    )
    return more

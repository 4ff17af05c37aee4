"""`scripts/scrub`: originals without hidden data, with the boxes of `redact` painted over."""

from collections.abc import Iterator
from pathlib import Path

import click

from ..faces.preview import Before, preview
from ..model.derivative import Fault
from ..model.kinds import is_made, is_picture
from ..model.vocabulary import Vocabulary
from ..model.work import Work
from ..site.gather import Project
from ..sources.edits import without_key
from ..sources.matter import read_matter
from ..sources.pieces import Cache, Scrubbed
from ..sources.pieces import scrub as scrubbed
from ..sources.pieces.pictures import scrub_picture
from ..sources.pieces.scrub import Box
from ..sources.reader import Reader
from ..sources.replace import replace_file
from ..sources.works import INDEX, work_folders
from .opened import check_slugs, config_option, open_collection

_SHOWN = 900  # pixels of a picture on the page of before and after


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option("--preview", "looking", is_flag=True, help="Change nothing; write a page that shows before and after.")
@config_option
def scrub(slugs: tuple[str, ...], looking: bool, config_file: str) -> None:
    """Clean the files of every work, or only of the named ones, where they lie.

    Hidden data goes, pictures stand upright, and the boxes of `redact` are painted over. What is clean already is not
    touched. Keep your own originals elsewhere: what is painted over is gone. Exit code 1 when a file can't be cleaned.
    """
    project = open_collection(config_file).project
    slugs = check_slugs(project, slugs)
    folders = [project.works / slug for slug in slugs] or work_folders(project.works)
    failed = False
    for folder in folders:
        pages = project.cache / "scrub"
        (pages / f"{folder.name}.html").unlink(missing_ok=True)  # a page of before would keep what is to be gone
        failed |= _look(folder, project, pages) if looking else not scrub_folder(folder, project)
    raise SystemExit(1 if failed else 0)


def scrub_folder(folder: Path, project: Project) -> bool:
    """Cleans every file of a work's folder and tells of each; whether all of it is clean now."""
    boxes, whole = boxes_of(folder), True
    for path, made in _made(folder, boxes, project):
        shown = f"{project.works.name}/{path.relative_to(project.works).as_posix()}"
        if isinstance(made, Fault):
            whole = False
            click.echo(f"{shown}: not cleaned: it {made.what}; {made.remedy}")
        elif made.changed:
            before = path.stat().st_size
            replace_file(path, made.data)
            click.echo(f"{shown}: {_told(made)}; {_size(before)} before, {_size(len(made.data))} now")
            _keep_words(path, made, shown)
        else:
            click.echo(f"{shown}: clean already")
    if boxes and whole:
        whole = _take_out(folder / INDEX, f"{project.works.name}/{folder.name}/{INDEX}")
    return whole


def boxes_of(folder: Path) -> dict[str, list[Box]]:
    """The boxes still to be painted over, by file; read from index.md even where other things are wrong in it."""
    matter = read_matter((folder / INDEX).read_bytes()) if (folder / INDEX).is_file() else None
    if matter is None or matter.value is None:
        return {}
    found: dict[str, list[Box]] = {}
    for each in Reader(Vocabulary()).record(Work, matter.value).redact:
        if each.file and each.w and each.h:
            found.setdefault(each.file, []).append((each.x, each.y, each.w, each.h))
    return found


def _made(folder: Path, boxes: dict[str, list[Box]], project: Project) -> Iterator[tuple[Path, Scrubbed | Fault]]:
    """Every file of a folder that can be cleaned, listed or not: what lies in the repository is public."""
    cache, waiting = Cache(project.cache / "pieces"), dict(boxes)
    for path in sorted(folder.rglob("*")):
        file = path.relative_to(folder).as_posix()
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".") and is_made(file):
            yield path, scrubbed(path, cache, waiting.pop(file, ()))
    for file in waiting:
        yield folder / file, Fault("reference-file", "has a box and is not there", "correct redact in index.md")


def _told(made: Scrubbed) -> str:
    lost = f"took out {', '.join(made.lost)}" if made.lost else "nothing hidden in it"
    return "; ".join((lost, *made.facts))


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1_000_000 else f"{max(count // 1000, 1)} KB"


def _keep_words(path: Path, made: Scrubbed, shown: str) -> None:
    """A PDF of pictures has no words any more: they are kept as its transcript, which readers and the search need."""
    beside = path.with_suffix(".txt")
    if made.words and not beside.exists():
        replace_file(beside, f"{made.words}\n".encode())
        click.echo(f"{shown}: its words are in {beside.name} now: read them, and add transcript: {beside.name}")


def _take_out(index: Path, shown: str) -> bool:
    text = index.read_text("utf-8")
    without = without_key(text, "redact")
    if without is None:
        click.echo(f"{shown}: all boxes are painted over; take redact out by hand")
        return False
    replace_file(index, without.encode())
    click.echo(f"{shown}: took redact out, since its boxes are painted over")
    return True


def _look(folder: Path, project: Project, pages: Path) -> bool:
    """Writes a page with before and after of every picture that would change; whether there was something to show."""
    boxes = boxes_of(folder)
    shown = []
    for path, made in _made(folder, boxes, project):
        file = path.relative_to(folder).as_posix()
        if isinstance(made, Fault):
            click.echo(f"{project.works.name}/{folder.name}/{file}: it {made.what}; {made.remedy}")
        elif made.changed:
            click.echo(f"{project.works.name}/{folder.name}/{file}: would be changed: {_told(made)}")
            if is_picture(file):
                before, after = (
                    scrub_picture(data, "JPEG", (), _SHOWN).data for data in (path.read_bytes(), made.data)
                )
                shown.append(Before(file, before, after, tuple(boxes.get(file, ()))))
    if shown:
        pages.mkdir(parents=True, exist_ok=True)
        page = pages / f"{folder.name}.html"
        page.write_text(preview(folder.name, shown), "utf-8")
        click.echo(f"Before and after: {page} (it shows what is to be gone: the next scripts/scrub deletes it)")
    return False

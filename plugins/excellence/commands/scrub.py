"""`scripts/scrub`: originals without hidden data, with the boxes of `redact` painted over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import click

from ..authoring.edits import without_items
from ..authoring.replace import replace_file, replace_media
from ..loading.config import CollectionConfig
from ..media import Box, Cache, Scrubbed
from ..media import scrub as scrubbed
from ..media.errors import REDACT_PLACE
from ..media.pictures import scrub_picture
from ..model.finding import ERROR, Finding, Place
from ..model.kinds import PROPOSED, is_made, kind_of
from ..model.vocabulary import Vocabulary
from ..model.work import Redaction, Work
from ..reading.file_names import INDEX
from ..reading.folder import work_folders
from ..reading.frontmatter import read_frontmatter
from ..reading.reader import Reader
from ..rendering.preview import Before, preview
from ..rules.redaction import box_problem
from .opened import check_slugs, config_option, open_collection

_SHOWN = 900  # pixels of a picture on the page of before and after
_UNREAD = "the box can't be read", "run scripts/check, and correct the box"


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option("--preview", "looking", is_flag=True, help="Change nothing; write a page that shows before and after.")
@config_option
def scrub(slugs: tuple[str, ...], looking: bool, config_file: str) -> None:
    """Clean the files of every work, or only of the named ones, where they lie.

    Hidden data goes, pictures stand upright, PDFs become pictures of their pages, and the boxes of `redact` are painted
    over. What is clean already is not touched. Keep your own originals elsewhere: what is painted over is gone. Exit
    code 1 when a file can't be cleaned or a box can't be painted.
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


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of a work's `redact` by file, each with its number and place there, and why some can't be painted."""

    by_file: Mapping[str, Mapping[int, Box]]
    refused: Mapping[int, tuple[str, str]]
    places: Mapping[int, Place]

    def of(self, file: str) -> tuple[Box, ...]:
        return tuple(self.by_file.get(file, {}).values())


def scrub_folder(folder: Path, project: CollectionConfig) -> bool:
    """Cleans every file of a work's folder and tells of each; whether all of it is clean now."""
    boxes = boxes_of(folder)
    painted: set[int] = set()
    refused, whole = dict(boxes.refused), not boxes.refused
    for path, made in _made(folder, boxes, project):
        file, shown = path.relative_to(folder).as_posix(), _shown(path, project)
        if isinstance(made, Finding):
            whole = False
            refused |= dict.fromkeys(boxes.by_file.get(file, ()), (f"{file} {made.what}", made.remedy))
            click.echo(f"{shown}: not cleaned: it {made.what}; {made.remedy}")
            continue
        if made.changed:
            fault = _replace(path, made, shown, Cache(project.cache / "pieces"), boxes.of(file))
            if fault:
                whole = False
                refused |= dict.fromkeys(boxes.by_file.get(file, ()), (f"{file} {fault.what}", fault.remedy))
                click.echo(f"{shown}: not cleaned: it {fault.what}; {fault.remedy}")
                continue
        else:
            click.echo(f"{shown}: clean already")
        painted |= set(boxes.by_file.get(file, ()))
    return _tell_boxes(folder, project, boxes, painted, refused) and whole


def _replace(path: Path, made: Scrubbed, shown: str, cache: Cache, boxes: tuple[Box, ...]) -> Finding | None:
    """The file gives way to the clean one; nothing that was made of the old one stays. Or why it stays as it was."""
    before = path.read_bytes()
    fault = replace_media(path, made.data, cache)
    if fault:
        return fault
    cache.forget({sha256(before).hexdigest()})
    click.echo(f"{shown}: {_told(made)}; {_size(len(before))} before, {_size(len(made.data))} now")
    if boxes:
        _forget_words(path, shown)
    _propose_words(path, made, shown)
    return None


def _forget_words(path: Path, shown: str) -> None:
    """Words that were read before a box was painted may say what is beneath it."""
    proposal = path.with_suffix(PROPOSED)
    if proposal.exists():
        proposal.unlink()
        click.echo(f"{shown}: {proposal.name} is deleted, since it may say what is painted over now")
    for text in (path.with_suffix(".txt"), path.with_suffix(".md")):
        if text.exists():
            click.echo(f"{shown}: read {text.name} again: it may still say what is painted over now")


def boxes_of(folder: Path) -> Boxes:
    """The boxes still to be painted over; read from index.md even where other things are wrong in it."""
    matter = read_frontmatter((folder / INDEX).read_bytes()) if (folder / INDEX).is_file() else None
    if matter is None or matter.value is None:
        return Boxes({}, {}, {})
    reader = Reader(Vocabulary())
    by_file: dict[str, dict[int, Box]] = {}
    refused: dict[int, tuple[str, str]] = {}
    for number, each in enumerate(reader.record(Work, matter.value).redact, 1):
        unread = any(found.field.startswith(f"redact[{number}]") for found in reader.findings)
        problem = _UNREAD if unread or not each.file else _problem(each, folder)
        if problem:
            refused[number] = problem
        else:
            box = (each.page or 0 if kind_of(each.file) == "document" else 0, each.x, each.y, each.w, each.h)
            by_file.setdefault(each.file, {})[number] = box
    places = {number: reader.places.get(f"redact[{number}]", Place()) for number in range(1, 501)}
    return Boxes(by_file, refused, places)


def _problem(box: Redaction, folder: Path) -> tuple[str, str] | None:
    """Why a box can't be painted, as far as index.md and the folder tell."""
    if not (folder / box.file).is_file():
        return f"there is no file {box.file}", "correct redact in index.md"
    return box_problem(box)


def _made(folder: Path, boxes: Boxes, project: CollectionConfig) -> Iterator[tuple[Path, Scrubbed | Finding]]:
    """Every file of a folder that can be cleaned, listed or not: what lies in the repository is public."""
    cache = Cache(project.cache / "pieces")
    for path in sorted(folder.rglob("*")):
        file = path.relative_to(folder).as_posix()
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".") and is_made(file):
            yield path, scrubbed(path, cache, boxes.of(file))


def _tell_boxes(
    folder: Path, project: CollectionConfig, boxes: Boxes, painted: set[int], refused: Mapping[int, tuple[str, str]]
) -> bool:
    """Says of every box what became of it, and takes out the lines of those that were painted."""
    index = folder / INDEX
    shown = _shown(index, project)
    text = index.read_text("utf-8") if painted else ""
    without = without_items(text, "redact", painted) if painted else None
    if without is not None:
        replace_file(index, without.encode())
    gone = "its line is taken out" if without is not None else "take its line out by hand"
    for file, mine in boxes.by_file.items():
        for number, (page, *_) in mine.items():
            if number in painted:
                where = f"page {page} of {file}" if page else file
                place = boxes.places[number]
                click.echo(f"{shown}:{place.line}:{place.column}: painted over on {where}; {gone}")
    for number, (what, remedy) in sorted(refused.items()):
        found = Finding(REDACT_PLACE, f"not painted: {what}", remedy, boxes.places[number], f"redact[{number}]", shown)
        click.echo(found.line(ERROR))
    return without is not None or not painted


def _shown(path: Path, project: CollectionConfig) -> str:
    return f"{project.works.name}/{path.relative_to(project.works).as_posix()}"


def _told(made: Scrubbed) -> str:
    lost = f"took out {', '.join(made.lost)}" if made.lost else "nothing hidden was found in it"
    return "; ".join((lost, *made.facts))


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1_000_000 else f"{max(count // 1000, 1)} KB"


def _propose_words(path: Path, made: Scrubbed, shown: str) -> None:
    """A PDF of pictures has no words any more. Those that could be read are proposed, for a person to accept."""
    proposal = path.with_suffix(PROPOSED)
    if made.words and not path.with_suffix(".txt").exists():
        replace_file(proposal, f"{made.words}\n".encode())
        accept = f"read them beside the pages, correct them, name the file {path.stem}.txt"
        click.echo(
            f"{shown}: the words that can be seen are in {proposal.name}: {accept}, and list it as its transcript"
        )


def _look(folder: Path, project: CollectionConfig, pages: Path) -> bool:
    """Writes a page with before and after of every picture that would change; whether a box can't be painted."""
    boxes = boxes_of(folder)
    shown: list[Before] = []
    failed = bool(boxes.refused)
    for path, made in _made(folder, boxes, project):
        file = path.relative_to(folder).as_posix()
        if isinstance(made, Finding):
            failed = True
            click.echo(f"{_shown(path, project)}: it {made.what}; {made.remedy}")
        elif made.changed:
            click.echo(f"{_shown(path, project)}: would be changed: {_told(made)}")
            shown += _before_and_after(path, file, made, boxes, project)
    for number, (what, remedy) in sorted(boxes.refused.items()):
        place = boxes.places[number]
        index = _shown(folder / INDEX, project)
        click.echo(Finding(REDACT_PLACE, what, remedy, place, f"redact[{number}]", index).line(ERROR))
    if shown:
        pages.mkdir(parents=True, exist_ok=True)
        page = pages / f"{folder.name}.html"
        page.write_text(preview(folder.name, shown), "utf-8")
        click.echo(f"Before and after: {page} (it shows what is to be gone: the next scripts/scrub deletes it)")
    return failed


def _before_and_after(
    path: Path, file: str, made: Scrubbed, boxes: Boxes, project: CollectionConfig
) -> Iterator[Before]:
    """A picture, or each page of a PDF, as it is and as it would be."""
    kind, mine = kind_of(file), boxes.of(file)
    if kind == "picture":
        before, after = (scrub_picture(data, "JPEG", (), _SHOWN).data for data in (path.read_bytes(), made.data))
        yield Before(file, before, after, tuple(box[1:] for box in mine))
    elif kind == "document":
        old = scrubbed(path, Cache(project.cache / "pieces"))
        pages = zip(old.pages if isinstance(old, Scrubbed) else (), made.pages, strict=False)
        for number, (was, now) in enumerate(pages, 1):
            on_page = tuple(box[1:] for box in mine if (box[0] or 1) == number)
            yield Before(f"{file}, page {number}", was, now, on_page)

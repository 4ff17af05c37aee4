"""`scripts/check`: everything that is wrong, where, and what would be right."""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import click

from ..collection.picks import check_picks
from ..loading.load import CollectionConfig, Loaded, load
from ..model.finding import Level, Problem, Purpose
from ..rendering.comment import comment
from ..rules.declared import RULES
from ..rules.pages import check_pages
from ..rules.personal import read_names
from ..rules.typed_pages import read_guides
from .fix import fix
from .git import changed_since, is_tracked
from .opened import GivenPath, Opened, check_slugs, config_option, open_collection

NAMES = "names.local.txt"
_ROUNDS = 3  # what is mended may let more be seen, as in a file whose name was wrong
_SIGNS = {Level.ERROR: "error", Level.WITHHELD: "warning", Level.WARNING: "warning", Level.INFO: "notice"}


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github", "comment"]),
    default="text",
    show_default=True,
    help="How to print it: for people, programs, GitHub's annotations, or as a comment on a pull request.",
)
@click.option("--fix", "mending", is_flag=True, help="First mend what is safe to mend, and tell of it.")
@click.option(
    "--changed-since",
    "since",
    metavar="REV",
    help="Check new and changed works strictly and all others leniently, as in --changed-since origin/main.",
)
@click.option(
    "--names",
    type=GivenPath(exists=True, dir_okay=False),
    help=f"A private list of names that no text may hold, one a line; {NAMES} where it is there.",
)
@click.option("--raw", default="", metavar="URL", help="Where a comment finds the pictures of the works.")
@config_option
def check(
    slugs: tuple[str, ...],
    style: str,
    mending: bool,
    since: str | None,
    names: Path | None,
    raw: str,
    config_file: str,
) -> None:
    """Check every work, or only the named ones, and print everything that is wrong.

    Exit code 1 when there is an error, 0 otherwise.
    """
    opened = open_collection(config_file)
    project = replace(opened.project, names=private_names(opened.root, names))
    slugs = check_slugs(project, slugs)
    changed = changed_since(project.works, since) if since is not None else None
    loaded, chosen = examine(opened, project, slugs)
    for _ in range(_ROUNDS if mending else 0):
        mended = fix(chosen, project)
        for line in mended:
            click.echo(line, err=style != "text")
        if not mended:
            break
        loaded, chosen = examine(opened, project, slugs)
    weighed = [Weighed(problem, level_of(problem, changed)) for problem in chosen]
    if style == "comment":
        told = {reading.slug for reading in loaded.readings} & (changed if changed is not None else set(slugs))
        works = [reading.work for reading in loaded.readings if reading.slug in told and reading.work]
        click.echo(comment(works, [(each.problem, each.level) for each in weighed], raw))
    else:
        _STYLES[style](weighed, len(loaded.readings))
    sys.exit(1 if any(each.level is Level.ERROR for each in weighed) else 0)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding with its weight in this run."""

    problem: Problem
    level: Level


def examine(opened: Opened, project: CollectionConfig, slugs: tuple[str, ...]) -> tuple[Loaded, list[Problem]]:
    """Every work and page, and all that is wrong with them, or only with the named works and what all share."""
    loaded = load(project, Purpose.CHECK, _progress if sys.stderr.isatty() else None)
    loaded.memo.keep(forget=False)
    loaded.memo.close()
    docs = Path(opened.config.docs_dir)
    published = frozenset(each.slug for each in loaded.collection.works)
    read = read_guides(docs, docs.name)
    pages = check_pages(docs, docs.name, published, read, project.names)
    found = sorted((*loaded.problems, *pages, *check_picks(read, loaded.collection)))
    return loaded, [problem for problem in found if not slugs or problem.slug in slugs or not problem.slug]


def level_of(problem: Problem, changed: frozenset[str] | None = None) -> Level:
    """A work that is new or changed must obey more than one that was accepted long ago."""
    purpose = Purpose.CHECK
    if changed is not None and problem.slug:
        purpose = Purpose.ADMIT if problem.slug in changed else Purpose.BUILD
    return RULES[problem.code].level(purpose)


def private_names(root: Path, given: Path | None) -> tuple[str, ...]:
    """The private list of names that is given, or that lies beside mkdocs.yml; never one that git knows."""
    path = given or root / NAMES
    if not path.is_file():
        return ()
    if is_tracked(path):
        raise click.ClickException(f"{path.name} is in the repository, and names must not be: git rm --cached {path}")
    return read_names(path)


def _progress(done: int, total: int) -> None:
    click.echo(f"\rPictures: {done} of {total}" + ("\n" if done == total else ""), nl=False, err=True)


def _text(problems: Iterable[Weighed], works: int) -> None:
    counts = dict.fromkeys(Level, 0)
    for each in problems:
        counts[each.level] += 1
        click.echo(each.problem.line(each.level))
    told = ", ".join(
        f"{count} {level}" + ("s" if count != 1 and level is not Level.WITHHELD else "")
        for level, count in counts.items()
        if count
    )
    noun = "work" if works == 1 else "works"
    click.echo(f"{works} {noun} read: {told or 'nothing is wrong'}.")


def _json(problems: Iterable[Weighed], works: int) -> None:
    found = [
        {
            "path": problem.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "level": str(level),
            "code": problem.code,
            "field": problem.field,
            "what": problem.what,
            "remedy": problem.remedy,
            "work": problem.slug,
        }
        for problem, level in ((each.problem, each.level) for each in problems)
    ]
    click.echo(json.dumps({"works": works, "problems": found}, ensure_ascii=False, indent=1))


def _github(problems: Iterable[Weighed], _works: int) -> None:
    """Annotations on the lines of a pull request."""
    for problem, level in ((each.problem, each.level) for each in problems):
        where = f"file={_escape(problem.path, ':,')},line={problem.place.line},col={problem.place.column}"
        message = f"{problem.field + ': ' if problem.field else ''}{problem.what}; {problem.remedy}"
        click.echo(f"::{_SIGNS[level]} {where},title={problem.code}::{_escape(message)}")


def _escape(text: str, more: str = "") -> str:
    """Workflow commands end at a line's end; what an author wrote must not begin another."""
    for char in f"%\r\n{more}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text


_STYLES: dict[str, Callable[[Iterable[Weighed], int], None]] = {"text": _text, "json": _json, "github": _github}

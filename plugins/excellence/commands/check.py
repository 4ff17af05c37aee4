"""`scripts/check`: everything that is wrong, where, and what would be right."""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from ..loading.config import CollectionConfig
from ..loading.load import Loaded, load
from ..model.finding import ERROR, INFO, WARNING, WITHHELD, Finding, Level, Purpose
from ..rendering.comment import comment
from ..reports import Progress
from ..rules.personal import read_names
from ..settings import budget_of
from ..site.weight import sizes_of, told_of_weight
from .fix import fix
from .git import changed_since, is_tracked
from .opened import GivenPath, check_slugs, config_option, open_collection
from .schema import stale

NAMES = "names.local.txt"
_ROUNDS = 3  # what is mended may let more be seen, as in a file whose name was wrong
_SIGNS = {ERROR: "error", WITHHELD: "warning", WARNING: "warning", INFO: "notice"}


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
    loaded, chosen = examine(project, slugs)
    for _ in range(_ROUNDS if mending else 0):
        mended = fix(chosen, project)
        for line in mended:
            click.echo(line, err=style != "text")
        if not mended:
            break
        loaded, chosen = examine(project, slugs)
    weighed = [(each, level_of(each, changed)) for each in chosen]
    if style == "comment":
        told = {reading.slug for reading in loaded.readings} & (changed if changed is not None else set(slugs))
        works = [reading.work for reading in loaded.readings if reading.slug in told and reading.work]
        click.echo(comment(works, weighed, raw))
    else:
        _STYLES[style](weighed, len(loaded.readings))
    if style == "text" and not slugs:
        for name in stale(opened.root, loaded.collection.vocabulary):
            click.echo(f"{name} has other words than works/vocabulary.yml: run scripts/schema --write")
        for line in told_of_weight(sizes_of(Path(opened.config.site_dir)), budget_of(opened.plugin.config)):
            click.echo(line)
    sys.exit(1 if any(level is ERROR for _, level in weighed) else 0)


Weighed = tuple[Finding, Level]  # with its weight in this run


def examine(config: CollectionConfig, slugs: tuple[str, ...]) -> tuple[Loaded, list[Finding]]:
    """Every work and page, and all that is wrong with them, or only with the named works and what all share."""
    loaded = load(config, Purpose.CHECK, progress())
    loaded.memo.keep(forget=False)
    loaded.memo.close()
    return loaded, [each for each in loaded.findings if not slugs or each.slug in slugs or not each.slug]


def level_of(found: Finding, changed: frozenset[str] | None = None) -> Level:
    """A work that is new or changed must obey more than one that was accepted long ago."""
    purpose = Purpose.CHECK
    if changed is not None and found.slug:
        purpose = Purpose.ADMIT if found.slug in changed else Purpose.BUILD
    return found.rule.level(purpose)


def private_names(root: Path, given: Path | None) -> tuple[str, ...]:
    """The private list of names that is given, or that lies beside mkdocs.yml; never one that git knows."""
    path = given or root / NAMES
    if not path.is_file():
        return ()
    if is_tracked(path):
        raise click.ClickException(f"{path.name} is in the repository, and names must not be: git rm --cached {path}")
    return read_names(path)


def progress() -> Progress:
    """On a terminal; who reads a file of what was printed has no use for it."""
    return Progress(partial(click.echo, err=True) if sys.stderr.isatty() else _silent)


def _silent(_: str) -> None:
    pass


def _text(findings: Iterable[Weighed], works: int) -> None:
    counts = dict.fromkeys(Level, 0)
    for found, level in findings:
        counts[level] += 1
        click.echo(found.line(level))
    told = ", ".join(
        f"{count} {level}" + ("s" if count != 1 and level is not WITHHELD else "")
        for level, count in counts.items()
        if count
    )
    noun = "work" if works == 1 else "works"
    click.echo(f"{works} {noun} read: {told or 'nothing is wrong'}.")


def _json(findings: Iterable[Weighed], works: int) -> None:
    told = [
        {
            "path": each.path,
            "line": each.place.line,
            "column": each.place.column,
            "level": str(level),
            "code": each.code,
            "field": each.field,
            "what": each.what,
            "remedy": each.remedy,
            "work": each.slug,
        }
        for each, level in findings
    ]
    click.echo(json.dumps({"works": works, "problems": told}, ensure_ascii=False, indent=1))


def _github(findings: Iterable[Weighed], _works: int) -> None:
    """Annotations on the lines of a pull request."""
    for each, level in findings:
        where = f"file={_escape(each.path, ':,')},line={each.place.line},col={each.place.column}"
        message = f"{each.field + ': ' if each.field else ''}{each.what}; {each.remedy}"
        click.echo(f"::{_SIGNS[level]} {where},title={each.code}::{_escape(message)}")


def _escape(text: str, more: str = "") -> str:
    """Workflow commands end at a line's end; what an author wrote must not begin another."""
    for char in f"%\r\n{more}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text


_STYLES: dict[str, Callable[[Iterable[Weighed], int], None]] = {"text": _text, "json": _json, "github": _github}

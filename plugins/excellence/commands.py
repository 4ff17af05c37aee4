"""The command line: `python -m excellence`. One verb a command."""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click
from mkdocs.config import load_config

from .collection.tried import check_tried
from .model.problem import Level, Problem, Purpose
from .model.rules import RULES
from .plugin import ExcellencePlugin
from .settings import project_of
from .site.gather import gather
from .sources.guides import read_guides
from .sources.pages import check_pages

_SIGNS = {Level.ERROR: "error", Level.WITHHELD: "warning", Level.WARNING: "warning", Level.INFO: "notice"}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Models of Excellence: the commands behind the scripts."""


@main.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option("--format", "style", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option(
    "--config-file", "-f", type=click.Path(exists=True, dir_okay=False), default="mkdocs.yml", show_default=True
)
def check(slugs: tuple[str, ...], style: str, config_file: str) -> None:
    """Check every work, or only the named ones, and print everything that is wrong.

    Exit code 1 when there is an error, 0 otherwise.
    """
    config = load_config(config_file)
    plugin = config.plugins.get("excellence")
    if not isinstance(plugin, ExcellencePlugin):
        raise click.ClickException(f"{config_file} does not name the plugin excellence: add it under plugins:")
    project = project_of(config, plugin.config)
    unknown = [slug for slug in slugs if not (project.works / slug).is_dir()]
    if unknown:
        raise click.ClickException(f"there is no folder {project.works.name}/{unknown[0]}: name a work by its folder")
    gathered = gather(project, Purpose.CHECK, _progress if sys.stderr.isatty() else None)
    gathered.memo.keep(forget=False)
    gathered.memo.close()
    docs = Path(config.docs_dir)
    published = frozenset(each.slug for each in gathered.collection.works)
    read = read_guides(docs, docs.name)
    pages = check_pages(docs, docs.name, published, read)
    problems = sorted((*gathered.problems, *pages, *check_tried(read, gathered.collection)))
    chosen = [problem for problem in problems if not slugs or problem.slug in slugs or not problem.slug]
    _STYLES[style](chosen, len(gathered.readings))
    sys.exit(1 if any(_level(problem) is Level.ERROR for problem in chosen) else 0)


def _level(problem: Problem) -> Level:
    return RULES[problem.code].level(Purpose.CHECK)


def _progress(done: int, total: int) -> None:
    click.echo(f"\rPictures: {done} of {total}" + ("\n" if done == total else ""), nl=False, err=True)


def _text(problems: Iterable[Problem], works: int) -> None:
    counts = dict.fromkeys(Level, 0)
    for problem in problems:
        counts[_level(problem)] += 1
        click.echo(problem.line(_level(problem)))
    told = ", ".join(
        f"{count} {level}" + ("s" if count != 1 and level is not Level.WITHHELD else "")
        for level, count in counts.items()
        if count
    )
    noun = "work" if works == 1 else "works"
    click.echo(f"{works} {noun} read: {told or 'nothing is wrong'}.")


def _json(problems: Iterable[Problem], works: int) -> None:
    found = [
        {
            "path": problem.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "level": str(_level(problem)),
            "code": problem.code,
            "field": problem.field,
            "what": problem.what,
            "remedy": problem.remedy,
            "work": problem.slug,
        }
        for problem in problems
    ]
    click.echo(json.dumps({"works": works, "problems": found}, ensure_ascii=False, indent=1))


def _github(problems: Iterable[Problem], _works: int) -> None:
    """Annotations on the lines of a pull request."""
    for problem in problems:
        where = f"file={_escape(problem.path, ':,')},line={problem.place.line},col={problem.place.column}"
        message = f"{problem.field + ': ' if problem.field else ''}{problem.what}; {problem.remedy}"
        click.echo(f"::{_SIGNS[_level(problem)]} {where},title={problem.code}::{_escape(message)}")


def _escape(text: str, more: str = "") -> str:
    """Workflow commands end at a line's end; what an author wrote must not begin another."""
    for char in f"%\r\n{more}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text


_STYLES: dict[str, Callable[[Iterable[Problem], int], None]] = {"text": _text, "json": _json, "github": _github}

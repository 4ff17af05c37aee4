"""`scripts/new`: a folder for a work, with its front matter to fill in and its photos made ready."""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from ..model.vocabulary import Vocabulary
from ..site.gather import Project
from ..sources.blank import write_blank
from ..sources.intake import Taken, sources_in, take_in
from ..sources.lists import read_vocabulary
from ..sources.pieces import Cache
from ..sources.reader import SLUG, SLUG_REMEDY, suggestion
from ..sources.replace import replace_file
from ..sources.works import INDEX
from .opened import GivenPath, config_option, open_collection

KINDS = ("project", "writing")
Ask = Callable[[str, str], str]


@click.command()
@click.argument("slug", required=False)
@click.option("--title", help="The work's name.")
@click.option("--kind", help="What it is: project or writing.")
@click.option("--grades", help="The grades of its makers, as in 2,3.")
@click.option("--subjects", help="Its subjects, as in visual-arts,mathematics.")
@click.option("--formats", help="Its formats, as in cards/note-cards.")
@click.option("--summary", help="One sentence about it.")
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=GivenPath(exists=True),
    help="A folder of photos, scans or recordings, or a single file. May be given more than once.",
)
@click.option("--no-questions", is_flag=True, help="Ask nothing: what is not given stays blank.")
@config_option
def new(slug: str | None, sources: tuple[Path, ...], no_questions: bool, config_file: str, **given: str | None) -> None:
    """Make the folder of a new work: a commented index.md and the pieces, ready for scripts/check.

    Photos are copied upright, without hidden data and at most 3,000 pixels wide, as 01.jpg, 02.jpg and so on; HEIC and
    TIFF become JPEG. Your own files stay as they are. A text with the same name as a photo becomes its transcript.
    """
    project = open_collection(config_file).project
    vocabulary, problems = read_vocabulary(project.works / "vocabulary.yml", "works/vocabulary.yml")
    if problems:
        raise click.ClickException(f"works/vocabulary.yml can't be read ({problems[0].what}): run scripts/check")
    if slug:
        _check_free(project, slug)
    ask: Ask = _nothing if no_questions or not sys.stdin.isatty() else _ask
    answers = _answers(given, vocabulary, ask)
    slug = slug or _slug(project, str(answers["title"] or ""), ask)
    paths = list(sources) or [Path(each).expanduser() for each in _paths(ask)]
    folder = project.works / slug
    folder.mkdir(parents=True)
    told: list[Taken] = []
    pieces = take_in(sources_in(paths), folder, Cache(project.cache / "pieces"), lambda one: _tell(one, told))
    replace_file(folder / INDEX, write_blank(answers, pieces, vocabulary).encode())
    left = sum(1 for one in told if one.fault)
    shown = f"{project.works.name}/{slug}"
    click.echo(f"{shown}/{INDEX} is ready to be filled in; then run: scripts/check {slug}")
    if left:
        raise click.ClickException(f"{left} of {len(told)} files could not be taken: the lines above say why")


def _ask(question: str, hint: str) -> str:
    return str(click.prompt(f"{question} ({hint})", default="", show_default=False)).strip()


def _nothing(_question: str, _hint: str) -> str:
    return ""


def _answers(given: dict[str, str | None], vocabulary: Vocabulary, ask: Ask) -> dict[str, object]:
    """What is known of the work. A wrong flag ends the command; a wrong answer is asked for again."""
    grades, subjects, formats = (tuple(vocabulary.terms(name)) for name in ("grades", "subjects", "formats"))
    title = given["title"] or ask("What is it called?", "Enter leaves it blank for later")
    questions: tuple[tuple[str, str, str, Iterable[str]], ...] = (
        ("kind", "Is it a project or a writing?", "project, writing", KINDS),
        ("grades", "Which grades made it?", "as in 2 or 2,3", grades),
        ("subjects", "Which subjects?", ", ".join(subjects), subjects),
        ("formats", "Which format?", "as in cards/note-cards; all are in works/vocabulary.yml", formats),
    )
    answers: dict[str, object] = {"title": title, "status": "draft"}
    for name, question, hint, allowed in questions:
        chosen = _chosen(name, given[name], question, hint, tuple(allowed), ask)
        answers[name] = chosen[0] if name == "kind" and chosen else "" if name == "kind" else chosen
    answers["summary"] = given["summary"] or ask("What is it about, in one sentence?", "at most 240 characters")
    return answers


def _chosen(name: str, given: str | None, question: str, hint: str, allowed: tuple[str, ...], ask: Ask) -> list[str]:
    while True:
        said = given if given is not None else ask(question, hint)
        words = [word.strip() for word in said.split(",") if word.strip()]
        wrong = [word for word in words if word not in allowed]
        if not wrong:
            return list(dict.fromkeys(words))
        told = f"{name}: “{wrong[0]}” is not one of the allowed values; {suggestion(wrong[0], allowed, 'value')}"
        if given is not None:
            raise click.ClickException(told)
        click.echo(told)


def _check_free(project: Project, slug: str) -> None:
    if not SLUG.match(slug):
        raise click.ClickException(f"“{slug}” is no slug: {SLUG_REMEDY}")
    if (project.works / slug).exists() or (project.works / slug).is_symlink():
        raise click.ClickException(f"works/{slug} is there already: choose another name, or add to that folder")


def _slug(project: Project, title: str, ask: Ask) -> str:
    """The folder's name: what is asked for, or what the title suggests."""
    proposed = _free(project, suggested_slug(title))
    while True:
        slug = ask("The folder's name, which becomes its address?", f"Enter for {proposed}") or proposed
        try:
            _check_free(project, slug)
        except click.ClickException as error:
            click.echo(error.message)
        else:
            return slug


def suggested_slug(title: str) -> str:
    """A slug like the title; `new-work` where nothing in it can be one."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", title.lower()) if not unicodedata.combining(char))
    words = re.findall(r"[a-z0-9]+", plain.replace("'", "").replace("’", ""))
    slug = ""
    for word in words:
        if len(f"{slug}-{word}") > 60:
            break
        slug = f"{slug}-{word}".strip("-")
    return slug if SLUG.match(slug) else "new-work"


def _free(project: Project, slug: str) -> str:
    taken = {path.name for path in project.works.iterdir()} if project.works.is_dir() else set()
    numbered = (f"{slug[:57].rstrip('-')}-{number}" for number in range(2, 1000))
    return slug if slug not in taken else next(each for each in numbered if each not in taken)


def _paths(ask: Ask) -> list[str]:
    while said := ask("Where are its photos or files?", "a folder; Enter if you add them later"):
        if Path(said).expanduser().exists():
            return [said]
        click.echo(f"there is nothing at {said}")
    return []


def _tell(one: Taken, told: list[Taken]) -> None:
    told.append(one)
    name: Any = click.format_filename(one.source.name)
    if one.fault:
        click.echo(f"{name}: not taken: it {one.fault.what}; {one.fault.remedy}")
    else:
        click.echo(f"{name} → {one.file}" + (f" ({'; '.join(one.facts)})" if one.facts else ""))

"""`scripts/new`: a folder for a work, with its front matter to fill in and its photos made ready."""

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from ..authoring.intake import Taken, take_in
from ..authoring.replace import replace_file
from ..authoring.scaffold import write_blank
from ..authoring.slugs import free_slug, suggested_slug
from ..authoring.walk import MOST, Walk, walk
from ..loading.config import CollectionConfig
from ..media import Cache
from ..model.vocabulary import Vocabulary
from ..reading.file_names import INDEX
from ..reading.meaning import all_meant, grades_meant
from ..reading.single import SLUG, SLUG_REMEDY
from ..reading.telling import suggestion
from ..reading.vocabulary import read_vocabulary
from ..rules.publication import ends_loading
from .adding import add, staged
from .opened import GivenPath, check_slugs, config_option, open_collection

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
@click.option("--add", "adding", metavar="SLUG", help="Add the files to this work, which is there already.")
@click.option("--no-questions", is_flag=True, help="Ask nothing: what is not given stays blank.")
@config_option
def new(
    slug: str | None,
    sources: tuple[Path, ...],
    adding: str | None,
    no_questions: bool,
    config_file: str,
    **given: str | None,
) -> None:
    """Make the folder of a new work: a commented index.md and the pieces, ready for scripts/check.

    Photos are copied upright, without hidden data and at most 3,000 pixels wide, as 01.jpg, 02.jpg and so on; HEIC and
    TIFF become JPEG. Your own files stay as they are. A text with the same name as a photo becomes its transcript,
    captions become WebVTT, and a folder in it that is named drafts, or Draft 1, becomes the drafts.
    """
    project = open_collection(config_file).project
    ask: Ask = _nothing if no_questions or not sys.stdin.isatty() else _ask
    if adding is not None:
        _check_adding(project, adding, slug, given)
        _add(project, adding, list(sources) or _asked_paths(ask))
    else:
        _make(project, slug, list(sources), given, ask)


def _make(
    project: CollectionConfig, slug: str | None, paths: list[Path], given: dict[str, str | None], ask: Ask
) -> None:
    """The folder comes into being whole, or not at all."""
    vocabulary, wrong = read_vocabulary(project.works / "vocabulary.yml", "works/vocabulary.yml")
    if ends_loading(wrong):
        raise click.ClickException(f"works/vocabulary.yml can't be read ({wrong[0].what}): run scripts/check")
    if slug:
        _check_free(project, slug)
    answers = _answers(given, vocabulary, ask)
    slug = slug or _slug(project, str(answers["title"] or ""), ask)
    paths = paths or _asked_paths(ask)
    told: list[Taken] = []
    found = _walk(paths, adding=False)
    with staged(project.works) as stage:
        pieces, drafts = take_in(found, stage, Cache(project.cache / "pieces"), lambda one: _tell(one, paths, told))
        if paths and not (pieces or drafts):
            raise click.ClickException(f"{_nothing_in(paths, found, told)}, so no folder was made")
        replace_file(stage / INDEX, write_blank(answers, pieces, vocabulary, drafts).encode())
        stage.rename(project.works / slug)
    if drafts and not pieces:
        click.echo("There are drafts and no piece: add the work itself with --add")
    shown = f"{project.works.name}/{slug}"
    click.echo(f"{shown}/{INDEX} is ready to be filled in; then run: scripts/check {slug}")
    _end(told, slug)


def _add(project: CollectionConfig, slug: str, paths: list[Path]) -> None:
    told: list[Taken] = []
    found = _walk(paths, adding=True)
    if not add(project, slug, found, lambda one: _tell(one, paths, told)):
        raise click.ClickException(f"{_nothing_in(paths, found, told)}, so works/{slug} stays as it was")
    _end(told, slug)


def _walk(paths: list[Path], *, adding: bool) -> Walk:
    found = walk(paths, adding=adding)
    if found.count > MOST:
        what = f"there are more than {MOST} files in there"
        raise click.ClickException(f"{what}: name the folder that holds this one work and nothing else")
    for line in found.said:
        click.echo(click.format_filename(line))
    return found


def _check_adding(project: CollectionConfig, adding: str, slug: str | None, given: dict[str, str | None]) -> None:
    check_slugs(project, [adding])
    facts = [name for name, value in given.items() if value is not None]
    if slug or facts:
        what = f"--{facts[0]}" if facts else f"the name {slug}"
        raise click.ClickException(f"--add names a work that is there already, and {what} is for a new one: use one")


def _nothing_in(paths: list[Path], found: Walk, told: list[Taken]) -> str:
    """What was there where nothing could be taken."""
    if not paths:
        return "no files were named: say --from and the folder that they are in"
    where = ", ".join(path.name or str(path) for path in paths)
    if told:
        return f"nothing in {where} could be taken (the lines above say why)"
    if found.litter:
        return f"{where} holds nothing but hidden and system files"
    return f"{where} is empty"


def _end(told: list[Taken], slug: str) -> None:
    left = sum(1 for one in told if one.finding)
    if left:
        what = f"{left} of {len(told)} files could not be taken: the lines above say why"
        raise click.ClickException(f"{what}. What you mend comes in with: scripts/new --add {slug} --from FOLDER")


def _ask(question: str, hint: str) -> str:
    return str(click.prompt(f"{question} ({hint})", default="", show_default=False)).strip()


def _nothing(_question: str, _hint: str) -> str:
    return ""


def _answers(given: dict[str, str | None], vocabulary: Vocabulary, ask: Ask) -> dict[str, object]:
    """What is known of the work. A wrong flag ends the command; a wrong answer is asked for again."""
    grades, subjects, formats = (vocabulary.lists.get(name, {}) for name in ("grades", "subjects", "formats"))
    title = given["title"] or ask("What is it called?", "Enter leaves it blank for later")
    questions: tuple[tuple[str, str, str, Mapping[str, str]], ...] = (
        ("kind", "Is it a project or a writing?", "project, writing", {kind: kind for kind in KINDS}),
        ("grades", "Which grades made it?", "as in 2 or 2,3 or K-2", grades),
        ("subjects", "Which subjects?", ", ".join(subjects), subjects),
        ("formats", "Which format?", "as in cards/note-cards; all are in works/vocabulary.yml", formats),
    )
    answers: dict[str, object] = {"title": title, "status": "draft"}
    for name, question, hint, allowed in questions:
        chosen = _chosen(name, given[name], question, hint, allowed, ask)
        answers[name] = chosen[0] if name == "kind" and chosen else "" if name == "kind" else chosen
    answers["summary"] = given["summary"] or ask("What is it about, in one sentence?", "at most 240 characters")
    return answers


def _chosen(name: str, given: str | None, question: str, hint: str, allowed: Mapping[str, str], ask: Ask) -> list[str]:
    """What is said, where it can mean one thing only; what a word was taken for is told."""
    while True:
        said = given if given is not None else ask(question, hint)
        keys, lost = grades_meant(said, tuple(allowed)) if name == "grades" else all_meant(said, allowed)
        if not lost:
            if keys and ", ".join(keys) != ", ".join(re.split(r"\s*,\s*", said.strip())):
                click.echo(f"{name}: “{said}” is {', '.join(keys)}")
            return keys
        told = f"{name}: “{lost[0]}” is not one of the allowed values; {suggestion(lost[0], allowed, 'value')}"
        if given is not None:
            raise click.ClickException(told)
        click.echo(told)


def _check_free(project: CollectionConfig, slug: str) -> None:
    if not SLUG.match(slug):
        raise click.ClickException(f"“{slug}” is no slug: {SLUG_REMEDY}; as in {suggested_slug(slug)}")
    if (project.works / slug).exists() or (project.works / slug).is_symlink():
        raise click.ClickException(f"works/{slug} is there already: choose another name, or add to that folder")


def _slug(project: CollectionConfig, title: str, ask: Ask) -> str:
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


def _free(project: CollectionConfig, slug: str) -> str:
    return free_slug(slug, {path.name for path in project.works.iterdir()} if project.works.is_dir() else set())


def _asked_paths(ask: Ask) -> list[Path]:
    while said := ask("Where are its photos or files?", "a folder; Enter if you add them later"):
        path = Path(said.strip("\"'")).expanduser()  # Windows copies a path with quotes around it
        if path.exists():
            return [path]
        click.echo(f"there is nothing at {said}")
    return []


def _tell(one: Taken, roots: list[Path], told: list[Taken]) -> None:
    told.append(one)
    name, facts = _shown(one.source, roots), "; ".join(one.facts)
    if one.finding:
        line = f"{name}: not taken: it {one.finding.what}; {one.finding.remedy}"
    elif one.file:
        line = f"{name} → {one.file}" + (f" ({facts})" if facts else "")
    else:
        line = f"{name}: not taken: {facts}"
    click.echo(click.format_filename(line))  # a name may hold bytes that are no text


def _shown(path: Path, roots: list[Path]) -> str:
    """A file as it stands in the folder that was named."""
    root = next((root for root in roots if root in path.parents), path.parent)
    return path.relative_to(root).as_posix()

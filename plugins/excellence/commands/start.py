"""`scripts/start`: a fork becomes a collection of one's own, without the demonstrations that it came with."""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from ..authoring.configured import Unconfigured, with_mode, with_said
from ..authoring.edits import stored_like
from ..authoring.example import SLUG, WORDS, WORDS_FILE, example
from ..authoring.own import Cleared, cleared, demonstrations_in, menu_without, sending_in
from ..authoring.replace import replace_file
from ..model.finding import ERROR
from ..reading.file_names import INDEX
from ..reading.frontmatter import decode
from ..reading.vocabulary import read_vocabulary
from .asked import Asking, Given
from .built import build_anew
from .git import changed_here, pages_address
from .opened import Opened, config_option, open_collection


@click.command()
@click.option("--name", help="What the collection is called.")
@click.option("--address", help="Where it will be published; a repository on GitHub has one already.")
@click.option("--contact", help="Whom families write to: an e-mail address, or the https:// address of a form.")
@click.option("--by", multiple=True, help="Who runs it; es=… says it in Spanish.")
@click.option(
    "--affiliation",
    multiple=True,
    help='One sentence: whom it belongs to; es=… says it in Spanish, "" that it belongs to nobody.',
)
@click.option(
    "--mode",
    type=click.Choice(["public", "school"]),
    help="school: for one school alone, with its evidence over the years, and never at a public address.",
)
@click.option("--keep-example", is_flag=True, help="Keep one work as a draft that shows every field.")
@click.option("--yes", is_flag=True, help="Do not ask whether to go on.")
@click.option("--force", is_flag=True, help="Go on where git could not bring back what is changed.")
@click.option("--no-build", is_flag=True, help="Do not build the site afterwards.")
@config_option
def start(
    keep_example: bool,
    yes: bool,
    force: bool,
    no_build: bool,
    config_file: str,
    mode: str | None,
    name: str | None,
    address: str | None,
    contact: str | None,
    by: tuple[str, ...],
    affiliation: tuple[str, ...],
) -> None:
    """Make a copy of this repository a collection of your own.

    Every demonstration goes, with the exhibits and sets of nothing else, and with what pages say of them. mkdocs.yml
    says what you answer, and so do home, about and the foot of every page. Your own works stay. A second run changes
    nothing, unless you answer something else.
    """
    opened = open_collection(config_file)
    project, config = opened.project, Path(opened.config.config_file_path)
    docs, asks = Path(opened.config.docs_dir), sys.stdin.isatty()
    before = config.read_bytes()
    text, _ = decode(before)
    first = project.demonstrations or bool(demonstrations_in(project.works))
    language = str(opened.config.theme.get("language") or "en")
    mode = mode or str(opened.plugin.config.mode)
    asking = Asking(text, language, pages_address(opened.root), first, asks, mode == "school")
    said = asking.said(Given(name, address, contact, by, affiliation))
    if asks and first and not keep_example:
        keep_example = click.confirm("Keep one work as a draft that shows every field?", default=False)
    sending = sending_in(docs) if mode == "school" else frozenset()
    plan = cleared(project.works, docs, sending, drawn=first) if first or sending else Cleared()
    text, wrong = with_said(menu_without(text, docs, plan.pages), said)
    text, more = _moded(text, mode)
    wrong += more
    _refuse([*(each.line(ERROR) for each in plan.wrong), *(f"{config.name}: {each}" for each in wrong)])
    written = {**plan.written, **(_example(opened) if keep_example else {})}
    configured = stored_like(before, text)
    if not (written or plan.titles or plan.pages) and text == decode(before)[0]:
        click.echo("Nothing is to be changed: this is a collection of your own already.")
        return
    _check_undo(opened.root, force=force)
    _tell(plan, written)
    if not yes:
        _ask(asks=asks)
    _write(plan, project.works, written)
    # Last: as long as it allows demonstrations, a run that was ended in between can be taken up again.
    replace_file(config, configured)
    _end(plan, opened, keep_example=keep_example)
    if mode == "school":
        click.echo(_PRIVATE)
    raise SystemExit(0 if no_build or build_anew(opened) else 1)


_PRIVATE = (
    "This copy is for one school alone. Before you push: make the repository private, and set its variable INTAKE to "
    "true. content/curators/school.md says the rest."
)


def _moded(text: str, mode: str) -> tuple[str, tuple[str, ...]]:
    try:
        return with_mode(text, mode), ()
    except Unconfigured as told:
        return text, (str(told),)


def _refuse(wrong: list[str]) -> None:
    if wrong:
        raise click.ClickException("\n".join(["nothing was changed, since this must be mended first:", *wrong]))


def _example(opened: Opened) -> dict[Path, bytes]:
    folder = opened.project.works / SLUG
    vocabulary, _ = read_vocabulary(opened.project.works / "vocabulary.yml", "works/vocabulary.yml")
    if folder.exists():
        return {}
    texts = {INDEX: example(vocabulary, opened.project.today), WORDS_FILE: WORDS}
    return {folder / name: text.encode() for name, text in texts.items()}


def _check_undo(root: Path, *, force: bool) -> None:
    """Only what git holds can be had back."""
    changed = changed_here(root)
    if force or changed == []:
        return
    if changed is None:
        raise click.ClickException(
            "this folder is in no git repository, so nothing could be undone: keep a copy of it, then add --force"
        )
    told = "\n".join([*changed[:10], *(["…"] if len(changed) > 10 else [])])
    raise click.ClickException(
        f"these files are changed and not committed, so they could not be had back:\n{told}\n"
        "Commit them, or add --force"
    )


def _ask(*, asks: bool) -> None:
    if not asks:
        raise click.ClickException("nobody can be asked whether to go on: add --yes")
    click.confirm("Go on?", default=True, abort=True)


def _tell(plan: Cleared, written: Mapping[Path, bytes]) -> None:
    for count, one, many in (
        (len(plan.titles), "demonstration goes", "demonstrations go"),
        (len(plan.pages), "page goes", "pages go, of exhibits, sets or sending work"),
        (len(written) + 1, "file is written anew", "files are written anew, mkdocs.yml among them"),
    ):
        if count:
            click.echo(f"{count} {one if count == 1 else many}")


def _write(plan: Cleared, works: Path, written: Mapping[Path, bytes]) -> None:
    for path, content in written.items():
        path.parent.mkdir(exist_ok=True)
        replace_file(path, content)
    for page in plan.pages:
        page.unlink()
    for slug in plan.titles:
        shutil.rmtree(works / slug)


def _end(plan: Cleared, opened: Opened, *, keep_example: bool) -> None:
    for line in plan.told:
        click.echo(line)
    works = opened.project.works.name
    more = f" && git clean -fd {works}/{SLUG}" if keep_example else ""
    click.echo(
        f'To undo all of this: git restore .{more}\nTo keep it: git add -A && git commit -m "Start our collection"'
    )

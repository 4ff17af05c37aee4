"""`scripts/originals`: pictures, papers and recordings go to a private store and come back."""

from collections.abc import Collection
from functools import partial
from pathlib import Path

import click

from ..authoring.replace import replace_file
from ..media.originals import Originals, files_in, pointer_of
from ..reading.folder import work_folders
from ..reports import number
from .check import progress
from .opened import check_slugs, config_option, open_collection


@click.command()
@click.argument("slugs", nargs=-1)
@click.option("--send", "way", flag_value="send", help="Put the files into the store; small pointers take their place.")
@click.option("--fetch", "way", flag_value="fetch", help="Put the files themselves back, as scripts/scrub needs them.")
@click.option("--clear", "way", flag_value="clear", help="Take away from the store what no work has any more.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@config_option
def originals(slugs: tuple[str, ...], way: str | None, yes: bool, config_file: str) -> None:
    """Keep the originals of works in the store that mkdocs.yml names as originals_store; all works, or some.

    A file is seen whole in the store before its pointer takes its place, and here before it comes back. A work that is
    withdrawn leaves the store as well.
    """
    opened = open_collection(config_file)
    project, store = opened.project, opened.project.originals
    if not store.address:
        raise click.ClickException("there is no store: name one as originals_store in mkdocs.yml")
    if not way:
        raise click.UsageError("say --send, --fetch or --clear")
    if way == "clear":
        if slugs:
            raise click.UsageError("--clear looks at all works, and goes with none")
        _clear(store, work_folders(project.works), yes=yes)
        return
    chosen = [project.works / slug for slug in check_slugs(project, slugs)] or work_folders(project.works)
    if way == "send":
        click.echo(f"{number(_send(store, chosen), 'file')} sent to {store.address}")
        return
    moved, lost = _fetch(store, chosen)
    click.echo(f"{number(moved, 'file')} fetched from {store.address}")
    if lost:
        raise click.ClickException(f"{', '.join(sorted(folder.name for folder in lost))}: left as it was")


def _clear(store: Originals, works: list[Path], *, yes: bool) -> None:
    """A store may be all that has an original: a branch or another computer can hold the work that it belongs to."""
    store.keep(works)
    gone = store.unnamed(works)
    if gone and not yes:
        what = f"{number(len(gone), 'file')} in {store.address} belong to no work here. Works on another branch or"
        click.confirm(f"{what} another computer may need them, and nothing brings them back. Delete them?", abort=True)
    click.echo(f"{number(store.remove(gone) if gone else 0, 'file')} taken away from {store.address}")


def _send(store: Originals, folders: list[Path]) -> int:
    whole = [path for _, path in files_in(folders) if not pointer_of(path)]
    there, tell = store.store(), partial(progress(), "Files sent")
    for sent, path in enumerate(whole):
        tell(sent, len(whole))
        replace_file(path, store.send(path, there).written())
    return len(whole)


def _fetch(store: Originals, folders: list[Path]) -> tuple[int, Collection[Path]]:
    """How many files are back, and the works that miss one, which stay as they were."""
    lost = store.fetch(folders, click.echo, partial(progress(), "Files fetched"))
    whole = [folder for folder in folders if folder not in lost]
    there = {path: store.place(path) for _, path in files_in(whole) if pointer_of(path)}
    for path, kept in there.items():
        replace_file(path, kept.read_bytes())  # looked at by fetch
    return len(there), lost

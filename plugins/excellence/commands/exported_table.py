"""`scripts/export --csv`: everything that the front matter of all works holds, as one table."""

from pathlib import Path

import click

from ..authoring.replace import replace_file
from ..authoring.table_writer import write_table
from ..reading.folder import work_folders
from ..reading.vocabulary import read_vocabulary
from ..reading.works import read_work
from .opened import Opened


def export_table(opened: Opened, to: Path) -> None:
    """Writes the table; a work that can't be read is named, and left out."""
    if to.suffix.lower() != ".csv" or to.is_dir() or to.is_symlink():
        raise click.ClickException(f"{to} is no name for a table: end it in .csv")
    if not to.absolute().parent.is_dir():
        raise click.ClickException(f"there is no folder {to.parent}: make it first, or name another one with --to")
    works = opened.project.works
    vocabulary, _ = read_vocabulary(works / "vocabulary.yml", "works/vocabulary.yml")
    read = [read_work(folder, vocabulary)[0] for folder in work_folders(works)]
    whole = [each.work for each in read if each.work is not None]
    replace_file(to, write_table(whole).encode("utf-8-sig"))
    click.echo(
        f"{to}: {len(whole)} work{'s' * (len(whole) != 1)}, a row for each piece; the files stay in {works.name}/"
    )
    if translated := [each.slug for each in whole if each.translations]:
        click.echo(f"Translations are not in it: {', '.join(translated)}")
    if left := [each.slug for each in read if each.work is None]:
        click.echo(f"Left out, since they can't be read: {', '.join(left)}; scripts/check says why")
        raise SystemExit(1)

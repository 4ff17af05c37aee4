"""`scripts/import --issue`: a draft of a work out of a form of words that somebody has filled in as an issue."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from ..authoring.imported import Place
from ..authoring.word_form import Draft, draft_of
from ..model.finding import ERROR
from ..reading.tables import Told
from ..reading.word_form import WordForm, read_word_form
from ..rendering.word_form import answer, under


def import_issue(path: Path, place: Place, cache: Path, reply: Path | None) -> bool:
    """Whether a draft was made, or is there already. `reply` is a file for what is to be answered in the issue."""
    form = read_word_form(path.read_bytes())
    cache.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="import-", dir=cache) as room:
        draft = draft_of(form, Path(room), place)
    for line in _lines(form, draft):
        click.echo(click.format_filename(line))
    if reply is not None:
        reply.write_text(f"{answer(draft.slug, draft.wrong, draft.advice)}\n", "utf-8")
    return bool(draft.slug)


def _lines(form: WordForm, draft: Draft) -> Iterator[str]:
    for told in draft.told:
        yield _line(form, told)
    where = f"issue {form.number}" if form.number else "the issue"
    would = "it would be " if draft.slug and not draft.outcome else ""
    yield f"works/{draft.slug}: {would}{draft.outcome} ({where})" if draft.slug else f"{where}: nothing was written"


def _line(form: WordForm, told: Told) -> str:
    level = "" if told.level is ERROR else f"{told.level}: "
    said = f"{told.what}; {told.remedy}" if told.remedy else told.what
    return f"issue:{form.line(told.spot)}: {level}{under(told.spot).replace('**', '')}{said}"

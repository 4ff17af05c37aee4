"""All works as one table: a row a piece, the work's own facts in its first row, and no cell that is a formula."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Final

from ..model.schema import Many, Table, keys
from ..model.work import Piece, Work
from ..reading.cells import neutral, parts
from ..reading.columns import FIELDS, SLUG_FIELD
from ..reading.headings import BODY, DESCRIPTION, ID, LEFT, PARENT, PERSON, TEXT

_NO_COLUMN: Final = {ID, PARENT, DESCRIPTION, PERSON, LEFT, TEXT}
_KEYWORD: Final = 60  # characters: where texts are as short, a comma is read as standing between two
COLUMNS: Final = tuple(name for name in FIELDS if name not in _NO_COLUMN)


def write_table(works: Iterable[Work]) -> str:
    """The table as CSV; every work can be made of it again, but for translations and the files themselves."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for work in works:
        for row in _rows(work):
            table.writerow([neutral(row.get(name, "")) for name in COLUMNS])
    return text.getvalue()


def _rows(work: Work) -> Iterator[dict[str, str]]:
    """A row for each piece; the first says what is true of the whole."""
    whole = dict(_facts(work))
    for number, piece in enumerate(work.pieces or (None,)):
        row = {SLUG_FIELD: work.slug} if number else whole
        yield row | ({f"piece.{name}": text for name, text in _said(piece)} if piece is not None else {})


def _facts(work: Work) -> Iterator[tuple[str, str]]:
    yield SLUG_FIELD, work.slug
    yield BODY, work.body
    for name, key in keys(Work).items():
        value = getattr(work, name)
        if name == "pieces" or value is None:
            continue
        if isinstance(key.kind, type):
            yield from ((f"{name}.{inner}", text) for inner, text in _said(value))
        else:
            yield name, _cell(value)


def _said(record: Any) -> Iterator[tuple[str, str]]:
    of_piece = isinstance(record, Piece)
    for name, kind in keys(type(record)).items():
        value = getattr(record, name)
        if value not in (None, ()) and not (of_piece and value is False):
            yield name, _cell(value) if isinstance(kind.kind, Many | Table) or not isinstance(value, tuple) else ""


def _cell(value: Any) -> str:
    """One value, several with semicolons between them, or records as the front matter writes them within brackets."""
    if isinstance(value, tuple):
        texts = [each if isinstance(each, str) else "" for each in value]
        joined = "; ".join(texts)
        commas = any("," in each and len(each) <= _KEYWORD for each in texts)
        if texts and all(texts) and not commas and parts(joined) == tuple(texts) and joined[0] not in "[{":
            return joined
        return _flow(value) if value else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def _flow(value: Any) -> str:
    """A value within brackets, in which every text has quotes: YAML, and JSON too."""

    return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: _plain(each) for name, each in named.items() if each not in (None, ())}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value

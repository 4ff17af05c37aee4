"""What stands in a table: its sheets, rows and cells as text, each with its place. Nothing in it raises."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from ..model.finding import ERROR, INFO, WARNING, Level
from .plain import is_no_text, wide_encoding
from .workbooks import MOST_COLUMNS, MOST_ROWS, Grid, Unreadable, is_workbook, read_workbook
from .yaml_text import HIDDEN

TABLES: Final = frozenset({".csv", ".tsv", ".xlsx", ".xlsm"})
LARGEST: Final = 20_000_000  # bytes of a table as it lies on the disk
_OTHERS: Final = {
    **dict.fromkeys((".xls", ".xlsb", ".ods", ".numbers"), "open it there and save it as XLSX or as CSV"),
    ".gsheet": "open it in the browser and download it (File → Download → Microsoft Excel)",
}
_SIGNS: Final = ",;\t|"
_SPAN: Final = 500  # lines of one row, at most: a text in quotes may have several
_LOOKED: Final = 50  # rows from which the sign between cells is told
_ERRORS: Final = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#ERROR!"})


class Spot(NamedTuple):
    """A place in a table: the sheet's name (none in a CSV), the row, and the column from 1 (0 for the whole row)."""

    sheet: str = ""
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be said of a place in a table: what is wrong there or was done, and what would be right."""

    spot: Spot
    what: str
    remedy: str = ""
    level: Level = ERROR


@dataclass(frozen=True, slots=True)
class Row:
    """One row's cells; `number` is that of the spreadsheet, or of the line in a text."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The cell of a column, counted from 1; empty where the row ends before it."""
        return self.cells[column - 1] if column <= len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet in which anything stands."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The sheets of a table, how it was read, and everything in it that can't be."""

    name: str
    sheets: tuple[Sheet, ...] = ()
    told: tuple[Told, ...] = ()


def read_table(name: str, content: bytes) -> Table:
    """A table by its bytes; its name says only what it may be."""
    end = PurePosixPath(name).suffix.lower()
    if len(content) > LARGEST:
        return _unread(name, f"it has {len(content):,} bytes, {LARGEST:,} is the most", "divide it into several tables")
    if end in _OTHERS:
        return _unread(name, "it is a table of a kind that we can't read", _OTHERS[end])
    if is_workbook(content):
        return _workbook(name, content)
    if what := is_no_text(content):
        return _unread(name, what, "save the table as XLSX or as CSV")
    return _text(name, content, end)


def _unread(name: str, what: str, remedy: str) -> Table:
    return Table(name, (), (Told(Spot(), what, remedy),))


def _workbook(name: str, content: bytes) -> Table:
    try:
        grids = read_workbook(content)
    except Unreadable as error:
        return _unread(name, error.what, error.remedy)
    sheets: list[Sheet] = []
    told: list[Told] = []
    for grid in grids:
        if grid.hidden:
            what = f"the sheet “{grid.name}” is hidden, and was not read"
            told.append(Told(Spot(grid.name), what, "show it in the spreadsheet if it is meant", WARNING))
        elif not grid.whole:
            told.append(Told(Spot(grid.name), *_TOO_MANY))
        else:
            rows, more = _rows(grid.name, grid.rows)
            sheets += [Sheet(grid.name, rows)] if rows else []
            told += [*more, *_formulas(grid)]
    return Table(name, tuple(sheets), tuple(told))


def _formulas(grid: Grid) -> Iterator[Told]:
    for row, column in grid.unvalued:
        remedy = "open the table in a spreadsheet program and save it, or write the value itself"
        yield Told(Spot(grid.name, row, column), "a formula stands here, and its value was never saved", remedy)


_TOO_MANY: Final = (
    f"there are more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns",
    "divide it into several tables",
)


def _rows(sheet: str, found: tuple[tuple[int, tuple[str, ...]], ...]) -> tuple[tuple[Row, ...], list[Told]]:
    """Rows with anything in them, their cells in plain letters; values that only say that a formula failed are told."""
    rows: list[Row] = []
    told: list[Told] = []
    for number, cells in found:
        plain = [_plain(each) for each in cells]
        for column, each in enumerate(plain, 1):
            if each in _ERRORS:
                told.append(Told(Spot(sheet, number, column), "a formula failed here", "write the value itself"))
                plain[column - 1] = ""
        if any(plain):
            rows.append(Row(number, tuple(plain)))
    return tuple(rows), told


def _plain(text: str) -> str:
    """A cell without hidden characters and with one kind of line end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return HIDDEN.sub("", unicodedata.normalize("NFC", text)).strip()


# Texts


def _text(name: str, content: bytes, end: str) -> Table:
    text, encoding = _decoded(content)
    if text.count("\0") or sum(not char.isprintable() and char not in "\n\r\t" for char in text[:4000]) > 40:
        return _unread(name, "it is no text, whatever its name says", "save the table as XLSX or as CSV in UTF-8")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = 0
    said = re.fullmatch(r"sep=(.)\s*", lines[0], re.IGNORECASE) if lines else None
    if said:
        first, sign = 1, said[1]
    else:
        sign = _sign(lines, end)
    found, told = _records(lines, sign, first)
    if len(found) > MOST_ROWS or any(len(cells) > MOST_COLUMNS for _, cells in found):
        return _unread(name, *_TOO_MANY)
    rows, more = _rows("", tuple(found))
    signs = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
    how = f"read as {encoding}, with {signs.get(sign, sign)} between the cells"
    return Table(name, (Sheet("", rows),) if rows else (), (Told(Spot(), how, "", INFO), *told, *more))


def _decoded(content: bytes) -> tuple[str, str]:
    """The text and the encoding that it was read in: what says its own, else UTF-8, else that of older Windows."""
    if wide := wide_encoding(content):
        return content.decode(wide, "replace").removeprefix("\ufeff"), wide.upper()
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "Latin-1"


def _sign(lines: list[str], end: str) -> str:
    """The sign that parts most rows into the same number of cells."""
    best, sign = (0.0, 0), "\t" if end == ".tsv" else ","
    for each in sign + _SIGNS.replace(sign, ""):
        rows = [cells for _, cells in islice(_read(lines, each, 0, []), _LOOKED) if any(cells)]
        lengths = [len(cells) for cells in rows]
        usual = max(set(lengths), key=lambda length: (lengths.count(length), length)) if lengths else 0
        if usual > 1:
            same = lengths.count(usual) / len(lengths)
            score = (round(same, 1) if same < 0.8 else 1.0, usual)  # a ragged row or two says nothing
            best, sign = max((best, sign), (score, each), key=lambda pair: pair[0])
    return sign


def _records(lines: list[str], sign: str, first: int) -> tuple[list[tuple[int, tuple[str, ...]]], list[Told]]:
    told: list[Told] = []
    return list(islice(_read(lines, sign, first, told), MOST_ROWS + 1)), told


def _read(lines: list[str], sign: str, first: int, told: list[Told]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Row by row. Where a quotation mark is not closed, its line is read by itself, and no other row is lost."""
    line = first
    while line < len(lines):
        if not lines[line].strip():
            line += 1
            continue
        cells, length = _record(lines, line, sign)
        if length == 0:
            what = "a quotation mark is not closed, or stands within a cell: this line was read by itself"
            told.append(Told(Spot("", line + 1), what, "write it twice, or take it out", WARNING))
        yield line + 1, cells
        line += length or 1


def _record(lines: list[str], line: int, sign: str) -> tuple[tuple[str, ...], int]:
    """The cells of the row that begins in a line, and how many lines it has; 0 where its quotes are not right."""
    if '"' not in lines[line]:
        return tuple(lines[line].split(sign)), 1
    try:
        reader = csv.reader((f"{each}\n" for each in lines[line : line + _SPAN]), delimiter=sign, strict=True)
        return tuple(next(reader)), reader.line_num
    except (csv.Error, StopIteration):
        cells = next(csv.reader([lines[line]], delimiter=sign, quoting=csv.QUOTE_NONE), [])
        return tuple(each.strip('"').replace('""', '"') for each in cells), 0

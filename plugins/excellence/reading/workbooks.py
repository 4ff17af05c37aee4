"""The sheets of a workbook (XLSX): shown values as text, merged cells filled, and nothing that could burst."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from typing import Any, Final

MOST_ROWS, MOST_COLUMNS = 10_000, 200
_MOST_SHEETS: Final = 50
_LARGEST: Final = 100_000_000  # bytes of all parts of a workbook, unpacked
_MOST_PARTS: Final = 5_000
_LONGEST: Final = 32_767  # characters of a cell, as Excel has it
_RANGE: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_UNVALUED: Final = re.compile(rb'<c\s[^>]*?r="([A-Z]{1,3})(\d{1,7})"[^>]*><f[^>]*>[^<]*</f>(?:<v\s*/>|<v></v>)?</c>')
_TOLD: Final = 20  # formulas without a value, named one by one


class Unreadable(Exception):  # noqa: N818 - it says what a table is, which is no error of the program
    """A workbook that can't be read at all, and what would help."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as it is: rows with their numbers, or none where there are too many (`whole` is false then)."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    hidden: bool = False
    whole: bool = True
    unvalued: tuple[tuple[int, int], ...] = ()


_SAVE: Final = "open it in a spreadsheet program and save it anew as XLSX, or as CSV"


def is_workbook(content: bytes) -> bool:
    """Whether it is a zip, as every XLSX is; or the cover around one that has a password."""
    return content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def read_workbook(content: bytes) -> tuple[Grid, ...]:
    """Every sheet; raises Unreadable, and nothing else, for whatever is no sound workbook."""
    if content.startswith(b"\xd0\xcf"):
        what = "it is locked with a password, or of an older Excel"
        raise Unreadable(what, "open it and save it as XLSX without a password")
    try:
        _check_parts(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, which say nothing here
            return tuple(_grids(content))
    except Unreadable:
        raise
    except MemoryError:
        raise Unreadable("it is too large for this computer", "divide it into several tables") from None
    except Exception as error:  # a damaged workbook may break the reader in any way
        raise Unreadable(f"it is no sound workbook ({type(error).__name__})", _SAVE) from error


def _check_parts(content: bytes) -> None:
    """No bomb: neither in the zip, nor in the XML, where a workbook never declares anything of its own."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parts = packed.infolist()
        if "xl/workbook.xml" not in {each.filename for each in parts}:
            raise Unreadable("it is a zip without a workbook in it", "name the table itself, or unpack it first")
        if len(parts) > _MOST_PARTS or sum(each.file_size for each in parts) > _LARGEST:
            raise Unreadable(f"unpacked it has more than {_LARGEST // 1_000_000} MB", "divide it into several tables")
        left = _LARGEST
        for each in parts:
            if each.filename.lower().endswith((".xml", ".rels", ".vml")):
                left -= _check_xml(packed, each, left)


def _check_xml(packed: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> int:
    """How long a part really is; what its header says of that is anybody's word."""
    if part.flag_bits & 1:
        raise Unreadable("it is locked with a password", "save it without one")
    try:
        with packed.open(part) as stream:
            text = stream.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise Unreadable("it is damaged", _SAVE) from error
    if len(text) > most:
        raise Unreadable(f"unpacked it has more than {_LARGEST // 1_000_000} MB", "divide it into several tables")
    if b"\0" in text[:200] or re.search(rb"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise Unreadable("its XML declares entities, as no spreadsheet program does", _SAVE)
    return len(text)


def _grids(content: bytes) -> Iterator[Grid]:
    from openpyxl import load_workbook  # half a second, which only this command needs

    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in islice(book.worksheets, _MOST_SHEETS):
            hidden = sheet.sheet_state != "visible"
            yield Grid(sheet.title, hidden=True) if hidden else _grid(sheet, content)
    finally:
        book.close()


def _grid(sheet: Any, content: bytes) -> Grid:
    sheet.reset_dimensions()  # what a file says of its own size is not to be trusted
    rows: dict[int, list[str]] = {}
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = [_said(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            rows[number] = cells
        if len(rows) > MOST_ROWS or len(cells) > MOST_COLUMNS:
            return Grid(sheet.title, whole=False)
    with zipfile.ZipFile(BytesIO(content)) as packed:
        text = packed.read(sheet._worksheet_path)
    _fill(rows, text)
    unvalued = tuple((int(found[2]), _column(found[1])) for found in islice(_UNVALUED.finditer(text), _TOLD))
    return Grid(sheet.title, tuple((number, tuple(cells)) for number, cells in sorted(rows.items())), unvalued=unvalued)


def _fill(rows: dict[int, list[str]], text: bytes) -> None:
    """What is merged over several rows stands in each of them; over several columns it stays in the first."""
    for found in _RANGE.finditer(text):
        first, last, column = int(found[2]), int(found[4]), _column(found[1])
        value = _at(rows.get(first, []), column)
        for number in range(first + 1, min(last, first + MOST_ROWS) + 1) if value else ():
            cells = rows.get(number)
            if cells is not None and not _at(cells, column):
                cells += [""] * (column - len(cells))
                cells[column - 1] = value


def _at(cells: list[str], column: int) -> str:
    return cells[column - 1] if column <= len(cells) else ""


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _said(value: object) -> str:
    """A value as a person would write it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case time() | timedelta():
            return str(value)
        case _:
            return str(value)[:_LONGEST]

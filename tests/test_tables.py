"""Tables as bytes: whatever they hold, they are read or refused, and every cell is where it was."""

import csv
import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from excellence.authoring.rows import plan
from excellence.model.finding import INFO
from excellence.model.schema import keys
from excellence.model.vocabulary import Vocabulary
from excellence.model.work import Piece, Work
from excellence.reading import workbooks
from excellence.reading.cells import cell_meant, neutral, parts, unneutral
from excellence.reading.column_map import propose, read_map
from excellence.reading.columns import FIELDS, NAMES, field_of, find_columns
from excellence.reading.headings import LEFT, PERSON
from excellence.reading.tables import Spot, Table, read_table
from excellence.reading.vocabulary import read_vocabulary
from project import COLLECTION

VOCABULARY: Vocabulary = read_vocabulary(COLLECTION / "works" / "vocabulary.yml", "vocabulary.yml")[0]
# What an editor or a spreadsheet program keeps of a cell: no hidden letters, and nothing around it. Where a formula
# failed, what stands there is no value: a test of its own looks at what is told of it.
CELLS = (
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), max_size=12)
    .map(lambda text: text.strip())
    .filter(lambda text: not re.fullmatch(r"#[A-Z/0]+[!?]?", text))
)


def rows_of(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for sheet in table.sheets for row in sheet.rows]


def workbook(*rows: list[Any], **sheets: list[list[Any]]) -> Workbook:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name, more in sheets.items():
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(row)
    return book


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book.save(stream)
    return stream.getvalue()


def repacked(content: bytes, **parts: bytes) -> bytes:
    """The same workbook with other bytes in some of its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            new.writestr(
                each.filename, parts.get(each.filename.rpartition("/")[2].removesuffix(".xml"), old.read(each))
            )
    return stream.getvalue()


HEADINGS = ["title", "id", "parentid", "file", "grade", "creator"]

# Whatever comes


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.tsv", "a.xlsx", "a", "a.xls"]))
@example(b"PK\x03\x04", "a.xlsx")
@example(b"\xff\xfe", "a.csv")
@example(b'"', "a.csv")
@example(b"sep=\n", "a.csv")
def test_no_bytes_break_the_reading(content: bytes, name: str) -> None:
    table = read_table(name, content)
    assert table.sheets or table.told
    for sheet in table.sheets:
        find_columns(sheet.rows)


@given(st.integers(0, 4000), st.binary(min_size=1, max_size=40))
@settings(max_examples=60)
def test_no_damage_to_a_workbook_breaks_the_reading(at: int, put: bytes) -> None:
    content = BOOK[: at % len(BOOK)] + put + BOOK[at % len(BOOK) + len(put) :]
    read_table("a.xlsx", content)


BOOK = saved(workbook(["title", "grade"], ["A kite", 3], ["A pond", 4]))


@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_every_cell_of_a_text_comes_back(rows: list[list[str]], sign: str, encoding: str, ends: str) -> None:
    rows = [["title", "grade", "file", "alt", "subject"], *rows]
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=sign, lineterminator=ends, quoting=csv.QUOTE_ALL).writerows(rows)
    found = rows_of(read_table("a.csv", f"sep={sign}{ends}{stream.getvalue()}".encode(encoding)))
    assert found == [tuple(normal(each) for each in row) for row in rows if any(normal(each) for each in row)]


def normal(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5))
@settings(max_examples=25)
def test_every_cell_of_a_workbook_comes_back(rows: list[list[str]]) -> None:
    book = Workbook()
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            book.active.cell(number, column).value = text
            book.active.cell(number, column).data_type = "s"
    said = [filled([normal(each) for each in row]) for row in rows]
    assert [filled(row) for row in rows_of(read_table("a.xlsx", saved(book)))] == [row for row in said if row]


def filled(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cells[: max((at for at, each in enumerate(cells, 1) if each), default=0)])


@given(st.text(max_size=20))
def test_a_cell_that_is_no_formula_any_more_is_the_same_again(text: str) -> None:
    assert unneutral(neutral(text)) == text
    assert not neutral(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(
    st.lists(st.lists(CELLS, max_size=6), max_size=12),
    st.permutations(HEADINGS),
)
def test_every_row_is_in_a_work_or_explained(rows: list[list[str]], headings: list[str]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([headings, *rows])
    for sheet in read_table("a.csv", stream.getvalue().encode()).sheets:
        made = plan([(sheet, find_columns(sheet.rows))])
        assert made.rows == sum(len(work.rows) for work in made.works) + made.explained
        assert made.explained <= len([told for told in made.told if told.level is not INFO])


# How it was written


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("título;año\nRío;2024\n".encode("cp1252"), "read as Windows-1252, with semicolons"),
        ("título\taño\nRío\t2024\n".encode("utf-16"), "read as UTF-16, with tabs"),
        ("título,año\nRío,2024\n".encode("utf-8-sig"), "read as UTF-8, with commas"),
        ("título|año\rRío|2024\r".encode(), "read as UTF-8, with upright bars"),
        ("sep=;\ntítulo;año\nRío;2024\n".encode(), "read as UTF-8, with semicolons"),
    ],
)
def test_encoding_and_signs_are_found(content: bytes, told: str) -> None:
    table = read_table("a.csv", content)
    assert told in table.told[0].what
    assert [each[:2] for each in rows_of(table)] == [("título", "año"), ("Río", "2024")]


def test_an_open_quotation_mark_costs_no_other_row() -> None:
    text = 'title,grade\n"A kite,2\nA pond,3\n"A ""big"" well","4\n5"\nA "bench",6\n"Odd" one,7\n'
    table = read_table("a.csv", text.encode())
    assert rows_of(table) == [
        ("title", "grade"),
        ("A kite", "2"),
        ("A pond", "3"),
        ('A "big" well', "4\n5"),
        ('A "bench"', "6"),
        ('Odd" one', "7"),
    ]
    assert [each.spot.row for each in table.told[1:]] == [2, 7]


def test_a_workbook_shows_what_people_see_in_it() -> None:
    book = workbook(
        ["title", "grade", "year", "day", "cover"],
        ["A kite", 3.0, 2024, datetime(2025, 5, 3), True],
        [None, None, None, date(2025, 5, 4), False],
        ["A pond", 2.5, "#REF!", datetime(2025, 5, 3, 10, 30), None],
        Hidden=[["title"], ["secret"]],
    )
    book["Sheet"].merge_cells("A2:A3")
    book["Sheet"].merge_cells("B4:C4")
    book["Sheet"]["E4"] = "=1+1"
    book["Hidden"].sheet_state = "hidden"
    table = read_table("a.xlsx", saved(book))
    assert rows_of(table)[1:] == [
        ("A kite", "3", "2024", "2025-05-03", "yes"),
        ("A kite", "", "", "2025-05-04", "no"),
        ("A pond", "2.5", "", "2025-05-03 10:30"),
    ]
    assert [(each.spot, each.what.split(",")[0]) for each in table.told] == [
        (Spot("Sheet", 4, 5), "a formula stands here"),
        (Spot("Hidden"), "the sheet “Hidden” is hidden"),
    ]


@pytest.mark.parametrize("failed", ["#REF!", "#N/A", "#NUM!", "#DIV/0!", "#NAME?"])
def test_a_formula_that_failed_is_no_value_and_is_told(failed: str) -> None:
    table = read_table("a.csv", f"title,grade\nA kite,{failed}\n".encode())
    assert rows_of(table)[1:] == [("A kite", "")]
    assert [(each.spot, each.what) for each in table.told[1:]] == [(Spot("", 2, 2), "a formula failed here")]


# What is meant to do harm


def test_a_bomb_is_refused_before_it_goes_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "_LARGEST", 5_000_000)
    bomb = repacked(BOOK, sheet1=b"<worksheet>" + b" " * 6_000_000 + b"</worksheet>")
    assert len(bomb) < 50_000
    assert "more than 5 MB" in read_table("a.xlsx", bomb).told[0].what


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str) -> None:
    lol = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 9))
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY l0 "lol">{lol}]><worksheet>&l8;</worksheet>'
    )
    table = read_table("a.xlsx", repacked(BOOK, sheet1=text.encode(encoding)))
    assert (table.sheets, table.told[0].what) == ((), "its XML declares entities, as no spreadsheet program does")


def test_a_million_rows_are_refused() -> None:
    told = read_table("a.csv", b"title,grade\n" + b"A,1\n" * 1_000_000).told
    assert [each.what for each in told] == ["there are more than 10,000 rows or 200 columns"]
    assert "is the most" in read_table("a.csv", b"x" * 20_000_001).told[0].what
    wide = read_table("a.csv", ",".join("abc" for _ in range(300)).encode() + b"\n").told
    assert [each.what for each in wide] == ["there are more than 10,000 rows or 200 columns"]


def test_a_sheet_that_is_longer_than_it_says_is_refused() -> None:
    rows = b"".join(b'<row r="%d"><c t="inlineStr"><is><t>a</t></is></c></row>' % number for number in range(1, 10_100))
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1"/>'
    sheet = head + b"<sheetData>%s</sheetData></worksheet>"
    table = read_table("a.xlsx", repacked(BOOK, sheet1=sheet % rows))
    assert table.sheets == ()
    assert "more than 10,000 rows" in table.told[0].what


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", b"%PDF-1.7", "this is a PDF"),
        ("a.csv", b"\x00\x01\x02" * 50, "it is no text"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 99, "it is locked with a password, or of an older Excel"),
        ("a.ods", b"PK\x03\x04", "it is a table of a kind that we can't read"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 99, "it is no sound workbook"),
    ],
)
def test_what_is_no_table_is_told(name: str, content: bytes, told: str) -> None:
    table = read_table(name, content)
    assert table.sheets == ()
    assert table.told[0].what.startswith(told)
    assert table.told[0].remedy


# Headings


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Dublin Core:Title", "title"),
        ("dcterms:educationLevel", "grades"),
        ("objectid", "id"),
        ("image_alt_text", "piece.alt"),
        ("¿En qué grado están los estudiantes?", "grades"),
        ("¿Cómo se titula la obra?", "title"),
        ("Nombre del alumno o alumna", PERSON),
        ("Student name(s)", PERSON),
        ("Who made this?", PERSON),
        ("What is your name?", PERSON),
        ("Email Address", LEFT),
        ("Marca temporal", LEFT),
        ("Titel of the wrok", ""),
        ("Sumary", "summary"),
        ("Photo 2", "piece.file"),
        ("school.setting", "school.setting"),
        ("Favourite colour", ""),
    ],
)
def test_headings_are_known_by_their_usual_names(heading: str, field: str) -> None:
    assert field_of(heading) == field


def test_every_heading_leads_to_a_field_and_every_key_has_a_column() -> None:
    assert set(NAMES.values()) <= set(FIELDS)
    named = {name.split(".")[0] for name in FIELDS}
    assert set(keys(Work)) - {"pieces"} <= named
    assert {f"piece.{name}" for name in keys(Piece)} <= set(FIELDS)
    assert all(field_of(name) == name for name in FIELDS if name != LEFT)


def test_a_map_is_proposed_read_and_corrected() -> None:
    table = read_table("a.csv", "title,Summry of it all,Zürich: “x”\nA,B,C\n".encode())
    columns = find_columns(table.sheets[0].rows)
    proposed = propose(columns.unknown)
    found, told = read_map(proposed.encode())
    assert (set(found), told) == ({each.heading for each in columns.unknown}, ())
    mapped, told = read_map(b'"A": titel\n"B": grades\n')
    assert mapped == {"B": "grades"}
    assert (told[0].spot.row, told[0].remedy.startswith("did you mean title?")) == (1, True)
    assert read_map(b"- a\n")[1]
    assert read_map(b"\xff\xfe\xfa")[1]


# Cells


@pytest.mark.parametrize(
    ("name", "text", "values"),
    [
        ("grades", "4.º grado, 5.º grado", ("4", "5")),
        ("grades", "Kínder y primero", ("K", "1")),
        ("grades", "K-2", ("K", "1", "2")),
        ("grades", "2026-03-05", ("3", "4", "5")),
        ("grades", "2.0", ("2",)),
        ("grades", "Grade 2; Grade 3", ("2", "3")),
        ("grades", "2nd grade and 3rd grade", ("2", "3")),
        ("grades", "Year 14", ()),
        ("grades", "5-Mar", ("3", "4", "5")),
        ("grades", "primero a tercero", ("1", "2", "3")),
        ("grades", "5to, 6to", ("5", "6")),
        ("grades", "Pre-K 4", ("PK",)),
        ("subjects", "Ciencias, Arte", ("science-and-technology", "visual-arts")),
        ("subjects", "Science and technology", ("science-and-technology",)),
        ("subjects", "ELA|Mathematics", ("english-language-arts", "mathematics")),
        ("year", "2023/24", ("2024",)),
        ("year", "2025-10-03", ("2026",)),
        ("year", "2026-03-05", ("2026",)),
        ("year", "May 2024", ("2024",)),
        ("year", "2019 or 2021", ()),
        ("consent.until", "2031/06/30", ()),
        ("consent.until", "30.6.2031", ("2031-06-30",)),
        ("consent.until", "5/6/2031", ()),
        ("piece.cover", "Sí", ("true",)),
        ("language", "Español", ("es",)),
        ("language", "eng", ("en",)),
        ("license", "https://creativecommons.org/licenses/by-nc/4.0/", ("CC-BY-NC-4.0",)),
        ("keywords", "newts, field notes", ("newts", "field notes")),
        ("useful_for", "Starting a walk, outside; Showing drafts", ("Starting a walk, outside", "Showing drafts")),
    ],
)
def test_cells_are_read_as_people_write_them(name: str, text: str, values: tuple[str, ...]) -> None:
    kind = FIELDS[name]
    assert kind is not None
    meant = cell_meant(name, kind, text, VOCABULARY)
    assert meant.values == values
    assert bool(meant.wrong) == (not values)


@given(st.sampled_from(sorted(name for name, kind in FIELDS.items() if kind)), st.text(max_size=40))
def test_no_cell_breaks_the_reading(name: str, text: str) -> None:
    kind = FIELDS[name]
    if kind is not None and not isinstance(kind, type):
        cell_meant(name, kind, text, VOCABULARY)


def test_several_values_stand_in_a_cell() -> None:
    assert parts("a; b;;c") == parts("a^^b^^c") == parts("a|b|c") == parts("a\nb\nc") == ("a", "b", "c")
    assert parts("a, b") == ("a, b",)

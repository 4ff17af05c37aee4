"""How places in tables are told: as a spreadsheet names a cell, or by the line and the heading of a text."""

from collections.abc import Iterable, Iterator

from ..authoring.imported import Report
from ..model.finding import ERROR, INFO
from ..reading.tables import Spot, Table, Told


def told_lines(table: Table, report: Report) -> Iterator[str]:
    """A line for all that is said; what was read in the same way in many rows of a column is told once."""
    alike: dict[tuple[str, int, str], list[int]] = {}
    for told in report.told:
        if told.level is INFO and told.spot.column:
            alike.setdefault((told.spot.sheet, told.spot.column, told.what), []).append(told.spot.row)
    for told in report.told:
        rows = alike.get((told.spot.sheet, told.spot.column, told.what), []) if told.level is INFO else []
        if not rows or rows[0] == told.spot.row:
            more = f" (so too in {row_numbers(rows[1:])})" if len(rows) > 1 else ""
            yield told_line(table, report, told) + more


def told_line(table: Table, report: Report, told: Told) -> str:
    """As a spreadsheet names a cell, or by line and heading where the table is a text."""
    spot = told.spot
    where = table.name
    if spot.sheet:
        where += f" {spot.sheet}" + (
            f"!{_letters(spot.column)}{spot.row}" if spot.column else f"!{spot.row}" if spot.row else ""
        )
    elif spot.row:
        where += f":{spot.row}"
        heading = _heading(report, spot)
        where += f" column “{heading}”" if heading else f" column {_letters(spot.column)}" if spot.column else ""
    level = "" if told.level is ERROR else f"{told.level}: "
    return f"{where}: {level}{told.what}" + (f"; {told.remedy}" if told.remedy else "")


def _heading(report: Report, spot: Spot) -> str:
    columns = report.columns.get(spot.sheet)
    heading = next((each.heading for each in columns.all if each.number == spot.column), "") if columns else ""
    return " ".join(heading.split())[:60]


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def row_spots(spots: Iterable[Spot]) -> str:
    """The rows of a work, by their sheets where they have several."""
    sheets: dict[str, list[int]] = {}
    for spot in spots:
        sheets.setdefault(spot.sheet, []).append(spot.row)
    several = len(sheets) > 1
    return "; ".join((f"{sheet} " if several else "") + row_numbers(rows) for sheet, rows in sheets.items())


def row_numbers(rows: list[int]) -> str:
    """Rows as people count them off: row 4, or rows 2 to 4, 7."""
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    said = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)
    return f"row{'s' * (len(rows) > 1)} {said}"

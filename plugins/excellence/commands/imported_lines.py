"""How places in tables are told: as a spreadsheet names a cell, or by the line and the heading of a text."""

from ..authoring.imported import Report
from ..model.finding import ERROR
from ..reading.tables import Spot, Table, Told


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

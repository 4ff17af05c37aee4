"""From the rows of a sheet to works: which rows belong together, and which can't be one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from ..model.finding import WARNING
from ..reading.cells import unneutral
from ..reading.columns import FIELDS, SLUG_FIELD, Columns
from ..reading.columns import is_list as takes_several
from ..reading.headings import BODY, DESCRIPTION, ID, LEFT, PARENT, PERSON
from ..reading.tables import Row, Sheet, Spot, Told

_OF_PIECE: Final = tuple(name for name in FIELDS if name.startswith("piece."))
_KEYS: Final = (ID, PARENT, SLUG_FIELD, PERSON, LEFT)
_MOST_PIECES: Final = 300
Name = tuple[str, str]  # a sheet, and an id in it


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, and where it stands."""

    text: str
    spot: Spot
    which: int = 0


@dataclass(slots=True)
class Record:
    """One row by the fields that its cells are."""

    spot: Spot
    cells: dict[str, list[Cell]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.cells[name][0].text if name in self.cells else ""

    def has(self, names: Iterable[str]) -> bool:
        return any(name in self.cells for name in names)


@dataclass(slots=True)
class Planned:
    """A work to be: what its rows say of it, the row of each of its pieces, and all rows that are in it."""

    first: Record
    cells: dict[str, list[Cell]] = field(default_factory=dict)
    pieces: list[Record] = field(default_factory=list)
    rows: list[Spot] = field(default_factory=list)

    def text(self, name: str) -> str:
        return self.cells[name][0].text if name in self.cells else ""


@dataclass(slots=True)
class Plan:
    """What a sheet is to become. Every row is in one of the works, or among those that are explained."""

    works: list[Planned] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    explained: int = 0
    rows: int = 0
    people: list[str] = field(default_factory=list)


def plan(sheets: Iterable[tuple[Sheet, Columns]]) -> Plan:
    """The works of the sheets of a table, in the order of their first rows.

    A sheet without titles may hold the pieces of works that another has: their ids stand in it.
    """
    made = Plan()
    records: list[Record] = []
    for sheet, columns in sheets:
        for row in sheet.rows:
            if row.number > columns.heading:
                made.rows += 1
                record = _record(sheet, row, columns, made)
                records += [record] if record else []
    _Grouping(made, _roots(_as_parts(records), made)).group(records)
    return made


def _as_parts(records: list[Record]) -> list[Record]:
    """The same rows; those of a sheet without titles have the id of a work in another for their parent."""
    titled = {record.spot.sheet for record in records if record.has(("title",))}
    known = {record.text(ID) for record in records if record.spot.sheet in titled} - {""}
    parts = {record.spot.sheet for record in records if record.text(ID) in known} - titled
    for record in records:
        if record.spot.sheet in parts and record.has((ID,)) and not record.has((PARENT,)):
            record.cells[PARENT] = record.cells.pop(ID)
    return records


def _record(sheet: Sheet, row: Row, columns: Columns, made: Plan) -> Record | None:
    record = Record(Spot(sheet.name, row.number))
    for column in columns.all:
        text = unneutral(row.cell(column.number)).strip()
        if text and column.field and column.field != LEFT:
            cell = Cell(text, Spot(sheet.name, row.number, column.number), column.which)
            name = "piece.file" if column.field == "media" and text[0] not in "[{" else column.field
            if column.which and not (takes_several(column.field) or column.field in _OF_PIECE):
                continue
            record.cells.setdefault(name, []).append(cell)
    made.people += [cell.text for cell in record.cells.get(PERSON, ())]
    more = [number for number, text in enumerate(row.cells, 1) if text and number > len(columns.all)]
    if more:
        what = f"{len(more)} cell{'s' * (len(more) > 1)} more than there are headings: what stands there was left out"
        remedy = "look whether a sign between cells stands in one of them, or a heading is missing"
        made.told.append(Told(Spot(sheet.name, row.number, more[0]), what, remedy, WARNING))
    if not record.has(name for name in record.cells if name != PERSON):
        _explain(
            made, record.spot, "nothing in this row is a field of a work", "give it a title and a file, or take it out"
        )
        return None
    return record


def _explain(made: Plan, spot: Spot, what: str, remedy: str) -> None:
    made.explained += 1
    made.told.append(Told(spot, what, remedy))


def _roots(records: list[Record], made: Plan) -> dict[Spot, Name]:
    """For each row that is a part, the sheet and the id of the work that it is a part of."""
    sheets: dict[str, list[str]] = {}
    for record in records:
        if ident := record.text(ID):
            sheets.setdefault(ident, []).append(record.spot.sheet)
    parents = {(record.spot.sheet, record.text(ID)): record.text(PARENT) for record in records if record.text(PARENT)}
    found: dict[Spot, Name] = {}
    for record in records:
        if not (parent := record.text(PARENT)):
            continue
        here = record.spot.sheet
        root, seen = _named(parent, here, sheets), {(here, record.text(ID))}
        while root in parents and root not in seen:
            seen.add(root)
            root = _named(parents[root], root[0], sheets)
        if root[1] in sheets and root not in seen:
            found[record.spot] = root
            continue
        what = "this row is a part of itself" if root in seen else "no row has the id that stands here"
        spot = record.cells[PARENT][0].spot
        made.told.append(Told(spot, f"{what}: it was taken by itself", "write the id of the work", WARNING))
    return found


def _named(ident: str, sheet: str, sheets: dict[str, list[str]]) -> Name:
    """The row of an id: in the same sheet, or in the first that has it."""
    there = sheets.get(ident, [sheet])
    return (sheet if sheet in there else there[0]), ident


@dataclass(slots=True)
class _Grouping:
    """Rows with one id, rows beneath a parent, and rows that go on with the work above are one work each."""

    made: Plan
    roots: dict[Spot, Name]
    by_id: dict[Name, Planned] = field(default_factory=dict)
    waiting: dict[Name, list[Record]] = field(default_factory=dict)

    def group(self, records: list[Record]) -> None:
        for record in records:
            if root := self.roots.get(record.spot):
                self.waiting.setdefault(root, []).append(record)
            else:
                self.place(record)
        for root, parts in self.waiting.items():
            for record in parts:
                if work := self.by_id.get(root):
                    self.join(work, record, part=True)
                else:
                    _explain(
                        self.made, record.spot, "the row of its parent could not be taken", "see what is said of that"
                    )

    def place(self, record: Record) -> None:
        name = record.text(SLUG_FIELD) or record.text(ID)
        last = self.made.works[-1] if self.made.works else None
        if name and (work := self.by_id.get((record.spot.sheet, name))):
            self.same_id(work, record)
        elif (
            not name and last is not None and last.first.spot.sheet == record.spot.sheet and self.goes_on(last, record)
        ):
            self.join(last, record, part=not record.text("title"))
        elif not record.has(name for name in record.cells if name not in _KEYS):
            _explain(self.made, record.spot, "this row has an id and nothing else", "give it a title and a file")
        elif not (name or record.text("title")):
            what = "this row has neither a title nor an id, and no work stands above it"
            _explain(self.made, record.spot, what, "write its title")
        else:
            work = Planned(record)
            self.made.works.append(work)
            for key in {record.text(ID), record.text(SLUG_FIELD)} - {""}:
                self.by_id.setdefault((record.spot.sheet, key), work)
            self.join(work, record, part=False)

    def same_id(self, work: Planned, record: Record) -> None:
        title = record.text("title")
        other = bool(title) and title != work.text("title")
        if other and not record.has((SLUG_FIELD,)):
            what = f"row {work.first.spot.row} has this id and another title: this is taken as a further piece of it"
            told = Told((record.cells.get(ID) or record.cells[SLUG_FIELD])[0].spot, what, _OWN_ID, WARNING)
            self.made.told.append(told)
        self.join(work, record, part=other)

    def goes_on(self, work: Planned, record: Record) -> bool:
        """Whether a row without an id says more of the work above: it has its title or none, and no other facts."""
        if not record.has(_OF_PIECE) or ((work.text(ID) or work.text(SLUG_FIELD)) and record.text("title")):
            return False
        named = record.text("title") in ("", work.text("title"))
        return named and not any(self.differs(work, name, cells) for name, cells in record.cells.items())

    @staticmethod
    def differs(work: Planned, name: str, cells: list[Cell]) -> bool:
        if name in _OF_PIECE or name in _KEYS or name == "title":
            return False
        return [each.text for each in cells] != [each.text for each in work.cells.get(name, [])]

    def join(self, work: Planned, record: Record, *, part: bool) -> None:
        """A row into its work; of a part, the title is a caption and the description that of the piece."""
        work.rows.append(record.spot)
        if part:
            for mine, its in (("title", "piece.caption"), (DESCRIPTION, "piece.description")):
                if mine in record.cells:
                    record.cells.setdefault(its, record.cells[mine])
        for name, cells in record.cells.items():
            if name == PERSON:
                work.cells.setdefault(name, []).extend(cells)
            elif name not in _OF_PIECE and name not in work.cells and not (part and name in _LEFT_TO_PIECE):
                work.cells[name] = cells
            elif name not in (*_OF_PIECE, *_KEYS) and not part and self.differs(work, name, cells):
                what = f"row {work.first.spot.row} says something else of this work: that one counts"
                self.made.told.append(
                    Told(cells[0].spot, what, "let all rows of a work say the same, or none", WARNING)
                )
        if record.has(_OF_PIECE):
            if len(work.pieces) < _MOST_PIECES:
                work.pieces.append(record)
            else:
                what = f"a work has {_MOST_PIECES} pieces at most: this one was left out"
                self.made.told.append(Told(record.spot, what, "divide the work"))


_LEFT_TO_PIECE: Final = ("title", DESCRIPTION, BODY, "summary", ID, PARENT, "formats", "year", "language", SLUG_FIELD)
_OWN_ID: Final = "give it an id of its own if it is another work"

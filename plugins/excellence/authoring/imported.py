"""A table as a whole: its sheets become works in the collection, and of each row it is known what became of it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from secrets import token_hex
from typing import Final

from ..media import Cache
from ..model.finding import ERROR, INFO, WARNING
from ..model.vocabulary import Vocabulary
from ..reading.columns import SLUG_FIELD, Column, Columns, find_columns, is_list
from ..reading.headings import DESCRIPTION, ID, LEFT, PERSON
from ..reading.single import SLUG
from ..reading.tables import Sheet, Spot, Table, Told
from ..reading.works import read_work
from .found_files import Files
from .importing import Writer, exchange, same_tree
from .names import Names
from .row_values import Facts, facts_of
from .rows import Plan, Planned, plan
from .slugs import BLANK, free_slug, suggested_slug

NEW, SAME, OTHER, REPLACED, NONE = "new", "unchanged", "left as it is", "replaced", "not made"
Stage = Callable[[], AbstractContextManager[Path]]


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one work: where it is, its rows and its pieces."""

    slug: str
    outcome: str
    rows: tuple[Spot, ...]
    pieces: int = 0


@dataclass(slots=True)
class Report:
    """What became of a table: every row is in one of the works, or explained."""

    made: list[Made] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    rows: int = 0
    explained: int = 0
    columns: dict[str, Columns] = field(default_factory=dict)

    def count(self, *outcomes: str) -> int:
        return sum(each.outcome in outcomes for each in self.made)

    @property
    def taken(self) -> int:
        """The rows that are in a work."""
        return sum(len(each.rows) for each in self.made if each.outcome != NONE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where works go: the folder of all, what is remembered of files, the words, and names that no text may hold.

    `slug` is the folder of the one work that comes, where somebody says it.
    """

    works: Path
    cache: Cache
    vocabulary: Vocabulary
    stage: Stage
    names: Names = Names()  # noqa: RUF009 - it never changes
    withdrawn: frozenset[str] = frozenset()
    replacing: bool = False
    trying: bool = False
    slug: str = ""


def import_table(table: Table, files: Files, place: Place, mapped: Mapping[str, str] | None = None) -> Report:
    """Every sheet in turn. Nothing is raised for what stands in it."""
    importer = _Importer(place, files, Report(told=list(table.told)), PurePosixPath(table.name).stem)
    sheets = [found for sheet in table.sheets if (found := importer.sheet(sheet, mapped))]
    made = plan(sheets)
    importer.report.rows += made.rows
    importer.report.explained += made.explained
    importer.report.told += made.told
    if not importer.report.rows and not any(told.level is ERROR for told in importer.report.told):
        importer.report.told.append(Told(Spot(), "there are no rows in it", "look whether it was saved", WARNING))
    importer.works(made, place.names.and_of(made.people))
    return importer.report


@dataclass(slots=True)
class _Importer:
    place: Place
    files: Files
    report: Report
    name: str = ""
    slugs: set[str] = field(default_factory=set)

    def sheet(self, sheet: Sheet, mapped: Mapping[str, str] | None) -> tuple[Sheet, Columns] | None:
        """The columns of a sheet, with what is said of them; none where no heading is known."""
        columns = find_columns(sheet.rows, mapped)
        self.report.columns[sheet.name] = columns
        if columns.all:
            self.report.told += _of_columns(sheet, columns)
            return sheet, columns
        self.report.rows += len(sheet.rows)
        self.report.explained += len(sheet.rows)
        what = f"no heading is one that we know: its {_rows(len(sheet.rows))} left out"
        remedy = "name the columns as the handbook does, or give --map"
        self.report.told.append(Told(Spot(sheet.name, 1), what, remedy))
        return None

    def works(self, made: Plan, names: Names) -> None:
        for work in made.works:
            facts = facts_of(work, self.place.vocabulary, names)
            self.report.told += facts.told
            slug = self.slug(work, facts, names)
            with self.place.stage() as stage:
                try:
                    done = self.write(work, facts, slug, stage, names)
                except OSError as error:
                    told = Told(
                        work.first.spot, f"the work could not be written ({error.strerror})", "see that there is room"
                    )
                    self.report.told.append(told)
                    done = Made(slug, NONE, tuple(work.rows))
            self.report.made.append(done)
            self.report.explained += len(done.rows) if done.outcome == NONE else 0

    def slug(self, work: Planned, facts: Facts, names: Names) -> str:
        """The folder's name: as the table has it, else like the title, else like the id; always the same for a row."""
        said = work.text(SLUG_FIELD)
        ident = "" if names.stand_in(work.text(ID)) else work.text(ID)
        like = next(filter(SLUG.match, self.likely(facts.title, ident, work.first.spot)))
        wanted = self.place.slug or (said if SLUG.match(said) and not names.stand_in(said) else like)
        slug = free_slug(wanted, self.slugs)
        self.slugs.add(slug)
        return slug

    def likely(self, title: str, ident: str, spot: Spot) -> Iterator[str]:
        """Names for a folder, the best first; the last is one for titles in other letters, and is always the same."""
        for said in (title, ident, f"work {ident}" if ident else ""):
            if said and (slug := suggested_slug(said)) != BLANK:
                yield slug
        digest = sha256((title or f"{self.name} {spot.sheet} {spot.row}").encode()).hexdigest()
        yield f"work-{digest[:8]}"

    def write(self, work: Planned, facts: Facts, slug: str, stage: Path, names: Names) -> Made:
        rows, folder, inbox = tuple(work.rows), stage / "work", stage / "inbox"
        inbox.mkdir()
        writer = Writer(self.files, inbox, self.place.cache, self.place.vocabulary, names)
        pieces = writer.write(work, facts, slug, folder)
        self.report.told += writer.told
        if not pieces and not facts.body and not any(entry.key == "summary" for entry in facts.entries):
            what = "there is neither a file that can be taken nor a text: no work was made of it"
            self.report.told.append(
                Told(work.first.spot, what, "mend what is said of its files, or write what it is about")
            )
            return Made(slug, NONE, rows)
        if slug in self.place.withdrawn:
            what = "a work of this name was taken down, and does not come back"
            self.report.told.append(Told(work.first.spot, what, "ask those who took it down; see withdrawn.yml"))
            return Made(slug, NONE, rows)
        return Made(slug, self.put(folder, slug, work), rows, pieces)

    def put(self, folder: Path, slug: str, work: Planned) -> str:
        """The work in its place, if nothing is there; what is there stays as it is, whoever has changed it since."""
        outcome, what = put_in_place(folder, slug, self.place)
        if what:
            self.report.told.append(Told(work.first.spot, f"works/{slug} {what[0]}", what[1], WARNING))
        return outcome


def own_slug(slug: str, title: str, place: Place) -> str:
    """The name of a folder; where it only stands for a title in other letters, a number of its own for each title."""
    if slug != BLANK:
        return slug
    there = (path for path in place.works.glob(f"{BLANK}*") if path.is_symlink() or _title_of(path, place) != title)
    return free_slug(slug, place.withdrawn.union(path.name for path in there))


def _title_of(folder: Path, place: Place) -> str:
    work = read_work(folder, place.vocabulary)[0]
    return next((each.title for each in (work.work, work.parts) if each), "")


def put_in_place(folder: Path, slug: str, place: Place) -> tuple[str, tuple[str, str] | None]:
    """What became of a finished folder, and what is to be said of that."""
    there = place.works / slug
    if not (there.exists() or there.is_symlink()):
        if not place.trying:
            folder.rename(there)
        return NEW, None
    if not there.is_symlink() and there.is_dir() and same_tree(folder, there):
        return SAME, None
    if not place.replacing:
        return OTHER, ("is there already, and differs: it stays as it is", _REPLACE)
    work = read_work(there, place.vocabulary)[0]
    status = next((each.status for each in (work.work, work.parts) if each), "")
    if there.is_symlink() or status != "draft":
        return OTHER, ("is there already, and no draft any more: it stays as it is", "set its status to draft first")
    if not place.trying:
        exchange(folder, there, place.works / f".before-{token_hex(4)}")
    return REPLACED, None


_REPLACE: Final = (
    "say --replace to put what comes in its place; if it is another work, give it a folder of its own: a zip, a folder "
    "or an issue with --as, a row of a table by its column slug"
)


def _of_columns(sheet: Sheet, columns: Columns) -> Iterator[Told]:
    """What is said of whole columns, once: what each is, what is not known, and what is left out on purpose."""
    here = Spot(sheet.name, columns.heading)
    for number in columns.above:
        yield Told(Spot(sheet.name, number), "this row stands above the headings, and was left out", "", INFO)
    known = [each for each in columns.all if each.heading and each.field not in ("", LEFT)]
    if known:
        said = ", ".join(f"“{_short(each.heading)}” is {_SAID.get(each.field, each.field)}" for each in known)
        yield Told(here, f"the headings: {said}", "", INFO)
    if not any(each.field in ("title", ID, SLUG_FIELD) for each in known):
        remedy = "call the column of the titles title, or give --map a file that says which it is"
        yield Told(here, "no column holds titles", remedy)
    below = [row for row in sheet.rows if row.number > columns.heading]
    filled = {each.number: sum(bool(row.cell(each.number)) for row in below) for each in columns.all}
    left = [_short(each.heading) for each in columns.of(LEFT) if filled[each.number]]
    if left:
        yield Told(here, f"left out, since a work has no such field: {', '.join(left)}", "", INFO)
    for column in columns.all:
        if filled[column.number]:
            yield from _of_column(column, filled[column.number], Spot(sheet.name, columns.heading, column.number))


def _of_column(column: Column, filled: int, spot: Spot) -> Iterator[Told]:
    """What is said of a column in which something stands."""
    out = f"{filled} cell{'s' * (filled != 1)} left out"
    if not column.heading:
        yield Told(spot, f"there is no heading: {out}", "write what stands in it", WARNING)
    elif not column.field:
        remedy = "give --map a file that says what it is, or let --propose write one"
        yield Told(spot, f"this is no field that we know: {out}", remedy, WARNING)
    elif column.field == PERSON:
        remedy = "say who the makers are by their grade, in a column credit"
        yield Told(spot, f"names of people never come along: {out}", remedy, INFO)
    elif column.field in ("school.name", "school.place"):
        what = "a school's name or place may lead to a child"
        yield Told(spot, what, "take the column out unless the consents say that it may be shown", WARNING)
    elif column.which and not (is_list(column.field) or column.field.startswith("piece.")):
        yield Told(spot, f"another column is {column.field} already: {out}", _TWICE, WARNING)


_SAID: Final = {PERSON: "names of people", DESCRIPTION: "summary or body"}
_TWICE: Final = "put both into one, or give --map a file that says what it is"


def _short(heading: str) -> str:
    return " ".join(heading.split())[:40]


def _rows(count: int) -> str:
    return f"{count} row{'s' * (count != 1)}"

"""`scripts/import`: works out of zips, folders and tables, each of them clean and a draft."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from ..authoring.found_files import Files
from ..authoring.imported import NEW, NONE, OTHER, REPLACED, SAME, Place, import_table, own_slug, put_in_place
from ..authoring.names import Names
from ..authoring.slugs import suggested_slug
from ..authoring.unpacking import NotUnpacked, unpack
from ..authoring.work_folders import copy_work, slug_in, works_in
from ..media import Cache
from ..model.finding import ERROR, Finding
from ..model.litter import is_litter
from ..model.natural import natural
from ..reading.column_map import propose, read_map
from ..reading.columns import Column
from ..reading.single import SLUG
from ..reading.tables import LARGEST, TABLES, read_table
from ..reading.vocabulary import read_vocabulary
from ..reading.withdrawn import read_withdrawn
from ..rules.publication import ends_loading
from .adding import staged
from .check import private_names
from .imported_lines import row_spots, told_lines
from .opened import GivenPath, Opened, config_option, open_collection
from .word_form import import_issue

_OTHER_TABLES = frozenset({".xls", ".xlsb", ".ods", ".numbers", ".gsheet"})


@click.command(name="import")
@click.argument("sources", nargs=-1, type=GivenPath(exists=True), metavar="ZIP|FOLDER|TABLE...")
@click.option(
    "--files",
    "files",
    type=GivenPath(exists=True, file_okay=False),
    help="Where the files that a table names lie; beside the table if not said.",
)
@click.option(
    "--map",
    "mapping",
    type=GivenPath(exists=True, dir_okay=False),
    help="A file that says which heading is which field.",
)
@click.option(
    "--propose", "proposal", type=GivenPath(), help="Write such a file for the columns that are not known, and stop."
)
@click.option("--replace", "replacing", is_flag=True, help="Put what comes in the place of drafts that differ from it.")
@click.option("--as", "wanted", metavar="SLUG", help="What the folder of one work, zip or issue is called here.")
@click.option("--dry-run", "trying", is_flag=True, help="Only say what would be done.")
@click.option(
    "--issue",
    type=GivenPath(exists=True, dir_okay=False),
    help="A form of words that was filled in as an issue, as GitHub has it in JSON.",
)
@click.option("--answer", "reply", type=GivenPath(dir_okay=False), help="Where to write what is answered in the issue.")
@config_option
def import_works(
    sources: tuple[Path, ...],
    files: Path | None,
    mapping: Path | None,
    proposal: Path | None,
    replacing: bool,
    wanted: str | None,
    trying: bool,
    issue: Path | None,
    reply: Path | None,
    config_file: str,
) -> None:
    """Make works of zips, folders, or tables (CSV, TSV, XLSX) with a row a work or a row a piece; or of one issue.

    A zip or a folder holds the folder of a work, or a table with its files. Every work arrives as a draft, with its
    files cleaned; names of people never come along. Nothing is fetched, what is given stays as it is, and what is in
    the collection already is not written again. A wrong row never holds the others.

    Exit code 1 when a row, a file or a value could not be taken, 0 otherwise.
    """
    if bool(sources) == bool(issue):
        raise click.UsageError("name zips, folders or tables, or one issue with --issue")
    if wanted is not None and (len(sources) > 1 or not SLUG.match(wanted)):
        raise click.UsageError(
            "--as names the folder of one work, in small letters and digits with hyphens: frog-cards"
        )
    opened = open_collection(config_file)
    place = replace(_place(opened, replacing=replacing, trying=trying), slug=wanted or "")
    if issue:
        raise SystemExit(0 if import_issue(issue, place, opened.project.cache, reply) else 1)
    run = _Run(place, files, _map(mapping), opened.project.cache, proposal)
    for source in sources:
        run.source(source)
    if proposal is not None:
        run.propose(proposal)
    else:
        run.total(trying=trying)
    raise SystemExit(1 if run.failed else 0)


def _place(opened: Opened, *, replacing: bool, trying: bool) -> Place:
    project = opened.project
    vocabulary, wrong = read_vocabulary(project.works / "vocabulary.yml", "works/vocabulary.yml")
    withdrawn, more = read_withdrawn(project.works / "withdrawn.yml", "works/withdrawn.yml")
    if ends_loading((*wrong, *more)):
        raise click.ClickException(f"{(*wrong, *more)[0].path} can't be read: run scripts/check")
    return Place(
        project.works,
        Cache(project.cache / "pieces"),
        vocabulary,
        lambda: staged(project.works),
        Names(private_names(opened.root, None)),
        frozenset(each.slug for each in withdrawn),
        replacing,
        trying,
    )


def _map(path: Path | None) -> Mapping[str, str] | None:
    if path is None:
        return None
    found, told = read_map(path.read_bytes())
    if told:
        lines = (f"{path.name}:{each.spot.row}: {each.what}; {each.remedy}" for each in told)
        raise click.ClickException("\n".join(lines))
    return found


@dataclass(slots=True)
class _Run:
    """What was given so far, and what became of it."""

    place: Place
    files: Path | None
    mapped: Mapping[str, str] | None
    cache: Path
    proposal: Path | None = None
    failed: bool = False
    rows: int = 0
    folders: int = 0
    taken: int = 0
    explained: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    unknown: list[Column] = field(default_factory=list)

    def source(self, path: Path) -> None:
        if path.is_dir():
            self.folder(path, path.name)
        elif path.suffix.lower() == ".zip":
            self.packed(path)
        elif path.suffix.lower() in TABLES | _OTHER_TABLES:
            self.table(path, self.files or path.parent)
        else:
            self.refuse(
                path.name,
                "is no zip, no folder and no table",
                "give CSV, TSV or XLSX; photos come with scripts/new --from",
            )

    def refuse(self, name: str, what: str, remedy: str) -> None:
        self.failed = True
        self.folders += 1
        self.explained += 1
        click.echo(click.format_filename(f"{name}: not taken: it {what}; {remedy}"))

    @contextmanager
    def room(self) -> Iterator[Path]:
        self.cache.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="import-", dir=self.cache) as folder:
            yield Path(folder)

    def packed(self, path: Path) -> None:
        with self.room() as folder:
            try:
                left = unpack(path, folder)
            except NotUnpacked as error:
                self.refuse(path.name, error.what, error.remedy)
                return
            for line in dict.fromkeys(left):
                self.failed = True
                click.echo(click.format_filename(f"{path.name}: {line}"))
            self.folder(folder, path.stem, path.name)

    def folder(self, folder: Path, name: str, shown: str = "") -> None:
        """The works in a folder, and the tables in it with the files that lie beside them."""
        works = works_in(folder)
        tables = _tables_in(folder) if not works else []
        if self.place.slug and len(works) > 1:
            self.refuse(shown or name, "holds several works, and --as names one", "give each of them alone")
            return
        for work in works:
            self.work(work, name if work == folder else work.name)
        for table in tables:
            self.table(table, self.files or table.parent)
        if not (works or tables):
            remedy = "photos alone come with scripts/new --from"
            self.refuse(shown or name, "holds neither a work (a folder with index.md) nor a table", remedy)

    def work(self, source: Path, name: str) -> None:
        """A work's folder, as another collection or a packer made it."""
        if self.proposal:
            return
        self.folders += 1
        with staged(self.place.works) as stage:
            copied = copy_work(source, stage / "work", self.place.cache)
            for fact in copied.facts:
                click.echo(click.format_filename(f"{name}/{fact}"))
            for found in copied.told:
                self.tell(name, found)
            said = self.place.slug or next(filter(SLUG.match, slug_in(name)), "")
            slug = own_slug(said or suggested_slug(copied.title or name), copied.title, self.place)
            gone = slug in self.place.withdrawn
            if not copied.is_work or gone:
                self.failed = True
                self.explained += 1
                why = (
                    "a work of this name was taken down"
                    if gone
                    else "its index.md can't be read: the lines above say why"
                )
                click.echo(click.format_filename(f"{name}: not taken: {why}"))
                return
            outcome, what = put_in_place(stage / "work", slug, self.place)
        self.taken += 1
        self.count(outcome)
        click.echo(f"works/{slug}: {outcome}" + (f": it {what[0]}; {what[1]}" if what else ""))

    def tell(self, name: str, found: Finding) -> None:
        self.failed = True
        where = f"{name}/{found.path}:{found.place.line}" if found.path else name
        click.echo(click.format_filename(f"{where}: {found.what}; {found.remedy}"))

    def table(self, path: Path, folder: Path) -> None:
        if self.place.slug:
            self.refuse(path.name, "is a table, and --as names one work", "name its works in a column slug")
            return
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST else b"\0" * (LARGEST + 1)
        table = read_table(path.name, content)
        if self.proposal:
            report = import_table(table, Files(folder), replace(self.place, trying=True), self.mapped)
            self.unknown += [column for columns in report.columns.values() for column in columns.unknown]
            return
        report = import_table(table, Files.beneath(folder), self.place, self.mapped)
        self.failed |= any(each.level is ERROR for each in report.told)
        for line in told_lines(table, report):
            click.echo(click.format_filename(line))
        for made in report.made:
            self.count(made.outcome)
            rows = row_spots(made.rows)
            pieces = f", {made.pieces} piece{'s' * (made.pieces != 1)}" if made.outcome != NONE else ""
            click.echo(f"works/{made.slug}: {made.outcome}{pieces} ({path.name}: {rows})")
        self.rows += report.rows
        self.taken += report.taken
        self.explained += report.explained
        self.failed |= bool(report.explained)

    def count(self, outcome: str) -> None:
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1

    def propose(self, path: Path) -> None:
        if path.exists():
            raise click.ClickException(f"{path} is there already: name another file")
        if not self.unknown:
            click.echo("Every column is one that we know: there is nothing to propose.")
            return
        path.write_text(propose(self.unknown), "utf-8")
        click.echo(f"{path}: a field for each of {len(self.unknown)} columns, to be corrected; then give it as --map")

    def total(self, *, trying: bool) -> None:
        """The equation: what came in is in works, or explained above."""
        works = sum(self.outcomes.get(each, 0) for each in (NEW, SAME, OTHER, REPLACED))
        told = ", ".join(
            f"{self.outcomes[each]} {each}" for each in (NEW, REPLACED, SAME, OTHER) if self.outcomes.get(each)
        )
        came = " and ".join(
            filter(None, (_count(self.rows, "row"), _count(self.folders, "folder or zip", "folders and zips")))
        )
        would = "It would be: " if trying else ""
        what = f"{works} work{'s' * (works != 1)}{f' ({told})' if told else ''}"
        click.echo(f"{would}{came or '0 rows'} = {self.taken} in {what} + {self.explained} explained.")


def _tables_in(folder: Path) -> list[Path]:
    """The tables in a folder, or in the folders in it. Links are not followed."""
    for deep in ("*", "*/*"):
        found = [path for path in folder.glob(deep) if path.suffix.lower() in TABLES and path.is_file()]
        meant = [path for path in found if not (is_litter(path.name) or path.is_symlink() or path.parent.is_symlink())]
        if meant:
            return sorted(meant, key=lambda path: natural(path.as_posix()))
    return []


def _count(number: int, one: str, many: str = "") -> str:
    return "" if not number else f"1 {one}" if number == 1 else f"{number} {many or one + 's'}"

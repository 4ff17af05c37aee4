"""A work from a table, written into a folder of its own: cleaned files, its facts, and always as a draft."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Final

from ..media import Cache
from ..model.finding import INFO, WARNING, Place
from ..model.kinds import suffix
from ..model.vocabulary import Vocabulary
from ..model.work import Piece
from ..reading.cells import cell_meant, parts, scalar
from ..reading.columns import FIELDS
from ..reading.file_names import INDEX, file_name_problem, names_a_person
from ..reading.frontmatter import FrontMatter
from ..reading.headings import TEXT
from ..reading.tables import Spot, Told
from ..reading.values import Entry, Scalar, Sequence, Value
from ..reading.values import Mapping as Group
from .belonging import Unit
from .found_files import Files, Missing
from .frontmatter_writer import write_frontmatter
from .intake import Taken, take_units
from .names import Names
from .replace import replace_file
from .row_values import Facts
from .rows import Cell, Planned, Record

_OF_PIECE: Final = ("alt", "description", "caption", "language", "cover", "zoom")
_SAID: Final = (*_OF_PIECE, "transcript", "captions")
_NAMED: Final = ("task", "scoring_tool", "task_transcript", "scoring_tool_transcript")
_FILE_KEYS: Final = frozenset({"file", "files", "transcript", "captions", *_NAMED})


@dataclass(frozen=True, slots=True)
class Asked:
    """A piece that a table names: its file and what belongs to it, what is said of it, and the name it is to keep."""

    unit: Unit
    said: Mapping[str, Cell]
    stem: str = ""
    cell: Cell | None = None


@dataclass(slots=True)
class Writer:
    """Writes works of one table; `inbox` is a folder for texts that stand in cells."""

    files: Files
    inbox: Path
    cache: Cache
    vocabulary: Vocabulary
    names: Names = Names()  # noqa: RUF009 - it never changes
    told: list[Told] = field(default_factory=list)
    number: int = 0
    here: Spot = Spot()  # noqa: RUF009 - a named tuple never changes

    def write(self, work: Planned, facts: Facts, slug: str, folder: Path) -> int:
        """Writes the work into an empty folder; how many pieces it has there."""
        asked = [each for record in work.pieces for each in self.asked(record, slug)]
        self.number, self.here = 0, work.first.spot
        told: list[Taken] = []
        names: dict[str, str] = {}
        pieces: list[Value] = []
        for each, taken in zip(
            asked, take_units([(a.unit, a.stem) for a in asked], folder, self.cache, told.append), strict=True
        ):
            if taken is not None:
                names[each.unit.main.name] = taken.file
                pieces.append(self.piece(each, taken.file, taken.transcript, taken.captions))
        self.tell_taken(told, asked)
        entries = [self.with_files(entry, slug, folder, names) for entry in facts.entries]
        entries = [entry for entry in entries if entry.value != Sequence((), entry.place)]
        self.save(folder, entries, pieces, facts.body)
        return len(pieces)

    def save(self, folder: Path, entries: list[Entry], pieces: list[Value], body: str) -> None:
        place = Place()
        entries = [each for each in entries if each.key != "status"]
        at = sum(each.key in ("title", "kind") for each in entries)
        entries.insert(at, Entry("status", place, scalar("draft", place, plain=True)))
        if pieces:
            entries.append(Entry("pieces", place, Sequence(tuple(pieces), place)))
        matter = FrontMatter(Group(tuple(entries), place), body)
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(folder / INDEX, write_frontmatter(matter).encode())

    def asked(self, record: Record, slug: str) -> Iterator[Asked]:
        """The pieces of a row: each file with what other cells of the row say of it."""
        found = list(self.files_of(record, slug))
        texts = record.cells.get(TEXT, [])
        count = len(found) + len(texts)
        said = {key: self.spread(record.cells.get(f"piece.{key}", []), count) for key in _SAID}
        for index, (cell, name, path) in enumerate(found):
            if isinstance(path, Missing):
                self.told.append(Told(cell.spot, path.what, path.remedy))
                continue
            mine = {key: cells[index] for key, cells in said.items() if index in cells}
            unit = Unit(path, self.words(mine.get("transcript"), slug), self.captions(mine.get("captions"), slug))
            yield Asked(unit, mine, self.kept(path, name, slug), cell)
        for index, cell in enumerate(texts, len(found)):
            mine = {key: cells[index] for key, cells in said.items() if index in cells}
            if text := self.pasted(cell):
                yield Asked(Unit(text), mine, "", cell)

    def files_of(self, record: Record, slug: str) -> Iterator[tuple[Cell, str, Path | Missing]]:
        """The files of a row, each once: some programs write the same one by its name and by its place."""
        seen: set[Path] = set()
        for cell in record.cells.get("piece.file", ()):
            for name in self.files.named(cell.text):
                path = self.files.find(name, slug)
                if isinstance(path, Missing):
                    yield cell, name, path
                elif path not in seen:
                    seen.add(path)
                    yield cell, name, path

    def spread(self, cells: list[Cell], count: int) -> dict[int, Cell]:
        """Which piece each cell is about: one cell a piece by their numbers, or as many parts in a cell as files."""
        if len(cells) == 1 and count > 1:
            several = parts(cells[0].text)
            if len(several) == count:
                return {index: replace(cells[0], text=text) for index, text in enumerate(several)}
            what = "this is said of the first file alone, since the row has several"
            self.told.append(
                Told(cells[0].spot, what, "write as many, with semicolons between them, or a row for each", WARNING)
            )
        return {cell.which if cell.which < max(count, 1) else 0: cell for cell in reversed(cells)}

    def kept(self, path: Path, name: str, slug: str) -> str:
        """A file that lies in the folder of the work's own name keeps its own, as what was exported does."""
        shown = path.relative_to(self.files.folder).as_posix()
        if shown != f"{slug}/{name}" or file_name_problem(name) is not None or names_a_person(name):
            return ""
        return PurePosixPath(name).with_suffix("").as_posix()

    def words(self, cell: Cell | None, slug: str) -> Path | None:
        """A transcript: a file by its name, or the words themselves."""
        if cell is None:
            return None
        if "\n" not in cell.text and suffix(cell.text) in (".txt", ".md", ".vtt", ".srt"):
            return self.file(cell, slug)
        return self.pasted(cell)

    def captions(self, cell: Cell | None, slug: str) -> Path | None:
        return self.file(cell, slug) if cell is not None else None

    def file(self, cell: Cell, slug: str) -> Path | None:
        found = self.files.find(cell.text, slug)
        if isinstance(found, Missing):
            self.told.append(Told(cell.spot, found.what, found.remedy))
            return None
        return found

    def pasted(self, cell: Cell) -> Path | None:
        """A text in a cell, as a file; none where it holds a name."""
        if self.is_named(cell):
            return None
        self.number += 1
        path = self.inbox / f"cell-{cell.spot.row}-{cell.spot.column}-{self.number}.txt"
        path.write_text(f"{cell.text}\n", "utf-8")
        return path

    def piece(self, asked: Asked, file: str, transcript: str, captions: str) -> Value:
        place = Place()
        entries = [Entry("file", place, scalar(file, place, plain=True))]
        for key in _OF_PIECE:
            cell = asked.said.get(key)
            kind = FIELDS[f"piece.{key}"]
            if cell is None or kind is None or self.is_named(cell):
                continue
            meant = cell_meant(f"piece.{key}", kind, cell.text, self.vocabulary)
            if meant.wrong:
                self.told.append(Told(cell.spot, *meant.wrong))
            for text in meant.values[:1]:
                if key in ("cover", "zoom") and text == "false":
                    continue
                entries.append(Entry(key, place, scalar(text, place, plain=key in ("cover", "zoom", "language"))))
        for key, name in (("transcript", transcript), ("captions", captions)):
            if name:
                entries.append(Entry(key, place, scalar(name, place, plain=True)))
        order = list(Piece.__dataclass_fields__)
        return Group(tuple(sorted(entries, key=lambda entry: order.index(entry.key))), place)

    def is_named(self, cell: Cell) -> bool:
        held = self.names.stand_in(cell.text)
        if held:
            self.told.append(
                Told(cell.spot, "left out: a person's name stands here", "write it without the name", WARNING)
            )
        return held

    def with_files(self, entry: Entry, slug: str, folder: Path, names: dict[str, str]) -> Entry:
        """The entry with the files that it names copied, under the names that they have here."""
        self.here = Spot(self.here.sheet, entry.value.place.line, entry.value.place.column)
        if entry.key in _NAMED and isinstance(entry.value, Scalar):
            file = self.copied(entry.value.text, entry.key.replace("_", "-"), slug, folder)
            return Entry(
                entry.key, entry.place, scalar(file, entry.place, plain=True) if file else Sequence((), entry.place)
            )
        if entry.key == "drafts" and isinstance(entry.value, Sequence):
            for number, draft in enumerate(entry.value.items, 1):
                for which, file in enumerate(_files_of(draft), 1):
                    names[file] = self.copied(file, f"drafts/d{number}-{which}", slug, folder) or file
        return Entry(entry.key, entry.place, _renamed(entry.value, names, ""))

    def copied(self, file: str, stem: str, slug: str, folder: Path) -> str:
        path = self.files.find(file, slug)
        if isinstance(path, Missing):
            self.told.append(Told(self.here, path.what, path.remedy))
            return ""
        told: list[Taken] = []
        stem = self.kept(path, file, slug) or stem
        if (folder / file).is_file():
            return file
        (taken,) = take_units([(Unit(path), stem)], folder, self.cache, told.append)
        self.tell_taken(told, [])
        return taken.file if taken else ""

    def tell_taken(self, told: list[Taken], asked: list[Asked]) -> None:
        """What became of files, at the cells that name them."""
        at = {
            path: each.cell for each in asked for path in (each.unit.main, each.unit.words, each.unit.captions) if path
        }
        for one in told:
            cell = at.get(one.source)
            spot = cell.spot if cell else self.here
            if one.finding:
                self.told.append(Told(spot, f"a file was not taken: it {one.finding.what}", one.finding.remedy))
            elif not one.file:
                self.told.append(Told(spot, f"a file was not taken: {'; '.join(one.facts)}", "", INFO))


def _files_of(draft: Value) -> Iterator[str]:
    for entry in draft.entries if isinstance(draft, Group) else ():
        if entry.key == "files" and isinstance(entry.value, Sequence):
            yield from (item.text for item in entry.value.items if isinstance(item, Scalar))


def _renamed(value: Value, names: Mapping[str, str], key: str) -> Value:
    if isinstance(value, Scalar):
        return value._replace(text=names[value.text]) if key in _FILE_KEYS and value.text in names else value
    if isinstance(value, Sequence):
        return replace(value, items=tuple(_renamed(each, names, key) for each in value.items))
    return replace(
        value, entries=tuple(each._replace(value=_renamed(each.value, names, each.key)) for each in value.entries)
    )


# Putting a work in its place


def same_tree(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files with the same bytes."""
    files = [sorted(each.relative_to(root) for each in root.rglob("*") if each.is_file()) for root in (one, other)]
    return files[0] == files[1] and all((one / each).read_bytes() == (other / each).read_bytes() for each in files[0])


def exchange(new: Path, place: Path, aside: Path) -> None:
    """The new folder takes the place, and what stood there is gone; or all stays as it was."""
    place.rename(aside)
    try:
        new.rename(place)
    except OSError:
        aside.rename(place)
        raise
    shutil.rmtree(aside, ignore_errors=True)

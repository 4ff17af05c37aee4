"""From the cells of a work to its front matter: what can be read, and everything that can't, by its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from ..model.finding import INFO, WARNING, Finding, Place
from ..model.schema import Kind, Many, Text, keys
from ..model.vocabulary import Vocabulary
from ..model.work import Work
from ..reading.cells import cell_meant, in_brackets, parts, placed, scalar
from ..reading.columns import FIELDS, NEVER, NEVER_BEGIN
from ..reading.headings import BODY, DESCRIPTION, PERSON
from ..reading.reader import MISSING_KEY, Reader
from ..reading.sequences import is_said
from ..reading.single import READ_AS
from ..reading.tables import Spot, Told
from ..reading.values import Entry, Mapping, Scalar, Sequence, Value
from ..rules.permission import NO_NAME, TWO_WORDS
from .names import Names
from .rows import Cell, Planned

_SUMMARY: Final = 240
_QUIET: Final = re.compile(
    r"(?:image|audio|video|application|text)/[\w.+-]+\Z|(?:(?:Still|Moving) ?)?Image\Z|Text\Z|Sound\Z"
)
_REFERENCE: Final = re.compile(r"(?=.*\d)[\w./#-]{1,40}\Z")
_GIVEN: Final = re.compile(r"[^\W\d_]+(?:(?:\s*[,;&]\s*|\s+(?:and|y|e|und)\s+)[^\W\d_]+)*\Z")
_ORDINARY: Final = re.compile(
    r"\b(?:school|grade|graders?|class|students?|academy|elementary|middle|high|public|escuela|grado|colegio)\b",
    re.IGNORECASE,
)
_TWO_WORDS: Final = re.compile(r"[A-ZÀ-Þ][\w'’]+,? (?:[A-ZÀ-Þ]\. ?)?[A-ZÀ-Þ][\w'’]*")


@dataclass(frozen=True, slots=True)
class Facts:
    """The front matter of a work without its pieces, the words after it, and what is to be said."""

    entries: tuple[Entry, ...] = ()
    body: str = ""
    title: str = ""
    told: tuple[Told, ...] = ()


def facts_of(work: Planned, vocabulary: Vocabulary, names: Names) -> Facts:
    """`names` are those that no text may hold."""
    made = _Facts(work, vocabulary, names)
    made.all()
    read, wrong = made.read()
    title = next((entry.value.text for entry in read if entry.key == "title" and isinstance(entry.value, Scalar)), "")
    return Facts(read, made.body, title, (*made.told, *wrong))


@dataclass(slots=True)
class _Facts:
    work: Planned
    vocabulary: Vocabulary
    names: Names
    told: list[Told] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    body: str = ""

    def tell(self, cell: Cell, what: str, remedy: str, *, warning: bool = False, info: bool = False) -> None:
        if info or warning:
            self.told.append(Told(cell.spot, what, remedy, INFO if info else WARNING))
        else:
            self.told.append(Told(cell.spot, what, remedy))

    def all(self) -> None:
        self.describe()
        groups: dict[str, list[Entry]] = {}
        for name, kind in FIELDS.items():
            if kind is None or name.startswith("piece."):
                continue
            cells = [cell for cell in self.work.cells.get(name, []) if not self.names_somebody(cell)]
            if not cells:
                continue
            if name in NEVER or name.startswith(NEVER_BEGIN):
                why = NEVER.get(name, NEVER["review.decision"])
                if not (name == "status" and cells[0].text.strip().lower() == "draft"):
                    self.tell(cells[0], f"left out: {why}", "", info=True)
            elif (value := self.value(name, kind, cells)) is not None:
                self.place(name, value, groups)
        self.credit()
        order = list(keys(Work))
        self.entries += [
            Entry(key, within[0].place, Mapping(tuple(within), within[0].place)) for key, within in groups.items()
        ]
        self.entries.sort(key=lambda entry: order.index(entry.key))

    def place(self, name: str, value: Value, groups: dict[str, list[Entry]]) -> None:
        group, _, key = name.partition(".")
        if key:
            groups.setdefault(group, []).append(Entry(key, value.place, value))
        else:
            self.entries.append(Entry(name, value.place, value))

    def names_somebody(self, cell: Cell) -> bool:
        """Whether a cell holds a name that no text may hold; tells of it, without the name."""
        held = self.names.stand_in(cell.text)
        if held:
            self.tell(cell, "left out: a person's name stands here", "write it without the name", warning=True)
        return held

    def describe(self) -> None:
        """A description is the summary where it is short enough; else the words of the page, and its first sentence."""
        cells = self.work.cells
        body = next((cell for cell in cells.get(BODY, ()) if not self.names_somebody(cell)), None)
        self.body = body.text if body else ""
        said = next((cell for cell in cells.get(DESCRIPTION, ()) if not self.names_somebody(cell)), None)
        if said is None:
            return
        said = Cell(_without_tags(said.text), said.spot)
        one_line = " ".join(said.text.split())
        if "summary" not in cells and len(one_line) <= _SUMMARY:
            cells["summary"] = [said]
            return
        self.body = self.body or said.text
        first = re.match(r".{10,240}?[.!?](?=\s)", one_line)
        if "summary" not in cells and first:
            cells["summary"] = [Cell(first[0], said.spot)]
            self.tell(
                said, "longer than a summary: it is the page's words, and its first sentence the summary", "", info=True
            )

    def value(self, name: str, kind: Kind, cells: list[Cell]) -> Value | None:
        if name == "consent.ref":
            return self.reference(cells[0])
        if name == "consent.holder" and TWO_WORDS.search(cells[0].text):
            self.tell(cells[0], "left out: this looks like a person's name", NO_NAME["holder"], warning=True)
            return None
        if name == "credit":
            return None  # by itself, when it is known what the consent says
        found: list[Value] = []
        for cell in cells if isinstance(kind, Many) else cells[:1]:
            found += self.cell(name, kind, cell)
        if not found:
            return None
        if not isinstance(kind, Many):
            return found[0]
        return Sequence(tuple(_once(found) if kind.unique else found), found[0].place)

    def cell(self, name: str, kind: Kind, cell: Cell) -> list[Value]:
        """One cell's values, each at the cell's place."""
        place = Place(cell.spot.row, max(cell.spot.column, 1))
        if isinstance(kind, Many) and (value := in_brackets(cell.text)) is not None:
            value = placed(value, place)
            return list(value.items) if isinstance(value, Sequence) else [value]
        if isinstance(kind, Many) and isinstance(kind.kind, type):
            return self.claims(name, cell, place)
        meant = cell_meant(name, kind, cell.text, self.vocabulary)
        if meant.wrong and not (name == "formats" and all(_QUIET.match(each) for each in parts(cell.text))):
            self.tell(cell, *meant.wrong, warning=name == "license")
        if meant.read_as:
            self.tell(cell, f"read as {meant.read_as}", "", info=True)
        return [scalar(text, place, plain=_is_plain(kind, text)) for text in meant.values]

    def claims(self, name: str, cell: Cell, place: Place) -> list[Value]:
        """Records as people write them into a cell: a standard by its framework and code, drafts by their files."""
        if name == "drafts":
            files = [scalar(part, place, plain=True) for part in parts(cell.text, ",")]
            return [Mapping((Entry("files", place, Sequence((file,), place)),), place) for file in files]
        if name != "standards":
            what, remedy = "this can't be read", "write it as the front matter has it, within [ and ]"
            self.tell(cell, what, f"{remedy} (the page of all keys shows how)")
            return []
        found: list[Value] = []
        frameworks = self.vocabulary.terms("frameworks")
        for part in re.split(r"[;\n|]", cell.text):
            said = next((key for key in sorted(frameworks, key=len, reverse=True) if part.strip().startswith(key)), "")
            code = part.strip()[len(said) :].strip(" :.-")
            if said and code:
                pairs = (("framework", said), ("code", code))
                found.append(Mapping(tuple(Entry(key, place, scalar(text, place)) for key, text in pairs), place))
            elif part.strip():
                self.tell(
                    cell, "this names no framework that we know", f"write it as in {next(iter(frameworks), '')} W.2.7"
                )
        return found

    def reference(self, cell: Cell) -> Value | None:
        """A consent is a number here, never a name, and never a yes."""
        text = cell.text.strip()
        if _REFERENCE.match(text) and "@" not in text:
            return scalar(text, Place(cell.spot.row, max(cell.spot.column, 1)))
        what = "left out: no number of a consent form stands here"
        remedy = "write the number under which its holder keeps the signed form, as in 2026-014; never a name"
        self.tell(cell, what, remedy, warning=True)
        return None

    def credit(self) -> None:
        """As it stands without a last name; first names from a column of names where the consent covers them."""
        named = self.work.text("consent.names") == "first-names"
        for name in ("credit", PERSON):
            for cell in self.work.cells.get(name, [])[:1]:
                place = Place(cell.spot.row, max(cell.spot.column, 1))
                text = " ".join(cell.text.split())
                if name == PERSON and not (named and _GIVEN.match(text)):
                    continue  # told once for the column
                if any(entry.key == "credit" for entry in self.entries) or self.names_somebody(cell):
                    continue
                if name == "credit" and _TWO_WORDS.search(text) and _is_name(text, named=named):
                    what = "left out: this looks like a first and a last name"
                    remedy = "say who the makers are by their grade, as in Fourth graders of a rural public school"
                    self.tell(cell, what, remedy, warning=True)
                    continue
                self.entries.append(Entry("credit", place, scalar(text, place)))

    def read(self) -> tuple[tuple[Entry, ...], list[Told]]:
        """What the reader of front matter takes; it says of all else why not, at the place of its cell."""
        reader = Reader(self.vocabulary)
        reader.record(Work, Mapping(tuple(self.entries), Place()))
        wrong: dict[Place, Finding] = {}
        for found in sorted(reader.findings, key=lambda each: each.rule is READ_AS):
            if found.rule is not MISSING_KEY or "." in found.field:
                wrong.setdefault(found.place, found)
        sheet = self.work.first.spot.sheet
        told = [_told(found, sheet) for found in wrong.values()]
        refused = {place for place, found in wrong.items() if found.rule is not READ_AS}
        kept = tuple(entry for each in self.entries if (entry := _without(each, refused)) is not None)
        return kept, told


def _told(found: Finding, sheet: str) -> Told:
    spot = Spot(sheet, found.place.line, found.place.column)
    level = INFO if found.rule is READ_AS else None
    what = f"{found.field.split('[')[0]}: {found.what}" if found.field else found.what
    return Told(spot, what, found.remedy, level) if level else Told(spot, what, found.remedy)


def _without(entry: Entry, refused: set[Place]) -> Entry | None:
    """The entry without what stands in cells that could not be read; None where nothing is left of it."""
    value = entry.value
    if isinstance(value, Mapping) and "." not in entry.key:
        inner = tuple(each for one in value.entries if (each := _without(one, refused)) is not None)
        return Entry(entry.key, entry.place, Mapping(inner, value.place)) if inner else None
    if isinstance(value, Sequence):
        items = tuple(item for item in value.items if item.place not in refused)
        return Entry(entry.key, entry.place, Sequence(items, value.place)) if items else None
    return None if value.place in refused or not is_said(value) else entry


def _without_tags(text: str) -> str:
    """The words of a description that was written as HTML, as Omeka has it."""
    if not re.search(r"</?(?:p|br|em|strong|b|i|a|div|span|ul|ol|li|h\d)\b[^<>]*>", text, re.IGNORECASE):
        return text
    lines = re.sub(r"<br[^<>]*>|</(?:p|div|li|h\d)>", "\n\n", text, flags=re.IGNORECASE)
    return re.sub(r"\n{3,}", "\n\n", unescape(re.sub(r"<[^<>]*>", "", lines))).strip()


def _once(values: list[Value]) -> Iterator[Value]:
    seen: set[str] = set()
    for value in values:
        text = value.text if isinstance(value, Scalar) else ""
        if not text or text not in seen:
            seen.add(text)
            yield value


def _is_plain(kind: Kind, text: str) -> bool:
    """Whether a value needs no quotes: what is a text may look like a number or a no."""
    inner = kind.kind if isinstance(kind, Many) else kind
    return not isinstance(inner, Text) or (text[:1].isalpha() and len(text.split()) > 1 and "\n" not in text)


def _is_name(text: str, *, named: bool) -> bool:
    """Whether two words with capitals are a person's, and not a school's or a place's; where in doubt they are."""
    if named:
        return True
    return not _ORDINARY.search(text)

"""Reading pages whose front matter is a record: as strict as a work's."""

from collections.abc import Mapping as Places
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from ..model.finding import Finding, Place, Rule
from ..model.typed_pages import Guide, kind_of_page
from ..model.vocabulary import Vocabulary
from .frontmatter import read_frontmatter
from .reader import Reader
from .values import Mapping
from .works import around

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class TypedPage(Generic[Record]):
    """A page's record, where all of it could be read; what is wrong with it; and where each field stands."""

    name: str
    record: Record | None = None
    findings: tuple[Finding, ...] = ()
    places: Places[str, Place] = field(default_factory=dict)

    def finding(self, rule: Rule, where: str, what: str, remedy: str) -> Finding:
        return Finding(rule, what, remedy, self.places.get(around(where, self.places), Place()), where, self.name)


TypedPages = Places[str, TypedPage[Any]]


def read_typed_pages(docs: Path, name: str) -> TypedPages:
    """Every page with a record, by its path in the documents folder; `name` is that folder's in messages."""
    found: dict[str, TypedPage[Any]] = {}
    for path in sorted(docs.rglob("*.md")):
        place = path.relative_to(docs).as_posix()
        kind = kind_of_page(place)
        if kind is not None and path.is_file() and not path.is_symlink():
            found[place] = read_typed_page(path, f"{name}/{place}", kind)
    return found


def records_of(pages: TypedPages) -> dict[str, Guide]:
    """Those that could be read whole."""
    return {place: each.record for place, each in pages.items() if each.record is not None}


def read_typed_page(path: Path, name: str, kind: type[Record]) -> TypedPage[Record]:
    """`name` is the page's path in messages. What front matter as such may hold is checked with every other page."""
    page = read_frontmatter(path.read_bytes())
    if page.findings or not isinstance(page.value, Mapping):
        return TypedPage(name)
    reader = Reader(Vocabulary())
    record = reader.record(kind, page.value)
    findings = tuple(replace(each, path=name, swap=None) for each in reader.findings)
    return TypedPage(name, record if reader.complete else None, findings, dict(reader.places))

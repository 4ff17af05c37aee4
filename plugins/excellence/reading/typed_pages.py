"""Reading pages whose front matter is a record: as strict as a work's."""

from collections.abc import Mapping as Places
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from ..model.finding import Place, Problem
from ..model.vocabulary import Vocabulary
from .frontmatter import Mapping, read_frontmatter
from .reader import Reader

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class TypedPage(Generic[Record]):
    """A page's record, where all of it could be read; what is wrong with it; and where each field stands."""

    name: str
    record: Record | None = None
    problems: tuple[Problem, ...] = ()
    places: Places[str, Place] | None = None

    def problem(self, code: str, field: str, what: str, remedy: str) -> Problem:
        return Problem(self.name, (self.places or {}).get(field, Place()), field, code, what, remedy)


def read_typed_page(path: Path, name: str, kind: type[Record]) -> TypedPage[Record]:
    """`name` is the page's path in messages. What front matter as such may hold is checked with every other page."""
    matter = read_frontmatter(path.read_bytes())
    if matter.flaws or not isinstance(matter.value, Mapping):
        return TypedPage(name)
    reader = Reader(Vocabulary())
    record = reader.record(kind, matter.value)
    problems = tuple(
        Problem(name, flaw.place, where, flaw.code, flaw.what, flaw.remedy) for where, flaw in reader.flaws
    )
    return TypedPage(name, record if reader.complete else None, problems, dict(reader.places))

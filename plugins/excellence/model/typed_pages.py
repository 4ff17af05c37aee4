"""The guides: every page of the documents folder whose front matter is a record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from .catcher import Catcher
from .exhibit import Exhibit
from .protocol import Handout, Protocol
from .resource import Resource
from .route import Route

Guide = Exhibit | Protocol | Route | Catcher | Resource | Handout
R = TypeVar("R", Exhibit, Protocol, Route, Catcher, Resource, Handout)

# What the pages of a folder are; a protocol's sheet in another language lies in `<language>/protocols`.
FOLDERS: Mapping[str, type[Guide]] = {
    "exhibits": Exhibit,
    "protocols": Protocol,
    "routes": Route,
    "catchers": Catcher,
    "guides": Resource,
}


def kind_of_page(path: str) -> type[Guide] | None:
    """What record a page of the documents folder holds, if any; `path` is like `protocols/atlas.md`."""
    *folders, name = path.split("/")
    if name == "index.md" or not name.endswith(".md"):
        return None
    if len(folders) == 2 and folders[1] == "protocols":
        return Handout
    return FOLDERS.get(folders[0]) if len(folders) == 1 else None


@dataclass(frozen=True, slots=True)
class Guides:
    """Records by their page's path in the documents folder, and where each page of that folder stands in the site."""

    records: Mapping[str, Guide] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: type[R]) -> dict[str, R]:
        """Every record of a kind, by path."""
        return {path: record for path, record in self.records.items() if isinstance(record, kind)}

    def named(self, kind: type[R], slug: str | None) -> tuple[str, R] | None:
        """The record of a kind whose page has this name, with the page's path."""
        path = f"{_folder(kind)}/{slug}.md"
        record = self.records.get(path)
        return (path, record) if isinstance(record, kind) else None

    def handouts(self, slug: str) -> dict[str, tuple[str, Handout]]:
        """A protocol's sheets in other languages: by language the page's path and the record."""
        return {sheet.language: (path, sheet) for path, sheet in self.of(Handout).items() if slug_of(path) == slug}


def slug_of(path: str) -> str:
    """A page's name without its folder and ending."""
    return path.rpartition("/")[2].removesuffix(".md")


def _folder(kind: type[Guide]) -> str:
    return next(folder for folder, held in FOLDERS.items() if held is kind)

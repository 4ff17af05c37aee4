"""The guides: every page of the documents folder whose front matter is a record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from .catcher import Catcher
from .exhibit import Exhibit
from .languages import language_folder
from .protocol import Protocol
from .resource import Resource
from .route import Route
from .work_set import WorkSet

Guide = Exhibit | WorkSet | Protocol | Route | Catcher | Resource
R = TypeVar("R", Exhibit, WorkSet, Protocol, Route, Catcher, Resource)
T = TypeVar("T")

# What the pages of a folder are, in `content/` as in the folder of each further language, as `content/es/`.
FOLDERS: Mapping[str, type[Guide]] = {
    "exhibits": Exhibit,
    "sets": WorkSet,
    "protocols": Protocol,
    "routes": Route,
    "catchers": Catcher,
    "guides": Resource,
}


def kind_of_page(path: str) -> type[Guide] | None:
    """What record a page of the documents folder holds, if any; `path` is like `protocols/atlas.md`."""
    folder, _, name = path.removeprefix(language_folder(path)).rpartition("/")
    return FOLDERS.get(folder) if name.endswith(".md") and name != "index.md" else None


@dataclass(frozen=True, slots=True)
class Guides:
    """Records by their page's path in the documents folder, and where each page of that folder stands in the site.

    In the edition of a language the paths are those without its folder; `absent` are the pages that are there in the
    language of the site alone.
    """

    records: Mapping[str, Guide] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()

    def of(self, kind: type[R]) -> dict[str, R]:
        """Every record of a kind, by path; those of other languages are not among them."""
        return {
            path: record
            for path, record in self.records.items()
            if isinstance(record, kind) and not language_folder(path)
        }

    def named(self, kind: type[R], slug: str | None) -> tuple[str, R] | None:
        """The record of a kind whose page has this name, with the page's path."""
        path = f"{_folder(kind)}/{slug}.md"
        record = self.records.get(path)
        return (path, record) if isinstance(record, kind) else None

    def edition(self, folder: str) -> "Guides":
        """The guides as readers of the language in `folder` find them: in their words, where those are there."""
        if not folder:
            return self
        own = _within(self.addresses, folder)
        absent = _outside(self.addresses).keys() - own.keys()
        return Guides(
            {**_outside(self.records), **_within(self.records, folder)},
            {**_outside(self.addresses), **{path: uri.removeprefix(folder) for path, uri in own.items()}},
            {**_outside(self.titles), **_within(self.titles, folder)},
            frozenset(absent),
        )

    @property
    def absent_pages(self) -> frozenset[str]:
        """Where the pages stand that are there in the language of the site alone."""
        return frozenset(self.addresses[path] for path in self.absent)


def _outside(pages: Mapping[str, T]) -> dict[str, T]:
    return {path: page for path, page in pages.items() if not language_folder(path)}


def _within(pages: Mapping[str, T], folder: str) -> dict[str, T]:
    return {path.removeprefix(folder): page for path, page in pages.items() if path.startswith(folder)}


def slug_of(path: str) -> str:
    """A page's name without its folder and ending."""
    return path.rpartition("/")[2].removesuffix(".md")


def _folder(kind: type[Guide]) -> str:
    return next(folder for folder, held in FOLDERS.items() if held is kind)

"""A fork as a collection of one's own: which files of it go, and what the others say afterwards.

Nothing is written here. What stays is told by what is there, so that a fork from which a part was taken out by hand
comes to the same end.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final

from ..model.exhibit import Exhibit
from ..model.finding import Finding, Place
from ..model.languages import language_folder
from ..model.typed_pages import kind_of_page
from ..model.work_set import WorkSet
from ..reading.file_names import INDEX
from ..reading.frontmatter import decode, read_frontmatter
from ..reading.typed_pages import TypedPages, read_typed_pages
from ..reading.values import Mapping as Table
from ..reading.values import Scalar, Sequence, Value
from .configured import said_true, without_demonstrations, without_pages
from .edits import stored_like, without_items
from .unsaid import without_directives, without_named, without_section, without_sentences

_TRY_ON: Final = re.compile(r"^try_on:(?P<said>.*)\n", re.MULTILINE)
# Who sends work to a collection of many schools reads these; one school has nobody to send anything.
SENDING: Final = ("submit.md", "submit/pack.md")
_LISTS: Final = ("related", "downloads", "inspired_by")  # of works or of pages, in works and in guides
_MARK: Final = "demonstration"
_NOTHING: Final = Scalar("", plain=True, place=Place())


@dataclass(frozen=True, slots=True)
class Cleared:
    """What is to be done: folders and files that go, files with what they say from then on, and what is told of it.

    `titles` are those of the works that go, by slug; `wrong` says what a person has to mend before anything is done.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[Path, ...] = ()
    written: Mapping[Path, bytes] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    wrong: tuple[Finding, ...] = ()


def demonstrations_in(works: Path) -> dict[str, str]:
    """The titles of all works that were drawn for this repository, by slug; whatever else is wrong with them."""
    found = {}
    for folder in sorted(works.iterdir()) if works.is_dir() else ():
        index = folder / INDEX
        if folder.is_symlink() or not index.is_file():
            continue
        said = _entries(read_frontmatter(index.read_bytes()).value)
        if said_true(said.get(_MARK, _NOTHING)):
            title = said.get("title")
            found[folder.name] = title.text if isinstance(title, Scalar) else folder.name
    return found


def sending_in(docs: Path) -> frozenset[str]:
    """The pages about sending work that are there, in every language."""
    found = (path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    return frozenset(page for page in found if page.removeprefix(language_folder(page)) in SENDING)


def cleared(works: Path, docs: Path, also: frozenset[str] = frozenset(), *, drawn: bool = True) -> Cleared:
    """Without demonstrations, without the exhibits and sets of nothing else, and without a word that leads to them.

    The pages in `also` go too; where nothing is `drawn` any more they go alone.
    """
    titles = demonstrations_in(works)
    stays = frozenset(_works_in(works)) - titles.keys()
    typed = read_typed_pages(docs, docs.name)
    wrong = [flaw for page, each in typed.items() if _shows(page) and not each.record for flaw in each.findings]
    gone = {page for page, each in typed.items() if drawn and _is_gone(page, typed, stays) and each.record} | also
    written = {}
    for path, page in _said_in(works, docs, titles, gone):
        before = path.read_bytes()
        text, _ = decode(before)
        anew = _Page(page, frozenset(gone), stays).without(text)
        if anew != text:
            written[path] = stored_like(before, anew)
    pages = tuple(docs / page for page in sorted(gone))
    told = _still_named(written, works, docs, titles, pages)
    return Cleared(titles, pages, written, tuple(told), tuple(wrong))


def menu_without(text: str, docs: Path, pages: Iterable[Path]) -> str:
    """mkdocs.yml without the pages that go, and without demonstrations from now on."""
    return without_demonstrations(without_pages(text, {page.relative_to(docs).as_posix() for page in pages}))


def _entries(value: Value | None) -> dict[str, Value]:
    return {entry.key: entry.value for entry in value.entries} if isinstance(value, Table) else {}


def _works_in(works: Path) -> Iterator[str]:
    yield from (folder.name for folder in works.iterdir() if folder.is_dir()) if works.is_dir() else ()


def _shows(page: str) -> bool:
    return kind_of_page(page) in (Exhibit, WorkSet)


def _is_gone(page: str, typed: TypedPages, stays: frozenset[str]) -> bool:
    """Whether a page shows works and none of them stays; a translation goes with its page."""
    meant = page.removeprefix(language_folder(page))
    record = typed[meant if meant in typed else page].record
    return _shows(page) and record is not None and not any(each.slug in stays for each in record.works)


def _said_in(works: Path, docs: Path, titles: Mapping[str, str], gone: set[str]) -> Iterator[tuple[Path, str]]:
    """Every text that stays, with its path in the documents folder, which is empty for the words of a work."""
    for path in sorted(docs.rglob("*.md")):
        page = path.relative_to(docs).as_posix()
        if path.is_file() and not path.is_symlink() and page not in gone:
            yield path, page
    for path in sorted(works.glob("*/index*.md")):
        if path.parent.name not in titles and not path.parent.is_symlink():
            yield path, ""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page by its path, and what goes and stays around it."""

    place: str
    pages: frozenset[str]
    stays: frozenset[str]

    def without(self, text: str) -> str:
        """What the page says without whatever is gone."""
        text = _TRY_ON.sub(self._tried_on, text, count=1) if text.startswith("---") else text
        for key in _LISTS:
            text = self._without_items(text, key)
        if _shows(self.place):
            text = self._without_items(text, "works")
        text = without_directives(without_section(text), self.stays.__contains__)
        return without_sentences(text, self._leads_to_gone)

    def _tried_on(self, found: re.Match[str]) -> str:
        said = without_named(found["said"].strip().strip("\"'"), self.stays.__contains__).strip()
        if said == found["said"].strip().strip("\"'"):
            return found[0]
        return f"try_on: {said}\n" if said else ""

    def _without_items(self, text: str, key: str) -> str:
        value = _entries(read_frontmatter(text.encode("utf-8", "surrogatepass")).value).get(key)
        items = value.items if isinstance(value, Sequence) else ()
        gone = [number for number, item in enumerate(items, 1) if self._names_gone(item)]
        return (without_items(text, key, gone) or text) if gone else text

    def _names_gone(self, item: Value) -> bool:
        """Whether an item names a work that is gone, by itself or by its `slug`, or a page."""
        named = _entries(item).get("slug", item)
        if not isinstance(named, Scalar):
            return False
        if named.text.endswith(".md"):
            return f"{language_folder(self.place)}{named.text}" in self.pages
        return (not self.place or _shows(self.place)) and named.text not in self.stays

    def _leads_to_gone(self, to: str) -> bool:
        if to.startswith("work:"):
            return to.removeprefix("work:").partition("#")[0] not in self.stays
        return normpath(join(dirname(self.place), to.partition("#")[0])) in self.pages


def _still_named(
    written: Mapping[Path, bytes], works: Path, docs: Path, titles: Mapping[str, str], pages: tuple[Path, ...]
) -> Iterator[str]:
    """Lines that go on naming a work that goes: a person has to see what they are to say."""
    words = [*titles, *(title for title in titles.values() if " " in title)]
    if not words:
        return
    named = re.compile("|".join(rf"(?<![\w-]){re.escape(word)}(?![\w-])" for word in words))
    root = works.parent
    for path, _ in _said_in(works, docs, titles, {page.relative_to(docs).as_posix() for page in pages}):
        text, _ = decode(written.get(path) or path.read_bytes())
        for number, line in enumerate(text.split("\n"), 1):
            if found := named.search(line):
                shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path
                yield f"{shown}:{number}: this line still names “{found[0]}”: see what it is to say"

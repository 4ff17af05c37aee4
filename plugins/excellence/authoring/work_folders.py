"""A work's folder from elsewhere, as a packer or another collection makes it: copied clean, and always as a draft."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..media import Cache, scrub
from ..model.finding import Finding
from ..model.kinds import CAPTIONS, foreign, is_made, is_text, suffix
from ..model.litter import is_litter
from ..model.natural import natural
from ..reading.file_names import INDEX, file_name_problem, told_name
from ..reading.folder import FILE_LINK, read_folder
from ..reading.frontmatter import FrontMatter, read_frontmatter
from ..reading.single import TOO_LONG
from ..reading.values import Entry, Mapping, Scalar
from ..rules.permission import NO_NAME, TWO_WORDS
from ..rules.personal import PERSONAL_DETAILS
from .as_utf8 import plain_text
from .frontmatter_writer import write_frontmatter
from .renaming import better_name, rename
from .replace import replace_file

_NEVER = frozenset({"status", "review", "demonstration"})
_LARGEST = 1_000_000  # bytes of an index.md
_NO_INDEX = ("this is a link, or far too long", "put the file itself there, with the story in at most 300 words")
_INDEXES = re.compile(r"index(?:\..+)?\.md\Z")


@dataclass(slots=True)
class Copied:
    """What came of a folder: whether it is a work, and what is to be said of its files."""

    is_work: bool = False
    title: str = ""
    told: list[Finding] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)


def works_in(folder: Path) -> list[Path]:
    """The folders of works that were given: this one, or those in it, or in a folder in it. Links are not followed."""
    if (folder / INDEX).is_file():
        return [folder]
    found = [path.parent for deep in ("*", "*/*") for path in folder.glob(f"{deep}/{INDEX}")]
    return sorted((each for each in found if _is_meant(folder, each)), key=lambda path: natural(path.as_posix()))


def _is_meant(folder: Path, work: Path) -> bool:
    parts = work.relative_to(folder).parts
    steps = (folder.joinpath(*parts[:count]) for count in range(1, len(parts) + 1))
    return not any(is_litter(step.name) or step.is_symlink() for step in steps)


def copy_work(source: Path, folder: Path, cache: Cache) -> Copied:
    """Copies what can be cleaned into a folder; nothing where its index.md can't be read."""
    made = Copied()
    index = source / INDEX
    if index.is_symlink() or index.stat().st_size > _LARGEST:
        made.told.append(Finding(FILE_LINK if index.is_symlink() else TOO_LONG, *_NO_INDEX, path=INDEX))
        return made
    matter = read_frontmatter(index.read_bytes())
    if matter.findings or not isinstance(matter.value, Mapping):
        made.told += [replace(found, path=INDEX) for found in matter.findings]
        return made
    there = read_folder(source)
    made.told += there.findings
    folder.mkdir(parents=True, exist_ok=True)
    page, named = _unnamed(matter)
    made.told += named
    replace_file(folder / INDEX, write_frontmatter(as_draft(page)).encode())
    for file in sorted(there.files - {INDEX}, key=natural):
        _copy(there.on_disk(file), file, folder, cache, made)
    _rename(folder, made)
    made.is_work = True
    made.title = next(
        (e.value.text for e in matter.value.entries if e.key == "title" and isinstance(e.value, Scalar)), ""
    )
    return made


def as_draft(matter: FrontMatter) -> FrontMatter:
    """The same facts without what permits something here."""
    if not isinstance(matter.value, Mapping):
        return matter
    value = matter.value
    kept = [entry for entry in value.entries if entry.key not in _NEVER]
    at = next((number for number, entry in enumerate(kept) if entry.key not in ("title", "kind")), len(kept))
    kept.insert(at, Entry("status", value.place, Scalar("draft", True, value.place)))
    return replace(matter, value=Mapping(tuple(kept), value.place))


def _unnamed(matter: FrontMatter) -> tuple[FrontMatter, list[Finding]]:
    """The facts without what of a consent looks like a person's name, and what is to be said of that."""
    told: list[Finding] = []

    def kept(entry: Entry) -> bool:
        named = entry.key in NO_NAME and isinstance(entry.value, Scalar) and TWO_WORDS.search(entry.value.text)
        if named:
            what = f"consent.{entry.key}: left out: this looks like a person's name"
            told.append(Finding(PERSONAL_DETAILS, what, NO_NAME[entry.key], entry.value.place, path=INDEX))
        return not named

    def without(entry: Entry) -> Entry:
        value = entry.value
        if entry.key != "consent" or not isinstance(value, Mapping):
            return entry
        return entry._replace(value=replace(value, entries=tuple(each for each in value.entries if kept(each))))

    facts = matter.value
    if not isinstance(facts, Mapping):
        return matter, told
    return replace(matter, value=replace(facts, entries=tuple(map(without, facts.entries)))), told


def _copy(source: Path, file: str, folder: Path, cache: Cache, made: Copied) -> None:
    """One file, made anew; what can't be is told of, and left."""
    data: bytes | Finding
    if _INDEXES.fullmatch(file):
        page = read_frontmatter(source.read_bytes())
        data = next(iter(page.findings), None) or write_frontmatter(page).encode()
    elif is_text(file) or suffix(file) == CAPTIONS:
        text = plain_text(source.read_bytes())
        data = text if isinstance(text, Finding) else text[0]
    elif is_made(file):
        cleaned = scrub(source, cache, into=suffix(file))
        data = cleaned if isinstance(cleaned, Finding) else cleaned.data
        if not isinstance(cleaned, Finding) and cleaned.lost:
            made.facts.append(f"{told_name(file)}: took out {', '.join(cleaned.lost)}")
    else:
        told = foreign(file)
        made.facts.append(f"{told_name(file)}: left out: it is {told[0] if told else 'of no kind that can be shown'}")
        return
    if isinstance(data, Finding):
        made.told.append(replace(data, path=told_name(file)))
        return
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    replace_file(folder / file, data)


def _rename(folder: Path, made: Copied) -> None:
    """Names that do not work everywhere, here and wherever index.md says them."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for file in sorted(each for each in files if not _INDEXES.fullmatch(each) and file_name_problem(each)):
        new = better_name(file, "", files - {file})
        if rename(folder, file, new):
            files = {*files - {file}, new}
            made.facts.append(f"a file is named {new} now")


def slug_in(name: str) -> Iterator[str]:
    """What a folder or a zip may mean as the name of its work."""
    yield name.removeprefix("work-")
    yield name

"""Reading a school's evidence: a folder for each month with a meeting, which holds the archive's file and index.md."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..model.finding import Finding, Rule
from ..model.litter import is_litter
from ..model.meeting import EVIDENCE, Kept
from .file_names import INDEX
from .folder import FILE_LINK, read_folder, unreadable
from .frontmatter import FrontMatter, read_frontmatter
from .sheets import Archive, read_archive
from .typed_pages import TypedPage, read_typed_page

MEETING_FOLDER = Rule(
    "meeting-folder",
    "Evidence lies in a folder for each month",
    "By its name the meetings stand in their order.",
    "Name the folder by the year and the month of the meeting, and put nothing beside it.",
    "evidence/2026-05/",
)
MEETING_FILE = Rule(
    "meeting-file",
    "A month's folder holds sheets and index.md alone",
    "Nothing else in it is shown.",
    "Make a work of the pieces with scripts/new, and name it in index.md. Take everything else out.",
    "scripts/new frog-cards",
)
_MONTH = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])\Z")


@dataclass(frozen=True, slots=True)
class MonthRead:
    """What lies in the folder of a month: each archive by its path in messages, the record of index.md, its words.

    `page` is index.md as it was read, for the rules about what must not stand there.
    """

    month: str
    archives: Mapping[str, Archive] = field(default_factory=dict)
    index: TypedPage[Kept] | None = None
    page: FrontMatter = FrontMatter()  # noqa: RUF009 - it never changes
    findings: tuple[Finding, ...] = ()

    @property
    def path(self) -> str:
        return f"{EVIDENCE}/{self.month}"


def read_evidence(folder: Path) -> tuple[tuple[MonthRead, ...], tuple[Finding, ...]]:
    """Every month, the first before the last, and what else lies there. Links are findings and are never followed."""
    months, findings = [], []
    if folder.is_symlink():
        return (), (_link(EVIDENCE),)
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        name = f"{EVIDENCE}/{path.name}"
        if path.is_symlink():
            findings.append(_link(name))
        elif path.is_dir() and _MONTH.match(path.name):
            months.append(_read_month(path))
        elif not is_litter(path.name):
            what = f"“{path.name}” is no month" if path.is_dir() else "this file lies in no month's folder"
            findings.append(Finding(MEETING_FOLDER, what, "name the folder as in 2026-05", path=name))
    return tuple(months), tuple(findings)


def _link(name: str) -> Finding:
    return Finding(FILE_LINK, "this is a link to somewhere else", "put the file itself here", path=name)


def _read_month(path: Path) -> MonthRead:
    held, base = read_folder(path), f"{EVIDENCE}/{path.name}"
    findings = [replace(each, path=f"{base}/{each.path}") for each in held.findings]
    archives, index, page = {}, None, FrontMatter()
    for file in sorted(held.files):
        name = f"{base}/{file}"
        try:
            content = held.on_disk(file).read_bytes()
        except OSError as error:
            findings.append(replace(unreadable(path, file, error), path=name))
            continue
        if file == INDEX:
            page, index = read_frontmatter(content), read_typed_page(path / file, name, Kept)
            findings += [replace(each, path=name, swap=None) for each in (*page.findings, *index.findings)]
        elif file.endswith(".json") and "/" not in file:
            archives[name] = read_archive(content)
            findings += [replace(each, path=name) for each in archives[name].findings]
        else:
            what = "this file is neither the archive's nor index.md"
            remedy = "make a work of it with scripts/new, or take it out"
            findings.append(Finding(MEETING_FILE, what, remedy, path=name))
    return MonthRead(path.name, archives, index, page, tuple(findings))

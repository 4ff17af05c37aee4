"""What lies in the places that a person named: the pieces, the drafts, and what is left where it lies and why."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from unicodedata import combining, normalize

from ..media.errors import FILE_UNREADABLE, PIECE_EMPTY
from ..model.finding import Finding, Rule
from ..model.kinds import foreign
from ..model.litter import away_in_cloud, is_litter, is_unfinished
from ..model.natural import natural
from ..reading.folder import FILE_LINK
from ..rules.kinds import PIECE_KIND

MOST = 300  # more files than any work has: somebody named all their pictures
_DRAFTS: Final = re.compile(
    r"(?:(?:earlier|old|rough|1) )?(?:drafts?|entwurfe?|entwuerfe|borrador(?:es)?|brouillons?|bozze|rascunhos?)\Z"
)
_ORDINALS: Final = {"rough": 1, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
_A_DRAFT: Final = re.compile(
    r"(?:draft|entwurf|borrador|brouillon|bozza|rascunho|version|v|d) ?(\d{1,3})\Z"
    r"|(\d{1,3}) ?(?:st|nd|rd|th|\.)? ?(?:draft|entwurf|borrador|brouillon|bozza|rascunho|version)\Z"
)
_AWAY: Final = "is not downloaded yet: the cloud keeps it"
_NOTHING: Final = "has nothing in it: it is not downloaded yet, or was never copied whole"
_FETCH: Final = "open it once, or choose “Always keep on this device” for the folder, then run this again"
_ELSEWHERE: Final = 0x1000 | 0x40000 | 0x400000  # Windows: offline, recalled when opened, recalled when read


@dataclass(frozen=True, slots=True)
class Left:
    """A file or folder that is not taken, and why."""

    source: Path
    finding: Finding


@dataclass(slots=True)
class Walk:
    """The files of the named places in the order in which people number them, each draft's by themselves."""

    pieces: list[Path] = field(default_factory=list)
    drafts: list[list[Path]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    litter: int = 0

    @property
    def count(self) -> int:
        return len(self.pieces) + sum(map(len, self.drafts))

    def entries(self, folder: Path) -> tuple[list[Path], list[Path]]:
        """The files and the folders in a folder that somebody put there. Links are not followed."""
        if self.count > MOST:
            return [], []
        try:
            inside = sorted(folder.iterdir(), key=in_order)
        except OSError as error:
            self.leave(folder, FILE_UNREADABLE, f"can't be opened ({error.strerror})", "check its permissions")
            return [], []
        here = [each for each in inside if self.is_meant(each)]
        return [each for each in here if not each.is_dir()], [each for each in here if each.is_dir()]

    def is_meant(self, path: Path) -> bool:
        """Whether a file or folder is to be looked into; what is not is told of, unless it is a system's own."""
        if file := away_in_cloud(path.name):
            self.leave(path.with_name(file), PIECE_EMPTY, _AWAY, _FETCH)
        elif is_litter(path.name) and not is_unfinished(path.name):
            self.litter += 1
        elif path.is_symlink():
            self.leave(path, FILE_LINK, "is a link to somewhere else", "copy the file itself here")
        elif (path.is_dir() or is_unfinished(path.name)) and (told := foreign(path.name)):
            self.leave(path, PIECE_KIND, f"is {told[0]}", told[1])
        elif path.is_file() and is_away(path):
            self.leave(path, PIECE_EMPTY, _AWAY if path.stat().st_size else _NOTHING, _FETCH)
        else:
            return True
        return False

    def leave(self, path: Path, rule: Rule, what: str, remedy: str) -> None:
        self.left.append(Left(path, Finding(rule, what, remedy)))

    def folder(self, folder: Path) -> None:
        """Its own files first, then those of each folder in it; folders of drafts become drafts."""
        files, folders = self.entries(folder)
        self.pieces += files
        single = [each for each in folders if draft_number(each.name) is not None]
        several = [each for each in folders if each not in single and is_drafts(each.name)]
        for each in several:
            self.all_drafts(each)
        for each in sorted(single, key=lambda each: (draft_number(each.name) or 0, in_order(each))):
            self.draft(each)
        for each in (each for each in folders if each not in (*single, *several)):
            before = len(self.pieces)
            self.folder(each)
            if count := len(self.pieces) - before:
                self.said.append(f"{each.name}: {_files(count)}, in order after those before")

    def draft(self, folder: Path) -> None:
        """Every file in a folder, and in those in it, as one draft."""
        found = [folder]
        files: list[Path] = []
        while found:
            more, folders = self.entries(found.pop(0))
            files += more
            found += folders
        if files:
            self.drafts.append(files)
            self.said.append(f"{folder.name}: {_files(len(files))}, as draft {len(self.drafts)}")

    def all_drafts(self, folder: Path) -> None:
        """Each folder in it is a draft, and so is each file; files of one name belong together."""
        files, folders = self.entries(folder)
        alone: dict[str, list[Path]] = {}
        for each in files:
            alone.setdefault(stem(each), []).append(each)
        first = len(self.drafts) + 1
        ordered = [(in_order(each[0]), each) for each in alone.values()]
        ordered += [(in_order(each), [each]) for each in folders]
        for _, paths in sorted(ordered):
            if paths[0].is_dir():
                self.draft(paths[0])
            else:
                self.drafts.append(paths)
        if alone:
            numbers = f"drafts {first} to {len(self.drafts)}" if len(self.drafts) > first else f"draft {first}"
            self.said.append(f"{folder.name}: {numbers}")


def walk(paths: Iterable[Path], *, adding: bool = False) -> Walk:
    """Every file named, and every file in a folder named. What a person names outright is taken for a piece, unless
    it is a folder of drafts beside another, or for a work that is there already."""
    found, given = Walk(), list(paths)
    for path in given:
        drafts = path.is_dir() and (adding or len(given) > 1)
        if drafts and is_drafts(path.name):
            found.all_drafts(path)
        elif drafts and draft_number(path.name) is not None:
            found.draft(path)
        elif path.is_dir():
            found.folder(path)
        elif found.is_meant(path):
            found.pieces.append(path)
    return found


def is_drafts(name: str) -> bool:
    return _DRAFTS.match(_plain(name)) is not None


def draft_number(name: str) -> int | None:
    """Which draft a folder is, by its name, as in `Draft 2`; None where it is no draft."""
    found = _A_DRAFT.match(" ".join(str(_ORDINALS.get(word, word)) for word in _plain(name).split()))
    return int(found[1] or found[2]) if found else None


def is_away(path: Path) -> bool:
    """Whether a file is a cloud's placeholder: nothing of it is on this computer yet."""
    try:
        status = path.stat()
        if not status.st_size or getattr(status, "st_file_attributes", 0) & _ELSEWHERE:
            return True
        if getattr(status, "st_blocks", 1):  # Windows counts none
            return False
        with path.open("rb") as file:  # some systems keep small files without a block of their own
            return not file.read(4096).strip(b"\0")
    except OSError:
        return False


def in_order(path: Path) -> list[tuple[int, int, str]]:
    """IMG_9 before IMG_10, and before a copy of it."""
    return [*natural(stem(path)), (-1, 0, path.suffix.casefold())]


def stem(path: Path) -> str:
    """A file's name without its end, the same however a computer writes its accents and capitals."""
    return normalize("NFC", path.stem).casefold()


def _plain(name: str) -> str:
    bare = "".join(char for char in normalize("NFKD", name.casefold()) if not combining(char))
    return " ".join(re.split(r"[\s_.-]+", bare)).strip()


def _files(count: int) -> str:
    return f"{count} file" if count == 1 else f"{count} files"

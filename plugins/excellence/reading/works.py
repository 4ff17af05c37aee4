"""Reading a work's folder: its record, and everything that is wrong with it."""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from unicodedata import normalize

from ..media import Probe, probe_file
from ..model.finding import Level, Place, Problem, Purpose
from ..model.kinds import CAPTIONS, is_made, is_text, suffix
from ..model.litter import is_litter
from ..model.vocabulary import Vocabulary
from ..model.work import Translation, Work
from ..rules.declared import RULES
from ..rules.personal import personal_details, scan
from ..rules.rule_context import Folder
from ..rules.works import check_translation, check_work, place_of
from .captions import CONVERTED, read_captions, speakers, write_captions
from .file_names import INDEX as INDEX
from .file_names import instead_of_index, is_inside
from .frontmatter import MERGING, Flaw, FrontMatter, decode, place_in, read_frontmatter
from .lists import Withdrawn
from .oddities import merges
from .reader import LANGUAGE, SLUG, SLUG_REMEDY, Reader, told_field

CLOUD = "if it lies in a cloud (OneDrive, iCloud, Drive, Dropbox), let it be downloaded first"
_TRANSLATION = re.compile(r"index\.(.+)\.md\Z")
_INDEX = re.compile(r"index(?:\..+)?\.md\Z")
_LARGEST_TEXT = 1_000_000


@dataclass(frozen=True, slots=True)
class RuleContext:
    """What reading depends on besides the folder: words, withdrawn works, the day, the site's option, private names."""

    vocabulary: Vocabulary
    withdrawn: tuple[Withdrawn, ...] = ()
    today: date = date.min
    demonstrations: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one folder.

    `probes` holds what is known of each listed piece that is no text, `hashes` the sha256 of each listed file, by name.
    `parts` is the work as far as it could be read, where that is not the whole of it; `stored` the names of files that
    the disk writes with accents apart.
    """

    slug: str
    folder: Path
    work: Work | None = None
    problems: tuple[Problem, ...] = ()
    probes: Mapping[str, Probe] = field(default_factory=dict)
    digest: str = ""
    hashes: Mapping[str, str] = field(default_factory=dict)
    parts: Work | None = None
    stored: Mapping[str, str] = field(default_factory=dict)

    def path(self, file: str) -> Path:
        return self.folder / self.stored.get(file, file)

    @property
    def published(self) -> bool:
        """Whether the site may show the work: it was read, and nothing found speaks against it."""
        levels = {RULES[problem.code].level(Purpose.BUILD) for problem in self.problems}
        return self.work is not None and not levels & {Level.ERROR, Level.WITHHELD}

    def problem(self, code: str, where: str, what: str, remedy: str) -> Problem:
        """A problem found later, at one of this work's fields. That is rare: the file is asked again for the place."""
        reader = Reader(Vocabulary())
        content = b""
        with suppress(OSError):  # it may have gone since, while somebody saves it
            content = (self.folder / INDEX).read_bytes()
        matter = read_frontmatter(content)
        if matter.value is not None:
            reader.record(Work, matter.value)
        place = place_of(where, reader.places)
        return Problem(f"works/{self.slug}/{INDEX}", place, where, code, what, remedy, self.slug)


def work_folders(works: Path) -> list[Path]:
    """The folders that hold works, by name. Names that begin with _ or . are none."""
    if not works.is_dir():
        return []
    with os.scandir(works) as entries:
        named = [Path(entry.path) for entry in entries if entry.is_dir() or entry.is_symlink()]
    return sorted(folder for folder in named if folder.name[0] not in "_." and folder.name != "__pycache__")


def read_work(folder: Path, house: RuleContext) -> Reading:
    """One work's folder, read once. Nothing is raised for what it holds."""
    return _WorkReader(folder, house).read()


def folder_state(folder: Path) -> tuple[tuple[str, int, int, int], ...]:
    """Every entry beneath a folder with its size, time and inode: while these stay, so does what was read of it."""
    found: list[tuple[str, int, int, int]] = []
    ahead = [str(folder)]
    while ahead:
        with suppress(OSError), os.scandir(ahead.pop()) as entries:
            for entry in entries:
                stat = entry.stat(follow_symlinks=False)
                found.append((entry.path, stat.st_size, stat.st_mtime_ns, stat.st_ino))
                if entry.is_dir(follow_symlinks=False):
                    ahead.append(entry.path)
    return tuple(sorted(found))


@dataclass(slots=True)
class _WorkReader:
    folder: Path
    house: RuleContext
    problems: list[Problem] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    away: set[str] = field(default_factory=set)
    stored: dict[str, str] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.folder.name

    def note(self, file: str, where: str, flaw: Flaw) -> None:
        path = f"works/{self.slug}/{file}".rstrip("/")
        found = Problem(path, flaw.place, where, flaw.code, flaw.what, flaw.remedy, self.slug, flaw.swap)
        self.problems.append(found)

    def read(self) -> Reading:
        files = self._files()
        if not SLUG.match(self.slug):
            self.note("", "", Flaw("folder-name", Place(), f"the folder's name “{self.slug}” is no slug", SLUG_REMEDY))
        if INDEX not in files:
            if not (self.folder.is_symlink() or (self.folder / INDEX).is_symlink()):
                self.note("", "", Flaw("no-index", Place(), "there is no index.md", instead_of_index(files)))
            return self._reading(None, {})
        matter = self._matter(INDEX)
        reader = Reader(self.house.vocabulary)
        work = None
        if matter.value is not None:
            work = reader.record(Work, matter.value, slug=self.slug, body=matter.body)
            for where, flaw in reader.flaws:
                self.note(INDEX, where, flaw)
            for where, flaw in personal_details(matter, self.house.names):
                self.note(INDEX, told_field(where), flaw)
        probes: dict[str, Probe] = {}
        if work is not None and reader.places:  # a list or a word holds no keys, so nothing more can be said of it
            work = self._with_texts(work, files)
            probes = self._looks(work, files)
            self.hashes |= {file: look.sha256 for file, look in probes.items() if look.sha256}
            folder = Folder(files, self.hashes, frozenset(self.away))
            for where, flaw in check_work(work, reader.places, folder, self.house, reader.unread):
                self.note(INDEX, where, flaw)
        return self._reading(work if reader.complete else None, probes, work)

    def _reading(self, work: Work | None, probes: Mapping[str, Probe], parts: Work | None = None) -> Reading:
        digest = hashlib.sha256(repr(work).encode("utf-8", "surrogatepass")).hexdigest()
        problems = tuple(sorted({*self.problems}))
        parts = None if work is not None else parts
        return Reading(self.slug, self.folder, work, problems, probes, digest, self.hashes, parts, self.stored)

    def _files(self) -> frozenset[str]:
        """Every file in the folder by its name with forward slashes. Links are problems and are never followed."""
        found: set[str] = set()
        if self.folder.is_symlink():
            self._link("")
            return frozenset()
        for root, folders, names in os.walk(self.folder, onerror=self._closed, followlinks=False):
            here = Path(root)
            folders[:] = sorted(each for each in folders if not is_litter(each))
            for name in [*folders, *sorted(names)]:
                path = here / name
                file = path.relative_to(self.folder).as_posix()
                if path.is_symlink():
                    self._link(file)
                    folders[:] = [each for each in folders if each != name]
                elif name in names and not is_litter(name) and path.is_file():
                    found.add(file)
                elif name.startswith(".") and name.endswith(".icloud"):
                    self.away.add(path.with_name(name[1:].removesuffix(".icloud")).relative_to(self.folder).as_posix())
        return frozenset(self._composed(found))

    def _composed(self, found: set[str]) -> Iterator[str]:
        """Names as index.md has them: a disk may store an accent apart from its letter."""
        for file in found:
            name = normalize("NFC", file)
            if name != file and name not in found:
                self.stored[name] = file
                yield name
            else:
                yield file

    def _path(self, file: str) -> Path:
        return self.folder / self.stored.get(file, file)

    def _closed(self, error: OSError) -> None:
        file = Path(error.filename).relative_to(self.folder).as_posix()
        self._unreadable("" if file == "." else file, error)

    def _unreadable(self, file: str, error: OSError) -> None:
        kind = "folder" if (self.folder / file).is_dir() else "file"
        what = f"the {kind} can't be read ({error.strerror})"
        self.note(file, "", Flaw("file-unreadable", Place(), what, "check its permissions"))

    def _link(self, file: str) -> None:
        self.note(file, "", Flaw("file-link", Place(), "this is a link to somewhere else", "put the file itself here"))

    def _bytes(self, file: str) -> bytes | None:
        path = self._path(file)
        try:
            if path.stat().st_size > _LARGEST_TEXT:
                what = f"the text has {path.stat().st_size:,} bytes, {_LARGEST_TEXT:,} is the most"
                self.note(file, "", Flaw("too-long", Place(), what, "shorten it"))
                return None
            return path.read_bytes()
        except OSError as error:
            self._unreadable(file, error)
            return None

    def _matter(self, file: str) -> FrontMatter:
        content = self._bytes(file)
        matter = read_frontmatter(content) if content is not None else FrontMatter()
        for flaw in matter.flaws:
            self.note(file, "", flaw)
        return matter

    def _text(self, file: str) -> str:
        content = self._bytes(file)
        if content is None:
            return ""
        self.hashes[file] = hashlib.sha256(content).hexdigest()
        text, flaws = decode(content)
        for flaw in flaws:
            self.note(file, "", flaw)
        for place in merges(text, place_in(text)):
            self.note(file, "", Flaw("merge-open", place, *MERGING))
        for flaw in scan(text, names=self.house.names):
            self.note(file, "", flaw)
        if not flaws and not text.strip():
            remedy = "write the words, or take the file out"
            self.note(file, "", Flaw("piece-empty", Place(), "the file is empty", f"{remedy}; {CLOUD}"))
        return text.strip()

    def _with_texts(self, work: Work, files: frozenset[str]) -> Work:
        """The work with the words of its text files and its translations."""
        shown = {file for piece in work.pieces for file in (piece.file, piece.transcript or "")}
        shown |= {file for draft in work.drafts for file in draft.files}
        shown |= {work.task_transcript or "", work.scoring_tool_transcript or ""}
        named = shown | {work.task or "", work.scoring_tool or ""}
        words = {file: self._text(file) for file in sorted(named & files) if is_text(file)}
        kinds = {CAPTIONS, *CONVERTED}
        captions = {piece.captions for piece in work.pieces if piece.captions and suffix(piece.captions) in kinds}
        words |= {file: self._captions(file) for file in sorted(captions & files)}
        shown |= captions
        self._scan_others(files - named - captions)
        return replace(
            work,
            texts=tuple((file, text) for file, text in words.items() if file in shown),
            task_text=words.get(work.task or "", ""),
            scoring_text=words.get(work.scoring_tool or "", ""),
            translations=tuple(self._translations(work, files)),
        )

    def _scan_others(self, files: frozenset[str]) -> None:
        """Texts that nothing lists are never shown, and lie in the repository all the same."""
        for file in sorted(files):
            if suffix(file) in {".txt", ".md", CAPTIONS, *CONVERTED} and not _INDEX.match(file):
                text, _ = decode(self._bytes(file) or b"")
                for flaw in scan(text, names=self.house.names):
                    self.note(file, "", flaw)

    def _captions(self, file: str) -> str:
        text = self._text(file)
        cues, flaws = read_captions(text) if text else ((), ())
        for flaw in (*flaws, *speakers(text)):
            self.note(file, "", flaw)
        return write_captions(cues)

    def _translations(self, work: Work, files: frozenset[str]) -> Iterator[Translation]:
        for file in sorted(files):
            named = _TRANSLATION.match(file)
            if not named:
                continue
            if not LANGUAGE.match(named[1]):
                what = f"“{named[1]}” is no language"
                self.note(file, "", Flaw("translation-name", Place(), what, "name it index.es.md or the like"))
                continue
            matter = self._matter(file)
            if matter.value is None:
                continue
            reader = Reader(self.house.vocabulary)
            read = reader.record(Translation, matter.value, language=named[1], body=matter.body)
            for where, flaw in [
                *reader.flaws,
                *((told_field(where), flaw) for where, flaw in personal_details(matter, self.house.names)),
                *check_translation(read, work, reader.places),
            ]:
                self.note(file, where, flaw)
            yield read

    def _looks(self, work: Work, files: frozenset[str]) -> dict[str, Probe]:
        """What can be known of each listed file without preparing it."""
        probes = {}
        listed = [(f"pieces[{number}].file", piece.file) for number, piece in enumerate(work.pieces, 1)]
        for number, draft in enumerate(work.drafts, 1):
            listed += [(f"drafts[{number}].files[{which}]", file) for which, file in enumerate(draft.files, 1)]
        listed += [("task", work.task or ""), ("scoring_tool", work.scoring_tool or "")]
        for where, file in listed:
            if is_made(file) and file in files and file not in probes and is_inside(file):
                probes[file] = look = probe_file(self._path(file))
                for fault in (*look.faults, *look.advice):
                    self.note(file, where, Flaw(fault.code, Place(), fault.what, fault.remedy))
        return probes

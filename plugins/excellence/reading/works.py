"""Reading a work's folder: its record, where each field stands, and everything in it that can't be read."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..media import Originals, Probe, probe_file
from ..media.errors import PIECE_EMPTY
from ..media.originals import pointer_of
from ..model.finding import Finding, Place, Rule
from ..model.kinds import CAPTIONS, is_made, is_text, suffix
from ..model.vocabulary import Vocabulary
from ..model.work import Translation, Work
from .captions import CONVERTED, read_captions, write_captions
from .file_names import INDEX, instead_of_index, is_inside
from .folder import Folder, read_folder, unreadable
from .frontmatter import MERGE_OPEN, MERGING, FrontMatter, decode, place_in, read_frontmatter
from .oddities import merges
from .outline import digest_of, keys_in, outline_of
from .reader import Reader
from .single import LANGUAGE, SLUG, SLUG_REMEDY, TOO_LONG

FOLDER_NAME = Rule(
    "folder-name",
    "The folder's name is a slug",
    "It becomes the work's address and never changes.",
    "Use 3 to 60 of a to z, 0 to 9 and single hyphens.",
    "works/frog-cards/",
)
NO_INDEX = Rule(
    "no-index",
    "A work has an index.md",
    "Without it nobody knows what the folder holds.",
    "Let scripts/new make the folder, or add the file by hand.",
    "scripts/new frog-cards",
)
TRANSLATION_NAME = Rule(
    "translation-name",
    "A translation is index.LANGUAGE.md",
    "The name says which language it is.",
    "Name the file by its language.",
    "index.es.md",
)

CLOUD = "if it lies in a cloud (OneDrive, iCloud, Drive, Dropbox), let it be downloaded first"
_TRANSLATION = re.compile(r"index\.(.+)\.md\Z")
_INDEX = re.compile(r"index(?:\..+)?\.md\Z")
_LARGEST_TEXT = 1_000_000
HERE = Originals("", Path())


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one folder: plain data, as it is remembered between builds.

    `work` is the record where all of it could be read, and `parts` what could be read where that is not the whole.
    `places` maps a field such as `pieces[2].alt` to its place in index.md, `unread` are fields of which something is
    said already. `probes` holds what is known of each listed piece that is no text, `hashes` the sha256 of each listed
    file, by name; `stored` the names of files that the disk writes with accents apart. `digest` changes with any of the
    record, `outline` with all of it but the long texts; `keys` are all words in it that may be keys of the vocabulary.
    """

    slug: str
    work: Work | None = None
    findings: tuple[Finding, ...] = ()
    parts: Work | None = None
    places: Mapping[str, Place] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    away: frozenset[str] = frozenset()
    stored: Mapping[str, str] = field(default_factory=dict)
    probes: Mapping[str, Probe] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""
    outline: str = ""
    keys: tuple[str, ...] = ()

    def path(self, works: Path, file: str) -> Path:
        """A file of this work in the folder of all works; raises ValueError for a name that leads out of it."""
        name = self.stored.get(file, file)
        if not (is_inside(name) and is_inside(self.slug)):
            raise ValueError("a file of a work lies in its folder")
        return works / self.slug / name

    def finding(self, rule: Rule, where: str, what: str, remedy: str) -> Finding:
        """Something found at one of the work's fields, at its place or that of the nearest thing around it."""
        place = self.places.get(around(where, self.places), Place())
        return Finding(rule, what, remedy, place, where, f"works/{self.slug}/{INDEX}", self.slug)


def around(where: str, fields: Mapping[str, object] | frozenset[str]) -> str:
    """The field itself, or the nearest around it, that is among the fields; empty where none is."""
    while where and where not in fields:
        where = where[: max(where.rfind("."), where.rfind("["), 0)]
    return where


@dataclass(frozen=True, slots=True)
class Words:
    """Everything in a work's folder that people wrote, for the rules about what must not stand there.

    `pages` are index.md and its translations, `texts` all other texts, both by file; `translations` are the records of
    the translations, with the place of each field.
    """

    pages: Mapping[str, FrontMatter] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    translations: Mapping[str, tuple[Translation, Mapping[str, Place]]] = field(default_factory=dict)


def read_work(folder: Path, vocabulary: Vocabulary, originals: Originals = HERE) -> tuple[Reading, Words]:
    """One work's folder, read once. Nothing is raised for what it holds, and nothing is judged.

    Files that are pointers here are read where `originals` keeps them.
    """
    return _WorkReader(read_folder(folder), vocabulary, originals).read()


@dataclass(slots=True)
class _WorkReader:
    folder: Folder
    vocabulary: Vocabulary
    originals: Originals
    findings: list[Finding] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    pages: dict[str, FrontMatter] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    translations: dict[str, tuple[Translation, Mapping[str, Place]]] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.folder.path.name

    def note(self, file: str, finding: Finding) -> None:
        """`file` is the one that it is about; the folder itself where that is empty."""
        self.findings.append(replace(finding, path=f"works/{self.slug}/{file}".rstrip("/"), slug=self.slug))

    def read(self) -> tuple[Reading, Words]:
        for found in self.folder.findings:
            self.note(found.path, found)
        if not SLUG.match(self.slug):
            self.note("", Finding(FOLDER_NAME, f"the folder's name “{self.slug}” is no slug", SLUG_REMEDY))
        reader = Reader(self.vocabulary)
        if INDEX in self.folder.files:
            work, probes = self._record(reader)
        else:
            work, probes = None, {}
            self._no_index()
        reading = Reading(
            self.slug,
            work if reader.complete else None,
            tuple(self.findings),
            work if not reader.complete else None,
            dict(reader.places),
            frozenset(reader.unread),
            self.folder.files,
            self.folder.away,
            self.folder.stored,
            probes,
            self.hashes,
            digest_of(work if reader.complete else None),
            outline_of(work) if work and reader.complete else "",
            keys_in(work) if work and reader.complete else (),
        )
        return reading, Words(self.pages, self.texts, self.translations)

    def _no_index(self) -> None:
        path = self.folder.path
        if not (path.is_symlink() or (path / INDEX).is_symlink()):
            self.note("", Finding(NO_INDEX, "there is no index.md", instead_of_index(self.folder.files)))

    def _record(self, reader: Reader) -> tuple[Work | None, dict[str, Probe]]:
        """The record as far as it can be read, with the words of its texts, and what its files look like."""
        page = self._page(INDEX)
        if page.value is None:
            return None, {}
        work = reader.record(Work, page.value, slug=self.slug, body=page.body)
        for found in reader.findings:
            self.note(INDEX, found)
        if not reader.places:  # a list or a word holds no keys, so nothing more can be said of it
            return work, {}
        work = self._with_texts(work)
        probes = self._probes(work)
        self.hashes |= {file: probe.sha256 for file, probe in probes.items() if probe.sha256}
        return work, probes

    def _bytes(self, file: str) -> bytes | None:
        path = self.folder.on_disk(file)
        try:
            size = path.stat().st_size
            if size > _LARGEST_TEXT:
                what = f"the text has {size:,} bytes, {_LARGEST_TEXT:,} is the most"
                self.note(file, Finding(TOO_LONG, what, "shorten it"))
                return None
            return path.read_bytes()
        except OSError as error:
            self.note(file, unreadable(self.folder.path, file, error))
            return None

    def _page(self, file: str) -> FrontMatter:
        content = self._bytes(file)
        page = read_frontmatter(content) if content is not None else FrontMatter()
        for found in page.findings:
            self.note(file, found)
        self.pages[file] = page
        return page

    def _text(self, file: str) -> str:
        content = self._bytes(file)
        if content is None:
            return ""
        self.hashes[file] = hashlib.sha256(content).hexdigest()
        text, wrong = decode(content)
        for found in wrong:
            self.note(file, found)
        for place in merges(text, place_in(text)):
            self.note(file, Finding(MERGE_OPEN, *MERGING, place))
        if not wrong and not text.strip():
            remedy = "write the words, or take the file out"
            self.note(file, Finding(PIECE_EMPTY, "the file is empty", f"{remedy}; {CLOUD}"))
        self.texts[file] = text
        return text.strip()

    def _with_texts(self, work: Work) -> Work:
        """The work with the words of its text files and its translations."""
        files = self.folder.files
        shown = {file for piece in work.pieces for file in (piece.file, piece.transcript or "")}
        shown |= {file for draft in work.drafts for file in draft.files}
        shown |= {work.task_transcript or "", work.scoring_tool_transcript or ""}
        named = shown | {work.task or "", work.scoring_tool or ""}
        words = {file: self._text(file) for file in sorted(named & files) if is_text(file)}
        kinds = {CAPTIONS, *CONVERTED}
        captions = {piece.captions for piece in work.pieces if piece.captions and suffix(piece.captions) in kinds}
        words |= {file: self._captions(file) for file in sorted(captions & files)}
        shown |= captions
        self._others(files - named - captions)
        return replace(
            work,
            texts=tuple((file, text) for file, text in words.items() if file in shown),
            task_text=words.get(work.task or "", ""),
            scoring_text=words.get(work.scoring_tool or "", ""),
            translations=tuple(self._translations()),
        )

    def _others(self, files: frozenset[str]) -> None:
        """Texts that nothing lists are never shown, and lie in the repository all the same."""
        for file in sorted(files):
            if suffix(file) in {".txt", ".md", CAPTIONS, *CONVERTED} and not _INDEX.match(file):
                self.texts[file], _ = decode(self._bytes(file) or b"")

    def _captions(self, file: str) -> str:
        text = self._text(file)
        cues, wrong = read_captions(text) if text else ((), ())
        for found in wrong:
            self.note(file, found)
        return write_captions(cues)

    def _translations(self) -> Iterator[Translation]:
        for file in sorted(self.folder.files):
            named = _TRANSLATION.match(file)
            if named and not LANGUAGE.match(named[1]):
                what = f"“{named[1]}” is no language"
                self.note(file, Finding(TRANSLATION_NAME, what, "name it index.es.md or the like"))
            elif named and (page := self._page(file)).value is not None:
                reader = Reader(self.vocabulary)
                read = reader.record(Translation, page.value, language=named[1], body=page.body)
                for found in reader.findings:
                    self.note(file, found)
                self.translations[file] = read, reader.places
                yield read

    def _probes(self, work: Work) -> dict[str, Probe]:
        """What can be known of each listed file without preparing it."""
        probes: dict[str, Probe] = {}
        for where, file in (*work.shown_files(), ("task", work.task or ""), ("scoring_tool", work.scoring_tool or "")):
            if is_made(file) and file in self.folder.files and file not in probes and is_inside(file):
                path = self.folder.on_disk(file)
                probe = probe_file(self.originals.place(path))
                if not probe.sha256 and (pointer := pointer_of(path)):  # what lies elsewhere is known by its hash
                    probe = replace(probe, sha256=pointer.sha256)
                probes[file] = probe
                for found in (*probe.faults, *probe.advice):
                    self.note(file, replace(found, field=where))
        return probes

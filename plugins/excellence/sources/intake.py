"""Taking photos, papers and recordings into a work's folder: clean, upright, of a sensible size, under plain names."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final

from ..model.derivative import Fault
from ..model.kinds import CAPTIONS, KNOWN, foreign, is_text, kind_of, suffix
from .blank import Draft, Intake
from .captions import CONVERTED, OTHERS, read_captions, speakers, write_captions
from .matter import decode
from .pieces import Cache, end_of, scrub
from .pieces.refusal import BYTES
from .replace import Unwritten, replace_file
from .walk import Walk, stem

LONGEST = 3_000  # pixels: as wide as the widest picture that the site shows
_CAPTIONS: Final = {CAPTIONS, *CONVERTED}
# What programs put between a film's name and the end of its captions.
_LANGUAGE: Final = re.compile(r"\.(?:[a-z]{2,3}(?:-[a-z0-9]+)*|transcript|captions?|subtitles?|cc)\Z")
_PLAIN_TEXT: Final = (
    "open it and save it as plain text in UTF-8: in Notepad choose Save as, Encoding: UTF-8; in Word Save as, "
    "Plain Text, then Unicode (UTF-8); in TextEdit Format, Make Plain Text, then Save"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """One file and what became of it: its new name (empty where it was not taken), or why it could not be taken."""

    source: Path
    file: str = ""
    facts: tuple[str, ...] = ()
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """What a work's folder has already: the highest numbers, and each file by its sha256."""

    pieces: int = 0
    drafts: int = 0
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A file, and the words and captions that bear its name."""

    main: Path
    words: Path | None = None
    captions: Path | None = None


Tell = Callable[[Taken], None]


def take_in(
    found: Walk,
    folder: Path,
    cache: Cache,
    tell: Tell,
    start: Start = Start(),
) -> tuple[tuple[Intake, ...], tuple[Draft, ...]]:
    """Copies what can be cleaned, and tells of every file. The originals stay as they are."""
    intake = _Intake(folder, cache, tell, start.files)
    pieces = tuple(intake.pieces(found.pieces, start.pieces))
    drafts = tuple(intake.drafts(found.drafts, start.drafts))
    for left in found.left:
        tell(Taken(left.source, fault=left.fault))
    return pieces, drafts


@dataclass(slots=True)
class _Intake:
    folder: Path
    cache: Cache
    tell: Tell
    there: Mapping[str, str]
    seen: dict[str, Path] = field(default_factory=dict)

    def pieces(self, sources: list[Path], number: int) -> Iterator[Intake]:
        for unit in self.units(sources):
            name = f"{number + 1:02}"
            taken = self.unit(unit, name)
            if taken is not None:
                number += 1
                yield taken

    def drafts(self, drafts: Iterable[list[Path]], number: int) -> Iterator[Draft]:
        """The files of a draft share its number; several pictures are counted within it."""
        for sources in drafts:
            units = list(self.units(sources))
            files: list[str] = []
            for unit in units:
                name = f"drafts/d{number + 1}" + (f"-{len(files) + 1}" if len(units) > 1 else "")
                taken = self.unit(unit, name, draft=True)
                files += [each for each in (taken.file, taken.transcript) if each] if taken is not None else ()
            if files:
                number += 1
                yield Draft(tuple(files), number)

    def units(self, sources: list[Path]) -> Iterator[_Unit]:
        """What is to be shown, each with what belongs to it; tells of what is of no use here."""
        known = [each for each in sources if self.is_known(each)]
        mains = [each for each in known if _kind(each) not in ("", "text")]
        words = _beside(mains, [each for each in known if is_text(each.name)], ("film", "recording", "picture"))
        captions = _beside(mains, [each for each in known if suffix(each.name) in _CAPTIONS], ("film",))
        for each in known:
            if each in mains:
                yield _Unit(each, words.get(each), captions.get(each))
            elif is_text(each.name) and each not in words.values():
                yield _Unit(each)
            elif suffix(each.name) in _CAPTIONS and each not in captions.values():
                self.refuse(each, "captions-idle", "has the name of no film here", "give it the name of its film")

    def is_known(self, source: Path) -> bool:
        """Whether a file is of a kind that can be taken, and not the same as another."""
        if suffix(source.name) not in _CAPTIONS and not _kind(source):
            self.refuse(source, "piece-kind", *_of_no_use(source.name))
            return False
        if source.name.casefold() == "index.md":
            self.refuse(source, "piece-kind", "is the page of a work, which is written anew", "copy its words over")
            return False
        try:
            large = source.stat().st_size > BYTES  # it is refused anyway, and told why
            key = str(source) if large else sha256(source.read_bytes()).hexdigest()
        except OSError as error:
            what = f"can't be read ({error.strerror})"
            self.refuse(source, "file-unreadable", what, "open it once, or copy it to this computer's own disk")
            return False
        first = self.seen.setdefault(key, source)
        if first != source:
            self.tell(Taken(source, facts=(f"the same file as {first.name}: taken once",)))
        return first == source

    def refuse(self, source: Path, code: str, what: str, remedy: str) -> None:
        self.tell(Taken(source, fault=Fault(code, what, remedy)))

    def unit(self, unit: _Unit, name: str, *, draft: bool = False) -> Intake | None:
        """A piece, and then what belongs to it, under the same number."""
        file = f"{name}{end_of(unit.main.name)}"
        words = self.text(unit.main, file) if is_text(file) else self.made(unit.main, file)
        if words is None:
            for each in (each for each in (unit.words, unit.captions) if each is not None):
                self.tell(Taken(each, facts=(f"it goes with {unit.main.name}, which was not taken",)))
            return None
        transcript = captions = proposed = ""
        if unit.words is not None:
            text = f"{name}{suffix(unit.words.name)}"
            transcript = text if self.text(unit.words, text) is not None else ""
        elif words and not draft:
            proposed = f"{name}.proposed.txt"
            self.write(proposed, f"{words}\n".encode())
            fact = f"its words as the file holds them: read them, correct them, and name the file {name}.txt"
            self.tell(Taken(unit.main, proposed, (fact,)))
        if unit.captions is not None and draft:
            self.tell(Taken(unit.captions, facts=("a draft is shown without captions",)))
        elif unit.captions is not None:
            captions = self.captions(unit.captions, f"{name}{CAPTIONS}")
        return Intake(file, transcript, captions, proposed)

    def made(self, source: Path, file: str) -> str | None:
        """A clean file; the words of a paper, which its pictures no longer hold. None where it can't be taken."""
        made = scrub(source, self.cache, into=suffix(file), longest=LONGEST)
        if isinstance(made, Fault):
            self.tell(Taken(source, fault=made))
            return None
        if self.is_there(source, made.data):
            return None
        self.write(file, made.data)
        left = (f"left behind: {', '.join(made.lost)}",) if made.lost else ()
        self.tell(Taken(source, file, (*made.facts, *left)))
        return made.words

    def text(self, source: Path, file: str) -> str | None:
        """A text as UTF-8; empty, since it is its own words."""
        text = _plain_text(source.read_bytes())
        if isinstance(text, Fault):
            self.tell(Taken(source, fault=text))
            return None
        content, facts = text
        if self.is_there(source, content):
            return None
        self.write(file, content)
        self.tell(Taken(source, file, facts))
        return ""

    def captions(self, source: Path, file: str) -> str:
        """Captions written anew as WebVTT; as they are, where a person must mend a line first."""
        text = _plain_text(source.read_bytes())
        if isinstance(text, Fault):
            self.tell(Taken(source, fault=text))
            return ""
        words, _ = decode(text[0])
        cues, flaws = read_captions(words)
        content = words if flaws else write_captions(cues)
        facts = [f"line {flaw.place.line}: {flaw.what}; in {file}, {flaw.remedy}" for flaw in flaws[:3]]
        if not flaws:
            whose = CONVERTED.get(suffix(source.name), "")
            facts.append(f"{whose} written as WebVTT" if whose else "only times and words are kept")
        named = list(speakers(content))
        if named:
            where = f"line {named[0].place.line}" + (f" and {len(named) - 1} more" if len(named) > 1 else "")
            facts.append(f"{where} of {file}: {named[0].what}; {named[0].remedy}")
        self.write(file, content.encode())
        self.tell(Taken(source, file, (*text[1], *facts)))
        return file

    def is_there(self, source: Path, data: bytes) -> bool:
        """Whether the work has the file already, as when somebody names the same folder again; tells of it."""
        file = self.there.get(sha256(data).hexdigest())
        if file is not None:
            self.tell(Taken(source, facts=(f"it is in the work already, as {file}",)))
        return file is not None

    def write(self, file: str, data: bytes) -> None:
        path = self.folder / file
        path.parent.mkdir(exist_ok=True)
        if path.exists():
            raise Unwritten(f"{file} is there already and stays as it was")
        replace_file(path, data)


def _beside(mains: list[Path], others: list[Path], kinds: tuple[str, ...]) -> dict[Path, Path]:
    """The file that belongs to each piece, by its name: in the same folder, or anywhere where only one has the name.

    One film and one file of captions belong together whatever they are called.
    """
    ordered = [each for kind in (*kinds, "document") for each in mains if _kind(each) == kind]
    if kinds == ("film",):
        ordered = [each for each in ordered if _kind(each) == "film"]
        if len(ordered) == len(others) == 1:
            return {ordered[0]: others[0]}
    found: dict[Path, Path] = {}
    for other in others:
        names = {stem(other), _LANGUAGE.sub("", stem(other))}
        fits = [each for each in ordered if stem(each) in names and each not in found]
        near = [each for each in fits if each.parent == other.parent]
        if near or len(fits) == 1:
            found[(near or fits)[0]] = other
    return found


def _kind(source: Path) -> str:
    """What kind of piece a file becomes: telephones and other systems write what is converted."""
    return kind_of(f"piece{end_of(source.name)}")


def _plain_text(content: bytes) -> tuple[bytes, tuple[str, ...]] | Fault:
    """A text's bytes in UTF-8, and what was done for that."""
    if not content.strip():
        return Fault("piece-empty", "is empty", "write the words into it, or leave it out")
    if content.lstrip().startswith(b"{\\rtf"):
        return Fault("encoding", "is a document with styles (RTF), whatever its name says", _PLAIN_TEXT)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16").encode(), ("written anew as UTF-8",)
        except UnicodeDecodeError:
            return Fault("encoding", "is no text that can be read", _PLAIN_TEXT)
    text, flaws = decode(content)
    if flaws and not text:
        return Fault("encoding", "is not saved as UTF-8, so its accents would break", _PLAIN_TEXT)
    if "\0" in text:
        return Fault("encoding", "is no plain text, whatever its name says", _PLAIN_TEXT)
    return content, ()


def _of_no_use(name: str) -> tuple[str, str]:
    """What a file is that can't be taken, and what would be right."""
    if suffix(name) in OTHERS:
        return "is a caption file of a kind that we can't read", "export the captions as .srt or .vtt"
    told = foreign(name)
    if told is not None:
        return f"is {told[0]}", told[1]
    return "is of no kind that can be shown", f"save it as one of: {KNOWN}"

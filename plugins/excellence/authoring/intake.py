"""Taking photos, papers and recordings into a work's folder: clean, upright, of a sensible size, under plain names."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from ..media import Cache, end_of, scrub
from ..media.errors import FILE_UNREADABLE
from ..model.finding import Finding, Rule
from ..model.kinds import CAPTIONS, KNOWN, foreign, is_text, suffix
from ..model.limits import BYTES, LONGEST
from ..reading.captions import CAPTIONS_DAMAGED, CONVERTED, OTHERS, read_captions, write_captions
from ..reading.frontmatter import decode
from ..rules.alternatives import CAPTIONS_IDLE
from ..rules.kinds import PIECE_KIND
from ..rules.speakers import speakers
from .as_utf8 import plain_text
from .belonging import ANY_CAPTIONS, Unit, beside, kind_as_taken
from .replace import Unwritten, replace_file
from .scaffold import Draft, Intake
from .walk import Walk, stem


@dataclass(frozen=True, slots=True)
class Taken:
    """One file and what became of it: its new name (empty where it was not taken), or why it could not be taken."""

    source: Path
    file: str = ""
    facts: tuple[str, ...] = ()
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """What a work's folder has already: the highest numbers, and each file by its sha256."""

    pieces: int = 0
    drafts: int = 0
    files: Mapping[str, str] = field(default_factory=dict)


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
        tell(Taken(left.source, finding=left.finding))
    return pieces, drafts


def take_units(units: Iterable[tuple[Unit, str]], folder: Path, cache: Cache, tell: Tell) -> list[Intake | None]:
    """The same for units that somebody has put together, each with a name without its end, or the next number.

    None stands where a unit could not be taken.
    """
    intake = _Intake(folder, cache, tell, {})
    made: list[Intake | None] = []
    number = 0
    for unit, name in units:
        known = intake.is_known(unit.main)
        taken = intake.unit(unit, name or f"{number + 1:02}") if known else None
        number += taken is not None
        made.append(taken)
    return made


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

    def units(self, sources: list[Path]) -> Iterator[Unit]:
        """What is to be shown, each with what belongs to it; tells of what is of no use here."""
        known = [each for each in sources if self.is_known(each)]
        mains = [each for each in known if kind_as_taken(each) not in ("", "text") and not self.is_live(each, known)]
        words = beside(
            mains, [each for each in known if is_text(each.name)], ("film", "recording", "picture", "document")
        )
        captions = beside(mains, [each for each in known if suffix(each.name) in ANY_CAPTIONS], ("film", "recording"))
        for each in known:
            if each in mains:
                yield Unit(each, words.get(each), captions.get(each))
            elif is_text(each.name) and each not in words.values():
                yield Unit(each)
            elif suffix(each.name) in ANY_CAPTIONS and each not in captions.values():
                what, remedy = "has the name of no film or sound here", "give it the name of the one that it belongs to"
                self.refuse(each, CAPTIONS_IDLE, what, remedy)

    def is_live(self, source: Path, known: list[Path]) -> bool:
        """Whether a film is the moving part of a photo, as telephones write one beside it; tells of it."""
        photos = [each for each in known if kind_as_taken(each) == "picture" and each.parent == source.parent]
        photo = next((each for each in photos if stem(each) == stem(source)), None)
        if suffix(source.name) != ".mov" or photo is None:
            return False
        self.tell(Taken(source, facts=(f"the moving part of {photo.name}; rename it if it is a film of its own",)))
        return True

    def is_known(self, source: Path) -> bool:
        """Whether a file is of a kind that can be taken, and not the same as another."""
        if suffix(source.name) not in ANY_CAPTIONS and not kind_as_taken(source):
            self.refuse(source, PIECE_KIND, *_of_no_use(source.name))
            return False
        if source.name.casefold() == "index.md":
            self.refuse(source, PIECE_KIND, "is the page of a work, which is written anew", "copy its words over")
            return False
        try:
            large = source.stat().st_size > BYTES  # it is refused anyway, and told why
            key = str(source) if large else sha256(source.read_bytes()).hexdigest()
        except OSError as error:
            what = f"can't be read ({error.strerror})"
            self.refuse(source, FILE_UNREADABLE, what, "open it once, or copy it to this computer's own disk")
            return False
        if kind_as_taken(source) in ("", "text") or key not in self.seen:
            self.seen[key] = source
            return True
        self.tell(Taken(source, facts=(f"the same file as {self.seen[key].name}: taken once",)))
        return False

    def refuse(self, source: Path, rule: Rule, what: str, remedy: str) -> None:
        self.tell(Taken(source, finding=Finding(rule, what, remedy)))

    def unit(self, unit: Unit, name: str, *, draft: bool = False) -> Intake | None:
        """A piece, and then what belongs to it, under the same number."""
        file = f"{name}{end_of(unit.main)}"
        words = self.text(unit.main, file) if is_text(file) else self.made(unit.main, file)
        if words is None:
            for each in (each for each in (unit.words, unit.captions) if each is not None):
                self.tell(Taken(each, facts=(f"it goes with {unit.main.name}, which was not taken",)))
            return None
        transcript = captions = proposed = ""
        if unit.words is not None:
            text = f"{name}{suffix(unit.words.name)}"
            transcript = text if self.text(unit.words, text, beside=True) is not None else ""
        elif words and not draft:
            proposed = f"{name}.proposed.txt"
            self.write(proposed, f"{words}\n".encode())
            fact = f"its words as the file holds them: read them, correct them, and name the file {name}.txt"
            self.tell(Taken(unit.main, proposed, (fact,)))
        if unit.captions is not None and draft:
            self.tell(Taken(unit.captions, facts=("a draft is shown without captions",)))
        elif unit.captions is not None and kind_as_taken(unit.main) == "recording":
            transcript = transcript or self.heard(unit.captions, f"{name}.txt")
        elif unit.captions is not None:
            captions = self.captions(unit.captions, f"{name}{CAPTIONS}")
        return Intake(file, transcript, captions, proposed)

    def made(self, source: Path, file: str) -> str | None:
        """A clean file; the words of a paper, which its pictures no longer hold. None where it can't be taken."""
        made = scrub(source, self.cache, into=suffix(file), longest=LONGEST)
        if isinstance(made, Finding):
            self.tell(Taken(source, finding=made))
            return None
        if self.is_there(source, made.data):
            return None
        self.write(file, made.data)
        left = (f"left behind: {', '.join(made.lost)}",) if made.lost else ()
        self.tell(Taken(source, file, (*made.facts, *left)))
        return made.words

    def text(self, source: Path, file: str, *, beside: bool = False) -> str | None:
        """A text as UTF-8; empty, since it is its own words."""
        text = plain_text(source.read_bytes())
        if isinstance(text, Finding):
            self.tell(Taken(source, finding=text))
            return None
        content, facts = text
        if not beside and self.is_there(source, content):
            return None
        self.write(file, content)
        self.tell(Taken(source, file, facts))
        return ""

    def captions(self, source: Path, file: str) -> str:
        """Captions written anew as WebVTT; as they are, where a person must mend a line first."""
        text = plain_text(source.read_bytes())
        if isinstance(text, Finding):
            self.tell(Taken(source, finding=text))
            return ""
        words, _ = decode(text[0])
        cues, flaws = read_captions(words)
        kept = "only times and words are kept"
        facts = [f"{CONVERTED[end]} written as WebVTT" if (end := suffix(source.name)) in CONVERTED else kept]
        if flaws:
            facts = [f"line {flaw.place.line}: {flaw.what}; in {file}, {flaw.remedy}" for flaw in flaws[:3]]
        content = words if flaws else write_captions(cues)
        self.write(file, content.encode())
        self.tell(Taken(source, file, (*text[1], *facts, *_named(content, file))))
        return file

    def heard(self, source: Path, file: str) -> str:
        """What captions say, without their times, as the transcript of a sound."""
        text = plain_text(source.read_bytes())
        cues, flaws = read_captions(decode(text[0])[0]) if not isinstance(text, Finding) else ((), ())
        if isinstance(text, Finding) or flaws:
            line = f"line {flaws[0].place.line}: {flaws[0].what}" if flaws else "it is no text"
            fault = Finding(CAPTIONS_DAMAGED, f"can't be read ({line})", "mend it, or write a transcript as .txt")
            self.tell(Taken(source, finding=text if isinstance(text, Finding) else fault))
            return ""
        content = "\n".join(cue.text.replace("&lt;", "<") for cue in cues)
        self.write(file, f"{content}\n".encode())
        self.tell(Taken(source, file, ("its words are the transcript", *_named(content, file))))
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


def _named(content: str, file: str) -> Iterator[str]:
    """What is to be said of names in captions: one line, however many there are."""
    found = list(speakers(content))
    if found:
        where = f"line {found[0].place.line}" + (f" and {len(found) - 1} more" if len(found) > 1 else "")
        yield f"{where} of {file}: {found[0].what}; {found[0].remedy}"


def _of_no_use(name: str) -> tuple[str, str]:
    """What a file is that can't be taken, and what would be right."""
    if suffix(name) in OTHERS:
        return "is a caption file of a kind that we can't read", "export the captions as .srt or .vtt"
    told = foreign(name)
    if told is not None:
        return f"is {told[0]}", told[1]
    return "is of no kind that can be shown", f"save it as one of: {KNOWN}"

"""From folders on disk to the collection: read, prepare, compare; everything found wrong comes back as data."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from ..collection.collection import Collection
from ..collection.published import Published
from ..media import CLEAN, Cache, Job, prepare_all, tag_of
from ..memo import Memo
from ..model.derivative import Derivative, Document, Fault, Film, Picture, Recording, pictures_of
from ..model.finding import Level, Problem, Purpose
from ..model.kinds import is_made
from ..model.vocabulary import Vocabulary
from ..model.work import Work
from ..reading.captions import read_captions
from ..reading.file_names import told_name
from ..reading.lists import Withdrawn, read_vocabulary, read_withdrawn
from ..reading.works import Reading, RuleContext, folder_state, read_work, work_folders
from ..rules.declared import RULES
from ..rules.personal import scan, without_names
from ..rules.together import Found, check_alike, check_gone, check_protocols, check_together

Progress = Callable[[int, int], None]
_LATE = 5_000  # thousandths of a second after the end of a film: captions may be a little off

_AGAINST = (Level.ERROR, Level.WITHHELD)


@dataclass(frozen=True, slots=True)
class CollectionConfig:
    """Where a collection lies, and what its site allows.

    `protocols` are those that the site has, if that is known; `names` those of a private list, which no text may hold.
    A `preview` shows works that no panel has approved yet, for the eyes of curators alone.
    """

    works: Path
    cache: Path
    today: date
    demonstrations: bool = False
    workers: int | None = None
    protocols: frozenset[str] | None = None
    names: tuple[str, ...] = ()
    preview: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """The collection, every problem of every work, the withdrawn slugs, and the cache that holds what is published."""

    collection: Collection
    problems: tuple[Problem, ...]
    withdrawn: tuple[Withdrawn, ...]
    cache: Cache
    memo: Memo
    readings: tuple[Reading, ...] = ()

    def at(self, level: Level, purpose: Purpose) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if RULES[problem.code].level(purpose) is level)

    @property
    def against(self) -> tuple[Problem, ...]:
        """What keeps works off the site."""
        return tuple(each for each in self.problems if RULES[each.code].level(Purpose.BUILD) in _AGAINST)


@dataclass(slots=True)
class _Loader:
    project: CollectionConfig
    purpose: Purpose
    readings: dict[str, Reading] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    derivatives: dict[tuple[str, str], Derivative] = field(default_factory=dict)

    def candidates(self) -> list[Reading]:
        """When checking, every work that could be read; when building, only those that may be shown.

        A work that is not approved has no influence on a build: neither its pictures nor its problems with others.
        """
        barred = self._barred()
        readable = [reading for reading in self.readings.values() if reading.work is not None]
        return [each for each in readable if self.purpose is Purpose.CHECK or each.slug not in barred]

    def _barred(self) -> frozenset[str]:
        """Works that something speaks against."""
        return frozenset(each.slug for each in self.problems if RULES[each.code].level(Purpose.BUILD) in _AGAINST)

    def read(self, folders: Iterable[Path], house: RuleContext, memo: Memo) -> None:
        about = hashlib.sha256(repr(house).encode()).digest()
        for folder in folders:
            reading = memo.recall((about, folder_state(folder)), partial(read_work, folder, house))
            self.readings[reading.slug] = reading
            waits = {"not-approved"} if self.project.preview else set[str]()
            self.problems += (problem for problem in reading.problems if problem.code not in waits)

    def prepare(self, cache: Cache, progress: Progress | None) -> None:
        """Prepares every listed file; one that fails is its work's problem."""
        wanted: dict[Job, list[tuple[Reading, str]]] = {}
        checking = self.purpose is Purpose.CHECK
        halves = [each for each in self.readings.values() if each.parts is not None] if checking else []
        for reading in (*self.candidates(), *halves):
            for file, wish in _wishes(reading.work or reading.parts).items():
                look = reading.probes.get(file)
                if look is not None and not look.faults:
                    job = Job(reading.path(file), look.sha256, *wish)
                    wanted.setdefault(job, []).append((reading, file))
        done = prepare_all(wanted, cache, workers=self.project.workers, progress=progress)
        for job, places in wanted.items():
            for reading, file in places:
                self._prepared(reading, file, done[job])

    def _prepared(self, reading: Reading, file: str, result: Derivative | Fault) -> None:
        where = _field_of(reading, file)
        if isinstance(result, Fault):
            self.problems.append(reading.problem(result.code, where, f"{told_name(file)} {result.what}", result.remedy))
            return
        self.derivatives[reading.slug, file] = result
        if isinstance(result, Document):
            for problem in self._in_document(reading, file, where, result):
                self.problems.append(problem)
        if isinstance(result, Film):
            self.problems += self._after_the_end(reading, file, result)
        if isinstance(result, Recording | Film) and result.traces:
            what = f"{told_name(file)} carries {', '.join(result.traces)}"
            self.problems.append(reading.problem("metadata", where, what, CLEAN))

    @staticmethod
    def _after_the_end(reading: Reading, file: str, film: Film) -> Iterator[Problem]:
        """Captions that nobody can ever see."""
        for number, piece in enumerate(reading.work.pieces if reading.work else (), 1):
            text = reading.work.text(piece.captions or "") if reading.work and piece.file == file else ""
            if text and any(cue.start > film.seconds * 1000 + _LATE for cue in read_captions(text)[0]):
                what = "a cue begins after the film has ended"
                where = f"pieces[{number}].captions"
                yield reading.problem("captions-damaged", where, what, "correct its times, or take it out")

    def _in_document(self, reading: Reading, file: str, where: str, made: Document) -> Iterator[Problem]:
        """What a document hides, what can be read in it, and boxes on pages that it doesn't have."""
        if not made.flat:
            covered = "still holds its own text and drawings, so that what is covered in them can be uncovered"
            what = f"hides {', '.join(made.traces)}" if made.traces else covered
            yield reading.problem(
                "pdf-hidden", where, f"{told_name(file)} {what}", "let scripts/scrub make its pages anew"
            )
        for number, words in enumerate(made.words, 1):
            for flaw in scan(words, names=self.project.names):
                what = f"on page {number} of {told_name(file)}, {flaw.what}"
                remedy = "correct the document, or paint it over with redact"
                yield reading.problem(flaw.code, where, what, remedy)
        total = len(made.pages)
        for number, box in enumerate(reading.work.redact if reading.work else (), 1):
            if box.file == file and (box.page or 1) > total:
                what = f"{told_name(file)} has no page {box.page}: it has {total}"
                yield reading.problem("redact-place", f"redact[{number}].page", what, "correct the page")
            elif box.file == file and box.page is None and total > 1:
                what = f"{told_name(file)} has {total} pages, and the box names none"
                yield reading.problem(
                    "redact-place", f"redact[{number}]", what, "add page: 1, or the page that it is on"
                )

    def compare(self, withdrawn: tuple[Withdrawn, ...]) -> None:
        """The rules between works. A link to a work that is not shown is told last, when that is known."""
        works = [reading.work for reading in self.candidates() if reading.work]
        hashes = {reading.slug: reading.hashes for reading in self.candidates()}
        everything = frozenset(work.slug for work in works)
        self._note(found for found in check_together(works, hashes, everything) if found.code != "reference-unknown")
        shown = frozenset(reading.slug for reading in self.readings.values()) - self._barred()
        self._note(found for found in check_together(works, hashes, shown) if found.code == "reference-unknown")
        if self.project.protocols is not None:
            self._note(check_protocols(works, self.project.protocols))
        pieces = {
            (reading.slug, piece.file): found
            for reading in self.candidates()
            for piece in (reading.work.pieces if reading.work else ())
            if isinstance(found := self.derivatives.get((reading.slug, piece.file)), Picture)
        }
        self._note(check_alike(pieces))
        self._note(check_gone(self._shown(), (each for gone in withdrawn for each in gone.dhashes)))

    def _shown(self) -> Iterator[tuple[str, str, Picture]]:
        """Every picture of every work that may be shown: drafts, pages and stills too."""
        allowed = {reading.slug for reading in self.candidates()}
        for (slug, file), made in self.derivatives.items():
            if slug in allowed:
                yield from ((slug, file, picture) for picture in pictures_of(made))

    def _note(self, found: Iterable[Found]) -> None:
        for each in found:
            reading = self.readings[each.slug]
            self.problems.append(reading.problem(each.code, each.field, each.what, each.remedy))

    def published(self) -> Iterator[Published]:
        barred = self._barred()
        for reading in self.readings.values():
            if reading.work is not None and reading.slug not in barred:
                mine = {
                    file: found
                    for file in _wishes(reading.work)
                    if (found := self.derivatives.get((reading.slug, file)))
                }
                names = "".join(each.name for made in mine.values() for each in made.files)
                yield Published(reading.work, mine, hashlib.sha256((reading.digest + names).encode()).hexdigest())


def load(project: CollectionConfig, purpose: Purpose, progress: Progress | None = None) -> Loaded:
    """Reads every work. Nothing raises for bad content. An unreadable vocabulary is told alone: all depends on it."""
    cache = Cache(project.cache / "pieces")
    memo = Memo(project.cache / "memo.db")
    vocabulary, problems = read_vocabulary(project.works / "vocabulary.yml", f"{project.works.name}/vocabulary.yml")
    withdrawn, more = read_withdrawn(project.works / "withdrawn.yml", f"{project.works.name}/withdrawn.yml")
    if problems or more:
        return Loaded(Collection((), Vocabulary()), tuple(sorted((*problems, *more))), withdrawn, cache, memo)
    loader = _Loader(project, purpose)
    loader.read(
        work_folders(project.works),
        RuleContext(vocabulary, withdrawn, project.today, project.demonstrations, project.names),
        memo,
    )
    loader.prepare(cache, progress)
    loader.compare(withdrawn)
    collection = Collection.of(loader.published(), vocabulary)
    readings = tuple(loader.readings.values())
    problems = sorted(without_names(each, project.names) for each in loader.problems)
    return Loaded(collection, tuple(problems), withdrawn, cache, memo, readings)


def used(collection: Collection) -> set[tuple[str, str]]:
    """The cache entries that the collection uses, by source and recipe; the rest may go."""
    found = set()
    for each in collection.works:
        for file, (zoom, share) in _wishes(each.work).items():
            if file in each.derivatives:
                found.add((each.derivatives[file].source, tag_of(file, zoom=zoom, share=share)))
    return found


def prepared(reading: Reading, cache: Cache) -> dict[str, Derivative]:
    """What is made of the files of one work, by name; without those that can't be prepared."""
    wishes = {file: wish for file, wish in _wishes(reading.work).items() if file in reading.probes}
    jobs = {file: Job(reading.path(file), reading.probes[file].sha256, *wish) for file, wish in wishes.items()}
    done = prepare_all((job for file, job in jobs.items() if not reading.probes[file].faults), cache)
    return {file: made for file, job in jobs.items() if not isinstance(made := done.get(job), Fault | None)}


def _wishes(work: Work | None) -> dict[str, tuple[bool, bool]]:
    """Every file of a work that is prepared, and whether it is wanted at 3,000 pixels too, and to share."""
    if work is None:
        return {}
    named = {file: (False, False) for draft in work.drafts for file in draft.files}
    named |= {file: (False, False) for file in (work.task, work.scoring_tool) if file}
    named |= {piece.file: (piece.zoom, piece is work.cover) for piece in work.pieces}
    return {file: wish for file, wish in named.items() if is_made(file)}


def _field_of(reading: Reading, file: str) -> str:
    work = reading.work or reading.parts
    if work is not None:
        for number, piece in enumerate(work.pieces, 1):
            if piece.file == file:
                return f"pieces[{number}].file"
        for number, draft in enumerate(work.drafts, 1):
            if file in draft.files:
                return f"drafts[{number}].files[{draft.files.index(file) + 1}]"
    return ""

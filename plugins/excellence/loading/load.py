"""From folders on disk to the collection: read, check, prepare, compare; whatever is wrong comes back as data."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import cache, partial

from ..collection.collection import Collection
from ..collection.published import Published
from ..media import Cache, Elsewhere, Job, prepare_all
from ..memo import Memo
from ..model.derivative import Derivative
from ..model.finding import Finding, Purpose
from ..model.meeting import Meeting
from ..model.vocabulary import Vocabulary
from ..model.work import Work
from ..reading.folder import folder_state, work_folders
from ..reading.typed_pages import TypedPages, read_typed_pages
from ..reading.vocabulary import read_vocabulary
from ..reading.withdrawn import Withdrawn, read_withdrawn
from ..reading.works import Reading
from ..rules.likeness import check_alike
from ..rules.media import check_made, check_refused
from ..rules.personal import without_names
from ..rules.publication import ends_loading, is_early, is_excused, is_published, keeps_off
from ..rules.rule_context import RuleContext, Subject
from ..rules.together import check_links, check_protocols, check_together
from ..rules.withdrawal import check_gone
from .config import CollectionConfig
from .evidence import load_evidence, source_of
from .files import jobs, wishes
from .pages import check_documents
from .work import load_work

Progress = Callable[[str, int, int], None]  # of what, how many are done, of how many
Tell = Callable[[str], None]
Far = Callable[[], AbstractContextManager[Elsewhere]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The collection, everything found wrong, the withdrawn slugs, and the cache that holds what is published.

    `readings` are all works, shown or not; `pages` the documents whose front matter is a record; `against` is what
    keeps works off the site. `meetings` are a school's, with nothing against them.
    """

    collection: Collection
    findings: tuple[Finding, ...]
    withdrawn: tuple[Withdrawn, ...]
    cache: Cache
    memo: Memo
    readings: tuple[Reading, ...] = ()
    pages: TypedPages = field(default_factory=dict)
    against: tuple[Finding, ...] = ()
    meetings: tuple[Meeting, ...] = ()


def load(
    config: CollectionConfig, purpose: Purpose, progress: Progress = lambda *_: None, tell: Tell = lambda _: None
) -> Loaded:
    """Reads every work and page, once and for every host, and tells how far that is. Nothing raises for bad content.

    What happens to other computers that help is told by `tell`; raises OutOfReach where they can't be used at all.
    """
    pieces, memo = Cache(config.cache / "pieces"), Memo(config.cache / "memo.db")
    pages = read_typed_pages(config.docs, config.docs.name) if config.docs else {}
    vocabulary, found = read_vocabulary(config.works / "vocabulary.yml", f"{config.works.name}/vocabulary.yml")
    withdrawn, more = read_withdrawn(config.works / "withdrawn.yml", f"{config.works.name}/withdrawn.yml")
    if ends_loading((*found, *more)):  # told alone: everything depends on these
        return Loaded(Collection((), Vocabulary()), tuple(sorted((*found, *more))), withdrawn, pieces, memo, (), pages)
    context = RuleContext(vocabulary, withdrawn, config.today, config.demonstrations, config.names)
    loader = _Loader(config, context, checking=purpose is not Purpose.BUILD)
    loader.read(memo, progress, tell)
    loader.prepare(pieces, partial(progress, "Pictures"), _elsewhere(config.executor, tell))
    loader.compare()
    collection = Collection.of(loader.published(), vocabulary)
    documents = check_documents(config, pages, collection, memo)
    evidence = load_evidence(config, pages, loader.works(), collection)
    all_findings = (*found, *loader.all_findings(), *documents, *evidence.findings)
    told = (each for each in all_findings if not is_excused(each, preview=config.preview))
    findings = sorted(without_names(each, config.names) for each in told)
    against = tuple(each for each in findings if keeps_off(each, preview=config.preview))
    off = {source_of(each) for each in against}
    meetings = tuple(meeting for sources, meeting in evidence.meetings if off.isdisjoint(sources))
    readings = tuple(loader.readings.values())
    return Loaded(collection, tuple(findings), withdrawn, pieces, memo, readings, pages, against, meetings)


def _elsewhere(executor: str, tell: Tell) -> Far | None:
    """How to reach the computers that help, if there are any; they are asked only where something must be made."""
    if not executor:
        return None
    from ..media.cluster import cluster

    return partial(cluster, executor, tell)


@dataclass(slots=True)
class _Loader:
    """One run; `findings` by the slug of the work that they are about."""

    config: CollectionConfig
    context: RuleContext
    checking: bool
    readings: dict[str, Reading] = field(default_factory=dict)
    findings: dict[str, list[Finding]] = field(default_factory=dict)
    made: dict[tuple[str, str], Derivative] = field(default_factory=dict)

    def read(self, memo: Memo, progress: Progress, tell: Tell) -> None:
        folders, originals = work_folders(self.config.works), self.config.originals
        lost = originals.fetch(folders, tell, partial(progress, "Originals fetched"))
        originals.keep(folders)
        wordless = replace(self.context, vocabulary=self.context.vocabulary.wordless)
        about, right = (hashlib.sha256(repr(each).encode()).digest() for each in (self.context, wordless))
        for number, folder in enumerate(folders, 1):
            state = (folder_state(folder), bool(originals.address), lost.get(folder, ()))
            make = cache(partial(load_work, folder, self.context, originals))
            # Labels stand in messages alone: a work of which nothing is to be told was read without them.
            reading = memo.recall((right, state), Reading, make)
            if reading.findings:
                reading = memo.recall((about, state), Reading, make)
            if reading.slug != folder.name:  # an entry that was put there by somebody else
                reading = make()
            self.readings[reading.slug] = reading
            self.note(each for each in reading.findings if self.checking or not is_early(reading.work, each))
            progress("Works read", number, len(folders))

    def note(self, found: Iterable[Finding]) -> None:
        for each in found:
            self.findings.setdefault(each.slug, []).append(each)

    def all_findings(self) -> Iterator[Finding]:
        return (each for mine in self.findings.values() for each in mine)

    def is_published(self, reading: Reading) -> bool:
        return is_published(reading.work, self.findings.get(reading.slug, ()), preview=self.config.preview)

    def subjects(self) -> list[Subject]:
        """When checking, every work that could be read; when building, only those that may be shown.

        A work that is not approved has no influence on a build: neither its pictures nor its findings with others.
        """
        return [
            Subject(reading.work, reading, self.context)
            for reading in self.readings.values()
            if reading.work is not None and (self.checking or self.is_published(reading))
        ]

    def prepare(self, made: Cache, progress: Callable[[int, int], None], elsewhere: Far | None) -> None:
        """Prepares every listed file; one that fails is its work's finding."""
        wanted: dict[Job, list[tuple[Subject, str]]] = {}
        for about in (*self.subjects(), *(self._halves() if self.checking else ())):
            for file, job in jobs(self.config, about.reading).items():
                wanted.setdefault(job, []).append((about, file))
        done = prepare_all(wanted, made, workers=self.config.workers, progress=progress, elsewhere=elsewhere)
        for job, places in wanted.items():
            for about, file in places:
                self._prepared(about, file, done[job])

    def _halves(self) -> Iterator[Subject]:
        """Works that could not be read whole."""
        for reading in self.readings.values():
            if reading.parts is not None:
                yield Subject(reading.parts, reading, self.context)

    def _prepared(self, about: Subject, file: str, result: Derivative | Finding) -> None:
        if isinstance(result, Finding):
            self.note([check_refused(about, file, result)])
        else:
            self.made[about.work.slug, file] = result
            self.note(check_made(about, file, result))

    def compare(self) -> None:
        """The rules between works. A link to a work that is not shown is told when it is known which are."""
        works = self.subjects()
        self.note(check_together(works))
        shown = frozenset(reading.slug for reading in self.readings.values() if self.is_published(reading))
        self.note(check_links(works, shown))
        if self.config.protocols is not None:
            self.note(check_protocols(works, self.config.protocols))
        works = self.subjects()
        self.note(check_alike(works, self.made))
        self.note(check_gone(works, self.made, (each for gone in self.context.withdrawn for each in gone.dhashes)))

    def works(self) -> dict[str, Work | None]:
        """Every work as far as it could be read, shown or not."""
        return {slug: reading.work or reading.parts for slug, reading in self.readings.items()}

    def published(self) -> Iterator[Published]:
        for reading in self.readings.values():
            if reading.work is not None and self.is_published(reading):
                slug = reading.slug
                wanted = wishes(reading.work, archives=self.config.archives)
                mine = {file: self.made[slug, file] for file in wanted if (slug, file) in self.made}
                names = "".join(each.name for made in mine.values() for each in made.files)
                digest, outline = (
                    hashlib.sha256((read + names).encode()).hexdigest() for read in (reading.digest, reading.outline)
                )
                yield Published(reading.work, mine, digest, outline, reading.keys)

"""What a build says: everything found wrong in every file, and how many warnings MkDocs has counted."""

import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler

from .authoring.replace import why_unwritten
from .media import OutOfReach
from .model.finding import ERROR, WARNING, WITHHELD, Finding, Level
from .publishing.artifact import Artifact
from .reading.moved import VOCABULARY_MOVED
from .reading.vocabulary import VOCABULARY
from .rules.pages import ADDRESS_TAKEN
from .site.weight import Budget, told_of_weight

log = get_plugin_logger("excellence")

# What is no page, and ours to tell.
_FOR_PROGRAMS = ("sitemap.xml", "sitemap.xml.gz", "robots.txt")


# Seconds until the first line, and between two at the least: what takes no longer says nothing. Then a part of what has
# passed already, so that a night's work is no thousand lines.
_OFTEN, _PART = 2.0, 0.2


class Progress:
    """Says how far something has come while it takes long, and about how long the rest will take."""

    def __init__(self, say: Callable[[str], None] = log.info, clock: Callable[[], float] = time.monotonic) -> None:
        self._say, self._clock = say, clock
        self._what, self._first, self._begun, self._said = "", 0, 0.0, 0.0

    def __call__(self, what: str, done: int, total: int) -> None:
        """So many of all are done of what is told of; something else begins anew."""
        now = self._clock()
        if what != self._what:
            self._what, self._first, self._begun, self._said = what, done, now, now
        passed = now - self._begun
        if done == self._first or now - self._said < max(_OFTEN, _PART * passed):
            return
        self._said = now
        left = passed / (done - self._first) * (total - done)
        self._say(f"{what}: {done:,} of {total:,}" + (f", about {_span(left)} left" if done < total else ""))


def _span(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds > 90 else f"{seconds:.0f} s"


def at(findings: Iterable[Finding], *levels: Level) -> list[Finding]:
    return [each for each in findings if each.rule.build in levels]


def has_words(findings: Iterable[Finding]) -> bool:
    """Whether the vocabulary can be read; without it every work would be gone, and no site at all is better."""
    return not any(each.rule in (VOCABULARY, VOCABULARY_MOVED) for each in findings)


def report(findings: Iterable[Finding], *, strict: bool, preview: bool = False) -> tuple[str, ...]:
    """Everything in one run. Only errors end a strict build; MkDocs never counts the rest. Gives what is no error.

    A preview shows what waits: a work that is not right yet is left out of it, and listed on its page for the panel.
    """
    findings = list(findings)
    spared = [each for each in at(findings, ERROR) if preview and each.slug]
    told = tuple(each.line(each.rule.build) for each in (*at(findings, WITHHELD, WARNING), *spared))
    for line in told:
        log.info(line)
    errors = [each for each in at(findings, ERROR) if each not in spared]
    for each in errors:
        log.error(each.line(ERROR))
    if errors and strict:
        raise PluginError(f"{number(len(errors), 'error')} in the works and pages: the site was left as it was.")
    return told


@contextmanager
def reaching(then: str = "The site was left as it was.") -> Iterator[None]:
    """Ends the build in a sentence where other computers or a store can't be used."""
    try:
        yield
    except OutOfReach as error:
        raise PluginError(f"{error}. {then}") from error


def end_for(error: OSError) -> None:
    """Ends the build in a sentence where a disk took no more, or let nobody write; raises nothing for other errors."""
    name = error.filename2 or error.filename
    if name and (told := why_unwritten(error, Path(os.fsdecode(name)))):
        log.error(f"{told}. The site was left as it was.")
        raise Abort("Aborted: the disk did not take what was written.") from None


def number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def warnings() -> str:
    """What MkDocs has counted so far; a strict build must know before the site is exchanged, not after.

    ProperDocs, which may stand in for it, counts under its own name.
    """
    builder = log.logger.name.partition(".")[0]
    counters = [each for each in logging.getLogger(builder).handlers if isinstance(each, CountHandler)]
    counts = [number(count, level.lower()) for counter in counters for level, count in counter.get_counts()]
    return ", ".join(counts)


def weighed(sizes: Mapping[str, int], budget: Budget) -> tuple[str, ...]:
    """Says so where a site, by the sizes of its files, comes near to what its host holds; gives what it said."""
    told = told_of_weight(sizes, budget)
    for line in told:
        log.info(line)
    return told


def joined(theirs: Iterable[Artifact], ours: Iterable[Artifact], *, private: bool) -> list[Artifact]:
    """MkDocs' files and ours. Nothing of ours replaces anybody's page; only what is for other programs is ours to tell.

    A `private` site tells them nothing of its pages.
    """
    joined = {artifact.uri: artifact for artifact in theirs if not (private and artifact.uri in _FOR_PROGRAMS)}
    for artifact in ours:
        if artifact.uri in joined and artifact.uri not in _FOR_PROGRAMS:
            what = "two pages have this address, one of them in the documents folder"
            found = Finding(ADDRESS_TAKEN, what, "rename the page in the documents folder", path=artifact.uri)
            log.error(found.line(ERROR))
        else:
            joined[artifact.uri] = artifact
    return list(joined.values())

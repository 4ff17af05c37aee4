"""What a build says: every problem of every file, and how many warnings MkDocs has counted."""

import logging
from collections.abc import Iterable

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler

from .model.finding import Level, Problem, Purpose
from .rules.declared import RULES

log = get_plugin_logger("excellence")


def at(problems: Iterable[Problem], *levels: Level) -> list[Problem]:
    return [problem for problem in problems if RULES[problem.code].level(Purpose.BUILD) in levels]


def lines(problems: Iterable[Problem], *levels: Level) -> list[str]:
    return [problem.line(RULES[problem.code].level(Purpose.BUILD)) for problem in at(problems, *levels)]


def report(problems: Iterable[Problem], *, strict: bool) -> None:
    """Every problem of every file in one run. Only errors end a strict build; MkDocs never counts the rest."""
    problems = list(problems)
    for line in lines(problems, Level.WITHHELD, Level.WARNING):
        log.info(line)
    errors = lines(problems, Level.ERROR)
    for line in errors:
        log.error(line)
    if errors and strict:
        raise PluginError(f"{number(len(errors), 'error')} in the works: the site was left as it was.")


def number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def warnings() -> str:
    """What MkDocs has counted so far; a strict build must know before the site is exchanged, not after."""
    counters = [each for each in logging.getLogger("mkdocs").handlers if isinstance(each, CountHandler)]
    counts = [number(count, level.lower()) for counter in counters for level, count in counter.get_counts()]
    return ", ".join(counts)

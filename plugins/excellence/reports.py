"""What a build says: everything found wrong in every file, and how many warnings MkDocs has counted."""

import logging
from collections.abc import Iterable

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler

from .model.finding import ERROR, WARNING, WITHHELD, Finding, Level

log = get_plugin_logger("excellence")


def at(findings: Iterable[Finding], *levels: Level) -> list[Finding]:
    return [each for each in findings if each.rule.build in levels]


def report(findings: Iterable[Finding], *, strict: bool) -> None:
    """Everything in one run. Only errors end a strict build; MkDocs never counts the rest."""
    findings = list(findings)
    for each in at(findings, WITHHELD, WARNING):
        log.info(each.line(each.rule.build))
    errors = at(findings, ERROR)
    for each in errors:
        log.error(each.line(ERROR))
    if errors and strict:
        raise PluginError(f"{number(len(errors), 'error')} in the works and pages: the site was left as it was.")


def number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def warnings() -> str:
    """What MkDocs has counted so far; a strict build must know before the site is exchanged, not after."""
    counters = [each for each in logging.getLogger("mkdocs").handlers if isinstance(each, CountHandler)]
    counts = [number(count, level.lower()) for counter in counters for level, count in counter.get_counts()]
    return ", ".join(counts)

"""One work's folder: read, and everything wrong in it found."""

from dataclasses import replace
from pathlib import Path

from ..media import Originals
from ..reading.works import HERE, Reading, read_work
from ..rules.rule_context import RuleContext
from ..rules.work import check_work


def load_work(folder: Path, context: RuleContext, originals: Originals = HERE) -> Reading:
    """The reading, with what its words and its record break of the rules besides what can't be read at all."""
    reading, words = read_work(folder, context.vocabulary, originals)
    found = {*reading.findings, *check_work(reading, words, context)}
    return replace(reading, findings=tuple(sorted(found)))

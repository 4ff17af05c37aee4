"""From what is loaded to what waits for the panel: for the curators' preview alone."""

from datetime import date

from ..collection.panel import Case, cases_of
from ..rules.rule_context import RuleContext
from .load import Loaded


def panel_of(loaded: Loaded, today: date) -> tuple[Case, ...]:
    """Whether demonstrations are allowed is told elsewhere."""
    context = RuleContext(loaded.collection.vocabulary, loaded.withdrawn, today, demonstrations=True)
    return cases_of(loaded.readings, loaded.findings, loaded.collection.by_slug, context)

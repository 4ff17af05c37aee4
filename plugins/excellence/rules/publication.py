"""What decides that a work is shown. Every host asks here: a build, a served site, a check, an export, an import."""

from collections.abc import Iterable

from ..model.finding import ERROR, WITHHELD, Finding
from ..model.work import Work


def is_published(work: Work | None, findings: Iterable[Finding]) -> bool:
    """Whether a site shows a work: it was read whole, and none of the findings in it keeps it off."""
    return work is not None and not any(map(keeps_off, findings))


def keeps_off(finding: Finding) -> bool:
    return finding.rule.build in (ERROR, WITHHELD)

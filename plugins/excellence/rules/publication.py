"""What decides that a work is shown. Every host asks here, whether it builds, serves, checks or hands a work on."""

from collections.abc import Iterable

from ..model.finding import ERROR, WITHHELD, Finding
from ..model.work import Work
from .permission import CONSENT_ENDED, NOT_APPROVED


def is_published(work: Work | None, findings: Iterable[Finding], *, preview: bool = False) -> bool:
    """Whether a site shows a work: it was read whole, and none of the findings in it keeps it off.

    A preview is for the eyes of curators alone: a work need not be approved to be seen there.
    """
    return work is not None and not any(keeps_off(each, preview=preview) for each in findings)


def keeps_off(finding: Finding, *, preview: bool = False) -> bool:
    return finding.rule.build in (ERROR, WITHHELD) and not is_excused(finding, preview=preview)


def ends_loading(findings: Iterable[Finding]) -> bool:
    """Whether nothing can be read: something is wrong with a list that every work depends on."""
    return any(finding.rule.build is ERROR for finding in findings)


def is_excused(finding: Finding, *, preview: bool) -> bool:
    """Whether nobody is to be told of it: a preview shows a work that waits for its panel, and says so on its page."""
    return preview and finding.rule is NOT_APPROVED


def is_early(work: Work | None, finding: Finding) -> bool:
    """Whether it is of a consent on which nothing depends yet: scripts/check tells of it, and no build asks."""
    return finding.rule is CONSENT_ENDED and work is not None and work.status != "approved"

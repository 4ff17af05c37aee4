"""What waits for the panel? Every work that is not shown, how far it is, and what still speaks against approving it.

It is for curators alone: nothing of it is on a page that is published.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from ..model.finding import ERROR, WITHHELD, Finding, Place
from ..model.work import Review, Work
from ..reading.file_names import INDEX
from ..reading.works import Reading
from ..rules.permission import NOT_APPROVED, check_permission
from ..rules.rule_context import RuleContext, Subject
from .concerns import Concern

# How far a work is, in the order of what the panel has to do about it.
STATES: Final = ("approved", "submitted", "revise", "draft", "declined", "unread")


@dataclass(frozen=True, slots=True)
class Case:
    """A work that is not published: how far it is, what was decided and said, what is missing, and what would help.

    `waits` names whom it waits for; `shown` says whether it has a page in a private preview.
    """

    slug: str
    title: str
    state: str
    waits: str
    review: Review = Review()  # noqa: RUF009 - it never changes
    missing: tuple[Concern, ...] = ()
    advice: tuple[Concern, ...] = ()
    shown: bool = False


def cases_of(
    readings: Iterable[Reading], findings: Iterable[Finding], published: Container[str], context: RuleContext
) -> tuple[Case, ...]:
    """By state, then by slug. `findings` are all that were told; `published` are the works that visitors would see."""
    told: dict[str, list[Finding]] = {}
    for found in findings:
        told.setdefault(found.slug, []).append(found)
    cases = (_case(each, told.get(each.slug, []), published, context) for each in readings)
    return tuple(sorted((case for case in cases if case), key=lambda case: (STATES.index(case.state), case.slug)))


def _case(reading: Reading, told: list[Finding], published: Container[str], context: RuleContext) -> Case | None:
    shown = reading.slug in published
    work = reading.work or reading.parts
    if reading.work and shown and reading.work.status == "approved":
        return None
    told = [each for each in told if each.rule is not NOT_APPROVED]
    against = [each for each in told if each.rule.admit in (ERROR, WITHHELD)]
    advice = [each for each in told if each not in against]
    if work is None:
        missing = tuple(_told(each) for each in against)
        return Case(reading.slug, reading.slug, "unread", "unread", Review(), missing)
    state, review = _state(work, whole=reading.work is not None), work.review or Review()
    if state == "declined":  # nothing in it is to be mended any more
        return Case(reading.slug, work.title or reading.slug, state, _waits(state, review), review, shown=shown)
    if work.status != "approved":
        known = {(each.rule, each.field) for each in against}
        against += (each for each in _until_approved(reading, work, context) if (each.rule, each.field) not in known)
    missing = tuple(_told(each) for each in against)
    hints = (*(_told(each) for each in advice), *_would_help(reading, work))
    return Case(reading.slug, work.title or reading.slug, state, _waits(state, review), review, missing, hints, shown)


def _state(work: Work, *, whole: bool) -> str:
    decision = work.review.decision if work.review else None
    if work.status != "approved" and decision in ("revise", "declined"):
        return str(decision)
    if work.status in ("draft", "submitted", "approved"):
        return work.status
    return "draft" if whole else "unread"


def _waits(state: str, review: Review) -> str:
    """Whom it waits for: whoever mends it, the panel, the sender, or a sender who has had no answer yet."""
    answered = {reply.told for reply in review.replies if review.on is None or reply.on >= review.on}
    if review.decision == "approved" and state in ("draft", "submitted"):
        return "promotion"
    if state == "submitted":
        return "panel" if review.replies else "received"
    if state == "revise":
        return "sender" if answered else "missing"
    if state == "declined":
        return "deletion" if "declined" in answered else "declined"
    return state


def _until_approved(reading: Reading, work: Work, context: RuleContext) -> Iterator[Finding]:
    """What the rules of approval would say of it, were its status approved today."""
    as_approved = replace(work, status="approved")
    for found in check_permission(Subject(as_approved, reading, context)):
        if found.rule.admit in (ERROR, WITHHELD):
            yield replace(found, remedy=f"{found.rule.mend} {_line(found)}".strip())


def _line(found: Finding) -> str:
    """How it looks in index.md when it is right, where the rule's example is of that."""
    return f"As in {found.rule.example}" if ":" in found.rule.example else ""


def _told(found: Finding) -> Concern:
    path = found.path or f"works/{found.slug}/{INDEX}"
    return Concern(found.slug, path, found.place.line, found.what, found.remedy, f"scripts/check {found.slug}")


def _would_help(reading: Reading, work: Work) -> Iterator[Concern]:
    """What no rule asks for, and every visitor looks for."""
    attributes = work.attributes
    for there, what, remedy in (
        (work.task, "the task is not there", "put it in as task.md, and say task: task.md"),
        (work.drafts, "no earlier draft is there", "ask the sender: drafts teach more than anything else"),
        (
            attributes.complexity or attributes.craftsmanship or attributes.authenticity,
            "no attribute is claimed",
            "say under attributes what to look at, and where",
        ),
    ):
        if not there:
            place = reading.places.get("title", Place())
            yield Concern(reading.slug, f"works/{reading.slug}/{INDEX}", place.line, what, remedy)

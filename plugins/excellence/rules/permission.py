"""The rules about approval, consent and privacy. A work that breaks one is never shown."""

import re
from datetime import date, timedelta

from ..model.work import Consent, Review, Work
from ..reading.file_names import told_name
from .rule_context import Folder, Found, Setting, listed

SOON = timedelta(days=60)


def _withdrawn(work: Work, folder: Folder, house: Setting) -> Found:
    slugs = {gone.slug for gone in house.withdrawn}
    if work.slug in slugs:
        yield "withdrawn", "", "this work was withdrawn", "take the folder out; it may not come back"
    for number, alias in enumerate(work.aliases, 1):
        if alias in slugs:
            what = "this is the address of a work that was withdrawn"
            yield "alias-taken", f"aliases[{number}]", what, "choose another, or take it out"
    hashes = {each for gone in house.withdrawn for each in gone.hashes}
    for where, file in listed(work):
        if folder.hashes.get(file) in hashes:
            yield "withdrawn", where, f"{told_name(file)} belongs to a work that was withdrawn", "take the file out"


def _approval(work: Work, _f: Folder, house: Setting) -> Found:
    if work.status in ("draft", "submitted"):
        yield "not-approved", "status", f"the status is {work.status}", "it is left out until a panel approves it"
        return
    if work.demonstration:
        if not house.demonstrations:
            yield (
                "demonstration",
                "demonstration",
                "this collection shows no demonstrations",
                "set demonstrations: true for a trial",
            )
        return
    yield from _review(work.review)
    yield from _consent(work.consent, house.today)


EARLIEST = date(1990, 1, 1)  # no panel of ours is older
_LONGEST = 100  # years: a consent is given for somebody who lives


def _dates(work: Work, _f: Folder, house: Setting) -> Found:
    """Days that can't be: mostly a digit too many, or two that changed places. Where today is unknown nothing is."""
    today = house.today
    if today == date.min:
        return
    on, until = (work.review.on if work.review else None), (work.consent.until if work.consent else None)
    if on and on != date.min and not EARLIEST <= on <= today:
        when = "is still to come" if on > today else "is before 1990"
        yield "review-date", "review.on", f"the day of the review {when}", "write the day on which the panel decided"
    if until and until.year > today.year + _LONGEST:
        what = f"the consent would hold for more than {_LONGEST} years"
        yield "date-unlikely", "consent.until", what, "write the last day that the form names, as in 2031-06-30"
    if work.added and work.added.year > today.year and (work.added - today).days > 366:
        yield "date-unlikely", "added", "the day lies more than a year ahead", "write the day on which the work joins"
    if work.year and work.year > today.year + 1:
        what = "the school year ends later than next year"
        yield "date-unlikely", "year", what, f"write the year in which it ended, as in {today.year}"
    for number, medium in enumerate(work.media, 1):
        if medium.seen and medium.seen > today:
            what = "the day is still to come"
            yield "date-unlikely", f"media[{number}].seen", what, "write the day on which somebody saw the link work"


def _review(review: Review | None) -> Found:
    where = "review"
    if review is not None:
        where = "review.panel" if review.decision == "approved" else "review.decision"
    if review is None or review.decision != "approved" or len(review.panel) < 2:
        remedy = "add review: {decision: approved, on: 2026-05-04, panel: [curator, teacher]}"
        yield "review-missing", where, "no panel of two roles has approved this work", remedy


def _consent(consent: Consent | None, today: date) -> Found:
    remedy = "fill it in from the form, or set status: submitted"
    if consent is None:
        yield "consent-missing", "consent", "there is no consent", remedy
        return
    for name in ("ref", "holder", "scope", "until"):
        if not getattr(consent, name):
            yield "consent-missing", f"consent.{name}", f"the consent has no {name}", remedy
    if consent.scope and all(consent.scope) and "site" not in consent.scope:
        yield (
            "consent-scope",
            "consent.scope",
            "the consent does not cover the site",
            "ask the family, or set status: submitted",
        )
    if consent.until and consent.until < today:
        yield (
            "consent-ended",
            "consent.until",
            f"the consent ended on {consent.until}",
            "ask the holder, or withdraw the work",
        )
    elif consent.until and consent.until - today <= SOON:
        days = (consent.until - today).days
        when = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
        yield "consent-ends-soon", "consent.until", f"the consent ends {when}", "ask the holder for a new one"


def _privacy(work: Work, _f: Folder, _: Setting) -> Found:
    if work.status == "approved" and work.redact:
        yield (
            "redact-open",
            "redact",
            "boxes are still to be painted over",
            f"run: scripts/scrub {work.slug}",
        )
    if work.consent and work.consent.names == "first-names" and (work.school.name or work.school.place):
        where = "school.name" if work.school.name else "school.place"
        yield (
            "names-and-school",
            where,
            "first names stand with a school or place",
            "take the school's name and place out",
        )


_TWO_WORDS = re.compile(r"[A-ZÀ-Þ][\w'’]+ (?:[A-ZÀ-Þ]\. ?)?[A-ZÀ-Þ][\w'’]*")


def _credit(work: Work, _f: Folder, _: Setting) -> Found:
    """Where first names are credited, two words with capitals side by side are a last name, or a school's."""
    named = work.consent is not None and work.consent.names == "first-names"
    if named and work.credit and _TWO_WORDS.search(work.credit):
        what = "two names stand side by side in the credit"
        yield "credit-names", "credit", what, "write first names alone, each in one word, as in Ana and Ben, grade 2"


PERMISSION = (_withdrawn, _approval, _dates, _privacy, _credit)

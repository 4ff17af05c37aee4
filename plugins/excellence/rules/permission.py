"""The rules about approval, consent and privacy: what they withhold is never shown."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ..model.finding import INFO, WARNING, WITHHELD, Finding, Rule
from .personal import PERSONAL_DETAILS
from .rule_context import Subject

NOT_APPROVED = Rule(
    "not-approved",
    "Only approved works are published",
    "Everything else is left out.",
    "Nothing needs mending: the panel sets the status when it has decided.",
    "status: approved",
    check=INFO,
    build=WITHHELD,
)
REVIEW_MISSING = Rule(
    "review-missing",
    "A panel approved the work",
    "At least two roles look at every work.",
    "Write down the decision, its day and the roles of those who decided. No names.",
    "review: {decision: approved, on: 2026-05-04, panel: [curator, teacher]}",
    build=WITHHELD,
)
REVIEW_DATE = Rule(
    "review-date",
    "The review has taken place",
    "A panel can't have decided tomorrow.",
    "Write the day on which the panel decided.",
    "review: {decision: approved, on: 2026-05-04, panel: [curator, teacher]}",
    build=WITHHELD,
)
DATE_UNLIKELY = Rule(
    "date-unlikely",
    "Days and years can be true",
    "A wrong year keeps a work too long, or in a wrong place.",
    "Look for a digit too many, or for two that changed places.",
    "until: 2031-06-30",
    build=WITHHELD,
)
CONSENT_MISSING = Rule(
    "consent-missing",
    "An approved work names its consent",
    "No consent, no publication.",
    "Fill it in from the form that its holder keeps. The form itself never comes here.",
    'consent: {ref: "2026-014", holder: the school, scope: [site, print], until: 2031-06-30}',
    build=WITHHELD,
)
CONSENT_SCOPE = Rule(
    "consent-scope",
    "The consent covers the site",
    "Without it the work may not be shown here.",
    "Ask the family for a consent that covers the site, or set the status back to submitted.",
    "scope: [site]",
    build=WITHHELD,
)
CONSENT_ENDED = Rule(
    "consent-ended",
    "The consent still holds",
    "After its last day the work is left out.",
    "Ask the holder for a new consent, or take the work down with scripts/withdraw.",
    "until: 2031-06-30",
    check=WITHHELD,
    build=WITHHELD,
)
CONSENT_ENDS_SOON = Rule(
    "consent-ends-soon",
    "The consent holds for 60 days more",
    "Ask the holder in good time.",
    "Ask the holder whether the family agrees for longer, and write down the new last day.",
    "until: 2031-06-30",
    check=WARNING,
    build=WARNING,
)
REDACT_OPEN = Rule(
    "redact-open",
    "Boxes are painted over before approval",
    "The original in the repository shows it.",
    "Let scripts/scrub paint the boxes into the picture; it takes the lines out of index.md too.",
    "scripts/scrub frog-cards",
    build=WITHHELD,
)
NAMES_AND_SCHOOL = Rule(
    "names-and-school",
    "First names never stand with a school or place",
    "Together they lead to a child.",
    "Take the school's name and place out, or credit the makers by their grade.",
    "credit: Grade 2 students",
    build=WITHHELD,
)
CREDIT_NAMES = Rule(
    "credit-names",
    "A credit holds no name that the consent does not allow",
    "A name leads to a child, a last name most of all.",
    "Say who the makers are by their grade; where the consent allows first names, write these alone, each in one word.",
    "credit: Ana and Ben, grade 2",
    build=WITHHELD,
)
DEMONSTRATION = Rule(
    "demonstration",
    "Demonstrations only where the site allows them",
    "A real collection shows real work.",
    "Take the work out, or set the plugin's option demonstrations to true for a trial.",
    "plugins: [{excellence: {demonstrations: true}}]",
)


SOON = timedelta(days=60)


def _approval(about: Subject) -> Iterator[Finding]:
    if about.work.status in ("draft", "submitted"):
        yield about.finding(
            NOT_APPROVED, "status", f"the status is {about.work.status}", "it is left out until a panel approves it"
        )
        yield from _ended(about)
        return
    if about.work.demonstration:
        if not about.context.demonstrations:
            yield about.finding(
                DEMONSTRATION,
                "demonstration",
                "this collection shows no demonstrations",
                "set demonstrations: true for a trial",
            )
        return
    yield from _review(about)
    yield from _consent(about)


EARLIEST = date(1990, 1, 1)  # no panel of ours is older
LONGEST = 100  # years: a consent is given for somebody who lives


def _dates(about: Subject) -> Iterator[Finding]:
    """Days that can't be: mostly a digit too many, or two that changed places. Where today is unknown nothing is."""
    today = about.context.today
    if today == date.min:
        return
    on, until = (
        (about.work.review.on if about.work.review else None),
        (about.work.consent.until if about.work.consent else None),
    )
    if on and on != date.min and not EARLIEST <= on <= today:
        when = "is still to come" if on > today else "is before 1990"
        yield about.finding(
            REVIEW_DATE, "review.on", f"the day of the review {when}", "write the day on which the panel decided"
        )
    if until and until.year > today.year + LONGEST:
        what = f"the consent would hold for more than {LONGEST} years"
        yield about.finding(
            DATE_UNLIKELY, "consent.until", what, "write the last day that the form names, as in 2031-06-30"
        )
    if about.work.added and about.work.added.year > today.year and (about.work.added - today).days > 366:
        yield about.finding(
            DATE_UNLIKELY, "added", "the day lies more than a year ahead", "write the day on which the work joins"
        )
    if about.work.year and about.work.year > today.year + 1:
        what = "the school year ends later than next year"
        yield about.finding(DATE_UNLIKELY, "year", what, f"write the year in which it ended, as in {today.year}")
    for number, medium in enumerate(about.work.media, 1):
        if medium.seen and medium.seen > today:
            what = "the day is still to come"
            yield about.finding(
                DATE_UNLIKELY, f"media[{number}].seen", what, "write the day on which somebody saw the link work"
            )


def _review(about: Subject) -> Iterator[Finding]:
    review = about.work.review
    decision = review.decision if review else None
    if review is None or decision != "approved" or len(review.panel) < 2:
        where = "review.panel" if decision == "approved" else "review.decision" if review else "review"
        remedy = "add review: {decision: approved, on: 2026-05-04, panel: [curator, teacher]}"
        yield about.finding(REVIEW_MISSING, where, "no panel of two roles has approved this work", remedy)
    elif review.on is None:
        what, remedy = "the review has no day", "write the day on which the panel decided, as in on: 2026-05-04"
        yield about.finding(REVIEW_MISSING, "review.on", what, remedy)


def _consent(about: Subject) -> Iterator[Finding]:
    consent, today = about.work.consent, about.context.today
    remedy = "fill it in from the form, or set status: submitted"
    if consent is None:
        yield about.finding(CONSENT_MISSING, "consent", "there is no consent", remedy)
        return
    for name in ("ref", "holder", "scope", "until"):
        if not getattr(consent, name):
            yield about.finding(CONSENT_MISSING, f"consent.{name}", f"the consent has no {name}", remedy)
    if consent.scope and all(consent.scope) and "site" not in consent.scope:
        yield about.finding(
            CONSENT_SCOPE,
            "consent.scope",
            "the consent does not cover the site",
            "ask the family, or set status: submitted",
        )
    yield from _ended(about)
    if consent.until and timedelta() <= consent.until - today <= SOON:
        days = (consent.until - today).days
        when = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
        yield about.finding(
            CONSENT_ENDS_SOON, "consent.until", f"the consent ends {when}", "ask the holder for a new one"
        )


def _ended(about: Subject) -> Iterator[Finding]:
    consent = about.work.consent
    if consent and consent.until and consent.until < about.context.today:
        what = f"the consent ended on {consent.until}"
        yield about.finding(CONSENT_ENDED, "consent.until", what, "ask the holder, or withdraw the work")


def _privacy(about: Subject) -> Iterator[Finding]:
    if about.work.status == "approved" and about.work.redact:
        yield about.finding(
            REDACT_OPEN, "redact", "boxes are still to be painted over", f"run: scripts/scrub {about.work.slug}"
        )
    if (
        about.work.consent
        and about.work.consent.names == "first-names"
        and (about.work.school.name or about.work.school.place)
    ):
        where = "school.name" if about.work.school.name else "school.place"
        yield about.finding(
            NAMES_AND_SCHOOL, where, "first names stand with a school or place", "take the school's name and place out"
        )


TWO_WORDS = re.compile(r"[A-ZÀ-Þ][\w'’]+ (?:[A-ZÀ-Þ]\. ?)?[A-ZÀ-Þ][\w'’]*")

# What says who somebody is without a name: a word in small letters, but for those that join names, or one of these.
ROLE = re.compile(
    r"(?<![\w'’_./-])(?:"
    r"(?!(?:and|the|von|van|der|den|del|los|las|dos|das|age|aged|por)(?!\w))[a-zß-ÿ][a-zß-ÿ'’-]{2,}(?![\w])"
    r"|(?i:grades?|room|class|kindergarten|kindergartners|pre-?k|team|group|club|students|children|makers"
    r"|grado|sala|clase|grupo|equipo|estudiantes|alumnado|preescolar)(?!\w))"
)
# Nobody sees them, so that nobody sees that a name is parted by them.
UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff]")
CASED = re.compile(r"[A-Za-zÀ-ÿ]")


def _credit(about: Subject) -> Iterator[Finding]:
    """In a credit two words with capitals side by side are a first and a last name, or a school's; one that says no
    role says a name. Of scripts without small letters nothing can be told."""
    consent, credit = about.work.consent, UNSEEN.sub("", about.work.credit or "")
    if consent is None or not credit:
        return
    by_role = "say who the makers are by their grade, as in Second graders"
    if TWO_WORDS.search(credit) and consent.names == "first-names":
        remedy = "write first names alone, each in one word, as in Ana and Ben, grade 2"
        yield about.finding(CREDIT_NAMES, "credit", "two names stand side by side in the credit", remedy)
    elif TWO_WORDS.search(credit):
        what = "two words with capitals stand side by side in the credit, as in a first and a last name"
        yield about.finding(CREDIT_NAMES, "credit", what, by_role)
    elif consent.names != "first-names" and CASED.search(credit) and not ROLE.search(credit):
        yield about.finding(CREDIT_NAMES, "credit", "this says no role, as if it were a name", by_role)


NO_NAME = {  # what of a consent may hold none, and what would be right
    "ref": "write the number alone under which the signed form is kept, as in 2026-014",
    "holder": "name a role, as in the school office",
}


def _form(about: Subject) -> Iterator[Finding]:
    """Where a form lies is public in the repository: a number and a role, never a name."""
    for key, remedy in NO_NAME.items():
        if TWO_WORDS.search(getattr(about.work.consent, key, None) or ""):
            yield about.finding(PERSONAL_DETAILS, f"consent.{key}", "this looks like a person's name", remedy)


def check_permission(about: Subject) -> Iterator[Finding]:
    for rule in (_approval, _dates, _privacy, _credit, _form):
        yield from rule(about)

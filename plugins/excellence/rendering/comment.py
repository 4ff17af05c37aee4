"""What a pull request is answered: thanks, each work as a card, what must be mended, and advice."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

from ..model.finding import Finding, Level
from ..model.work import Work
from ..rules.permission import CREDIT_NAMES
from ..rules.personal import CONTACT_DETAILS, LISTED_NAME, PERSONAL_DETAILS

_MARK = "<!-- excellence: check -->"
_THANKS = "**Thank you for bringing this work.** Somebody's best effort is in it, and it deserves a careful look."
_CLEAN = "Nothing needs mending. The panel goes on from here."
_TO_MEND = "Please mend this first"
_ADVICE = "Advice, which holds nothing up"
_PERSONAL = {LISTED_NAME, PERSONAL_DETAILS, CONTACT_DETAILS, CREDIT_NAMES}
_NOTHING_CHANGED = "No work is added or changed here."


def comment(works: Iterable[Work], findings: Iterable[tuple[Finding, Level]], raw: str) -> str:
    """Markdown. `raw` is the address under which the repository's files are found, empty where pictures can't show."""
    works, told = list(works), list(findings)
    slugs = {work.slug for work in works}
    mine = [(finding, level) for finding, level in told if finding.slug in slugs or level is Level.ERROR]
    errors = [finding for finding, level in mine if level is Level.ERROR]
    advice = [finding for finding, level in mine if level in (Level.WARNING, Level.WITHHELD)]
    named = {finding.slug for finding, _ in told if finding.rule in _PERSONAL}
    parts = [_MARK, _THANKS, *(_waiting(work) if work.slug in named else _card(work, raw) for work in works)]
    if not works and not errors:
        parts = [_MARK, _NOTHING_CHANGED]
    elif not errors:
        parts.append(_CLEAN)
    parts += _listed(_TO_MEND, errors) + _listed(_ADVICE, advice)
    return "\n\n".join(parts)


def _waiting(work: Work) -> str:
    """In place of the card of a work that may hold a person's name: a comment is mailed to everybody."""
    return f"<p><b>works/{safe(work.slug)}</b><br>Its card is shown when what may be personal is out of it.</p>"


def _card(work: Work, raw: str) -> str:
    cover = ""
    if raw and re.search(r"\.(?:jpe?g|png|webp|gif)\Z", work.cover.file, re.IGNORECASE):
        address = escape(f"{raw.rstrip('/')}/works/{quote(work.slug)}/{quote(work.cover.file)}")
        cover = f'<img src="{address}" alt="{safe(work.cover.alt or "")}" width="240"><br>'
    grades = f"{'Grade' if len(work.grades) == 1 else 'Grades'} {', '.join(work.grades)}"
    facts = " · ".join(safe(fact) for fact in (grades, *work.subjects, *work.formats))
    return f"<p>{cover}<b>{safe(work.title)}</b><br>{facts}<br>{safe(work.summary)}</p>"


def _listed(title: str, findings: Sequence[Finding]) -> list[str]:
    if not findings:
        return []
    lines = [
        f"- <code>{escape(each.path)}:{each.place.line}:{each.place.column}</code> <b>{each.code}</b>"
        f"{' ' + safe(each.field) if each.field else ''}: {safe(each.what)}; {safe(each.remedy)}"
        for each in findings
    ]
    return [f"### {title}", "\n".join(lines)]


def safe(text: str) -> str:
    """Plain text in Markdown: no markup, no picture, no link, and nobody is called by an @ or an issue by a #."""
    plain = escape(" ".join(text.split()))
    plain = re.sub(r"([\\`*_{}\[\]()!|~:])", lambda found: f"&#{ord(found[0])};", plain)
    return re.sub(r"(?<!&)([@#])(?=\w)", "\\1\u200b", plain)

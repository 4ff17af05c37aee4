"""A work as a station of a gallery walk, and what is printed of it on cards."""

import json

from .views import View
from .work import WorkView

# The back of a card is read standing: ninety words for why it was made, what it is and for whom.
_WHY, _WHAT, _IMPACT = 25, 45, 20


def station(view: WorkView) -> View:
    """What scripts put a set together with. Addresses begin at the root of the language's pages.

    The pictures and the words of the work are on its page that is only to look at; this holds what is told of it.
    """
    views, work, label = view.views, view.work, view.label
    card = views.card(view.each)
    told = {
        "slug": work.slug,
        **{name: card[name] for name in ("title", "lang", "dir", "facts", "facts_lang", "picture")},
        "quote": "" if card["picture"] else card["quote"],
        "grade": label.grades(),
        "school": label.school(),
        "credit": label.credit(),
        "why": _at_most(_WHY, work.driving_question or ""),
        "what": _at_most(_WHAT, work.summary),
        "impact": _at_most(_IMPACT, work.audience or ""),
        "task": view.has_task,
        "print": view.each.allows("print"),
        "code": view.code("qr.svg"),
    }
    return {name: value for name, value in told.items() if value}


def _at_most(number: int, text: str) -> str:
    words = text.split()
    return text if len(words) <= number else " ".join(words[:number]).rstrip(".,;:") + " …"


def as_data(view: WorkView) -> bytes:
    return json.dumps(station(view), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")

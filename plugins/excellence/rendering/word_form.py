"""The form for words of a work, as GitHub wants it, and what is answered to whoever has filled it in."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from ..model.schema import Many, OneOf, Term
from ..model.vocabulary import Vocabulary
from ..reading.headings import BODY
from ..reading.tables import Spot, Told
from ..reading.word_form import ASKED, PROMISES, TICKS, Asked, options
from .comment import safe

_GENERATED: Final = (
    "# Written by scripts/schema --write from the words of works/vocabulary.yml: what is changed here is lost."
)
_LEAD: Final = """\
**Do not attach student work or names here.** Issues are public, and attachments stay reachable after they are deleted.

This form takes **words alone**: what a class did, in your own words. A curator reads them; if they fit, they become
the draft of a page. Pictures, recordings and texts of students never come this way, and neither do names.

There are three ways to hand in the work itself, all of them private. The packer of our site (*Submit → Pack a work*)
makes one file of it on your own computer. You send that file to the curator, bring it on a stick, or put it into the
curators' private place; the page [Send work](../blob/HEAD/content/submit.md) says how.

We don't ask who you are or how to reach you: write to the address on that page if you want an answer in private. This
issue is answered here, by the name of the work. *Puede escribir en español.*

Please write only if you are 18 or older."""


def issue_form(vocabulary: Vocabulary) -> str:
    """`.github/ISSUE_TEMPLATE/work.yml`: the same questions, words and promises as the reader knows."""
    form = {
        "name": "Words of a work",
        "description": "What a class did, in words. No student work, no names, no pictures.",
        "title": "Words of a work",
        "labels": ["words"],
        "body": [
            {"type": "markdown", "attributes": {"value": _unwrapped(_LEAD)}},
            *(_field(asked, vocabulary) for asked in ASKED),
            {
                "type": "checkboxes",
                "id": "promises",
                "attributes": {
                    "label": TICKS,
                    "options": [{"label": promise, "required": True} for promise in PROMISES],
                },
            },
        ],
    }
    return "\n".join([_GENERATED, *_mapping(form, ""), ""])


def _unwrapped(text: str) -> str:
    """A paragraph in one line: in a form a line's end is seen."""
    return "\n\n".join(" ".join(paragraph.split("\n")) for paragraph in text.split("\n\n"))


def _field(asked: Asked, vocabulary: Vocabulary) -> dict[str, Any]:
    several = isinstance(asked.kind, Many)
    inner = asked.kind.kind if isinstance(asked.kind, Many) else asked.kind
    attributes: dict[str, Any] = {"label": asked.heading, "description": asked.hint}
    if isinstance(inner, OneOf | Term):
        control = "dropdown"
        attributes |= {"multiple": True} if several else {}
        attributes["options"] = options(asked, vocabulary)
    else:
        control = "textarea" if several or asked.field in (BODY, "task") else "input"
    found = {"type": control, "id": asked.field, "attributes": attributes}
    return found | ({"validations": {"required": True}} if asked.required else {})


def _mapping(value: dict[str, Any], indent: str) -> Iterator[str]:
    """YAML whose texts are all in quotes, as JSON has them."""
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield f"{indent}{key}:"
            yield from _mapping(inner, f"{indent}  ")
        elif isinstance(inner, list):
            yield f"{indent}{key}:"
            yield from _items(inner, f"{indent}  ")
        elif isinstance(inner, str) and "\n" in inner:
            yield f"{indent}{key}: |"
            yield from (f"{indent}  {line}".rstrip() for line in inner.split("\n"))
        else:
            yield f"{indent}{key}: {json.dumps(inner, ensure_ascii=False)}"


def _items(items: list[Any], indent: str) -> Iterator[str]:
    for each in items:
        if isinstance(each, dict):
            first, *rest = _mapping(each, "")
            yield f"{indent}- {first}"
            yield from (f"{indent}  {line}".rstrip() for line in rest)
        else:
            yield f"{indent}- {json.dumps(each, ensure_ascii=False)}"


_MARK: Final = "<!-- excellence: words -->"
_THANKS: Final = "**Thank you for telling us what your class did.** *Gracias; si lo prefiere, siga en español.*"
_MADE: Final = "Your words are the draft of a page now, and a panel of two or three people goes on from here."
_NEXT: Final = (
    "Please keep the work itself with you until a curator asks for it: it never comes through an issue or a pull"
    " request. If you change your words, edit the issue, and say so here."
)
_MEND: Final = "Please mend this first"
_AGAIN: Final = (
    "Nothing was made of it yet. Edit the issue (**…** above it, then **Edit**), and say here when you have: a"
    " curator sets the label again. Earlier versions of an issue stay visible to everybody under *edited*: if a name"
    " or a number stood in one, open that list and delete that version."
)
_ADVICE: Final = "Advice, which holds nothing up"


def answer(slug: str, wrong: Iterable[Told], advice: Iterable[Told]) -> str:
    """Markdown. What stands in the issue is repeated nowhere in it."""
    wrong, advice = list(wrong), list(advice)
    parts = [
        _MARK,
        _THANKS,
        f"{_MADE}\n\n{_NEXT}" if slug and not wrong else f"### {_MEND}\n\n{_listed(wrong)}\n\n{_AGAIN}",
    ]
    parts += [f"### {_ADVICE}", _listed(advice)] if advice else []
    return "\n\n".join(parts)


def _listed(told: list[Told]) -> str:
    return "\n".join(f"- {under(each.spot)}{safe(_said(each))}" for each in told)


def under(spot: Spot) -> str:
    """Where something stands: under which heading of the form, or in which line of the issue."""
    if 0 < spot.column <= len(ASKED):
        return f"**{ASKED[spot.column - 1].heading}**: "
    return f"line {spot.row}: " if spot.row else ""


def _said(told: Told) -> str:
    return f"{told.what}; {told.remedy}" if told.remedy else told.what

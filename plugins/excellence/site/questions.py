"""A page of questions and answers: all questions at the top, each answer in a fold, and the same for machines."""

import re
from typing import NamedTuple

from markupsafe import Markup

from ..rendering.jsonld import as_script
from ..rendering.linked import questions

# Stands where the list of questions belongs; every heading of the second level after it is a question.
MARK = "<!-- questions -->"
_HEADING = re.compile(r'<h2 id="(?P<id>[^"]+)">(?P<question>.*?)</h2>', re.DOTALL)


class Question(NamedTuple):
    """A question with its answer, as HTML, and the name that an address points at."""

    id: str
    question: Markup
    answer: Markup


def questions_in(html: str) -> tuple[str, list[Question]]:
    """What stands before the mark, and each question after it with its answer."""
    before, _, after = html.partition(MARK)
    found = list(_HEADING.finditer(after))
    ends = [each.start() for each in found[1:]] + [len(after)]
    between = after[: found[0].start()] if found else after
    asked = [
        Question(each["id"], Markup(each["question"]), Markup(after[each.end() : end]))  # noqa: S704 - the page's own
        for each, end in zip(found, ends, strict=True)
    ]
    return before + between, asked


def as_data(asked: list[Question], language: str) -> Markup:
    """The questions for machines."""
    return as_script(questions(((each.question.striptags(), each.answer.striptags()) for each in asked), language))

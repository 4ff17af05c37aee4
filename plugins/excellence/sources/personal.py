"""What in a text may lead to a child: addresses and numbers surely, names and streets perhaps."""

import re
from collections.abc import Iterator

from ..model.problem import Place
from .matter import Flaw, Mapping, Matter, Scalar, Sequence, Value

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w.-])(?:(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}|\+\d{1,3}(?:[ .-]?\d){7,12})(?![\w-])"
)
_NAME = re.compile(
    r"(?i:\b(?:by|name is|named|written by|drawn by|made by|author|student|por|se llama|me llamo|de autor[ia]?):?)\s+"
    r"[A-ZÀ-Þ][a-zà-ÿ]+ (?:[A-Z]\. )?[A-ZÀ-Þ][a-zà-ÿ]+"
)
_STREET = re.compile(
    r"\b\d{1,5} (?:[A-Z][a-z]+ ){1,3}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Place|Way)\b"
)
_NAME_IN_FILE = re.compile(r"(?:^|[/_-])[A-Z][a-z]+[_-][A-Z][a-z]+")

# The found text is never repeated in the message: a report is published more widely than a file.
_CHECKS = (
    (
        _EMAIL,
        "contact-details",
        "this looks like an e-mail address",
        "take it out; a link to the school's page may stay",
    ),
    (_PHONE, "contact-details", "this looks like a telephone number", "take it out"),
    (
        _NAME,
        "personal-details",
        "this looks like a person's full name",
        "say who it was by role, as in a second grader",
    ),
    (_STREET, "personal-details", "this looks like a street address", "name a region at most"),
)


def scan(text: str, start: Place) -> Iterator[Flaw]:
    """Flaws in a text that begins at `start`."""
    for pattern, code, what, remedy in _CHECKS:
        for found in pattern.finditer(text):
            before = text[: found.start()]
            line = before.count("\n")
            column = len(before) - (before.rfind("\n") + 1)
            yield Flaw(code, Place(start.line + line, column + (1 if line else start.column)), what, remedy)


def personal_details(matter: Matter) -> Iterator[tuple[str, Flaw]]:
    """Flaws in every value and in the body, each with its field."""
    if matter.value is not None:
        yield from _values(matter.value, "")
    for flaw in scan(matter.body, matter.body_place):
        yield "", flaw


def names_a_person(file: str) -> bool:
    """Whether a file's name looks like it holds a first and a last name."""
    return bool(_NAME_IN_FILE.search(file))


def _values(value: Value, where: str) -> Iterator[tuple[str, Flaw]]:
    if isinstance(value, Mapping):
        for entry in value.entries:
            yield from _values(entry.value, f"{where}.{entry.key}" if where else entry.key)
    elif isinstance(value, Sequence):
        for number, item in enumerate(value.items, 1):
            yield from _values(item, f"{where}[{number}]")
    elif isinstance(value, Scalar) and not where.endswith(".url"):
        for flaw in scan(value.text, value.place):
            yield where, flaw

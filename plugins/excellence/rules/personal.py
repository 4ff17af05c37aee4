"""What in a text may lead to a child: addresses and numbers surely, names and streets perhaps."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from ..model.finding import Place, Problem
from ..reading.frontmatter import Flaw, FrontMatter, Mapping, Scalar, Sequence, Value, place_in

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
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
_NAME_IN_FILE = re.compile(r"(?:^|[/_-])[A-ZÀ-Þ][a-zß-ÿ]+[_-][A-ZÀ-Þ][a-zß-ÿ]+")

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


# Cyrillic and Greek letters that nobody can tell from Latin ones.
_LOOKALIKES = str.maketrans("аеорсухіјѕһԁӏαορικνυτ", "aeopcyxijshdlaopiknut")
_BETWEEN = r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff*_`~]{0,6}"
_LISTED = ("listed-name", "this holds a name from the private list", "take it out")


def read_names(path: Path) -> tuple[str, ...]:
    """The names of a private list, one a line; what follows a # is a note."""
    lines = (line.split("#")[0].strip() for line in path.read_text("utf-8-sig").splitlines())
    return tuple(sorted({line for line in lines if len(line) > 1}))


def scan(
    text: str,
    start: Place = Place(),  # noqa: B008 - a named tuple never changes
    names: Iterable[str] = (),
) -> Iterator[Flaw]:
    """Flaws in a text that begins at `start`; `names` are those of the private list."""
    place = place_in(text, start)
    return (Flaw(code, place(found.start()), what, remedy) for found, code, what, remedy in _search(text, names))


def _search(text: str, names: Iterable[str]) -> Iterator[tuple[re.Match[str], str, str, str]]:
    for pattern, code, what, remedy in _CHECKS:
        yield from ((found, code, what, remedy) for found in pattern.finditer(text))
    listed = _listed(tuple(names))
    if listed is not None:
        yield from ((found, *_LISTED) for found in listed.finditer(_plain(text)))


@lru_cache(maxsize=8)
def _listed(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of the names as whole words, however its parts are joined, as in a file's name."""
    if not names:
        return None
    joined = (r"[\s._-]+".join(map(_spread, re.split(r"[\s._-]+", _plain(name)))) for name in names)
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(joined)})(?:['’]?s)?(?![^\W\d_])")


def _spread(word: str) -> str:
    """A word with whatever may stand between its letters and is not seen: joiners, soft hyphens, Markdown's marks."""
    return _BETWEEN.join(map(re.escape, word))


def _plain(text: str) -> str:
    """Small letters without accents, each where it stood; letters of other scripts that look like ours are ours."""
    return "".join((normalize("NFKD", char)[:1] or char).lower()[:1] for char in text).translate(_LOOKALIKES)


def without_names(problem: Problem, names: tuple[str, ...]) -> Problem:
    """The finding without any name of the private list. The work's own address stays: everything is found by it."""
    listed = _listed(names)
    if listed is None:
        return problem
    head = f"works/{problem.slug}/" if problem.path.startswith(f"works/{problem.slug}/") else ""
    path, field, what, remedy = (
        _covered(text, listed)
        for text in (problem.path.removeprefix(head), problem.field, problem.what, problem.remedy)
    )
    return replace(problem, path=head + path, field=field, what=what, remedy=remedy)


def _covered(text: str, listed: re.Pattern[str]) -> str:
    """`_plain` keeps every letter where it stood."""
    for found in reversed([*listed.finditer(_plain(text))]):
        text = f"{text[: found.start()]}…{text[found.end() :]}"
    return text


def personal_details(matter: FrontMatter, names: Iterable[str] = ()) -> Iterator[tuple[str, Flaw]]:
    """Flaws in every value and in the body, each with its field."""
    names = tuple(names)
    if matter.value is not None:
        lines = matter.text.split("\n")
        for where, scalar in _scalars(matter.value, ""):
            ahead: dict[str, Place] = {}  # each search goes on where its last finding ended
            for found, code, what, remedy in _search(scalar.text, names):
                said = scalar.text[found.start() : found.end()]
                place = _place_of(said, ahead.get(what, scalar.place), lines)
                ahead[what] = Place(place.line, place.column + 1)
                yield where, Flaw(code, place, what, remedy)
    for flaw in scan(matter.body, matter.body_place, names):
        yield "", flaw


def _place_of(found: str, start: Place, lines: list[str]) -> Place:
    """Where the found text stands after `start` as it was written; `start` itself where quotes or folds divide it."""
    skipped = start.column - 1
    for number, line in enumerate(lines[start.line - 1 :], start.line):
        column = line.find(found, skipped)
        if column >= 0:
            return Place(number, column + 1)
        skipped = 0
    return start


def names_a_person(file: str) -> bool:
    """Whether a file's name looks like it holds a first and a last name."""
    return bool(_NAME_IN_FILE.search(file))


def _scalars(value: Value, where: str) -> Iterator[tuple[str, Scalar]]:
    """Every single value that readers will see; addresses of pages elsewhere hold long numbers."""
    if isinstance(value, Mapping):
        for entry in value.entries:
            yield from _scalars(entry.value, f"{where}.{entry.key}" if where else entry.key)
    elif isinstance(value, Sequence):
        for number, item in enumerate(value.items, 1):
            yield from _scalars(item, f"{where}[{number}]")
    elif not where.endswith(".url"):
        yield where, value

"""What in a text may lead to a child: addresses and numbers surely, names and streets perhaps."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from ..model.finding import WARNING, WITHHELD, Finding, Place, Rule
from ..reading.frontmatter import FrontMatter, place_in
from ..reading.values import Mapping, Scalar, Sequence, Value

CONTACT_DETAILS = Rule(
    "contact-details",
    "No e-mail address or telephone number",
    "They lead to a child or a family.",
    "Take it out of the text, the transcript, the file's name or the PDF.",
    "for_students: Ask at the library",
)
PERSONAL_DETAILS = Rule(
    "personal-details",
    "No full name and no street address",
    "They lead to a child or a family.",
    "Say who it was by role, and where by region. Leave it only if it names no child, as an author's name does.",
    "a second grader, in place of a first and a last name",
    check=WARNING,
    build=WARNING,
)
LISTED_NAME = Rule(
    "listed-name",
    "No name from the private list",
    "It is the name of a child or a family.",
    "Take the name out of the text or the file's name. The list stays on your computer.",
    "scripts/check --names names.local.txt",
    build=WITHHELD,
)


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

# The found text is never repeated in the message: a report is published more widely than a file. Last what no match
# is without and most texts are, which is sooner looked for.
_DIGIT = re.compile(r"\d")
CHECKS = (
    (
        _EMAIL,
        CONTACT_DETAILS,
        "this looks like an e-mail address",
        "take it out; a link to the school's page may stay",
        re.compile("@"),
    ),
    (_PHONE, CONTACT_DETAILS, "this looks like a telephone number", "take it out", _DIGIT),
    (
        _NAME,
        PERSONAL_DETAILS,
        "this looks like a person's full name",
        "say who it was by role, as in a second grader",
        re.compile("[a-zà-ÿ] [A-ZÀ-Þ]"),
    ),
    (_STREET, PERSONAL_DETAILS, "this looks like a street address", "name a region at most", _DIGIT),
)


# Cyrillic and Greek letters that nobody can tell from Latin ones.
_LOOKALIKES = str.maketrans("аеорсухіјѕһԁӏαορικνυτ", "aeopcyxijshdlaopiknut")
_BETWEEN = r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff*_`~]{0,6}"
_LISTED = (LISTED_NAME, "this holds a name from the private list", "take it out")


def read_names(path: Path) -> tuple[str, ...]:
    """The names of a private list, one a line; what follows a # is a note."""
    lines = (line.split("#")[0].strip() for line in path.read_text("utf-8-sig").splitlines())
    return tuple(sorted({line for line in lines if len(line) > 1}))


def scan(
    text: str,
    start: Place = Place(),  # noqa: B008 - a named tuple never changes
    names: Iterable[str] = (),
) -> Iterator[Finding]:
    """What is found in a text that begins at `start`; `names` are those of the private list."""
    place = place_in(text, start)
    return (Finding(rule, what, remedy, place(found.start())) for found, rule, what, remedy in _search(text, names))


def _search(text: str, names: Iterable[str]) -> Iterator[tuple[re.Match[str], Rule, str, str]]:
    for pattern, rule, what, remedy, sign in CHECKS:
        if sign.search(text):
            yield from ((found, rule, what, remedy) for found in pattern.finditer(text))
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


def without_names(finding: Finding, names: tuple[str, ...]) -> Finding:
    """The finding without any name of the private list. The work's own address stays: everything is found by it."""
    listed = _listed(names)
    if listed is None:
        return finding
    head = f"works/{finding.slug}/" if finding.path.startswith(f"works/{finding.slug}/") else ""
    path, field, what, remedy = (
        _covered(text, listed)
        for text in (finding.path.removeprefix(head), finding.field, finding.what, finding.remedy)
    )
    return replace(finding, path=head + path, field=field, what=what, remedy=remedy)


def _covered(text: str, listed: re.Pattern[str]) -> str:
    """`_plain` keeps every letter where it stood."""
    for found in reversed([*listed.finditer(_plain(text))]):
        text = f"{text[: found.start()]}…{text[found.end() :]}"
    return text


def personal_details(page: FrontMatter, names: Iterable[str] = ()) -> Iterator[Finding]:
    """What is found in every value, with its field, and in the body."""
    names = tuple(names)
    if page.value is not None:
        lines = page.text.split("\n")
        for where, scalar in _scalars(page.value, ""):
            ahead: dict[str, Place] = {}  # each search goes on where its last finding ended
            for found, rule, what, remedy in _search(scalar.text, names):
                said = scalar.text[found.start() : found.end()]
                place = _place_of(said, ahead.get(what, scalar.place), lines)
                ahead[what] = Place(place.line, place.column + 1)
                yield Finding(rule, what, remedy, place, where)
    yield from scan(page.body, page.body_place, names)


def _place_of(found: str, start: Place, lines: list[str]) -> Place:
    """Where the found text stands after `start` as it was written; `start` itself where quotes or folds divide it."""
    skipped = start.column - 1
    for number, line in enumerate(lines[start.line - 1 :], start.line):
        column = line.find(found, skipped)
        if column >= 0:
            return Place(number, column + 1)
        skipped = 0
    return start


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

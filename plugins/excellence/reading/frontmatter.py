"""One strict reader for front matter: python-frontmatter finds its boundaries, `yaml_text` its values."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from frontmatter.default_handlers import YAMLHandler

from ..model.finding import Finding, Place, Rule
from .oddities import Odd, holds_odd, merges, straightened
from .plain import ENCODING, HOW, is_no_text, wide_encoding
from .values import Mapping, Sequence, Value
from .yaml_text import HIDDEN, hidden_finding
from .yaml_text import read_yaml as read_yaml

MATTER_MISSING = Rule(
    "matter-missing",
    "index.md begins with front matter",
    "The facts stand between two lines.",
    "Begin the file with a line of three hyphens, and close the facts with another.",
    "---",
)
MATTER_TOO_LARGE = Rule(
    "matter-too-large",
    "Front matter is at most 64 KiB",
    "More than that is a mistake or an attack.",
    "Move long texts into the body, or into files of their own.",
    "transcript: 01.txt",
)
MERGE_OPEN = Rule(
    "merge-open",
    "Every merge is finished",
    "Both versions of a passage stand in the file.",
    "Keep one version, and delete the lines that git has put around the two.",
    "<<<<<<<, ======= and >>>>>>> begin those lines",
)


LARGEST = 64 * 1024
_TOLD = 20  # hidden characters named one by one; a file of another kind may hold a million


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file's front matter and the words after it, with everything that is wrong in them."""

    value: Value | None = None
    body: str = ""
    body_place: Place = Place()  # noqa: RUF009 - a named tuple never changes
    findings: tuple[Finding, ...] = ()
    text: str = ""


class _Boundaries(YAMLHandler):
    FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)


def place_in(text: str, start: Place = Place()) -> Callable[[int], Place]:  # noqa: B008 - a named tuple never changes
    """A function from an index of the text to its place, where the text itself begins at `start`."""
    ends = [found.end() for found in re.finditer("\n", text)]

    def place(index: int) -> Place:
        line = bisect_right(ends, index)
        return Place(start.line + line, index - ends[line - 1] + 1 if line else start.column + index)

    return place


def decode(content: bytes) -> tuple[str, tuple[Finding, ...]]:
    """Text from bytes: UTF-8, with or without a byte-order mark, any line ends; hidden characters are findings.

    What can be understood all the same is in the text, so that everything else can be told in the same run.
    """
    if what := is_no_text(content):
        return "", (Finding(ENCODING, what, HOW),)
    if wide := wide_encoding(content):
        text = _unified(content.decode(wide, "replace")).removeprefix("\ufeff")
        flaw = Finding(ENCODING, f"the text is stored as {wide.upper()[:6]}, not as UTF-8", HOW)
        return HIDDEN.sub("", unicodedata.normalize("NFC", text)), (flaw,)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The error counts without the byte-order mark.
        before, byte = error.object[: error.start].decode("utf-8"), error.object[error.start]
        place = place_in(_unified(before))(len(_unified(before)))
        return "", (Finding(ENCODING, f"the byte 0x{byte:02x} is not UTF-8", HOW, place),)
    text = unicodedata.normalize("NFC", _unified(text))
    place_of = place_in(text)
    findings = [hidden_finding(found[0], place_of(found.start())) for found in islice(HIDDEN.finditer(text), _TOLD)]
    return HIDDEN.sub("", text), tuple(findings)


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@lru_cache(maxsize=256)  # a page is asked for its record, its mistakes and its title
def read_frontmatter(content: bytes) -> FrontMatter:
    """The front matter and the body of a Markdown file."""
    text, findings = decode(content)
    if findings and not text:
        return FrontMatter(findings=findings)
    place = place_in(text)
    matter = _read(text)
    if merging := tuple(Finding(MERGE_OPEN, *MERGING, each) for each in merges(text, place)):
        below = matter.value is not None and not matter.findings and merging[0].place.line >= matter.body_place.line
        return replace(matter if below else FrontMatter(text=text), findings=(*findings, *merging))
    if matter.value is None or any(holds_odd(key) for key in _keys(matter.value)):
        straight, odd = straightened(text, place)
        if odd:
            matter = _read(straight)
            if matter.value is None and (closer := straightened(text, place, deleting=True))[1]:
                matter, odd = next(((other, closer[1]) for other in [_read(closer[0])] if other.value), (matter, odd))
            findings = (*findings, *map(_odd_finding, odd[:_TOLD]))
    return replace(matter, findings=(*findings, *matter.findings))


MERGING = (
    "a merge is not finished here: both versions stand in the file",
    "keep one version, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
)


def _odd_finding(odd: Odd) -> Finding:
    name = unicodedata.name(odd.sign, "character").lower()
    what = f"a hidden {name} (U+{ord(odd.sign):04X}) stands where only ordinary spaces may"
    remedy = "delete it and write spaces, or run scripts/check --fix"
    return Finding(ENCODING, what, remedy, odd.place, swap=(odd.old, odd.new))


def _keys(value: Value) -> Iterator[str]:
    for each in value.items if isinstance(value, Sequence) else ():
        yield from _keys(each)
    for entry in value.entries if isinstance(value, Mapping) else ():
        yield entry.key
        yield from _keys(entry.value)


def _read(text: str) -> FrontMatter:
    """The parts of a text that holds nothing hidden."""
    if not re.match(r"---[ \t]*(\n|\Z)", text):
        return FrontMatter(findings=(Finding(MATTER_MISSING, *_no_start(text)),))
    try:
        matter, body = _Boundaries().split(text)
    except ValueError:
        what = "the front matter has no end"
        return FrontMatter(findings=(Finding(MATTER_MISSING, what, "close it with a line that holds only ---"),))
    if len(matter.encode()) > LARGEST:
        what = f"the front matter has {len(matter.encode()):,} bytes, {LARGEST:,} is the most"
        return FrontMatter(findings=(Finding(MATTER_TOO_LARGE, what, "move long texts into the body"),))
    # The boundary keeps its line's end, so the YAML begins with an empty line: line 1 of it is line 1 of the file.
    value, wrong = read_yaml(matter)
    if value is None and not wrong:
        wrong = (Finding(MATTER_MISSING, "the front matter is empty", "fill in at least the required keys"),)
    begun = text.rindex(body) + len(body) - len(body.lstrip())
    return FrontMatter(value, body.strip(), place_in(text)(begun), wrong, text)


def _no_start(text: str) -> tuple[str, str]:
    begin = "begin the file with a line that holds only three hyphens: ---"
    if not text.strip():
        cloud = "if it lies in a cloud (OneDrive, iCloud, Drive, Dropbox), let it be downloaded first"
        return "the file is empty", f"{cloud}; else {begin}"
    if re.match(r"\s+---", text):
        return "something stands before the first ---", "begin the file with ---"
    if re.match(r"-{4,}\s", text):
        return "the first line has more than three hyphens", "begin the file with ---"
    if re.match(r"\s*[-\u2010-\u2015]{1,3}\s", text):
        return "the first line is a dash, or too few hyphens", begin
    if re.match(r"\s*(```|~~~|\+\+\+)", text):
        return "the file begins with a sign of another kind", begin
    if re.match(r"\s*[A-Za-z_]+:(\s|\Z)", text):
        return "the three hyphens before the first key are missing", begin
    return "there is no front matter", begin

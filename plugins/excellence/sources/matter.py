"""One strict reader for front matter and YAML files: values keep their text and their place, nothing is guessed.

PyYAML tells the events and python-frontmatter finds the boundaries; neither constructs a value, so YAML 1.1's
surprises (NO, 1:30, 010) never happen: the schema says what a value means. Nor does either nest calls, so no depth
of brackets can break the program.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any, TypeGuard

import yaml
from frontmatter.default_handlers import YAMLHandler

from ..model.problem import Place
from .complaints import EARLY_END, explain, is_bracket, quote_closed_late, shows_beginning

LARGEST = 64 * 1024
DEEPEST = 8
_BOTTOMLESS = 100
_TOLD = 20  # hidden characters named one by one; a file of another kind may hold a million
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as it stands in the file; `plain` when it has no quotes."""

    text: str
    plain: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple["Value", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    key: str
    place: Place
    value: "Value"


@dataclass(frozen=True, slots=True)
class Mapping:
    entries: tuple[Entry, ...]
    place: Place


Value = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong in a text, before it is known whose text it is. `swap` is what stands there and what is right."""

    code: str
    place: Place
    what: str
    remedy: str
    swap: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """A file's front matter and the words after it, with everything that is wrong in them."""

    value: Value | None = None
    body: str = ""
    body_place: Place = Place()  # noqa: RUF009 - a named tuple never changes
    flaws: tuple[Flaw, ...] = ()
    text: str = ""


class _Boundaries(YAMLHandler):
    FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)


class _BottomlessError(Exception):
    """The text nests so deeply that nothing more is worth reading; the flaw is already written down."""


@dataclass(slots=True)
class _Builder:
    """Turns PyYAML's events into values and collects what is wrong on the way."""

    events: Iterator[Any]
    first_line: int
    flaws: list[Flaw] = field(default_factory=list)

    def flaw(self, code: str, place: Place, what: str, remedy: str) -> None:
        self.flaws.append(Flaw(code, place, what, remedy))

    def place(self, mark: Any) -> Place:
        return Place(mark.line + self.first_line, mark.column + 1)

    def document(self) -> Value | None:
        """The value of the only document; None where there is none."""
        value = None
        for event in self.events:
            if isinstance(event, yaml.NodeEvent):
                value = self.value(event)
            elif isinstance(event, yaml.DocumentStartEvent) and value is not None:
                self.flaw("yaml-syntax", self.place(event.start_mark), *EARLY_END)
                break
        return value

    def value(self, event: Any, depth: int = 0) -> Value:
        place = self.place(event.start_mark)
        self.check_signs(event, place)
        if isinstance(event, yaml.AliasEvent):
            return Scalar(f"*{event.anchor}", True, place)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, place)
        if depth >= DEEPEST:
            self.flaw("yaml-depth", place, f"more than {DEEPEST} levels deep", "write it flatter")
            self.skip()
            return Scalar("", True, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self.items(depth + 1)), place)
        return Mapping(tuple(self.entries(depth + 1)), place)

    def check_signs(self, event: Any, place: Place) -> None:
        """Anchors, aliases and tags: a small file could grow without end, and a value change its meaning."""
        remedy = "write the value out, or put quotes around it if it is text"
        if event.anchor is not None:
            sign = "alias *" if isinstance(event, yaml.AliasEvent) else "anchor &"
            self.flaw("yaml-anchor", place, f"the {sign}{event.anchor} is not allowed", remedy)
        tag = getattr(event, "tag", None)
        if tag is not None:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            remedy = "put quotes around the value if it is text, or leave the tag out"
            self.flaw("yaml-tag", place, f"the exclamation mark makes {shown} a tag, which is not allowed", remedy)

    def scalar(self, event: Any, place: Place) -> Scalar:
        """A tag alone stands for itself, so that nothing is said to be missing besides."""
        text = event.value or (event.tag or "" if not event.style else "")
        hidden = _HIDDEN.search(text)  # written as a backslash code: the character itself was seen by `decode`
        if hidden:
            self.flaws.append(_hidden_flaw(hidden[0], place))
        return Scalar(unicodedata.normalize("NFC", text), not event.style, place)

    def skip(self) -> None:
        """To the end of the list or mapping that has just begun. A parser takes minutes for thousands of brackets."""
        depth = 1
        while depth:
            if depth > _BOTTOMLESS:
                raise _BottomlessError
            event = next(self.events)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)

    def items(self, depth: int) -> Iterator[Value]:
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self.value(event, depth)

    def entries(self, depth: int) -> Iterator[Entry]:
        seen: dict[str, Place] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key, value = self.value(event, depth), self.value(next(self.events), depth)
            if self.fits(key, seen):
                seen[key.text] = key.place
                yield Entry(key.text, key.place, value)

    def fits(self, key: Value, seen: dict[str, Place]) -> TypeGuard[Scalar]:
        if not isinstance(key, Scalar):
            self.flaw("yaml-syntax", key.place, "a key must be a single word", "write it as key: value")
        elif key.text in seen:
            what = f"{key.text} stands twice (first in line {seen[key.text].line})"
            self.flaw("yaml-duplicate-key", key.place, what, "keep one of the two")
        elif key.plain and key.text == "<<":
            self.flaw("yaml-anchor", key.place, "<< merges are not allowed", "write the keys out")
        else:
            return True
        return False


def read_yaml(text: str, first_line: int = 1) -> tuple[Value | None, tuple[Flaw, ...]]:
    """The values of a YAML text and what is wrong with it; no value when it can't be read at all or is empty."""
    builder = _Builder(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), first_line)
    try:
        value = builder.document()
    except _BottomlessError:
        return None, tuple(builder.flaws)
    except (yaml.YAMLError, ValueError) as error:
        return None, (*builder.flaws, _syntax(text, error, builder))
    return value, tuple(builder.flaws)


def _syntax(text: str, error: Exception, builder: _Builder) -> Flaw:
    """The parser's complaint in plain words. Python's parser is asked again, because its complaints name more."""
    last: Any = None
    opened: list[Any] = []
    try:
        for last in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(last, yaml.CollectionStartEvent):
                opened.append(last.start_mark)
            elif isinstance(last, yaml.CollectionEndEvent):
                opened.pop()
    except (yaml.YAMLError, ValueError) as told:
        error = told
    begun, mark = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    said = " ".join(filter(None, (getattr(error, "context", ""), getattr(error, "problem", "")))) or str(error)
    quoted = last if getattr(last, "style", None) in ("'", '"') else None
    if mark is not None and quoted and quoted.start_mark.line < quoted.end_mark.line == mark.line:
        place = builder.place(quoted.start_mark)
        return Flaw("yaml-syntax", place, *quote_closed_late(mark.line + builder.first_line))
    if is_bracket(said) and opened:
        mark = opened[-1]
    elif begun is not None and (mark is None or shows_beginning(said)):
        mark = begun
    place = builder.place(mark) if mark else Place(builder.first_line)
    return Flaw("yaml-syntax", place, *explain(said, mark is not None and _begins_line(text, mark)))


def _begins_line(text: str, mark: yaml.Mark) -> bool:
    """Whether the colon at the mark is the first of its line: then it follows a key, not a text."""
    return ":" not in text.split("\n")[mark.line][: mark.column]


def place_in(text: str, start: Place = Place()) -> Callable[[int], Place]:  # noqa: B008 - a named tuple never changes
    """A function from an index of the text to its place, where the text itself begins at `start`."""
    ends = [found.end() for found in re.finditer("\n", text)]

    def place(index: int) -> Place:
        line = bisect_right(ends, index)
        return Place(start.line + line, index - ends[line - 1] + 1 if line else start.column + index)

    return place


def decode(content: bytes) -> tuple[str, tuple[Flaw, ...]]:
    """Text from bytes: UTF-8, with or without a byte-order mark, any line ends; hidden characters are flaws."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The error counts without the byte-order mark.
        before, byte = error.object[: error.start].decode("utf-8"), error.object[error.start]
        place = place_in(_unified(before))(len(_unified(before)))
        return "", (Flaw("encoding", place, f"the byte 0x{byte:02x} is not UTF-8", "save the file as UTF-8"),)
    text = unicodedata.normalize("NFC", _unified(text))
    place_of = place_in(text)
    flaws = [_hidden_flaw(found[0], place_of(found.start())) for found in islice(_HIDDEN.finditer(text), _TOLD)]
    return text, tuple(flaws)


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _hidden_flaw(character: str, place: Place) -> Flaw:
    return Flaw("encoding", place, f"the hidden character U+{ord(character):04X} is not allowed", "delete it")


@lru_cache(maxsize=256)  # a page is asked for its record, its mistakes and its title
def read_matter(content: bytes) -> Matter:
    """The front matter and the body of a Markdown file."""
    text, flaws = decode(content)
    if flaws:
        return Matter(flaws=flaws)
    if not re.match(r"---[ \t]*(\n|\Z)", text):
        return Matter(flaws=(Flaw("matter-missing", Place(), *_no_start(text)),))
    try:
        matter, body = _Boundaries().split(text)
    except ValueError:
        what = "the front matter has no end"
        return Matter(flaws=(Flaw("matter-missing", Place(), what, "close it with a line that holds only ---"),))
    if len(matter.encode()) > LARGEST:
        what = f"the front matter has {len(matter.encode()):,} bytes, {LARGEST:,} is the most"
        return Matter(flaws=(Flaw("matter-too-large", Place(), what, "move long texts into the body"),))
    # The boundary keeps its line's end, so the YAML begins with an empty line: line 1 of it is line 1 of the file.
    value, wrong = read_yaml(matter)
    if value is None and not wrong:
        wrong = (Flaw("matter-missing", Place(), "the front matter is empty", "fill in at least the required keys"),)
    begun = text.rindex(body) + len(body) - len(body.lstrip())
    return Matter(value, body.strip(), place_in(text)(begun), wrong, text)


def _no_start(text: str) -> tuple[str, str]:
    if re.match(r"\s+---", text):
        return "something stands before the first ---", "begin the file with ---"
    if re.match(r"-{4,}\s", text):
        return "the first line has more than three hyphens", "begin the file with ---"
    return "there is no front matter", "begin the file with a line that holds only ---"

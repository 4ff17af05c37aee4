"""One strict reader for front matter and YAML files: values keep their text and their place, nothing is guessed.

PyYAML composes the nodes and python-frontmatter finds the boundaries; neither constructs a value, so YAML 1.1's
surprises (NO, 1:30, 010) never happen: the schema says what a value means.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from ..model.problem import Place

LARGEST = 64 * 1024
DEEPEST = 8
_PLAIN_TAGS = {
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
}
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u0084\u0086-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)


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
    """Something wrong in a text, before it is known whose text it is."""

    code: str
    place: Place
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Matter:
    """A file's front matter and the words after it, with everything that is wrong in them."""

    value: Value | None = None
    body: str = ""
    body_place: Place = Place()  # noqa: RUF009 - a named tuple never changes
    flaws: tuple[Flaw, ...] = ()


class _Boundaries(YAMLHandler):
    FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(slots=True)
class _Composer:
    """Turns PyYAML's nodes into values and collects what is wrong on the way."""

    first_line: int
    flaws: list[Flaw] = field(default_factory=list)

    def flaw(self, code: str, place: Place, what: str, remedy: str) -> None:
        self.flaws.append(Flaw(code, place, what, remedy))

    def place(self, mark: Any) -> Place:
        if mark is None:
            return Place(self.first_line)
        return Place(mark.line + self.first_line, mark.column + 1)

    def value(self, node: yaml.Node, depth: int = 0) -> Value:
        place = self.place(node.start_mark)
        if node.tag not in _PLAIN_TAGS and not (
            isinstance(node, yaml.ScalarNode) and node.tag.endswith((":value", ":merge"))
        ):
            self.flaw("yaml-tag", place, f"the tag {node.tag} is not allowed", "leave the tag out")
        if isinstance(node, yaml.ScalarNode):
            return Scalar(node.value, not node.style, place)
        if depth >= DEEPEST:
            self.flaw("yaml-depth", place, f"more than {DEEPEST} levels deep", "write it flatter")
            return Scalar("", True, place)
        if isinstance(node, yaml.SequenceNode):
            return Sequence(tuple(self.value(each, depth + 1) for each in node.value), place)
        return (
            Mapping(tuple(self.entries(node, depth)), place)
            if isinstance(node, yaml.MappingNode)
            else Scalar("", True, place)
        )

    def entries(self, node: yaml.Node, depth: int) -> Iterator[Entry]:
        seen: dict[str, Place] = {}
        for key_node, value_node in node.value:
            place = self.place(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                self.flaw("yaml-syntax", place, "a key must be a single word", "write it as key: value")
                continue
            key = key_node.value
            if key in seen:
                self.flaw(
                    "yaml-duplicate-key",
                    place,
                    f"{key} stands twice (first in line {seen[key].line})",
                    "keep one of the two",
                )
                continue
            seen[key] = place
            if key_node.tag.endswith(":merge") and not key_node.style:
                self.flaw("yaml-anchor", place, "<< merges are not allowed", "write the keys out")
                continue
            yield Entry(key, place, self.value(value_node, depth + 1))


def read_yaml(text: str, first_line: int = 1) -> tuple[Value | None, tuple[Flaw, ...]]:
    """The values of a YAML text and what is wrong with it; no value when it can't be read at all or is empty."""
    composer = _Composer(first_line)
    try:
        anchors = list(_anchors(text, composer)) if "&" in text or "*" in text else []
        if anchors:
            return None, tuple(anchors)
        node = yaml.compose(text, Loader=_loader())
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, (_syntax(text, error, composer),)
    if node is None:
        return None, ()
    value = composer.value(node)
    return value, tuple(composer.flaws)


def _loader() -> type:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _anchors(text: str, composer: _Composer) -> Iterator[Flaw]:
    """Anchors and aliases never reach the composer: an alias there is already the same node twice."""
    for event in yaml.parse(text, Loader=_loader()):
        if getattr(event, "anchor", None) is not None:
            sign = "alias *" if isinstance(event, yaml.AliasEvent) else "anchor &"
            what = f"the {sign}{getattr(event, 'anchor', '')} is not allowed"
            remedy = "write the value out, or put quotes around it if it is text"
            yield Flaw("yaml-anchor", composer.place(event.start_mark), what, remedy)


# What the parser complains of, in the words of somebody who has never seen YAML; the first match counts.
_EXPLAINED = (
    (r"<document start>", "the front matter ends early, at a line of dots or hyphens", "take that line out"),
    (r"unknown escape character", "a backslash stands inside double quotes", "use single quotes instead"),
    (
        r"but found '<scalar>'",
        "text follows a closing quotation mark, or the indentation differs from the line above",
        "put one pair of quotes around the whole value",
    ),
    (r"found character '?\\t", "a tab stands where spaces belong", "use spaces to indent"),
    (
        r"mapping values are not allowed",
        "a colon inside the text makes it look like another key",
        'put quotes around the text: key: "text: more text"',
    ),
    (
        r"unexpected end of stream|while scanning a quoted",
        "a quotation mark is opened and never closed",
        "close it, with the same mark",
    ),
    (
        r"cannot start any token|found character",
        "a value begins with a character that has a meaning of its own",
        "put quotes around the value",
    ),
    (
        r"could not find expected ':'|simple key",
        "a line is no key: value pair",
        "write key: value, with a space after the colon",
    ),
    (
        r"did not find expected ',' or|expected ',' or|while parsing a flow",
        "a bracket is opened and never closed, or a comma is missing",
        "close the bracket",
    ),
    (
        r"but found '<block (sequence|mapping) start>'|expected <block end>",
        "the line is indented differently from its neighbours",
        "line it up with the line above",
    ),
    (r"undefined tag handle|tag", "an exclamation mark begins a tag", "put quotes around the value"),
)


def _syntax(text: str, error: Exception, composer: _Composer) -> Flaw:
    """The parser's complaint in plain words. Python's parser is asked again, because its complaints name more."""
    try:
        yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as told:
        error = told
    said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}".strip() or str(error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    opened = getattr(error, "context_mark", None)
    for pattern, what, remedy in _EXPLAINED:
        if re.search(pattern, said):
            if "mapping values" in said and mark and _begins_line(text, mark):
                what = "this line is indented further than its neighbours, or the line above is no key: value pair"
                remedy = "line it up with the keys beside it, with a space after each colon"
            if "never closed" in what and opened is not None:
                mark = opened
            return Flaw("yaml-syntax", composer.place(mark) if mark else Place(composer.first_line), what, remedy)
    place = composer.place(mark) if mark else Place(composer.first_line)
    return Flaw("yaml-syntax", place, f"not valid YAML ({said})", "compare it with the example in CONTRIBUTING.md")


def _begins_line(text: str, mark: yaml.Mark) -> bool:
    """Whether the colon at the mark is the first of its line: then it follows a key, not a text."""
    return ":" not in text.split("\n")[mark.line][: mark.column]


def decode(content: bytes) -> tuple[str, tuple[Flaw, ...]]:
    """Text from bytes: UTF-8, with or without a byte-order mark, any line ends; hidden characters are flaws."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
        byte = content[error.start]
        return "", (Flaw("encoding", place, f"the byte 0x{byte:02x} is not UTF-8", "save the file as UTF-8"),)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    flaws = []
    for hidden in _HIDDEN.finditer(text):
        start = hidden.start()
        place = Place(text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
        what = f"the hidden character U+{ord(hidden[0]):04X} is not allowed"
        flaws.append(Flaw("encoding", place, what, "delete it"))
    return text, tuple(flaws)


def read_matter(content: bytes) -> Matter:
    """The front matter and the body of a Markdown file."""
    text, flaws = decode(content)
    if flaws:
        return Matter(flaws=flaws)
    begun = re.match(r"---[ \t]*\n", text)
    if not begun:
        return Matter(flaws=(_no_start(text),))
    try:
        matter, body = _Boundaries().split(text)
    except ValueError:
        what = "the front matter has no end"
        return Matter(flaws=(Flaw("matter-missing", Place(1), what, "close it with a line that holds only ---"),))
    if len(matter.encode()) > LARGEST:
        what = f"the front matter has {len(matter.encode()):,} bytes, {LARGEST:,} is the most"
        return Matter(flaws=(Flaw("matter-too-large", Place(1), what, "move long texts into the body"),))
    # The boundary keeps its line's end, so the YAML begins with an empty line: line 1 of it is line 1 of the file.
    value, wrong = read_yaml(matter, first_line=1)
    if value is None and not wrong:
        wrong = (Flaw("matter-missing", Place(1), "the front matter is empty", "fill in at least the required keys"),)
    body_line = matter.count("\n") + 2
    start = re.match(r"\s*", body)
    skipped = start[0].count("\n") if start else 0
    return Matter(value, body.strip(), Place(body_line + skipped - 1), wrong)


def _no_start(text: str) -> Flaw:
    if re.match(r"\s+---", text):
        return Flaw("matter-missing", Place(1), "something stands before the first ---", "begin the file with ---")
    if re.match(r"-{4,}\s", text):
        return Flaw("matter-missing", Place(1), "the first line has more than three hyphens", "begin the file with ---")
    return Flaw(
        "matter-missing", Place(1), "there is no front matter", "begin the file with a line that holds only ---"
    )

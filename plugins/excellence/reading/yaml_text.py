"""The values of a YAML text, each with its place; nothing is guessed and nothing constructed.

PyYAML tells the events, so YAML 1.1's surprises (NO, 1:30, 010) never happen: the schema says what a value means. Nor
does it nest calls, so no depth of brackets can break the program.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeGuard

import yaml

from ..model.finding import Finding, Place, Rule
from .plain import ENCODING
from .values import Entry, Mapping, Scalar, Sequence, Value
from .yaml_errors import CURLY, EARLY_END, cut_off, explain, is_bracket, quote_closed_late, shows_beginning

YAML_SYNTAX = Rule(
    "yaml-syntax",
    "Front matter is valid YAML",
    "What can't be read can't be published.",
    "Put quotes around a text that holds a colon or begins with a sign; indent with spaces.",
    'title: "Field guide: our pond"',
)
YAML_COMMENT = Rule(
    "yaml-comment",
    "No # cuts a text off",
    "What follows a # after a space is a note, and never shown.",
    "Put quotes around the whole value. A note begins after two spaces, with a space after its #.",
    'title: "Class book #3"',
)
YAML_DUPLICATE_KEY = Rule(
    "yaml-duplicate-key",
    "No key stands twice",
    "Only one would count, and nobody sees which.",
    "Keep one of the two lines.",
    "status: approved",
)
YAML_ANCHOR = Rule(
    "yaml-anchor",
    "No anchors, aliases or merges",
    "They let a small file grow without end.",
    "Write the value out, or put quotes around a text that begins with & or *.",
    'title: "* and other signs"',
)
YAML_TAG = Rule(
    "yaml-tag",
    "No YAML tags",
    "A tag can change what a value means.",
    "Put quotes around a text that begins with an exclamation mark.",
    'title: "!Vamos!"',
)
YAML_DEPTH = Rule(
    "yaml-depth",
    "At most eight levels deep",
    "Nothing in a work needs more.",
    "Write it flatter, as the example does.",
    "school: {setting: rural}",
)


DEEPEST = 8
_BOTTOMLESS = 100
_NOTE = re.compile(r"[ \t]+#.*")
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


class _BottomlessError(Exception):
    """The text nests so deeply that nothing more is worth reading; the flaw is already written down."""


@dataclass(slots=True)
class _Builder:
    """Turns PyYAML's events into values and collects what is wrong on the way."""

    events: Iterator[Any]
    first_line: int
    lines: list[str]
    findings: list[Finding] = field(default_factory=list)
    brackets: int = 0

    def find(self, rule: Rule, place: Place, what: str, remedy: str) -> None:
        self.findings.append(Finding(rule, what, remedy, place))

    def place(self, mark: Any) -> Place:
        return Place(mark.line + self.first_line, mark.column + 1)

    def document(self) -> Value | None:
        """The value of the only document; None where there is none."""
        value = None
        for event in self.events:
            if isinstance(event, yaml.NodeEvent):
                value = self.value(event)
            elif isinstance(event, yaml.DocumentStartEvent) and value is not None:
                self.find(YAML_SYNTAX, self.place(event.start_mark), *EARLY_END)
                break
        return value

    def value(self, event: Any, depth: int = 0) -> Value:
        place = self.place(event.start_mark)
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            self.check_signs(event, place)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, place)
        if isinstance(event, yaml.AliasEvent):
            return Scalar(f"*{event.anchor}", True, place)
        if depth >= DEEPEST:
            self.find(YAML_DEPTH, place, f"more than {DEEPEST} levels deep", "write it flatter")
            self.skip()
            return Scalar("", True, place)
        self.brackets += bool(event.flow_style)
        try:
            if isinstance(event, yaml.SequenceStartEvent):
                return Sequence(tuple(self.items(depth + 1)), place)
            return Mapping(tuple(self.entries(depth + 1)), place)
        finally:
            self.brackets -= bool(event.flow_style)

    def check_signs(self, event: Any, place: Place) -> None:
        """Anchors, aliases and tags: a small file could grow without end, and a value change its meaning."""
        remedy = "write the value out, or put quotes around it if it is text"
        if event.anchor is not None:
            sign = "star * makes an alias" if isinstance(event, yaml.AliasEvent) else "sign & makes an anchor"
            self.find(YAML_ANCHOR, place, f"the {sign}, which is not allowed", remedy)
        tag = getattr(event, "tag", None)
        if tag is not None:
            remedy = "put quotes around the value if it is text, or leave the tag out"
            self.find(YAML_TAG, place, "the exclamation mark makes a tag, which is not allowed", remedy)

    def scalar(self, event: Any, place: Place) -> Scalar:
        """A tag alone stands for itself, so that nothing is said to be missing besides."""
        text = event.value or (event.tag or "" if not event.style else "")
        # Written as a backslash code: the character itself was seen by `decode`.
        hidden = None if text.isprintable() else HIDDEN.search(text)
        if hidden:
            self.findings.append(hidden_finding(hidden[0], place))
        cut = "" if event.style in ("|", ">") else self.cut(event.end_mark)
        return Scalar(
            unicodedata.normalize("NFC", text),
            not event.style,
            place,
            self.place(event.end_mark),
            cut,
            self.brackets > 0,
        )

    def cut(self, end: Any) -> str:
        """What stands on the line after a value, where it is no more than a note to YAML."""
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        found = _NOTE.match(line, end.column)
        return found[0] if found else ""

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
                yield Entry(key.text, key.place, value, self.is_bare(key))

    def is_bare(self, key: Scalar) -> bool:
        line = self.lines[key.end.line - self.first_line : key.end.line - self.first_line + 1]
        return bool(line) and line[0][key.end.column - 1 :].lstrip()[:1] in (",", "}")

    def fits(self, key: Value, seen: dict[str, Place]) -> TypeGuard[Scalar]:
        if not isinstance(key, Scalar):
            self.find(YAML_SYNTAX, key.place, "a key must be a single word", "write it as key: value")
        elif key.text in seen:
            what = f"this key stands twice (first in line {seen[key.text].line})"
            self.find(YAML_DUPLICATE_KEY, key.place, what, "keep one of the two")
        elif key.plain and key.text == "<<":
            self.find(YAML_ANCHOR, key.place, "<< merges are not allowed", "write the keys out")
        else:
            return True
        return False


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _events(text: str) -> Iterator[Any]:
    """As `yaml.parse` tells them, which asks for each whether there is one."""
    yield from iter(_LOADER(text).get_event, None)


def read_yaml(text: str, first_line: int = 1) -> tuple[Value | None, tuple[Finding, ...]]:
    """The values of a YAML text and what is wrong with it; no value when it can't be read at all or is empty."""
    builder = _Builder(_events(text), first_line, text.split("\n"))
    try:
        value = builder.document()
    except _BottomlessError:
        return None, tuple(builder.findings)
    except (yaml.YAMLError, ValueError) as error:
        return None, (*builder.findings, _syntax(text, error, builder))
    return value, tuple(builder.findings)


def _syntax(text: str, error: Exception, builder: _Builder) -> Finding:
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
        return Finding(YAML_SYNTAX, *quote_closed_late(mark.line + builder.first_line), place)
    ended = mark.line if mark is not None else len(builder.lines) - 1
    if opened and (is_bracket(said) or ("but got ':'" in said and _begins_line(builder, mark))):
        said, mark = "while parsing a flow", opened[-1]
    elif begun is not None and (mark is None or shows_beginning(said)):
        mark = begun
    if mark is None:
        return Finding(YAML_SYNTAX, *explain(said, begins_line=False), Place(builder.first_line))
    follows = "'<scalar>'" in said  # a second line of a text that a # has ended
    return _cut_off(builder, mark.line - follows, ended) or _explained(builder, mark, said)


def _explained(builder: _Builder, mark: Any, said: str) -> Finding:
    line = builder.lines[mark.line] if mark.line < len(builder.lines) else ""
    if (curly := CURLY.search(line)) and curly.start("mark") < max(mark.column, 1):
        place = Place(mark.line + builder.first_line, curly.start("mark") + 1)
        what = "curly quotation marks stand around the text, which are no quotes to YAML"
        return Finding(YAML_SYNTAX, what, 'put straight ones around the whole text: key: "text: more text"', place)
    return Finding(YAML_SYNTAX, *explain(said, _begins_line(builder, mark)), builder.place(mark))


def _begins_line(builder: _Builder, mark: Any) -> bool:
    """Whether the colon at the mark is the first of its line: then it follows a key, not a text."""
    return ":" not in "".join(builder.lines[mark.line : mark.line + 1])[: mark.column]


def _cut_off(builder: _Builder, first: int, last: int) -> Finding | None:
    """A # that has swallowed what the reader missed: the end of a text, a bracket, a quotation mark."""
    for number, line in enumerate(builder.lines[first : last + 1], first):
        if column := cut_off(line):
            place = Place(number + builder.first_line, column)
            what = "a # after a space hides the rest of its line"
            return Finding(YAML_COMMENT, what, 'put quotes around the whole value: alt: "Page #1 of the book"', place)
    return None


def hidden_finding(character: str, place: Place) -> Finding:
    return Finding(ENCODING, f"the hidden character U+{ord(character):04X} is not allowed", "delete it", place)

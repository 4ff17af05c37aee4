"""What is wrong with a piece of content, where, and what would be right."""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NamedTuple


class Level(StrEnum):
    """How much a finding weighs.

    An error ends a strict build, a withheld work is left out and reported, a warning never fails anything.
    """

    ERROR = "error"
    WITHHELD = "withheld"
    WARNING = "warning"
    INFO = "info"


ERROR, WITHHELD, WARNING, INFO = Level


class Purpose(StrEnum):
    """Why content is being read: to check it, to admit a new or changed work, or to build the site."""

    CHECK = "check"
    ADMIT = "admit"
    BUILD = "build"


class Place(NamedTuple):
    """A place in a file: line and column count from 1, as editors count them."""

    line: int = 1
    column: int = 1


class Rule:
    """One thing that content must obey, with its weight when checked and when built; declared once, by its code.

    `mend` says what to do about it and `example` how it looks when it is right. `admit` is its weight in a work that
    is new or changed, where that is more than when the whole collection is checked.
    """

    __slots__ = ("admit", "build", "check", "code", "example", "mend", "title", "why")
    _declared: ClassVar[dict[str, "Rule"]] = {}

    def __init__(
        self,
        code: str,
        title: str,
        why: str,
        mend: str,
        example: str,
        *,
        check: Level = ERROR,
        build: Level = ERROR,
        admit: Level | None = None,
    ) -> None:
        if code in self._declared:
            raise ValueError(f"the rule {code} is declared twice")
        self.code, self.title, self.why, self.mend, self.example = code, title, why, mend, example
        self.check, self.build, self.admit = check, build, admit or check
        self._declared[code] = self

    @classmethod
    def of(cls, code: str) -> "Rule":
        """The rule of a code; raises KeyError where none is declared."""
        return cls._declared[code]

    def level(self, purpose: Purpose) -> Level:
        return {Purpose.BUILD: self.build, Purpose.CHECK: self.check, Purpose.ADMIT: self.admit}[purpose]

    def __repr__(self) -> str:
        return f"Rule({self.code})"

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Rule.of, (self.code,)  # another process knows its own


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found against one rule. `path` is relative to the project with forward slashes.

    `field` is like `pieces[2].alt`, from 1; `slug` names the work that it is about. `swap` is what stands there and
    what is surely right, where a program can tell. Whoever finds it fills in what it knows, and whoever knows more adds
    that with `dataclasses.replace`. Every text is one line that any terminal can print, whatever a file's name holds.
    """

    rule: Rule
    what: str
    remedy: str
    place: Place = Place()  # noqa: RUF009 - a named tuple never changes
    field: str = ""
    path: str = ""
    slug: str = dataclasses.field(default="", compare=False)
    swap: tuple[str, str] | None = dataclasses.field(default=None, compare=False)

    def __post_init__(self) -> None:
        for part in ("path", "field", "what", "remedy"):
            text = getattr(self, part)
            if not text.isprintable():
                object.__setattr__(self, part, _printable(text))

    def __lt__(self, other: "Finding") -> bool:
        """By where it is; findings are told in the order of their files."""
        return self._order < other._order

    @property
    def _order(self) -> tuple[str, Place, str, str, str, str]:
        return self.path, self.place, self.field, self.code, self.what, self.remedy

    @property
    def code(self) -> str:
        return self.rule.code

    def line(self, level: Level) -> str:
        """The finding as people and editors read it."""
        field = f" {self.field}" if self.field else ""
        return (
            f"{self.path}:{self.place.line}:{self.place.column}: {level} {self.code}{field}: {self.what}; {self.remedy}"
        )


def _printable(text: str) -> str:
    """Line breaks and the like as spaces, other hidden characters by their numbers."""
    spaced = "".join(" " if char.isspace() else char for char in text)
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in spaced)

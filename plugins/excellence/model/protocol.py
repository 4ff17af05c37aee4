"""A protocol: how a group studies work together, step by step and to time."""

from dataclasses import dataclass
from typing import Annotated

from .schema import Flag, Language, Many, OneOf, Slug, Text, Url, Whole
from .searched import Searched

# A work without its story, its task, all of it, or two works side by side.
REVEALS = ("look", "task", "work", "pair")
# What protocols are for, in the order in which a list has them.
PURPOSES = ("students", "work", "teaching", "school")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step. `minutes` is one number, or the least and the most."""

    title: Annotated[str, Text(80), "the step's name"]
    minutes: Annotated[tuple[int, ...], Many(Whole(1, 240, 10), least=1, most=2), "how long, as in [20] or [20, 30]"]
    rest: Annotated[bool, Flag(), "a break, which is no working time"] = False
    do: Annotated[tuple[str, ...], Many(Text(400), most=8), "what the facilitator does"] = ()
    group: Annotated[str | None, Text(300), "what everybody does, as the handout says it"] = None
    ask: Annotated[tuple[str, ...], Many(Text(240), most=8), "questions to read out"] = ()
    say: Annotated[str | None, Text(400), "words that the facilitator may use"] = None
    alert: Annotated[int | None, Whole(1, 30, 3), "a sign so many minutes before the end"] = None
    catcher: Annotated[str | None, Slug(), "the note catcher for it"] = None
    part: Annotated[int | None, Whole(1, 8, 2), "which part of the note catcher, if not all of it"] = None
    reveal: Annotated[str | None, OneOf(REVEALS), "which face of a work is shown from here on"] = None
    walk: Annotated[bool, Flag(), "a gallery walk: people go from one station to the next"] = False

    @property
    def least(self) -> int:
        return self.minutes[0]

    @property
    def most(self) -> int:
        return self.minutes[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A part that somebody takes."""

    name: Annotated[str, Text(60), "what the role is called"]
    does: Annotated[str, Text(240), "what this person looks after"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Whom the protocol is owed to."""

    title: Annotated[str, Text(160), "its name there"]
    by: Annotated[str, Text(160), "who made it"]
    url: Annotated[str | None, Url(), "where it can be read"] = None
    note: Annotated[str | None, Text(300), "what is ours, or not sure"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What the steps must add up to: working minutes at the least and the most, and the minutes of breaks."""

    least: Annotated[int, Whole(1, 600, 60), "working minutes at the least"]
    most: Annotated[int, Whole(1, 600, 60), "working minutes at the most"]
    breaks: Annotated[int, Whole(0, 120, 10), "minutes of breaks"] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """The front matter of a page in `content/protocols/`; the page's own text comes before it."""

    title: Annotated[str, Text(120), "the protocol's name"]
    description: Annotated[str, Text(240), "what it is good for"]
    people: Annotated[str, Text(120), "how many, and who"]
    total: Annotated[Total, Total, "what the minutes add up to"]
    steps: Annotated[tuple[Step, ...], Many(Step, least=1, most=20), "the steps in order"]
    materials: Annotated[tuple[str, ...], Many(Text(200), most=12), "what must be there"] = ()
    prepare: Annotated[tuple[str, ...], Many(Text(400), most=12), "what is done beforehand"] = ()
    roles: Annotated[tuple[Role, ...], Many(Role, most=8), "who looks after what"] = ()
    norms: Annotated[tuple[str, ...], Many(Text(240), most=8), "how people speak with one another"] = ()
    after: Annotated[tuple[str, ...], Many(Text(400), most=8), "what is done afterwards"] = ()
    source: Annotated[Source | None, Source, "whom it is owed to"] = None
    try_on: Annotated[str, Text(200), "a filter for works to try it on, as in grade=2,3"] = ""
    purpose: Annotated[str | None, OneOf(PURPOSES), "what it is for: protocols are listed by that"] = None
    search: Annotated[Searched | None, Searched, "how the search finds it"] = None
    hide: Annotated[tuple[str, ...], Many(Text(20)), "parts of the theme to leave out"] = ()
    language: Annotated[str, Language(), "the language of the protocol"] = "en"

"""A note catcher: a sheet on which people write down what they see."""

from dataclasses import dataclass
from typing import Annotated

from .schema import Flag, Language, Many, OneOf, Slug, Text, Whole
from .searched import Searched


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table."""

    title: Annotated[str, Text(60), "what stands above it"]
    help: Annotated[str | None, Text(160), "what to write in it"] = None
    key: Annotated[str | None, Slug(), "what it counts as when sheets are put together"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with room for an answer."""

    text: Annotated[str, Text(240), "the question"]
    lines: Annotated[int, Whole(1, 20, 3), "room for so many lines"] = 3
    help: Annotated[str | None, Text(240), "what may help"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a sheet: a table, then questions."""

    title: Annotated[str | None, Text(120), "the part's name"] = None
    help: Annotated[str | None, Text(400), "what to do"] = None
    before: Annotated[tuple[Question, ...], Many(Question, most=8), "what is asked before the table"] = ()
    columns: Annotated[tuple[Column, ...], Many(Column, most=5), "the columns of its table"] = ()
    rows: Annotated[tuple[str, ...], Many(Text(120), most=20), "what stands at the head of each row"] = ()
    blank: Annotated[int, Whole(0, 30, 6), "so many rows to fill"] = 0
    room: Annotated[int, Whole(1, 24, 2), "each row has room for so many lines"] = 1
    works: Annotated[bool, Flag(), "whether what is written names works, which may then be added"] = False
    questions: Annotated[tuple[Question, ...], Many(Question, most=12), "what is asked after the table"] = ()
    over: Annotated[bool, Flag(), "whether it begins on the other side of the paper"] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Catcher:
    """The front matter of a page in `content/catchers/`; the page's own text comes before it."""

    title: Annotated[str, Text(120), "the note catcher's name"]
    description: Annotated[str, Text(240), "what it is good for"]
    parts: Annotated[tuple[Part, ...], Many(Part, least=1, most=8), "its parts in order"]
    who: Annotated[str | None, Text(60), "what stands at the top, as in Name; left out, nothing does"] = None
    protocols: Annotated[tuple[str, ...], Many(Slug(), unique=True), "the protocols that use it"] = ()
    tool: Annotated[str | None, OneOf(("criteria", "archive")), "a tool of its own that stands beside it"] = None
    search: Annotated[Searched | None, Searched, "how the search finds it"] = None
    hide: Annotated[tuple[str, ...], Many(Text(20)), "parts of the theme to leave out"] = ()
    language: Annotated[str, Language(), "the language of the sheet"] = "en"

"""A route: what to do with student work in the minutes that one has."""

from dataclasses import dataclass
from typing import Annotated

from .protocol import Step
from .schema import Language, Many, OneOf, Slug, Text, Whole
from .searched import Searched

COMPANY = ("students", "colleagues", "alone", "staff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The front matter of a page in `content/routes/`; the page's own text comes before it."""

    title: Annotated[str, Text(120), "the route's name"]
    description: Annotated[str, Text(240), "what one gets out of it"]
    minutes: Annotated[int, Whole(1, 600, 15), "how long it takes, breaks and all"]
    company: Annotated[str, OneOf(COMPANY), "whom one is with"]
    steps: Annotated[tuple[Step, ...], Many(Step, least=1, most=20), "the steps in order"]
    try_on: Annotated[str, Text(200), "a filter for works to do it with, as in grade=2,3"] = ""
    protocol: Annotated[str | None, Slug(), "the protocol that goes further"] = None
    catcher: Annotated[str | None, Slug(), "the note catcher for it"] = None
    search: Annotated[Searched | None, Searched, "how the search finds it"] = None
    hide: Annotated[tuple[str, ...], Many(Text(20)), "parts of the theme to leave out"] = ()
    language: Annotated[str, Language(), "the language of the route"] = "en"

"""An exhibit: a curator's story with works in an order that means something."""

from dataclasses import dataclass
from typing import Annotated

from .schema import Language, Many, Slug, Text
from .searched import Searched


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One work of an exhibit, and why it stands where it stands."""

    slug: Annotated[str, Slug(), "the work"]
    note: Annotated[str | None, Text(600, lines=True), "what to see in it here"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """The front matter of a page in `content/exhibits/`; the story is the page's own text."""

    title: Annotated[str, Text(120), "the exhibit's name"]
    description: Annotated[str, Text(240), "the line beneath its name"]
    works: Annotated[tuple[Stand, ...], Many(Stand, least=1, most=60), "the works, in the order of the walk"]
    search: Annotated[Searched | None, Searched, "how the search finds it"] = None
    hide: Annotated[tuple[str, ...], Many(Text(20)), "parts of the theme to leave out"] = ()
    language: Annotated[str, Language(), "the language of the story"] = "en"

"""A resource: a page that teaches, with who made it, what it is about, and what goes with it."""

from dataclasses import dataclass
from typing import Annotated

from .schema import FileName, Language, Many, OneOf, Text
from .searched import Searched

TOPICS = ("models", "critique", "planning", "studying-together", "making-the-case", "practical")
TYPES = ("guide", "checklist", "overview", "study-page", "sheet", "film-list")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """The front matter of a page in `content/guides/`. Pages are named by their path in the documents folder."""

    title: Annotated[str, Text(120), "the page's name"]
    description: Annotated[str, Text(240), "what it is good for"]
    created_by: Annotated[str, Text(160), "who made it"]
    topic: Annotated[str, OneOf(TOPICS), "what it is about"]
    type: Annotated[str, OneOf(TYPES), "what kind of page it is"]
    downloads: Annotated[tuple[str, ...], Many(FileName(), unique=True), "pages to print or to take along"] = ()
    related: Annotated[tuple[str, ...], Many(FileName(), unique=True), "pages that go with it"] = ()
    search: Annotated[Searched | None, Searched, "how the search finds it"] = None
    hide: Annotated[tuple[str, ...], Many(Text(20)), "parts of the theme to leave out"] = ()
    language: Annotated[str, Language(), "the language of the page"] = "en"

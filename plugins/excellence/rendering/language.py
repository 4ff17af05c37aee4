"""How a part of a page says which language it is in, and which way that is written."""

from functools import lru_cache

from markupsafe import Markup

from ..model.writing import direction_of
from .filled import filled


@lru_cache(maxsize=1_000)
def language_mark(language: str, direction: str | None = None) -> Markup:
    """The attributes of an element in another language than what is around it; nothing where it is the same.

    `direction` is what a card says of it, for scripts draw the same card: empty where it is that of the page.
    """
    way = direction_of(language) if direction is None else direction
    mark = filled(' lang="{}"', language) if language else Markup()
    return mark + (filled(' dir="{}"', way) if language and way else Markup())


def own_words(text: str, language: str) -> Markup:
    """A work's words within a sentence of ours: what stands beside them keeps its place."""
    return filled("<bdi{}>{}</bdi>", language_mark(language), text) if language else filled("{}", text)

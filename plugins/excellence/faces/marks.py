"""How a part of a page says which language it is in, and which way that is written."""

from functools import lru_cache

from markupsafe import Markup

from ..model.writing import direction_of


@lru_cache(maxsize=1_000)
def language_mark(language: str) -> Markup:
    """The attributes of an element in another language than what is around it; nothing where it is the same."""
    return Markup(' lang="{}" dir="{}"').format(language, direction_of(language)) if language else Markup()


def own_words(text: str, language: str) -> Markup:
    """A work's words within a sentence of ours: what stands beside them keeps its place."""
    return Markup("<bdi{}>{}</bdi>").format(language_mark(language), text) if language else Markup("{}").format(text)

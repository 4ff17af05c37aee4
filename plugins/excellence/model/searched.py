"""How the search finds a page: by which words besides its own, or not at all."""

from dataclasses import dataclass
from typing import Annotated

from .schema import Flag, Many, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What a page says under `search`."""

    keywords: Annotated[tuple[str, ...], Many(Text(60), unique=True), "words that lead to it, in any language"] = ()
    exclude: Annotated[bool, Flag(), "whether it is left out"] = False

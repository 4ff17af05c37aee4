"""Our templates with names for values, which scripts in the page fill: what they draw is what the server draws."""

import re

from markupsafe import Markup

_FACTS = ("href", "title", "lang", "dir", "facts", "facts_lang", "facts_dir", "quote")
_PICTURE = ("src", "srcset", "sizes", "width", "height", "ratio", "colour")
_OPEN = re.compile(r' ([a-z-]+="[^"]*\{[a-z_]+\})')


def _named(names: tuple[str, ...]) -> dict[str, object]:
    return {name: f"{{{name}}}" for name in names}


# One card of each form that the macro knows: without a picture, with one, with a wide one.
CARDS = tuple(
    {**_named(_FACTS), "picture": picture}
    for picture in (None, {**_named(_PICTURE), "wide": False}, {**_named(_PICTURE), "wide": True})
)


def fillable(html: str) -> Markup:
    """With attributes that nobody takes for an address before a script has filled them: `data-fill-href="{href}"`."""
    return Markup(_OPEN.sub(r" data-fill-\1", str(html)))  # noqa: S704 - what was escaped stays so

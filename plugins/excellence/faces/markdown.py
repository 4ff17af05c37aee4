"""The words that curators and students wrote: Markdown to HTML that can hold no script."""

import re
from functools import cache

import nh3
from markdown import Markdown
from markupsafe import Markup

# What ammonia holds to be safe, without pictures and without the frame of the page.
_TAGS = nh3.ALLOWED_TAGS - {"area", "article", "aside", "footer", "h1", "h2", "header", "hgroup", "img", "map", "nav"}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
    "*": {"lang", "dir"},
}


@cache
def _markdown() -> Markdown:
    return Markdown(extensions=["tables", "sane_lists"], output_format="html")


def prose(text: str) -> Markup:
    """Safe HTML. Headings begin at the third level, since the page has the first two; pictures are left out."""
    if not text:
        return Markup()
    converter = _markdown()
    converter.reset()
    html = converter.convert(text)
    for level in (4, 3, 2, 1):
        html = html.replace(f"<h{level}>", f"<h{level + 2}>").replace(f"</h{level}>", f"</h{level + 2}>")
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
        clean_content_tags={"script", "style"},
    )
    return Markup(clean)  # noqa: S704 - nh3 has just cleaned it


_MARKS = re.compile(r"<[^>]*>|\]\([^)]*\)|[*_`#>|\[\]]+")


def plain(text: str) -> str:
    """The words alone, for the search index: tags, addresses and Markdown's own marks are taken out."""
    return " ".join(_MARKS.sub(" ", text).split())

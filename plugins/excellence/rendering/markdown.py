"""The words that curators and students wrote: Markdown to HTML that can hold no script."""

import re
from functools import cache, lru_cache
from html import unescape

import nh3
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markupsafe import Markup

from .filled import filled

# What ammonia holds to be safe, without pictures and without the frame of the page.
_TAGS = nh3.ALLOWED_TAGS - {"area", "article", "aside", "footer", "h1", "header", "hgroup", "img", "map", "nav"}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
    "*": {"lang", "dir"},
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer",
    clean_content_tags={"script", "style"},
)

# Paragraphs in which neither Markdown nor HTML has anything to say, as most that students write: letters begin their
# lines, and no sign in them is one of a pattern, of a table or of a place in HTML.
_SIGNS = r"`\\\[<>&*_|\x00-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff"
_LINE = rf"[^\W\d_](?:[^\n{_SIGNS}]*[^\s{_SIGNS}])?"
_PARAGRAPHS = re.compile(rf"{_LINE}(?:\n+{_LINE})*")
_BETWEEN = re.compile(r"\n{2,}")

_HEADING = re.compile(r"<(/?)h([1-6])(?=[\s>/])", re.IGNORECASE)


# Where none of this is, no pattern within a line finds anything; there are twenty of them, and most words are plain.
_INLINE = re.compile(r"[`\\\[<&*_\x02]|  \n")


class _Inline(InlineProcessor):
    """Python-Markdown's, for which plain words are done. Should its own method get another name, it is as slow as
    ever."""

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - its names
        if not _INLINE.search(data):
            return data
        return str(super()._InlineProcessor__handleInline(data, patternIndex))  # type: ignore[misc] # it is private


@cache
def _markdown() -> Markdown:
    made = Markdown(extensions=["tables", "sane_lists"], output_format="html")
    made.treeprocessors.register(_Inline(made), "inline", 20)
    return made


# A work's pages, in each language of the site, are made one after another and show the same few texts.
@lru_cache(maxsize=256)
def prose(text: str, top: int = 3) -> Markup:
    """Safe HTML. Headings begin at the level `top`, beneath those of the page around them; pictures are left out."""
    if not text:
        return Markup()
    if _PARAGRAPHS.fullmatch(text):
        between = _BETWEEN.sub("</p>\n<p>", text)
        return Markup(f"<p>{between}</p>")  # noqa: S704 - nothing in it is HTML
    return _converted(text, top)


def _converted(text: str, top: int) -> Markup:
    converter = _markdown()
    converter.reset()
    html = converter.convert(text)
    html = _HEADING.sub(lambda found: f"<{found[1]}h{min(int(found[2]) + top - 1, 6)}", html)
    clean = _CLEANER.clean(html)
    # With a class of ours, the theme's script leaves a table alone; its wrapping can't be scrolled by keyboard.
    told = clean.replace("<table>", '<table class="xc-table">')
    # An empty corner of a table is no heading of anything.
    return Markup(re.sub(r"<th[^>]*></th>", "<td></td>", told))  # noqa: S704 - nh3 has just cleaned it


def manuscript(file: str, text: str, top: int) -> Markup:
    """The words of a text file: Markdown where its name says so, else paragraphs and lines as they stand."""
    if file.endswith(".md"):
        return prose(text, top)
    paragraphs = [part.strip("\n") for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
    return Markup().join(filled("<p>{}</p>\n", Markup("<br>\n").join(each.split("\n"))) for each in paragraphs)


_TAG = re.compile(r"<[^>]*>")


def plain(text: str) -> str:
    """The words alone, for the search index: those that a reader sees, and nothing that is written and not shown."""
    return " ".join(unescape(_TAG.sub(" ", prose(text))).split())

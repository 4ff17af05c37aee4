"""How a page carries what machines may know of it: JSON-LD, and Open Graph for pages that link to it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from ..collection.published import Published
from .filled import filled
from .fonts import has_letters
from .lines import in_lines
from .links import Links
from .views import media_uri, work_uri

_CONTEXT = "https://schema.org"


def open_graph(each: Published, links: Links, site: str) -> Markup:
    """What a page elsewhere shows of a link to the work; the picture stands whole on paper."""
    work = each.work
    said = Preview(work.title, work.summary, work.language)
    return open_graph_of(said, work_uri(work.slug), (each,), links, site)


class Preview(NamedTuple):
    """What a page is called, what it says of itself, and in which language."""

    title: str
    description: str
    language: str


class Shared(NamedTuple):
    """The picture that links to a work show elsewhere: its place in the site, its size in pixels, its words."""

    uri: str
    width: int
    height: int
    alt: str


def shared_picture(each: Published) -> Shared | None:
    """The work's cover, whole; of a work without one its title, where the typefaces have the letters of that."""
    if each.cover:
        piece, developed = each.cover
        found = developed.of("share")[:1]
        places = [Shared(media_uri(each.slug, one.name), one.width, one.height, piece.alt or "") for one in found]
        return next(iter(places), None)
    return Shared(title_card_uri(each.slug), 1200, 630, each.work.title) if has_letters(each.work.title) else None


def title_card_uri(slug: str) -> str:
    return media_uri(slug, "title.png")


def open_graph_of(said: Preview, uri: str, works: Iterable[Published], links: Links, site: str) -> Markup:
    """What a page elsewhere shows of a link to one of ours, with a picture of the first of its works that has one."""
    facts = {
        "og:type": "website",  # an article would be one of a journal for programs that keep references
        "og:site_name": site,
        "og:title": said.title,
        "og:description": said.description,
        "og:url": links.absolute(uri),
        # A language without its country is none in the words of Open Graph.
        "og:locale": said.language.replace("-", "_") if "-" in said.language else "",
    }
    pictures = (shared_picture(each) for each in works)
    shared = next(filter(None, pictures), None) if links.site_url else None
    if shared:
        facts |= {
            "og:image": links.absolute(shared.uri),
            "og:image:width": str(shared.width),
            "og:image:height": str(shared.height),
            "og:image:alt": shared.alt,
        }
    tags = [filled('<meta property="{}" content="{}">', name, value) for name, value in facts.items() if value]
    tags.append(filled('<meta name="twitter:card" content="{}">', "summary_large_image" if shared else "summary"))
    return Markup("\n").join(tags)


def as_json(node: Mapping[str, Any]) -> bytes:
    """One node as a file of its own."""
    return in_lines({"@context": _CONTEXT, **node}).encode()


def as_script(*nodes: Mapping[str, Any]) -> Markup:
    """The nodes that are no empty ones inside a page: no character can close the script or open a comment."""
    held = [node for node in nodes if node]
    if not held:
        return Markup()
    graph = held[0] if len(held) == 1 else {"@graph": held}
    text = json.dumps({"@context": _CONTEXT, **graph}, ensure_ascii=False, separators=(",", ":"))
    for char, escaped in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(char, escaped)
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704 - escaped above

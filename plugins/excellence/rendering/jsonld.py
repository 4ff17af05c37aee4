"""How a page carries what machines may know of it: JSON-LD, and Open Graph for pages that link to it."""

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from ..collection.published import Published
from .links import Links
from .views import media_uri, work_uri

_CONTEXT = "https://schema.org"


def open_graph(each: Published, links: Links, site: str) -> Markup:
    """What a page elsewhere shows of a link to the work; the picture stands whole on paper."""
    work = each.work
    facts = {
        "og:type": "website",  # an article would be one of a journal for programs that keep references
        "og:site_name": site,
        "og:title": work.title,
        "og:description": work.summary,
        "og:url": links.absolute(work_uri(work.slug)),
        "og:locale": work.language.replace("-", "_"),
    }
    shared = each.cover[1].of("share") if each.cover else ()
    if shared and links.site_url:
        facts |= {
            "og:image": links.absolute(media_uri(work.slug, shared[0].name)),
            "og:image:width": str(shared[0].width),
            "og:image:height": str(shared[0].height),
            "og:image:alt": (each.cover[0].alt or "") if each.cover else "",
        }
    tags = [Markup('<meta property="{}" content="{}">').format(name, value) for name, value in facts.items() if value]
    tags.append(
        Markup('<meta name="twitter:card" content="{}">').format("summary_large_image" if shared else "summary")
    )
    return Markup("\n").join(tags)


def as_json(node: Mapping[str, Any]) -> bytes:
    """One node as a file of its own."""
    return (json.dumps({"@context": _CONTEXT, **node}, ensure_ascii=False, indent=1) + "\n").encode()


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

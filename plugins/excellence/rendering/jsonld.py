"""A work as linked data: schema.org CreativeWork in JSON-LD, and Open Graph for pages that link to it."""

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from ..collection.published import Published
from ..model.vocabulary import Vocabulary
from .links import Links
from .views import media_uri, work_uri

_SPDX = "https://spdx.org/licenses/"


def creative_work(each: Published, vocabulary: Vocabulary, links: Links, credit: str) -> Mapping[str, Any]:
    """What machines may know of a work: nothing that its page does not say."""
    work = each.work
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": links.absolute(work_uri(work.slug)),
        "url": links.absolute(work_uri(work.slug)),
        "name": work.title,
        "description": work.summary,
        "inLanguage": work.language,
        "creditText": credit,
        "learningResourceType": "demonstration of a model" if work.demonstration else "example of student work",
        "educationalLevel": [vocabulary.label("grades", grade) for grade in work.grades],
        "about": [vocabulary.label("subjects", subject) for subject in work.subjects],
        "genre": [vocabulary.label("formats", format) for format in work.formats],
        "keywords": list(work.keywords),
        "license": "" if work.license.startswith("LicenseRef") else f"{_SPDX}{work.license}.html",
        "copyrightYear": work.year,
        "dateModified": work.added.isoformat() if work.added else "",
        "educationalAlignment": [
            {
                "@type": "AlignmentObject",
                "alignmentType": "teaches",
                "educationalFramework": vocabulary.label("frameworks", standard.framework),
                "targetName": standard.code,
                "targetDescription": standard.target or "",
            }
            for standard in work.standards
        ],
    }
    if each.cover:
        rendition = each.cover[1].of("jpeg")[0]
        facts["image"] = links.absolute(media_uri(work.slug, rendition.name))
    if work.inspired_by:
        facts["isBasedOn"] = [links.absolute(work_uri(slug)) for slug in work.inspired_by]
    return {name: value for name, value in facts.items() if value}


def open_graph(each: Published, links: Links, site: str) -> Markup:
    """What a page elsewhere shows of a link to the work; the picture stands whole on paper."""
    work = each.work
    facts = {
        "og:type": "article",
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


def as_json(facts: Mapping[str, Any]) -> bytes:
    return (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()


def as_script(facts: Mapping[str, Any]) -> Markup:
    """JSON-LD inside a page: no character can close the script or open a comment."""
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    for char, escaped in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(char, escaped)
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704 - escaped above

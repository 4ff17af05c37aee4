"""The files of the site that are not pages: data and the sitemap."""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from ..collection.collection import Collection
from ..collection.published import Published
from ..publishing.artifact import Artifact
from ..rendering.links import Links
from ..rendering.views import work_uri

# The forms of the list of all works.
DATA = ("csv", "json")

# What a site that is for one school alone says to programs that go from page to page.
ROBOTS = Artifact.of("robots.txt", b"User-agent: *\nDisallow: /\n")


def data_uri(form: str) -> str:
    return f"data/works.{form}"


def data(collection: Collection, links: Links) -> Iterator[Artifact]:
    """Everything published, as JSON and as CSV."""
    rows = [_row(each, links) for each in collection.works]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    yield Artifact.of(data_uri("json"), f"[\n{lines}\n]\n".encode())
    names = (
        "slug",
        "url",
        "title",
        "summary",
        "kind",
        "grades",
        "subjects",
        "formats",
        "text_types",
        "language",
        "year",
        "license",
        "added",
    )
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(names)
    table.writerows([_cell(row[name]) for name in names] for row in rows)
    yield Artifact.of(data_uri("csv"), text.getvalue().encode())


def _row(each: Published, links: Links) -> dict[str, Any]:
    work = each.work
    return {
        "slug": work.slug,
        "url": links.absolute(work_uri(work.slug)) or work_uri(work.slug),
        "title": work.title,
        "summary": work.summary,
        "kind": work.kind,
        "grades": work.grades,
        "subjects": work.subjects,
        "formats": work.formats,
        "text_types": work.text_types,
        "language": work.language,
        "year": work.year,
        "standards": [f"{standard.framework} {standard.code}" for standard in work.standards],
        "keywords": work.keywords,
        "license": work.license,
        "added": work.added.isoformat() if work.added else "",
    }


def _cell(value: Any) -> str:
    """A cell that a spreadsheet takes as text: lists by semicolons, and no formula can start."""
    text = "; ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def sitemap(pages: Iterable[tuple[str, date | None, Mapping[str, str]]], links: Links) -> Iterator[Artifact]:
    """The sitemap, plain and compressed; none where the site's address is not known.

    `pages` are places in the site with the day they changed and, by language, where the same page is. That is told
    here and not in the pages of works: the theme would take such links for a switch between whole sites, and ask for a
    sitemap that isn't there.
    """
    if not links.site_url:
        return
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for uri, changed, languages in sorted(pages, key=lambda each: each[0]):
        day = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{escape(lang)}" href="{escape(links.absolute(other))}"/>'
            for lang, other in (languages.items() if len(languages) > 1 else ())
        )
        lines.append(f"<url><loc>{escape(links.absolute(uri))}</loc>{day}{others}</url>")
    content = "\n".join([*lines, "</urlset>", ""]).encode()
    yield Artifact.of("sitemap.xml", content)
    yield Artifact.of("sitemap.xml.gz", gzip.compress(content, mtime=0))

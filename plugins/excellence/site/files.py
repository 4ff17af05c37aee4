"""The files of the site that are not pages: media, data, search, sitemap, our own assets."""

import csv
import gzip
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.resources import files
from typing import Any
from xml.sax.saxutils import escape

from ..collection.collection import Collection, Published
from ..faces.links import Links
from ..faces.views import work_uri
from .artifact import Artifact

ASSETS = "assets/excellence"


def asset(name: str, content: bytes | None = None) -> Artifact:
    """One of the package's own assets (or `content`) under a name that changes with its bytes."""
    content = content if content is not None else (files("excellence") / "assets" / name).read_bytes()
    stem, _, suffix = name.rpartition(".")
    return Artifact.of(f"{ASSETS}/{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{suffix}", content)


def stylesheet(theme: Iterable[str]) -> Artifact:
    """One stylesheet for every page: the theme's own in a layer beneath ours, so that ours prevails."""
    own = (files("excellence") / "assets" / "excellence.css").read_text("utf-8")
    order = own[own.index("@layer") : own.index(";") + 1]
    beneath = [re.sub(r'@charset "[^"]*";|/\*# sourceMappingURL=.*?\*/', "", text).strip() for text in theme]
    layered = [f"@layer theme {{\n{text}\n}}" for text in beneath]
    return asset("excellence.css", "\n".join([order, *layered, own.replace(order, "", 1)]).encode())


def data(collection: Collection, links: Links) -> Iterator[Artifact]:
    """Everything published, as JSON and as CSV."""
    rows = [_row(each, links) for each in collection.works]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    yield Artifact.of("data/works.json", f"[\n{lines}\n]\n".encode())
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
    yield Artifact.of("data/works.csv", text.getvalue().encode())


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


def sitemap(pages: Iterable[tuple[str, date | None]], links: Links) -> Iterator[Artifact]:
    """The sitemap, plain and compressed; none where the site's address is not known."""
    if not links.site_url:
        return
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for uri, changed in sorted(pages):
        day = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
        lines.append(f"<url><loc>{escape(links.absolute(uri))}</loc>{day}</url>")
    content = "\n".join([*lines, "</urlset>", ""]).encode()
    yield Artifact.of("sitemap.xml", content)
    yield Artifact.of("sitemap.xml.gz", gzip.compress(content, mtime=0))

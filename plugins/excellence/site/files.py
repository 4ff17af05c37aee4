"""The files of the site that are not pages: data and the sitemap."""

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from ..collection.collection import Collection
from ..collection.published import Published
from ..model.derivative import pictures_of as pictures_in
from ..model.vocabulary import Vocabulary
from ..publishing.artifact import Artifact
from ..reading.cells import neutral
from ..rendering.cite import is_reserved
from ..rendering.links import Links
from ..rendering.views import media_uri, work_uri

# The forms of the list of all works.
DATA = ("csv", "json")
PACKAGE = "data/datapackage.json"
# What lies beside it, by its name.
BESIDE = ("datapackage", "collection")

_PAGES, _IMAGES = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.google.com/schemas/sitemap-image/1.1"

# What a site that is for one school alone says to programs that go from page to page.
PRIVATE = Artifact.of("robots.txt", b"User-agent: *\nDisallow: /\n")


def data_uri(form: str) -> str:
    return f"data/works.{form}"


class Column(NamedTuple):
    """A column of the list of all works, in the words of a table schema; one of `many` holds several values."""

    name: str
    about: str
    type: str = "string"
    many: bool = False
    format: str = "default"
    required: bool = False


COLUMNS = (
    Column("slug", "The work's name in addresses; an earlier one leads on to it", required=True),
    Column("url", "The work's page", required=True),
    Column("title", "The work's title, in its own language", required=True),
    Column("summary", "What it is, in a sentence or two", required=True),
    Column("kind", "project or writing", required=True),
    Column("grades", "The makers' grades, from PK and K to 12", many=True, required=True),
    Column("subjects", "Keys of subjects, as the addresses of their pages end", many=True, required=True),
    Column("formats", "Keys of formats, each after its family", many=True, required=True),
    Column("text_types", "narrative, informative or argument", many=True),
    Column("language", "The work's language, as in BCP 47", required=True),
    Column("size", "5k, 10k or marathon"),
    Column("setting", "The surroundings of the school, as urban or rural"),
    Column("region", "The key of a wide region of the collection's map"),
    Column("year", "The calendar year in which the school year ended", "year"),
    Column("standards", "The framework's key and the standard's code", many=True),
    Column("keywords", "Words of the makers and curators", many=True),
    Column("credit", "How the makers want to be named; empty where their grade is enough"),
    Column("license", "A license by its SPDX name, or LicenseRef-… where all rights are reserved", required=True),
    Column("added", "The day on which it joined the collection", "date"),
)


def data(collection: Collection, links: Links, name: str, made_from: str) -> Iterator[Artifact]:
    """Everything published, as JSON, as CSV, and what their columns mean; `name` is the collection's, and `made_from` a
    token over what the rows are made from."""

    def rows() -> Iterator[dict[str, Any]]:
        return (_row(each, links, collection.vocabulary) for each in collection.works)

    yield Artifact(data_uri("json"), made_from, lambda: _listed(rows()))
    yield Artifact(data_uri("csv"), made_from, lambda: _table(rows()))
    yield Artifact.of(PACKAGE, (json.dumps(_package(name, links), ensure_ascii=False, indent=1) + "\n").encode())


def _listed(rows: Iterable[dict[str, Any]]) -> bytes:
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n".encode()


def _table(rows: Iterable[dict[str, Any]]) -> bytes:
    # Excel takes a table for one of Windows' older letters unless it begins with this mark.
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow([column.name for column in COLUMNS])
    table.writerows([_cell(row[column.name]) for column in COLUMNS] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _package(name: str, links: Links) -> dict[str, Any]:
    """The two lists as a data package (Frictionless, version 1). In the table several values stand in one cell."""
    several = "; several with a semicolon between them"
    fields = [
        {
            "name": column.name,
            "type": column.type,
            "description": f"{column.about}{several if column.many else ''}.",
            **({"constraints": {"required": True}} if column.required else {}),
        }
        for column in COLUMNS
    ]
    table = {
        "name": "works",
        "title": "All works, a row for each",
        "path": "works.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": "slug", "missingValues": [""]},
    }
    same = {"name": "works-json", "title": "The same as JSON", "path": "works.json", "format": "json"}
    home = links.absolute("index.html")
    return {
        "name": "works",
        "title": name,
        "description": "Excellent work by students: a row for each work, as its page tells of it.",
        "profile": "data-package",
        **({"homepage": home} if home else {}),
        "resources": [table, {**same, "mediatype": "application/json", "encoding": "utf-8"}],
    }


def _row(each: Published, links: Links, vocabulary: Vocabulary) -> dict[str, Any]:
    work, school = each.work, each.work.school
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
        "size": work.size or "",
        "setting": school.setting or "",
        "region": vocabulary.region(school.region, school.country),
        "year": work.year,
        "standards": [f"{standard.framework} {standard.code}" for standard in work.standards],
        "keywords": work.keywords,
        "credit": "" if work.demonstration else work.credit or "",
        "license": work.license,
        "added": work.added.isoformat() if work.added else "",
    }


def _cell(value: Any) -> str:
    """A cell that a spreadsheet takes as text: lists by semicolons, and no formula can start."""
    return neutral("; ".join(value) if isinstance(value, tuple | list) else "" if value is None else str(value))


def robots(collection: Collection, links: Links) -> Artifact:
    """What programs that go from page to page are told: where the pages are, and whether to train on them is allowed.

    Rights that a licence reserves are reserved for the site as a whole, since this file knows no single works; each
    page of such a work says it again.
    """
    kept = any(is_reserved(each.work.license) for each in collection.works)
    signal = "Content-Signal: search=yes, ai-train=no\n" if kept else ""
    return Artifact.of(
        "robots.txt", f"User-agent: *\n{signal}Allow: /\n\nSitemap: {links.site_url}sitemap.xml\n".encode()
    )


def pictures_of(collection: Collection, links: Links) -> dict[str, list[str]]:
    """The pictures that each work's page shows, widest, by the page's place."""
    return {
        work_uri(each.slug): [
            links.absolute(media_uri(each.slug, picture.of("webp")[-1].name))
            for piece in each.work.pieces
            if (found := each.derivatives.get(piece.file))
            for picture in pictures_in(found)
        ]
        for each in collection.works
    }


def sitemap(
    pages: Callable[[], Iterable[tuple[str, date | None, Mapping[str, str]]]],
    links: Links,
    pictures: Callable[[], Mapping[str, Iterable[str]]],
    made_from: str,
) -> Iterator[Artifact]:
    """The sitemap, plain and compressed, with a token over what it is made from; none where the site's address is not
    known.

    `pages` are places in the site with the day they changed and, by language, where the same page is; `pictures` the
    addresses of those that a page shows, by its place. Where the same page is in other languages is told
    here and not in the pages of works: the theme would take such links for a switch between whole sites, and ask for a
    sitemap that isn't there.
    """
    if links.site_url:
        written = cache(lambda: _sitemap(pages(), links, pictures()))
        yield Artifact("sitemap.xml", made_from, written)
        yield Artifact("sitemap.xml.gz", made_from, lambda: gzip.compress(written(), mtime=0))


def _sitemap(
    pages: Iterable[tuple[str, date | None, Mapping[str, str]]], links: Links, pictures: Mapping[str, Iterable[str]]
) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<urlset xmlns="{_PAGES}" xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:image="{_IMAGES}">',
    ]
    for uri, changed, languages in sorted(pages, key=lambda each: each[0]):
        day = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{escape(lang)}" href="{escape(links.absolute(other))}"/>'
            for lang, other in (languages.items() if len(languages) > 1 else ())
        )
        shown = "".join(
            f"<image:image><image:loc>{escape(each)}</image:loc></image:image>" for each in pictures.get(uri, ())
        )
        lines.append(f"<url><loc>{escape(links.absolute(uri))}</loc>{day}{others}{shown}</url>")
    return "\n".join([*lines, "</urlset>", ""]).encode()

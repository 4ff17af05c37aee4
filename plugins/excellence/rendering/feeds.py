"""What is new, for programs that follow sites: Atom (RFC 4287) and JSON Feed 1.1, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree import ElementTree as Xml

from markupsafe import Markup

from ..collection.published import Published
from ..model.derivative import Rendition
from .label import Label
from .lines import in_lines
from .views import Views, media_uri, work_uri

MOST = 30  # works in a feed
FORMS = {"atom": "application/atom+xml", "json": "application/feed+json"}
_NOTHING_YET = date(1970, 1, 1)
_ATOM = "http://www.w3.org/2005/Atom"


def feed_place(form: str, beside: str = "") -> str:
    """Where a feed lies in the folder of its language: at the root, or `beside` the page of a facet's value."""
    return beside.removesuffix("index.html") + ("feed.xml" if form == "atom" else "feed.json")


def newest(works: tuple[Published, ...]) -> tuple[Published, ...]:
    """Those that tell when they were added, the newest first."""
    dated = [each for each in works if each.work.added]
    return tuple(sorted(dated, key=lambda each: each.work.added or date.min, reverse=True)[:MOST])


@dataclass(frozen=True, slots=True)
class Feed:
    """News of some works in one language; `page` shows all of them, and the feed lies `beside` it or at the root.

    `name` is the collection's. Addresses are absolute, since readers show a feed anywhere.
    """

    views: Views
    name: str
    title: str
    works: tuple[Published, ...]
    page: str
    beside: str = ""

    def content(self, form: str) -> bytes:
        return self._atom(form) if form == "atom" else self._json(form)

    def address(self, form: str) -> str:
        links = self.views.links
        return f"{links.site_url}{links.folder}{feed_place(form, self.beside)}"

    def _home(self) -> str:
        return self.views.links.absolute(self.page)

    def _atom(self, form: str) -> bytes:
        root = Xml.Element("feed", {"xmlns": _ATOM, "xml:lang": self.views.language})
        own = self.address(form)
        _add(root, "id", own)
        _add(root, "title", self.title)
        days = (each.work.added for each in self.works if each.work.added)
        _add(root, "updated", _moment(max(days, default=_NOTHING_YET)))
        _add(_add(root, "author"), "name", self.name)
        _add(root, "link", rel="self", type=FORMS["atom"], href=own)
        _add(root, "link", rel="alternate", type="text/html", href=self._home())
        for each in self.works:
            self._entry(_add(root, "entry"), each)
        Xml.indent(root)
        told: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
        return told + b"\n"

    def _entry(self, entry: Xml.Element, each: Published) -> None:
        work, address = self.views.told(each.work), self._address(each)
        if work.language.split("-")[0] != self.views.language.split("-")[0]:
            entry.set("xml:lang", work.language)
        _add(entry, "id", address)
        _add(entry, "title", work.title)
        _add(entry, "link", rel="alternate", type="text/html", href=address)
        for name in ("published", "updated"):
            _add(entry, name, _moment(work.added or date.min))
        for label in self._tags(each):
            _add(entry, "category", term=label)
        _add(entry, "rights", Label(self.views, work).license())
        _add(entry, "summary", work.summary)
        _add(entry, "content", str(self._html(each)), type="html")

    def _json(self, form: str) -> bytes:
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "home_page_url": self._home(),
            "feed_url": self.address(form),
            "language": self.views.language,
            "authors": [{"name": self.name}],
            "items": list(map(self._item, self.works)),
        }
        return in_lines(feed).encode()

    def _item(self, each: Published) -> dict[str, Any]:
        work, shown = self.views.told(each.work), self._picture(each)
        return {
            "id": self._address(each),
            "url": self._address(each),
            "title": work.title,
            "summary": work.summary,
            "content_html": str(self._html(each)),
            **({"image": self._file(each, shown)} if shown else {}),
            "date_published": _moment(work.added or date.min),
            "tags": list(self._tags(each)),
            "language": work.language,
        }

    def _html(self, each: Published) -> Markup:
        """The picture whole, what it is, and to whom it is owed."""
        work, shown, cover = self.views.told(each.work), self._picture(each), each.cover
        label = Label(self.views, work)
        picture = Markup()
        if shown and cover:
            alt = next((piece.alt for piece in work.pieces if piece.file == cover[0].file), None)
            picture = Markup('<p><a href="{}"><img src="{}" width="{}" height="{}" alt="{}"></a></p>').format(
                self._address(each), self._file(each, shown), shown.width, shown.height, alt or ""
            )
        owed = " · ".join((label.grades(), label.credit(self.name), label.license()))
        return picture + Markup("<p>{}</p><p>{}</p>").format(work.summary, owed)

    def _picture(self, each: Published) -> Rendition | None:
        return each.cover[1].of("jpeg")[0] if each.cover else None

    def _file(self, each: Published, rendition: Rendition) -> str:
        return self.views.links.absolute(media_uri(each.slug, rendition.name))

    def _address(self, each: Published) -> str:
        return self.views.links.absolute(work_uri(each.slug))

    def _tags(self, each: Published) -> Iterator[str]:
        work, vocabulary = each.work, self.views.vocabulary
        yield from (vocabulary.label("grades", grade) for grade in work.grades)
        yield from (vocabulary.label("subjects", subject) for subject in work.subjects)
        yield from (vocabulary.label("formats", format) for format in work.formats)


def _add(parent: Xml.Element, name: str, text: str = "", **attributes: str) -> Xml.Element:
    child = Xml.SubElement(parent, name, attributes)
    child.text = text or None
    return child


def _moment(day: date) -> str:
    """A day as both forms write a moment: when it begins at Greenwich."""
    return f"{day.isoformat()}T00:00:00Z"

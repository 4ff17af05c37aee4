"""The pages of the collection: works, listings, and the notices at old addresses."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from ..collection.collection import Collection, Facet, Published, Value
from ..faces.linked import as_json, as_script, creative_work
from ..faces.links import Links
from ..faces.markdown import prose
from ..faces.rendering import Templates
from ..faces.shell import Fill, Shell
from ..faces.views import Views, WorkView, counted, facet_uri, work_uri

PAGE = 60  # cards on one page of a listing


@dataclass(frozen=True, slots=True)
class Setting:
    """What pages need to know of the site around them. `edit` is where a file can be edited, ending in a slash."""

    site_url: str = ""
    directory_urls: bool = True
    language: str = "en"
    gallery: str = "gallery/index.html"
    edit: str = ""


@dataclass(slots=True)
class Pages:
    """Renders the collection's pages into the theme's frames, one frame a depth."""

    collection: Collection
    setting: Setting
    words: Mapping[str, str]
    shell: Callable[[int], Shell]
    intros: Mapping[str, str] = field(default_factory=dict)
    templates: Templates = field(default_factory=Templates)

    def links(self, uri: str) -> Links:
        return Links(uri, self.setting.directory_urls, self.setting.site_url)

    def views(self, uri: str) -> Views:
        return Views(self.collection, self.links(uri), self.words, self.setting.language)

    def render(self, template: str, uri: str, **values: Any) -> Markup:
        gallery = self.links(uri).to(self.setting.gallery)
        return self.templates.render(template, w=self.words, gallery=gallery, **values)

    def page(self, uri: str, title: str, description: str, content: str, *, head: str = "", edit: str = "") -> bytes:
        """A whole page in the frame that fits its depth."""
        canonical = self.links(uri).absolute(uri)
        fill = Fill(title, description or title, content, canonical, f"{self.setting.edit}{edit}" if edit else "", head)
        return self.shell(uri.count("/")).fill(fill).encode()

    # Works

    def work(self, each: Published) -> bytes:
        """A work's page, with its record in the head."""
        uri = work_uri(each.slug)
        content = self.render("work.html", uri, **WorkView(self.views(uri), each).page())
        head = as_script(self._facts(each))
        edit = f"works/{each.slug}/index.md"
        return self.page(uri, each.work.title, each.work.summary, content, head=head, edit=edit)

    def record(self, each: Published) -> bytes:
        """A work's record: `work.json`."""
        return as_json(self._facts(each))

    def _facts(self, each: Published) -> Mapping[str, Any]:
        uri = work_uri(each.slug)
        credit = WorkView(self.views(uri), each).credit()
        return creative_work(each, self.collection.vocabulary, self.links(uri), credit)

    # Listings

    def listing(self, uri: str, chosen: tuple[Published, ...], number: int = 1, *, total: int | None = None) -> Markup:
        """The cards of one page of a listing that begins at `uri`, with links to its other pages.

        `total` is the size of the collection that the cards were chosen from, where a link to all of it is wanted.
        """
        here = numbered(uri, number)
        views = self.views(here)
        pages = page_count(len(chosen))
        shown = chosen[(number - 1) * PAGE : number * PAGE]
        all_works = None
        if total is not None and total > len(chosen):
            label = self.words["all_works"].format(number=f"{total:,}")
            all_works = {"href": views.links.to(self.setting.gallery), "label": label}
        return self.render(
            "gallery.html",
            here,
            works=views.cards(shown),
            count="" if total is not None else counted(len(chosen), self.words),
            total_pages=pages,
            page_of=self.words["page_of"].format(number=number, total=pages),
            pages=list(self._pages(uri, number, pages)),
            all_works=all_works,
        )

    def _pages(self, uri: str, current: int, total: int) -> Iterator[Mapping[str, Any]]:
        links = self.links(numbered(uri, current))
        for number in range(1, total + 1):
            label = self.words["page_number"].format(number=number)
            yield {
                "href": links.to(numbered(uri, number)),
                "number": number,
                "label": label,
                "current": number == current,
            }

    def later(self, uri: str, title: str, chosen: tuple[Published, ...], number: int) -> bytes:
        """A later page of a listing whose first page stands at `uri`."""
        label = f"{title}, {self.words['page_number'].format(number=number)}"
        return self._listing_page(numbered(uri, number), label, title, "", self.listing(uri, chosen, number))

    def facet(self, facet: Facet, value: Value, number: int) -> bytes:
        """A page of one value of a facet; the first has the introduction, and the other values of the facet beneath."""
        uri = facet_uri(facet.name, value.key)
        title = self.words[f"facet_{facet.name}"].format(label=value.label)
        if number > 1:
            return self.later(uri, title, value.works, number)
        count = counted(len(value.works), self.words)
        description = self.words["facet_summary"].format(count=count, label=value.label)
        intro = self.intros.get(f"{facet.name}/{value.key.lower()}", "")
        cards = self.listing(uri, value.works)
        return self._listing_page(uri, title, value.label, description, cards, intro, self.browse(uri, (facet,)))

    def _listing_page(
        self, here: str, title: str, crumb: str, description: str, cards: Markup, intro: str = "", browse: str = ""
    ) -> bytes:
        content = self.render(
            "listing.html", here, title=title, crumb=crumb, intro=prose(intro), cards=cards, browse=browse
        )
        return self.page(here, title, description, content)

    def browse(self, uri: str, facets: tuple[Facet, ...] | None = None) -> Markup:
        """Links to every value of the facets."""
        return self.render("facets.html", uri, facets=self.views(uri).browse(facets or self.collection.facets))

    # Old addresses

    def moved(self, alias: str, each: Published) -> bytes:
        """A page at an earlier address that leads to the work."""
        uri = work_uri(alias)
        target = self.links(uri).to(work_uri(each.slug))
        content = self.render(
            "notice.html",
            uri,
            title=self.words["moved"],
            text=self.words["moved_to"],
            target=target,
            link=each.work.title,
        )
        head = str(
            Markup('<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={}">').format(
                target
            )
        )
        return self.page(uri, self.words["moved"], "", content, head=head)

    def withdrawn(self, slug: str) -> bytes:
        """The neutral page of a work that was taken down: neither title nor picture."""
        uri = work_uri(slug)
        words = self.words
        content = self.render(
            "notice.html",
            uri,
            title=words["withdrawn"],
            text=words["withdrawn_text"],
            target=self.links(uri).to(self.setting.gallery),
            link=words["back_to_gallery"],
        )
        return self.page(uri, words["withdrawn"], "", content, head='<meta name="robots" content="noindex">')


def page_count(works: int) -> int:
    """How many pages a listing has; an empty one has its first."""
    return max(math.ceil(works / PAGE), 1)


def numbered(uri: str, number: int) -> str:
    """The address of a listing's later page: `grade/2/index.html` → `grade/2/page-2/index.html`."""
    if number == 1:
        return uri
    folder = uri.removesuffix("index.html") if uri.endswith("index.html") else uri.removesuffix(".html") + "/"
    return f"{folder}page-{number}/index.html"

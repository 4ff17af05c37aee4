"""What stands in ordinary pages between `<!-- excellence:` and `-->`, and what a record adds at the end of its page."""

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from ..collection.balance import balance_of
from ..collection.directives import DIRECTIVE, LINK, NAMES, link_keys
from ..collection.facets import LISTS
from ..collection.filter import read_filter
from ..collection.health import Health
from ..collection.published import Published
from ..model.exhibit import Exhibit
from ..model.work_set import WorkSet
from ..rendering.balance import BalanceViews
from ..rendering.health import HealthViews
from ..rendering.iiif import collection_uri
from ..rendering.overview import OverviewViews
from ..rendering.views import facet_uri, work_uri
from ..rendering.wanted import WantedViews
from ..rules.contact import contact_link
from .feeds import Feeds
from .files import BESIDE, DATA, data_uri
from .filters import Filters
from .handbook import Handbook
from .listings import PAGE, Listings
from .manifests import with_manifest
from .packer import Packer
from .questions import MARK, Question, as_data, questions_in
from .renderer import Renderer
from .typed_pages import GuidePages
from .who import who

# What the writer of a page noted for the writers alone: nobody sees it, and everybody could read it.
_NOTE = re.compile(r"<!--.*?-->", re.DOTALL)
_ALONE = re.compile(
    rf"<h2\b[^>]*>(?:(?!</h2>).)*</h2>\s*{DIRECTIVE.pattern}(?=\s*(?:<h[12]\b|</?(?:div|section)\b|\Z))", re.DOTALL
)
_LINK = re.compile(rf'<a href="{LINK}"[^>]*>(?P<text>.*?)</a>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Listing:
    """A gallery on an ordinary page that goes on over further pages."""

    uri: str
    title: str
    chosen: tuple[Published, ...]


@dataclass
class Directives:
    """Replaces directives.

    `health` reckons how the collection fares, when a page asks for that. `listed` holds the galleries that go on over
    pages of ours, by the page they begin on; `asked` a page's questions; `featured` the works that it shows
    large; `told_data` the pages that tell of the list of all works, `reckoned` those of how the collection fares.
    """

    renderer: Renderer
    listings: Listings
    guides: GuidePages
    health: Callable[[], Health]
    listed: dict[str, Listing] = field(default_factory=dict)
    asked: dict[str, list[Question]] = field(default_factory=dict)
    featured: dict[str, tuple[Published, ...]] = field(default_factory=dict)
    told_data: set[str] = field(default_factory=set)
    reckoned: set[str] = field(default_factory=set)

    def expand(self, html: str, uri: str, title: str) -> str:
        """A page's HTML with its directives replaced; what is wrong with them was told when the page was checked.

        `<!-- excellence:gallery grade=2 limit=6 -->`, `<!-- excellence:featured works=frog-cards -->`,
        `<!-- excellence:search -->`, `<!-- excellence:browse -->`; and links such as `[Frog cards](work:frog-cards)`.
        """
        handbook = Handbook(self.renderer)
        large = self._large(html)
        made: Mapping[str, Callable[[str], str]] = {
            "gallery": lambda rest: self._gallery(rest, uri, title, large),
            "featured": lambda rest: self._featured(rest, uri),
            "exhibits": lambda _: self.guides.exhibits(uri),
            "sets": lambda _: self.guides.sets(uri),
            "protocols": lambda _: self.guides.protocols(uri),
            "routes": lambda _: self.guides.routes(uri),
            "times": lambda _: self.guides.times(uri),
            "catchers": lambda _: self.guides.catchers(uri),
            "questions": lambda _: MARK,
            "contact": lambda _: self._contact(),
            "asks": lambda _: self._asks(),
            "data": lambda rest: self._data(rest, uri),
            "feeds": lambda _: Feeds(self.renderer).links(uri),
            "codes": lambda _: handbook.codes(uri),
            "keys": lambda _: handbook.keys(uri),
            "options": lambda _: handbook.options(uri),
            "vocabulary": lambda _: handbook.vocabulary(uri, self.renderer.collection.vocabulary),
            "picker": lambda _: self._picker(uri),
            "search": lambda _: self._search(uri),
            "browse": lambda _: self.listings.browse(uri),
            "health": lambda _: self.health_of(uri),
            "overview": lambda _: self._overview(uri),
            "wanted": lambda _: self._wanted(uri),
            "packer": lambda _: Packer(self.renderer).form(uri),
            "who": lambda _: Markup('<p class="xc-who">{}</p>').format(who(self.renderer, named=True)),
        }

        def filled(found: re.Match[str]) -> str:
            return made[found["name"]](found["rest"].strip()) if found["name"] in NAMES else ""

        html = DIRECTIVE.sub(filled, _ALONE.sub(partial(self._kept, large), html))
        html = _LINK.sub(lambda found: self._link(found, uri), html)
        html = _NOTE.sub(lambda found: found[0] if found[0] == MARK else "", html)
        return self._questions(html, uri) if MARK in html else html

    def _large(self, html: str) -> frozenset[str]:
        """The works that a page shows large: a few works on the same page are others, so that none is there twice."""
        featured = (
            self._chosen(found["rest"])[:1] for found in DIRECTIVE.finditer(html) if found["name"] == "featured"
        )
        return frozenset(each.slug for works in featured for each in works)

    def _chosen(self, text: str, without: Container[str] = ()) -> tuple[Published, ...]:
        """The works that pass a filter; none where that can't be read."""
        chosen_by, wrong = read_filter(text, self.renderer.collection.vocabulary)
        if wrong or chosen_by.limit is None:
            return () if wrong else chosen_by.choose(self.renderer.collection)
        others = replace(chosen_by, limit=None).choose(self.renderer.collection)
        return tuple(each for each in others if each.slug not in without)[: chosen_by.limit]

    def _kept(self, large: Container[str], found: re.Match[str]) -> str:
        """A heading with nothing but a directive beneath it, unless that has nothing to show: then neither."""
        guides, name = self.guides.guides, found["name"]
        nothing = (
            (name == "exhibits" and not guides.of(Exhibit))
            or (name == "sets" and not guides.of(WorkSet))
            or (name == "browse" and not self.renderer.collection.works)
            or (name == "gallery" and large and not self._chosen(found["rest"], large))
        )
        return "" if nothing else found[0]

    def _questions(self, html: str, uri: str) -> str:
        """The questions of a page, folded."""
        before, asked = questions_in(html)
        self.asked[uri] = asked
        data = as_data(asked, self.renderer.language)
        sheet = self.renderer.links(uri).to(self.renderer.assets.stylesheets["guides"].uri)
        return before + str(self.renderer.render("questions.html", uri, asked=asked, data=data, sheet=sheet))

    def _link(self, found: re.Match[str], uri: str) -> str:
        """A link to a work or a facet's page; where that is not there, its words alone."""
        kind, key = found["kind"], found["key"]
        known = link_keys(kind, self.renderer.collection)
        if known is None:
            return found[0]
        key = self.renderer.collection.vocabulary.now(LISTS.get(kind, ""), key)
        if key not in known:
            return found["text"]
        place = {"work": work_uri(key), "tool": f"{key}/index.html"}.get(kind) or facet_uri(kind, key)
        return f'<a href="{escape(self.renderer.links(uri).to(place))}">{found["text"]}</a>'

    def _gallery(self, text: str, uri: str, title: str, large: Container[str]) -> str:
        chosen_by, wrong = read_filter(text, self.renderer.collection.vocabulary)
        if wrong:
            return ""
        chosen = self._chosen(text, large)
        total = len(self.renderer.collection.works)
        if chosen_by.limit is None and uri not in self.listed:
            self.listed[uri] = Listing(uri, title, chosen)
            whole = uri == self.renderer.setting.gallery and chosen == self.renderer.collection.works and bool(chosen)
            bar = Filters(self.renderer, uri).bar() if whole else Markup()
            return bar + self.listings.cards(uri, chosen)
        return self.listings.cards(uri, chosen[:PAGE], total=total)

    def _contact(self) -> str:
        """A link to whoever runs the collection, in the middle of a sentence."""
        contact = self.renderer.setting.contact
        if not contact_link(contact):
            return escape(self.renderer.words["no_contact"])
        return Markup('<a href="{}">{}</a>').format(contact_link(contact), contact.removeprefix("https://"))

    def _asks(self) -> str:
        """What the site asks of others when somebody visits it, in the middle of a sentence."""
        setting, words = self.renderer.setting, self.renderer.words
        host = urlsplit(setting.media_url).netloc
        there = host and host != urlsplit(setting.site_url).netloc
        return escape(words["asks_media"].format(host=host) if there else words["asks_nothing"])

    def _data(self, text: str, uri: str) -> Markup:
        """Links to the list of all works as data, or to one file beside it, in the middle of a sentence."""
        to = self.renderer.links(uri).to
        if text in BESIDE:
            self.told_data |= {uri} if text == "datapackage" else set()
            there = text != "collection" or with_manifest(self.renderer)
            name = f"{text}.json"
            return Markup('<a href="{}">{}</a>').format(to(f"data/{name}"), name) if there else escape(name)
        links = [Markup('<a href="{}" download>{}</a>').format(to(data_uri(form)), form.upper()) for form in DATA]
        if with_manifest(self.renderer):
            links.append(Markup('<a href="{}">IIIF</a>').format(to(collection_uri())))
        *first, last = links
        return Markup("{} {} {}").format(Markup(", ").join(first), self.renderer.words["or"], last)

    def _featured(self, text: str, uri: str) -> str:
        """The first of the works that pass the filter, large."""
        chosen = self._chosen(text)
        if not chosen:
            return ""
        self.featured[uri] = (*self.featured.get(uri, ()), chosen[0])
        ours = self.renderer.words["demonstration_by"] if chosen[0].work.demonstration else ""
        card = self.renderer.views(uri).card(chosen[0])
        lang = self.renderer.language if card["lang"] else ""
        return self.renderer.render("featured.html", uri, card=card, ours=ours, lang=lang)

    def health_of(self, uri: str) -> str:
        """How the collection fares; what is to be seen to is for curators alone, on a page that nobody publishes."""
        self.reckoned.add(uri)
        setting = self.renderer.setting
        views = HealthViews(
            self.health(), self.renderer.views(uri), setting.gallery, setting.budget, bool(setting.media_url)
        )
        page = views.page(whole=setting.whole, private=setting.private)
        return self.renderer.render("health.html", uri, **self._sheets(uri, "health"), **page)

    def _overview(self, uri: str) -> str:
        """The collection at a glance."""
        renderer = self.renderer
        holds = BalanceViews(balance_of(renderer.collection), renderer.views(uri), renderer.setting.gallery)
        return renderer.render("overview.html", uri, **self._sheets(uri, "overview"), **OverviewViews(holds).page())

    def _sheets(self, uri: str, name: str) -> Mapping[str, str]:
        """Where the stylesheets of charts and of the page lie."""
        to, sheets = self.renderer.links(uri).to, self.renderer.assets.stylesheets
        return {"charts": to(sheets["charts"].uri), "sheet": to(sheets[name].uri)}

    def _wanted(self, uri: str) -> str:
        """The emptiest places; a part of the collection tells nothing of them."""
        renderer = self.renderer
        places = renderer.collection.wanted if renderer.setting.whole else ()
        return renderer.render("wanted.html", uri, places=WantedViews(renderer.views(uri)).all(places))

    def _picker(self, uri: str) -> str:
        links = self.renderer.links(uri)
        sheet, module = self.renderer.stylesheet("looking", links), self.renderer.module("looking/point-picker", links)
        return self.renderer.render("picker.html", uri, sheet=sheet, module=module)

    def _search(self, uri: str) -> str:
        links = self.renderer.links(uri)
        module = self.renderer.module("searching/gallery-search", links)
        index, gather = links.to(self.renderer.index), self.renderer.gather(uri)
        return self.renderer.render("search.html", uri, index=index, module=module, gather=gather)

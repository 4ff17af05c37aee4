"""What every page of ours is rendered with: the collection, the site's settings and words, its frames and assets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from markupsafe import Markup

from ..collection.collection import Collection
from ..model.languages import spoken
from ..model.typed_pages import Guides
from ..rendering.filled import filled
from ..rendering.jinja import Templates
from ..rendering.links import Links
from ..rendering.shell import Fill, Shell
from ..rendering.strings import words
from ..rendering.views import View, Views, walk_uri
from .assets import Assets

# What a browser reads first of the search's index, in the folder of its language.
_INDEX = "search/meta.json"


class Option(NamedTuple):
    """What mkdocs.yml may say of the collection: `default` as one writes it, empty where nothing is set."""

    name: str
    default: str
    about: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What pages need to know of the site around them.

    `name` is the collection's, `edit` where a file can be edited, ending in a slash, `submit` the page that says how to
    send work, where there is one, `contact` an e-mail address or a page. `served` is a site on the curator's own
    computer, whose pages load themselves anew; one that is `private` is for curators alone, one that is `offline` is
    opened from a folder, and one that is not `whole` holds a part of the collection. `archives` are files that hold all
    of a work, `feeds` the facets whose values have feeds of their own. `folders` holds for each further language that
    the whole site is in where its pages lie, as `es/`; `pages` the source of every ordinary page by its address;
    `run_by` and `affiliation` who runs the collection and whom it belongs to, by language. A site that is for one
    school alone says in `school` what that is called, by language; it is empty for a public one. `options` are all that
    mkdocs.yml may say, for the handbook. Under `media_url`, which ends in a slash, finished files lie where they are
    not beside the pages. `budget` are the bytes that the host holds; 0 where nobody asks.
    """

    name: str = ""
    site_url: str = ""
    directory_urls: bool = True
    language: str = "en"
    gallery: str = "gallery/index.html"
    edit: str = ""
    submit: str = ""
    contact: str = ""
    served: bool = False
    private: bool = False
    whole: bool = True
    offline: bool = False
    archives: bool = True
    feeds: tuple[str, ...] = ()
    folders: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    run_by: Mapping[str, str] = field(default_factory=dict)
    affiliation: Mapping[str, str] = field(default_factory=dict)
    school: Mapping[str, str] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    media_url: str = ""
    budget: int = 0

    @property
    def shows_evidence(self) -> bool:
        """Whether a school's evidence is among the pages; it is never handed on."""
        return bool(self.school) and not self.offline

    @property
    def languages(self) -> tuple[str, ...]:
        """Those that the whole site is in, its own first."""
        return (self.language, *self.folders)


class Tongue(NamedTuple):
    """Where a page is in another language: from the root of the site, and from the page; `exact` if it is that page."""

    language: str
    place: str
    href: str
    exact: bool


@dataclass(slots=True)
class Renderer:
    """Renders templates, and whole pages into the theme's frames, one a depth, in one language.

    `above` stands over what they say. Pages are named by their path in the folder of their language.
    """

    collection: Collection
    setting: Setting
    language: str
    shell: Callable[[int, str], Shell]
    assets: Assets
    guides: Guides = field(default_factory=Guides)
    templates: Templates = field(default_factory=Templates)
    above: Markup = field(default_factory=Markup)
    words: Mapping[str, str] = field(init=False)
    folder: str = field(init=False)
    _cards_told: dict[str, View] = field(init=False)
    _called: Mapping[str, str] = field(init=False)
    _absent: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.words, self.folder = words(self.language), self.setting.folders.get(self.language, "")
        self._cards_told = {}
        self._absent = self.guides.absent_pages
        languages = dict.fromkeys((*self.setting.languages, *spoken()))
        self._called = {each: words(each)["language_name"] for each in languages}

    @property
    def index(self) -> str:
        """What a browser reads first of the search's index."""
        return f"{self.folder}{_INDEX}"

    def links(self, uri: str, base: str = "") -> Links:
        setting = self.setting
        absent, offline, media = self._absent, setting.offline, setting.media_url
        return Links(uri, setting.directory_urls, setting.site_url, base, self.folder, absent, offline, media)

    def views(self, uri: str, base: str = "") -> Views:
        return Views(self.collection, self.links(uri, base), self.words, self.language, self._cards_told)

    def speaking(self, language: str) -> "Renderer":
        """The same in the words of another language, for a page that lies among those of this one."""
        return replace(self, language=language, collection=self.collection.spoken(language))

    def tongues(self, uri: str, meant: str = "") -> list[Tongue]:
        """Where a page is in other languages; the first page of a language that lacks it.

        `meant` is the page that one means where this one is there in no other language.
        """
        found = []
        for language in self._called:
            folder = self.setting.folders.get(language, "" if language == self.setting.language else f"{language}/")
            place, exact = f"{folder}{meant or uri}", True
            if self._is_ordinary(meant or uri) or language not in self.setting.languages:
                exact = place in self.setting.pages
            if language != self.language and (exact or language in self.setting.languages):
                place = place if exact else f"{folder}index.html"
                found.append(Tongue(language, place, self.links(uri).across(place), exact and not meant))
        return found

    def alternates(self, uri: str) -> list[Tongue]:
        """This page in every language that it is there in; none where it is there in one alone."""
        exact = [each for each in self.tongues(uri) if each.exact]
        return [Tongue(self.language, self.links(uri).at(uri), "", exact=True), *exact] if exact else []

    def _is_ordinary(self, uri: str) -> bool:
        """Whether a page is one of the documents folder, in any language."""
        folders = ("", *self.setting.folders.values())
        return any(f"{folder}{uri}" in self.setting.pages for folder in folders)

    def switch(self, uri: str, meant: str = "") -> Markup:
        """The links to a page in other languages, for the header."""
        told = [
            {"language": each.language, "href": each.href, "label": self._called[each.language]}
            for each in self.tongues(uri, meant)
        ]
        return self.templates.render("tongues.html", self.language, tongues=told) if told else Markup()

    def render(self, template: str, uri: str, **values: Any) -> Markup:
        gallery = self.links(uri).to(self.setting.gallery)
        return self.templates.render(template, self.language, gallery=gallery, **values)

    def page(
        self,
        uri: str,
        title: str,
        description: str,
        content: str,
        *,
        head: str = "",
        edit: str = "",
        meant: str = "",
        canonical: str = "",
        room: str = "gallery",
    ) -> bytes:
        """A whole page in the frame that fits its depth; `meant` as for `tongues`, `room` as for `Fill`.

        `canonical` is the address that stands for this one, where that is another.
        """
        links = self.links(uri)
        content = f"{self.above}{content}"
        edit = f"{self.setting.edit}{edit}" if edit else ""
        canonical, tongues = canonical or links.absolute(uri), self.switch(uri, meant)
        fill = Fill(title, description or title, content, canonical, edit, head, tongues, room)
        return self.shell(links.at(uri).count("/"), self.language).fill(fill).encode()

    def stylesheet(self, name: str, links: Links) -> Markup:
        """The link to a stylesheet that only some pages have."""
        return filled('<link rel="stylesheet" href="{}">', links.to(self.assets.stylesheets[name].uri))

    def gather(self, uri: str) -> Markup:
        """A button that makes a set of the works that a page shows."""
        return self.render("gather.html", uri, page=self.links(uri).to(walk_uri()))

    def module(self, name: str, links: Links, room: str = "") -> Markup:
        """What brings a module into a page, with the place of the words of its `room` where it needs them.

        What it imports is asked for together with it, not one after the other. In a joined script it is only named: the
        frame of the page brings that.
        """
        words = filled(' data-{}="{}"', room, links.to(self.assets.room(room, self.language).uri)) if room else ""
        if self.assets.joined:
            return filled('<script type="text/plain" data-module="{}"{}></script>', name, words)
        src = links.to(self.assets.modules[name].uri)
        needed = (links.to(self.assets.modules[each].uri) for each in self.assets.needed[name])
        early = Markup().join(filled('<link rel="modulepreload" href="{}">', each) for each in needed)
        return filled('<script type="module" src="{}"{}></script>', src, words) + early

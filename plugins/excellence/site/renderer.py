"""What every page of ours is rendered with: the collection, the site's settings and words, its frames and assets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from ..collection.collection import Collection
from ..model.typed_pages import Guides
from ..rendering.jinja import Templates
from ..rendering.links import Links
from ..rendering.shell import Fill, Shell
from ..rendering.views import Views
from .assets import Assets

# What a browser reads first of the search's index.
INDEX = "search/meta.json"


@dataclass(frozen=True, slots=True)
class Setting:
    """What pages need to know of the site around them.

    `name` is the collection's, `edit` where a file can be edited, ending in a slash, `submit` the page that says how to
    send work, where there is one, `contact` an e-mail address or a page. `served` is a site on the curator's own
    computer, whose pages load themselves anew.
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


@dataclass(slots=True)
class Renderer:
    """Renders templates, and whole pages into the theme's frames, one a depth. `above` stands over what they say."""

    collection: Collection
    setting: Setting
    words: Mapping[str, str]
    shell: Callable[[int, str], Shell]
    assets: Assets
    guides: Guides = field(default_factory=Guides)
    templates: Templates = field(default_factory=Templates)
    above: Markup = field(default_factory=Markup)

    def links(self, uri: str) -> Links:
        return Links(uri, self.setting.directory_urls, self.setting.site_url)

    def views(self, uri: str) -> Views:
        return Views(self.collection, self.links(uri), self.words, self.setting.language)

    def render(self, template: str, uri: str, **values: Any) -> Markup:
        gallery = self.links(uri).to(self.setting.gallery)
        return self.templates.render(template, w=self.words, gallery=gallery, **values)

    def page(
        self,
        uri: str,
        title: str,
        description: str,
        content: str,
        *,
        head: str = "",
        edit: str = "",
        language: str = "",
    ) -> bytes:
        """A whole page in the frame that fits its depth and language (the site's, if none is named)."""
        canonical = self.links(uri).absolute(uri)
        content = f"{self.above}{content}"
        fill = Fill(title, description or title, content, canonical, f"{self.setting.edit}{edit}" if edit else "", head)
        return self.shell(uri.count("/"), language).fill(fill).encode()

    def stylesheet(self, name: str, links: Links) -> Markup:
        """The link to a stylesheet that only some pages have."""
        return Markup('<link rel="stylesheet" href="{}">').format(links.to(self.assets.stylesheets[name].uri))

    def module(self, name: str, links: Links) -> Markup:
        return Markup('<script type="module" src="{}"></script>').format(links.to(self.assets.modules[name].uri))

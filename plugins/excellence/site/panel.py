"""What a private preview shows beside the works: how far each is that waits. No site that is published asks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from ..collection.panel import Case
from ..publishing.artifact import Artifact, token
from ..rendering.links import Links
from ..rendering.panel import PanelViews
from ..rendering.views import work_uri
from .renderer import Renderer

URI = "panel/index.html"
_NOINDEX = Markup('<meta name="robots" content="noindex">')


@dataclass(frozen=True, slots=True)
class PanelPages:
    """The cases of a private preview; without any of them, as on every other site, nothing is shown."""

    renderer: Renderer
    cases: Sequence[Case] = ()

    def above(self, slug: str) -> Markup:
        """What stands above the page of a work that waits."""
        case = next((each for each in self.cases if each.slug == slug), None)
        if case is None:
            return Markup()
        uri = work_uri(slug)
        view, all_of_them = PanelViews(self.renderer.views(uri)).case(case), self.renderer.links(uri).to(URI)
        return self.renderer.render("case_above.html", uri, case=view, all=all_of_them)

    def banner(self) -> Markup:
        """What stands on every ordinary page: how many wait, and where they are listed."""
        if not self.cases:
            return Markup()
        setting = self.renderer.setting
        # The same words stand on pages of several depths.
        links = Links("404.html", setting.directory_urls, base=urlsplit(setting.site_url).path or "/")
        said = PanelViews(self.renderer.views("index.html")).banner(self.cases)
        return self.renderer.render("case_banner.html", URI, said=said, all=links.to(self.renderer.folder + URI))

    def artifacts(self, about: str) -> Iterator[Artifact]:
        """The page that lists them all; `about` is what every page depends on."""
        if self.renderer.setting.private and not self.renderer.setting.school:
            yield Artifact(URI, token(about, self.cases), self.page)

    def page(self) -> bytes:
        words = self.renderer.words
        content = self.renderer.render("cases.html", URI, **PanelViews(self.renderer.views(URI)).page(self.cases))
        return self.renderer.page(URI, words["panel"], words["panel_about"], content, head=_NOINDEX)

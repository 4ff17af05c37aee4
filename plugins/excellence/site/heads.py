"""What the head of an ordinary page says to machines."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from ..rendering.jsonld import Preview, as_script, open_graph_of
from ..rendering.linked import dataset, listing, trail, web_site
from .directives import Directives
from .files import DATA, data_uri
from .listings import PAGE
from .renderer import Renderer
from .typed_pages import GuidePages


@dataclass(frozen=True, slots=True)
class Heads:
    """`directives` and `guides` know what a page shows, once its words are set."""

    renderer: Renderer
    directives: Directives
    guides: GuidePages

    def ordinary(self, uri: str, said: Preview, way: Iterable[tuple[str, str]], *, first: bool) -> Markup:
        """What others show of a link to it, the way to it, what it lists; on the first page, what the collection is.

        `way` holds labels with addresses from the site's root on.
        """
        setting, links, shown = self.renderer.setting, self.renderer.links(uri), self.directives.listed.get(uri)
        if setting.school or not setting.site_url:
            return Markup()
        works = (*self.directives.featured.get(uri, ()), *self.guides.shown(uri))
        graph = open_graph_of(said, uri, works, links, setting.name)
        if first:
            return graph + as_script(web_site(setting.name, links, self.renderer.language))
        told = {"name": said.title, "description": said.description, "inLanguage": said.language}
        nodes = [trail([(label, f"{setting.site_url}{address}") for label, address in way])]
        nodes += [listing(uri, told, shown.chosen[:PAGE], links)] if shown else []
        if uri in self.directives.told_data:
            nodes.append(dataset(uri, told, map(data_uri, DATA), links))
        return graph + as_script(*nodes)

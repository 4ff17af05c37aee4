"""The pages of protocols: the guide at the end of an ordinary page, and a sheet for participants."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from ..collection.filter import read_filter
from ..faces.protocol import ProtocolView, handout_uri, protocol_uri
from ..model.protocol import Protocol
from .artifact import Artifact, token
from .listings import Listings
from .pages import Pages

_TRIED = 3  # works that a protocol names to try it on


@dataclass(frozen=True, slots=True)
class ProtocolPages:
    """Renders protocols, which stand by their slug."""

    listings: Listings
    protocols: Mapping[str, Protocol]

    @property
    def pages(self) -> Pages:
        return self.listings.pages

    def view(self, slug: str, uri: str) -> ProtocolView:
        return ProtocolView(slug, self.protocols[slug], self.pages.links(uri), self.pages.words)

    def guide(self, slug: str) -> Markup:
        """For the end of the protocol's own page."""
        uri = protocol_uri(slug)
        chosen, _ = read_filter(f"{self.protocols[slug].try_on} limit={_TRIED}", self.pages.collection.vocabulary)
        works = chosen.choose(self.pages.collection)
        cards = self.listings.cards(uri, works, total=0) if works else ""
        sheet = self.pages.links(uri).to(self.pages.assets.sheets["guides"].uri)
        return self.pages.render("protocol.html", uri, sheet=sheet, works=cards, **self.view(slug, uri).whole())

    def table(self, uri: str) -> Markup:
        rows = [self.view(slug, uri).row() for slug in self.protocols]
        return self.pages.render("protocols.html", uri, rows=rows)

    def artifacts(self, about: str) -> Iterator[Artifact]:
        """A sheet for each protocol; `about` is a token over what every page depends on."""
        for slug, protocol in self.protocols.items():
            yield Artifact(handout_uri(slug), token(about, protocol), partial(self._handout, slug))

    def _handout(self, slug: str) -> bytes:
        uri, protocol = handout_uri(slug), self.protocols[slug]
        content = self.pages.render("handout.html", uri, **self.view(slug, uri).whole())
        head = self.pages.sheet("guides", self.pages.links(uri))
        title = f"{protocol.title}: {self.pages.words['handout'].lower()}"
        return self.pages.page(uri, title, protocol.description, content, head=head)

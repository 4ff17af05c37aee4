"""What do ordinary pages show of the collection, and what does the site know by them?

While the first stays, so do the pages, and the second need not be found out again.
"""

from dataclasses import dataclass

from ..publishing.artifact import token
from ..rendering.shell import Shell
from .directives import Listing
from .search import Said
from .site import Site


def shown(site: Site) -> str:
    """A token over all that ordinary pages and the theme's frames can show of the collection.

    It holds every work without its long texts: those stand on no card, in no list and in no link. What reckons with
    them, as the page of how the collection fares, is asked again instead: see `Ordinary.holds`.
    """
    collection, setting = site.loaded.collection, site.setting
    works = [(each.slug, each.outline) for each in collection.works]
    return token(works, collection.vocabulary, setting, site.intros, site.guides, site.loaded.withdrawn)


@dataclass(frozen=True, slots=True)
class Ordinary:
    """What rendering the ordinary pages told of them.

    `frames` are the theme's, by depth and language; `said` is for the search. By language: `listed` are the galleries
    that go on, with their title and works; `reckoned` the pages of how the collection fares, with a token over that.
    """

    frames: tuple[tuple[int, str, Shell], ...]
    said: tuple[Said, ...]
    listed: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    reckoned: tuple[tuple[str, str, str], ...]

    @classmethod
    def of(cls, site: Site) -> "Ordinary":
        """To be asked when all of them are rendered."""
        directives = {language: edition.directives for language, edition in site.editions.items()}
        return cls(
            tuple((*frame, shell) for frame, shell in site.shells.items()),
            tuple(site.search.said),
            tuple(
                (language, each.uri, each.title, tuple(work.slug for work in each.chosen))
                for language, those in directives.items()
                for each in those.listed.values()
            ),
            tuple(
                (language, uri, token(those.health_of(uri)))
                for language, those in directives.items()
                for uri in sorted(those.reckoned)
            ),
        )

    def holds(self, site: Site) -> bool:
        """Whether pages that reckon with all of every work would say the same."""
        asked = ((site.editions[language].directives.health_of(uri), told) for language, uri, told in self.reckoned)
        return all(token(html) == told for html, told in asked)

    def give(self, site: Site) -> None:
        """Lets a site know what it would know if its ordinary pages were rendered now."""
        site.frame({(depth, language): shell for depth, language, shell in self.frames})
        site.search.said = list(self.said)
        for language, uri, title, slugs in self.listed:
            chosen = site.loaded.collection.named(slugs)
            site.editions[language].directives.listed[uri] = Listing(uri, title, chosen)

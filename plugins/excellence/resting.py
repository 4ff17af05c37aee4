"""Would MkDocs render the same pages again? Then it is given none, and those of the last build stay in the site.

Its pages depend on the documents, the theme and the settings, which are looked at as in `unchanged`, and on the little
that they show of the works. So one sentence in one work costs no rendering of the handbook.
"""

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from .memo import read_as, written
from .publishing.artifact import Artifact
from .publishing.publish import Known
from .site.ordinary import Ordinary, shown
from .site.site import Site
from .unchanged import Rest, seal, unsealed


@dataclass(frozen=True, slots=True)
class Rendered:
    """What MkDocs left in the site when it last rendered anything: `files` as they stand there, and `addresses` of its
    pages. `around` is a digest over what they depend on besides the works, `shown` over what they show of those."""

    around: str
    shown: str
    files: Mapping[str, Known]
    addresses: tuple[str, ...]
    ordinary: Ordinary


class Resting:
    """Whether MkDocs rests in a build; `record` is kept of the last, `around` as in Rendered, empty where unknown."""

    _last: Rendered  # with the next two, where it rests
    _place: Path
    _rest: Rest

    def __init__(self, record: Path, around: str) -> None:
        self._record, self._around = record, around
        self._shown = ""
        self.rests = False

    def begin(self, config: MkDocsConfig, site: Site, place: Path) -> bool:
        """Lets MkDocs rest, if it may; then the site knows of its pages what it has to know."""
        # What only curators see tells more of works than is looked at here.
        if not self._around or site.setting.private:
            return False
        self._shown = shown(site)
        last: Rendered | None = read_as(unsealed(self._record), Rendered)
        if last is None or (last.around, last.shown) != (self._around, self._shown):
            return False
        if not (_stand(place, last.files) and last.ordinary.holds(site)):
            return False
        last.ordinary.give(site)
        self._last, self._place, self._rest = last, place, Rest(config)
        self.rests = True
        return True

    def end(self, config: MkDocsConfig) -> tuple[list[Artifact], tuple[str, ...]]:
        """MkDocs' files as they stand in the site, and the addresses of its pages."""
        self._rest.end(config)
        files = self._last.files.items()
        return [Artifact(uri, known.token, source=self._place / uri) for uri, known in files], self._last.addresses

    def remember(
        self, site: Site, theirs: Iterable[Artifact], addresses: Iterable[str], tree: Mapping[str, Known]
    ) -> None:
        """For the next build; `tree` is what the site holds now."""
        if self._shown:
            files = {each.uri: known for each in theirs if (known := tree.get(each.uri)) and known.token == each.token}
            told = Rendered(self._around, self._shown, files, tuple(addresses), Ordinary.of(site))
            seal(self._record, written(told))


def _stand(place: Path, files: Mapping[str, Known]) -> bool:
    """Whether all of them are as they were written."""
    try:
        found = ((os.lstat(place / uri), known) for uri, known in files.items())
        return all(
            stat.S_ISREG(now.st_mode) and (now.st_size, now.st_mtime_ns) == (known.size, known.time)
            for now, known in found
        )
    except OSError:
        return False

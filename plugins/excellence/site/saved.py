"""What of a saved work can be shown before the whole site is built anew? Only a site that is served asks."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ..loading.config import CollectionConfig
from ..loading.load import load
from ..model.finding import Purpose
from ..publishing.standing import Standing
from .site import Site


def show_saved(site: Site, project: CollectionConfig, standing: Standing, changed: Iterable[Path]) -> frozenset[str]:
    """Brings the pages of the works whose files have changed to how they are now; says which hold something else.

    `site` is as it was last built. That build's frames and guides are used again, so nothing but works may have
    changed, and only such as could be shown and still can: anything else is for the whole build, which follows anyway.
    """
    slugs = _slugs(changed, project.works)
    if not slugs or not slugs <= site.loaded.collection.by_slug.keys():
        return frozenset()
    loaded = load(project, Purpose.BUILD)
    loaded.memo.keep(forget=False)
    try:
        if not slugs <= loaded.collection.by_slug.keys():
            return frozenset()
        anew = replace(site, loaded=loaded)
        anew.frame(site.shells)
        return standing.add(each for each in anew.of_works(slugs) if not each.uri.endswith(".zip"))  # nobody sees it
    finally:
        loaded.memo.close()


def _slugs(changed: Iterable[Path], works: Path) -> set[str]:
    """The works that the files belong to; none where one of the files belongs to no work."""
    slugs = set[str]()
    for path in changed:
        within = path.relative_to(works).parts if path.is_relative_to(works) else ()
        if len(within) < 2:
            return set()
        slugs.add(within[0])
    return slugs

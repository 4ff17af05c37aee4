"""What viewers of other places are told: a manifest of each work, and the collection of them all."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from ..collection.published import Published
from ..publishing.artifact import Artifact, token
from ..rendering.iiif import Node, Wording, collection_uri, has_manifest, manifest_uri
from ..rendering.manifest import Keeper, Manifest, collection
from .depends import Depends
from .pages import Pages
from .renderer import Renderer


def with_manifest(renderer: Renderer) -> list[Published]:
    """None where the site's address is not known, with which every name in a manifest begins; none of a school's."""
    links = renderer.links("index.html")
    return [] if renderer.setting.school else [each for each in renderer.collection.works if has_manifest(each, links)]


def manifests(
    pages: Mapping[str, Pages], depends: Depends, told_of: Callable[[Published], object]
) -> Iterator[Artifact]:
    """`pages` are those of each language, the site's own first, whose tokens `depends` has; `told_of` is what a file
    depends on that tells of a work in each language."""
    renderer = next(iter(pages.values())).renderer
    links, setting, told = renderer.links("index.html"), renderer.setting, with_manifest(renderer)
    keeper = Keeper(setting.name, setting.run_by, {lang: each.renderer.words for lang, each in pages.items()})
    for each in told:
        made_from, make = token(depends.around, told_of(each)), partial(_manifest, each, pages, keeper)
        # Whoever has it by an earlier name of the work has it still.
        for slug in (each.slug, *each.work.aliases):
            yield Artifact(manifest_uri(slug), made_from, make)
    if told:
        made_from = token(depends.about, [each.outline for each in told])
        yield Artifact(collection_uri(), made_from, lambda: _written(collection(told, links, keeper)))


def _manifest(each: Published, pages: Mapping[str, Pages], keeper: Keeper) -> bytes:
    views = {language: those.whole(each) for language, those in pages.items()}
    return _written(Manifest(each, views, keeper, Wording.of(each.work, keeper.words)).manifest())


def _written(node: Node) -> bytes:
    return (json.dumps(node, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")

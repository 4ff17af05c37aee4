"""The gallery's filters: the bar that visitors see, and the orders that works may be shown in."""

import json
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..collection.collection import Collection
from ..collection.facets import BAR, BEHIND, LISTS, Facet
from ..collection.published import Published
from .listings import PAGE, numbered
from .renderer import Renderer

_NUMBER = 987654321  # stands for a page's number in an address until a script puts one there


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of the listing at `uri`, which holds the whole collection in its order."""

    renderer: Renderer
    uri: str

    def bar(self) -> Markup:
        links = self.renderer.links(self.uri)
        return self.renderer.render(
            "filters.html",
            self.uri,
            main=[self._view(name) for name in BAR if self._offers(name)],
            more=[self._view(name) for name in BEHIND if self._offers(name)],
            index=links.to(self.renderer.index),
            page=PAGE,
            pages=links.to(numbered(self.uri, _NUMBER)).replace(str(_NUMBER), "{number}"),
            module=self.renderer.module("searching/gallery", links),
        )

    def _values(self, name: str) -> Facet:
        found = self.renderer.collection.facet(name)
        return Facet(name, tuple(value for value in found.values if value.works))

    def _offers(self, name: str) -> bool:
        """A facet with one value divides nothing."""
        return len(self._values(name).values) > 1

    def _view(self, name: str) -> dict[str, Any]:
        views = self.renderer.views(self.uri)
        moved = views.vocabulary.moved.get(LISTS.get(name, ""), {})
        choices = [
            {
                "key": each.key,
                "label": views.value_label(name, each.key, each.label),
                "count": len(each.works),
                "was": " ".join(old for old, new in moved.items() if new == each.key),
            }
            for each in self._values(name).values
        ]
        return {"name": name, "label": self.renderer.words[name], "choices": choices}


def orders(collection: Collection) -> dict[str, bytes]:
    """The other orders that works may be shown in, as places in the collection's own."""
    ranks = {"grade": _by_grade, "title": _by_title}
    return {name: json.dumps(_order(collection, rank), separators=(",", ":")).encode() for name, rank in ranks.items()}


def _order(collection: Collection, rank: Any) -> list[int]:
    return sorted(range(len(collection.works)), key=lambda at: rank(collection, collection.works[at]))


def _by_grade(collection: Collection, each: Published) -> tuple[int, str]:
    return min(collection.vocabulary.rank("grades", grade) for grade in each.work.grades), each.work.title.casefold()


def _by_title(_: Collection, each: Published) -> str:
    return each.work.title.casefold()

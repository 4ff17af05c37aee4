"""How is a place called that has few works, and which page of the gallery is it on?"""

from collections.abc import Iterable
from dataclasses import dataclass

from ..collection.wanted import Place, bands_of
from .views import View, Views, Words, facet_uri


@dataclass(frozen=True, slots=True)
class WantedViews:
    """Places in the words of a page, as seen from it."""

    views: Views

    def all(self, places: Iterable[Place]) -> list[View]:
        return [{"said": self.said(each), "href": self.views.links.to(self._uri(each))} for each in places]

    def said(self, place: Place) -> str:
        """As within a sentence: `work from grades 3 to 5 in mathematics`, `letters`."""
        words, vocabulary = self.views.words, self.views.vocabulary
        bands = "grade_bands" if place.band in vocabulary.terms("grade_bands") else "grades"
        band, subject, family = (
            within(vocabulary.label(name, key), words)
            for name, key in ((bands, place.band), ("subjects", place.subject), ("families", place.family))
        )
        if place.family:
            return family
        kind = "wanted_both" if band and subject else "wanted_band" if band else "wanted_subject"
        return words[kind].format(band=band, subject=subject)

    def _uri(self, place: Place) -> str:
        if place.family:
            return facet_uri("format", place.family)
        return facet_uri("subject", place.subject) if place.subject else facet_uri("grade", self._grades(place)[0])

    def _grades(self, place: Place) -> tuple[str, ...]:
        return bands_of(self.views.vocabulary).get(place.band, ())

    def of(self, facet: str, key: str, places: Iterable[Place]) -> list[Place]:
        """Those of the places that the page of a value is about."""
        return [each for each in places if (facet, key) in self._facets(each)]

    def _facets(self, place: Place) -> set[tuple[str, str]]:
        """The values on whose pages the works of a place would be."""
        grades = {("grade", grade) for grade in self._grades(place)}
        return {*grades, ("subject", place.subject), ("format", place.family)}


def within(label: str, words: Words) -> str:
    """A label as it stands within a sentence; names such as “English” and “Pre-K” keep their capital."""
    first = label.partition(" ")[0]
    named = first in (text for key, text in words.items() if key.startswith("language_"))
    return label if named or first[1:] != first[1:].lower() else f"{label[:1].lower()}{label[1:]}"

"""What a collection holds of what, as the template needs it: every number with the page that shows those works."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from ..collection.balance import Balance, Count, Series
from ..collection.facets import PAGES, WHOLE
from .views import View, Views, facet_uri


@dataclass(frozen=True, slots=True)
class BalanceViews:
    """Views of one balance; `gallery` is the page whose filters can be chosen by its address."""

    balance: Balance
    views: Views
    gallery: str

    def matrix(self) -> View:
        balance = self.balance
        rows = [
            {
                **self.lead("subject", subject),
                "all": subject.works,
                "cells": [self._cell(subject.key, grade.key) for grade in balance.grades],
            }
            for subject in balance.subjects
        ]
        grades = [{**self.lead("grade", grade), "key": grade.key, "all": grade.works} for grade in balance.grades]
        return {"grades": grades, "rows": rows}

    def _cell(self, subject: str, grade: str) -> View:
        works = self.balance.matrix.get((subject, grade), 0)
        return {"works": works, "href": self.filtered(subject=subject, grade=grade) if works else ""}

    def counts(self, series: Series) -> list[Count]:
        """The values of a facet as the page calls them; what works leave unsaid at the end."""
        facet, words = series.facet, self.views.words
        said = [each._replace(label=self.views.value_label(facet, each.key, each.label)) for each in series.counts]
        unsaid = words["health_unplaced" if facet == "region" else "health_unsaid"]
        return said + ([Count("", unsaid, series.unsaid)] if series.unsaid else [])

    def summary(self, counts: Sequence[Count]) -> str:
        """What one sees at a glance."""
        most = max(counts, key=lambda each: each.works, default=None)
        none = [each.label for each in counts if not each.works]
        said = []
        if most and most.works:
            said.append(self.views.words["health_most"].format(label=most.label, number=f"{most.works:,}"))
        if none:
            said.append(self.views.words["health_none"].format(labels=", ".join(none)))
        return " ".join(said)

    def lead(self, facet: str, count: Count) -> View:
        """A value with the page that shows its works: one of its own, or the gallery with that filter."""
        if not count.key or (not count.works and facet not in WHOLE):
            href = ""
        elif facet in PAGES:
            href = self.views.links.to(facet_uri(facet, count.key))
        else:
            href = self.filtered(**{facet: count.key})
        return {"label": count.label, "href": href}

    def filtered(self, **chosen: str) -> str:
        return f"{self.views.links.to(self.gallery)}?{urlencode(chosen)}"

"""How the collection fares as the template needs it: charts, and beside each the table of its numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..collection.balance import Series
from ..collection.health import Health
from .balance import BalanceViews
from .charts import Bar, bars, columns, gauge
from .views import View, Views
from .wanted import WantedViews

SHOWN = 20  # concerns of a kind that are listed; a program gets all
_KINDS = ("pictures", "documents", "recordings", "archives")


def size_words(number: int) -> str:
    """Bytes as people say them."""
    if number >= 1e9:
        return f"{number / 1e9:.2f} GB"
    return f"{number / 1e6:.1f} MB" if number >= 1e5 else f"{number / 1e3:.0f} KB"


def limit_words(limit: int) -> str:
    """What a host holds, as it says so itself."""
    return f"{limit / 1e9:g} GB" if limit >= 1e9 else f"{limit / 1e6:g} MB"


@dataclass(frozen=True, slots=True)
class HealthViews:
    """Views of one reckoning; `gallery` is the page whose filters can be chosen by its address.

    `limit` are the bytes that the host of all files holds, and 0 where nobody asks, or some lie elsewhere (`stored`).
    """

    health: Health
    views: Views
    gallery: str
    limit: int = 0
    stored: bool = False

    @property
    def _balance(self) -> BalanceViews:
        return BalanceViews(self.health.balance, self.views, self.gallery)

    def page(self, *, whole: bool, private: bool) -> View:
        """Of a collection that is not `whole`, neither gaps nor room say anything."""
        return {
            "works": self.health.balance.works,
            "private": private,
            "concerns": list(self.concerns()) if private else [],
            "matrix": self._balance.matrix(),
            "subjects": list(self._subjects()),
            "series": [self._series(each) for each in self.health.balance.series],
            "whole": whole,
            "wanted": WantedViews(self.views).all(self.health.wanted),
            "room": self.room(),
        }

    def concerns(self) -> Iterator[View]:
        for kind, found in self.health.concerns.items():
            if found:
                title, more = self.views.words[f"health_{kind}"], len(found) - SHOWN
                said = self.views.words["health_more"].format(number=f"{more:,}") if more > 0 else ""
                yield {"title": title, "number": len(found), "found": found[:SHOWN], "more": said}

    # Grades and subjects

    def _subjects(self) -> Iterator[View]:
        """A chart for each subject, all of one scale."""
        balance = self.health.balance
        most = max(balance.matrix.values(), default=0)
        for number, subject in enumerate(balance.subjects, 1):
            counts = [grade._replace(works=balance.matrix.get((subject.key, grade.key), 0)) for grade in balance.grades]
            title = self.views.words["health_subject_chart"].format(subject=subject.label)
            values = [Bar(each.key, each.works) for each in counts]
            said = self._balance.summary(counts)
            chart = columns(f"health-subject-{number}", title, said, values, most)
            yield {**self._balance.lead("subject", subject), "chart": chart, "works": subject.works}

    # Facets

    def _series(self, series: Series) -> View:
        words, facet = self.views.words, series.facet
        counts = self._balance.counts(series)
        label = words[f"health_{facet}"]
        values = [Bar(each.label, each.works) for each in counts]
        title = words["health_chart"].format(facet=label)
        return {
            "label": label,
            "chart": bars(f"health-{facet}", title, self._balance.summary(counts), values) if values else "",
            "rows": [{**self._balance.lead(facet, each), "works": each.works} for each in counts],
            "hint": words["health_several"] if facet == "format" else "",
        }

    # Room

    def room(self) -> View:
        words, room = self.views.words, self.health.room
        said, title, chart, hint = size_words(room.whole), words["health_room_works"], "", words["health_room_hint"]
        if self.stored:
            hint = f"{words['health_room_stored']} {hint}"
        elif self.limit:
            limit, percent = limit_words(self.limit), f"{100 * room.whole / self.limit:.1f}"
            hint = f"{words['health_room_holds'].format(limit=limit)} {hint}"
            said = words["health_room_said"].format(taken=said, limit=limit, percent=percent)
            title = words["health_room_chart"].format(limit=limit)
            chart = gauge("health-room", title, said, room.whole, self.limit)
        rows = [(words[f"health_{kind}"], getattr(room, kind)) for kind in _KINDS]
        return {
            "hint": hint,
            "title": title,
            "said": said,
            "chart": chart,
            "each": self._each(room.whole) if chart else "",
            "rows": [{"label": label, "size": size_words(size)} for label, size in _those(rows)],
            "all": size_words(room.whole),
        }

    def _each(self, whole: int) -> str:
        """How many more works there is room for, if they are like those that are there."""
        works = self.health.balance.works
        if not works or not whole:
            return ""
        left = max(self.limit - whole, 0) * works // whole
        rounded = left if left < 100 else left // 10 * 10 if left < 1000 else left // 100 * 100
        return self.views.words["health_works_each"].format(size=size_words(whole // works), number=f"{rounded:,}")


def _those(rows: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return [(label, size) for label, size in rows if size]

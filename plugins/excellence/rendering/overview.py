"""The collection at a glance: what it holds as drawings, and beside each the table of its numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..collection.balance import Count, Series
from .balance import BalanceViews
from .charts import Bar, bars, columns
from .grids import Area, matrix, tile_map
from .views import View, counted

# How many school years stand in a column of the page, with what room; more have a row of their own, and every second
# one its name.
_FEW, _ROOM, _NARROW = 9, 56, 32


@dataclass(frozen=True, slots=True)
class OverviewViews:
    """Views of one balance."""

    holds: BalanceViews

    def page(self) -> View:
        series = {each.facet: each for each in self.holds.balance.series}
        return {
            "works": self.holds.balance.works,
            "figures": [each for each in self._figures(series) if each["number"] != "0"],
            "map": self._map(series["region"]) if "region" in series else None,
            "grid": self._grid(),
            "matrix": self.holds.matrix(),
            "formats": self._formats(series["format"]),
            "years": self._years(series["year"]),
        }

    def _figures(self, series: Mapping[str, Series]) -> list[View]:
        """How many there are of what, in large letters."""
        balance = self.holds.balance
        held = {"works": balance.works, "grades": _used(balance.grades), "subjects": _used(balance.subjects)}
        held |= {f"{name}s": _used(each.counts) for name, each in series.items() if name != "setting"}
        words = self.holds.views.words
        return [{"label": words[f"overview_{name}"], "number": f"{number:,}"} for name, number in held.items()]

    def _bar(self, count: Count, href: str) -> Bar:
        return Bar(count.label, count.works, "", href, f"{count.label}: {counted(count.works, self.holds.views.words)}")

    def _bars(self, facet: str, counts: Iterable[Count]) -> list[Bar]:
        return [self._bar(each, self.holds.lead(facet, each)["href"]) for each in counts]

    def _rows(self, facet: str, counts: Sequence[Count]) -> list[View]:
        return [{**self.holds.lead(facet, each), "works": f"{each.works:,}"} for each in counts]

    # Grades and subjects

    def _grid(self) -> View:
        balance, words = self.holds.balance, self.holds.views.words
        cells = [[self._pair(grade, subject) for subject in balance.subjects] for grade in balance.grades]
        most = max((pair for row in cells for pair in row), key=lambda each: each.number, default=None)
        said = words["health_most"].format(label=most.label, number=most.shown) if most else ""
        rows, heads = self._bars("grade", balance.grades), self._bars("subject", balance.subjects)
        return {"chart": matrix("overview-grid", words["health_matrix"], said, rows, heads, cells)}

    def _pair(self, grade: Count, subject: Count) -> Bar:
        works = self.holds.balance.matrix.get((subject.key, grade.key), 0)
        href = self.holds.filtered(grade=grade.key, subject=subject.key) if works else ""
        return self._bar(Count("", f"{grade.label}, {subject.label}", works), href)

    # Formats and years

    def _formats(self, series: Series) -> View:
        """Those with the most works first."""
        counts = sorted(self.holds.counts(series), key=lambda each: -each.works)
        words = self.holds.views.words
        drawn, title = self._bars("format", counts), words["overview_formats_title"]
        chart = bars("overview-formats", title, self.holds.summary(counts), drawn)
        return {"chart": chart, "rows": self._rows("format", counts)}

    def _years(self, series: Series) -> View:
        """From the first year to the last, those without works among them."""
        held = {each.key: each for each in series.counts if each.key.isdecimal()}
        years = range(min(map(int, held), default=0), max(map(int, held), default=-1) + 1)
        all_of_them = tuple(held.get(str(year), Count(str(year), str(year), 0)) for year in years)
        counts = self.holds.counts(series._replace(counts=all_of_them))
        many = len(years) > _FEW
        drawn = self._bars("year", (each for each in counts if each.key))
        if many:
            drawn = [each._replace(label=each.label * ((len(drawn) - at) % 2)) for at, each in enumerate(drawn)]
        most = max((each.number for each in drawn), default=0)
        title, said = self.holds.views.words["overview_years_title"], self.holds.summary(counts)
        chart = columns("overview-years", title, said, drawn, most, _NARROW if many else _ROOM) if drawn else ""
        return {"chart": chart, "many": many, "rows": self._rows("year", counts)}

    # Regions

    def _map(self, series: Series) -> View:
        """Regions without squares, those that the list does not know, and works that name none stand beneath."""
        words, regions = self.holds.views.words, self.holds.views.vocabulary.regions
        drawn = [each for each in series.counts if regions[each.key].tiles]
        beside = [each for each in series.counts if not regions[each.key].tiles and each.works]
        elsewhere = self.holds.balance.elsewhere
        unsaid = series.unsaid - elsewhere
        beneath = [Count("", words["overview_elsewhere"], elsewhere), Count("", words["overview_nowhere"], unsaid)]
        beneath = [*beside, *(each for each in beneath if each.works)]
        tiles = [regions[each.key].tiles for each in drawn]
        areas = [Area(*each) for each in zip(self._bars("region", drawn), tiles, strict=True)]
        title, said = words["overview_map_title"], self.holds.summary(drawn)
        return {
            "chart": tile_map("overview-map", title, said, areas) if areas else "",
            "beneath": self._rows("region", beneath),
            "rows": self._rows("region", [*drawn, *beneath]),
        }


def _used(counts: Sequence[Count]) -> int:
    return sum(bool(each.works) for each in counts)

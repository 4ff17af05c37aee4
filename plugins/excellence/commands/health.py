"""`scripts/health`: how the collection fares, in words or for a program."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

import click

from ..collection.balance import Balance, Count, Series
from ..collection.health import Health
from ..loading.health import health_of
from ..loading.load import load
from ..model.finding import ERROR, Purpose
from ..rendering.health import SHOWN, limit_words, size_words
from ..rendering.links import Links
from ..rendering.strings import words
from ..rendering.views import Views
from ..rendering.wanted import WantedViews
from ..reports import at
from ..settings import budget_of
from ..site.weight import Budget, sizes_of, told_of_weight
from .check import progress
from .opened import config_option, open_collection


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print it for programs, with every concern.")
@config_option
def health(as_json: bool, config_file: str) -> None:
    """Print what the collection holds and lacks, what is to be seen to and how, and how much room it takes.

    Nothing is mended and nothing fails: the exit code is 0. The numbers are of published works; what is to be seen to
    is for curators, and stands on no page that is published.
    """
    opened = open_collection(config_file)
    loaded = load(opened.project, Purpose.CHECK, progress())
    loaded.memo.keep(forget=False)
    loaded.memo.close()
    found = health_of(loaded, opened.project.today, archives=opened.plugin.config.archives, private=True)
    views = Views(loaded.collection, Links("index.html"), words("en"))
    budget, sizes = budget_of(opened.plugin.config), sizes_of(Path(opened.config.site_dir))
    if as_json:
        click.echo(json.dumps(_plain(found, views, sum(sizes.values()), budget.limit), ensure_ascii=False, indent=1))
        return
    for each in at(loaded.findings, ERROR) if not loaded.readings else ():
        click.echo(each.line(ERROR))
    room = _room(found, sum(sizes.values()), budget), (f"  {line}" for line in told_of_weight(sizes, budget))
    for line in (*_balance(found.balance, views), *_wanted(found, views), *chain(*room), *_concerns(found)):
        click.echo(line)


# In words


def _balance(balance: Balance, views: Views) -> Iterator[str]:
    yield f"{balance.works:,} published work{'s' * (balance.works != 1)}"
    if not balance.works:
        return
    yield from ("", "Subject by grade", *_table(balance))
    for series in balance.series:
        told = [f"{label} {works:,}" for label, works in _values(series, views)]
        if told:
            yield from ("", views.words[f"health_{series.facet}"], f"  {', '.join(told)}")


def _table(balance: Balance) -> Iterator[str]:
    """A row for each subject; a dot where there is no work."""
    wide = max((len(each.label) for each in balance.subjects), default=0)
    rows: list[tuple[str, list[str]]] = [("", [*(grade.key for grade in balance.grades), "all"])]
    for subject in balance.subjects:
        numbers = [balance.matrix.get((subject.key, grade.key), 0) for grade in balance.grades]
        rows.append((subject.label, [*(f"{works:,}" if works else "·" for works in numbers), f"{subject.works:,}"]))
    rows.append(("All", [*(f"{grade.works:,}" for grade in balance.grades), f"{balance.works:,}"]))
    cell = max(len(text) for _, cells in rows for text in cells) + 2
    for label, cells in rows:
        yield f"  {label.ljust(wide)}{''.join(text.rjust(cell) for text in cells)}"


def _values(series: Series, views: Views) -> Iterator[tuple[str, int]]:
    for each in series.counts:
        yield _label(series.facet, each, views), each.works
    if series.unsaid:
        yield views.words["health_unplaced" if series.facet == "region" else "health_unsaid"], series.unsaid


def _label(facet: str, count: Count, views: Views) -> str:
    return views.value_label(facet, count.key, count.label)


def _wanted(found: Health, views: Views) -> Iterator[str]:
    said = WantedViews(views)
    if found.wanted:
        yield from ("", views.words["health_wanted"], *(f"  {said.said(place)}" for place in found.wanted))


def _room(found: Health, site: int, budget: Budget) -> Iterator[str]:
    """`site` are the bytes of the site as it was last built; 0 where there is none."""
    room = asdict(found.room)
    kinds = ", ".join(
        f"{words('en')[f'health_{kind}'].lower()} {size_words(size)}" for kind, size in room.items() if size
    )
    # What lies in a store takes nothing of the host's room.
    whole, limit = site if budget.stored else max(site, found.room.whole), budget.limit
    share = f" of the {limit_words(limit)} that the host holds, {100 * whole / limit:.1f} %" if limit else ""
    yield from ("", f"Room: {size_words(whole)}{share}")
    yield f"  {kinds or 'no files of works yet'}"
    if site:
        yield f"  the site as it was last built: {size_words(site)}"
    else:
        yield "  pages, search and typefaces come on top: scripts/build, and they are counted too"


def _concerns(found: Health) -> Iterator[str]:
    yield ""
    if not any(found.concerns.values()):
        yield "Nothing is to be seen to."
    for kind, concerns in found.concerns.items():
        if concerns:
            yield f"{words('en')[f'health_{kind}']}: {len(concerns):,}"
        for each in concerns[:SHOWN]:
            yield f"  {each.path}:{each.line}: {each.what}; {each.remedy}"
            yield f"    {each.command}"
        if len(concerns) > SHOWN:
            yield f"  and {len(concerns) - SHOWN:,} more: scripts/health --json"


# For programs


def _plain(found: Health, views: Views, site: int, limit: int) -> dict[str, Any]:
    balance, said = found.balance, WantedViews(views)
    return {
        "works": balance.works,
        "grades": _counts(balance.grades),
        "subjects": _counts(balance.subjects),
        "by_subject_and_grade": {
            subject.key: {grade.key: balance.matrix.get((subject.key, grade.key), 0) for grade in balance.grades}
            for subject in balance.subjects
        },
        **{each.facet: {**_counts(each.counts), "": each.unsaid} for each in balance.series},
        "wanted": [{**each._asdict(), "said": said.said(each)} for each in found.wanted],
        "bytes": {**asdict(found.room), "works": found.room.whole, "site": site, "limit": limit or None},
        "concerns": {kind: [each._asdict() for each in concerns] for kind, concerns in found.concerns.items()},
    }


def _counts(counts: Iterable[Count]) -> dict[str, int]:
    return {each.key: each.works for each in counts}

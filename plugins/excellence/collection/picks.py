"""The works that a guide is tried on, and what is wrong with the filters that name them."""

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from hashlib import sha256

from ..model.finding import Finding
from ..reading.typed_pages import TypedPages
from ..rules.together import REFERENCE_UNKNOWN
from .collection import Collection
from .filter import read_filter
from .published import Published

PICKS = 3  # works that a guide names


def picks_for(text: str, collection: Collection, day: date) -> tuple[Published, ...]:
    """Three works that pass, others each week and the same for everybody in that week.

    Works that the filter names outright are taken in its order.
    """
    chosen, _ = read_filter(text, collection.vocabulary)
    works = chosen.choose(collection)
    return works[:PICKS] if chosen.works else tuple(_shuffled(works, day))[:PICKS]


def _shuffled(works: Iterable[Published], day: date) -> list[Published]:
    week = day.isocalendar()
    return sorted(works, key=lambda each: sha256(f"{week.year} {week.week} {each.slug}".encode()).digest())


def check_picks(pages: TypedPages, collection: Collection) -> Iterator[Finding]:
    """Filters that can't be read, and works in them that are not shown."""
    for each in pages.values():
        text = getattr(each.record, "try_on", "")
        chosen, wrong = read_filter(text, collection.vocabulary)
        for found in wrong:
            yield each.finding(found.rule, "try_on", found.what, found.remedy)
        for slug in chosen.works:
            if slug not in collection.by_slug:
                near = get_close_matches(slug, collection.by_slug, n=1)
                remedy = f"did you mean {near[0]}?" if near else "the work is left out; correct or drop it"
                yield each.finding(REFERENCE_UNKNOWN, "try_on", f"no published work has the slug {slug}", remedy)

"""Sets of works: what a walk needs to go as its page says."""

from collections.abc import Iterator

from ..model.finding import WARNING, Finding, Rule
from ..model.protocol import Protocol
from ..model.work_set import WorkSet
from ..reading.typed_pages import TypedPage

SET_REPEATED = Rule(
    "set-repeated",
    "A work has one station of a set",
    "People would come to the same work twice.",
    "Take one of the two out.",
    "works: [{slug: frog-cards}, {slug: paper-bridges}]",
)
SET_LONG = Rule(
    "set-long",
    "A walk fits into its step of the protocol",
    "The clock would end the walk before everybody has been everywhere.",
    "Take out a station, or give each fewer minutes.",
    "minutes: 2",
    check=WARNING,
    build=WARNING,
)


def check_work_set(read: TypedPage[WorkSet], found: WorkSet, protocol: Protocol | None) -> Iterator[Finding]:
    """Works that are there twice; and more time than the walk of the protocol has."""
    seen: dict[str, int] = {}
    for number, station in enumerate(found.works, 1):
        if (first := seen.setdefault(station.slug, number)) != number:
            what = f"{station.slug} is station {first} already"
            yield read.finding(SET_REPEATED, f"works[{number}].slug", what, "take one of the two out")
    most = max((step.most for step in protocol.steps if step.walk), default=0) if protocol else 0
    whole = len(found.works) * found.minutes
    if most and whole > most:
        what = f"{len(found.works)} × {found.minutes} minutes are {whole}, and the walk of the protocol has {most}"
        yield read.finding(SET_LONG, "minutes", what, "take out a station, or give each fewer minutes")

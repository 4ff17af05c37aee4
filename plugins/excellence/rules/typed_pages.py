"""Pages whose front matter is a record, and what is wrong in them and between them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from ..model.catcher import Catcher
from ..model.exhibit import Exhibit
from ..model.finding import Finding, Rule
from ..model.languages import language_folder
from ..model.protocol import Protocol, Total
from ..model.resource import Resource
from ..model.route import Route
from ..model.typed_pages import Guides, slug_of
from ..model.work_set import WorkSet
from ..reading.typed_pages import TypedPage, TypedPages, records_of
from .together import REFERENCE_UNKNOWN
from .work_sets import check_work_set

STEPS_MINUTES = Rule(
    "steps-minutes",
    "The minutes of the steps add up",
    "A group that trusts them would run late.",
    "Change a step's minutes, or the whole.",
    "minutes: 15",
)


def check_typed_pages(read: TypedPages, works: Collection[str], pages: Collection[str]) -> Iterator[Finding]:
    """Everything wrong. `works` are the slugs of the published works, `pages` the paths of the documents folder."""
    everywhere = Guides(records_of(read))
    for place, each in read.items():
        yield from each.findings
        guides = everywhere.edition(language_folder(place))
        match each.record:
            case Exhibit(works=stands) | WorkSet(works=stands):
                remedy = "the work is left out; correct or drop it"
                yield from _unknown(
                    each, "work", {f"works[{n}].slug": s.slug for n, s in _counted(stands)}, works, remedy
                )
                if isinstance(each.record, WorkSet):
                    yield from _unknown(each, "protocol", {"protocol": each.record.protocol}, _slugs(guides, Protocol))
                    named = guides.named(Protocol, each.record.protocol)
                    yield from check_work_set(each, each.record, named[1] if named else None)
            case Protocol() | Route() as steps:
                yield from _wrong_minutes(each, steps)
                yield from _unknown_catchers(each, steps, guides)
                if isinstance(steps, Route):
                    protocol, catcher = {"protocol": steps.protocol}, {"catcher": steps.catcher}
                    yield from _unknown(each, "protocol", protocol, _slugs(guides, Protocol))
                    yield from _unknown(each, "note catcher", catcher, _slugs(guides, Catcher))
            case Catcher(protocols=named):
                said = {f"protocols[{n}]": slug for n, slug in _counted(named)}
                yield from _unknown(each, "protocol", said, _slugs(guides, Protocol))
            case Resource(downloads=downloads, related=related):
                said = {f"downloads[{n}]": page for n, page in _counted(downloads)}
                said |= {f"related[{n}]": page for n, page in _counted(related)}
                yield from _unknown(each, "page", said, pages)


def _counted(values: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    return enumerate(values, 1)


def _slugs(guides: Guides, kind: Any) -> list[str]:
    return sorted(slug_of(place) for place in guides.of(kind))


def _unknown(
    read: TypedPage[Any], noun: str, said: Mapping[str, str | None], known: Collection[str], remedy: str = ""
) -> Iterator[Finding]:
    """Names that lead nowhere: they are left out, and the page stays."""
    published = "published " if noun == "work" else ""
    for field, name in said.items():
        if name is not None and name not in known:
            near = get_close_matches(name, sorted(known), n=1)
            hint = remedy or (f"did you mean {near[0]}?" if near else "it is left out; correct or drop it")
            kind = "has the slug" if noun == "work" else "is called"
            yield read.finding(REFERENCE_UNKNOWN, field, f"no {published}{noun} {kind} {name}", hint)


def _unknown_catchers(read: TypedPage[Any], record: Protocol | Route, guides: Guides) -> Iterator[Finding]:
    for number, step in _counted(record.steps):
        found = guides.named(Catcher, step.catcher)
        if step.catcher and found is None:
            yield from _unknown(
                read, "note catcher", {f"steps[{number}].catcher": step.catcher}, _slugs(guides, Catcher)
            )
        elif found and step.part and step.part > len(found[1].parts):
            what = f"{step.catcher} has {len(found[1].parts)} parts, and the step names part {step.part}"
            yield read.finding(REFERENCE_UNKNOWN, f"steps[{number}].part", what, "name a part that it has")


# Minutes


def sum_of(record: Protocol | Route) -> Total:
    """What the steps really add up to."""
    work = [step for step in record.steps if not step.rest]
    breaks = sum(step.most for step in record.steps if step.rest)
    return Total(least=sum(step.least for step in work), most=sum(step.most for step in work), breaks=breaks)


def _wrong_minutes(read: TypedPage[Any], record: Protocol | Route) -> Iterator[Finding]:
    """Another time than the steps take, and steps that end before they begin."""
    real = sum_of(record)
    turned = [(number, step) for number, step in _counted(record.steps) if step.least > step.most]
    for number, step in turned:
        what = f"the step takes from {step.least} to {step.most} minutes"
        yield read.finding(STEPS_MINUTES, f"steps[{number}].minutes", what, "write the smaller number first")
    if turned:
        return
    if isinstance(record, Route):
        whole, said, field = (real.least + real.breaks, real.most + real.breaks), record.minutes, "minutes"
        if whole != (said, said):
            what = f"the steps add up to {_span(*whole)} minutes, and the route says {said}"
            yield read.finding(STEPS_MINUTES, field, what, "correct the steps or the minutes")
    elif record.total != real:
        what = f"the steps add up to {_told(real)}, and the total says {_told(record.total)}"
        yield read.finding(STEPS_MINUTES, "total", what, "correct the steps or the total")


def _told(total: Total) -> str:
    span = _span(total.least, total.most)
    return f"{span} minutes and {total.breaks} of breaks" if total.breaks else f"{span} minutes"


def _span(least: int, most: int) -> str:
    return f"{least}" if least == most else f"{least}–{most}"

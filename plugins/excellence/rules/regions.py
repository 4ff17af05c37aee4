"""Whether a work's region is one of the collection's."""

from collections.abc import Iterator

from ..model.finding import WARNING, Finding, Rule
from ..reading.telling import nearest
from .rule_context import Subject

REGION_UNKNOWN = Rule(
    "region-unknown",
    "The region is on the collection's list",
    "A region of no list may be a town, too near to a child; the work is on no map and in no filter by region.",
    "Write a region of the list, or add the name to one under regions in works/vocabulary.yml.",
    "school: {region: Northeast, country: US}",
    check=WARNING,
    build=WARNING,
)


def check_region(about: Subject) -> Iterator[Finding]:
    """Nothing is wrong where the list holds no region of the work's country."""
    school, vocabulary = about.work.school, about.context.vocabulary
    held = {
        key: vocabulary.label("regions", key)
        for key, region in vocabulary.regions.items()
        if not (school.country and region.country and school.country != region.country)
    }
    if school.region and held and not vocabulary.region(school.region, school.country):
        near = nearest(school.region, held.values())
        remedy = f"did you mean {near}?" if near else f"use one of: {', '.join(held.values())}"
        yield about.finding(REGION_UNKNOWN, "school.region", "the list has no such region", remedy)

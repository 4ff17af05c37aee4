"""What pages tell machines, held against the vocabulary of schema.org itself."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from schema_org.registry import CLASS_METADATA, PROPERTY_BY_SCHEMA, ancestry

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
# The vocabulary's own words for what JSON has: `Quantity` says how much in words, as `Duration` does.
TEXTS = frozenset(name for name in CLASS_METADATA if {name, *ancestry(name)} & {"Text", "Quantity"})
DAYS = frozenset({"Date"})
NUMBERS = {bool: frozenset({"Boolean"}), int: frozenset({"Integer", "Number"}), float: frozenset({"Float", "Number"})}
Node = dict[str, Any]


def graphs(html: str) -> Iterator[Node]:
    """Every node that a page tells, its context taken off."""
    for found in SCRIPT.findall(html):
        told = json.loads(found)
        assert told.pop("@context") == "https://schema.org"
        yield from told.get("@graph", [told])


def nodes(site: Path, pattern: str) -> dict[str, list[Node]]:
    found = {path.relative_to(site).as_posix(): list(graphs(path.read_text("utf-8"))) for path in site.glob(pattern)}
    assert found
    return found


def faults(node: Node, at: str = "") -> Iterator[str]:
    """What the vocabulary has against a node: types it lacks, properties that no type of it has, values of a wrong
    kind. An `@id` names a node, and `query-input` is how search actions are written."""
    types = types_of(node)
    if not all(name in CLASS_METADATA for name in types):
        yield f"{at}: no type {types}"
        return
    own = {each for name in types for each in kinds(name)}
    for name, value in node.items():
        if name in ("@type", "@id", "query-input"):
            continue
        place = f"{at}.{name}"
        known = PROPERTY_BY_SCHEMA.get(name)
        if known is None or own.isdisjoint(known.domains):
            yield f"{place}: {' and '.join(types)} have no such property"
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield from faults(each, place)
            if (said := kinds_of(each)) and said.isdisjoint(known.ranges):
                yield f"{place}: {str(each)[:80]!r} is no value of it"


def types_of(node: Node) -> list[str]:
    return [node["@type"]] if isinstance(node["@type"], str) else list(node["@type"])


@cache
def kinds(name: str) -> frozenset[str]:
    """A type of the vocabulary, and all that it is a kind of."""
    return frozenset((name, *ancestry(name)))


def kinds_of(value: Any) -> frozenset[str]:
    """What a value may be taken for: a node whose type nobody knows for nothing, since that has been told."""
    if isinstance(value, dict):
        return frozenset(each for name in types_of(value) if name in CLASS_METADATA for each in kinds(name))
    if isinstance(value, str):
        return DAYS if DAY.fullmatch(value) else TEXTS
    return NUMBERS[type(value)]


def test_the_judge_tells_what_is_wrong() -> None:
    wrong = {
        "@type": "Map",
        "nome": "x",
        "license": 5,
        "isPartOf": {"@type": "Persn"},
        "about": {"@type": "Thing", "a": 1},
    }
    assert [each.split(":")[0] for each in faults(wrong)] == [".nome", ".license", ".isPartOf", ".about.a"]


@pytest.fixture(scope="module")
def told(site: Path) -> dict[str, list[Node]]:
    return nodes(site, "**/*.html")


def test_every_page_speaks_the_words_of_schema_org(told: dict[str, list[Node]]) -> None:
    wrong = {page: found for page, held in told.items() for node in held if (found := [*faults(node)])}
    assert wrong == {}


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        ("index.html", ["WebSite"]),
        ("works/our-well/index.html", ["LearningResource", "BreadcrumbList"]),
        ("works/our-well/look/index.html", []),
        ("grade/2/index.html", ["CollectionPage", "BreadcrumbList"]),
        ("gallery/index.html", ["CollectionPage"]),
        ("overview/index.html", ["BreadcrumbList", "Dataset"]),
        ("es/grade/2/index.html", ["CollectionPage", "BreadcrumbList"]),
    ],
)
def test_pages_tell_what_they_are(told: dict[str, list[Node]], page: str, kinds: list[str]) -> None:
    found = [node["@type"] for node in told[page]]
    assert [each if isinstance(each, str) else each[0] for each in found] == kinds


def test_the_way_to_a_page_is_the_one_that_it_shows(site: Path, told: dict[str, list[Node]]) -> None:
    for page in ("works/our-well/index.html", "grade/2/index.html"):
        html = (site / page).read_text("utf-8")
        shown = re.search(r'<nav class="xc-crumbs".*?</nav>', html, re.DOTALL)
        assert shown
        way = next(node for node in told[page] if node["@type"] == "BreadcrumbList")["itemListElement"]
        labels = [re.sub("<[^>]+>", "", each) for each in re.findall(r"<li.*?</li>", shown[0], re.DOTALL)]
        assert [each["name"] for each in way] == labels
        assert [each["position"] for each in way] == [1, 2, 3]

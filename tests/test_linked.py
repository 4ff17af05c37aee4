"""What pages tell machines, held against the vocabulary of schema.org itself."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import schema_org
from pydantic import ValidationError

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
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
    types = [node["@type"]] if isinstance(node["@type"], str) else node["@type"]
    models = [getattr(schema_org, name, None) for name in types]
    if not all(models):
        yield f"{at}: no type {types}"
        return
    for name, value in node.items():
        if name in ("@type", "@id", "query-input"):
            continue
        place = f"{at}.{name}"
        held = [model for model in models if name in names(model)]
        if not held:
            yield f"{place}: {' and '.join(types)} have no such property"
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield from faults(each, place)
            if not any(fits(model, name, sample_of(each)) for model in held):
                yield f"{place}: {str(each)[:80]!r} is no value of it"


@cache
def names(model: Any) -> set[str]:
    return {field.alias for field in model.model_fields.values()}


@cache
def fits(model: Any, name: str, sample: Any) -> bool:
    try:
        model.model_validate({name: sample() if isinstance(sample, type) else sample})
    except ValidationError:
        return False
    return True


def sample_of(value: Any) -> Any:
    """What stands for all values of its kind: of a node its model, since its parts are looked at by themselves."""
    if isinstance(value, dict):
        first = value["@type"] if isinstance(value["@type"], str) else value["@type"][0]
        return getattr(schema_org, first, None)
    if isinstance(value, str):
        return date(2026, 5, 1) if DAY.fullmatch(value) else "text"
    return value


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

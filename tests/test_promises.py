"""What the handbook, the page for families and SECURITY.md promise: it stands there, and a test proves it."""

import ast
import re
from functools import cache
from typing import Any

import pytest
import yaml

from project import ROOT

PROMISES: dict[str, list[dict[str, Any]]] = yaml.safe_load((ROOT / "tests" / "promises.yml").read_text("utf-8"))
EACH = [pytest.param(page, each, id=each["said"][:50]) for page, promises in PROMISES.items() for each in promises]


@cache
def names_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
    return frozenset(each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef))


@pytest.mark.parametrize(("page", "promise"), EACH)
def test_a_promise_is_made_and_kept(page: str, promise: dict[str, Any]) -> None:
    text = " ".join((ROOT / page).read_text("utf-8").split())
    assert " ".join(promise["said"].split()) in text
    assert promise["tests"] or promise["people"]
    for named in promise["tests"]:
        file, _, name = named.partition("::")
        assert name in names_in(file), named


def test_every_page_of_the_handbook_that_says_what_happens_is_on_the_list() -> None:
    """Pages that only look things up are made from the rules themselves."""
    pages = {path.relative_to(ROOT).as_posix() for path in (ROOT / "content" / "curators").glob("*.md")}
    made = {f"content/curators/{name}.md" for name in ("codes", "keys", "places", "replies")}
    assert pages - made | {"content/families.md", "SECURITY.md"} == set(PROMISES)
    assert re.search("promises.yml", (ROOT / "CONTRIBUTING.md").read_text("utf-8"))

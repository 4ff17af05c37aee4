"""Whether people find what they mean: two labelled sets, half of which no one looked at while the search was tuned."""

import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from excellence import search
from excellence.search import index_files, terms_of
from relevant import (
    ASK,
    EVERYDAY_QUERIES,
    JUDGED,
    QUERIES,
    RECORDS,
    SEEN,
    UNSEEN,
    columns,
    entries,
    figures,
    filters,
    judged,
    modules_of,
)

MODULES = Path(search.__file__).parents[1] / "assets" / "modules"
ENOUGH = 20


def test_the_sets_are_large_enough_and_mean_what_is_there() -> None:
    assert len(RECORDS) >= 60
    assert len(QUERIES) >= 60
    assert {each for _, meant in QUERIES for each in meant} <= set(RECORDS)
    assert len({said for said, _ in EVERYDAY_QUERIES}) >= 40
    assert {each for _, meant in EVERYDAY_QUERIES for each in meant} <= JUDGED


def test_people_find_what_they_mean(enter: Callable[..., Page], serve: Callable[[Path], str], tmp_path: Path) -> None:
    works = entries()
    more = {"works": len(works), **filters()}
    for name, content in index_files(works, [terms_of(each) for each in works], columns(), {}, more).items():
        (tmp_path / "search" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "search" / name).write_bytes(content)
    shutil.copytree(MODULES, tmp_path / "modules")
    (tmp_path / "index.html").write_text('<!doctype html><link rel="icon" href="data:,">')
    page = enter()
    page.goto(serve(tmp_path))
    said = [query for query, _ in QUERIES]
    found = dict(zip(said, page.evaluate(ASK, ["/modules", said]), strict=True))
    for queries in (SEEN, UNSEEN):
        _, five, rank = figures(queries, lambda query: [name.removeprefix("works/") for name in found[query]])
        assert rank >= 0.95
        assert five >= 0.98


def test_people_find_what_they_mean_on_our_own_site(
    enter: Callable[..., Page], own_site: Path, own_address: str
) -> None:
    """As long as the collection is about what it was when its answers were judged."""
    page = enter()
    page.goto(f"{own_address}404.html")
    said = [query for query, _ in EVERYDAY_QUERIES]
    found = dict(zip(said, page.evaluate(ASK, [modules_of(own_site), said]), strict=True))
    for queries, least in zip(judged(found, own_site), ((0.95, 0.95), (0.9, 0.85)), strict=True):
        if len(queries) < ENOUGH:
            continue
        _, five, rank = figures(queries, found.__getitem__)
        assert five >= least[0]
        assert rank >= least[1]

"""Whether people find what they mean: a labelled set, half of which no one looked at while the search was tuned."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from excellence import search
from excellence.search import index_files, terms_of
from relevant import QUERIES, RECORDS, SEEN, UNSEEN, entries, figures

ENGINE = Path(search.__file__).parents[1] / "assets" / "modules" / "searching" / "engine.mjs"


@pytest.fixture(scope="module")
def page(browser: Browser, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("relevance")
    works = entries()
    for name, content in index_files(works, [terms_of(each) for each in works], {}, {}, {"works": len(works)}).items():
        (folder / "search" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "search" / name).write_bytes(content)
    (folder / "engine.mjs").write_bytes(ENGINE.read_bytes())
    (folder / "index.html").write_text('<!doctype html><link rel="icon" href="data:,">')
    page = browser.new_page()
    page.goto(serve(folder))
    yield page
    page.close()


@pytest.fixture(scope="module")
def ask(page: Page) -> Callable[[str], list[str]]:
    names = list(RECORDS)

    def found(query: str) -> list[str]:
        ids = page.evaluate(
            """async (query) => {
                const { open } = await import("./engine.mjs")
                return (await (await open(new URL("search/", location.href).href)).search(query)).ids
            }""",
            query,
        )
        return [names[at] for at in json.loads(json.dumps(ids))]

    return found


def test_the_set_is_large_enough_and_means_works_that_are_there() -> None:
    assert len(RECORDS) >= 60
    assert len(QUERIES) >= 60
    assert {each for _, meant in QUERIES for each in meant} <= set(RECORDS)


def test_people_find_what_they_mean(ask: Callable[[str], list[str]]) -> None:
    for queries in (SEEN, UNSEEN):
        _, five, rank = figures(queries, ask)
        assert rank >= 0.95
        assert five >= 0.98

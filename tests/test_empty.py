"""A collection whose works are gone, or that has none yet: every page stands, and says in words what is not there."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from excellence.rendering.strings import words
from in_process import Project
from project import COLLECTION, broken_links, faults_of, looked_at, unfolded

WORDS = words("en")
# What each page says instead of works.
SAID = {
    "": ("works_none", "none_first"),
    "gallery/": ("works_none", "browse_none"),
    "exhibits/": (),
    "exhibits/looking-longer/": ("works_none",),
    "protocols/two-walks/": (),
    "routes/50-students/": (),
    "guides/films/": (),
    "compare/": ("compare_none",),
    "search/": (),
    "404.html": (),
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the tests' own collection, which name works, without any of these."""
    project = Project(tmp_path_factory.mktemp("empty"))
    shutil.rmtree(project.folder / "content")
    shutil.copytree(COLLECTION / "content", project.folder / "content")
    shutil.copy(COLLECTION / "mkdocs.yml", project.folder)
    return project.built()


def test_no_link_of_theirs_leads_nowhere(empty: Path) -> None:
    assert broken_links(empty) == []


def test_nothing_offers_what_is_not_there(empty: Path) -> None:
    exhibit = (empty / "exhibits/looking-longer/index.html").read_text("utf-8")
    assert 'data-look="projector"' not in exhibit
    assert "xc-exhibit" not in exhibit.split("<main")[1]
    assert "xc-exhibits__row" not in (empty / "exhibits/index.html").read_text("utf-8")
    for path in empty.rglob("*.html"):
        assert "Try it on" not in path.read_text("utf-8"), path
        assert "Three works for it" not in path.read_text("utf-8"), path


def test_each_page_says_so_and_is_right_for_everybody(
    empty: Path, enter: Callable[..., Page], serve: Callable[[Path], str]
) -> None:
    page, address = enter(), serve(empty)
    faults = faults_of(page, address)
    for place, told in SAID.items():
        page.goto(address + place)
        shown = page.locator("main").inner_text()
        assert [key for key in told if WORDS[key] not in shown] == [], place
        bare = page.locator("main :is(h2, h3):visible").evaluate_all(
            "(all) => all.filter((each) => !each.nextElementSibling || /^H[23]$/.test(each.nextElementSibling.tagName))"
            ".map((each) => each.textContent)"
        )
        assert bare == [], place
        assert looked_at(unfolded(page)) == [], place
    assert faults == []


@pytest.mark.parametrize("number", [1, 2])
def test_a_work_that_stands_large_on_a_page_is_not_there_twice(tmp_path: Path, number: int) -> None:
    """A collection begins with one work: its first page shows that once, and no heading with nothing beneath it."""
    project = Project(tmp_path)
    for each in range(number):
        project.work(f"work-{each}", pictures=0, title=f"Work {each}", added=f"2026-06-0{9 - each}")
    text = "# Home\n\n<!-- excellence:featured -->\n\n## New\n\n<!-- excellence:gallery limit=8 -->\n"
    (project.folder / "content" / "index.md").write_text(text, "utf-8")
    home = (project.built() / "index.html").read_text("utf-8").split("<main")[1]
    assert [home.count(f">Work {each}<") for each in range(number)] == [1] * number
    assert home.count(">New<") == number - 1

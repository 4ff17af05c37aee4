"""One change costs one change: what does not show it stays the very file that it was."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from in_process import Project
from project import tree

WORKS = 12
SCHOOL = {"type": "public", "setting": "rural", "region": "East", "country": "US"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    (tmp_path / "content" / "es").mkdir()
    (tmp_path / "content" / "es" / "index.md").write_text("# Inicio\n", "utf-8")
    for number in range(WORKS):
        project.work(f"work-{number}", pictures=0, grades=[number % 3 + 1], added=f"2026-05-{number + 1:02}")
    project.rewrite(
        "work-5",
        school=SCHOOL,
        grades=[7],
        subjects=["mathematics"],
        formats=["book/alphabet"],
        text_types=["narrative"],
        kind="writing",
        keywords=["Tide pools"],
        standards=[{"framework": "NGSS", "code": "2-LS4-1"}],
        attributes={"craftsmanship": [{"key": "beauty", "note": "Every letter is a picture.", "file": "essay.md"}]},
    )
    project.rewrite("work-6", keywords=["Tide pools"], subjects=["mathematics"], grades=[7])
    return project


def made_anew(project: Project, change: Callable[[], object]) -> set[str]:
    """The files of the site that are others after a change than they were before it."""
    before = files(project)
    change()
    project.built()
    after = files(project)
    return {uri for uri in before.keys() | after.keys() if before.get(uri) != after.get(uri)}


def files(project: Project) -> dict[str, tuple[int, int]]:
    stats = {path: path.stat() for path in project.site.rglob("*") if path.is_file()}
    return {path.relative_to(project.site).as_posix(): (each.st_ino, each.st_mtime_ns) for path, each in stats.items()}


def of_works(uris: set[str]) -> set[str]:
    return {uri.removeprefix("es/").split("/")[1] for uri in uris if uri.removeprefix("es/").startswith("works/")}


def test_a_sentence_makes_the_pages_of_its_work_anew_from_the_first_change_on(project: Project) -> None:
    project.built()
    index = project.folder / "works/work-5/index.md"
    for _ in range(2):
        found = made_anew(project, lambda: index.write_text(index.read_text("utf-8") + "\nOne more.\n", "utf-8"))
        assert {"works/work-5/index.html", "es/works/work-5/index.html"} <= found
        assert of_works(found) == {"work-5"}
        others = {uri for uri in found if not uri.removeprefix("es/").startswith(("works/", "search/", "attribute/"))}
        assert others == set()
    spare = project.folder / ".site-spare" / "works/work-4/index.html"
    assert spare.samefile(project.site / "works/work-4/index.html")
    assert not (project.folder / ".site-spare" / "works/work-5/index.html").exists()


def words_of(vocabulary: dict[str, Any]) -> list[tuple[dict[Any, Any], Any]]:
    """Where the label of each thing that work-5 names stands: a table, and the key in it."""
    es = vocabulary["labels"]["es"]
    books = vocabulary["formats"]["book"]
    return [
        (vocabulary["grades"], 7),
        (vocabulary["subjects"], "mathematics"),
        (books, "label"),
        (books["formats"], "alphabet"),
        (vocabulary["text_types"], "narrative"),
        (vocabulary["settings"], "rural"),
        (vocabulary["school_types"], "public"),
        (vocabulary["frameworks"], "NGSS"),
        (vocabulary["attributes"]["craftsmanship"], "label"),
        (vocabulary["attributes"]["craftsmanship"]["keys"], "beauty"),
        (vocabulary["regions"]["east"], "label"),
        (es["subjects"], "mathematics"),
        (es["descriptors"], "beauty"),
        (es["settings"], "rural"),
    ]


def test_a_label_is_another_wherever_it_stands(project: Project) -> None:
    path = project.folder / "works/vocabulary.yml"
    vocabulary = yaml.safe_load(path.read_text("utf-8"))
    vocabulary["regions"]["east"]["names"] = ["East"]
    places = words_of(vocabulary)

    def write(table: dict[Any, Any], key: Any, label: str) -> None:
        table[key] = label
        path.write_text(yaml.safe_dump(vocabulary, allow_unicode=True, sort_keys=False), "utf-8")

    for number, (table, key) in enumerate(places):
        write(table, key, f"firstword{number}x")
    project.built()
    for number, (table, key) in enumerate(places):
        old = f"firstword{number}x".encode()
        shown = {uri for uri, content in read(project).items() if old in content.lower()}
        assert shown, number
        write(table, key, f"otherword{number}x")
        project.built()
        assert [uri for uri, content in read(project).items() if old in content.lower()] == []


def read(project: Project) -> dict[str, bytes]:
    site = project.site
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_label_makes_only_the_works_anew_that_show_it(project: Project, tmp_path: Path) -> None:
    project.built()
    path = project.folder / "works/vocabulary.yml"
    vocabulary = yaml.safe_load(path.read_text("utf-8"))

    def relabel(*way: str, label: str) -> None:
        *above, key = way
        table = vocabulary
        for each in above:
            table = table[each]
        table[key] = label
        path.write_text(yaml.safe_dump(vocabulary, allow_unicode=True, sort_keys=False), "utf-8")

    assert of_works(made_anew(project, lambda: relabel("settings", "rural", label="In the country"))) == {"work-5"}
    # Two works have it, and cards of these stand on a few pages of others.
    found = made_anew(project, lambda: relabel("subjects", "mathematics", label="Numbers"))
    assert {"work-5", "work-6"} <= of_works(found)
    assert "works/work-0/look/index.html" not in found
    warm = tree(project.site)
    for name in (".cache", "site", ".site-spare"):
        (project.folder / name).rename(tmp_path / f"away{name}")
    assert tree(project.built()) == warm

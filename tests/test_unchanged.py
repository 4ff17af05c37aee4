"""A build of what is built already builds nothing; and every change there can be is seen."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from in_process import Project
from project import DAY, tree

NEXT = str(int(DAY) + 86_400)


def rests(project: Project, **options: str) -> bool:
    """Builds once more; whether nothing was made anew. Whatever builds opens its memory, and makes the file for it."""
    memory = project.folder / ".cache" / "memo.db"
    held = memory.read_bytes()
    memory.unlink()
    done = project.build(env=options)
    assert done.returncode == 0, done.stderr
    assert f"in {project.site}" in done.stderr
    rested = not memory.exists()
    assert ("nothing has changed" in done.stderr) or not rested
    memory.write_bytes(held)
    return rested


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path, theme={"name": "material", "font": False, "custom_dir": "own"})
    (tmp_path / "own" / "partials").mkdir(parents=True)
    (tmp_path / "own" / "partials" / "copyright.html").write_text("Ours", "utf-8")
    project.work("pond-cards", body="A body.\n")
    project.work("waits", status="submitted")
    return project


def test_an_unchanged_site_rests_and_says_again_what_was_said(project: Project) -> None:
    first = project.build()
    before = tree(project.site)
    assert rests(project)
    again = project.build()
    assert tree(project.site) == before
    [told] = [line for line in first.stderr.splitlines() if "not-approved" in line]
    assert told in again.stderr
    assert f"1 work in {project.site}: nothing has changed" in again.stderr


def append(path: str) -> Callable[[Project], None]:
    def change(project: Project) -> None:
        with (project.folder / path).open("a", encoding="utf-8") as file:
            file.write("\n")

    return change


def within(path: str) -> Callable[[Project], None]:
    """Another letter in the same place of the same file, an hour later."""

    def change(project: Project) -> None:
        file = project.folder / path
        with file.open("r+b") as opened:
            opened.seek(20)
            opened.write(b"~")
        os.utime(file, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns + 3_600 * 10**9))

    return change


def restored(path: str) -> Callable[[Project], None]:
    """Another letter, and everything that a copy can bring along as it was before."""

    def change(project: Project) -> None:
        file = project.folder / path
        before = file.stat()
        file.write_bytes(file.read_bytes().replace(b"body", b"bode"))
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    return change


def put(path: str) -> Callable[[Project], None]:
    def change(project: Project) -> None:
        (project.folder / path).parent.mkdir(exist_ok=True)
        (project.folder / path).write_text("<!-- nothing -->\n", "utf-8")

    return change


CHANGES: dict[str, Callable[[Project], None]] = {
    "a work": append("works/pond-cards/index.md"),
    "a work whose time was put back": restored("works/pond-cards/index.md"),
    "a work that waits": append("works/waits/index.md"),
    "the vocabulary": append("works/vocabulary.yml"),
    "a page": within("content/about.md"),
    "the settings": append("mkdocs.yml"),
    "a template": append("own/partials/copyright.html"),
    "a new page": put("content/new.md"),
    "a new folder beside the works": put("works/other/readme.md"),
    "a page of the site": within("site/about/index.html"),
    "a stranger in the site": put("site/strange/file.html"),
    "a file that is gone": lambda project: (project.site / "works/pond-cards/index.html").unlink(),
    "the site": lambda project: project.site.rename(project.folder / "away"),
}


def test_every_change_is_seen(project: Project) -> None:
    project.configure(theme={"name": "material", "font": False, "custom_dir": "own"}, validation={"nav": {}})
    project.built()
    for name, change in CHANGES.items():
        assert rests(project), f"before {name}"
        change(project)
        if name == "a new folder beside the works":
            (project.folder / "works/other").rename(project.folder / "works/_other")
        assert not rests(project), name
    assert not list(project.site.rglob("strange"))
    assert "A bode." in project.page("works/pond-cards/index.html")
    assert rests(project)
    assert not rests(project, SOURCE_DATE_EPOCH=NEXT)
    assert rests(project, SOURCE_DATE_EPOCH=NEXT)


@pytest.mark.parametrize(
    "said",
    [
        {"markdown_extensions": ["pymdownx.snippets"]},
        {"hooks": ["hook.py"]},
        {"plugins": [{"excellence": {"demonstrations": True}}, "search"]},
    ],
)
def test_a_site_that_may_depend_on_more_is_built_every_time(project: Project, said: dict[str, object]) -> None:
    (project.folder / "hook.py").write_text("", "utf-8")
    config = project.folder / "mkdocs.yml"
    config.write_text(yaml.safe_dump(yaml.safe_load(config.read_text("utf-8")) | said), "utf-8")
    project.built()
    assert not rests(project)


def test_what_lies_behind_a_link_is_not_presumed_to_stay(project: Project) -> None:
    (project.folder / "elsewhere.html").write_text("Ours", "utf-8")
    (project.folder / "own" / "partials" / "linked.html").symlink_to(project.folder / "elsewhere.html")
    project.built()
    assert not rests(project)


def test_a_record_that_is_not_whole_is_not_believed(project: Project) -> None:
    project.built()
    [record] = (project.folder / ".cache").glob("last-*.json")
    for harm in (b"", record.read_bytes()[:-9], b"{}", record.read_bytes().replace(b"pond", b"frog", 1)[1:]):
        kept = record.read_bytes()
        record.write_bytes(harm)
        assert not rests(project)
        record.write_bytes(kept)
        assert rests(project)

"""MkDocs renders its pages only where they could be others: what was presumed of them is what a whole build makes."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.structure.pages import Page

from in_process import Project
from project import DAY, tree

HEALTH = "# Health\n\n<!-- excellence:health -->\n"
SHOWN = "# Shown\n\n<!-- excellence:featured works=pond-cards -->\n\n[Pond](work:pond-cards)\n"


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ordinary pages that MkDocs renders."""
    found: list[str] = []
    render = Page.render

    def told(self: Page, *given: object) -> None:
        found.append(self.file.src_uri)
        render(self, *given)  # type: ignore[arg-type] # as MkDocs calls it

    monkeypatch.setattr(Page, "render", told)
    return found


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "collection").mkdir()
    project = Project(tmp_path / "collection")
    for name, text in {"shown.md": SHOWN, "health.md": HEALTH, "es/index.md": "# Inicio\n"}.items():
        (project.folder / "content" / name).parent.mkdir(exist_ok=True)
        (project.folder / "content" / name).write_text(text, "utf-8")
    project.configure(validation={"nav": {"omitted_files": "ignore"}}, nav=None)
    project.work("pond-cards", pictures=0, body="A body.\n")
    return project


def sentence(project: Project, text: str = "One more sentence.", file: str = "index.md") -> None:
    with (project.folder / "works/pond-cards" / file).open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


def from_nothing(project: Project) -> dict[str, str]:
    other = project.folder.with_name("other")
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(project.folder, other, ignore=shutil.ignore_patterns("site", ".site*", ".cache"))
    anew = Project.__new__(Project)
    anew.folder = other
    return tree(anew.built())


def label(project: Project) -> None:
    vocabulary = project.folder / "works/vocabulary.yml"
    vocabulary.write_text(vocabulary.read_text("utf-8").replace("Science and technology", "Nature", 1), "utf-8")


def page(project: Project) -> None:
    with (project.folder / "content/about.md").open("a", encoding="utf-8") as file:
        file.write("\nMore.\n")


CHANGES: dict[str, Callable[[Project], object]] = {
    "a title": lambda project: project.rewrite("pond-cards", title="River cards"),
    "a new work": lambda project: project.work("dew-cards", pictures=0),
    "a work that is gone": lambda project: shutil.rmtree(project.folder / "works/dew-cards"),
    "a label": label,
    "a page": page,
    "a sum that a page shows": lambda project: sentence(project, "Many words. " * 20_000, "essay.md"),
}


def test_one_sentence_renders_no_page_of_mkdocs_and_makes_the_same_site(project: Project, rendered: list[str]) -> None:
    for number in range(61):  # the gallery goes on over a second page
        project.work(f"work-{number}", pictures=0)
    project.built()
    assert "about.md" in rendered
    for _ in range(2):  # the first change, and a later one, which takes the other tree
        rendered.clear()
        sentence(project)
        project.built()
        assert rendered == []
        assert tree(project.site) == from_nothing(project)
    assert "One more sentence" in project.page("works/pond-cards/index.html")


def test_whatever_a_page_could_show_renders_them(project: Project, rendered: list[str]) -> None:
    project.built()
    for name, change in CHANGES.items():
        sentence(project)
        rendered.clear()
        project.built()
        assert rendered == [], f"before {name}"
        change(project)
        project.built()
        assert "about.md" in rendered, name
    assert tree(project.site) == from_nothing(project)
    sentence(project)
    rendered.clear()
    project.built(env={"SOURCE_DATE_EPOCH": str(int(DAY) + 86_400)})
    assert rendered != []


def test_a_page_that_was_spoilt_in_the_site_is_rendered_again(project: Project, rendered: list[str]) -> None:
    project.built()
    about = project.site / "about/index.html"
    right = about.read_bytes()
    about.write_bytes(right + b"~")
    sentence(project)
    rendered.clear()
    project.built()
    assert "about.md" in rendered
    assert (project.site / "about/index.html").read_bytes() == right


def test_what_was_kept_of_the_pages_is_believed_whole_or_not_at_all(project: Project, rendered: list[str]) -> None:
    project.built()
    [record] = (project.folder / ".cache").glob("pages-*.json")
    for harm in (b"", record.read_bytes()[:-9], record.read_bytes().replace(b"Gallery", b"Gardens", 1)):
        record.write_bytes(harm)
        sentence(project)
        rendered.clear()
        project.built()
        assert "about.md" in rendered
    assert tree(project.site) == from_nothing(project)

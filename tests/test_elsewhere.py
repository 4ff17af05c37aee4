"""The plugin in a site that has never heard of this repository: what is refused there, and what may be others."""

import shutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError
from PIL import Image
from playwright.sync_api import Page

from excellence.fitting import cut
from excellence.options import declared_options
from in_process import Project
from project import REAL, ROOT, broken_links, faults_of, looked_at

schema = import_module("excellence.commands.schema")  # the package names its command so
MINIMAL = "site_name: Hill School\ntheme: material\nplugins: [excellence]\n"
EDITOR = '{% extends "excellence.html" %}\n{% block footer %}<footer>Of Hill School</footer>{% endblock %}\n'


GREEN = """\
:root { --xc-accent: #14532d; }
:root[data-scheme="dark"] { --xc-accent: #86efac; }
@media (prefers-color-scheme: dark) { :root:not([data-scheme="light"]) { --xc-accent: #86efac; } }
"""


def site(folder: Path, config: str = MINIMAL, **pages: str) -> Project:
    """A site with a first page, and two works beside mkdocs.yml."""
    project = Project(folder)
    shutil.rmtree(folder / "content")
    (folder / "docs").mkdir()
    for name, text in {"index": "# Hill School\n\nWelcome.\n", **pages}.items():
        (folder / "docs" / f"{name}.md").write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    for slug in ("kite", "map"):
        project.work(slug, pictures=0, **REAL)
    return project


@pytest.fixture
def told(tmp_path: Path) -> Callable[[str], str]:
    """What a build says of a mkdocs.yml."""
    project = site(tmp_path)

    def build(config: str) -> str:
        (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
        done = project.build()
        assert done.returncode == 1
        assert not project.site.exists()
        return done.stderr

    return build


def test_three_lines_are_enough_and_a_site_keeps_what_is_its_own(
    tmp_path: Path, enter: Callable[..., Page], serve: Callable[[Path], str]
) -> None:
    own = MINIMAL.replace("theme: material", "theme: {name: material, custom_dir: own}\nextra_css: [own.css]")
    project = site(tmp_path, own, options="# Options\n\n<!-- excellence:options -->\n")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "main.html").write_text(EDITOR, "utf-8")
    (tmp_path / "docs" / "own.css").write_text(GREEN, "utf-8")
    assert broken_links(project.built()) == []
    # What each option does stands in the handbook as config.py says it.
    listed = project.page("options/index.html")
    assert [each.name for each in declared_options() if f"<code>{each.name}</code>" not in listed] == []
    page, address = enter(), serve(project.site)
    faults = faults_of(page, address)
    for place in ("", "options/", "gallery/", "works/kite/"):
        page.goto(address + place)
        assert page.locator("footer").inner_text() == "Of Hill School", place
        assert page.locator(".xc-nav a").all_inner_texts() == ["Gallery", "Options"], place
        accent = "getComputedStyle(document.documentElement).getPropertyValue('--xc-accent').trim()"
        assert page.evaluate(accent) == "#14532d", place
    page.goto(f"{address}gallery/")
    assert page.locator(".xc-card").count() == 2
    assert looked_at(page) == []
    assert faults == []


def test_every_option_says_what_it_does() -> None:
    said = {each.name: each for each in declared_options()}
    assert {"works_dir", "gallery", "archives", "feeds", "search.scripts"} <= said.keys()
    assert [each.name for each in said.values() if not each.about.endswith(".")] == []
    assert (said["works_dir"].default, said["archives"].default, said["workers"].default) == ("works", "true", "")


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_a_theme_that_can_not_hold_works_is_refused(told: Callable[[str], str], theme: str) -> None:
    said = told(MINIMAL.replace("material", theme))
    assert f"mkdocs.yml:2:1: the theme is {theme}, and works are shown in what Material brings" in said
    assert "write theme: material" in said


def test_everything_that_does_not_fit_is_told_in_one_run(told: Callable[[str], str], tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "main.html").write_text('{% extends "base.html" %}\n', "utf-8")
    said = told(
        "site_name: Hill School\n"
        "theme: {name: material, custom_dir: own}\n"
        "extra_css: [own.css, https://cdn.example/a.css]\n"
        "extra_javascript: [//cdn.example/b.js]\n"
        "plugins: [excellence: {works_dir: student-works, gallery: shown}]\n"
    )
    for each in (
        "ERROR   -  excellence: own/main.html:1:1: it takes the place of the frame that works are shown in; begin it",
        '{% extends "excellence.html" %} and keep the blocks that are yours',
        "ERROR   -  excellence: mkdocs.yml:5:50: “shown” is no page for it; write the path of one",
        "beneath docs/, as in gallery.md",
        "WARNING -  excellence: mkdocs.yml:3:22: https://cdn.example/a.css is of another site",
        "WARNING -  excellence: mkdocs.yml:4:20: //cdn.example/b.js is of another site",
        "WARNING -  excellence: mkdocs.yml:5:24: there is no folder student-works, so there are no works; make it",
        "2 errors in the site around the collection: nothing was built.",
    ):
        assert each in said, said


def test_nothing_that_may_not_be_seen_can_lie_among_the_pages(told: Callable[[str], str]) -> None:
    """Not even in a build that is not strict; and what no option can be is told with it."""
    options = "works_dir: docs/works, cache_dir: docs, workers: 0, edit_base: 'javascript:alert(1)/'"
    said = told(f"site_name: Hill School\ntheme: material\nplugins:\n  - excellence: {{{options}}}\n")
    for each in (
        "mkdocs.yml:4:18: “docs/works” lies in the folder of the pages or holds it, so that",
        "what nobody may see would be published; name a folder of its own beside mkdocs.yml",
        "“docs” lies in the folder of the pages or holds it",
        "0 pictures at once are none; write 1 or more",
        "“javascript:alert(1)/” is no address that a file's path can follow",
        "4 errors in the site around the collection: nothing was built.",
    ):
        assert each in said, said


def test_a_file_that_says_too_much_stays_away_where_a_build_is_not_strict(tmp_path: Path) -> None:
    project = site(tmp_path)
    exif = Image.Exif()
    exif[0x013B] = "Canary Name"
    Image.new("RGB", (900, 700), "green").save(tmp_path / "docs" / "pic.jpg", exif=exif)
    done = project.command("mkdocs", "build")
    assert "docs/pic.jpg:1:1: error page-file" in done.stderr
    assert done.returncode == 0
    assert not (project.site / "pic.jpg").exists()


def test_a_frame_that_lost_the_pages_words_is_told(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match=r"leaves out page\.content: let its block content show"):
        cut("<main></main>")


def test_the_words_that_come_along_can_be_made_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, words = site(tmp_path), tmp_path / "works" / "vocabulary.yml"
    words.unlink()
    for said in (
        "no words come along with a copy",
        "works/vocabulary.yml: written",
        "works/vocabulary.yml is there already: change it",
    ):
        done = project.command("excellence", "schema", "--vocabulary")
        assert said in done.stdout + done.stderr
        monkeypatch.setattr(schema, "COMES_ALONG", ROOT / "works" / "vocabulary.yml")
    assert words.read_bytes() == (ROOT / "works" / "vocabulary.yml").read_bytes()

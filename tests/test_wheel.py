"""The package as others install it: all that it needs is in it, nothing of this checkout, and what it says is true."""

import os
import re
import shutil
import subprocess
import sys
from email.message import Message
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest
from filelock import FileLock
from trove_classifiers import classifiers

from project import REAL, ROOT, Project, environment, tree

PACKAGE = ROOT / "plugins" / "excellence"


@pytest.fixture(scope="session")
def packed(shared: Path) -> Path:
    """The wheel, and beside it in lib/ what pip would install."""
    folder = shared / "wheel"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            folder.mkdir()
            command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
            [path] = folder.glob("*.whl")
            ZipFile(path).extractall(folder / "lib")
    return folder


@pytest.fixture
def wheel(packed: Path) -> ZipFile:
    [path] = packed.glob("*.whl")
    return ZipFile(path)


@pytest.fixture
def told(wheel: ZipFile) -> Message:
    [name] = [each for each in wheel.namelist() if each.endswith(".dist-info/METADATA")]
    return Parser().parsestr(wheel.read(name).decode())


def test_it_holds_the_whole_package_and_nothing_else(wheel: ZipFile) -> None:
    there = {name for name in wheel.namelist() if ".dist-info/" not in name}
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    ours = {path.relative_to(PACKAGE.parent).as_posix() for path in files}
    assert there == ours | {"excellence/reading/vocabulary.yml"}  # the words of this repository go along
    kinds = {Path(name).suffix for name in there}
    assert {".py", ".html", ".css", ".mjs", ".svg", ".typed"} <= kinds
    assert "excellence/py.typed" in there


def test_its_licence_goes_with_it(wheel: ZipFile, told: Message) -> None:
    [licence] = [name for name in wheel.namelist() if name.endswith("/licenses/LICENSE")]
    assert wheel.read(licence) == (ROOT / "LICENSE").read_bytes()
    assert told["License-Expression"] == "MIT"


def test_its_version_is_the_newest_release_of_the_changelog(told: Message) -> None:
    releases = re.findall(r"^## (\d+\.\d+\.\d+) - \d{4}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert told["Version"] == releases[0]


def test_what_it_says_of_itself_is_known_to_the_index(told: Message) -> None:
    said = told.get_all("Classifier") or []
    assert [each for each in said if each not in classifiers] == []
    assert "Typing :: Typed" in said


def test_the_pythons_that_it_names_are_those_that_the_workflow_tries(told: Message) -> None:
    named = [each.split(" :: ")[-1] for each in told.get_all("Classifier") or () if " :: 3." in each]
    tried = re.findall(r'"(3\.\d+)"', (ROOT / ".github" / "workflows" / "check.yml").read_text("utf-8"))
    assert (named[0], named[-1]) == (min(tried), max(tried, key=lambda each: int(each[2:])))
    assert told["Requires-Python"] == f">={named[0]}"


def test_its_addresses_are_those_of_the_repository_that_it_comes_from(tmp_path: Path) -> None:
    """Or none at all, where git knows of no repository on the web."""
    command = [sys.executable, "-m", "hatchling", "metadata", "urls"]
    for each in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / each, tmp_path)
    for each in ("scripts/package/addresses.py", "plugins/excellence/commands/git.py"):  # nothing else is asked
        (tmp_path / each).parent.mkdir(parents=True)
        shutil.copy(ROOT / each, tmp_path / each)
    for words in (("init", "-q"), ("remote", "add", "origin", "https://someone:secret@example.org/owner/name.git")):
        assert told_of(tmp_path, command) == ""
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    said = told_of(tmp_path, command)
    assert "https://example.org/owner/name/issues" in said
    assert "secret" not in said


def told_of(folder: Path, command: list[str]) -> str:
    """What is said where the package can't be imported, as wherever pip makes a wheel of it."""
    (folder / "none").mkdir(exist_ok=True)
    (folder / "none" / "excellence.py").write_text('raise ImportError("not there yet")\n', "utf-8")
    env = {**os.environ, "PYTHONPATH": str(folder / "none")}
    done = subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True, text=True)
    return done.stdout.strip().removeprefix("{}")


# In a site elsewhere


@pytest.fixture
def site(tmp_path: Path) -> Project:
    """Three lines of mkdocs.yml, a page, and two works; neither words nor a gallery."""
    project = Project(tmp_path)
    shutil.rmtree(tmp_path / "content")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Hill School\n\nWelcome.\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Hill School\ntheme: material\nplugins: [excellence]\n", "utf-8")
    (tmp_path / "works" / "vocabulary.yml").unlink()
    for slug in ("kite", "map"):
        project.work(slug, pictures=0, **REAL)
    return project


def build(site: Project, *paths: Path, by: str = "mkdocs") -> subprocess.CompletedProcess[str]:
    """Builds with the package of the wheel in place of this checkout's."""
    env = environment({"PYTHONPATH": os.pathsep.join(map(str, paths))})
    command = [sys.executable, "-m", by, "build", "--strict"]
    return subprocess.run(command, cwd=site.folder, env=env, capture_output=True, text=True, check=False)


def test_three_lines_are_enough_and_the_words_come_along(site: Project, packed: Path) -> None:
    done = build(site, packed / "lib")
    assert done.returncode == 0, done.stderr
    assert "Visual arts" in site.page("works/kite/index.html")
    assert "works/map/" in site.page("gallery/index.html")
    assert not (site.folder / "works" / "vocabulary.yml").exists()


@pytest.mark.set_up
def test_properdocs_builds_the_same_and_leaves_a_site_where_a_strict_build_fails(site: Project, packed: Path) -> None:
    there, ours = site.folder / "properdocs", packed / "lib"
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", there, "properdocs>=1.6.7,<2"]
    subprocess.run(command, check=True, capture_output=True)
    assert build(site, ours).returncode == 0
    by_mkdocs = tree(site.site)
    done = build(site, there, ours, by="properdocs")
    assert done.returncode == 0, done.stderr
    made = tree(site.site)
    assert made.keys() == by_mkdocs.keys()
    # A page says who made it; the map of the site is packed anew.
    assert {name for name in made if made[name] != by_mkdocs[name] and not name.endswith((".html", ".gz"))} == set()
    (site.folder / "docs" / "index.md").write_text("# Other\n\n[Nowhere](nowhere.md)\n", "utf-8")
    done = build(site, there, ours, by="properdocs")
    assert done.returncode == 1
    assert "1 warning in strict mode: the site was left as it was" in done.stderr
    assert tree(site.site) == made

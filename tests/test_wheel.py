"""The package as others install it: all that it needs is in it, nothing of this checkout, and what it says is true."""

import re
import shutil
import subprocess
import sys
from email.message import Message
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest
from trove_classifiers import classifiers

from project import ROOT

PACKAGE = ROOT / "plugins" / "excellence"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [path] = folder.glob("*.whl")
    return ZipFile(path)


@pytest.fixture
def told(wheel: ZipFile) -> Message:
    [name] = [each for each in wheel.namelist() if each.endswith(".dist-info/METADATA")]
    return Parser().parsestr(wheel.read(name).decode())


def test_it_holds_the_whole_package_and_nothing_else(wheel: ZipFile) -> None:
    there = {name for name in wheel.namelist() if ".dist-info/" not in name}
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    assert there == {path.relative_to(PACKAGE.parent).as_posix() for path in files}
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
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip().removeprefix("{}")

"""Builds in the test's own process do what real ones do, say the same, and leave nothing behind."""

import logging
import os
import re
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

from in_process import KEPT, Project
from project import tree

ROUNDS = ("first", "again", "changed", "broken", "mended")


def told_and_made(project: Project, *, real: bool) -> list[tuple[int, str, dict[str, str]]]:
    """What two real processes, or we, say and make of a collection that changes from round to round."""
    run = project.process if real else project.command
    project.work("kite", grades=[2])
    outcomes = []
    for name in ROUNDS:
        if name == "changed":
            project.work("boat", language="es")
        elif name == "broken":
            project.rewrite("boat", grades=[14])
        elif name == "mended":
            project.rewrite("boat", grades=[4])
        done = run("mkdocs", "build", "--strict")
        said = re.sub(r"[\d.]+ seconds", "", done.stderr).replace(str(project.folder), "")
        outcomes.append((done.returncode, said, tree(project.site)))
    checked = run("excellence", "check", "--format", "json")
    return [*outcomes, (checked.returncode, checked.stdout + checked.stderr, {})]


def test_builds_here_are_those_of_processes_of_their_own(tmp_path: Path) -> None:
    found = []
    for real in (False, True):
        folder = tmp_path / str(real)
        folder.mkdir()
        found.append(told_and_made(Project(folder), real=real))
    for here, there in zip(*found, strict=True):
        assert here == there
    assert [code for code, _, _ in found[0]] == [0, 0, 0, 1, 0, 0]


def state() -> dict[str, Any]:
    """What a build could leave to the next."""
    named = [logging.root, *logging.root.manager.loggerDict.values()]
    loggers = [each for each in named if isinstance(each, logging.Logger)]
    return {
        "folder": Path.cwd(),
        "environment": dict(os.environ),
        "warnings": (list(warnings.filters), warnings.showwarning),
        "streams": (sys.stdin, sys.stdout, sys.stderr),
        "path": list(sys.path),
        "plugins": dict(KEPT),
        "loggers": {each.name: _set(each) for each in loggers if _set(each) != UNSET},
    }


UNSET = ([], [], logging.NOTSET, True)


def _set(logger: logging.Logger) -> tuple[Any, ...]:
    return [*logger.handlers], [*logger.filters], logger.level, logger.propagate


@pytest.mark.parametrize("front", [{}, {"grades": [14]}], ids=["right", "wrong"])
def test_a_build_here_leaves_nothing_behind(tmp_path: Path, front: dict[str, Any]) -> None:
    project = Project(tmp_path)
    project.work("kite", **front)
    before = state()
    done = project.build(env={"SITE_URL": "https://example.org/"})
    assert done.returncode == bool(front)
    assert state() == before


def test_an_error_of_the_program_is_shown_with_its_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(sys.modules["excellence.commands.check"], "open_collection", broken)
    done = Project(tmp_path).command("excellence", "check")
    assert done.returncode == 1
    assert done.stderr.endswith("ZeroDivisionError\n")

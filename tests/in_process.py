"""Builds and commands within the test's own process: what one of their own does, without waiting for Python to begin.

A real process forgets all when it ends; so does `alone`, which puts back whatever MkDocs or a command has changed.
"""

import logging
import os
import subprocess
import sys
import traceback
import warnings
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner
from mkdocs.__main__ import cli as mkdocs
from mkdocs.config.defaults import MkDocsConfig

import project
from excellence.commands import main as excellence

PROGRAMS: dict[str, click.Command] = {"mkdocs": mkdocs, "excellence": excellence}
# MkDocs keeps plugins that hear of its start and its end, for the next configuration of the same process.
KEPT: dict[str, Any] = dict(MkDocsConfig._schema)["plugins"].plugin_cache  # type: ignore[attr-defined] # untyped


class Project(project.Project):
    """A collection whose builds and commands run here; `process` starts a real one, where that is the claim."""

    def command(
        self, *words: str, env: Mapping[str, str] | None = None, **options: Any
    ) -> subprocess.CompletedProcess[str]:
        return run(self.folder, words, project.environment(dict(env or {})), **options)

    def process(
        self, *words: str, env: dict[str, str] | None = None, **options: Any
    ) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", *words]
        given = {"cwd": self.folder, "env": project.environment(env), "capture_output": True, "text": True}
        return subprocess.run(command, check=False, **{**given, **options})


def run(
    folder: Path, words: tuple[str, ...], env: Mapping[str, str], answers: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs `mkdocs …` or `excellence …` as if in a process of its own, in a folder and with an environment."""
    name, *rest = words
    with alone(folder, env):
        done = CliRunner().invoke(PROGRAMS[name], rest, input=answers, prog_name=name)
    told = done.stderr
    if done.exc_info and not isinstance(done.exception, SystemExit | None):
        told += "".join(traceback.format_exception(*done.exc_info))
    return subprocess.CompletedProcess([*words], done.exit_code, done.stdout, told)


@contextmanager
def alone(folder: Path, env: Mapping[str, str]) -> Iterator[None]:
    """Whatever is done meanwhile leaves nothing behind in this process."""
    before, kept, loggers = dict(os.environ), dict(KEPT), list(_loggers())
    KEPT.clear()
    os.environ.clear()
    os.environ.update(env)
    try:
        with chdir(folder), warnings.catch_warnings():
            yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        KEPT.clear()
        KEPT.update(kept)
        for logger in _all_loggers():
            known = next((state for one, state in loggers if one is logger), ((), (), logging.NOTSET, True))
            logger.handlers[:], logger.filters[:] = known[:2]
            logger.setLevel(known[2])
            logger.propagate = known[3]


State = tuple[tuple[logging.Handler, ...], tuple[Any, ...], int, bool]


def _loggers() -> Iterator[tuple[logging.Logger, State]]:
    for logger in _all_loggers():
        yield logger, (tuple(logger.handlers), tuple(logger.filters), logger.level, logger.propagate)


def _all_loggers() -> list[logging.Logger]:
    named = [each for each in logging.root.manager.loggerDict.values() if isinstance(each, logging.Logger)]
    return [logging.root, *named]

"""The collection that a command is given, and the works that it names."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from ..plugin import ExcellencePlugin
from ..settings import project_of
from ..site.gather import Project

config_option: Callable[[Any], Any] = click.option(
    "--config-file",
    "-f",
    type=click.Path(exists=True, dir_okay=False),
    default="mkdocs.yml",
    show_default=True,
    help="The collection's mkdocs.yml.",
)


class GivenPath(click.Path):
    """A path as the person meant it: a script goes to the collection's folder, wherever it was called from."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        meant = Path(os.environ.get("EXCELLENCE_FROM", "")) / Path(value).expanduser()
        return Path(str(super().convert(str(meant), param, ctx)))


class Opened(NamedTuple):
    """A collection by its configuration."""

    config: MkDocsConfig
    project: Project

    @property
    def root(self) -> Path:
        return self.project.works.parent


def open_collection(config_file: str | Path) -> Opened:
    try:
        config = load_config(str(config_file))
    except (ConfigurationError, Abort) as error:
        raise click.ClickException(f"{config_file} can't be read: {error}") from error
    plugin = config.plugins.get("excellence")
    if not isinstance(plugin, ExcellencePlugin):
        raise click.ClickException(f"{config_file} does not name the plugin excellence: add it under plugins:")
    return Opened(config, project_of(config, plugin.config))


def check_slugs(project: Project, slugs: Iterable[str]) -> None:
    """Ends the command where a work that it names is not there, or a link that leads elsewhere."""
    for slug in slugs:
        folder = project.works / slug
        inside = folder.parent == project.works and slug not in ("", ".", "..")
        if not inside or folder.is_symlink() or not folder.is_dir():
            raise click.ClickException(f"there is no folder {project.works.name}/{slug}: name a work by its folder")

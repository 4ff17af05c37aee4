"""The collection that a command is given, and the works that it names."""

import os
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from ..loading.config import CollectionConfig
from ..plugin import ExcellencePlugin
from ..settings import collection_config

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

    @staticmethod
    def meant(value: Any) -> Path:
        return Path(os.environ.get("EXCELLENCE_FROM", "")) / Path(value).expanduser()

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        return Path(str(super().convert(str(self.meant(value)), param, ctx)))


class Opened(NamedTuple):
    """A collection by its configuration."""

    config: MkDocsConfig
    project: CollectionConfig
    plugin: ExcellencePlugin

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
    return Opened(config, collection_config(config, plugin.config), plugin)


def check_slugs(project: CollectionConfig, given: Iterable[str]) -> tuple[str, ...]:
    """The works that a command names, each by its slug or by a path into its folder, as a shell completes it.

    Ends the command where one is not there, or is a link that leads elsewhere.
    """
    slugs = []
    for said in given:
        slug = next((each for each in _meant(project, said) if _is_work(project, each)), "")
        if not slug:
            near = get_close_matches(said, _works(project), n=1)
            remedy = f"did you mean {near[0]}?" if near else "name a work by its folder"
            raise click.ClickException(f"there is no folder {_shown(project, said)}: {remedy}")
        slugs.append(slug)
    return tuple(dict.fromkeys(slugs))


def _works(project: CollectionConfig) -> list[str]:
    names = sorted(path.name for path in project.works.iterdir()) if project.works.is_dir() else []
    return [name for name in names if _is_work(project, name)]


def _meant(project: CollectionConfig, said: str) -> Iterator[str]:
    """What may be the slug: the word itself, or the folder beneath works/ that a path leads into."""
    yield said
    works = _absolute(project.works)
    called_from = Path(os.environ.get("EXCELLENCE_FROM") or ".")
    for text in (said, said.replace("\\", "/")):
        for start in (called_from, works.parent, works):
            path = _absolute(start / text)
            for root, leads in ((works, path), (works.resolve(), path.parent.resolve() / path.name)):
                if leads != root and leads.is_relative_to(root):
                    yield leads.relative_to(root).parts[0]


def _absolute(path: Path) -> Path:
    """Without following links: a work that is a link is refused, wherever it leads."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow


def _is_work(project: CollectionConfig, slug: str) -> bool:
    folder = project.works / slug
    inside = folder.parent == project.works and folder.name == slug and slug[0] not in "._"
    return inside and not folder.is_symlink() and folder.is_dir()


def _shown(project: CollectionConfig, said: str) -> str:
    return said if "/" in said or "\\" in said else f"{project.works.name}/{said}"

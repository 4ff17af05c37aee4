"""The plugin's options in mkdocs.yml, and where and when they hold."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from .collection.facets import PAGES


class SearchConfig(Config):  # type: ignore[no-untyped-call] # mkdocs' base has no types
    """What is written for the search."""

    export_lunr = option.Type(bool, default=False)
    """Whether `search/lunr.json` is written too: the index as lunr.js and lunr.py read it, for use elsewhere."""

    scripts = option.Type(bool, default=False)
    """Whether every file of the index is written as a script too, for a site that is opened from a folder."""


class ExcellenceConfig(Config):  # type: ignore[no-untyped-call] # mkdocs' base has no types
    """`plugins: [excellence]` works with none of these."""

    works_dir = option.Type(str, default="works")
    """The folder that holds the works, beside `mkdocs.yml`."""

    cache_dir = option.Type(str, default=".cache")
    """Where developed pictures are kept between builds. It may be deleted at any time."""

    gallery = option.Type(str, default="gallery.md")
    """The page in the documents folder that shows the whole collection. It is made where there is none."""

    demonstrations = option.Type(bool, default=False)
    """Whether works drawn for this repository may be shown. A real collection says `false`."""

    preview = option.Type(bool, default=False)
    """Whether works that are not approved yet are shown too, each marked. A site with an address refuses it."""

    mode = option.Choice(("public", "school"), default="public")
    """`school` is for one school alone: its evidence is shown, and nothing is published at a public address."""

    edit_base = option.Type(str, default="")
    """Where a file of the repository can be edited, ending in a slash, as in `https://…/edit/main/`."""

    archives = option.Type(bool, default=True)
    """Whether each work is there as one file to take along. They take about as much room as all that pages show."""

    budget = option.Type(int, default=1000)
    """How many megabytes the host holds; GitHub Pages holds 1000. From four fifths of it on the build, `scripts/health`
    and `scripts/check` say what weighs most and what helps. With `0` they say nothing."""

    feeds = option.ListOfItems(option.Choice(PAGES), default=[])
    """The facets whose every page has a feed of its own, as in `[grade, subject]`. The collection always has one."""

    workers = option.Optional(option.Type(int))
    """How many pictures are developed at once; as many as there are processors, if not set."""

    executor = option.Type(str, default="")
    """A cluster that develops pictures, as `dask://host:port`; this computer alone, if not set."""

    originals_store = option.Type(str, default="")
    """A private store for the originals, as `s3://bucket/folder`; in the folders of the works, if not set."""

    media_store = option.Type(str, default="")
    """Where finished pictures, sounds and films go, as `s3://bucket/folder`; beside the pages, if not set."""

    media_url = option.Type(str, default="")
    """Where visitors find what lies in `media_store`, as `https://media.example.org/folder/`."""

    search = option.SubConfig(SearchConfig)
    """What is written for the search."""


def root_of(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml, which the options' folders lie in."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def today() -> date:
    """The day that consents are held against: SOURCE_DATE_EPOCH where it is set, else today in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and not epoch.isdecimal():
        raise PluginError(f"SOURCE_DATE_EPOCH is “{epoch}”: write a number of seconds, or take it away")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()

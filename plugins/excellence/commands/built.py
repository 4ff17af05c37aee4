"""A site that a command builds: by MkDocs and the plugin, as any other, but of what the command wants and elsewhere."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import click
from mkdocs.__main__ import State
from mkdocs.commands.build import build
from mkdocs.exceptions import Abort

from ..building import Building
from ..loading.exported import Export
from .opened import Opened

_OWN = (None, "localhost", "127.0.0.1")


def build_anew(opened: Opened) -> bool:
    """The site itself, in a process of its own, as any other build. Its errors are told; whether there were none."""
    config = str(opened.config.config_file_path)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", config]
    built = subprocess.run(command, cwd=opened.root, check=False).returncode == 0  # noqa: S603 - all words are ours
    if not built:
        click.echo("The site could not be built: mend what is named above, then run scripts/build.")
    return built


def built(opened: Opened, export: Export, site: Path) -> Building:
    """Builds what is wanted in a folder of its own. Every page is a file that a link names; MkDocs tells what is wrong.

    What is handed on knows no address, and a computer's own is none either.
    """
    config, plugin = opened.config, opened.plugin
    config.site_dir, config.strict, config.use_directory_urls = str(site), True, False
    if export.offline or urlsplit(config.site_url or "").hostname in _OWN:
        config.site_url = ""
    if export.offline:
        plugin.config.edit_base, plugin.config.archives, plugin.config.search.scripts = "", False, False
    plugin.config.media_store = plugin.config.media_url = ""  # what is carried elsewhere holds its pictures
    plugin.export = export
    told = State()  # type: ignore[no-untyped-call] # MkDocs' own way to the terminal, for as long as this is held
    try:
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except Abort as error:
        raise click.ClickException("nothing was written: mend what is named above") from error
    finally:
        config.plugins.on_shutdown()
        del told
    return plugin.building

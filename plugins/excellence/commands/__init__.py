"""The command line: `python -m excellence`. One verb a file."""

from pathlib import Path
from typing import Any

import click

from ..authoring.replace import Unwritten, why_unwritten
from ..media import OutOfReach
from .check import check
from .export import export
from .health import health
from .importing import import_works
from .new import new
from .originals import originals
from .promote import promote
from .schema import schema
from .scrub import scrub
from .start import start
from .withdraw import withdraw


class _Commands(click.Group):
    """A full disk or a locked file is nobody's programming error: it is told in a sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (Unwritten, OutOfReach) as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            told = why_unwritten(error, Path(error.filename)) if error.filename else ""
            if not told:
                raise
            raise click.ClickException(told) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Models of Excellence: the commands behind the scripts."""


for command in (check, export, health, import_works, new, originals, promote, schema, scrub, start, withdraw):
    main.add_command(command)

"""The command line: `python -m excellence`. One verb a file."""

import click

from .check import check
from .new import new
from .promote import promote
from .schema import schema
from .scrub import scrub
from .withdraw import withdraw


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Models of Excellence: the commands behind the scripts."""


for command in (check, new, promote, schema, scrub, withdraw):
    main.add_command(command)

"""`scripts/schema`: the contract of a work as JSON Schema, for editors and other programs."""

import json
from pathlib import Path

import click

from ..reading.vocabulary import read_vocabulary
from ..rendering.json_schema import json_schema
from .opened import config_option, open_collection


@click.command()
@config_option
def schema(config_file: str) -> None:
    """Print the JSON Schema of a work's front matter, with the words of this collection's vocabulary."""
    project = open_collection(config_file).project
    vocabulary, _ = read_vocabulary(Path(project.works) / "vocabulary.yml", "works/vocabulary.yml")
    click.echo(json.dumps(json_schema(vocabulary), ensure_ascii=False, indent=1))

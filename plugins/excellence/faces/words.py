"""The interface's own words, one table a language."""

import json
from importlib.resources import files
from types import MappingProxyType


def words(language: str) -> MappingProxyType[str, str]:
    """The table of a language; English where there is none."""
    folder = files(__package__) / "strings"
    table = folder / f"{language.split('-')[0]}.json"
    source = table if table.is_file() else folder / "en.json"
    return MappingProxyType(json.loads(source.read_text("utf-8")))

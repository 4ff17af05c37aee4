"""The interface's own words, one table a language, one file of it for each room of the site."""

import json
from importlib.resources import files
from types import MappingProxyType


def spoken() -> tuple[str, ...]:
    """The languages that have a table."""
    return tuple(sorted(each.name for each in (files(__package__) / "strings").iterdir() if each.is_dir()))


def words(language: str) -> MappingProxyType[str, str]:
    """The table of a language; English where there is none."""
    folder = files(__package__) / "strings"
    named = folder / language.split("-")[0]
    found = sorted((named if named.is_dir() else folder / "en").iterdir(), key=lambda file: file.name)
    tables = [json.loads(file.read_text("utf-8")) for file in found if file.name.endswith(".json")]
    return MappingProxyType({key: text for table in tables for key, text in table.items()})

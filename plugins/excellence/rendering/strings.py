"""The interface's own words, one table a language, one file of it for each room of the site."""

import json
from importlib.resources import files
from types import MappingProxyType


def spoken() -> tuple[str, ...]:
    """The languages that have a table."""
    return tuple(sorted(each.name for each in (files(__package__) / "locales").iterdir() if each.is_dir()))


def words(language: str) -> MappingProxyType[str, str]:
    """The table of a language; English where there is none."""
    tables = _tables(language)
    return MappingProxyType({key: text for name in sorted(tables) for key, text in tables[name].items()})


def room(language: str, name: str) -> dict[str, str]:
    """The words of one room alone, for tools that fetch them."""
    return dict(_tables(language)[name])


def _tables(language: str) -> dict[str, dict[str, str]]:
    folder = files(__package__) / "locales"
    named = folder / language.split("-")[0]
    found = (named if named.is_dir() else folder / "en").iterdir()
    suffix = ".json"
    return {
        file.name.removesuffix(suffix): json.loads(file.read_text("utf-8"))
        for file in found
        if file.name.endswith(suffix)
    }

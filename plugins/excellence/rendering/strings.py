"""The interface's own words, one table a language, one file of it for each room of the site."""

import json
from types import MappingProxyType

from ..model import languages


def words(language: str) -> MappingProxyType[str, str]:
    """The table of a language; English where there is none, and for what it does not hold."""
    found: dict[str, str] = {}
    for tables in (_tables("en"), _tables(language)):
        found |= {key: text for name in sorted(tables) for key, text in tables[name].items()}
    return MappingProxyType(found)


def room(language: str, name: str) -> dict[str, str]:
    """The words of one room alone, for tools that fetch them."""
    return {**_tables("en")[name], **_tables(language).get(name, {})}


def _tables(language: str) -> dict[str, dict[str, str]]:
    named = languages.LOCALES / language.split("-")[0]
    found = (named if named.is_dir() else languages.LOCALES / "en").iterdir()
    suffix = ".json"
    return {
        file.name.removesuffix(suffix): json.loads(file.read_text("utf-8"))
        for file in found
        if file.name.endswith(suffix)
    }

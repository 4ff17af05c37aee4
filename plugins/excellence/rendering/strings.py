"""The interface's own words, one table a language, one file of it for each room of the site."""

import json
import os
from functools import lru_cache
from pathlib import Path
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
    suffix = ".json"
    with os.scandir(named if named.is_dir() else languages.LOCALES / "en") as found:
        return {
            file.name.removesuffix(suffix): _table(file.path, file.stat().st_mtime_ns)
            for file in found
            if file.name.endswith(suffix)
        }


@lru_cache(maxsize=256)
def _table(path: str, time: int) -> dict[str, str]:  # noqa: ARG001 - a table that changed is another one
    found: dict[str, str] = json.loads(Path(path).read_text("utf-8"))
    return found

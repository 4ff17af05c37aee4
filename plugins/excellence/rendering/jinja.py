"""Jinja's home: our templates, with autoescape on and every undefined name an error."""

import os
from pathlib import Path
from types import CodeType, MappingProxyType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from markupsafe import Markup

from .fillable import CARDS, fillable
from .language import language_mark
from .sizes import sizes_of

FOLDER = Path(__file__).parent / "templates"


class Compiled(BytecodeCache):
    """Templates that this process has compiled, by name and text: a server that builds again compiles what changed.

    It is for environments that are set up alike.
    """

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        text, code = self._codes.get(bucket.key, ("", None))
        if text == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codes[bucket.key] = bucket.checksum, bucket.code


class Listed(FileSystemLoader):
    """Templates of a theme, of which those in hidden folders are not listed: MkDocs leaves them out itself, but only
    after it has looked at each, and Material holds 14,000 icons there, a tenth of a second of every build."""

    def list_templates(self) -> list[str]:
        found = set[str]()
        for place in self.searchpath:
            for folder, below, names in os.walk(place):
                below[:] = [each for each in below if not each.startswith(".")]
                found.update(Path(folder, name).relative_to(place).as_posix() for name in names)
        return sorted(found)


def listed(environment: Environment, folders: list[str]) -> Environment:
    """A theme's environment with such a list."""
    environment.loader = Listed(folders)
    return environment


_COMPILED = Compiled()
_MAPPINGS, _OF_DICT = (dict, MappingProxyType), frozenset(dir(dict))


class _Ours(Environment):
    """What templates are given is mostly in dicts: to look for an attribute there, in vain, takes longer than to find
    the value."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) in _MAPPINGS and attribute in obj and attribute not in _OF_DICT:
            return obj[attribute]
        return super().getattr(obj, attribute)


class Templates:
    """Our templates, read anew by each build, so that a changed one shows."""

    def __init__(self) -> None:
        self._environment = _Ours(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
        )
        self._made: dict[str, Template] = {}
        self._environment.filters |= {"language": language_mark, "fillable": fillable, "sizes": sizes_of}
        self._environment.globals["fillable_cards"] = CARDS

    def render(self, template: str, **values: Any) -> Markup:
        """A template with its values; every text in them is escaped."""
        made = self._made.get(template)
        if made is None:
            made = self._made[template] = self._environment.get_template(template)
        return Markup(made.render(values))  # noqa: S704 - escaped by Jinja

"""Jinja's home: our templates, with autoescape on and every undefined name an error."""

import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import CodeType, MappingProxyType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from .fillable import CARDS, fillable
from .language import language_mark
from .sizes import sizes_of
from .strings import words

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


_COMPILED: dict[str, Compiled] = {}  # by language
_WORD = re.compile(r"{{ w\.(\w+) }}")
_MAPPINGS, _OF_DICT = (dict, MappingProxyType), frozenset(dir(dict))


class _Worded(FileSystemLoader):
    """Our templates with the words of a language in their places: what is the same on every page is no value."""

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__(FOLDER)
        self._words = words

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_new = super().get_source(environment, template)
        return _WORD.sub(self._word, source), path, is_new

    def _word(self, found: re.Match[str]) -> str:
        word = self._words.get(found[1])
        # As an expression, so that no block takes the space at its ends away.
        return found[0] if word is None else f"{{{{ {json.dumps(escape(word), ensure_ascii=False)} | safe }}}}"


def _html(value: object) -> str:
    """As `escape`, which makes all that is HTML already once more."""
    return value if type(value) is Markup else escape(value)


class _Template(Template):
    """Its code finds `escape` among its own names."""

    @classmethod
    def from_code(cls, *told: Any, **more: Any) -> Template:
        made = super().from_code(*told, **more)
        made.root_render_func.__globals__["escape"] = _html
        return made


class _Ours(Environment):
    """What templates are given is mostly in dicts: to look for an attribute there, in vain, takes longer than to find
    the value."""

    template_class = _Template

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) in _MAPPINGS and attribute in obj and attribute not in _OF_DICT:
            return obj[attribute]
        return super().getattr(obj, attribute)


class Templates:
    """Our templates, read anew by each build, so that a changed one shows."""

    def __init__(self) -> None:
        self._spoken: dict[str, Environment] = {}
        self._made: dict[tuple[str, str], Template] = {}

    def render(self, template: str, language: str = "en", /, **values: Any) -> Markup:
        """A template with its values; every text in them is escaped. `w` in it are the words of the language."""
        made = self._made.get((template, language))
        if made is None:
            if language not in self._spoken:
                self._spoken[language] = _environment(language)
            made = self._made[template, language] = self._spoken[language].get_template(template)
        return Markup(made.render(values))  # noqa: S704 - escaped by Jinja


def _environment(language: str) -> Environment:
    said = words(language)
    made = _Ours(
        loader=_Worded(said),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_COMPILED.setdefault(language, Compiled()),
    )
    made.filters |= {"language": language_mark, "fillable": fillable, "sizes": sizes_of}
    made.globals |= {"fillable_cards": CARDS, "w": said}
    return made

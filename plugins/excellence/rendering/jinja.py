"""Jinja's home: our templates, with autoescape on and every undefined name an error."""

from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from .fillable import CARDS, fillable
from .language import language_mark

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


_OURS = Compiled()


class Templates:
    """Our templates, read anew by each build, so that a changed one shows."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_OURS,
        )
        self._environment.filters |= {"language": language_mark, "fillable": fillable}
        self._environment.globals["fillable_cards"] = CARDS

    def render(self, template: str, **values: Any) -> Markup:
        """A template with its values; every text in them is escaped."""
        return Markup(self._environment.get_template(template).render(**values))  # noqa: S704 - escaped by Jinja

"""The plugin's options as config.py declares them: each with its default and what it does, for the handbook."""

import ast
import inspect
from collections.abc import Iterator
from itertools import pairwise

from mkdocs.config.base import Config
from mkdocs.config.config_options import SubConfig

from .config import ExcellenceConfig
from .site.renderer import Option


def declared_options(kind: type[Config] = ExcellenceConfig, above: str = "") -> Iterator[Option]:
    """In the order in which they are declared; those of a group after each other, as `search.scripts`."""
    said = _said(kind)
    for name, option in kind._schema:  # MkDocs offers no other list of them
        if isinstance(option, SubConfig):
            yield from declared_options(option.config_class, f"{above}{name}.")
        else:
            yield Option(f"{above}{name}", _written(option.default), said.get(name, ""))


def _said(kind: type[Config]) -> dict[str, str]:
    """The sentence beneath each option of a class."""
    [declared] = ast.parse(inspect.getsource(kind)).body
    body = declared.body if isinstance(declared, ast.ClassDef) else []
    return {
        first.targets[0].id: " ".join(second.value.value.split())
        for first, second in pairwise(body)
        if isinstance(first, ast.Assign) and isinstance(first.targets[0], ast.Name)
        if isinstance(second, ast.Expr)
        and isinstance(second.value, ast.Constant)
        and isinstance(second.value.value, str)
    }


def _written(default: object) -> str:
    """A default as one writes it in mkdocs.yml; nothing where none is set."""
    return str(default).lower() if isinstance(default, bool) else "" if default in (None, [], "") else str(default)

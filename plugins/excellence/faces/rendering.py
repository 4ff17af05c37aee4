"""Jinja's home: our templates, with autoescape on and every undefined name an error."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .marks import language_mark

FOLDER = Path(__file__).parent / "templates"


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
        )
        self._environment.filters["language"] = language_mark

    def render(self, template: str, **values: Any) -> Markup:
        """A template with its values; every text in them is escaped."""
        return Markup(self._environment.get_template(template).render(**values))  # noqa: S704 - escaped by Jinja

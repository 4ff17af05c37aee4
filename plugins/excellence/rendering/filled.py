"""Patterns of HTML with values in them."""

from markupsafe import Markup, escape


def filled(pattern: str, *values: object) -> Markup:
    """A pattern as of `str.format`, each `{}` of it with a value, escaped.

    Markup's own `format` gives the same and takes six times as long, which thousands of pages notice.
    """
    return Markup(pattern.format(*map(escape, values)))  # noqa: S704 - patterns are ours, and values escaped

"""The two lists beside the works, as files: each is read whole, or told by its one rule."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from ..model.finding import Finding, Rule
from .frontmatter import decode
from .values import Value
from .yaml_text import read_yaml

RESTORE: Final = "restore it from the repository"


def read_list(path: Path, name: str, rule: Rule) -> tuple[Value | None, list[Finding]]:
    """The values of a list beside the works, and what is wrong with the file by its one rule; `name` is in messages."""
    try:
        text, wrong = decode(path.read_bytes())
    except OSError as error:
        return None, [Finding(rule, f"the file can't be read ({error.strerror})", RESTORE, path=name)]
    value, wrong = (None, wrong) if wrong else read_yaml(text)
    return value, [replace(each, rule=rule, path=name, swap=None) for each in wrong]

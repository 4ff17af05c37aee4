"""Ordinary pages of the documents folder, as far as ours need their words."""

import re
from pathlib import Path
from typing import Final

from .frontmatter import decode, read_frontmatter
from .values import Mapping, Scalar

# By the folder of introductions the facet, and the list whose keys they are named like.
INTROS: Final = {
    "grades": ("grade", "grades"),
    "subjects": ("subject", "subjects"),
    "formats": ("format", "families"),
    "attributes": ("attribute", "descriptors"),
}


def read_intro(path: Path) -> str:
    """The words of a page that introduces a facet, without its front matter."""
    text, _ = decode(path.read_bytes())
    return read_frontmatter(text.encode()).body if re.match(r"---[ \t]*\n", text) else text.strip()


def title_of(path: Path) -> str:
    """The title that a page's front matter gives it, or its first heading; empty where it has neither."""
    text, _ = decode(path.read_bytes()) if path.is_file() else ("", ())
    matter = read_frontmatter(text.encode()) if re.match(r"---[ \t]*\n", text) else None
    if matter is not None and isinstance(matter.value, Mapping):
        said = next((entry.value for entry in matter.value.entries if entry.key == "title"), None)
        if isinstance(said, Scalar):
            return said.text
    heading = re.search(r"^# (.+?)(?: *\{.*\})?$", text, re.MULTILINE)
    return heading[1] if heading else ""

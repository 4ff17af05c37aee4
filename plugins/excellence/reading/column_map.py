"""A file that says which heading is which field, for tables of anybody's own: read, and proposed."""

import json
from collections.abc import Iterable, Mapping

from .columns import FIELDS, Column, plainly
from .frontmatter import decode
from .headings import LEFT
from .tables import Spot, Told
from .telling import nearest, suggestion
from .values import Mapping as Group
from .values import Scalar
from .yaml_text import read_yaml

_HEAD = """\
# Which heading of the table is which field of a work: "heading": field. A - leaves the column out.
# Then: scripts/import TABLE --map THIS-FILE
# Fields: {fields}
"""


def read_map(content: bytes) -> tuple[Mapping[str, str], tuple[Told, ...]]:
    """The fields by their headings, and what is wrong in the file by its lines."""
    text, flaws = decode(content)
    value, more = read_yaml(text) if text else (None, ())
    told = [Told(Spot("", found.place.line), found.what, found.remedy) for found in (*flaws, *more)]
    found: dict[str, str] = {}
    if value is not None and not isinstance(value, Group):
        told.append(
            Told(Spot("", value.place.line), "this is no list of headings", 'write "heading": field, line by line')
        )
    for entry in value.entries if isinstance(value, Group) else ():
        said = entry.value.text.strip() if isinstance(entry.value, Scalar) else ""
        if said in FIELDS:
            found[" ".join(entry.key.split())] = said
        else:
            remedy = suggestion(said, tuple(FIELDS), "field")
            told.append(Told(Spot("", entry.place.line), f"“{said[:40]}” is no field", remedy))
    return found, tuple(told)


def propose(columns: Iterable[Column]) -> str:
    """A file to correct: every column that is not known, with the field whose name is nearest, or left out."""
    lines = [_HEAD.format(fields=", ".join(each for each in FIELDS if each != LEFT))]
    for column in columns:
        near = nearest(plainly(column.heading), tuple(FIELDS)) or LEFT
        lines.append(f"{json.dumps(' '.join(column.heading.split()), ensure_ascii=False)}: {json.dumps(near)}\n")
    return "".join(lines)

"""Exhibits: their front matter, and works in it that are not shown."""

from collections.abc import Iterator
from pathlib import Path

from ..model.exhibit import Exhibit
from ..model.problem import Problem
from .typed import Typed, read_typed


def read_exhibit(path: Path, name: str) -> Typed[Exhibit]:
    return read_typed(path, name, Exhibit)


def unknown_works(read: Typed[Exhibit], slugs: frozenset[str]) -> Iterator[Problem]:
    """Works of an exhibit that are not shown, each with its place: they are left out, and the exhibit stays."""
    for number, stand in enumerate(read.record.works if read.record else (), 1):
        if stand.slug not in slugs:
            what = f"no published work has the slug {stand.slug}"
            remedy = "the work is left out; correct or drop it"
            yield read.problem("reference-unknown", f"works[{number}].slug", what, remedy)

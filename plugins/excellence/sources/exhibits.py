"""Reading exhibits: their front matter is as strict as a work's."""

from pathlib import Path

from ..model.exhibit import Exhibit
from ..model.problem import Place, Problem
from ..model.vocabulary import Vocabulary
from .matter import Mapping, read_matter
from .reader import Reader


def read_exhibit(path: Path, name: str) -> tuple[Exhibit | None, tuple[Problem, ...]]:
    """The exhibit, where all of it could be read, and everything that is wrong; `name` is its path in messages.

    What the front matter as such may hold is checked with every other page.
    """
    matter = read_matter(path.read_bytes())
    if matter.flaws or not isinstance(matter.value, Mapping):
        return None, ()
    reader = Reader(Vocabulary())
    exhibit = reader.record(Exhibit, matter.value)
    problems = [Problem(name, flaw.place, where, flaw.code, flaw.what, flaw.remedy) for where, flaw in reader.flaws]
    return (exhibit if reader.complete else None), tuple(problems)


def unknown_works(path: Path, name: str, exhibit: Exhibit, slugs: frozenset[str]) -> tuple[Problem, ...]:
    """Works of an exhibit that are not shown, each with its place: they are left out, and the exhibit stays."""
    reader = Reader(Vocabulary())
    matter = read_matter(path.read_bytes())
    if matter.value is not None:
        reader.record(Exhibit, matter.value)
    return tuple(
        Problem(
            name,
            reader.places.get(f"works[{number}].slug", Place()),
            f"works[{number}].slug",
            "reference-unknown",
            f"no published work has the slug {stand.slug}",
            "the work is left out; correct or drop it",
        )
        for number, stand in enumerate(exhibit.works, 1)
        if stand.slug not in slugs
    )

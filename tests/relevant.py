"""Two sets of what people type, with what they mean, and how well an order of results serves them.

One is of works that were made up for it, the other of this repository's own works and pages.

To see the figures beside those of other engines: `scripts/bench/search`.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from excellence.search import Entry, names_of_grades, school_of

FOLDER = Path(__file__).parent / "relevance"
RECORDS: dict[str, list[Any]] = yaml.safe_load((FOLDER / "records.yml").read_text("utf-8"))
QUERIES: list[tuple[str, list[str]]] = [
    (said, meant) for said, meant in yaml.safe_load((FOLDER / "queries.yml").read_text("utf-8"))
]
SEEN, UNSEEN = QUERIES[::2], QUERIES[1::2]
EVERYDAY = yaml.safe_load((FOLDER / "everyday.yml").read_text("utf-8"))
JUDGED: set[str] = set(EVERYDAY["judged"])
EVERYDAY_QUERIES: list[tuple[str, list[str]]] = [(said, meant) for said, meant in EVERYDAY["queries"]]
# The keys of grades that a search may filter by, and what they are called.
GRADES = {"PK": "PreK", "K": "Kindergarten", **{str(number): f"Grade {number}" for number in range(1, 13)}}
# What a page finds as its visitor would, by the modules in a folder: for each query the names of the ten best.
ASK = """async ([modules, queries]) => {
    const { ask } = await import(`${modules}/searching/asked.mjs`)
    const { open } = await import(`${modules}/searching/engine.mjs`)
    const index = await open(new URL("search/", location.href).href)
    return Promise.all(queries.map(async (query) => {
        const { ids } = await ask(index, query), cards = await index.cards(ids.slice(0, 10))
        return cards.map(({ href }) => href.replace(/\\/$/, "").replace("/#", "#"))
    }))
}"""


def grades_of(record: list[Any]) -> list[str]:
    return ["PK" if grade == "PreK" else str(grade) for grade in record[3]]


def filters() -> dict[str, Any]:
    """What the first file of the index says of grades."""
    return {"grades": names_of_grades(GRADES), "labels": [*GRADES.items()]}


def columns() -> dict[str, dict[str, list[int]]]:
    """Which works are of which grade."""
    found: dict[str, list[int]] = {}
    for at, record in enumerate(RECORDS.values()):
        for grade in grades_of(record):
            found.setdefault(grade, []).append(at)
    return {"grade": found}


def entries() -> list[Entry]:
    return [
        Entry(
            title=record[0],
            summary=record[1],
            words=record[2],
            keywords=tuple(record[6]),
            standards=tuple(record[7]),
            labels=(
                *(GRADES[grade] for grade in grades_of(record)),
                *record[4],
                *record[5],
                *school_of(tuple(grades_of(record))),
            ),
            card={"href": f"works/{name}/", "title": record[0], "about": record[1]},
        )
        for name, record in RECORDS.items()
    ]


def judged(found: Mapping[str, Sequence[str]], site: Path) -> tuple[list[tuple[str, list[str]]], ...]:
    """The everyday queries, seen and unseen, but for those whose answer shows what nobody has judged, or is gone."""

    def is_told(said: str, meant: Sequence[str]) -> bool:
        there = any((site / name.partition("#")[0] / "index.html").is_file() for name in meant)
        return there and set(found[said]) <= JUDGED

    return tuple([each for each in half if is_told(*each)] for half in (EVERYDAY_QUERIES[::2], EVERYDAY_QUERIES[1::2]))


def modules_of(site: Path) -> str:
    """The folder of a built site's modules, as an address on its host."""
    found = next(site.glob("assets/excellence/*/searching"))
    return f"/{found.parent.relative_to(site).as_posix()}"


def figures(
    queries: Sequence[tuple[str, list[str]]], ask: Callable[[str], Sequence[str]]
) -> tuple[float, float, float]:
    """How often what was meant stands first, how often among the first five, and the mean reciprocal rank."""
    ranks = []
    for said, meant in queries:
        found = list(ask(said))
        ranks.append(min((found.index(each) + 1 for each in meant if each in found), default=0))
    number = len(queries)
    first, five = sum(rank == 1 for rank in ranks) / number, sum(0 < rank <= 5 for rank in ranks) / number
    return first, five, sum(1 / rank for rank in ranks if rank) / number

"""A set of works and of what people type, with the works that they mean; and how well an order of results serves them.

To see the figures beside those of other engines: `scripts/bench/search`.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from excellence.search import Entry, school_of

FOLDER = Path(__file__).parent / "relevance"
RECORDS: dict[str, list[Any]] = yaml.safe_load((FOLDER / "records.yml").read_text("utf-8"))
QUERIES: list[tuple[str, list[str]]] = [
    (said, meant) for said, meant in yaml.safe_load((FOLDER / "queries.yml").read_text("utf-8"))
]
SEEN, UNSEEN = QUERIES[::2], QUERIES[1::2]
LABELS = {"K": "Kindergarten", "PreK": "PreK"}


def grades_of(record: list[Any]) -> list[str]:
    return [LABELS.get(str(grade), f"Grade {grade}") for grade in record[3]]


def entries() -> list[Entry]:
    return [
        Entry(
            title=record[0],
            summary=record[1],
            words=record[2],
            keywords=tuple(record[6]),
            standards=tuple(record[7]),
            labels=(
                *grades_of(record),
                *record[4],
                *record[5],
                *school_of(tuple(str(grade).lower() for grade in record[3])),
            ),
            card={"href": f"works/{name}/", "title": record[0], "about": record[1]},
        )
        for name, record in RECORDS.items()
    ]


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

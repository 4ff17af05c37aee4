"""What the browser's tools reckon with, without a browser: plain data go in, and plain data come out."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from project import ROOT

MODULES = ROOT / "plugins" / "excellence" / "assets" / "modules"
RECKON = ROOT / "tests" / "browser" / "reckon.mjs"

# One example costs a few calls into another process: enough of them find what a hundred find, in half the time.
few = settings(max_examples=40, deadline=None)


class RefusedError(Exception):
    """What a module refuses, with its reason."""


Call = Callable[..., Any]


@pytest.fixture(scope="module")
def call() -> Iterator[Call]:
    """Calls a function of a module, all of them in one process that may read our modules and do nothing else."""
    command = [sys.executable, "-m", "deno", "run", "--quiet", "--no-config", f"--allow-read={MODULES}", RECKON]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as found:
        assert found.stdin
        assert found.stdout

        def call(name: str, *args: Any) -> Any:
            module, _, function = name.rpartition(".")
            said = {"module": (MODULES / f"{module}.mjs").as_uri(), "name": function, "args": args}
            print(json.dumps(said), file=found.stdin, flush=True)
            answer = json.loads(found.stdout.readline())  # type: ignore[union-attr]
            if "refused" in answer:
                raise RefusedError(answer["refused"])
            return answer["value"]

        yield call
        found.stdin.close()


# Anything that a file may say.
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["who", "parts", "rows", "cells", "work", "slug", "title", "seen", "criteria", "pin", "date"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
TEXT = st.text("ab =|<\n", max_size=6)


def part(**more: Any) -> dict[str, Any]:
    """A part of a note catcher."""
    return {"before": [], "columns": [], "rows": [], "blank": 0, "works": False, "questions": [], **more}


COLUMNS = [{"title": "Seen", "key": "seen"}, {"title": "Goal", "key": "goal"}]
CATCHER = {
    "id": "x",
    "title": "X",
    "parts": [
        part(columns=COLUMNS, blank=2, works=True, questions=[{"text": "Why?", "lines": 1}]),
        part(columns=COLUMNS[:1], rows=["First", "Second"], before=[{"text": "Who?", "lines": 2}]),
        part(questions=[{"text": "What next?", "lines": 3}]),
    ],
}
WORKS = st.none() | st.fixed_dictionaries(
    {
        "slug": st.sampled_from(["", "a-moth"]),
        "title": TEXT,
        "grade": TEXT,
        "picture": st.sampled_from(["", "works/a-moth/1.webp"]),
    }
)


def rows(columns: int, least: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    cells = st.lists(TEXT, min_size=columns, max_size=columns)
    return st.lists(st.fixed_dictionaries({"work": WORKS, "cells": cells}), min_size=least, max_size=4)


FILLED = st.fixed_dictionaries(
    {
        "who": TEXT,
        "date": TEXT,
        "parts": st.tuples(
            st.fixed_dictionaries({"before": st.just([]), "rows": rows(2, 2), "questions": st.tuples(TEXT).map(list)}),
            st.fixed_dictionaries({"before": st.tuples(TEXT).map(list), "rows": rows(1, 2), "questions": st.just([])}),
            st.fixed_dictionaries({"before": st.just([]), "rows": st.just([]), "questions": st.tuples(TEXT).map(list)}),
        ).map(list),
    }
)
FILLING = st.fixed_dictionaries({"mine": FILLED, "others": st.lists(FILLED, max_size=2)})


# What is written on a note catcher


@few
@given(said=ANYTHING)
def test_whatever_was_kept_becomes_what_fits_the_catcher(call: Call, said: Any) -> None:
    read = call("notes/filled.read", said, CATCHER)
    assert call("notes/filled.read", read, CATCHER) == read
    assert [len(each["rows"]) >= least for each, least in zip(read["parts"], (2, 2, 0), strict=True)]
    for told, filled in zip(CATCHER["parts"], read["parts"], strict=True):
        assert all(len(row["cells"]) == len(told["columns"]) for row in filled["rows"])


@few
@given(all_=st.lists(FILLED, max_size=3))
def test_a_file_brings_back_what_went_into_it(call: Call, all_: list[Any]) -> None:
    file = call("notes/filled.filed", CATCHER, all_)
    assert json.loads(file)["sheets"] == all_
    assert call("notes/filled.unfiled", file, CATCHER) == all_
    with pytest.raises(RefusedError, match="other"):
        call("notes/filled.unfiled", file, {**CATCHER, "id": "y"})


SPOTS = [
    {"head": "who"},
    {"head": "date"},
    {"part": 0, "row": 1, "column": 1},
    {"part": 1, "row": 0, "column": 0},
    {"part": 0, "kind": "questions", "at": 0},
    {"part": 1, "kind": "before", "at": 0},
]


def spelled(filled: dict[str, Any], spot: dict[str, Any]) -> str:
    """What stands in a place of what is written."""
    if "head" in spot:
        return str(filled[spot["head"]])
    held = filled["parts"][spot["part"]]
    return str(held[spot["kind"]][spot["at"]] if "kind" in spot else held["rows"][spot["row"]]["cells"][spot["column"]])


@few
@given(filling=FILLING, at=st.integers(0, len(SPOTS) - 1))
def test_a_word_is_written_in_its_place_and_nowhere_else(call: Call, filling: Any, at: int) -> None:
    now = call("notes/catcher-state.write", filling, SPOTS[at], "NEW")
    before, after = ([spelled(each["mine"], spot) for spot in SPOTS] for each in (filling, now))
    assert after == [*before[:at], "NEW", *before[at + 1 :]]
    assert call("notes/catcher-state.write", now, SPOTS[at], before[at]) == filling


@few
@given(filling=FILLING, at=st.integers(0, 1))
def test_a_row_that_is_taken_out_is_put_back(call: Call, filling: Any, at: int) -> None:
    gone = filling["mine"]["parts"][0]["rows"][at]
    less = call("notes/catcher-state.withoutRow", filling, 0, at)
    assert len(less["mine"]["parts"][0]["rows"]) == len(filling["mine"]["parts"][0]["rows"]) - 1
    assert call("notes/catcher-state.withRow", less, 0, gone, at) == filling


@few
@given(filling=FILLING)
def test_a_work_takes_the_place_of_nothing_that_is_written(call: Call, filling: Any) -> None:
    work = {"slug": "", "title": "Bridge", "grade": "", "picture": ""}
    for number in (0, 1):
        now = call("notes/catcher-state.withWork", filling, CATCHER, number, work)
        before, after = (each["mine"]["parts"][number]["rows"] for each in (filling, now["filling"]))
        assert after[now["at"]]["work"] == work
        rest = [row for at, row in enumerate(after) if at != now["at"]]
        written = [row for row in before if row["work"] or "".join(row["cells"]).strip()]
        assert [row for row in rest if row["work"] or "".join(row["cells"]).strip()] == written
        assert number == 0 or now["at"] > 1  # rows with a head keep it


@few
@given(filling=FILLING, come=st.lists(FILLED, max_size=3))
def test_what_others_wrote_comes_in_once(call: Call, filling: Any, come: list[Any]) -> None:
    now = call("notes/catcher-state.withOthers", filling, come)
    again = call("notes/catcher-state.withOthers", now["filling"], come)
    blank = call("notes/filled.read", {}, CATCHER)
    held = [now["filling"]["mine"], *now["filling"]["others"]]
    assert all(each in held for each in come)
    if not any(call("notes/filled.empty", each) for each in come):
        assert again == {"filling": now["filling"], "number": 0}
    assert now["filling"]["mine"] in (filling["mine"], *come, blank)


CELLS = st.lists(st.sampled_from(["", "", "one", "Two", "a b", "=1"]), min_size=3, max_size=3)
TOLD = st.lists(st.tuples(st.sampled_from(["", "Bridge", "bridge ", "Bird"]), CELLS), max_size=5)


@few
@given(
    people=st.lists(st.tuples(st.sampled_from(["", "Ana", "Ben"]), TOLD), min_size=1, max_size=4),
    blank=st.integers(0, 3),
    lead=st.booleans(),
)
def test_what_people_wrote_is_put_together_without_losing_a_word_or_parting_a_row(
    call: Call, people: list[tuple[str, list[tuple[str, list[str]]]]], blank: int, lead: bool
) -> None:
    columns = [{"title": "A", **({} if lead else {"key": "a"})}, {"title": "B", "key": "b"}, {"title": "C", "key": "c"}]
    # Every cell says which it is, so that it can be found again.
    filled: list[Any] = []
    for number, (who, told) in enumerate(people):
        held = [
            {
                "work": {"slug": "", "title": title, "grade": "", "picture": ""} if title else None,
                "cells": [f"{text} {number}.{row}.{at}" if text else "" for at, text in enumerate(cells)],
            }
            for row, (title, cells) in enumerate(told)
        ]
        filled.append({"who": who, "date": "", "parts": [{"before": [], "rows": held, "questions": []}]})
    catcher = {"id": "x", "title": "X", "parts": [part(columns=columns, blank=blank, works=True)]}
    (joined,) = call("notes/together.together", catcher, filled)
    texts = [[text for cell in row["cells"] for text in cell] for row in joined["rows"]]
    everything = [text for row in texts for text in row]
    for each in filled:
        for row in each["parts"][0]["rows"]:
            said = [f"{cell} ({each['who']})" if each["who"] else cell for cell in row["cells"] if cell]
            assert all(everything.count(text) == 1 for text in said)
            assert not said or any(set(said) <= set(found) for found in texts)
    assert joined["counts"] == [sum(len(row["cells"][at]) for row in joined["rows"]) for at in range(3)]

"""What takes long says how far it is and how long the rest takes; what does not says nothing."""

from itertools import chain, repeat

from excellence.reports import Progress


def told(seconds: float, total: int, what: str = "Pictures") -> list[str]:
    """What is said of so many pieces of work, each of so many seconds."""
    lines: list[str] = []
    times = (number * seconds for number in range(1, total + 1))
    progress = Progress(lines.append, lambda: next(times))
    for done in range(1, total + 1):
        progress(what, done, total)
    return lines


def test_what_is_soon_done_says_nothing() -> None:
    assert told(0.001, 1_000) == []
    assert told(60, 1) == []


def test_what_takes_long_says_how_far_it_is_and_what_is_left() -> None:
    assert told(1.0, 7) == ["Pictures: 3 of 7, about 4 s left", "Pictures: 5 of 7, about 2 s left", "Pictures: 7 of 7"]
    assert told(60, 3) == ["Pictures: 2 of 3, about 60 s left", "Pictures: 3 of 3"]
    assert told(60, 4)[0] == "Pictures: 2 of 4, about 2 min left"


def test_a_night_is_no_thousand_lines() -> None:
    assert len(told(1.0, 30_000)) < 60


def test_one_thing_after_another_is_reckoned_anew() -> None:
    lines: list[str] = []
    times = chain((0.0, 100.0, 200.0, 200.5), repeat(205.5))
    progress = Progress(lines.append, lambda: next(times))
    for what, done in (("Works read", 1), ("Works read", 2), ("Pictures", 1), ("Pictures", 2), ("Pictures", 3)):
        progress(what, done, 4)
    assert lines == ["Works read: 2 of 4, about 3 min left", "Pictures: 3 of 4, about 3 s left"]

"""What a command costs: CPU seconds with all that it began, wall seconds, and the memory of all its processes."""

import ctypes
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypeVar

from here import SETTINGS

EVERY = 0.05  # seconds between two looks at the memory
Told = TypeVar("Told")


class Cost(NamedTuple):
    cpu: float  # seconds, user and system, of the command and all that it began
    wall: float
    memory: float  # megabytes that all its processes held at one time, what they share counted once


class Ran(NamedTuple):
    cost: Cost
    code: int
    said: str


def measure(command: Sequence[str | Path], folder: Path, **env: str) -> Cost:
    """The cost of a command that has to end well: the bench ends where it doesn't."""
    ran = run(command, folder, **env)
    if ran.code:
        sys.exit(f"{' '.join(map(str, command))} ended with {ran.code}:\n{ran.said[-3000:]}")
    return ran.cost


def run(command: Sequence[str | Path], folder: Path, **env: str) -> Ran:
    """Linux alone: elsewhere nobody adopts orphans, and some have no such module."""
    import resource

    adopt_orphans()
    known = children()
    before, start, watch = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic(), Watch(known)
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **SETTINGS, **env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    wall = time.monotonic() - start
    while orphans := children() - known:
        for each in orphans:
            with suppress(ChildProcessError):
                os.waitpid(each, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Ran(Cost(cpu, wall, watch.ended()), done.returncode, done.stdout)


def adopt_orphans() -> None:
    """Processes whose parent has ended become ours, so that the CPU time of every worker is counted."""
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def parents() -> dict[int, int]:
    """Every process of this computer, with the one that it belongs to."""
    found = {}
    for each in Path("/proc").iterdir():
        if each.name.isdecimal():
            with suppress(OSError):  # it has ended meanwhile
                found[int(each.name)] = int((each / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1])
    return found


def children() -> set[int]:
    return {each for each, parent in parents().items() if parent == os.getpid()}


class Watch(threading.Thread):
    """Looks at the memory of whatever we began, but for what we began before, until it is asked."""

    def __init__(self, known: set[int]) -> None:
        super().__init__(daemon=True)
        self.known, self.most, self.stop = known, 0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self.stop.wait(EVERY):
            self.most = max(self.most, sum(map(held, self.family())))

    def family(self) -> set[int]:
        found, new, told = set[int](), {os.getpid()}, parents()
        while new := {each for each, parent in told.items() if parent in new and each not in self.known}:
            found |= new
        return found

    def ended(self) -> float:
        self.stop.set()
        self.join()
        return self.most / 1024


def held(process: int) -> int:
    """Kilobytes, with its part of what it shares with others."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text("utf-8").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


# Pairs


def in_turn(rounds: int, each: Mapping[str, Callable[[], Told]]) -> dict[str, list[Told]]:
    """Every one of them once in a round, in the other order each time: what slows the computer slows them alike."""
    names = list(each)
    costs: dict[str, list[Told]] = {name: [] for name in names}
    for number in range(rounds):
        for name in names if number % 2 == 0 else reversed(names):
            costs[name].append(each[name]())
    return costs


def typical(costs: Sequence[Cost]) -> Cost:
    """The middle of each figure, and the most of the memory."""
    return Cost(median(c.cpu for c in costs), median(c.wall for c in costs), max(c.memory for c in costs))


class Ratio(NamedTuple):
    """Of pairs: the middle one, the least and the most."""

    middle: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{self.middle:.2f} ({self.least:.2f}–{self.most:.2f})"


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    found = [one / other for one, other in zip(ours, theirs, strict=True)]
    return Ratio(median(found), min(found), max(found))

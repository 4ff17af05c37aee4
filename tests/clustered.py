"""A cluster on this computer, of real processes: a scheduler, and workers that tests may kill."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO

import psutil

from project import ROOT


class Cluster:
    """A scheduler at `address`, as mkdocs.yml names it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.processes = folder, list[subprocess.Popen[str]]()
        words = ["--no-dashboard", "--host", "127.0.0.1", "--port", "0"]
        self.scheduler = self._start("distributed.cli.dask_scheduler", *words)
        self.address = f"dask://{heard(self.scheduler, r'Scheduler at: +tcp://([0-9.:]+)')}"

    def worker(self, *words: str, first: str = "") -> subprocess.Popen[str]:
        """With a folder to import from `first`, if one is given."""
        here = ["--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard", "--local-directory", str(self.folder)]
        process = self._start(
            "distributed.cli.dask_worker", self.address.replace("dask", "tcp"), *here, *words, first=first
        )
        heard(process, "Start worker at")
        return process

    def _start(self, module: str, *words: str, first: str = "") -> subprocess.Popen[str]:
        path = os.pathsep.join(filter(None, [first, str(ROOT / "plugins"), os.environ.get("PYTHONPATH")]))
        self.processes.append(started([sys.executable, "-m", module, *words], PYTHONPATH=path))
        return self.processes[-1]

    def close(self) -> None:
        """Nobody waits for the good-byes of a cluster."""
        whole = [each for process in self.processes for each in family(process.pid)]
        for each in whole:
            with suppress(psutil.NoSuchProcess):
                each.kill()
        psutil.wait_procs(whole)
        for process in self.processes:
            process.wait()


def family(number: int) -> list[psutil.Process]:
    """A process and all that it began, itself last; nothing where it has ended."""
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(number)
        return [*process.children(recursive=True), process]
    return []


def started(command: list[str], **settings: str) -> subprocess.Popen[str]:
    """A process whose words can be heard."""
    env = {**os.environ, **settings}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env)


def heard(process: subprocess.Popen[str], words: str) -> str:
    """What a process says, once it says it; what it says later is let go, so that it never waits for an ear."""
    assert process.stdout
    told = []
    for line in process.stdout:
        told.append(line)
        if found := re.search(words, line):
            Thread(target=_hear_out, args=(process.stdout,), daemon=True).start()
            return found[found.re.groups]
    raise AssertionError("".join(told))


def _hear_out(stream: IO[str]) -> None:
    with stream:
        stream.read()


@contextmanager
def clustered(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    cluster = Cluster(folder)
    try:
        for _ in range(workers):
            cluster.worker()
        yield cluster
    finally:
        cluster.close()

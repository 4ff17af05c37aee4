"""Preparing many files at once, in processes of their own, so that none can end or stall the build."""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from ..model.derivative import Derivative
from ..model.finding import Finding
from ..model.kinds import kind_of
from .cache import Cache
from .errors import Refused, changed, program_error, read, too_slow
from .output import Output
from .tags import tag_of

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.context import BaseContext

Progress = Callable[[int, int], None]
Result = Derivative | Finding

# What a file may take on the clock, beyond its seconds: a busy computer is not its fault, and a worker must begin.
_TIMES = 4
_GRACE = 20.0
_STARTING = Lock()


class Limits(NamedTuple):
    """What one file may take: seconds of processor time, and bytes of memory."""

    seconds: float = 30
    memory: int = 2 * 1024**3

    @property
    def patience(self) -> float:
        """Seconds on the clock after which nobody waits for a file any more."""
        return self.seconds * _TIMES + _GRACE


@dataclass(frozen=True, slots=True)
class Job:
    """A file, the sha256 of its bytes, and whether a picture is wanted at 3,000 pixels too, to share, to take along.

    `boxes` are to be painted over the pages of a document: a page, counted from 1, and fractions of it.
    """

    path: Path
    sha256: str
    zoom: bool = False
    share: bool = False
    take: bool = False
    boxes: tuple[tuple[int, float, float, float, float], ...] = ()

    @property
    def tag(self) -> str:
        return tag_of(self.path.name, zoom=self.zoom, share=self.share, take=self.take, boxes=self.boxes)


class Elsewhere(Protocol):
    """Other computers that prepare files."""

    def prepare(
        self, jobs: list[Job], cache: Cache, limits: Limits, finish: Callable[[Job, Result], None]
    ) -> list[Job]:
        """Puts what they make into the cache and finishes the jobs; gives those that are to be done here."""


def prepare_all(
    jobs: Iterable[Job],
    cache: Cache,
    *,
    workers: int | None = None,
    seconds: float = Limits().seconds,
    memory: int = Limits().memory,
    progress: Progress | None = None,
    elsewhere: Callable[[], AbstractContextManager[Elsewhere]] | None = None,
) -> dict[Job, Result]:
    """Every job's derivative, or what is wrong with it. The outcome depends on neither order nor workers.

    `seconds` of processor time and bytes of `memory` are what one file may take; `progress` is told how many of the
    files that must be prepared are done. What is to be made goes `elsewhere` first, which is entered only then, and
    what could not be made there is made here. Raises only where the cache can't be written, or what `elsewhere` raises.
    """
    wanted = list(dict.fromkeys(jobs))
    first = {(job.sha256, job.tag): job for job in sorted(wanted, key=lambda job: job.path, reverse=True)}
    done: dict[tuple[str, str], Result] = {}
    for key in first:
        found = cache.get(*key)
        if found is not None:
            done[key] = found
    missing = sorted((job for key, job in first.items() if key not in done), key=_biggest_first)

    def finish(job: Job, result: Result) -> None:
        done[job.sha256, job.tag] = result
        if not isinstance(result, Finding):
            cache.note(job.tag, result)
        if progress is not None:
            progress(len(done) - cached, len(missing))

    cached, limits = len(done), Limits(seconds, memory)
    try:
        if missing and elsewhere is not None:
            with elsewhere() as others:
                missing = others.prepare(missing, cache, limits, finish)
        _Studio(cache, workers or _processors(), limits, finish).prepare(missing)
    finally:
        cache.remember()
    return {job: done[job.sha256, job.tag] for job in wanted}


def _biggest_first(job: Job) -> tuple[int, str, bool]:
    """So that no big file begins when the other workers are already through."""
    with suppress(OSError):
        return -job.path.stat().st_size, job.sha256, job.zoom
    return 0, job.sha256, job.zoom


def _processors() -> int:
    """Those that this process may use, which in a container are often fewer than there are."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Studio:
    cache: Cache
    workers: int
    limits: Limits
    finish: Callable[[Job, Result], None]

    def prepare(self, jobs: list[Job]) -> None:
        """A worker that dies takes the others with it; whichever job may have done it is then prepared alone."""
        # Jobs begin in order, and no more than these are handed out at a time.
        most = 2 * self.workers + 1
        waiting = jobs
        while waiting:
            waiting = self._together(waiting)
            for suspect in waiting[:most]:
                self.finish(suspect, self._alone(suspect))
            waiting = waiting[most:]

    def _together(self, jobs: list[Job]) -> list[Job]:
        """Prepares side by side; returns what is left where a worker died or none of them got on."""
        from concurrent.futures import FIRST_COMPLETED, wait
        from concurrent.futures.process import BrokenProcessPool

        left = dict.fromkeys(jobs)
        with suppress(BrokenProcessPool, _Stalled), pool_of(min(self.workers, len(jobs)), self.limits.memory) as pool:
            pending = {self._submit(pool, job): job for job in jobs}
            while pending:
                done, _ = wait(pending, self.limits.patience, FIRST_COMPLETED)
                if not done:
                    raise _Stalled
                for future in done:
                    job = pending.pop(future)
                    self.finish(job, future.result())
                    del left[job]
        return list(left)

    def _alone(self, job: Job) -> Result:
        from concurrent.futures.process import BrokenProcessPool

        with suppress(BrokenProcessPool, TimeoutError), pool_of(1, self.limits.memory) as pool:
            return self._submit(pool, job).result(self.limits.patience)
        return too_slow(*self.limits).finding

    def _submit(self, pool: "ProcessPoolExecutor", job: Job) -> "Future[Result]":
        return submitted(pool, _prepare, job, self.cache.root, self.limits)


@contextmanager
def pool_of(workers: int, memory: int) -> Iterator["ProcessPoolExecutor"]:
    """Processes that are gone afterwards, whatever happens."""
    # Imported here, since a build with a warm cache needs none of it.
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(workers, _context(), begin, (memory,))
    try:
        yield pool
    except BaseException:
        # Nobody waits for what they are at any more; a worker that hangs would otherwise hold up the end.
        for process in list((pool._processes or {}).values()):
            process.kill()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def submitted(pool: "ProcessPoolExecutor", call: Callable[..., Any], *words: Any) -> "Future[Any]":
    """Hands a call out, which may start a worker."""
    with _nameless_main():
        return pool.submit(call, *words)


def _context() -> "BaseContext":
    """Workers that share nothing with us but what a job says; a plain fork could inherit a lock that nobody opens."""
    import multiprocessing

    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    # What nearly every job needs is loaded once for all workers.
    context.set_forkserver_preload([__name__, "concurrent.futures.process", f"{__package__}.pictures"])
    return context


class _Stalled(Exception):  # noqa: N818 - it never leaves this room
    """No worker got on for longer than a file may take."""


@contextmanager
def _nameless_main() -> Iterator[None]:
    """Keeps a new worker from running the program that started us.

    It needs nothing of it, and a program may be slow to import, or not be made to be imported at all.
    """
    with _STARTING:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


def begin(memory: int) -> None:
    """In a worker, before its first job."""
    # Ctrl+C reaches every process of a terminal; the parent alone answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        import resource

        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        # Some systems know the limit but refuse to set it.
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _prepare(job: Job, root: Path, limits: Limits) -> Result:
    """In a worker: one job within its time, its files put into the cache."""
    made = made_within(limits, job)
    return made if isinstance(made, Finding) else Cache(root).put(job.tag, made)


def made_within(limits: Limits, job: Job, data: bytes | None = None) -> Output[Derivative] | Finding:
    """In a worker: what becomes of a job within its time, of the bytes that were sent along or else of its file."""
    try:
        with _time_limit(limits.seconds):
            return _make(job, source_of(job) if data is None else data)
    except Refused as refused:
        return refused.finding
    except MemoryError:
        return too_slow(*limits).finding
    except Exception as error:  # noqa: BLE001 - told as what it is, and no reason to end the build
        return program_error(error).finding


def _make(job: Job, data: bytes) -> Output[Derivative]:
    """By the room for its kind, which is imported only where there is such a file."""
    match kind_of(job.path.name):
        case "document":
            from .documents import rebuild

            return rebuild(data, job.boxes)
        case "recording" | "film":
            from .recordings import clean

            return clean(data, job.path.suffix.lower())
    from .pictures import Profile, derive_bytes

    return derive_bytes(data, Profile(zoom=job.zoom, share=job.share, take=job.take), job.sha256)


def source_of(job: Job) -> bytes:
    """The very bytes that were inspected; others must not get into the cache under their name."""
    data = read(job.path)
    if sha256(data).hexdigest() != job.sha256:
        raise changed()
    return data


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Ends the process when the time is up, even inside a decoder. Processor time: a busy computer doesn't count."""
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)

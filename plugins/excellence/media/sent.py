"""Files that other computers prepare: what is sent there, what is done there, and how little of it is believed.

What goes along is the file and nothing about the work but the file's name; a worker keeps none of it.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from threading import Thread, local
from typing import TYPE_CHECKING, Any

from ..model.derivative import Derivative
from ..model.finding import Finding
from .cache import Cache
from .errors import FILE_TOO_SLOW, PROGRAM_ERROR, Refused, too_slow
from .output import Output
from .tags import libraries, unlike
from .workers import Job, Limits, Result, made_within, pool_of, source_of, submitted

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

# Seconds between two looks at whether anybody is left, and how often nobody may be seen: a worker may begin anew.
_LOOK = 1.0
_LOOKS = 15
_WRITERS = 4
_kept = local()


@dataclass(frozen=True, slots=True)
class Parcel:
    """A job, its tag where it came from, and the bytes of its file."""

    job: Job
    tag: str
    data: bytes
    limits: Limits


@dataclass(frozen=True, slots=True)
class Unlike:
    """The answer of a computer that would make other bytes: the versions that it has."""

    libraries: dict[str, str]


Answer = Output[Derivative] | Finding | Unlike


# There


def prepare_parcel(parcel: Parcel) -> Answer:
    """What becomes of a parcel, made in a process of its own, so that no file can end the worker or stall it.

    Raises ValueError where it did not arrive as it was sent.
    """
    if parcel.job.tag != parcel.tag:
        return Unlike(libraries())
    if sha256(parcel.data).hexdigest() != parcel.job.sha256:
        raise ValueError("the file did not arrive as it was sent")
    for _ in range(2):  # the first may have died of something else
        made = _in_process(parcel)
        if made is not None:
            return made
    return too_slow(*parcel.limits).finding


def _in_process(parcel: Parcel) -> Output[Derivative] | Finding | None:
    """By a process that this thread keeps; nothing where that died of it, or hangs."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        # What may have children is not up to whoever started this worker.
        multiprocessing.current_process().daemon = False
        made: Output[Derivative] | Finding = submitted(_pool(parcel.limits), _make, parcel).result(
            parcel.limits.patience
        )
    except (BrokenProcessPool, TimeoutError) as error:
        with suppress(type(error)), _kept.stack:
            raise
        del _kept.stack
        return None
    return made


def _pool(limits: Limits) -> "ProcessPoolExecutor":
    if not hasattr(_kept, "stack"):
        _kept.stack = ExitStack()
        _kept.pool = _kept.stack.enter_context(pool_of(1, limits.memory))
    pool: ProcessPoolExecutor = _kept.pool
    return pool


_attended: list[Thread] = []


def _make(parcel: Parcel) -> Output[Derivative] | Finding:
    """In a process of its own, which ends when the worker that it belongs to is killed."""
    parent = multiprocessing.parent_process()
    if not _attended and parent is not None:
        _attended.append(Thread(target=_end_with, args=(parent.sentinel,), daemon=True))
        _attended[0].start()
    return made_within(parcel.limits, parcel.job, parcel.data)


def _end_with(sentinel: int) -> None:
    import os
    from multiprocessing.connection import wait as wait_for

    wait_for([sentinel])
    os._exit(1)


# Here


@dataclass(frozen=True, slots=True)
class Sent:
    """Other computers behind the standard interface: `slots` files are under way at once.

    `alive` counts the workers that are there, and is below 0 where nobody can be asked any more. `name` is what
    mkdocs.yml calls them; what happens to them is told by `tell`, in whole sentences.
    """

    executor: Executor
    slots: int
    name: str
    alive: Callable[[], int]
    tell: Callable[[str], None]

    def prepare(
        self, jobs: list[Job], cache: Cache, limits: Limits, finish: Callable[[Job, Result], None]
    ) -> list[Job]:
        """What they make is checked and put into the cache; gives the jobs that are to be done here."""
        # Many computers bring more than one file at a time can be written down for good.
        with ThreadPoolExecutor(_WRITERS) as writers:
            return _Round(self, cache, limits, finish, deque(jobs), writers).run()


class _Lost(Exception):  # noqa: N818 - it never leaves this room
    """Nobody is there any more; says why."""


@dataclass(slots=True)
class _Round:
    others: Sent
    cache: Cache
    limits: Limits
    finish: Callable[[Job, Result], None]
    ahead: deque[Job]
    writers: ThreadPoolExecutor
    pending: dict[Future[Any], Job] = field(default_factory=dict)
    writing: set[Future[Any]] = field(default_factory=set)

    def run(self) -> list[Job]:
        left: list[Job] = []
        total = len(self.ahead)
        try:
            while self.ahead or self.pending:
                self._fill()
                for future in self._done():
                    job = self.pending[future]
                    if not self._taken(job, future):
                        left.append(job)
                    del self.pending[future]
        except _Lost as lost:
            left += [*self.pending.values(), *self.ahead]
            what = f"{self.others.name}: {lost}, while {len(left)} of {total} files were still to be made"
            self.others.tell(f"{what}; they are made on this computer")
        return left

    def _fill(self) -> None:
        while self.ahead and len(self.pending) < self.others.slots:
            job = self.ahead[0]
            try:
                data = source_of(job)
            except Refused as refused:
                self.finish(self.ahead.popleft(), refused.finding)
                continue
            parcel = Parcel(replace(job, path=Path(job.path.name)), job.tag, data, self.limits)
            try:
                self.pending[self.others.executor.submit(prepare_parcel, parcel)] = job
            except Exception as error:  # whatever the executor raises where it is closed
                raise _Lost(f"it takes no more files ({type(error).__name__})") from error
            self.ahead.popleft()

    def _done(self) -> set[Future[Any]]:
        """Those that are ready, waiting for one; raises _Lost where none will be."""
        missed, waited = 0, 0.0
        while self.pending:
            done, _ = wait(self.pending, _LOOK, FIRST_COMPLETED)
            if done:
                return done
            waited += _LOOK
            alive = self.others.alive()
            if alive < 0:
                raise _Lost("the connection broke")
            missed = 0 if alive else missed + 1
            if missed >= _LOOKS:
                raise _Lost("no worker is left")
            if waited >= 2 * self.limits.patience:  # a worker tries twice
                raise _Lost("none of its workers got on")
        return set()

    def _taken(self, job: Job, future: Future[Any]) -> bool:
        """Whether the job is done with what came back, or what came is being written down."""
        if future in self.writing:
            self.writing.discard(future)
            self.finish(job, future.result())
            return True
        try:
            answer: Any = future.result()
        except CancelledError as error:
            raise _Lost("the connection broke") from error
        except Exception as error:  # noqa: BLE001 - a worker that dies or misunderstands must not end the build
            return self._told(job, f"it could not be made there ({type(error).__name__})")
        match answer:
            case Unlike():
                return self._told(job, f"a worker has {unlike(answer.libraries) or 'other versions'}")
            case Finding() if answer.rule not in (FILE_TOO_SLOW, PROGRAM_ERROR):
                self.finish(job, answer)
                return True
            case Finding():  # that may be its computer's fault
                return self._told(job, "it could not be made there")
            case Output() if _is_whole(job, answer):
                written = self.writers.submit(self.cache.put, job.tag, answer)
                self.writing.add(written)
                self.pending[written] = job
                return True
        return self._told(job, "what came back is not whole")

    def _told(self, job: Job, why: str) -> bool:
        what = f"{self.others.name}: {job.path.parent.name}/{job.path.name}: {why}"
        self.others.tell(f"{what}; it is made on this computer")
        return False


def _is_whole(job: Job, made: Output[Derivative]) -> bool:
    """Whether it was made of this file, holds every file that it names, and each is what its name says."""
    same = made.derivative.source == job.sha256 and {each.file for each in made.files} == set(made.derivative.files)
    return same and all(sha256(each.data).hexdigest() == each.file.sha256 for each in made.files)

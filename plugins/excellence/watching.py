"""Which files have changed? The system tells at once that something has; we look what it was."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

# Seconds: what is quiet for so long is written whole, but for something that is never quiet.
_QUIET, _LONGEST = 0.03, 3.0
# Seconds between two looks: where the system tells of changes, and where it does not, as on disks of other computers.
# In a large collection a look takes long in itself: so many times that is the least.
_SELDOM, _OFTEN, _TIMES = 1.0, 0.1, 20
# Reading is no change, and builds read.
_HEARD: list[type[events.FileSystemEvent]] = [
    *(events.FileCreatedEvent, events.FileModifiedEvent, events.FileMovedEvent, events.FileDeletedEvent),
    *(events.DirCreatedEvent, events.DirMovedEvent, events.DirDeletedEvent),
]

State = dict[str, tuple[int, int, int]]  # each file's time, size and inode


class Watch:
    """Stands where MkDocs' server has its observer, which looks at every file again and again.

    Events only wake it. Whether there is something to build the files decide, beside their state at the start of the
    last build: one save is one build however many events it makes, and one that comes during a build is none less.
    `since` (nanoseconds) is when the first build began; a name that is `ignored` is nobody's work.
    """

    def __init__(self, since: int, ignored: Callable[[str], bool]) -> None:
        self._since, self._ignored = since, ignored
        self._handlers: dict[str, events.FileSystemEventHandler] = {}
        self._state: State = {}
        self._lock = threading.Lock()  # held while the state is compared or taken
        self._woken = threading.Event()
        self._ended = False
        self._observer = Observer()
        self._deaf = isinstance(self._observer, PollingObserver)
        self._thread = threading.Thread(target=self._run, daemon=True)

    # What MkDocs' server asks of an observer

    def schedule(self, handler: events.FileSystemEventHandler, path: str, **_: bool) -> str:
        self._handlers[path] = handler
        return path

    def unschedule(self, path: str) -> None:
        del self._handlers[path]

    def start(self) -> None:
        """What was saved while the first build ran counts as saved now."""
        self._state = {path: state for path, state in self._look().items() if state[0] < self._since}
        self._listen()
        self._woken.set()
        self._thread.start()

    def stop(self) -> None:
        self._ended = True
        self._woken.set()
        if self._observer.is_alive():
            self._observer.stop()

    def join(self) -> None:
        self._thread.join()

    # What a build asks

    def begin(self, forget: Callable[[], None]) -> frozenset[Path]:
        """The files that are not as they were when the last build began; `forget` is told that this one knows them."""
        with self._lock:
            before, self._state = self._state, self._look()
            forget()
            return frozenset(map(Path, _differing(before, self._state)))

    # The watching

    def _listen(self) -> None:
        """A file is heard in its folder: editors put another one in its place."""
        if self._deaf:
            return
        try:
            for path in self._handlers:
                folder = path if Path(path).is_dir() else str(Path(path).parent)
                self._observer.schedule(
                    _Wakes(self._woken, path), folder, recursive=folder == path, event_filter=_HEARD
                )
            self._observer.start()
        except OSError:  # the system watches only so many folders, or no such ones
            self._observer.unschedule_all()
            self._deaf = True

    def _run(self) -> None:
        pause, often = _SELDOM, self._deaf
        while not self._ended:
            if self._woken.wait(pause):
                often = self._deaf
                self._settle()
                self._tell()
                continue
            start = time.monotonic()
            with self._lock:
                changed = next(_differing(self._state, self._look()), None)
            took = time.monotonic() - start
            if changed is not None:  # and nobody told us
                often = True
                self._arrive()
                self._tell()
            pause = max(_OFTEN if often else _SELDOM, _TIMES * took)

    def _settle(self) -> None:
        """Waits until nothing more is told."""
        end = time.monotonic() + _LONGEST
        while self._woken.is_set() and not self._ended and time.monotonic() < end:
            self._woken.clear()
            time.sleep(_QUIET)

    def _arrive(self) -> None:
        """Waits until two looks are alike, where nobody tells."""
        end = time.monotonic() + _LONGEST
        before: State = {}
        while before != (now := self._look()) and time.monotonic() < end:
            before = now
            time.sleep(_QUIET)

    def _tell(self) -> None:
        """Says to the server that something has changed, unless a build has begun that knows it."""
        with self._lock:
            changed = next(_differing(self._state, self._look()), None)
            handler = next(iter(self._handlers.values()), None)
            if changed is not None and handler is not None and not self._ended:
                handler.dispatch(events.FileModifiedEvent(changed))

    def _look(self) -> State:
        found: State = {}
        for path in list(self._handlers):
            with suppress(OSError):  # a file that is just being put in its place is seen at the next look
                if Path(path).is_dir():
                    self._look_into(path, found, frozenset())
                else:
                    stat = Path(path).stat()
                    found[path] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        return found

    def _look_into(self, folder: str, found: State, above: frozenset[str]) -> None:
        """`above` are the real folders that led here by links, which may lead in a circle."""
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if self._ignored(entry.path):
                    continue
                with suppress(OSError):
                    if not entry.is_dir():
                        stat = entry.stat()
                        found[entry.path] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
                    elif not entry.is_symlink():
                        self._look_into(entry.path, found, above)
                    elif (real := os.path.realpath(entry.path)) not in above:
                        self._look_into(entry.path, found, above | {real})


class _Wakes(events.FileSystemEventHandler):
    """Wakes at whatever happens in a folder, or to a file."""

    def __init__(self, woken: threading.Event, path: str) -> None:
        self._woken, self._path = woken, path
        self._file = not Path(path).is_dir()

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        if not self._file or self._path in (os.fsdecode(event.src_path), os.fsdecode(event.dest_path)):
            self._woken.set()


def _differing(before: State, after: State) -> Iterator[str]:
    yield from (path for path, state in after.items() if before.get(path) != state)
    yield from (path for path in before if path not in after)

"""One build of a collection at a time: a second one waits, since both would write the same stage."""

from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout
from mkdocs.plugins import get_plugin_logger

log = get_plugin_logger("excellence")


def wait_for(cache: Path) -> Callable[[], None]:
    """Takes a turn, and gives what ends it."""
    cache.mkdir(parents=True, exist_ok=True)
    lock = FileLock(cache / "build.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        log.info("Another build of this collection is running; this one begins when it ends.")
        lock.acquire()
    return lock.release

"""One set-up at a time: a lock that the system itself takes from a process that was killed."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Trouble(Exception):  # noqa: N818 - a sentence for a person, not a fault of the program
    """Why nothing can go on, in one sentence with its remedy."""


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One set-up at a time; the system itself lets go of the lock of a process that was killed."""
    told = False
    while (held := _taken(path)) is None:
        if not told:
            print("Another script is setting up .venv; waiting for it …", file=sys.stderr, flush=True)
            told = True
        time.sleep(0.2)
    try:
        yield
    finally:
        if os.name == "posix":  # removed while it is held, so that two never hold two files of this name
            path.unlink(missing_ok=True)
        os.close(held)


def _taken(path: Path) -> int | None:
    """The open lock file, held by us alone; nothing while another holds it."""
    try:
        held = os.open(path, os.O_CREAT | os.O_RDWR, 0o644)
    except OSError as error:
        raise Trouble(
            f"{path.parent} can't be written ({error.strerror}): check its permissions, then run this again."
        ) from error
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(held, msvcrt.LK_NBLCK, 1)
            return held
        import fcntl

        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.set_inheritable(held, True)
        # The one before us may have removed the file after we opened it: then what we hold is no longer the lock.
        if path.exists() and os.path.samestat(os.fstat(held), path.stat()):
            return held
    except OSError as error:
        if error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK, errno.ENOENT):
            os.close(held)
            raise
    os.close(held)
    return None

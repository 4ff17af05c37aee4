"""From nothing but Python to an environment that can build and test: the part that all scripts share.

It runs before anything is installed, so it imports the standard library alone.
"""

import hashlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
STAMP = ".excellence"
PATIENCE = 900  # seconds that one set-up waits for another

# What pip says, in part, and what a person can do about it; the first that fits counts.
_NETWORK = "The packages could not be fetched: check the network, then run this again."
_NOT_FOUND = "A package was not found for this computer: check the network, or try another Python from 3.11 on."
_REMEDIES = (
    ("No space left", "The disk is full: make room, then run this again."),
    ("Permission denied", "The folder can't be written: check its permissions, then run this again."),
    ("DO NOT MATCH THE HASHES", "A package is not the one that requirements.lock names: fetch the repository anew."),
    ("NewConnectionError", _NETWORK),
    ("ConnectionError", _NETWORK),
    ("Name or service not known", _NETWORK),
    ("Could not find a version", _NOT_FOUND),
    ("No matching distribution", _NOT_FOUND),
)


class Trouble(Exception):  # noqa: N818 - a sentence for a person, not a fault of the program
    """Why nothing can go on, in one sentence with its remedy."""


def environment(root: Path = ROOT) -> Path:
    """The Python of the project's own environment, made or mended where that is needed."""
    python = _python(root)
    if not _is_current(root, python):
        with _alone(root):
            if not _is_current(root, python):
                _set_up(root, python)
    return python


def run(command: Sequence[str], root: Path = ROOT, **more: str) -> int:
    """Runs a module of the environment, as in `["mkdocs", "build"]`, and returns its exit code."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **more}
    # Ctrl-C reaches the command as well, which ends by itself; we only wait for it.
    process = subprocess.Popen([str(environment(root)), "-m", *command], cwd=root, env=env)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def main(command: Sequence[str], **more: str) -> NoReturn:
    """Runs a module of the environment and ends with its exit code; trouble is told in a sentence."""
    try:
        sys.exit(run(command, ROOT, **more))
    except Trouble as trouble:
        sys.exit(f"{trouble}")


def free_port(wanted: int) -> int:
    """The port wanted, or the next one that nobody uses."""
    for port in range(wanted, wanted + 100):
        with socket.socket() as one, suppress(OSError):
            # As servers do it: a port that was left a moment ago counts as free.
            if os.name == "posix":
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind(("127.0.0.1", port))
            return port
    raise Trouble(f"No port from {wanted} to {wanted + 99} is free: end another server, or name a port with --port.")


def _python(root: Path) -> Path:
    folder = root / ".venv"
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"


def _state(root: Path) -> str:
    """What the environment depends on: the lock, the project's own facts, and the Python it was made with."""
    digest = hashlib.sha256(repr((sys.version_info[:3], str(root))).encode())
    for name in ("requirements.lock", "pyproject.toml"):
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def _is_current(root: Path, python: Path) -> bool:
    stamp = root / ".venv" / STAMP
    return stamp.exists() and stamp.read_text("utf-8") == _state(root) and _answers(python)


def _set_up(root: Path, python: Path) -> None:
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise Trouble(
            "This Python comes without ensurepip, which makes environments: "
            f"on Debian or Ubuntu run `sudo apt install python{version}-venv`, then run this again."
        )
    print("Setting up .venv (the first time takes about a minute) …", file=sys.stderr, flush=True)
    _fresh_venv(root, python)
    lock = ["install", "--require-hashes", "--only-binary", ":all:", "-r", str(root / "requirements.lock")]
    _pip(python, lock)
    _pip(python, ["install", "--no-deps", "--no-build-isolation", "--editable", str(root)])
    (root / ".venv" / STAMP).write_text(_state(root), "utf-8")


def _fresh_venv(root: Path, python: Path) -> None:
    """Keeps an environment that answers with our own version of Python; makes any other anew."""
    folder = root / ".venv"
    (folder / STAMP).unlink(missing_ok=True)
    if _answers(python):
        return
    try:
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        elif folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        remedy = "delete that folder by hand, then run this again."
        raise Trouble(
            f"The environment in {folder} is broken and can't be removed ({error.strerror}): {remedy}"
        ) from error
    made = subprocess.run([sys.executable, "-m", "venv", str(folder)], capture_output=True, text=True, check=False)
    if made.returncode:
        raise Trouble(_explained("No environment could be made.", made.stdout + made.stderr))


def _answers(python: Path) -> bool:
    if not python.exists():
        return False
    code = "import sys; from importlib.util import find_spec; print(sys.version_info[:3] if find_spec('pip') else '')"
    with suppress(OSError, subprocess.TimeoutExpired):
        told = subprocess.run([str(python), "-c", code], capture_output=True, text=True, timeout=60, check=False)
        return told.stdout.strip() == str(tuple(sys.version_info[:3]))
    return False


def _pip(python: Path, words: list[str]) -> None:
    env = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(
        [str(python), "-m", "pip", *words, "--quiet", "--no-input"],
        capture_output=True,
        text=True,
        env=env,
        check=False,
    )
    if done.returncode:
        raise Trouble(_explained("The packages could not be installed.", done.stdout + done.stderr))


def _explained(what: str, output: str) -> str:
    """The last of what was said, and one sentence with the remedy."""
    remedy = next((remedy for sign, remedy in _REMEDIES if sign in output), f"{what} The lines above say why.")
    lines = [line for line in output.splitlines() if line.strip()][-6:]
    return "\n".join([*lines, remedy])


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One set-up at a time; a lock that was left behind counts for nothing once its time is over."""
    lock = root / ".venv.lock"
    end = time.monotonic() + PATIENCE
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            with suppress(OSError):
                if time.time() - lock.stat().st_mtime > PATIENCE or time.monotonic() > end:
                    lock.unlink()
            time.sleep(0.2)
        except OSError as error:
            raise Trouble(
                f"{root} can't be written ({error.strerror}): check its permissions, then run this again."
            ) from error
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)

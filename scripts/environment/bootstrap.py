"""From nothing but Python to an environment that can build and test: the part that all scripts share.

It runs before anything is installed, so it imports the standard library alone, and none of the package.
"""

import argparse
import errno
import hashlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from .lock import Trouble, alone

ROOT = Path(__file__).resolve().parents[2]
STAMP = ".excellence"
UNFINISHED = ""  # what the stamp says while a set-up is under way, and for ever if that one was killed

# What pip says, in part, and what a person can do about it; the first that fits counts.
_NETWORK = "The packages could not be fetched: check the network, then run this again."
_NOT_FOUND = "A package was not found for this computer: check the network, or try another Python from 3.11 on."
_REMEDIES = (
    ("No space left", "The disk is full: make room, then run this again."),
    ("Permission denied", "The folder can't be written: check its permissions, then run this again."),
    ("Could not open requirements file", "requirements.lock is missing: fetch the repository anew."),
    ("DO NOT MATCH THE HASHES", "A package is not the one that requirements.lock names: fetch the repository anew."),
    ("NewConnectionError", _NETWORK),
    ("ConnectionError", _NETWORK),
    ("ProxyError", _NETWORK),
    ("TimeoutError", _NETWORK),
    ("timed out", _NETWORK),
    ("SSLError", "The network's certificate was refused: check the network and this computer's clock."),
    ("Name or service not known", _NETWORK),
    ("Could not find a version", _NOT_FOUND),
    ("No matching distribution", _NOT_FOUND),
)


def environment(root: Path = ROOT) -> Path:
    """The Python of the project's own environment, made or mended where that is needed."""
    python = python_of(root)
    try:
        if not is_current(root):
            with alone(root / ".venv.lock"):
                if not is_current(root):  # another may have done it while we waited
                    _set_up(root, python)
    except KeyboardInterrupt:
        raise Trouble("Stopped before the environment was ready: run this again to make it.") from None
    except OSError as error:
        full = error.errno == errno.ENOSPC
        remedy = "make room" if full else "check that this folder can be written"
        raise Trouble(f"{error.filename or root}: {error.strerror}; {remedy}, then run this again.") from error
    return python


def run(command: Sequence[str], root: Path = ROOT, **more: str) -> int:
    """Runs a module of the environment, as in `["mkdocs", "build"]`, and returns its exit code."""
    # Ctrl-C reaches the command as well, which ends by itself; we only wait for it.
    process = subprocess.Popen([str(environment(root)), "-m", *command], cwd=root, env=_settings(more))
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def main(command: Sequence[str], root: Path = ROOT, **more: str) -> NoReturn:
    """Runs a module of the environment and ends with its exit code; trouble is told in a sentence."""
    try:
        python = str(environment(root))
        if os.name != "posix":  # Windows would give the prompt back while the command still runs
            sys.exit(run(command, root, EXCELLENCE_FROM=str(Path.cwd()), **more))
        settings = _settings({"EXCELLENCE_FROM": str(Path.cwd()), **more})  # where a person's own paths begin
        os.chdir(root)
        sys.stdout.flush()
        # In our place, so that whoever ends the script ends the command, and no server stays behind.
        os.execve(python, [python, "-m", *command], settings)  # noqa: S606
    except Trouble as trouble:
        sys.exit(str(trouble))
    except OSError as error:
        sys.exit(f"{error.filename or root}: {error.strerror}; delete the folder .venv, then run this again.")


def command(verb: str) -> NoReturn:
    """Runs one of our own commands with the words that the script was given."""
    main(["excellence", verb, *sys.argv[1:]])


def options(explanation: str | None) -> argparse.ArgumentParser:
    """What a script understands itself; it hands on what it does not know, and so guesses no short form of a word."""
    form = argparse.RawDescriptionHelpFormatter
    return argparse.ArgumentParser(description=explanation, formatter_class=form, allow_abbrev=False)


def say(line: str) -> None:
    """Prints a line at once, so that it stands before what commands print."""
    print(line, flush=True)


def _settings(more: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", **more}


def free_port(wanted: int) -> int:
    """The port wanted, or the next one that nobody uses."""
    if not 0 < wanted < 65536:
        raise Trouble(f"A port is a number from 1 to 65535, and {wanted} is none: name another with --port.")
    last = min(wanted + 99, 65535)
    for port in range(wanted, last + 1):
        with socket.socket() as one:
            # As servers do it: a port that was left a moment ago counts as free.
            if os.name == "posix":
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                one.bind(("127.0.0.1", port))
            except PermissionError as error:
                if port < 1024:
                    raise Trouble(f"Port {port} is not for every account: name one from 1024 on.") from error
            except OSError:
                continue
            else:
                return port
    raise Trouble(f"No port from {wanted} to {last} is free: end another server, or name a port with --port.")


def python_of(root: Path) -> Path:
    """Where the project's environment has its Python, whether it is there or not."""
    folder = root / ".venv"
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"


def state(root: Path) -> str:
    """What the environment depends on: the lock, the project's own facts, its Python, and where it lies."""
    # The interpreter's file and not its link: a system's upgrade leads the same link to another version.
    digest = hashlib.sha256(os.fsencode(os.path.realpath(python_of(root))))
    for path in (root / "requirements.lock", root / "pyproject.toml", root / ".venv" / "pyvenv.cfg"):
        digest.update(path.read_bytes() if path.exists() else b"")
    return f"{digest.hexdigest()}\n{root}\n"


def is_current(root: Path) -> bool:
    """Whether nothing must be made or mended; starts no process, so that most scripts begin at once."""
    python = python_of(root)
    return _stamp(root) == state(root) and os.access(python, os.X_OK) and _base_is_there(root)


def _stamp(root: Path) -> str | None:
    stamp = root / ".venv" / STAMP
    return stamp.read_text("utf-8", errors="replace") if stamp.is_file() else None


def _base_is_there(root: Path) -> bool:
    """Whether the Python that the environment was made with still exists; Windows has a starter in place of a link."""
    lines = (root / ".venv" / "pyvenv.cfg").read_text("utf-8", errors="replace").splitlines()
    homes = [value.strip() for name, _, value in (line.partition("=") for line in lines) if name.strip() == "home"]
    return bool(homes) and Path(homes[0]).is_dir()


def _set_up(root: Path, python: Path) -> None:
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise Trouble(
            "This Python comes without ensurepip, which makes environments: "
            f"on Debian or Ubuntu run `sudo apt install python{version}-venv`, then run this again."
        )
    print("Setting up .venv (the first time takes about a minute) …", file=sys.stderr, flush=True)
    _fresh_venv(root, python)
    # The lock is whole, and may say otherwise than a package asks: pyproject.toml tells where and why.
    lock = ["install", "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(root / "requirements.lock")]
    stamp = root / ".venv" / STAMP
    stamp.write_text(UNFINISHED, "utf-8")
    try:
        _pip(python, lock)
        _pip(python, ["install", "--no-deps", "--no-build-isolation", "--editable", str(root)])
    except Trouble:
        stamp.unlink()  # pip told what is wrong and cleaned up behind itself: the next run need not begin anew
        raise
    stamp.write_text(state(root), "utf-8")


def _fresh_venv(root: Path, python: Path) -> None:
    """Keeps an environment that works where it lies; makes any other anew."""
    folder, base = root / ".venv", _base(root)
    if _is_whole(root) and _answers(python):
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
    folder.mkdir()
    (folder / STAMP).write_text(UNFINISHED, "utf-8")
    # In two steps: venv alone keeps what ensurepip says to itself, a full disk included.
    steps = [base, "-m", "venv", "--without-pip", str(folder)], [str(python), "-m", "ensurepip", "--default-pip"]
    for step in steps:
        code, output = _quietly(step)
        if code:
            raise Trouble(explained("No environment could be made.", output))


def _is_whole(root: Path) -> bool:
    """Neither left half-made by a killed set-up, nor moved here from elsewhere, where its commands still point to."""
    stamp = _stamp(root)
    if stamp is None:
        return True
    return stamp != UNFINISHED and stamp.splitlines()[1:] in ([], [str(root)])


def _base(root: Path) -> str:
    """The Python to make the environment with; never the one inside, which goes when that is made anew."""
    if Path(sys.prefix).resolve() == (root / ".venv").resolve():
        return str(getattr(sys, "_base_executable", sys.executable))
    return sys.executable


def _answers(python: Path) -> bool:
    """Whether the environment's Python starts, is new enough, and its pip works."""
    if not python.exists():
        return False
    code = "import sys, pip._internal.cli.main; print(sys.version_info >= (3, 11))"
    with suppress(OSError, subprocess.TimeoutExpired):
        told = subprocess.run([str(python), "-c", code], capture_output=True, timeout=60, check=False)
        return told.stdout.strip() == b"True"
    return False


def _pip(python: Path, words: list[str]) -> None:
    code, output = _quietly([str(python), "-m", "pip", *words, "--quiet", "--no-input"])
    if code:
        raise Trouble(explained("The packages could not be installed.", output))


def _quietly(command: list[str]) -> tuple[int, str]:
    """The exit code and all that was said."""
    # A person's own wish for installs outside environments would be refused inside one.
    env = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_USER": "0"}
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        errors="replace",
        env=env,
        check=False,
        close_fds=False,  # it keeps our lock, and so the next set-up waits, should we be killed before it ends
    )
    return done.returncode, done.stdout


def explained(what: str, output: str) -> str:
    """The last of what was said, and one sentence with the remedy."""
    remedy = next((remedy for sign, remedy in _REMEDIES if sign in output), f"{what} The lines above say why.")
    lines = [line for line in output.splitlines() if line.strip()][-6:]
    return "\n".join([*lines, remedy])

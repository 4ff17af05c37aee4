"""What the tests need beside Python: a Chromium and exiftool, found or got. Standard library alone."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from .lock import Trouble

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
MISSING = (
    "The tests need a Chromium, and none could be found or installed. Install Chromium or Chrome (on Debian or Ubuntu:"
    " `sudo apt install chromium`), or run `.venv/bin/python -m playwright install chromium`, then run this again."
    " A browser in an unusual place is named by the environment variable CHROMIUM."
)
NO_EXIFTOOL = (
    "The tests need exiftool, and it could not be found or installed. On Debian or Ubuntu run"
    " `sudo apt install libimage-exiftool-perl`, on macOS `brew install exiftool`, elsewhere see exiftool.org,"
    " then run this again."
)


class Other(NamedTuple):
    """A browser that the main paths are tried in besides: its programs by name, and their Debian packages."""

    names: tuple[str, ...]
    packages: tuple[str, ...]
    beside: str  # a program that it needs beside itself; its own where it needs none
    missing: str


OTHERS = {
    "firefox": Other(
        names=("firefox-esr", "firefox"),
        packages=("firefox-esr",),
        beside="",
        missing="The tests need Firefox, and it could not be found or installed. On Debian run"
        " `sudo apt install firefox-esr`, elsewhere see firefox.com, then run this again. A browser in an unusual place"
        " is named by the environment variable FIREFOX.",
    ),
    "webkit": Other(
        names=("WebKitWebDriver",),
        packages=("webkit2gtk-driver", "xvfb"),
        beside="Xvfb",
        missing="The tests need WebKit with its driver and Xvfb, and they could not be found or installed. On Debian or"
        " Ubuntu run `sudo apt install webkit2gtk-driver xvfb`, then run this again.",
    ),
}


def others() -> None:
    """Firefox and WebKit, found or got; raises Trouble that names all that is missing."""
    missing = [known.missing for name, known in OTHERS.items() if not (other(name) or _got(name))]
    if missing:
        raise Trouble("\n".join(missing))


def other(name: str) -> str | None:
    """The program of one of them, where it is whole."""
    known = OTHERS[name]
    if named := os.environ.get(name.upper()):
        return named if Path(named).is_file() else None
    found = next(filter(None, map(shutil.which, known.names)), None)
    return found if not known.beside or shutil.which(known.beside) else None


def _got(name: str) -> str | None:
    return other(name) if all(_apt(package) for package in OTHERS[name].packages) else None


def needed(python: Path) -> str:
    """The path of a Chromium, and exiftool somewhere; raises Trouble that names all that is missing."""
    found = chromium(python)
    missing = [text for tool, text in ((found, MISSING), (exiftool(), NO_EXIFTOOL)) if tool is None]
    if missing or found is None:
        raise Trouble("\n".join(missing))
    return found


def chromium(python: Path) -> str | None:
    """The path of a Chromium; installed where there is none and that is possible."""
    named = os.environ.get("CHROMIUM")
    if named and not Path(named).is_file():
        raise Trouble(f"CHROMIUM names {named}, and there is no such file: name the browser's program, or unset it.")
    return named or _found(python) or _installed(python)


def exiftool() -> str | None:
    """The path of exiftool, which reads what pictures say about people; installed where that is possible."""
    return shutil.which("exiftool") or (_apt("libimage-exiftool-perl") and shutil.which("exiftool")) or None


def _found(python: Path) -> str | None:
    return next((path for path in _candidates(python) if path and Path(path).is_file() and _starts(path)), None)


def _starts(path: str) -> bool:
    """Whether it is a browser and not a stand-in for one, as Ubuntu's packages outside of snap are."""
    # On Windows a browser that is asked for its version opens a window instead.
    return os.name == "nt" or _quiet([path, "--version"])


def _candidates(python: Path) -> Iterator[str | None]:
    yield from (shutil.which(name) for name in _NAMES)
    yield from PLACES
    code = "from playwright.sync_api import sync_playwright as p\nwith p() as q: print(q.chromium.executable_path)"
    with suppress(OSError, subprocess.TimeoutExpired):
        told = subprocess.run([str(python), "-c", code], capture_output=True, text=True, timeout=60, check=False)
        yield told.stdout.strip()


def _installed(python: Path) -> str | None:
    print("Getting a Chromium for the tests …", file=sys.stderr, flush=True)
    if _apt("chromium") and (found := _found(python)):
        return found
    words = ["install", *(["--with-deps"] if _is_root() and sys.platform == "linux" else []), "chromium"]
    return _found(python) if _quiet([str(python), "-m", "playwright", *words]) else None


def _apt(package: str) -> bool:
    """Installs a Debian package where we may."""
    if not (_is_root() and shutil.which("apt-get")):
        return False
    return _quiet(["apt-get", "update"]) and _quiet(["apt-get", "install", "--yes", package])


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _quiet(command: list[str]) -> bool:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with suppress(OSError):
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=env, check=False)
        return done.returncode == 0
    return False

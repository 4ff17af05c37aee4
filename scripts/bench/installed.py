"""The programs of others that a bench measures, from the package registries, at the versions that stand here.

Each lies in a folder of its own in the cache, whose name says what it holds; one that is there is taken as it is.
"""

import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from here import ROOT

CACHE = ROOT / ".cache" / "bench"
ARCHITECTURES = {"x86_64": "x64", "aarch64": "arm64"}
# The newest Node that all of them run on. The one of this computer only runs npm.
NODE = f"node-linux-{ARCHITECTURES.get(platform.machine(), platform.machine())}"
NODE_VERSION = "22.23.3"


class MissingError(Exception):
    """What could not be had, and what would help; the others are still measured."""


def python(*wishes: str) -> Path:
    """A folder for PYTHONPATH that holds packages as pip has them."""

    def fetch(folder: Path) -> None:
        words = ["install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]
        done([sys.executable, "-m", "pip", *words, "--target", folder, *wishes], folder)

    return kept(wishes, fetch)


def npm(*wishes: str, built: str = "") -> Path:
    """A folder with a `node_modules`; `built` is a package in it that is compiled here, against our own Node."""

    def fetch(folder: Path) -> None:
        program(("npm",), "install Node.js, with which it comes")
        (folder / "package.json").write_text('{"private": true, "type": "module"}\n', "utf-8")
        words = ["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
        done(["npm", *words, *wishes, f"{NODE}@{NODE_VERSION}"], folder)
        if built:
            done(["npm", "rebuild", "--silent", built, f"--nodedir={folder / 'node_modules' / NODE}"], folder)

    return kept((*wishes, NODE, NODE_VERSION, built), fetch)


def node(folder: Path) -> Path:
    return folder / "node_modules" / NODE / "bin" / "node"


def program(names: Sequence[str], remedy: str) -> None:
    for name in names:
        if shutil.which(name) is None:
            raise MissingError(f"there is no {name}: {remedy}")


def kept(wishes: Sequence[str], fetch: Callable[[Path], None]) -> Path:
    folder = (
        CACHE
        / f"{wishes[0].split('==')[0].strip('@').replace('/', '-')}-{sha256(repr(wishes).encode()).hexdigest()[:10]}"
    )
    whole = folder / "whole"
    if not whole.is_file():
        print(f"fetching {', '.join(filter(None, wishes))} …", file=sys.stderr, flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        fetch(folder)
        whole.touch()
    return folder


def done(command: Sequence[str | Path], folder: Path) -> None:
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if told.returncode:
        raise MissingError(f"{command[0]} ended with {told.returncode}: {(told.stdout + told.stderr).strip()[-600:]}")

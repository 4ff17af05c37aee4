"""Where the repository lies, and the Python of its own environment, in which every bench runs."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[1:1] = [str(ROOT / "scripts"), str(ROOT / "tests")]

from environment import bootstrap

# The package that lies beside the bench is measured, whichever the environment knows, compiled as it is for everybody.
SETTINGS = {"PYTHONPATH": str(ROOT / "plugins"), "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}


def in_environment() -> None:
    """Begins the bench anew in the project's own environment, unless it runs there or BENCH_HERE is set."""
    if Path(sys.prefix) != ROOT / ".venv" and "BENCH_HERE" not in os.environ:
        python = str(bootstrap.environment())
        os.execv(python, [python, *sys.argv])
    sys.path.insert(0, SETTINGS["PYTHONPATH"])
    os.environ.update(SETTINGS)

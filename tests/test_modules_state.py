"""The browser's plain data, tested without a browser: one run of each file of cases in tests/browser/."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from project import ROOT

CASES = sorted((ROOT / "tests" / "browser").glob("*_test.mjs"))


@pytest.mark.parametrize("cases", CASES, ids=lambda path: path.stem)
def test_the_cases_hold(cases: Path) -> None:
    """The types are checked elsewhere, and nothing is asked of the network."""
    command = [sys.executable, "-m", "deno", "test", "--quiet", "--no-check", "--no-config", "--no-remote", cases]
    found = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env={**os.environ, "NO_COLOR": "1"}
    )
    assert found.returncode == 0, found.stdout + found.stderr
    assert "| 0 failed" in found.stdout

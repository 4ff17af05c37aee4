"""What the browser's tools reckon with, without a browser: tests/browser/*.test.mjs, run by `deno`."""

import subprocess
import sys

from project import ROOT

BROWSER = ROOT / "tests" / "browser"


def test_what_the_tools_reckon_is_right_for_whatever_comes() -> None:
    """In a process that may do nothing but reckon: no file, no network, no store."""
    # The linter and the checker have their own stage, in which the same configuration is read.
    command = [sys.executable, "-m", "deno", "test", "--quiet", "--no-check", f"--config={BROWSER / 'deno.json'}"]
    done = subprocess.run([*command, BROWSER], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout

"""What the browser's modules reckon, without a browser: the cases in tests/browser/, run by `deno`."""

import subprocess
import sys

from project import ROOT

BROWSER = ROOT / "tests" / "browser"
CASES = sorted(BROWSER.glob("*_test.mjs"))


def test_what_the_modules_reckon_is_right_for_whatever_comes() -> None:
    """In one process that may do nothing but reckon: no file, no network, no store."""
    assert CASES
    # Types have a stage of their own, which reads the same configuration.
    command = [sys.executable, "-m", "deno", "test", "--quiet", "--no-check", f"--config={BROWSER / 'deno.json'}"]
    done = subprocess.run([*command, *CASES], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("running ") == len(CASES)

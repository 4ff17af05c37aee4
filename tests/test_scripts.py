"""The scripts: short, each explaining itself, and a plain sentence wherever they can't go on."""

import ast
import os
import runpy
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from environment import bootstrap, browser
from environment.lock import Trouble
from project import ROOT
from pythons import other_pythons, version

FOLDER = ROOT / "scripts"
SCRIPTS = sorted(path.name for path in FOLDER.iterdir() if path.is_file())
OURS = [script for script in SCRIPTS if script not in ("build", "lock", "serve", "test")]
# What every Python must be able to read before it can say that it is too old.
FIRST = [*(FOLDER / script for script in SCRIPTS), FOLDER / "environment" / "__init__.py"]
READS = "import sys\nfor path in sys.argv[1:]:\n    compile(open(path).read(), path, 'exec')\n"
TOO_OLD = "Models of Excellence needs Python 3.11 or newer, and this is "


@pytest.mark.parametrize("script", SCRIPTS)
def test_an_old_python_is_told_to_be_newer(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = FOLDER / script
    ast.parse(path.read_text("utf-8"), feature_version=(3, 6))
    for name in [each for each in sys.modules if each.split(".")[0] == "environment"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(path), run_name="__main__")
    assert ended.value.code == f"{TOO_OLD}3.9: install a newer one."


def test_every_old_python_reads_the_scripts_far_enough_to_ask_for_a_newer_one() -> None:
    for python in other_pythons(lambda told: told < (3, 11)):
        if version(python) >= (3,):
            subprocess.run([python, "-c", READS, *FIRST], check=True)
        done = subprocess.run([python, "-B", FOLDER / "check"], capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert done.stderr.startswith(TOO_OLD)
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_one_short_file_that_explains_itself(script: str) -> None:
    path = FOLDER / script
    assert len(path.read_text("utf-8").splitlines()) <= 60
    assert os.access(path, os.X_OK)
    done = subprocess.run([sys.executable, path, "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "usage: " in done.stdout.lower()


@pytest.mark.parametrize("script", OURS)
def test_the_scripts_of_our_own_commands_differ_by_a_word(script: str) -> None:
    said = ast.parse((FOLDER / script).read_text("utf-8"))
    assert ast.get_docstring(said)
    assert [ast.unparse(line) for line in said.body[1:]] == [
        "from environment import bootstrap",
        f"bootstrap.command('{script}')",
    ]


def test_the_set_up_needs_nothing_but_python() -> None:
    builder = {FOLDER / "environment" / "addresses.py"}  # runs where the package is built, with what that needs
    for path in {*(FOLDER / "environment").glob("*.py")} - builder:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                assert {alias.name.split(".")[0] for alias in node.names} <= sys.stdlib_module_names
            elif isinstance(node, ast.ImportFrom) and not node.level:
                assert str(node.module).split(".")[0] in sys.stdlib_module_names


# Ports


@pytest.mark.parametrize("port", [70000, -1, 0])
def test_a_number_that_is_no_port_is_told(port: int) -> None:
    with pytest.raises(Trouble) as told:
        bootstrap.free_port(port)
    assert str(told.value) == f"A port is a number from 1 to 65535, and {port} is none: name another with --port."


def test_a_script_tells_of_trouble_in_one_sentence() -> None:
    words = [sys.executable, FOLDER / "serve", "--port=70000"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "A port is a number from 1 to 65535, and 70000 is none: name another with --port.\n"


def test_the_last_ports_in_use_leave_none() -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 65535))
        one.listen()
        with pytest.raises(Trouble, match="No port from 65535 to 65535 is free"):
            bootstrap.free_port(65535)


def test_a_port_in_use_is_passed_over() -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        taken = one.getsockname()[1]
        assert taken < bootstrap.free_port(taken) < taken + 100


# A browser


def test_the_browser_named_by_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "my-chromium"
    own.touch()
    monkeypatch.setenv("CHROMIUM", str(own))
    assert browser.chromium(Path(sys.executable)) == str(own)


def test_a_browser_named_and_not_there_is_told(tmp_path: Path) -> None:
    env = {**os.environ, "CHROMIUM": str(tmp_path / "gone")}
    for words in ([], ["-k", "nothing"]):
        done = subprocess.run(
            [sys.executable, FOLDER / "test", *words], env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert "CHROMIUM names " in done.stderr


def test_a_stand_in_that_is_no_browser_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, code in (("chromium", 1), ("google-chrome", 0)):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\nexit {code}\n", "utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    assert browser.chromium(Path(sys.executable)) == str(tmp_path / "google-chrome")


def test_without_any_browser_or_way_to_get_one_the_remedies_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "PLACES", ())
    with pytest.raises(Trouble) as told:
        browser.needed(Path("no-such-python"))
    for remedy in ("sudo apt install chromium", "playwright install chromium", "libimage-exiftool-perl"):
        assert remedy in str(told.value)


def test_the_other_browsers_are_found_whole_or_named_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("FIREFOX", raising=False)
    monkeypatch.delenv("WEBKIT", raising=False)
    for name in ("firefox", "WebKitWebDriver"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\n", "utf-8")
        program.chmod(0o755)
    with pytest.raises(Trouble) as told:  # a WebKit has no window without a screen
        browser.others()
    assert str(told.value) == browser.OTHERS["webkit"].missing
    assert "sudo apt install webkit2gtk-driver xvfb" in str(told.value)
    (tmp_path / "WebKitWebDriver").rename(tmp_path / "Xvfb")
    monkeypatch.setenv("FIREFOX", str(tmp_path / "gone"))
    with pytest.raises(Trouble) as told:
        browser.others()
    assert str(told.value).splitlines() == [known.missing for known in browser.OTHERS.values()]

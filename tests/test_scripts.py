"""The scripts: from nothing but Python to a working environment, and a plain sentence wherever that can't be."""

import ast
import hashlib
import importlib.util
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest

from excellence import bootstrap, browser
from excellence.bootstrap import Trouble
from project import ROOT

SCRIPTS = sorted(path.name for path in (ROOT / "scripts").iterdir() if path.is_file())
BACKEND = """
import zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "little-1.0-py3-none-any.whl"
    info = "little-1.0.dist-info"
    with zipfile.ZipFile(f"{folder}/{name}", "w") as wheel:
        wheel.writestr("little.py", "import sys; print('little', *sys.argv[1:]); sys.exit(len(sys.argv) - 1)")
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\\nName: little\\nVersion: 1.0\\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(f"{info}/RECORD", "")
    return name
"""


def wheel(folder: Path, name: str) -> str:
    """A wheel of one module, and its line in a lock."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(f"{name}.py", "print('here')")
        made.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        made.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        made.writestr(f"{info}/RECORD", "")
    return f"{name} @ {path.as_uri()} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@pytest.fixture(scope="session")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A little project whose environment has been made once; tests take copies of what is around it."""
    root = tmp_path_factory.mktemp("little")
    (root / "backend.py").write_text(BACKEND, "utf-8")
    settings = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    (root / "pyproject.toml").write_text(settings + '[project]\nname = "little"\nversion = "1.0"\n', "utf-8")
    (root / "requirements.lock").write_text(wheel(root, "first"), "utf-8")
    bootstrap.environment(root)
    return root


@pytest.fixture
def root(set_up: Path) -> Path:
    """The little project with its environment whole; a test that breaks it leaves it to be mended by the next."""
    bootstrap.environment(set_up)
    return set_up


def test_the_first_run_makes_an_environment_with_the_lock_and_the_project(root: Path) -> None:
    python = bootstrap.environment(root)
    assert python.is_relative_to(root / ".venv")
    done = subprocess.run([python, "-m", "first"], capture_output=True, text=True, check=True)
    assert done.stdout == "here\n"


def test_an_unchanged_environment_is_used_at_once(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    stamp = root / ".venv" / bootstrap.STAMP
    before = stamp.stat().st_mtime_ns
    bootstrap.environment(root)
    assert stamp.stat().st_mtime_ns == before
    assert capfd.readouterr().err == ""


def test_a_changed_lock_is_installed(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    lock = root / "requirements.lock"
    lock.write_text(wheel(root, "first") + wheel(root, "second"), "utf-8")
    python = bootstrap.environment(root)
    assert "Setting up" in capfd.readouterr().err
    assert subprocess.run([python, "-m", "second"], capture_output=True, check=False).returncode == 0


def test_a_broken_environment_is_made_anew(root: Path) -> None:
    python = bootstrap.environment(root)
    for link in (root / ".venv" / "bin").glob("python*"):
        link.unlink()
    python.write_text("no python", "utf-8")
    assert bootstrap.environment(root) == python
    assert subprocess.run([python, "-m", "first"], capture_output=True, check=False).returncode == 0


def test_a_half_made_environment_is_made_anew(root: Path) -> None:
    shutil.rmtree(root / ".venv")
    (root / ".venv" / "bin").mkdir(parents=True)
    python = bootstrap.environment(root)
    assert subprocess.run([python, "-m", "first"], capture_output=True, check=False).returncode == 0


def test_exit_codes_and_words_are_passed_through(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.run(["little", "a", "b"], root) == 2
    assert capfd.readouterr().out == "little a b\n"


def test_two_set_ups_at_once_make_one_environment(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (root / ".venv" / bootstrap.STAMP).unlink()
    both = [threading.Thread(target=bootstrap.environment, args=[root]) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert capfd.readouterr().err.count("Setting up") == 1
    assert not (root / ".venv.lock").exists()


def test_a_lock_left_behind_is_no_obstacle_for_ever(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / ".venv" / bootstrap.STAMP).unlink()
    lock = root / ".venv.lock"
    lock.touch()
    os.utime(lock, (1, 1))
    assert bootstrap.environment(root).exists()


def trouble(root: Path) -> str:
    with pytest.raises(Trouble) as told:
        bootstrap.environment(root)
    return str(told.value).splitlines()[-1]


def test_no_ensurepip_is_told_with_the_package_to_install(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / ".venv" / bootstrap.STAMP).unlink()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert re.search(r"without ensurepip.*sudo apt install python3\.\d+-venv", trouble(root))


def test_no_network_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = root / "requirements.lock"
    before = lock.read_text("utf-8")
    for name, value in (("INDEX_URL", "http://127.0.0.1:9/"), ("RETRIES", "0"), ("FIND_LINKS", ""), ("NO_INDEX", "0")):
        monkeypatch.setenv(f"PIP_{name}", value)
    lock.write_text("no-such-package==1.0 --hash=sha256:" + "0" * 64, "utf-8")
    assert "check the network" in trouble(root)
    lock.write_text(before, "utf-8")


def test_a_package_that_is_not_the_one_in_the_lock_is_refused(root: Path) -> None:
    lock = root / "requirements.lock"
    before = lock.read_text("utf-8")
    lock.write_text(re.sub(r"first (.*)sha256:[0-9a-f]+", r"first \1sha256:" + "0" * 64, before), "utf-8")
    shutil.rmtree(root / ".venv")
    assert "not the one that requirements.lock names" in trouble(root)
    lock.write_text(before, "utf-8")


def test_a_folder_that_takes_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "requirements.lock").touch()
    (tmp_path / ".venv.lock").symlink_to(tmp_path / "no" / "such" / "folder")
    with pytest.raises(Trouble, match="The folder is read only"):
        _refuse_writing(tmp_path)


def _refuse_writing(root: Path) -> None:
    """Root may write everywhere, so the system's refusal is stood in for by its error."""
    before = os.open

    def refuse(*_: Any, **__: Any) -> int:
        raise PermissionError(13, "The folder is read only")

    os.open = refuse
    try:
        bootstrap.environment(root)
    finally:
        os.open = before


@pytest.mark.parametrize("script", SCRIPTS)
def test_an_old_python_is_told_to_be_newer(script: str) -> None:
    path = ROOT / "scripts" / script
    ast.parse(path.read_text("utf-8"), feature_version=(3, 6))  # it must be read before it can say anything
    code = f"import runpy, sys; sys.version_info = (3, 9, 1); runpy.run_path({str(path)!r}, run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "Models of Excellence needs Python 3.11 or newer, and this is 3.9: install a newer one.\n"


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_one_short_file_that_explains_itself(script: str) -> None:
    path = ROOT / "scripts" / script
    assert len(path.read_text("utf-8").splitlines()) <= 80
    assert os.access(path, os.X_OK)
    done = subprocess.run([sys.executable, path, "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "usage: " in done.stdout.lower()


def test_a_port_in_use_is_passed_over() -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        taken = one.getsockname()[1]
        assert taken < bootstrap.free_port(taken) < taken + 100


def test_the_browser_named_by_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "my-chromium"
    own.touch()
    monkeypatch.setenv("CHROMIUM", str(own))
    assert browser.chromium(Path(sys.executable)) == str(own)


def test_without_any_browser_or_way_to_get_one_the_remedies_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "_PLACES", ())
    assert browser.chromium(Path("no-such-python")) is None
    assert "sudo apt install chromium" in browser.MISSING
    assert "playwright install chromium" in browser.MISSING

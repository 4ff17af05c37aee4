"""The set-up that all scripts share, in processes of its own: killed, damaged, moved, refused, and mended again."""

import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from environment import bootstrap
from environment.lock import Trouble
from project import ROOT
from pythons import other_pythons

pytestmark = pytest.mark.set_up

SET_UP = """
import sys
sys.path.insert(0, {scripts!r})
started = []
sys.addaudithook(lambda event, _: started.append(event) if event == "subprocess.Popen" else None)
from pathlib import Path
from environment import bootstrap
try:
    bootstrap.environment(Path(sys.argv[1]))
except bootstrap.Trouble as trouble:
    sys.exit(str(trouble))
print(len(started), "processes")
"""
MAIN = """
import sys
sys.path.insert(0, {scripts!r})
from pathlib import Path
from environment import bootstrap
bootstrap.main(sys.argv[2:], Path(sys.argv[1]))
"""
# The project's module: it waits to be ended, or ends with the code it is given.
LITTLE = """
import os, sys
print(os.getpid(), *sys.argv[1:], flush=True)
if sys.argv[1] == "wait":
    sys.stdin.read()
sys.exit(int(sys.argv[1]))
"""
# How the project is installed. Where there is a gate, it says there that it has begun, and waits for its end.
BACKEND = """
import os, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    if os.path.exists("gate"):
        with open("gate", "w") as gate:
            gate.write("begun")
        with open("gate") as gate:
            gate.read()
    with zipfile.ZipFile(folder + "/tiny-1.0-py3-none-any.whl", "w") as wheel:
        wheel.write("tiny.txt", "tiny.py")
        wheel.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1.0\\n")
        wheel.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("tiny-1.0.dist-info/RECORD", "")
    return "tiny-1.0-py3-none-any.whl"
"""


def program(text: str) -> list[str]:
    return ["-c", text.format(scripts=str(ROOT / "scripts"))]


def set_up(root: Path, python: str | Path = sys.executable, **more: str) -> subprocess.CompletedProcess[str]:
    """A set-up in a process of its own."""
    words = [str(python), *program(SET_UP), str(root)]
    return subprocess.run(words, capture_output=True, text=True, env={**os.environ, **more}, check=False)


def begun(root: Path) -> subprocess.Popen[str]:
    """A set-up that has come to installing the project, and waits there until it is ended or let through."""
    os.mkfifo(root / "gate")
    words = [sys.executable, *program(SET_UP), str(root)]
    running = subprocess.Popen(words, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert (root / "gate").read_text("utf-8") == "begun"
    return running


def let_through(root: Path) -> None:
    (root / "gate").write_text("go on", "utf-8")
    (root / "gate").unlink()


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


def project(root: Path) -> Path:
    """A project that needs nothing from elsewhere."""
    root.mkdir()
    (root / "backend.py").write_text(BACKEND, "utf-8")
    (root / "tiny.txt").write_text(LITTLE, "utf-8")
    system = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    (root / "pyproject.toml").write_text(system + '[project]\nname = "tiny"\nversion = "1.0"\n', "utf-8")
    (root / "requirements.lock").write_text(wheel(root, "first"), "utf-8")
    return root


def works(python: Path, module: str = "first") -> bool:
    done = subprocess.run([python, "-m", module], capture_output=True, text=True, check=False)
    return done.stdout == "here\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was set up once."""
    root = project(tmp_path_factory.mktemp("made") / "tiny")
    done = set_up(root)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("Setting up") == 1
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """A copy of it, which is whole where it lies: to copy takes a tenth of the time of making."""
    root = tmp_path / "tiny"
    shutil.copytree(made, root, symlinks=True)
    for path in (root / ".venv" / "bin").iterdir():
        if not path.is_symlink() and str(made).encode() in (data := path.read_bytes()):
            path.write_bytes(data.replace(str(made).encode(), str(root).encode()))
    config = root / ".venv" / "pyvenv.cfg"
    config.write_text(config.read_text("utf-8").replace(str(made), str(root)), "utf-8")
    (root / ".venv" / bootstrap.STAMP).write_text(bootstrap.state(root), "utf-8")
    assert bootstrap.is_current(root)
    return root


def test_the_first_run_makes_an_environment_with_the_lock_and_the_project(made: Path) -> None:
    python = bootstrap.environment(made)
    assert python.is_relative_to(made / ".venv")
    assert works(python)


def test_an_unchanged_project_starts_without_any_process(made: Path) -> None:
    stamp = made / ".venv" / bootstrap.STAMP
    before = stamp.stat().st_mtime_ns
    done = set_up(made)
    assert (done.stdout, done.stderr) == ("0 processes\n", "")
    assert stamp.stat().st_mtime_ns == before


def test_a_changed_lock_is_installed(root: Path) -> None:
    lock = root / "requirements.lock"
    lock.write_text(wheel(root, "first") + wheel(root, "second"), "utf-8")
    assert "Setting up" in set_up(root).stderr
    assert works(bootstrap.python_of(root), "second")


@pytest.mark.parametrize("harm", ["no python", "half made", "without pip"])
def test_a_broken_environment_is_made_anew_even_by_its_own_python(root: Path, harm: str) -> None:
    python = bootstrap.python_of(root)
    with_python = sys.executable
    if harm == "no python":
        for link in (root / ".venv" / "bin").glob("python*"):
            link.unlink()
        python.write_text("no python", "utf-8")
    elif harm == "half made":
        shutil.rmtree(root / ".venv")
        (root / ".venv" / "bin").mkdir(parents=True)
    else:
        with_python = str(python)
        for pip in root.glob(".venv/lib/*/site-packages/pip/_internal"):
            shutil.rmtree(pip)
        (root / "requirements.lock").write_text(wheel(root, "first") + "# changed\n", "utf-8")
    done = set_up(root, with_python)
    assert done.returncode == 0, done.stderr
    assert works(python)
    assert subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def test_a_set_up_that_was_killed_holds_nobody_up_and_is_made_anew(root: Path) -> None:
    (root / "requirements.lock").write_text("# changed\n", "utf-8")
    killed = begun(root)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate()
    (root / "gate").unlink()
    assert (root / ".venv.lock").exists()
    left = root / ".venv" / "left"
    left.touch()
    assert set_up(root).returncode == 0
    assert not left.exists()
    assert not (root / ".venv.lock").exists()
    assert set_up(root).stdout == "0 processes\n"


def test_ctrl_c_during_a_set_up_is_one_sentence(root: Path) -> None:
    (root / "requirements.lock").write_text("# changed\n", "utf-8")
    stopped = begun(root)
    os.killpg(stopped.pid, signal.SIGINT)
    said = stopped.communicate()[1]
    assert stopped.returncode == 1
    assert said.splitlines()[-1:] == ["Stopped before the environment was ready: run this again to make it."], said
    assert "Traceback" not in said


def test_a_second_set_up_waits_for_the_first_and_says_so(root: Path) -> None:
    (root / "requirements.lock").write_text("# waited for\n", "utf-8")
    first = begun(root)
    words = [sys.executable, *program(SET_UP), str(root)]
    second = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert second.stderr is not None
    assert second.stderr.readline() == "Another script is setting up .venv; waiting for it …\n"
    assert (first.poll(), second.poll()) == (None, None)
    let_through(root)
    assert first.communicate()[1].count("Setting up") == 1
    assert second.communicate() == ("0 processes\n", "")
    assert (first.returncode, second.returncode) == (0, 0)


def test_two_set_ups_in_one_process_make_one_environment(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (root / ".venv" / bootstrap.STAMP).unlink()
    both = [threading.Thread(target=bootstrap.environment, args=[root]) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert capfd.readouterr().err.count("Setting up") == 1
    assert not (root / ".venv.lock").exists()


def test_a_lock_left_behind_is_no_obstacle_for_ever(root: Path) -> None:
    (root / ".venv" / bootstrap.STAMP).unlink()
    lock = root / ".venv.lock"
    lock.touch()
    os.utime(lock, (1, 1))
    assert bootstrap.environment(root).exists()


def test_a_moved_project_has_its_commands_made_anew(root: Path) -> None:
    moved = root.rename(root.with_name("moved"))
    assert set_up(moved).returncode == 0
    pip = moved / ".venv" / "bin" / "pip"
    assert subprocess.run([pip, "--version"], capture_output=True, check=False).returncode == 0


def test_an_environment_of_another_python_stays_while_that_python_is_there(made: Path) -> None:
    assert bootstrap.is_current(made)
    before = bootstrap.python_of(made).lstat().st_mtime_ns
    for newer in other_pythons(lambda version: (3, 11) <= version != sys.version_info[:2]):
        assert set_up(made, newer).stdout == "0 processes\n"
    assert bootstrap.python_of(made).lstat().st_mtime_ns == before


def test_an_environment_whose_python_is_gone_is_made_anew(root: Path) -> None:
    config = root / ".venv" / "pyvenv.cfg"
    config.write_text(config.read_text("utf-8").replace("home = ", "home = /gone"), "utf-8")
    for link in (root / ".venv" / "bin").iterdir():
        if link.is_symlink() and link.readlink().is_absolute():
            there = link.readlink()
            link.unlink()
            link.symlink_to(f"/gone{there}")
    assert not bootstrap.is_current(root)
    assert set_up(root).returncode == 0
    assert bootstrap.is_current(root)


def test_a_failed_set_up_keeps_the_environment_for_the_next(root: Path) -> None:
    lock = root / "requirements.lock"
    kept = root / ".venv" / "kept"
    kept.touch()
    lock.write_text("nothing-here==1.0 --hash=sha256:" + "0" * 64, "utf-8")
    done = set_up(root, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(root), PIP_CONFIG_FILE=os.devnull)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("A package was not found for this computer: check the network")
    lock.write_text("# found again\n", "utf-8")
    assert set_up(root).returncode == 0
    assert kept.exists()


def test_a_wish_for_installs_outside_environments_is_no_obstacle(root: Path) -> None:
    (root / "requirements.lock").write_text("# user\n", "utf-8")
    done = set_up(root, PIP_USER="1")
    assert done.returncode == 0, done.stderr


# Trouble


def trouble(root: Path) -> str:
    with pytest.raises(Trouble) as told:
        bootstrap.environment(root)
    return str(told.value).splitlines()[-1]


def test_a_missing_lock_is_told(root: Path) -> None:
    (root / "requirements.lock").unlink()
    assert trouble(root) == "requirements.lock is missing: fetch the repository anew."


def test_no_ensurepip_is_told_with_the_package_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert re.search(r"without ensurepip.*sudo apt install python3\.\d+-venv", trouble(project(tmp_path / "tiny")))


def test_no_network_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("INDEX_URL", "http://127.0.0.1:9/"), ("RETRIES", "0"), ("FIND_LINKS", ""), ("NO_INDEX", "0")):
        monkeypatch.setenv(f"PIP_{name}", value)
    (root / "requirements.lock").write_text("no-such-package==1.0 --hash=sha256:" + "0" * 64, "utf-8")
    assert "check the network" in trouble(root)


def test_a_package_that_is_not_the_one_in_the_lock_is_refused(root: Path) -> None:
    lock = root / "requirements.lock"
    other = re.sub(r"sha256:[0-9a-f]+", "sha256:" + "0" * 64, wheel(root, "second"))
    lock.write_text(lock.read_text("utf-8") + other, "utf-8")
    assert "not the one that requirements.lock names" in trouble(root)


@pytest.mark.parametrize(
    ("said", "remedy"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full: make room"),
        ("connection broken by 'ProxyError('Cannot connect to proxy.')'", "check the network"),
        ("ReadTimeoutError: Read timed out. (read timeout=15)", "check the network"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "not the one that requirements.lock names"),
        ("ERROR: No matching distribution found for x==1", "another Python"),
        ("a word never heard", "The lines above say why."),
    ],
)
def test_what_pip_says_ends_in_one_sentence_with_a_remedy(said: str, remedy: str) -> None:
    lines = bootstrap.explained("It could not be done.", f"first\n\n{said}\n").splitlines()
    assert lines[:-1] == ["first", said]
    assert remedy in lines[-1]


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk can't be filled here, so the system's refusal is stood in for by its error."""
    root = project(tmp_path / "tiny")

    def full(path: Path, *_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "mkdir", full)
    assert trouble(root).endswith(".venv: No space left on device; make room, then run this again.")


def test_a_folder_that_takes_no_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may write everywhere, so the system's refusal is stood in for by its error."""

    def refuse(*_: Any, **__: Any) -> int:
        raise PermissionError(13, "The folder is read only")

    root = project(tmp_path / "tiny")
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(Trouble, match=r"can't be written .The folder is read only.: check its permissions"):
        bootstrap.environment(root)


# The command that follows


def main(root: Path, words: Sequence[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *program(MAIN), str(root), *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_a_command_ends_the_script_with_its_own_exit_code(made: Path, capfd: pytest.CaptureFixture[str]) -> None:
    running = main(made, ["tiny", "7", "a word"])
    assert running.communicate()[0].split(" ", 1)[1] == "7 a word\n"
    assert running.returncode == 7
    assert bootstrap.run(["tiny", "2", "b"], made) == 2
    assert capfd.readouterr().out.endswith("2 b\n")


def test_whoever_ends_the_script_ends_the_command(made: Path) -> None:
    with main(made, ["tiny", "wait"]) as running:
        assert running.stdout is not None
        number = int(running.stdout.readline().split()[0])
        running.terminate()
        running.wait()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)

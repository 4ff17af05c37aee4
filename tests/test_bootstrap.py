"""The set-up that all scripts share, in processes of its own: killed, damaged, moved, refused, and mended again."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from excellence import bootstrap, browser
from excellence.bootstrap import Trouble
from project import ROOT

SCRIPTS = ("build", "check", "serve", "test")
SET_UP = """
import sys
sys.path.insert(0, {plugins!r})
started = []
sys.addaudithook(lambda event, _: started.append(event) if event == "subprocess.Popen" else None)
from pathlib import Path
from excellence import bootstrap
try:
    bootstrap.environment(Path(sys.argv[1]))
except bootstrap.Trouble as trouble:
    sys.exit(str(trouble))
print(len(started), "processes")
"""
MAIN = """
import sys
sys.path.insert(0, {plugins!r})
from pathlib import Path
from excellence import bootstrap
bootstrap.main(sys.argv[2:], Path(sys.argv[1]))
"""
# The project's module: it waits to be ended, or ends with the code it is given.
LITTLE = """
import os, sys, time
print(os.getpid(), *sys.argv[1:], flush=True)
if sys.argv[1] == "wait":
    time.sleep(60)
sys.exit(int(sys.argv[1]))
"""
BACKEND = """
import zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(folder + "/tiny-1.0-py3-none-any.whl", "w") as wheel:
        wheel.write("tiny.txt", "tiny.py")
        wheel.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1.0\\n")
        wheel.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("tiny-1.0.dist-info/RECORD", "")
    return "tiny-1.0-py3-none-any.whl"
"""


def code(text: str) -> list[str]:
    return ["-c", text.format(plugins=str(ROOT / "plugins"))]


def set_up(root: Path, python: str | Path = sys.executable, **more: str) -> subprocess.CompletedProcess[str]:
    """A set-up in a process of its own."""
    words = [str(python), *code(SET_UP), str(root)]
    return subprocess.run(words, capture_output=True, text=True, env={**os.environ, **more}, timeout=120, check=False)


def project(root: Path) -> Path:
    """A project that needs nothing from anywhere."""
    root.mkdir()
    (root / "backend.py").write_text(BACKEND, "utf-8")
    (root / "tiny.txt").write_text(LITTLE, "utf-8")
    system = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    (root / "pyproject.toml").write_text(system + '[project]\nname = "tiny"\nversion = "1.0"\n', "utf-8")
    (root / "requirements.lock").write_text("# nothing\n", "utf-8")
    return root


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Where a project lies that was set up once; each test leaves it so that the next can use or mend it."""
    root = project(tmp_path_factory.mktemp("made") / "tiny")
    done = set_up(root)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("Setting up") == 1
    return [root]


@pytest.fixture
def root(made: list[Path]) -> Path:
    done = set_up(made[0])
    assert done.returncode == 0, done.stderr
    return made[0]


def test_an_unchanged_project_starts_without_any_process(root: Path) -> None:
    assert set_up(root).stdout == "0 processes\n"


def test_a_set_up_that_was_killed_holds_nobody_up_and_is_made_anew(tmp_path: Path) -> None:
    root = project(tmp_path / "tiny")
    killed = subprocess.Popen([sys.executable, *code(SET_UP), str(root)], start_new_session=True)
    wait_for(root / ".venv" / "pyvenv.cfg")
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    assert (root / ".venv.lock").exists()
    begun = root / ".venv" / "begun"
    begun.touch()
    assert set_up(root).returncode == 0
    assert not begun.exists()
    assert not (root / ".venv.lock").exists()
    assert set_up(root).stdout == "0 processes\n"


def test_ctrl_c_during_a_set_up_is_one_sentence(tmp_path: Path) -> None:
    root = project(tmp_path / "tiny")
    words = [sys.executable, *code(SET_UP), str(root)]
    stopped = subprocess.Popen(words, start_new_session=True, stderr=subprocess.PIPE, text=True)
    wait_for(root / ".venv" / "pyvenv.cfg")
    os.killpg(stopped.pid, signal.SIGINT)
    said = stopped.communicate(timeout=30)[1]
    assert stopped.returncode == 1
    assert said.splitlines()[-1:] == ["Stopped before the environment was ready: run this again to make it."], said
    assert "Traceback" not in said


def wait_for(path: Path, text: str = "") -> None:
    end = time.monotonic() + 30
    while not (path.exists() and text in path.read_text("utf-8")):
        assert time.monotonic() < end, f"{path.name} did not come to say {text!r}"
        time.sleep(0.01)


def test_a_second_set_up_waits_for_the_first_and_says_so(root: Path) -> None:
    (root / "requirements.lock").write_text("# waited for\n", "utf-8")
    said = root / "said"
    with bootstrap._alone(root), said.open("w") as out:
        second = subprocess.Popen([sys.executable, *code(SET_UP), str(root)], stdout=out, stderr=out)
        try:
            wait_for(said, "Another script is setting up .venv; waiting for it …\n")
            assert second.poll() is None
            bootstrap._set_up(root, bootstrap._python(root))
        except BaseException:
            second.kill()
            raise
    assert second.wait(timeout=60) == 0
    assert said.read_text("utf-8").splitlines()[1:] == ["0 processes"]


def test_an_environment_without_pip_is_mended_even_by_its_own_python(root: Path) -> None:
    python = bootstrap._python(root)
    for pip in root.glob(".venv/lib/*/site-packages/pip/_internal"):
        shutil.rmtree(pip)
    (root / "requirements.lock").write_text("# without pip\n", "utf-8")
    done = set_up(root, python)
    assert done.returncode == 0, done.stderr
    assert subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def test_a_moved_project_has_its_commands_made_anew(root: Path, made: list[Path]) -> None:
    made[0] = root.rename(root.with_name("moved"))
    assert set_up(made[0]).returncode == 0
    pip = made[0] / ".venv" / "bin" / "pip"
    assert subprocess.run([pip, "--version"], capture_output=True, check=False).returncode == 0


def test_an_environment_of_another_python_stays_while_that_python_is_there(root: Path) -> None:
    assert bootstrap._is_current(root, bootstrap._python(root))
    before = bootstrap._python(root).lstat().st_mtime_ns
    for newer in other_pythons(lambda version: (3, 11) <= version != sys.version_info[:2]):
        assert set_up(root, newer).stdout == "0 processes\n"
    assert bootstrap._python(root).lstat().st_mtime_ns == before


def test_an_environment_whose_python_is_gone_is_not_current(root: Path) -> None:
    config = root / ".venv" / "pyvenv.cfg"
    before = config.read_text("utf-8")
    stamp = root / ".venv" / bootstrap.STAMP
    config.write_text(before.replace("home = ", "home = /gone"), "utf-8")
    kept = stamp.read_text("utf-8")
    stamp.write_text(bootstrap._state(root, bootstrap._python(root)), "utf-8")
    assert not bootstrap._is_current(root, bootstrap._python(root))
    config.write_text(before, "utf-8")
    stamp.write_text(kept, "utf-8")


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


def test_a_missing_lock_is_told(root: Path) -> None:
    lock = root / "requirements.lock"
    lock.rename(root / "away")
    done = set_up(root)
    (root / "away").rename(lock)
    assert done.stderr.splitlines()[-1] == "requirements.lock is missing: fetch the repository anew."


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
    lines = bootstrap._explained("It could not be done.", f"first\n\n{said}\n").splitlines()
    assert lines[:-1] == ["first", said]
    assert remedy in lines[-1]


def test_a_full_disk_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(root / ".venv"))

    monkeypatch.setattr(bootstrap, "_set_up", full)
    (root / "requirements.lock").write_text("# full\n", "utf-8")
    with pytest.raises(Trouble, match=r"\.venv: No space left on device; make room, then run this again"):
        bootstrap.environment(root)


def main(root: Path, words: Sequence[str]) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, *code(MAIN), str(root), *words], stdout=subprocess.PIPE, text=True)


def test_a_command_ends_the_script_with_its_own_exit_code(root: Path) -> None:
    running = main(root, ["tiny", "7", "a word"])
    assert running.communicate(timeout=30)[0].split(" ", 1)[1] == "7 a word\n"
    assert running.returncode == 7


def test_whoever_ends_the_script_ends_the_command(root: Path) -> None:
    with main(root, ["tiny", "wait"]) as running:
        assert running.stdout is not None
        number = int(running.stdout.readline().split()[0])
        running.terminate()
        running.wait(timeout=10)
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


@pytest.mark.parametrize("port", [70000, -1, 0])
def test_a_number_that_is_no_port_is_told(port: int) -> None:
    words = [sys.executable, ROOT / "scripts" / "serve", f"--port={port}"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr == f"A port is a number from 1 to 65535, and {port} is none: name another with --port.\n"


def test_the_last_ports_in_use_leave_none() -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 65535))
        one.listen()
        with pytest.raises(Trouble, match="No port from 65535 to 65535 is free"):
            bootstrap.free_port(65535)


def other_pythons(fits: Callable[[tuple[int, ...]], bool]) -> list[Path]:
    """The Pythons of this computer whose version fits."""
    places = [Path(folder) for folder in os.environ["PATH"].split(os.pathsep)]
    places += sorted(Path.home().glob(".pyenv/versions/*/bin"))
    found = []
    for path in (place / name for place in places for name in ("python2.7", "python3")):
        told = version(path)
        if told and fits(told):
            found.append(path)
    return found


def version(path: Path) -> tuple[int, ...]:
    words = [str(path), "-c", "import sys; print('%d %d' % sys.version_info[:2])"]
    try:
        told = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False).stdout
    except OSError:
        return ()
    return tuple(map(int, told.split()))


def test_every_old_python_reads_the_scripts_far_enough_to_ask_for_a_newer_one() -> None:
    old = [[str(path)] for path in other_pythons(lambda version: version < (3, 11))]
    # Where there is none, one that says it is.
    shim = "import runpy, sys; sys.version_info = (3, 6, 0); runpy.run_path(sys.argv[1], run_name='__main__')"
    for words in old or [[sys.executable, "-c", shim]]:
        for script in SCRIPTS:
            path = ROOT / "scripts" / script
            done = subprocess.run([*words, path], capture_output=True, text=True, timeout=60, check=False)
            assert done.returncode == 1, (words, script)
            assert done.stderr.startswith("Models of Excellence needs Python 3.11 or newer, and this is "), done.stderr
            assert done.stderr.count("\n") == 1


def test_a_browser_named_and_not_there_is_told(tmp_path: Path) -> None:
    for words in ([], ["-k", "nothing"]):
        done = subprocess.run(
            [sys.executable, ROOT / "scripts" / "test", *words],
            env={**os.environ, "CHROMIUM": str(tmp_path / "gone")},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
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

"""What a build survives: being killed, a second build beside it, and damage to everything that it keeps."""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amount import amount
from excellence.publishing import publish as publishing
from excellence.publishing.artifact import Artifact
from excellence.publishing.publish import publish, recover
from in_process import Project
from project import draw, environment, tree

KILLS = amount(6, 60)
# A build that counts every change that it makes to files, and at one of them ends itself and all that it began, as a
# machine that loses power would: before the first change that is `last` or a later one. It says how many there were.
COUNTED = """
import os, runpy, signal, sys
changes, last = 0, int(sys.argv.pop(1))
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate", "os.utime"}

def count(event, args):
    global changes
    if event in CHANGES or event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        changes += 1
        if changes == last:
            os.killpg(0, signal.SIGKILL)

sys.addaudithook(count)
sys.argv[0] = "mkdocs"
try:
    runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
finally:
    print(changes)
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    for number in range(4):
        project.work(f"work-{number}", grades=[number + 1])
    return project


def killed_at(project: Project, last: int) -> tuple[int, str]:
    """A build in a process of its own that ends at a change to files: its exit code, and what it said."""
    command = [sys.executable, "-c", COUNTED, str(last), "build", "--strict", "--quiet"]
    env = environment({"COVERAGE_PROCESS_START": ""})
    with subprocess.Popen(
        command, cwd=project.folder, env=env, stdout=subprocess.PIPE, start_new_session=True, text=True
    ) as process:
        told, _ = process.communicate()
    return process.returncode, told


def test_a_killed_build_leaves_the_old_site_or_the_new_one(project: Project, tmp_path: Path) -> None:
    states = {"old": tree(project.built())}
    draw(project.folder / "works/work-0/01.jpg", "a new picture")
    index = project.folder / "works/work-1/index.md"
    index.write_text(index.read_text("utf-8").replace("Work 1", "Another title"), "utf-8")
    kept = tmp_path / "kept"
    for name in (".cache", "site", ".site-spare"):
        if (project.folder / name).exists():
            shutil.copytree(project.folder / name, kept / name)
    code, told = killed_at(project, 0)
    assert code == 0
    states["new"] = tree(project.site)
    changes = int(told)
    assert changes > 100
    chance, met, killed = random.Random(7), set(), 0
    # One in each part of the way, and the very last, when all is done but the tidying.
    moments = [round(changes * (part + chance.random()) / (KILLS - 1)) for part in range(KILLS - 1)]
    for moment in [*moments, changes]:
        for name in (".cache", "site", ".site-spare", ".site-next"):
            shutil.rmtree(project.folder / name, ignore_errors=True)
        shutil.copytree(kept, project.folder, dirs_exist_ok=True)
        code, _ = killed_at(project, max(moment, 1))
        killed += code == -signal.SIGKILL
        found = [name for name, state in states.items() if tree(project.site) == state]
        assert found, f"neither the old site nor the new one is left by a build that ends at change {moment}"
        met.update(found)
    assert met == {"old", "new"}
    assert killed >= KILLS - 1  # workers may spare a build a change or two, and it may end before the very last
    assert tree(project.built()) == states["new"]


def test_two_builds_at_once_both_end_well(project: Project) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    builds = [subprocess.Popen(command, cwd=project.folder, env=environment()) for _ in range(2)]
    assert [build.wait() for build in builds] == [0, 0]
    first = tree(project.site)
    assert "nothing has changed" in project.build().stderr
    assert tree(project.site) == first


@pytest.mark.parametrize("harm", ["truncate", "empty", "flip", "garbage", "remove"])
def test_a_damaged_cache_or_site_mends_itself(project: Project, harm: str) -> None:
    right = tree(project.built())
    choose = random.Random(harm)
    files = [path for name in (".cache", "site") for path in (project.folder / name).rglob("*") if path.is_file()]
    for path in choose.sample(sorted(files), len(files) // 2):
        damage(path, harm, choose)
    done = project.build()
    assert done.returncode == 0, done.stderr
    assert tree(project.site) == right


def damage(path: Path, harm: str, choose: random.Random) -> None:
    content = path.read_bytes()
    path.unlink()  # a damaged copy, not its twin in the other tree as well
    if harm == "truncate":
        path.write_bytes(content[: len(content) // 2])
    elif harm == "empty":
        path.write_bytes(b"")
    elif harm == "garbage":
        path.write_bytes(choose.randbytes(500))
    elif harm == "flip" and content:
        place = choose.randrange(len(content))
        path.write_bytes(content[:place] + bytes([content[place] ^ 255]) + content[place + 1 :])


def test_a_damaged_picture_that_the_site_shares_with_the_cache_is_made_again(project: Project) -> None:
    right = tree(project.built())
    shared = next((project.folder / ".cache").rglob("*-1200.webp"))
    with shared.open("r+b") as file:  # the same inode in the cache and in the site
        file.seek(40)
        file.write(b"damage")
    assert tree(project.site) != right
    assert tree(project.built()) == right


def test_what_an_earlier_build_left_behind_is_swept(project: Project) -> None:
    right = tree(project.built())
    for name in (".site-next", ".site-spare"):
        (project.folder / name / "works").mkdir(parents=True, exist_ok=True)
        (project.folder / name / "works" / "stray.html").write_text("stray", "utf-8")
    (project.folder / ".site-old").write_text("stray", "utf-8")
    (project.folder / "site" / "stray.html").write_text("stray", "utf-8")
    assert tree(project.built()) == right


def test_a_disk_that_takes_no_file_is_told_in_a_sentence_and_the_old_site_stays(project: Project) -> None:
    right = tree(project.built())
    [ledger] = (project.folder / ".cache").glob("site-*.json")
    ledger.with_name(f".{ledger.name}.part").mkdir()
    draw(project.folder / "works/work-0/01.jpg", "a new picture")
    done = project.build()
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "the site could not be written (Is a directory" in done.stderr
    assert tree(project.site) == right


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS])
def test_a_disk_that_is_full_or_closed_ends_a_build_anywhere_in_a_sentence(
    project: Project, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    right = tree(project.built())
    project.rewrite("work-0", summary="Something is to be built.")

    def refuse(source: str, target: str) -> None:
        raise OSError(code, os.strerror(code), source, None, target)

    monkeypatch.setattr("mkdocs.utils.shutil.copyfile", refuse)
    done = project.build()
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert ("the disk is full: " if code == errno.ENOSPC else "may not be written to: ") in done.stderr
    assert "then run this again. The site was left as it was." in done.stderr
    assert tree(project.site) == right


# The exchange itself

CONTENT = st.dictionaries(
    st.sampled_from(["a", "b/c", "b/d", "b", "e/f/g", "a/h"]), st.binary(max_size=3), max_size=5
).filter(lambda files: not ({"a", "a/h"} <= files.keys() or ("b" in files and {"b/c", "b/d"} & files.keys())))


@settings(max_examples=amount(40), deadline=None)
@given(st.lists(CONTENT, min_size=1, max_size=5), st.booleans())
def test_a_site_is_always_brought_to_the_last_state(states: list[dict[str, bytes]], swap: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        site, ledger = Path(name) / "site", Path(name) / "ledger.json"
        with pytest.MonkeyPatch.context() as patch:
            if not swap:  # as on a system that can't
                patch.setattr(publishing, "swap", lambda one, other: False)
            for state in states:
                publish([Artifact.of(uri, content) for uri, content in state.items()], site, ledger)
                found = {
                    path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
                }
                assert found == state
                spare = Path(name) / ".site-spare"
                hidden = {
                    path.relative_to(spare).as_posix(): path.read_bytes() for path in spare.rglob("*") if path.is_file()
                }
                assert hidden.items() <= state.items()


def test_each_file_is_made_once(tmp_path: Path) -> None:
    made: list[str] = []
    uris = ["index.html", "a/index.html", "a/b/c.json", "d/index.html"]
    pages = [Artifact(uri, uri, lambda uri=uri: made.append(uri) or uri.encode()) for uri in uris]  # type: ignore[misc]
    publish(pages, tmp_path / "site", tmp_path / "ledger.json")
    assert made == uris
    assert publish(pages, tmp_path / "site", tmp_path / "ledger.json").changed is False
    assert made == uris


def test_a_site_moved_aside_by_a_killed_build_is_brought_back(tmp_path: Path) -> None:
    old = tmp_path / ".site-old"
    old.mkdir()
    (old / "index.html").write_text("old", "utf-8")
    recover(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text("utf-8") == "old"
    assert not old.exists()

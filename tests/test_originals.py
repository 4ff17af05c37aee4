"""Originals in a private store, on a real server: nothing is lost with them, and nothing stays of what is withdrawn."""

import shutil
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

import stored
from excellence.media.originals import Pointer
from excellence.media.store import Store
from in_process import Project
from project import draw, tree

GIT = ("-c", "user.name=Curator", "-c", "user.email=curator@example.org")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[stored.Server]:
    with stored.stored(tmp_path / "server", "private") as server:
        yield server


@pytest.fixture
def project(tmp_path: Path, server: stored.Server, monkeypatch: pytest.MonkeyPatch) -> Project:
    return stored.project(tmp_path / "project", server, monkeypatch, originals_store="s3://private/originals")


def test_originals_lie_in_a_private_store_and_a_half_one_is_told(project: Project, server: stored.Server) -> None:
    before = tree(project.built())
    picture = project.folder / "works" / "kite" / "01.jpg"
    whole = picture.read_bytes()
    done = project.command("excellence", "originals", "--send")
    assert done.stdout == "2 files sent to s3://private/originals\n"
    assert picture.read_bytes() == Pointer.to(whole).written()
    there = server.folder / "private" / "originals" / sha256(whole).hexdigest()
    assert there.read_bytes() == whole
    # From nothing, as on another computer, which has the pointers alone.
    for folder in (".cache", ".originals", "site"):
        shutil.rmtree(project.folder / folder)
    there.write_bytes(whole[:500])
    done = project.build()
    assert done.returncode == 1
    told = f"works/kite/01.jpg: {sha256(whole).hexdigest()} has 500 of {len(whole)} bytes"
    assert told in done.stderr
    assert "scripts/originals --send" in done.stderr
    assert not project.site.exists()
    there.write_bytes(whole)
    assert tree(project.built()) == before
    assert (project.folder / ".originals" / ".gitignore").read_text("utf-8") == "*\n"
    # What was fetched once is not asked for again; and a work that is withdrawn leaves the store.
    server.stop()
    assert project.build().returncode == 0
    server.start()
    done = project.command("excellence", "originals", "--fetch", "map")
    assert (done.returncode, len((project.folder / "works" / "map" / "01.jpg").read_bytes()) > 1000) == (0, True)
    assert project.command("excellence", "withdraw", "kite", "--yes", "--no-build").returncode == 0
    assert sha256(whole).hexdigest() in (project.folder / "works" / "withdrawn.yml").read_text("utf-8")
    assert not there.exists()
    assert not [
        path for path in (project.folder / ".originals").rglob("*") if path.is_file() and path.read_bytes() == whole
    ]


@pytest.fixture
def sent(project: Project) -> Project:
    """The same, with the originals sent."""
    assert project.command("excellence", "originals", "--send").returncode == 0
    return project


def originals(server: stored.Server) -> set[str]:
    return {path.name for path in (server.folder / "private" / "originals").glob("*")}


def test_no_command_takes_away_what_belongs_to_works_that_are_not_here(sent: Project, server: stored.Server) -> None:
    elsewhere = sha256(b"of another branch").hexdigest()
    Store.of("originals_store", "s3://private/originals").put({elsewhere: b"of another branch"})
    # A work with an earlier picture, which only the history names, and a later one, which is in both places.
    for words in ("init -q", "add -A", "commit -q -m first"):
        subprocess.run(["git", *GIT, *words.split()], cwd=sent.folder, check=True, capture_output=True)
    draw(sent.folder / "works" / "kite" / "01.jpg", "another kite")
    assert sent.command("excellence", "originals", "--send", "kite").returncode == 0
    assert len(originals(server)) == 4
    assert sent.command("excellence", "originals", "--fetch", "kite").returncode == 0
    assert sent.command("excellence", "withdraw", "kite", "--yes", "--no-build").returncode == 0
    assert len(originals(server)) == 2
    assert elsewhere in originals(server)
    asked = sent.command("excellence", "originals", "--clear", answers="n\n")
    assert (asked.returncode, elsewhere in originals(server)) == (1, True)
    assert "1 file in s3://private/originals belong to no work here" in asked.stdout
    assert sent.command("excellence", "originals", "--clear", "--yes").stdout.startswith("1 file taken away")
    sent.built()
    assert originals(server) == {sha256(each.read_bytes()).hexdigest() for each in kept(sent)} != set()


def kept(project: Project) -> list[Path]:
    return sorted((project.folder / ".originals").rglob("*.jpg"))


def test_what_was_fetched_and_changed_is_fetched_anew(sent: Project, server: stored.Server) -> None:
    before = tree(sent.built())
    for harm in (b"<html>", bytes(kept(sent)[0].stat().st_size)):
        harmed, whole = kept(sent)[0], kept(sent)[0].read_bytes()
        harmed.write_bytes(harm)
        assert sent.command("excellence", "originals", "--fetch").returncode == 0
        assert harmed.read_bytes() == whole
        assert sent.command("excellence", "originals", "--send").returncode == 0
    assert tree(sent.built()) == before
    # A build without the store keeps what is here, and says what is missing.
    sent.configure()
    done = sent.build()
    assert "is a pointer, not the file itself; name the store that has it in originals_store" in done.stderr
    assert len(kept(sent)) == 2


def test_what_can_be_fetched_is_fetched_beside_what_is_lost(sent: Project, server: stored.Server) -> None:
    shutil.rmtree(sent.folder / ".originals")
    pointer = (sent.folder / "works" / "kite" / "01.jpg").read_bytes()
    Store.of("originals_store", "s3://private/originals").remove([pointer.split()[3].decode()[7:]])
    done = sent.command("excellence", "originals", "--fetch")
    assert (done.returncode, done.stderr) == (1, "Error: kite: left as it was\n")
    assert "works/kite/01.jpg: " in done.stdout
    assert "is not there; send the file again" in done.stdout
    assert "1 file fetched from" in done.stdout
    assert (sent.folder / "works" / "kite" / "01.jpg").read_bytes() == pointer


def test_a_work_is_taken_down_even_where_its_store_is_lost(sent: Project, server: stored.Server) -> None:
    [picture] = (sent.folder / "works" / "kite").glob("*.jpg")
    pointed = picture.read_text("utf-8").split()[3].removeprefix("sha256:")
    shutil.rmtree(sent.folder / ".originals")
    server.stop()
    done = sent.command("excellence", "withdraw", "kite", "--yes", "--no-build")
    assert done.returncode == 1
    assert f"s3://private/originals/{pointed}\n" in done.stdout
    assert "What only people can do" in done.stdout
    assert pointed in (sent.folder / "works" / "withdrawn.yml").read_text("utf-8")
    assert not picture.parent.exists()

"""An original is overwritten only by a file that was read back and is right."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from excellence.authoring.replace import Unwritten, replace_file, replace_media
from excellence.commands import main
from excellence.media import Cache
from excellence.media.errors import FILE_DAMAGED
from excellence.model.finding import Finding
from in_process import Project
from project import tree

from .draw import encoded, quarters
from .test_intake import photo
from .test_pictures_traces import telling_jpeg


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "own").mkdir()
    return Project(tmp_path / "own")


def refusing(number: int) -> Callable[..., Any]:
    def refuse(*_: object, **__: object) -> Any:
        raise OSError(number, os.strerror(number), "somewhere")

    return refuse


def alone(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_whole_with_its_rights_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    replace_file(path, b"one")
    path.chmod(0o640)
    replace_file(path, b"two")
    assert (path.read_bytes(), path.stat().st_mode & 0o777, alone(tmp_path)) == (b"two", 0o640, ["a.txt"])


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "the disk is full: a.txt stays as it was; make room, then run this again"),
        (errno.EROFS, "may not be written to: a.txt stays as it was; see that you may write there"),
        (errno.EBUSY, "another program has a.txt open: a.txt stays as it was; close it there"),
    ],
)
@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.open"])
def test_whatever_the_disk_refuses_the_old_file_stays_and_it_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, told: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one")
    with monkeypatch.context() as patched:
        patched.setattr(step, refusing(number))
        with pytest.raises(Unwritten, match=told):
            replace_file(path, b"two")
    assert (path.read_bytes(), alone(tmp_path)) == (b"one", ["a.txt"])


def test_what_is_read_back_otherwise_replaces_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", lambda _: b"twp")
        with pytest.raises(Unwritten, match=r"the disk could not be read back: a\.txt stays as it was"):
            replace_file(path, b"two")
    assert (path.read_bytes(), alone(tmp_path)) == (b"one", ["a.txt"])


def test_the_caller_looks_at_what_was_written_before_it_takes_the_old_ones_place(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"one")
    seen: list[tuple[str, bytes, bytes]] = []

    def wrong(beside: Path) -> Finding | None:
        seen.append((beside.suffix, beside.read_bytes(), path.read_bytes()))
        return Finding(FILE_DAMAGED, "can't be opened", "") if len(seen) == 1 else None

    with pytest.raises(Unwritten, match=r"a\.jpg stays as it was: the new file can't be opened"):
        replace_file(path, b"two", wrong)
    assert (path.read_bytes(), alone(tmp_path)) == (b"one", ["a.jpg"])
    replace_file(path, b"three", wrong)
    assert path.read_bytes() == b"three"
    assert seen == [(".jpg", b"two", b"one"), (".jpg", b"three", b"one")]


@pytest.mark.parametrize(
    ("data", "told"),
    [(encoded(quarters(), "JPEG")[:300], "could not be replaced"), (telling_jpeg(quarters()), "still carries")],
)
def test_a_picture_that_cannot_be_opened_or_is_not_clean_replaces_no_original(
    tmp_path: Path, data: bytes, told: str
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"the original")
    fault = replace_media(path, data, Cache(tmp_path / "cache"))
    assert fault is not None
    assert told in fault.what
    assert path.read_bytes() == b"the original"
    assert replace_media(path, encoded(quarters(), "JPEG"), Cache(tmp_path / "cache")) is None


def test_a_full_disk_ends_a_command_with_a_sentence_and_leaves_no_half_work(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = project.work("kite")
    (work / "01.jpg").write_bytes(telling_jpeg(quarters(1200, 800)))
    photo(tmp_path / "photos" / "a.jpg", 1)
    before = tree(project.folder / "works")
    said = (
        ("new", "birds", "--from", str(tmp_path / "photos")),
        ("new", "--add", "kite", "--from", str(tmp_path / "photos")),
    )
    for words in (*said, ("scrub", "kite"), ("check", "kite", "--fix")):
        with monkeypatch.context() as patched:
            patched.setattr("excellence.authoring.replace.os.fsync", refusing(errno.ENOSPC))
            done = CliRunner().invoke(main, [*words, "-f", str(project.folder / "mkdocs.yml")])
        assert done.exit_code == 1
        assert isinstance(done.exception, SystemExit), done.exception
        assert "the disk is full" in done.output
        assert tree(project.folder / "works") == before
        assert alone(project.folder / "works") == ["kite", "vocabulary.yml"]

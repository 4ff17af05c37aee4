"""What is remembered between builds, and that it may be lost or damaged at any time."""

import pickle
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from excellence.memo import Memo
from excellence.model.finding import Place, Problem

RECORD = Problem("works/a/index.md", Place(2, 3), "title", "missing-key", "what", "remedy")


class Counted:
    """A result, and how often it was made."""

    def __init__(self, result: Any) -> None:
        self.result, self.times = result, 0

    def __call__(self) -> Any:
        self.times += 1
        return self.result


def again(path: Path, key: object, make: Counted, *, forget: bool = False) -> Any:
    memo = Memo(path)
    result = memo.recall(key, make)
    memo.keep(forget=forget)
    memo.close()
    return result


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    return tmp_path / "memo.db"


def test_a_result_is_made_once_and_recalled_by_the_next_build(path: Path) -> None:
    make = Counted((RECORD, date(2026, 5, 1), path))
    assert again(path, "key", make) == again(path, "key", make) == make.result
    assert make.times == 1
    again(path, "another key", make)
    assert make.times == 2


def test_what_was_not_asked_for_is_forgotten_on_wish(path: Path) -> None:
    make = Counted(1)
    again(path, "one", make)
    again(path, "two", make, forget=True)
    again(path, "one", make)
    assert make.times == 3


def test_a_damaged_entry_is_made_again(path: Path) -> None:
    make = Counted(RECORD)
    again(path, "key", make)
    with sqlite3.connect(path) as store:
        store.execute("UPDATE memo SET value = X'00'")
    store.close()
    assert again(path, "key", make) == RECORD
    assert make.times == 2


def test_a_damaged_file_is_made_anew(path: Path) -> None:
    make = Counted(RECORD)
    again(path, "key", make)
    path.write_bytes(b"no database " * 500)
    assert again(path, "key", make) == RECORD
    assert again(path, "key", make) == RECORD
    assert make.times == 2


def test_without_a_place_to_write_everything_is_made_every_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    make = Counted(RECORD)
    assert again(tmp_path / "file" / "memo.db", "key", make) == RECORD
    assert again(tmp_path / "file" / "memo.db", "key", make) == RECORD
    assert make.times == 2


class Evil:
    def __reduce__(self) -> Any:
        return Path.touch, (Path("evil"),)


def test_an_entry_can_only_be_a_record_of_ours(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    memo = Memo(path)
    make = Counted("made again")
    memo.recall("key", Counted("first"))
    [key] = memo._new
    memo._new[key] = pickle.dumps(Evil())
    assert memo.recall("key", make) == "made again"
    memo.close()
    assert not Path("evil").exists()

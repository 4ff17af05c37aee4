"""What is remembered between builds, and that it may be lost or damaged at any time."""

import json
import pickle
import sqlite3
from collections.abc import Iterator
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

from excellence.memo import Memo
from excellence.model.finding import Finding, Place
from excellence.reading.reader import MISSING_KEY
from excellence.reading.works import Reading

RECORD = Finding(MISSING_KEY, "what", "remedy", Place(2, 3), "title", "works/a/index.md")


class Counted:
    """A result, and how often it was made."""

    def __init__(self, result: Any) -> None:
        self.result, self.times = result, 0

    def __call__(self) -> Any:
        self.times += 1
        return self.result


def again(path: Path, key: object, kind: Any, make: Counted, *, forget: bool = False) -> Any:
    memo = Memo(path)
    result = memo.recall(key, kind, make)
    memo.keep(forget=forget)
    memo.close()
    return result


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    return tmp_path / "memo.db"


def test_a_result_is_made_once_and_recalled_by_the_next_build(path: Path) -> None:
    make = Counted((RECORD, date(2026, 5, 1), b"\0\xff"))
    kind = tuple[Finding, date, bytes]
    assert again(path, "key", kind, make) == again(path, "key", kind, make) == make.result
    assert make.times == 1
    again(path, "another key", kind, make)
    assert make.times == 2


def test_what_was_not_asked_for_is_forgotten_on_wish(path: Path) -> None:
    make = Counted(1)
    again(path, "one", int, make)
    again(path, "two", int, make, forget=True)
    again(path, "one", int, make)
    assert make.times == 3


def test_a_damaged_entry_is_made_again(path: Path) -> None:
    make = Counted(RECORD)
    again(path, "key", Finding, make)
    with sqlite3.connect(path) as store:
        store.execute("UPDATE memo SET value = X'00'")
    store.close()
    assert again(path, "key", Finding, make) == RECORD
    assert make.times == 2


def test_a_damaged_file_is_made_anew(path: Path) -> None:
    make = Counted(RECORD)
    again(path, "key", Finding, make)
    path.write_bytes(b"no database " * 500)
    assert again(path, "key", Finding, make) == RECORD
    assert again(path, "key", Finding, make) == RECORD
    assert make.times == 2


def test_without_a_place_to_write_everything_is_made_every_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    make = Counted(RECORD)
    assert again(tmp_path / "file" / "memo.db", "key", Finding, make) == RECORD
    assert again(tmp_path / "file" / "memo.db", "key", Finding, make) == RECORD
    assert make.times == 2


def plant(path: Path, value: bytes) -> None:
    """An entry as somebody could write it who knows how: its checksum is right."""
    with sqlite3.connect(path) as store:
        store.execute("UPDATE memo SET value = ?, digest = ?", (value, blake2b(value, digest_size=16).digest()))
    store.close()


class Evil:
    """What runs when it is unpickled."""

    def __init__(self, made: Path) -> None:
        self.made = made

    def __reduce__(self) -> Any:
        return Path.touch, (self.made,)


def dotted(made: Path) -> bytes:
    """A pickle that names os.system as a part of a module of ours, which protocol 4 and later look up by its dots."""
    command = f"touch {made}"
    names = b"\x8c\x0fexcellence.memo\x8c\x09os.system\x93"
    argument = b"\x8c" + bytes([len(command)]) + command.encode()
    return b"\x80\x04" + names + argument + b"\x85R."


FINDING = {"rule": "missing-key", "what": "", "remedy": "", "place": [1, 1], "field": "", "path": ""}


@pytest.mark.parametrize(
    "entry",
    [
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b'"a text"',
        b"{}",
        json.dumps({**FINDING, "rule": "no-such-rule"}).encode(),
        json.dumps({**FINDING, "rule": "excellence.memo.os.system"}).encode(),
        json.dumps({**FINDING, "rule": {"code": "missing-key"}}).encode(),
        json.dumps({**FINDING, "place": ["1", 1]}).encode(),
        json.dumps({**FINDING, "place": {"__class__": "os.system"}}).encode(),
        json.dumps({**FINDING, "what": None}).encode(),
        json.dumps({key: value for key, value in FINDING.items() if key != "what"}).encode(),
        json.dumps(FINDING).encode() + b" extra",
    ],
)
def test_an_entry_of_another_shape_is_forgotten(path: Path, entry: bytes) -> None:
    make = Counted(RECORD)
    again(path, "key", Finding, make)
    plant(path, entry)
    assert again(path, "key", Finding, make) == RECORD
    assert make.times == 2


def test_nothing_in_an_entry_can_run(path: Path, tmp_path: Path) -> None:
    made = tmp_path / "evil"
    for entry in (pickle.dumps(Evil(made)), pickle.dumps(Evil(made), 2), dotted(made)):
        make = Counted(RECORD)
        again(path, entry, Finding, make)
        plant(path, entry)
        assert again(path, entry, Finding, make) == RECORD
        assert make.times == 2
        assert not made.exists()
    with pytest.raises(AttributeError):  # so that the entry above is what it says, in a module without this name
        pickle.loads(dotted(made))


@pytest.mark.parametrize("file", ["../index.md", "/etc/passwd", "a/../../b", "C:\\secret"])
def test_a_reading_that_somebody_wrote_names_no_file_elsewhere(path: Path, tmp_path: Path, file: str) -> None:
    reading = Reading("pond-cards", stored={"01.jpg": file})
    kept = again(path, "key", Reading, Counted(reading))
    assert kept == again(path, "key", Reading, Counted(reading))
    for name in (file, "01.jpg"):
        with pytest.raises(ValueError, match="lies in its folder"):
            kept.path(tmp_path, name)

"""The benches count what they should, tell right pictures from wrong ones, and leave each other's results alone."""

import sys
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from costs import in_turn, measure, ratio
from excellence.media.pictures.derive import Profile, derive
from gates import GATES, gates
from ladder import ladder
from makers import Maker, Works
from pictures import CAMERA, draw
from results import HEAD, Report, put

# Begins a process that nobody waits for, which works for a while and holds some memory.
ORPHAN = """
import os, subprocess, sys, time
work = "import time; held = bytearray(30_000_000); start = time.monotonic()\\nwhile time.process_time() < 0.4: pass"
subprocess.Popen([sys.executable, "-c", work], start_new_session=True, stdout=subprocess.DEVNULL)
"""
# Publishes pictures as they came, and takes none away.
CARELESS = "import shutil; shutil.copytree('pictures', 'site', dirs_exist_ok=True)"
CAREFUL = """
import shutil
from pathlib import Path
from PIL import Image, ImageOps
shutil.rmtree("site", ignore_errors=True)
for path in Path("pictures").rglob("*.*"):
    target = Path("site", *path.parts[1:]).with_suffix(".webp")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.with_name("index.html").touch()
    try:
        picture = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
    except OSError:
        print(path, "is no picture")
    else:
        picture.reduce(2).save(target, exif=b"")
"""


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The benches draw pictures as large as telephones do."""
    monkeypatch.setattr("gates.SIZE", (400, 300))
    monkeypatch.setattr("pictures.PHONES", ((400, 300),))


class Written(Maker):
    def __init__(self, program: str) -> None:
        super().__init__("made", "one", [sys.executable, "-c", program], "pictures", "site", ("site",))

    def texts(self, works: Works) -> dict[str, str]:
        return {}


def test_a_process_that_nobody_waits_for_is_counted(tmp_path: Path) -> None:
    cost = measure([sys.executable, "-c", ORPHAN], tmp_path)
    assert cost.cpu >= 0.4
    assert cost.memory >= 30


def test_whoever_runs_first_runs_last_the_next_time() -> None:
    numbers = iter(range(1, 5))
    told = in_turn(2, {"ours": lambda: next(numbers), "theirs": lambda: next(numbers)})
    assert told == {"ours": [1, 4], "theirs": [2, 3]}
    assert str(ratio([1, 4, 9], [2, 2, 3])) == "2.00 (0.50–3.00)"


def test_a_program_that_makes_pictures_right_passes_every_gate(tmp_path: Path) -> None:
    assert {gate for gate, told in gates(Written(CAREFUL), tmp_path).items() if told.passed} == {*GATES}


def test_a_program_that_publishes_pictures_as_they_came_passes_no_gate_of_those_that_protect(tmp_path: Path) -> None:
    told = gates(Written(CARELESS), tmp_path)
    assert not any(told[gate].passed for gate in ("upright", "no EXIF", "removed", "unreadable"))
    assert told["no EXIF"].why == "the camera stands in a file *.jpg"


def test_a_picture_of_a_telephone_is_the_same_each_time_and_names_its_camera(tmp_path: Path) -> None:
    path = draw(tmp_path, 6)
    with Image.open(path) as picture:
        assert picture.getexif()[0x0110] == CAMERA
    first = path.read_bytes()
    assert draw(tmp_path, 6).read_bytes() == first


def test_the_bare_ladder_makes_the_very_files_that_the_site_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pictures.PHONES", ((2600, 2000),))
    path = draw(tmp_path, 1)
    (tmp_path / "out").mkdir()
    ladder(path, tmp_path / "out", cover=True)
    made = {sha256(each.read_bytes()).hexdigest() for each in (tmp_path / "out").iterdir()}
    assert made == {each.file.sha256 for each in derive(path, Profile(share=True, take=True)).files}


def test_a_bench_writes_its_own_tables_again_and_leaves_the_others() -> None:
    text = HEAD
    for bench, caption, told in (
        ("search", "1,000 works", "alpha"),
        ("builds", "Some", "beta"),
        ("builds", "All", "gamma"),
    ):
        text = put(text, bench, caption, told)
    again = put(text, "builds", "Some", "delta")
    assert again == text.replace("beta", "delta")
    assert again.index("beside its limits") < again.index("delta") < again.index("gamma") < again.index("The search")
    assert put(again, "builds", "Some", "delta") == again


def test_a_table_is_printed_as_it_comes_and_says_where_it_was_measured(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Path(__file__).parents[1] / "scripts" / "bench" / "peers"
    monkeypatch.setattr(sys, "argv", [str(script), "--pairs", "5", "--write"])
    table = Report("peers", {"Hugo": "0.168.0"}).table("Pictures", "", "CPU s", "files")
    table.row("ours", 1234.5, 67890)
    table.row("a|b", 0.0123)
    said = capsys.readouterr().out
    assert "`scripts/bench/peers --pairs 5`, " in said
    assert "Hugo 0.168.0" in said
    assert table.markdown().splitlines()[2:] == ["| ours | 1,234 | 67,890 |", "| a\\|b | 0.012 |  |"]

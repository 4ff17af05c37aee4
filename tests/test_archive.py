"""All of a work in one file: what its consent covers, in forms that every program opens, the same bytes every time."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from in_process import Project
from project import REAL

SNAIL = "a-snail-in-six-tries"


def opened(site: Path, slug: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(site / "works" / slug / f"{slug}.zip")


def test_pieces_and_drafts_lie_in_it_as_jpegs_under_plain_names(site: Path) -> None:
    with opened(site, SNAIL) as archive:
        assert archive.testzip() is None
        names = [name.removeprefix(f"{SNAIL}/") for name in archive.namelist()]
        assert names == ["piece-1.jpg", *(f"draft-{number}.jpg" for number in range(1, 6)), "credit.txt"]
        for name in archive.namelist()[:-1]:
            with Image.open(BytesIO(archive.read(name))) as picture:
                assert picture.format == "JPEG"
                assert not picture.getexif()
                assert "icc_profile" not in picture.info
        credit = archive.read(f"{SNAIL}/credit.txt").decode()
    assert "Small models" in credit
    assert "Demonstration by the makers of Small models" in credit
    assert f"http://127.0.0.1/works/{SNAIL}/" in credit
    assert "<" not in credit


@pytest.mark.parametrize(
    ("slug", "names"),
    [
        ("a-bean-wakes-up", {"piece-1.mp4", "piece-1-captions.vtt", "piece-1-transcript.txt"}),
        ("how-loud-is-our-hall", {"piece-1.pdf", "draft-1.jpg", "draft-2.jpg"}),
        ("one-note-for-lining-up", {"piece-1.jpg", "piece-2.mp3"}),
        ("a-bench-for-the-bus-stop", {"piece-1.md", "draft-1.md", "draft-2.md"}),
    ],
)
def test_every_kind_of_file_is_there(site: Path, slug: str, names: set[str]) -> None:
    with opened(site, slug) as archive:
        assert names <= {name.removeprefix(f"{slug}/") for name in archive.namelist()}
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_lies_in_it_is_published_nowhere_else_and_the_page_leads_to_it(site: Path) -> None:
    folder = site / "works" / SNAIL
    with opened(site, SNAIL) as archive:
        large = archive.read(f"{SNAIL}/piece-1.jpg")
    assert large not in [path.read_bytes() for path in folder.glob("*.jpg")]
    english = (folder / "index.html").read_text("utf-8")
    assert f'href="{SNAIL}.zip" download>Everything in one file</a>' in english
    assert "7 files, ZIP," in english
    spanish = (site / "es" / "works" / SNAIL / "index.html").read_text("utf-8")
    assert f'href="../../../works/{SNAIL}/{SNAIL}.zip" download>Todo en un solo archivo</a>' in spanish


def test_only_consent_and_the_curators_wish_make_one(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.work("pond-cards", pictures=2, drafts=[{"files": ["d1.jpg", "d2.jpg"], "alt": "A first try"}])
    for number in (1, 2):
        Image.new("RGB", (2400, 1200), (90 * number, 120, 40)).save(tmp_path / f"works/pond-cards/d{number}.jpg")
    project.work("seen-only", **{**REAL, "consent": {**REAL["consent"], "scope": ["site", "print"]}})
    site = project.built()
    assert not (site / "works/seen-only/seen-only.zip").exists()
    assert "Everything in one file" not in project.page("works/seen-only/index.html")
    with opened(site, "pond-cards") as archive:
        named = {name.partition("/")[2] for name in archive.namelist()}
        assert named == {"piece-1.jpg", "piece-2.jpg", "draft-1-1.jpg", "draft-1-2.jpg", "credit.txt"}
        with Image.open(BytesIO(archive.read("pond-cards/draft-1-1.jpg"))) as picture:
            assert picture.size == (1920, 960)
    before = (site / "works/pond-cards/pond-cards.zip").read_bytes()
    assert (project.built() / "works/pond-cards/pond-cards.zip").read_bytes() == before
    cache = project.folder / ".cache"
    assert list(cache.rglob("*-1920.jpg"))
    project.configure(plugin={"archives": False})
    site = project.built()
    assert not list(cache.rglob("*-1920.jpg"))
    assert not (site / "works/pond-cards/pond-cards.zip").exists()
    assert "Everything in one file" not in project.page("works/pond-cards/index.html")

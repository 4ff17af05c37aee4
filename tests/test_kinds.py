"""Files under other names, and files that can't be published: what they are, and what to do with them."""

from pathlib import Path

import pytest
from pillow_heif import register_heif_opener

from draw import encoded, quarters
from excellence.media import end_of, probe_file
from excellence.model.kinds import OTHER_NAMES, foreign, kind_of
from in_process import Project
from recorded import film, sound

register_heif_opener()
PEOPLES_FILES = [
    "a.docx",
    "a.doc",
    "a.pages",
    "a.odt",
    "a.rtf",
    "a.gdoc",
    "a.gslides",
    "a.gsheet",
    "a.pptx",
    "a.key",
    "a.xlsx",
    "a.numbers",
    "a.avi",
    "a.wmv",
    "a.3gp",
    "a.mkv",
    "a.flac",
    "a.wma",
    "a.amr",
    "a.caf",
    "a.srt",
    "a.zip",
    "a.url",
    "a.webloc",
    "a.ai",
    "a.indd",
    "a.pub",
    "a.jp2",
    "a.j2k",
    "a.avif",
    "a.bmp",
    "a.svg",
    "a.psd",
    "a.cr2",
    "a.dng",
    "A.DOCX",
    "a.HTML",
]


@pytest.mark.parametrize("name", PEOPLES_FILES)
def test_what_people_have_is_named_with_what_to_do(name: str) -> None:
    found = foreign(name)
    assert found is not None
    what, remedy = found
    assert what.split()[0] in ("a", "an", "pages", "captions")
    assert remedy[0].islower()
    assert not remedy.endswith(".")


@pytest.mark.parametrize("name", ["01.jpg", "a.pdf", "a.mov", "a.jfif", "a.md", "a.unheard", "a"])
def test_of_what_is_ours_or_unknown_nothing_is_claimed(name: str) -> None:
    assert foreign(name) is None


def test_every_other_name_stands_for_a_kind_of_ours() -> None:
    for end, usual in OTHER_NAMES.items():
        assert kind_of(f"a{end}") == kind_of(f"a{usual}") != ""
        assert end_of(f"a{end}") in (usual, ".jpg")


@pytest.mark.parametrize(
    ("name", "format", "right"),
    [
        ("photo.jfif", "JPEG", "photo.jpg"),
        ("photo.JPE", "JPEG", "photo.jpg"),
        ("photo.pjpeg", "JPEG", "photo.jpg"),
        ("photo.heif", "HEIF", "photo.heic"),
        ("photo.jfif", "PNG", "photo.png"),
    ],
)
def test_a_picture_under_another_name_is_told_the_right_one(tmp_path: Path, name: str, format: str, right: str) -> None:
    (tmp_path / name).write_bytes(encoded(quarters(1200, 800), format))
    [fault] = probe_file(tmp_path / name).faults
    assert fault.code == "image-format"
    assert f" {right}" in fault.remedy


def test_check_fix_gives_pictures_films_and_voices_their_names_and_index_md_follows(tmp_path: Path) -> None:
    project = Project(tmp_path)
    pieces = [
        {"file": "photo.jfif", "alt": "Four fields of colour"},
        {"file": "walk.mov", "caption": "A walk", "captions": "walk.vtt", "transcript": "walk.txt"},
        {"file": "voice.webm", "caption": "A reading", "transcript": "walk.txt"},
        {"file": "notes.docx"},
    ]
    folder = project.work("kite", pieces=pieces)
    (folder / "01.jpg").unlink()
    (folder / "photo.jfif").write_bytes(encoded(quarters(1200, 800), "JPEG"))
    (folder / "walk.mov").write_bytes(film(".mov"))
    (folder / "voice.webm").write_bytes(sound(".weba"))
    (folder / "notes.docx").write_bytes(b"PK")
    (folder / "walk.txt").write_text("What is said.\n", "utf-8")
    (folder / "walk.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nWords\n", "utf-8")
    told = project.command("excellence", "check", "kite").stdout
    assert "photo.jfif" in told
    assert "rename it to photo.jpg" in told
    assert "scripts/check --fix make it walk.mp4" in told
    assert "scripts/check --fix make it voice.ogg" in told
    assert "notes.docx is a Word document" in told
    done = project.command("excellence", "check", "kite", "--fix")
    assert "photo.jfif is named photo.jpg now" in done.stdout
    assert "walk.mov is walk.mp4 now (1 seconds, made MP4, pictures and sound not coded anew)" in done.stdout
    assert "voice.webm is voice.ogg now" in done.stdout
    names = {path.name for path in folder.iterdir()}
    assert names == {"index.md", "photo.jpg", "walk.mp4", "voice.ogg", "notes.docx", "walk.txt", "walk.vtt"}
    left = [line for line in done.stdout.splitlines() if " error " in line]
    assert [line.split()[2] for line in left] == ["piece-kind"], left


def test_scrub_never_writes_another_kind_of_file_under_an_old_name(tmp_path: Path) -> None:
    project = Project(tmp_path)
    folder = project.work("kite")
    data = film(".mov", metadata={"title": "Maria Delgado"})
    (folder / "walk.mov").write_bytes(data)
    done = project.command("excellence", "scrub", "kite")
    assert done.returncode == 1
    assert "walk.mov: not cleaned" in done.stdout
    assert (folder / "walk.mov").read_bytes() == data

"""What is told of a picture by its header alone."""

import os
import re
import struct
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from excellence.media import Refused
from excellence.media.pictures import Profile, derive, inspect
from excellence.rules import RULES

from .draw import chunk, encoded, exif, jpeg_sized, noise, png_sized, png_with, quarters, riff, webp_sized

FORMATS = {"JPEG": "a.jpg", "PNG": "a.png", "WEBP": "a.webp"}


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


Put = Callable[[str, bytes], Path]


def fault(path: Path) -> tuple[str, str, str]:
    look = inspect(path)
    assert len(look.faults) == 1, look
    assert look.faults[0].code in RULES
    return look.faults[0].code, look.faults[0].what, look.faults[0].remedy


@pytest.mark.parametrize(("format", "name"), FORMATS.items())
def test_a_good_picture_has_neither_faults_nor_advice(put: Put, format: str, name: str) -> None:
    look = inspect(put(name, encoded(quarters(1200, 800), format)))
    assert (look.faults, look.advice, look.width, look.height) == ((), (), 1200, 800)
    assert re.fullmatch("[0-9a-f]{64}", look.sha256)


@pytest.mark.parametrize("name", ["a.jpeg", "a.JPG", "a.Jpeg"])
def test_every_spelling_of_the_ending_is_right(put: Put, name: str) -> None:
    assert inspect(put(name, encoded(quarters(), "JPEG"))).faults == ()


@pytest.mark.parametrize(("format", "name"), FORMATS.items())
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_the_size_is_upright(put: Put, format: str, name: str, orientation: int) -> None:
    look = inspect(put(name, encoded(quarters(120, 80), format, exif=exif(orientation))))
    assert (look.width, look.height) == ((80, 120) if orientation > 4 else (120, 80))
    assert [advice.code for advice in look.advice] == ["image-small"]


def test_a_small_picture_is_told_with_its_size(put: Put) -> None:
    (advice,) = inspect(put("a.png", encoded(Image.new("L", (999, 3)), "PNG"))).advice
    assert (advice.code, "999 × 3" in advice.what) == ("image-small", True)
    assert inspect(put("b.png", encoded(Image.new("L", (3, 1000)), "PNG"))).advice == ()


def test_a_picture_with_several_in_it_counts_as_its_first(put: Put) -> None:
    several = encoded(quarters(1200, 800), "MPO", save_all=True, append_images=[quarters(60, 40)])
    look = inspect(put("a.jpg", several))
    assert (look.faults, look.width, look.height) == ((), 1200, 800)
    assert "bytes after its end" in look.advice[0].what


@pytest.mark.parametrize(
    ("name", "data", "code", "says"),
    [
        ("a.jpg", b"", "piece-empty", "is empty"),
        ("a.jpg", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "lfs-pointer", "is a pointer"),
        ("a.jpg", encoded(quarters(), "PNG"), "image-format", "is a PNG picture, but its name ends in .jpg"),
        ("a.webp", encoded(quarters(), "JPEG"), "image-format", "is a JPEG picture, but its name ends in .webp"),
        ("a.gif", encoded(quarters(), "PNG"), "image-format", "its name ends in .gif"),
        ("a.png", encoded(quarters(), "GIF"), "image-format", "is a GIF picture"),
        ("a.jpg", encoded(quarters(), "TIFF"), "image-format", "is a TIFF picture"),
        ("a.jpg", b"\0\0\0\x18ftypheic" + b"\0" * 40, "image-format", "is a HEIC picture"),
        ("a.jpg", b"%PDF-1.7", "image-format", "is a PDF file"),
        ("a.png", b"<svg/>", "image-format", "is a SVG file"),
        ("a.png", b"hello", "image-format", "is no picture that we know"),
        ("a.jpg", encoded(quarters(), "JPEG")[:30], "image-damaged", "is damaged"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "image-damaged", "is damaged"),
        ("a.png", encoded(quarters(), "PNG")[:20], "image-damaged", "is damaged"),
        ("a.png", png_sized(0, 10), "image-damaged", "is damaged"),
        ("a.webp", encoded(quarters(), "WEBP")[:14], "image-damaged", "is damaged"),
        ("a.webp", riff((b"VP8 ", b"\0" * 20)), "image-damaged", "is damaged"),
    ],
)
def test_a_file_that_is_no_picture_of_ours_is_refused(put: Put, name: str, data: bytes, code: str, says: str) -> None:
    found, what, remedy = fault(put(name, data))
    assert (found, says in what, bool(remedy)) == (code, True, True)


def test_a_wrong_ending_names_the_right_one(put: Put) -> None:
    assert fault(put("kite.jpg", encoded(quarters(), "PNG")))[2] == "name it kite.png"


def test_what_can_not_be_read_is_told(tmp_path: Path) -> None:
    assert fault(tmp_path / "none.jpg")[0] == "file-unreadable"
    assert fault(tmp_path)[0] == "file-unreadable"


def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jpg")
    assert fault(tmp_path / "a.jpg")[:2] == ("file-unreadable", "can't be read: it is no ordinary file")


def test_a_huge_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jpg"
    with path.open("wb") as file:
        file.truncate(25_000_001)
    monkeypatch.setattr(Path, "open", None)
    assert fault(path)[:2] == ("file-too-large", "has 25.0 MB; 25.0 MB is the most")


def test_a_file_that_changes_meanwhile_is_refused(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put("a.jpg", encoded(quarters(), "JPEG"))
    before = list(path.stat())
    before[6] -= 10
    monkeypatch.setattr(Path, "stat", lambda _: os.stat_result(before))
    assert fault(path)[:2] == ("file-unreadable", "was changed while the site was built")


def frames(count: int) -> bytes:
    return png_with(encoded(quarters(), "PNG"), chunk(b"acTL", struct.pack(">II", count, 0)))


def many_frames() -> bytes:
    pictures = [Image.new("RGB", (2, 2), (number % 256, number // 256, 0)) for number in range(301)]
    return encoded(pictures[0], "WEBP", save_all=True, append_images=pictures[1:], lossless=True)


BOMBS = {
    "JPEG header": ("a.jpg", lambda: jpeg_sized(encoded(quarters(), "JPEG"), 30000, 30000), "30,000 × 30,000"),
    "PNG header": ("a.png", lambda: png_sized(30000, 30000), "20,000 on a side"),
    "WebP header": ("a.webp", lambda: webp_sized(16384, 16384), "268 million in all; 50 million"),
    "89 million pixels": ("a.png", lambda: encoded(Image.new("L", (9450, 9450)), "PNG", compress_level=1), "89 mill"),
    "just too many": ("a.png", lambda: png_sized(12000, 9000), "is 12,000 × 9,000 pixels, 108 million in all"),
    "PNG frames": ("a.png", lambda: frames(301), "has 301 frames; 300 is the most"),
    "WebP frames": ("a.webp", many_frames, "has 301 frames"),
    "frames by area": (
        "a.png",
        lambda: png_with(png_sized(1000, 1000), chunk(b"acTL", b"\0\0\0\x33" * 2)),
        "51 frames",
    ),
}


@pytest.mark.parametrize(("name", "make", "says"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_by_its_header(
    put: Put, monkeypatch: pytest.MonkeyPatch, name: str, make: Callable[[], bytes], says: str
) -> None:
    path = put(name, make())
    monkeypatch.setattr(ImageFile.ImageFile, "load", None)  # no pixel can be read
    tracemalloc.start()
    code, what, remedy = fault(path)
    _, memory = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (code, says in what, bool(remedy)) == ("image-too-large", True, True), what
    assert memory < 4 * path.stat().st_size + 1_000_000
    with pytest.raises(Refused) as refused:
        derive(path, Profile())
    assert refused.value.finding.code == "image-too-large"


def test_a_picture_at_the_limit_is_taken(put: Put) -> None:
    assert inspect(put("a.png", png_sized(20_000, 2_500))).faults == ()
    assert inspect(put("b.png", png_with(png_sized(100, 100), chunk(b"acTL", struct.pack(">II", 300, 0))))).faults == ()


def test_inspecting_decodes_nothing(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [put(name, encoded(noise(200, 100), format, exif=exif(6))) for format, name in FORMATS.items()]
    monkeypatch.setattr(ImageFile.ImageFile, "load", None)
    assert [inspect(path).width for path in paths] == [100, 100, 100]


def test_whatever_pillow_raises_is_a_fault(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    path = put("a.jpg", encoded(quarters(), "JPEG"))
    monkeypatch.setattr(Image, "open", fail)
    assert fault(path)[0] == "image-damaged"


def test_a_picture_that_memory_does_not_hold_is_a_fault(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    path = put("a.jpg", encoded(quarters(), "JPEG"))
    monkeypatch.setattr(Image, "open", fail)
    assert fault(path)[0] == "file-too-slow"


def test_two_sizes_in_one_file_are_a_fault(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put("a.png", encoded(quarters(), "PNG"))
    monkeypatch.setattr(Image, "open", lambda *_, **__: Image.new("RGB", (7, 7)))
    assert fault(path)[0] == "image-damaged"


def test_a_header_between_fill_bytes_is_found(put: Put) -> None:
    data = encoded(quarters(1200, 800), "JPEG")
    look = inspect(put("a.jpg", data[:2] + b"\xff\xff\xff" + data[2:]))
    assert (look.faults, look.width) == ((), 1200)

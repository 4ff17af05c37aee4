"""GIF, TIFF and HEIC: what telephones, scanners and old programs give."""

import subprocess
from io import BytesIO
from pathlib import Path
from shutil import which
from struct import pack, unpack_from

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageStat
from pillow_heif import register_heif_opener

from amount import amount
from draw import BLUE, GREEN, RED, YELLOW, encoded, noise, quarters, widest
from excellence.media import Refused
from excellence.media.pictures import Profile, derive_bytes, inspect

register_heif_opener()
SUFFIX = {"GIF": ".gif", "TIFF": ".tif", "HEIF": ".heic"}
every_format = pytest.mark.parametrize("format", list(SUFFIX))
CANARY = b"Maria Delgado"


def corners(picture: Image.Image) -> list[tuple[int, ...]]:
    """The colours of the four quarters, clockwise from the upper left."""
    width, height = picture.size
    places = [(0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75)]
    found = [picture.convert("RGB").getpixel((int(x * width), int(y * height))) for x, y in places]
    return [each for each in found if isinstance(each, tuple)]


def near(found: list[tuple[int, ...]], expected: list[tuple[int, int, int]], by: int = 12) -> bool:
    return all(
        abs(a - b) <= by for one, other in zip(found, expected, strict=True) for a, b in zip(one, other, strict=True)
    )


def exif(**tags: object) -> Image.Exif:
    data = Image.Exif()
    for tag, value in tags.items():
        data[int(tag.removeprefix("t"), 16)] = value
    return data


def look(folder: Path, format: str, data: bytes) -> tuple[list[str], list[str]]:
    path = folder / f"01{SUFFIX[format]}"
    path.write_bytes(data)
    found = inspect(path)
    return [each.code for each in found.faults], [each.what for each in found.advice]


@every_format
def test_it_is_published_as_the_picture_that_it_shows(tmp_path: Path, format: str) -> None:
    data = encoded(quarters(1200, 800), format)
    made = derive_bytes(data, Profile())
    assert (made.derivative.width, made.derivative.height) == (1200, 800)
    assert near(corners(widest(made)), [RED, GREEN, BLUE, YELLOW])
    assert look(tmp_path, format, data) == ([], [])


@pytest.mark.parametrize(
    ("orientation", "expected"),
    [(1, [RED, GREEN, BLUE, YELLOW]), (6, [YELLOW, RED, GREEN, BLUE]), (3, [BLUE, YELLOW, RED, GREEN])],
)
def test_a_tiff_is_turned_upright_once(orientation: int, expected: list[tuple[int, int, int]]) -> None:
    made = derive_bytes(encoded(quarters(1200, 800), "TIFF", exif=exif(t112=orientation)), Profile())
    assert near(corners(widest(made)), expected)
    assert (made.derivative.width > made.derivative.height) == (orientation < 5)


def test_of_an_animation_the_first_frame_is_shown(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (1200, 900), colour) for colour in (BLUE, RED)]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], comment=CANARY, loop=0)
    assert near(corners(widest(derive_bytes(data, Profile()))), [BLUE] * 4)
    assert look(tmp_path, "GIF", data) == ([], ["carries a comment"])


def test_a_tiff_of_several_pages_says_so(tmp_path: Path) -> None:
    pages = [noise(1000, 20), noise(1001, 20)]
    faults, advice = look(tmp_path, "TIFF", encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    assert (faults, "a thumbnail" in advice[0]) == ([], True)


@pytest.mark.parametrize("mode", ["1", "L", "I;16", "CMYK", "RGBA", "P", "LA"])
def test_a_scanner_may_store_colour_as_it_likes(mode: str) -> None:
    grey = Image.new("L", (1000, 600), 200)
    if mode == "I;16":
        picture = Image.frombytes("I;16", (1000, 600), pack("<H", 200 * 257) * 600_000)
    else:
        picture = grey.convert("RGB").convert(mode)
    made = derive_bytes(encoded(picture, "TIFF"), Profile())
    mean = ImageStat.Stat(widest(made)).mean
    assert all(abs(each - 200) <= (60 if mode == "1" else 5) for each in mean)


def planted(format: str) -> bytes:
    """A picture that carries a name and a place in every way that its format knows."""
    picture = quarters(1200, 800)
    if format == "GIF":
        return encoded(picture, "GIF", comment=CANARY) + CANARY
    place = exif(t10E=CANARY.decode(), t13B=CANARY.decode(), t10F="Camera")
    place.get_ifd(0x8825)[1] = "N"
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + CANARY + b"</x:xmpmeta>"
    if format == "HEIF":
        return encoded(picture, "HEIF", exif=place.tobytes(), xmp=xmp)
    return encoded(picture, "TIFF", exif=place, description=CANARY.decode())


@every_format
def test_nothing_that_it_says_of_people_is_published(tmp_path: Path, format: str) -> None:
    data = planted(format)
    assert CANARY in data
    faults, advice = look(tmp_path, format, data)
    assert (faults, advice[0].startswith("carries ")) == ([], True)
    for number, each in enumerate(derive_bytes(data, Profile()).files):
        assert CANARY not in each.data
        (tmp_path / f"{number}.{each.file.format}").write_bytes(each.data)
    (tmp_path / f"01{SUFFIX[format]}").unlink()
    if exiftool := which("exiftool"):
        told = subprocess.run(
            [exiftool, "-a", "-G1", "-s", "."], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        assert not [line for line in told.stdout.splitlines() if "GPS" in line or "[IFD" in line or "XMP" in line]


WHOLE = {format: encoded(noise(200, 150), format) for format in SUFFIX}


@every_format
@pytest.mark.parametrize("tenth", range(10))
def test_half_a_file_is_refused_or_whole(format: str, tenth: int) -> None:
    data = WHOLE[format]
    try:
        made = derive_bytes(data[: len(data) * tenth // 10], Profile())
    except Refused as refused:
        assert refused.finding.code in ("image-damaged", "image-format")
    else:
        # A file may end in bytes that the picture does not need, but it is never half a picture.
        assert made.files == derive_bytes(data, Profile()).files


@settings(max_examples=amount(60), suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_a_mutant_is_a_picture_or_refused(data: st.DataObject) -> None:
    format = data.draw(st.sampled_from(list(SUFFIX)))
    found = bytearray(MUTABLE[format])
    for place in data.draw(st.lists(st.integers(0, len(found) - 1), min_size=1, max_size=8)):
        found[place] = data.draw(st.integers(0, 255))
    try:
        assert derive_bytes(bytes(found), Profile()).files
    except Refused as refused:
        assert refused.finding.remedy
        assert refused.finding.code != "program-error", refused.finding.what


MUTABLE = {format: encoded(noise(40, 30), format) for format in SUFFIX}


def test_a_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    frames = encoded(Image.new("RGB", (30, 30), "red"), "GIF")
    start = frames.index(b"\x2c")
    many = frames[:start] + frames[start:-1] * 301 + b";"
    wide = bytearray(encoded(noise(40, 30), "TIFF"))
    at = unpack_from("<I", wide, 4)[0] + 2
    for entry in range(at, at + 24, 12):
        wide[entry + 2 : entry + 12] = pack("<HII", 4, 1, 30_000)
    tall = encoded(noise(40, 30), "HEIF")
    ispe = tall.index(b"ispe")
    tall = tall[: ispe + 8] + pack(">II", 19_000, 19_000) + tall[ispe + 16 :]
    for format, data in (("GIF", many), ("TIFF", bytes(wide)), ("HEIF", tall)):
        assert look(tmp_path, format, data)[0] == ["image-too-large"]
        with pytest.raises(Refused) as refused:
            derive_bytes(data, Profile())
        assert refused.value.finding.code == "image-too-large"


@every_format
def test_the_same_file_gives_the_same_bytes(format: str) -> None:
    data = encoded(noise(700, 420), format)
    assert derive_bytes(data, Profile()) == derive_bytes(BytesIO(data).getvalue(), Profile())

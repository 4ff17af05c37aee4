"""HEIC as telephones write it: odd sides, turns, mirrors, tiles, bursts, thumbnails, ten bits and wide colours."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from draw import BLUE, GREEN, P3, RED, YELLOW, encoded, exif, p3_to_srgb, profile, quarters, widest
from excellence.media.pictures import MUCH, Profile, derive_bytes, inspect, scrub_picture

pillow_heif.register_heif_opener()
CLOCKWISE = [RED, GREEN, BLUE, YELLOW]
# As the EXIF orientations 1 to 8 would have a viewer turn and mirror four quarters.
TURNED = {
    2: [GREEN, RED, YELLOW, BLUE],
    3: [BLUE, YELLOW, RED, GREEN],
    4: [YELLOW, BLUE, GREEN, RED],
    5: [RED, YELLOW, BLUE, GREEN],
    6: [YELLOW, RED, GREEN, BLUE],
    7: [BLUE, GREEN, RED, YELLOW],
    8: [GREEN, BLUE, YELLOW, RED],
}


def corners(picture: Image.Image) -> list[tuple[int, ...]]:
    """The colours of the four quarters, clockwise from the upper left."""
    width, height = picture.size
    places = [(0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75)]
    found = [picture.convert("RGB").getpixel((int(x * width), int(y * height))) for x, y in places]
    return [each for each in found if isinstance(each, tuple)]


def near(found: list[tuple[int, ...]], expected: list[tuple[int, int, int]]) -> bool:
    return all(
        abs(a - b) <= 12 for one, two in zip(found, expected, strict=True) for a, b in zip(one, two, strict=True)
    )


def ten_bits() -> bytes:
    wide = Image.frombytes("RGB", (1200, 800), quarters(1200, 800).tobytes())
    samples = b"".join(bytes((0, value)) for value in wide.tobytes())
    file = BytesIO()
    pillow_heif.encode("RGB;16", wide.size, samples, file)
    return file.getvalue()


def burst() -> bytes:
    """Three pictures, of which the second is the main one."""
    file = BytesIO()
    shots = pillow_heif.from_pillow(Image.new("RGB", (1200, 800), "black"))
    shots.add_from_pillow(quarters(1200, 800))
    shots.add_from_pillow(Image.new("RGB", (900, 700), "white"))
    shots.save(file, primary_index=1)
    return file.getvalue()


def with_thumbnail() -> bytes:
    photo = pillow_heif.from_pillow(quarters(1200, 800))
    photo.info["thumbnails"] = [256]
    file = BytesIO()
    photo.save(file)
    return file.getvalue()


PHOTOS: dict[str, tuple[Callable[[], bytes], tuple[int, int], tuple[str, ...]]] = {
    "odd sides": (lambda: encoded(quarters(1201, 901), "HEIF"), (1201, 901), ()),
    "an odd width": (lambda: encoded(quarters(1033, 800), "HEIF"), (1033, 800), ()),
    "tiles": (lambda: encoded(quarters(1301, 905), "HEIF", tile_size=512), (1301, 905), ()),
    "ten bits": (ten_bits, (1200, 800), ()),
    "a burst": (burst, (1200, 800), ("further pictures",)),
    "a thumbnail": (with_thumbnail, (1200, 800), ("a thumbnail",)),
    "a place and odd sides": (lambda: encoded(quarters(1201, 901), "HEIF", xmp=b"<x/>"), (1201, 901), ("XMP",)),
}


@pytest.mark.parametrize("name", PHOTOS)
def test_a_telephones_photo_is_shown_and_comes_out_of_the_cleaning_as_it_was(tmp_path: Path, name: str) -> None:
    make, size, lost = PHOTOS[name]
    data = make()
    (tmp_path / "01.heic").write_bytes(data)
    look = inspect(tmp_path / "01.heic")
    assert (look.faults, look.width, look.height) == ((), *size)
    made = derive_bytes(data, Profile())
    assert (made.derivative.width, made.derivative.height) == size
    assert near(corners(widest(made)), CLOCKWISE)

    clean = scrub_picture(data, boxes=[(0.45, 0.45, 0.1, 0.1)])
    assert set(lost) <= set(clean.lost)
    (tmp_path / "01.heic").write_bytes(clean.data)
    again = inspect(tmp_path / "01.heic")
    assert (again.faults, again.advice, again.width, again.height) == ((), (), *size)
    assert near(corners(widest(derive_bytes(clean.data, Profile()))), CLOCKWISE)
    assert scrub_picture(clean.data).data == clean.data


@pytest.mark.parametrize("turn", TURNED)
@pytest.mark.parametrize("size", [(240, 160), (241, 161)])
def test_a_photo_that_is_turned_or_mirrored_stands_upright(tmp_path: Path, turn: int, size: tuple[int, int]) -> None:
    data = encoded(quarters(*size), "HEIF", exif=exif(turn))
    upright = size if turn < 5 else size[::-1]
    (tmp_path / "01.heic").write_bytes(data)
    look = inspect(tmp_path / "01.heic")
    assert (look.faults, look.width, look.height) == ((), *upright)
    made = derive_bytes(data, Profile())
    assert (made.derivative.width, made.derivative.height) == upright
    assert near(corners(widest(made)), TURNED[turn])
    clean = scrub_picture(data, boxes=[(0.45, 0.45, 0.1, 0.1)])
    assert (clean.width, clean.height) == upright
    assert near(corners(Image.open(BytesIO(clean.data))), TURNED[turn])


def test_the_colours_of_a_wide_photo_are_those_that_it_shows() -> None:
    data = encoded(Image.new("RGB", (1100, 800), (60, 180, 90)), "HEIF", icc_profile=profile(P3))
    [middle] = {widest(derive_bytes(data, Profile())).getpixel((500, 300))}
    assert isinstance(middle, tuple)
    assert all(abs(a - b) < 5 for a, b in zip(middle, p3_to_srgb((60, 180, 90)), strict=True))


def test_cleaning_a_photo_makes_it_no_more_than_half_as_large_again() -> None:
    rough = Image.effect_noise((130, 98), 60).resize((521, 391), Image.Resampling.BICUBIC).convert("RGB")
    for quality in (30, 50, 90):
        data = encoded(rough, "HEIF", quality=quality, xmp=b"<x/>")
        clean = scrub_picture(data)
        assert "XMP" in clean.lost
        assert len(clean.data) < MUCH * len(data), quality

"""From a source to its published sizes."""

import hashlib
import os
import re
import struct
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageOps, ImageStat, features

from amount import amount
from excellence.media import Refused
from excellence.media.output import Output
from excellence.media.pictures import Profile, derive
from excellence.media.pictures.derive import derive_bytes, smaller
from excellence.model.derivative import Picture

from .draw import (
    BLUE,
    GREEN,
    P3,
    RED,
    SRGB,
    YELLOW,
    chunk,
    encoded,
    exif,
    grey_profile,
    mean,
    noise,
    opened,
    p3_to_srgb,
    png_with,
    profile,
    quarters,
    uncurve,
    widest,
)

FORMATS = ["JPEG", "PNG", "WEBP"]
CLOSE = 3


def developed(
    picture: Image.Image, format: str = "PNG", recipe: Profile | None = None, **options: object
) -> Output[Picture]:
    return derive_bytes(encoded(picture, format, **options), recipe or Profile())


def sizes(found: Output[Picture]) -> list[tuple[str, int, int]]:
    return [(each.file.format, each.file.width, each.file.height) for each in found.files]


def near(found: tuple[float, ...], expected: tuple[float, ...], by: float = CLOSE) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found, expected, strict=True))


def corners(picture: Image.Image) -> list[tuple[int, ...]]:
    """Colours in the middle of each quarter: clockwise from the upper left."""
    width, height = picture.size
    places = ((1, 1), (3, 1), (3, 3), (1, 3))
    return [picture.getpixel((width * x // 4, height * y // 4)) for x, y in places]  # type: ignore[misc]


# Where each quarter of a stored picture is seen, by its orientation, as the standard draws it.
SEEN = {
    1: [RED, GREEN, BLUE, YELLOW],
    2: [GREEN, RED, YELLOW, BLUE],
    3: [BLUE, YELLOW, RED, GREEN],
    4: [YELLOW, BLUE, GREEN, RED],
    5: [RED, YELLOW, BLUE, GREEN],
    6: [YELLOW, RED, GREEN, BLUE],
    7: [BLUE, GREEN, RED, YELLOW],
    8: [GREEN, BLUE, YELLOW, RED],
}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("orientation", SEEN)
def test_pictures_come_out_upright(format: str, orientation: int) -> None:
    found = developed(quarters(700, 400), format, exif=exif(orientation))
    size = (400, 700) if orientation > 4 else (700, 400)
    assert (found.derivative.width, found.derivative.height) == size
    for each in found.files:
        assert (each.file.width < each.file.height) == (orientation > 4)
        seen = corners(opened(each))
        assert all(near(one, other, 8) for one, other in zip(seen, SEEN[orientation], strict=True)), (seen, orientation)


@pytest.mark.parametrize("orientation", SEEN)
def test_upright_is_what_pillow_calls_upright(orientation: int) -> None:
    data = encoded(noise(12, 8).convert("L").resize((240, 160)), "PNG", exif=exif(orientation))
    expected = ImageOps.exif_transpose(Image.open(BytesIO(data))).convert("RGB")
    found = widest(derive_bytes(data, Profile(webp_quality=100)))
    assert found.size == expected.size
    difference = sum(abs(one - other) for one, other in zip(found.tobytes(), expected.tobytes(), strict=True))
    assert difference / len(found.tobytes()) < 4


@pytest.mark.parametrize("orientation", [0, 9, 1000])
def test_an_orientation_that_is_none_turns_nothing(orientation: int) -> None:
    assert corners(widest(developed(quarters(), exif=exif(orientation))))[0] == pytest.approx(RED, abs=8)


def test_the_ladder_is_320_640_960_1280_1920_and_one_jpeg() -> None:
    found = developed(Image.new("RGB", (2400, 1200), RED))
    assert sizes(found) == [
        ("webp", 320, 160),
        ("webp", 640, 320),
        ("webp", 960, 480),
        ("webp", 1280, 640),
        ("webp", 1920, 960),
        ("jpeg", 640, 320),
    ]


def test_a_source_between_two_steps_ends_with_its_own_width() -> None:
    found = developed(Image.new("L", (1700, 850)))
    assert [width for format, width, _ in sizes(found) if format == "webp"] == [320, 640, 960, 1280, 1700]


def test_widths_are_those_of_the_upright_picture() -> None:
    found = developed(Image.new("RGB", (2000, 500)), "JPEG", exif=exif(6))
    assert sizes(found)[-2:] == [("webp", 500, 2000), ("jpeg", 500, 2000)]


def test_a_zoom_is_made_only_when_asked_for() -> None:
    wide = Image.new("L", (3200, 1300))
    assert sizes(developed(wide, recipe=Profile(zoom=True)))[-2][1] == 3000
    assert sizes(developed(wide))[-2][1] == 1920
    assert sizes(developed(Image.new("L", (2500, 1000)), recipe=Profile(zoom=True)))[-2][1] == 2500


def test_one_pixel_is_a_picture() -> None:
    found = developed(Image.new("RGB", (1, 1), RED))
    assert sizes(found) == [("webp", 1, 1), ("jpeg", 1, 1)]
    assert near(tuple(bytes.fromhex(found.derivative.colour[1:])), RED)


@pytest.mark.parametrize(("width", "height"), [(400, 20_000), (1, 20_000), (1, 17_000), (20_000, 1)])
def test_what_is_longer_than_a_webp_can_be_is_made_smaller(width: int, height: int) -> None:
    found = developed(Image.new("L", (width, height)))
    assert (found.derivative.width, found.derivative.height) == (width, height)
    assert all(each.file.height <= 16_383 and each.file.width <= width for each in found.files)
    assert all(opened(each).size == (each.file.width, each.file.height) for each in found.files)


side = st.one_of(st.integers(1, 4), st.integers(1, 2500), st.sampled_from([319, 320, 321, 639, 640, 641, 1281, 1921]))


@given(width=side, height=side, format=st.sampled_from(FORMATS), turned=st.booleans())
@settings(max_examples=amount(15), deadline=None)
def test_nothing_is_ever_enlarged(width: int, height: int, format: str, turned: bool) -> None:
    found = developed(Image.new("RGB", (width, height), RED), format, exif=exif(6 if turned else 1))
    across, down = (height, width) if turned else (width, height)
    assert (found.derivative.width, found.derivative.height) == (across, down)
    for each in found.files:
        rendition = each.file
        assert 1 <= rendition.width <= across
        assert 1 <= rendition.height <= down
        # The height is the nearest whole one.
        assert rendition.height == 1 or abs(rendition.height - down * rendition.width / across) <= 0.5
        assert opened(each).size == (rendition.width, rendition.height)
    widths = [each.file.width for each in found.files]
    assert widths[:-1] == sorted(set(widths[:-1]))
    if across <= 2.5 * down:  # a strip is made wider
        assert widths[-2] == min(across, 1920)
        assert widths[-1] == min(across, 640)
    else:
        assert min(across, 1920) <= widths[-2]
        assert min(across, 640) <= widths[-1] <= widths[-2]


@pytest.mark.parametrize(("width", "height", "least"), [(19_000, 900, 500), (12_000, 600, 500), (5_000, 1_000, 600)])
def test_a_mural_or_a_timeline_keeps_a_height_that_can_be_read(width: int, height: int, least: int) -> None:
    rough = Image.effect_noise((width // 8, height // 8), 60).resize((width, height)).convert("RGB")
    renditions = derive_bytes(encoded(rough, "JPEG"), Profile()).derivative.of("webp")
    assert renditions[-1].height >= least
    assert all(
        rendition.bytes <= 1_500_000 and max(rendition.width, rendition.height) <= 16_383 for rendition in renditions
    )
    assert len(renditions) <= len(Profile().widths) + 1
    # Those that a page shows have about the area of an ordinary picture.
    assert all(rendition.width * rendition.height <= 1920 * 1280 for rendition in renditions[:5])


@pytest.mark.parametrize(("width", "height"), [(2_500, 1_000), (4_000, 3_000), (900, 19_000)])
def test_pictures_of_ordinary_shape_and_tall_ones_keep_their_widths(width: int, height: int) -> None:
    found = derive_bytes(encoded(Image.new("RGB", (width, height), "teal"), "PNG"), Profile()).derivative.of("webp")
    widest = min(width, width * 16_383 // height)
    assert [rendition.width for rendition in found] == sorted({min(each, widest) for each in Profile().widths})


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_no_seam_shows_where_two_bands_of_a_picture_meet(mode: str) -> None:
    grain = noise(250, 900).convert(mode)
    box = 0.5, 3.25, 249.5, 898.75
    whole = grain.resize((200, 720), Image.Resampling.BICUBIC, box)
    off = ImageChops.difference(smaller(grain, whole.size, box), whole)
    assert max(most for _, most in ImageStat.Stat(off).extrema) <= 2


def test_grain_costs_quality_where_pages_show_it_and_none_where_one_looks_closely() -> None:
    grain = noise(330, 220).resize((1320, 880))
    spared, whole = developed(grain).files, developed(grain, recipe=Profile(pixel_weight=9)).files
    least = developed(grain, recipe=Profile(webp_quality=30)).files
    assert [each.file.width for each in spared] == [320, 640, 960, 1280, 1320, 640]
    assert [each.data for each in spared[:4]] == [each.data for each in least[:4]]
    assert [each.data for each in spared[4:]] == [each.data for each in whole[4:]]
    assert [each.data for each in spared[:4]] != [each.data for each in whole[:4]]


def test_a_little_grain_costs_as_little_quality_as_its_weight_asks() -> None:
    grain = Image.blend(noise(330, 220).resize((1320, 880)), Image.new("RGB", (1320, 880), "white"), 0.7)
    weights = {
        quality: next(each.file.bytes for each in developed(grain, recipe=recipe).files if each.file.width == 640)
        for quality in (70, 60)
        for recipe in [Profile(webp_quality=quality, pixel_weight=9)]
    }
    between = (weights[70] + weights[60]) / 2
    recipe = Profile(pixel_weight=between / (640 * round(640 * 880 / 1320)))
    assert developed(grain, recipe=recipe).files[1].file.bytes == weights[60]


def test_a_smooth_picture_keeps_its_quality() -> None:
    smooth = noise(12, 8).resize((1320, 880), Image.Resampling.BICUBIC)
    assert developed(smooth).files == developed(smooth, recipe=Profile(pixel_weight=9)).files


def test_names_come_from_the_bytes() -> None:
    found = developed(noise(700, 400))
    for each in found.files:
        key = hashlib.sha256(each.data).hexdigest()
        assert (each.file.sha256, each.file.bytes) == (key, len(each.data))
        assert each.file.name == f"{key[:20]}-{each.file.width}.{'jpg' if each.file.format == 'jpeg' else 'webp'}"
    other = derive_bytes(encoded(noise(700, 400), "PNG"), Profile(webp_quality=25, jpeg_quality=70))
    assert {each.file.name for each in found.files}.isdisjoint(each.file.name for each in other.files)


def test_a_tag_changes_with_every_parameter_and_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    recipes = [
        Profile(),
        Profile(widths=(320,)),
        Profile(zoom=True),
        Profile(zoom_width=2500),
        Profile(webp_quality=81),
        Profile(webp_method=3),
        Profile(page_width=960),
        Profile(trial_width=320),
        Profile(pixel_weight=0.2),
        Profile(webp_least=60),
        Profile(webp_step=5),
        Profile(jpeg_width=320),
        Profile(jpeg_quality=81),
        Profile(version=2),
    ]
    tags = {recipe.tag for recipe in recipes}
    assert len(tags) == len(recipes)
    assert all(re.fullmatch("[0-9a-f]{12}", tag) for tag in tags)
    monkeypatch.setattr(features, "version", lambda name: f"{name} 99")
    assert Profile(version=4).tag != Profile(version=5).tag
    sys.modules["excellence.media.pictures.derive"]._tag.cache_clear()
    assert Profile().tag not in tags
    sys.modules["excellence.media.pictures.derive"]._tag.cache_clear()


def halves(mode: str, left: object, right: object) -> Image.Image:
    picture = Image.new(mode, (80, 40), left)  # type: ignore[arg-type]
    picture.paste(right, (40, 0, 80, 40))  # type: ignore[arg-type]
    return picture


def sides(found: Output[Picture]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    picture = widest(found)
    return mean(picture.crop((2, 2, 36, 38))), mean(picture.crop((44, 2, 78, 38)))


def on_white(colour: tuple[int, int, int], alpha: int) -> tuple[float, ...]:
    return tuple(channel * alpha / 255 + 255 - alpha for channel in colour)


def without_key(cyan: int, magenta: int, yellow: int, key: int) -> tuple[float, ...]:
    return tuple((255 - ink) * (255 - key) / 255 for ink in (cyan, magenta, yellow))


def palette(transparency: int | bytes | None = None) -> bytes:
    picture = Image.new("P", (80, 40), 0)
    picture.putpalette([*RED, *BLUE, *GREEN])
    picture.paste(1, (40, 0, 80, 40))
    return encoded(picture, "PNG", **({} if transparency is None else {"transparency": transparency}))


def wide_grey(left: int, right: int, *chunks: bytes) -> bytes:
    """A PNG with sixteen bits a pixel, written by hand."""
    row = b"\0" + struct.pack(">H", left) * 40 + struct.pack(">H", right) * 40
    header = struct.pack(">IIBBBBB", 80, 40, 16, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + b"".join(chunks) + chunk(b"IDAT", zlib.compress(row * 40)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


GREY = (120, 120, 120)
MODES: dict[str, tuple[bytes, tuple[float, ...], tuple[float, ...]]] = {
    "CMYK": (
        encoded(halves("CMYK", (200, 30, 60, 20), (10, 150, 220, 90)), "JPEG", quality=95),
        without_key(200, 30, 60, 20),
        without_key(10, 150, 220, 90),
    ),
    "16-bit grey": (wide_grey(30_000, 60_000), (30_000 / 257,) * 3, (60_000 / 257,) * 3),
    "16-bit grey, one clear": (
        wide_grey(30_000, 60_000, chunk(b"tRNS", struct.pack(">H", 30_000))),
        (255, 255, 255),
        (60_000 / 257,) * 3,
    ),
    "palette": (palette(), RED, BLUE),
    "palette, one clear": (palette(0), (255, 255, 255), BLUE),
    "palette, half clear": (palette(bytes([128, 64, 255])), on_white(RED, 128), on_white(BLUE, 64)),
    "grey": (encoded(halves("L", 60, 180), "PNG"), (60,) * 3, (180,) * 3),
    "grey, one clear": (encoded(halves("L", 60, 180), "PNG", transparency=60), (255,) * 3, (180,) * 3),
    "grey JPEG": (encoded(halves("L", 60, 180), "JPEG", quality=95), (60,) * 3, (180,) * 3),
    "grey and alpha": (encoded(halves("LA", (120, 128), (120, 0)), "PNG"), on_white(GREY, 128), (255,) * 3),
    "1-bit": (encoded(halves("1", 0, 1), "PNG"), (0,) * 3, (255,) * 3),
    "1-bit, one clear": (encoded(halves("1", 0, 1), "PNG", transparency=0), (255,) * 3, (255,) * 3),
    "RGB, one clear": (encoded(halves("RGB", RED, BLUE), "PNG", transparency=RED), (255,) * 3, BLUE),
    "RGBA": (encoded(halves("RGBA", (*RED, 128), (*BLUE, 255)), "PNG"), on_white(RED, 128), BLUE),
    "RGBA WebP": (
        encoded(halves("RGBA", (*RED, 128), (*BLUE, 0)), "WEBP", lossless=True),
        on_white(RED, 128),
        (255,) * 3,
    ),
    "YCbCr": (encoded(halves("YCbCr", (120, 128, 128), (60, 128, 128)), "JPEG", quality=95), (120,) * 3, (60,) * 3),
}


@pytest.mark.parametrize("mode", MODES)
def test_every_way_to_hold_colour_comes_out_right(mode: str) -> None:
    data, left, right = MODES[mode]
    found = sides(derive_bytes(data, Profile()))
    assert near(found[0], left), (found[0], left)
    assert near(found[1], right), (found[1], right)


@pytest.mark.parametrize("mode", ["I", "F"])
def test_wide_numbers_are_understood_too(mode: str) -> None:
    from excellence.media.pictures.colour import resizable

    # No format of ours has them, but a newer Pillow may open sixteen bits as such.
    picture = resizable(Image.new(mode, (2, 2), 60_000 if mode == "I" else 200.0))
    assert (picture.mode, picture.getpixel((0, 0))) == ("L", 233 if mode == "I" else 200)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_wide_gamut_is_brought_to_srgb(format: str) -> None:
    left, right = (170, 60, 60), (120, 130, 90)
    exact = {"quality": 98, "subsampling": 0} if format == "JPEG" else {"lossless": True}
    found = sides(developed(halves("RGB", left, right), format, icc_profile=profile(P3), **exact))
    assert near(found[0], p3_to_srgb(left)), (found[0], p3_to_srgb(left))
    assert near(found[1], p3_to_srgb(right))
    assert not near(found[0], left)


def test_a_wide_gamut_with_alpha_is_brought_to_srgb() -> None:
    found = sides(developed(halves("RGBA", (170, 60, 60, 255), (170, 60, 60, 0)), icc_profile=profile(P3)))
    assert near(found[0], p3_to_srgb((170, 60, 60)))
    assert near(found[1], (255,) * 3)


def test_srgb_by_any_name_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    applied: list[tuple[int, int]] = []
    apply = ImageCms.ImageCmsTransform.apply

    def counted(self: ImageCms.ImageCmsTransform, im: Image.Image) -> Image.Image:
        applied.append(im.size)
        return apply(self, im)

    monkeypatch.setattr(ImageCms.ImageCmsTransform, "apply", counted)
    plain = developed(quarters())
    assert developed(quarters(), icc_profile=profile(SRGB, b"Display P3")).files == plain.files
    assert applied == [(81, 9)]
    assert developed(quarters(), icc_profile=profile(P3, b"sRGB")).files != plain.files


def test_colours_are_converted_when_the_picture_is_already_small(monkeypatch: pytest.MonkeyPatch) -> None:
    applied: list[int] = []
    apply = ImageCms.ImageCmsTransform.apply

    def counted(self: ImageCms.ImageCmsTransform, im: Image.Image) -> Image.Image:
        applied.append(im.width)
        return apply(self, im)

    monkeypatch.setattr(ImageCms.ImageCmsTransform, "apply", counted)
    developed(Image.new("RGB", (2400, 1000), RED), icc_profile=profile(P3))
    assert applied == [81, 1920]


@pytest.mark.parametrize("data", [b"nonsense", profile(P3)[:200], profile(P3).replace(b"RGB ", b"Lab ")])
def test_a_profile_that_does_not_fit_is_ignored(data: bytes) -> None:
    assert near(sides(developed(halves("RGB", RED, BLUE), icc_profile=data))[0], RED)


@pytest.mark.parametrize("mode", ["L", "LA"])
def test_a_grey_profile_is_followed(mode: str) -> None:
    left, right = ((60, 255), (180, 255)) if mode == "LA" else (60, 180)
    found = sides(developed(halves(mode, left, right), icc_profile=grey_profile(1.0)))
    assert near(found[0], (uncurve(60 / 255) * 255,) * 3)
    assert near(found[1], (uncurve(180 / 255) * 255,) * 3)


def test_a_grey_picture_with_a_colour_profile_is_right() -> None:
    found = sides(developed(halves("L", 60, 180), icc_profile=profile(P3)))
    assert near(found[0], (60,) * 3)
    cmyk = developed(halves("CMYK", (200, 30, 60, 20), (0, 0, 0, 0)), "JPEG", icc_profile=profile(P3), quality=95)
    assert near(sides(cmyk)[0], without_key(200, 30, 60, 20))


@pytest.mark.parametrize("format", ["PNG", "WEBP"])
def test_of_an_animation_the_first_frame_is_shown(format: str) -> None:
    frames = [halves("RGB", RED, BLUE), halves("RGB", GREEN, GREEN)]
    found = sides(developed(frames[0], format, save_all=True, append_images=frames[1:], lossless=True))
    assert near(found[0], RED)
    assert near(found[1], BLUE)


def test_of_several_pictures_in_a_jpeg_the_first_is_shown() -> None:
    found = developed(halves("RGB", RED, BLUE), "MPO", save_all=True, append_images=[quarters(20, 20)], quality=95)
    assert near(sides(found)[0], RED)
    assert (found.derivative.width, found.derivative.height) == (80, 40)


def test_a_large_jpeg_is_reduced_while_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = []
    draft = sys.modules["PIL.JpegImagePlugin"].JpegImageFile.draft

    def noted(self: Image.Image, *wanted: object) -> object:
        found = draft(self, *wanted)
        drafts.append(self.size)
        return found

    monkeypatch.setattr("PIL.JpegImagePlugin.JpegImageFile.draft", noted)
    found = developed(quarters(3841, 1601), "JPEG")
    assert drafts == [(1921, 801)]
    assert sizes(found)[-2][1:] == (1920, 800)
    assert near(corners(widest(found))[2], BLUE, 8)


@pytest.mark.parametrize(("format", "keep"), [("JPEG", 0.5), ("JPEG", 0.9), ("PNG", 0.5), ("PNG", 0.9), ("WEBP", 0.5)])
def test_half_a_picture_is_refused(tmp_path: Path, format: str, keep: float) -> None:
    data = encoded(noise(400, 300), format)
    (tmp_path / "a").write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(Refused) as refused:
        derive(tmp_path / "a", Profile())
    assert refused.value.finding.code == "image-damaged"


def test_memory_that_ends_while_encoding_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    data = encoded(quarters(), "PNG")
    monkeypatch.setattr(Image.Image, "save", fail)
    with pytest.raises(Refused) as refused:
        derive_bytes(data, Profile())
    assert refused.value.finding.code == "file-too-slow"


def test_the_main_colour_is_the_one_seen_most() -> None:
    paper = Image.new("RGB", (600, 400), (250, 248, 240))
    ImageDraw.Draw(paper).rectangle((0, 0, 250, 400), fill=(20, 30, 90))
    found = bytes.fromhex(developed(paper).derivative.colour[1:])
    assert near(tuple(found), (250, 248, 240))
    assert developed(noise(300, 300)).derivative.colour.startswith("#")


def test_alike_pictures_have_alike_hashes() -> None:
    def apart(one: Output[Picture], other: Output[Picture]) -> int:
        return (int(one.derivative.dhash, 16) ^ int(other.derivative.dhash, 16)).bit_count()

    picture = noise(9, 8).resize((900, 800), Image.Resampling.BICUBIC)
    first = developed(picture)
    assert re.fullmatch("[0-9a-f]{16}", first.derivative.dhash)
    assert apart(first, developed(picture.resize((500, 444)), "JPEG", quality=60)) <= 6
    assert apart(first, developed(picture, exif=exif(3))) > 12
    assert apart(first, developed(ImageOps.mirror(picture), "PNG", exif=exif(2))) <= 2
    ramp = Image.linear_gradient("L").rotate(90)
    assert {developed(ramp).derivative.dhash, developed(ImageOps.mirror(ramp)).derivative.dhash} == {"0" * 16, "f" * 16}


PROGRAM = """
import os, sys
os.umask(0o077)
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from pathlib import Path
from excellence.media.pictures import Profile, derive
print([each.file.sha256 for each in derive(Path(sys.argv[1]), Profile()).files])
"""


def test_the_bytes_do_not_depend_on_where_they_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(encoded(noise(900, 700), "JPEG", icc_profile=profile(P3)))
    here = [each.file.sha256 for each in derive(path, Profile()).files]
    for setting in ({"LC_ALL": "C", "PYTHONHASHSEED": "1"}, {"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"}):
        command = [sys.executable, "-c", PROGRAM, str(path)]
        told = subprocess.run(command, capture_output=True, check=True, text=True, env={**os.environ, **setting})
        assert told.stdout.strip() == str(here)


def test_a_png_with_more_in_it_is_the_same_picture() -> None:
    plain = encoded(quarters(), "PNG")
    more = png_with(plain, chunk(b"tEXt", b"a\0b"))
    assert derive_bytes(more, Profile()).files == derive_bytes(plain, Profile()).files

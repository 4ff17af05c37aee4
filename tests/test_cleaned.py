"""What a person is told of a file that was cleaned, of whatever kind: what went, what was done, and what is left."""

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from carriers import CARRIERS
from draw import chunk, encoded, exif, noise, quarters
from excellence.media import Cache, Refused, end_of, scrub
from excellence.media.documents.flat import is_flat
from excellence.media.pictures import scrub_picture
from excellence.media.scrub import Box, Scrubbed
from excellence.model.finding import Finding
from recorded import CANARY, clean_film, document, film, flat, sound

XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"
EXIF = Image.Exif()
EXIF[0x010E] = CANARY
BOX = (0, 0.0, 0.0, 0.5, 0.5)


@pytest.fixture
def cleaned(tmp_path: Path) -> Callable[..., Scrubbed]:
    """A factory: a file of this name and content, cleaned."""

    def clean(name: str, data: bytes, *boxes: Box, into: str = "", longest: int = 0) -> Scrubbed:
        (tmp_path / name).write_bytes(data)
        made = scrub(tmp_path / name, Cache(tmp_path / "cache"), iter(boxes), into=into, longest=longest)
        assert isinstance(made, Scrubbed), made
        return made

    return clean


# Papers


def test_a_paper_comes_back_as_pictures_of_its_pages_with_its_words_beside_it(cleaned: Callable[..., Scrubbed]) -> None:
    made = cleaned("a.pdf", document("The river is fast", "", "It floods in May", info={"Author": CANARY}))
    assert is_flat(made.data)
    assert CANARY.encode() not in made.data
    assert (made.changed, made.words) == (True, "The river is fast\n\nIt floods in May")
    assert made.facts == ("3 pages made anew from what can be seen",)
    assert made.lost == ("a title or names",)
    assert [Image.open(BytesIO(page)).format for page in made.pages] == ["JPEG"] * 3
    assert len(set(made.pages)) == 3


def test_a_paper_that_is_nothing_but_pictures_stays_until_there_is_a_box(cleaned: Callable[..., Scrubbed]) -> None:
    data = flat("One")
    made = cleaned("a.pdf", data)
    assert (made.data, made.changed, made.lost, made.facts, made.words) == (data, False, (), (), "")
    assert [Image.open(BytesIO(page)).format for page in made.pages] == ["JPEG"]
    painted = cleaned("a.pdf", data, (1, 0.0, 0.0, 1.0, 1.0))
    assert (painted.changed, painted.data == data) == (True, False)
    assert painted.facts == ("1 box painted over", "1 page made anew from what can be seen")
    assert painted.pages != made.pages


# Sounds and films


@pytest.mark.parametrize(
    ("name", "make", "into", "facts"),
    [
        ("a.wav", partial(sound, ".wav", 0.5), "", ("0.5 seconds", "the sound not coded anew")),
        ("a.wav", partial(sound, ".wav", 0.5), ".wav", ("0.5 seconds", "the sound not coded anew")),
        ("a.mp4", partial(film, ".mp4", 0.5), "", ("0.5 seconds", "pictures and sound not coded anew")),
        ("a.mov", partial(film, ".mov", 0.5), ".mp4", ("0.5 seconds", "made MP4", "pictures and sound not coded anew")),
        ("a.webm", partial(sound, ".weba", 0.5), ".ogg", ("0.5 seconds", "made OGG", "the sound not coded anew")),
        ("a.aac", partial(sound, ".aac", 2), ".m4a", ("2 seconds", "made M4A", "the sound not coded anew")),
    ],
)
def test_what_was_done_to_a_recording_is_told(
    cleaned: Callable[..., Scrubbed], name: str, make: Callable[..., bytes], into: str, facts: tuple[str, ...]
) -> None:
    data = make(metadata={"title": CANARY})
    made = cleaned(name, data, BOX, into=into)  # no box can be painted on it
    assert made.changed
    assert CANARY.encode() not in made.data
    assert made.data != data
    assert ("names or texts" in made.lost) is (name != "a.aac")  # which has no place for words
    assert (made.facts, made.words, made.pages) == (facts, "", ())


@pytest.mark.parametrize(
    ("name", "make", "into"),
    [
        ("a.mp3", partial(sound, ".mp3", 0.4), ""),
        ("a.MP3", partial(sound, ".mp3", 0.4), ".mp3"),
        ("a.mp4", partial(clean_film, 0.3), ""),
    ],
)
def test_a_recording_that_says_nothing_stays_byte_for_byte(
    cleaned: Callable[..., Scrubbed], name: str, make: Callable[[], bytes], into: str
) -> None:
    data = make()
    assert cleaned(name, data, into=into) == Scrubbed(data, (), (), "", (), False)


def test_a_silent_film_under_another_name_is_made_anew_all_the_same(cleaned: Callable[..., Scrubbed]) -> None:
    made = cleaned("a.m4v", clean_film(0.3), into=".mp4")
    assert (made.changed, made.lost) == (True, ())
    assert made.facts[1] == "made MP4"


@pytest.mark.parametrize(("name", "into"), [("a.mov", ""), ("a.mov", ".webm"), ("a.mp4", ".ogg")])
def test_no_film_gets_a_name_that_does_not_fit(tmp_path: Path, name: str, into: str) -> None:
    (tmp_path / name).write_bytes(film(".mov" if name == "a.mov" else ".mp4", 0.3))
    told = scrub(tmp_path / name, Cache(tmp_path / "cache"), into=into)
    assert isinstance(told, Finding)
    assert (told.code, told.what) == (
        "file-format",
        "is a film under a name or in a wrapping that not every program knows",
    )
    assert told.remedy.endswith("make it a.mp4")


# Pictures


def noisy(quality: int) -> bytes:
    return encoded(noise(300, 200), "JPEG", quality=quality)


@pytest.mark.parametrize(
    ("name", "data", "boxes", "more", "facts"),
    [
        ("a.jpg", CARRIERS[".jpg"]["a comment"](CANARY), (), {}, ("240 × 180 pixels",)),
        ("a.jpg", encoded(quarters(1200, 800), "JPEG", comment=b"x"), (), {}, ("1,200 × 800 pixels",)),
        ("a.jpg", encoded(quarters(600, 400), "JPEG"), (BOX,), {}, ("1 box painted over", "600 × 400 pixels")),
        ("a.jpg", encoded(quarters(600, 400), "JPEG"), (BOX, BOX), {}, ("2 boxes painted over", "600 × 400 pixels")),
        (
            "a.jpg",
            encoded(quarters(600, 400), "JPEG", exif=exif(6)),
            (BOX,),
            {"longest": 300},
            ("1 box painted over", "turned upright", "200 × 300 pixels"),
        ),
        ("a.png", encoded(quarters(600, 400), "PNG"), (), {"into": ".jpg"}, ("600 × 400 pixels",)),
    ],
    ids=["a comment", "thousands", "a box", "two boxes", "turned and smaller", "another kind"],
)
def test_what_was_done_to_a_picture_is_told(
    cleaned: Callable[..., Scrubbed],
    name: str,
    data: bytes,
    boxes: tuple[Box, ...],
    more: dict[str, object],
    facts: tuple[str, ...],
) -> None:
    made = cleaned(name, data, *boxes, **more)
    told = [each for each in made.facts if not each.startswith("larger than before")]
    assert (made.changed, tuple(told), made.words, made.pages) == (True, facts, "", ())
    picture = Image.open(BytesIO(made.data))
    assert picture.format == "JPEG"
    if boxes:
        across, down = picture.size
        assert max(high for _, high in picture.crop((9, 9, across // 2 - 9, down // 2 - 9)).getextrema()) <= 12  # type: ignore[misc]


def test_a_picture_on_which_there_is_nothing_to_do_stays_byte_for_byte(cleaned: Callable[..., Scrubbed]) -> None:
    data = noisy(80)
    made = cleaned("a.jpg", data, longest=300)
    assert (made.data, made.lost, made.changed) == (data, (), False)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (noisy(1), "3 KB became 44 KB"),
        (noisy(60), "29 KB became 0.2 MB"),
        (encoded(Image.new("L", (2, 2)), "GIF"), "1 KB became 1 KB"),
    ],
    ids=["small", "large", "tiny"],
)
def test_a_picture_that_grows_says_from_what_and_to_what(
    cleaned: Callable[..., Scrubbed], data: bytes, told: str
) -> None:
    made = cleaned("a.jpg" if data.startswith(b"\xff\xd8") else "a.gif", data, into=".png")
    assert made.facts[1:] == (f"larger than before: {told}",)


ROUGH = Image.effect_noise((200, 150), 60).resize((600, 450), Image.Resampling.BICUBIC).convert("RGB")


@pytest.mark.parametrize(
    ("format", "quality", "more"),
    [
        *(("JPEG", quality, {"optimize": True}) for quality in (95, 75, 60, 30)),
        *(("WEBP", quality, {"method": 4}) for quality in (95, 75, 40)),
    ],
)
def test_a_picture_is_saved_as_well_as_half_as_much_again_allows(
    format: str, quality: int, more: dict[str, object]
) -> None:
    data = encoded(ROUGH, format, quality=quality, xmp=XMP)
    shown = Image.open(BytesIO(data)).convert("RGB")
    best = {each: encoded(shown, format, quality=each, **more) for each in (92, 85, 80)}
    right = next((each for each in best.values() if len(each) <= 1.5 * len(data)), best[80])
    clean = scrub_picture(data)
    assert (clean.data, clean.lost, clean.turned) == (right, ("XMP",), False)
    # Of another kind any size will do.
    other = "WEBP" if format == "JPEG" else "JPEG"
    saved = encoded(shown, other, quality=92, **({"method": 4} if other == "WEBP" else {"optimize": True}))
    assert scrub_picture(data, other).data == saved


def test_a_picture_without_a_loss_is_saved_without_one() -> None:
    for format, before, more in (
        ("WEBP", {"lossless": True}, {"lossless": True, "method": 4}),
        ("PNG", {}, {"optimize": True}),
        ("TIFF", {}, {"compression": "tiff_lzw"}),
    ):
        picture = quarters(90, 60)
        data = encoded(picture, format, exif=EXIF, **before)
        clean = scrub_picture(data)
        assert Image.open(BytesIO(clean.data)).convert("RGB").tobytes() == picture.tobytes()
        assert clean.data == encoded(picture, format, **more)
        assert scrub_picture(data, "JPEG").data == encoded(picture, "JPEG", quality=92, optimize=True)


def test_the_sides_of_a_picture_are_told_as_they_are_now() -> None:
    data = encoded(quarters(601, 401), "JPEG", exif=exif(6))
    for longest, size in ((0, (401, 601)), (601, (401, 601)), (600, (400, 600)), (60, (40, 60))):
        clean = scrub_picture(data, longest=longest)
        assert (clean.width, clean.height) == size == Image.open(BytesIO(clean.data)).size
        assert clean.turned
    plain = encoded(quarters(601, 401), "JPEG")
    for longest, size in ((0, (601, 401)), (601, (601, 401)), (300, (300, 200))):
        clean = scrub_picture(plain, longest=longest)
        assert (clean.width, clean.height, clean.turned, clean.data is plain) == (*size, False, longest != 300)


def test_half_a_picture_is_refused_even_where_nothing_is_to_be_done() -> None:
    data = encoded(noise(200, 100), "PNG")
    at = data.index(b"IDAT")
    half = data[: at - 4] + chunk(b"IDAT", data[at + 4 : at + 9000]) + chunk(b"IEND", b"")
    with pytest.raises(Refused) as refused:
        scrub_picture(half)
    assert refused.value.finding.code == "image-damaged"


# Others


def test_what_is_of_no_kind_stays_as_it_is(cleaned: Callable[..., Scrubbed]) -> None:
    data = encoded(quarters(60, 40), "PNG")
    assert cleaned("a.unheard", data) == Scrubbed(data, changed=False)


@pytest.mark.parametrize("name", ["a.jpg", "a.pdf", "a.mp3"])
def test_what_can_not_be_read_is_told_and_stays(tmp_path: Path, name: str) -> None:
    told = scrub(tmp_path / name, Cache(tmp_path / "cache"))
    assert isinstance(told, Finding)
    assert told.code == "file-unreadable"
    (tmp_path / name).write_bytes(b"no such thing")
    told = scrub(tmp_path / name, Cache(tmp_path / "cache"))
    assert isinstance(told, Finding)
    assert told.code in ("file-format", "file-damaged", "image-format", "image-damaged")
    assert sha256((tmp_path / name).read_bytes()).hexdigest() == sha256(b"no such thing").hexdigest()


@pytest.mark.parametrize(
    ("name", "end"),
    [
        *(("a.heic", ".jpg"), ("a.HEIF", ".jpg"), ("a.tif", ".jpg"), ("a.tiff", ".jpg"), ("a.jpeg", ".jpg")),
        *(("a.jfif", ".jpg"), ("a.png", ".png"), ("a.mov", ".mp4"), ("a.webm", ".webm"), ("a.opus", ".ogg")),
    ],
)
def test_the_end_of_a_name_is_the_usual_one(tmp_path: Path, name: str, end: str) -> None:
    assert end_of(name) == end
    assert end_of(tmp_path / name) == end  # where there is no such file, its name is all that is known


def test_a_path_tells_more_than_a_name(tmp_path: Path) -> None:
    path = tmp_path / "voice.webm"
    path.write_bytes(sound(".weba", 0.3))
    assert (end_of(path), end_of(path.name)) == (".ogg", ".webm")
    path = tmp_path / "voice.mp4"
    path.write_bytes(sound(".m4a", 0.3))
    assert (end_of(path), end_of(str(path))) == (".m4a", ".mp4")

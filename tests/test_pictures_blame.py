"""Whose fault it is: a sound picture is shown whatever words are in its file, and a fault of ours is told as ours."""

import re
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, JpegImagePlugin

from draw import P3, chunk, encoded, job, noise, png_with, profile, quarters, riff
from excellence.media import Cache, Refused, scrub, workers
from excellence.media.errors import IMAGE_DAMAGED, blamed
from excellence.media.pictures import Profile, derive_bytes, inspect, scrub_picture
from excellence.media.pictures import scrub as scrubbing
from excellence.media.scrub import Scrubbed
from excellence.model.finding import Finding

CANARY = b"Maria Delgado"
LONG = CANARY * 200_000


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body


def jpeg_with(*segments: bytes) -> bytes:
    data = encoded(quarters(1200, 800), "JPEG")
    return data[:2] + b"".join(segments) + data[2:]


def png(*chunks: bytes) -> bytes:
    return png_with(encoded(quarters(1200, 800), "PNG"), *chunks)


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    plain = encoded(quarters(1200, 800), "WEBP", lossless=True)
    canvas = b"\x0c\0\0\0" + (1199).to_bytes(3, "little") + (799).to_bytes(3, "little")
    return riff((b"VP8X", canvas), (b"VP8L", plain[20:]), *chunks)


WORDY: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a packed text of megabytes": (".png", lambda: png(chunk(b"zTXt", b"note\0\0" + zlib.compress(LONG)))),
    "a plain text of megabytes": (".png", lambda: png(chunk(b"tEXt", b"note\0" + LONG))),
    "a text in any alphabet": (".png", lambda: png(chunk(b"iTXt", b"note\0\1\0\0\0" + zlib.compress(LONG)))),
    "many texts": (".png", lambda: png(*[chunk(b"zTXt", b"note\0\0" + zlib.compress(LONG[:900_000]))] * 80)),
    "a text after the pixels": (
        ".png",
        lambda: png()[:-12] + chunk(b"zTXt", b"note\0\0" + zlib.compress(LONG)) + chunk(b"IEND", b""),
    ),
    "a text with a wrong checksum": (".png", lambda: png(chunk(b"tEXt", b"note\0" + CANARY)[:-1] + b"?")),
    "a profile that unpacks without an end": (
        ".png",
        lambda: png(chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(40_000_000)))),
    ),
    "half a profile": (".png", lambda: png(chunk(b"iCCP", b"a\0\0" + zlib.compress(profile(P3))[:40]))),
    "broken facts": (".png", lambda: png(chunk(b"pHYs", b"1"), chunk(b"cHRM", b"12345"), chunk(b"eXIf", CANARY))),
    "a comment in every segment": (".jpg", lambda: jpeg_with(*[segment(0xFE, CANARY * 5_000)] * 60)),
    "broken EXIF data": (".jpg", lambda: jpeg_with(segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + CANARY))),
    "a broken table of pictures": (".jpg", lambda: jpeg_with(segment(0xE2, b"MPF\0MM\0*\0\0\0\x08\0\x09"))),
    "a broken Photoshop segment": (".jpg", lambda: jpeg_with(segment(0xED, b"Photoshop 3.0\0008BIM\4\4" + CANARY))),
    "a profile in half its segments": (".jpg", lambda: jpeg_with(segment(0xE2, b"ICC_PROFILE\0\2\5half"))),
    "EXIF and XMP of megabytes": (".webp", lambda: webp((b"EXIF", LONG), (b"XMP ", LONG))),
}


@pytest.mark.parametrize("name", WORDY)
def test_words_in_its_file_never_cost_a_sound_picture(tmp_path: Path, name: str) -> None:
    end, make = WORDY[name]
    data = make()
    path = tmp_path / f"01{end}"
    path.write_bytes(data)
    look = inspect(path)
    assert (look.faults, look.width, look.height) == ((), 1200, 800)
    plain = derive_bytes(encoded(quarters(1200, 800), "PNG"), Profile())
    made = derive_bytes(data, Profile())
    assert made.derivative.dhash == plain.derivative.dhash
    if end == ".png":
        assert made.files == plain.files
    clean = scrub_picture(data)
    assert CANARY not in clean.data
    path.write_bytes(clean.data)
    assert (inspect(path).faults, inspect(path).advice) == ((), ())


# Whose fault


def raised(make: Callable[[], object]) -> Exception:
    try:
        make()
    except Exception as error:  # noqa: BLE001 - any of them is asked about
        return error
    raise AssertionError


DAMAGED = Refused(IMAGE_DAMAGED, "is damaged", "scan it again")


def test_what_a_library_raises_of_itself_is_believed_and_what_a_call_raises_is_not() -> None:
    inside = raised(lambda: Image.open(Path(__file__)))  # no picture at all
    assert blamed(inside, DAMAGED, libraries=("PIL",)) is DAMAGED
    # As if an argument had been renamed.
    at_the_call = raised(lambda: Image.new("RGB", (1, 1), shade="red"))  # type: ignore[call-arg]
    told = blamed(at_the_call, DAMAGED, libraries=("PIL",)).finding
    assert told.code == "program-error"
    assert "TypeError" in told.what
    assert "shade" in told.what


@pytest.mark.parametrize("kind", [TypeError, AttributeError, NameError, ImportError, AssertionError])
def test_an_error_of_our_own_lines_is_never_a_damaged_picture(
    monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    def broken(*_: object) -> None:
        raise kind("a mistake of ours")

    monkeypatch.setattr(sys.modules[derive_bytes.__module__], "to_srgb", broken)
    with pytest.raises(Refused) as refused:
        derive_bytes(encoded(quarters(), "PNG"), Profile())
    fault = refused.value.finding
    assert fault.code == "program-error"
    assert f"a fault in this program ({kind.__name__}" in fault.what
    assert "report it" in fault.remedy


def test_an_error_that_could_quote_the_file_is_told_by_its_kind_alone() -> None:
    told = blamed(raised(lambda: {}[CANARY.decode()]), DAMAGED).finding
    assert told.code == "program-error"
    assert "KeyError" in told.what
    assert CANARY.decode() not in told.what


def test_a_decoder_that_stumbles_inside_over_a_bad_picture_blames_the_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Raised in Pillow's own lines, as it does where a picture names a table that it doesn't have.
    monkeypatch.setattr(JpegImagePlugin, "MARKER", None)
    with pytest.raises(Refused) as refused:
        derive_bytes(encoded(noise(90, 60), "JPEG"), Profile())
    assert refused.value.finding.code == "image-damaged"


def test_a_worker_tells_a_fault_of_the_program_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = job(tmp_path / "a.png", encoded(quarters(), "PNG"))
    monkeypatch.setattr(workers, "_make", lambda job, data: data.no_such_thing)
    found = workers._prepare(one, tmp_path / "cache", workers.Limits())
    assert isinstance(found, Finding)
    assert found.code == "program-error"
    assert "AttributeError" in found.what


# What is saved is read again before it replaces anything


def test_a_picture_that_does_not_come_out_as_it_was_is_never_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = png_with(encoded(quarters(1200, 800), "PNG"), chunk(b"tEXt", b"note\0" + CANARY))
    path = tmp_path / "01.png"
    path.write_bytes(data)
    for wrong, what in (
        (encoded(noise(1200, 800), "PNG"), "does not come out as it was"),
        (encoded(quarters(1200, 801), "PNG"), "does not come out as it was"),
        (data[:200], "does not come out as it was"),
        (data, "still carries text chunks"),
    ):
        monkeypatch.setattr(scrubbing, "_saved", lambda *_, wrong=wrong, **__: wrong)
        made = scrub(path, Cache(tmp_path / "cache"))
        assert isinstance(made, Finding)
        assert (made.code, made.what) == ("file-unclean", f"{what} when it is cleaned")
        assert made.remedy == "open it in an image program and save it as a new JPEG"
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    ("end", "format", "options"), [(".jpg", "JPEG", {"quality": 60}), (".webp", "WEBP", {"quality": 50})]
)
def test_cleaning_keeps_about_the_size_of_the_file(
    tmp_path: Path, end: str, format: str, options: dict[str, int]
) -> None:
    rough = Image.effect_noise((400, 300), 60).resize((1200, 900), Image.Resampling.BICUBIC).convert("RGB")
    data = encoded(rough, format, exif=Image.Exif().tobytes(), xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>", **options)
    path = tmp_path / f"01{end}"
    path.write_bytes(data)
    made = scrub(path, Cache(tmp_path / "cache"))
    assert isinstance(made, Scrubbed)
    assert made.changed
    assert len(made.data) < 1.5 * len(data)
    assert not any("larger than before" in fact for fact in made.facts)


def test_a_file_that_grows_all_the_same_says_so(tmp_path: Path) -> None:
    data = encoded(noise(400, 300), "TIFF", compression="jpeg", quality=30, tiffinfo={270: CANARY.decode()})
    path = tmp_path / "01.tif"
    path.write_bytes(data)
    made = scrub(path, Cache(tmp_path / "cache"))
    assert isinstance(made, Scrubbed)
    [told] = [fact for fact in made.facts if fact.startswith("larger than before: ")]
    assert re.fullmatch(r"larger than before: (\d+ KB|0\.\d MB) became 0\.\d MB", told)

"""No published file may tell more than its pixels; a source that does is named with what it tells."""

import json
import shutil
import struct
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from excellence.media.pictures import Profile, derive, inspect
from excellence.media.pictures.metadata import find_metadata
from excellence.media.pictures.parts import Part, Segments
from excellence.media.pictures.segments import dissect

from .draw import P3, chunk, encoded, exif, noise, png_with, profile, quarters, riff

CANARY = b"Canary-Jane-Roe"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + CANARY + b"</x:xmpmeta>"
EXIFTOOL = shutil.which("exiftool")
# What a file can't be without, by exiftool's names.
STRUCTURE = {"SourceFile", "ExifTool", "System", "File", "RIFF", "JFIF", "Composite"}
SEGMENTS = {"APP0", "DB", "C0", "C4", "DA"}


def telling() -> Image.Exif:
    """EXIF of every kind: position, serial number, name, date, maker's note."""
    data = Image.Exif()
    data[0x0112] = 6
    data[0x010F] = "Camera"
    data[0x010E] = CANARY.decode()
    data[0x0132] = "2024:05:06 07:08:09"
    data.get_ifd(0x8825).update({1: "N", 2: (40.0, 26.0, 46.0), 29: CANARY.decode()})
    data.get_ifd(0x8769).update({0xA431: CANARY.decode(), 0x927C: CANARY})
    return data


def with_thumbnail(data: bytes) -> bytes:
    """The EXIF data, little-endian, with a second directory that holds a small picture."""
    thumbnail = encoded(quarters(8, 8), "JPEG", comment=CANARY)
    at = len(data)
    directory = struct.pack("<H", 2)
    directory += struct.pack("<HHII", 0x0201, 4, 1, at + 30) + struct.pack("<HHII", 0x0202, 4, 1, len(thumbnail))
    (first,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, first)
    link = first + 2 + 12 * count
    return data[:link] + struct.pack("<I", at) + data[link + 4 :] + directory + b"\0" * 4 + thumbnail


def little_endian(data: Image.Exif) -> bytes:
    data.endian = "<"
    return data.tobytes().removeprefix(b"Exif\0\0")


def segment(marker: int, body: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body


def telling_jpeg(picture: Image.Image) -> bytes:
    data = encoded(picture, "JPEG", quality=90, xmp=XMP, comment=CANARY, icc_profile=profile(P3, CANARY))
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(CANARY) + 5) + b"\x1c\x02\x50\0\x0f" + CANARY
    planted = segment(0xE1, b"Exif\0\0" + with_thumbnail(little_endian(telling())))
    planted += segment(0xED, iptc) + segment(0xE5, CANARY)
    return data[:20] + planted + data[20:] + CANARY


def telling_png(picture: Image.Image) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", CANARY.decode())
    info.add_text("Comment", CANARY.decode(), zip=True)
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    info.add_text("Raw profile type iptc", CANARY.decode())
    data = encoded(picture, "PNG", pnginfo=info, exif=telling(), icc_profile=profile(P3, CANARY))
    return png_with(data, chunk(b"tIME", b"\x07\xe8\x05\x06\x07\x08\x09"), chunk(b"prVt", CANARY)) + CANARY


def telling_webp(picture: Image.Image) -> bytes:
    data = encoded(picture, "WEBP", exif=telling(), xmp=XMP, icc_profile=profile(P3, CANARY))
    more = b"PRVT" + struct.pack("<I", len(CANARY)) + CANARY + b"\0"
    return data[:4] + struct.pack("<I", len(data) - 8 + len(more)) + data[8:] + more + CANARY


EXIF = "EXIF GPS, EXIF a maker's note, EXIF camera data, EXIF dates, EXIF names or texts, EXIF serial numbers"
PROFILE = "a colour profile with a name of its own"
CASES = {
    "a.jpg": (
        telling_jpeg,
        f"{EXIF}, IPTC, XMP, {PROFILE}, a comment, a thumbnail, bytes after its end and maker's data",
    ),
    "a.png": (
        telling_png,
        f"{EXIF}, IPTC, XMP, {PROFILE}, bytes after its end, dates, maker's data and text chunks",
    ),
    "a.webp": (
        telling_webp,
        f"{EXIF}, XMP, {PROFILE}, bytes after its end and maker's data",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_every_kind_is_named_and_no_value(tmp_path: Path, name: str) -> None:
    make, kinds = CASES[name]
    (tmp_path / name).write_bytes(make(quarters(1200, 800)))
    look = inspect(tmp_path / name)
    assert look.faults == ()
    assert [advice.code for advice in look.advice] == ["metadata"]
    assert look.advice[0].what == f"carries {kinds}"
    assert CANARY.decode() not in repr(look)


@pytest.mark.parametrize("name", CASES)
def test_published_files_hold_pixels_alone(tmp_path: Path, name: str) -> None:
    source = tmp_path / name
    source.write_bytes(CASES[name][0](quarters(1400, 800)))
    assert CANARY in source.read_bytes()
    for number, each in enumerate(derive(source, Profile()).files):
        assert not any(word in each.data for word in (CANARY, b"Exif", b"ICC", b"Photoshop", b"adobe", b"8BIM"))
        segments = dissect(each.data)
        assert segments is not None
        assert segments.after == b""
        assert {part.name for part in segments.parts} <= ({"VP8 "} if each.file.format == "webp" else SEGMENTS)
        path = tmp_path / f"{number}.{each.file.format}"
        path.write_bytes(each.data)
    assert groups(sorted(tmp_path.glob("[0-9].*"))) <= STRUCTURE


def groups(paths: list[Path]) -> set[str]:
    """What exiftool finds in the files, where there is an exiftool; the bytes were looked at anyhow."""
    if EXIFTOOL is None:
        return set()
    told = subprocess.run([EXIFTOOL, "-j", "-a", "-G1", *paths], capture_output=True, check=True).stdout
    found = json.loads(told)
    assert len(found) == len(paths) > 2
    return {key.split(":")[0] for file in found for key in file}


@pytest.mark.parametrize(("format", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")])
def test_orientation_and_a_colour_profile_are_allowed(tmp_path: Path, format: str, name: str) -> None:
    data = encoded(quarters(1200, 800), format, exif=exif(6), icc_profile=profile(P3, b"Display P3"), dpi=(300, 300))
    (tmp_path / name).write_bytes(data + b"\0" * 16)
    assert inspect(tmp_path / name).advice == ()


def jpeg(*segments: bytes) -> bytes:
    data = encoded(quarters(1200, 800), "JPEG")
    return data[:20] + b"".join(segments) + data[20:]


@pytest.mark.parametrize(
    ("segments", "kinds"),
    [
        ([segment(0xE0, b"JFXX\0\x10" + b"\0" * 20)], "a thumbnail"),
        ([segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01\xff\0\0")], "a thumbnail"),
        ([segment(0xE0, b"OTHER")], "maker's data"),
        ([segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>")], "XMP"),
        ([segment(0xE1, b"something")], "maker's data"),
        ([segment(0xED, b"Photoshop 3.0\x008BIM\x04\x0c\0\0\0\0\0\x02\0\0")], "Photoshop data"),
        ([segment(0xE2, b"FPXR\0")], "maker's data"),
        ([segment(0xE1, b"Exif\0\0nonsense")], "EXIF that can't be read"),
        ([segment(0xE1, b"Exif\0\0II*\0")], ""),
        ([segment(0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff")], ""),
        ([segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\x09" + b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0")], ""),
        ([segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\0\0\0\0")], ""),
    ],
)
def test_each_segment_of_a_jpeg_is_known(tmp_path: Path, segments: list[bytes], kinds: str) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg(*segments))
    look = inspect(tmp_path / "a.jpg")
    assert look.faults == ()
    assert [advice.what for advice in look.advice] == ([f"carries {kinds}"] if kinds else [])


def test_a_comment_after_the_pixels_is_found(tmp_path: Path) -> None:
    data = encoded(noise(1200, 100), "JPEG", progressive=True)
    (tmp_path / "a.jpg").write_bytes(data[:-2] + segment(0xFE, CANARY) + data[-2:])
    assert inspect(tmp_path / "a.jpg").advice[0].what == "carries a comment"


def test_exif_after_the_pixels_of_a_png_is_found(tmp_path: Path) -> None:
    data = encoded(quarters(1200, 800), "PNG")
    end = chunk(b"IEND", b"")
    (tmp_path / "a.png").write_bytes(data.removesuffix(end) + chunk(b"eXIf", little_endian(telling())) + end)
    look = inspect(tmp_path / "a.png")
    assert "EXIF GPS" in look.advice[0].what
    assert (look.width, look.height) == (800, 1200)


def test_a_thumbnail_in_exif_is_found(tmp_path: Path) -> None:
    plain = Image.Exif()
    plain[0x0112] = 1
    (tmp_path / "a.jpg").write_bytes(jpeg(segment(0xE1, b"Exif\0\0" + with_thumbnail(little_endian(plain)))))
    assert inspect(tmp_path / "a.jpg").advice[0].what == "carries a thumbnail"


def test_the_drawn_profile_is_read_by_others(tmp_path: Path) -> None:
    assert Image.open(BytesIO(encoded(quarters(), "WEBP", icc_profile=profile(P3)))).info["icc_profile"] == profile(P3)
    assert riff((b"abcd", b"x"))[8:12] == b"WEBP"


MAKERS = "maker's data"


@pytest.mark.parametrize(
    ("format", "name", "body", "kinds"),
    [
        ("JPEG", "APP14", b"Adobe" + b"\0" * 7, ()),
        ("JPEG", "APP14", b"Adobe" + CANARY, (MAKERS,)),
        ("JPEG", "APP14", b"Other" + b"\0" * 7, (MAKERS,)),
        ("PNG", "tEXt", b"Raw profile type xmp\0" + CANARY, ("XMP",)),
        ("PNG", "tEXt", b"Author\0raw profile type xmp", ("text chunks",)),
        ("GIF", "COM", CANARY, ("a comment",)),
        ("GIF", "TEXT", CANARY, ("texts",)),
        ("GIF", "APP:XMP DataXMP", CANARY, ("XMP",)),
        ("GIF", "APP:NETSCAPE2.0", b"\1\0\0", ()),
        ("GIF", "APP:ANIMEXTS1.0", b"\1\0\0", ()),
        ("GIF", "APP:OTHER", CANARY, (MAKERS,)),
        ("HEIC", "mime", CANARY, ("XMP",)),
        ("HEIC", "thmb", b"", ("a thumbnail",)),
        ("HEIC", "auxl", b"", ("a second picture",)),
        ("HEIC", "pict", b"", ("further pictures",)),
        ("HEIC", "ICC", b"", ()),
        ("HEIC", "uri ", CANARY, (MAKERS,)),
    ],
)
def test_each_part_of_each_kind_of_file_is_known(format: str, name: str, body: bytes, kinds: tuple[str, ...]) -> None:
    assert find_metadata(Segments(format, 8, 8, 1, (Part(name, body),), b"")) == kinds


@pytest.mark.parametrize("format", ["PNG", "HEIC"])
def test_a_place_and_a_camera_are_told_apart(format: str) -> None:
    """In the EXIF data of a HEIC four bytes say first where it begins."""
    place, camera = Image.Exif(), Image.Exif()
    place.get_ifd(0x8825).update({1: "N", 2: (40.0, 26.0, 46.0)})
    camera[0x010F] = "Camera"
    name, before = ("Exif", b"\0\0\0\0") if format == "HEIC" else ("eXIf", b"")
    for data, kinds in ((place, ("EXIF GPS",)), (camera, ("EXIF camera data",))):
        part = Part(name, before + little_endian(data))
        assert find_metadata(Segments(format, 8, 8, 1, (part,), b"")) == kinds

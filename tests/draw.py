"""Pictures drawn for the tests, and the means to take their files apart and put them together wrongly."""

import struct
import zlib
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image

from excellence.media import Job
from excellence.media.output import Output, OutputFile
from excellence.model.derivative import Picture

RED, GREEN, BLUE, YELLOW = (200, 40, 40), (40, 160, 60), (40, 60, 190), (230, 200, 50)


def quarters(width: int = 120, height: int = 80) -> Image.Image:
    """Red, green, blue and yellow, clockwise from the upper left: it shows how it is turned."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(GREEN, (width // 2, 0, width, height // 2))
    picture.paste(YELLOW, (0, height // 2, width // 2, height))
    picture.paste(BLUE, (width // 2, height // 2, width, height))
    return picture


def noise(width: int, height: int) -> Image.Image:
    """Always the same for the same size."""
    return Image.frombytes("RGB", (width, height), Random(width << 16 | height).randbytes(3 * width * height))


def encoded(picture: Image.Image, format: str, **options: Any) -> bytes:
    file = BytesIO()
    if format == "HEIF":
        options = {"enc_params": {"preset": "ultrafast"}, **options}
    picture.save(file, format, **options)
    return file.getvalue()


def exif(orientation: int) -> bytes:
    data = Image.Exif()
    data[0x0112] = orientation
    return data.tobytes()


def job(path: Path, data: bytes, zoom: bool = False) -> Job:
    path.write_bytes(data)
    return Job(path, sha256(data).hexdigest(), zoom)


def opened(each: OutputFile) -> Image.Image:
    return Image.open(BytesIO(each.data)).convert("RGB")


def widest(developed: Output[Picture]) -> Image.Image:
    return opened([each for each in developed.files if each.file.format == "webp"][-1])


def mean(picture: Image.Image) -> tuple[float, ...]:
    """The mean colour, by arithmetic of our own."""
    data = picture.convert("RGB").tobytes()
    return tuple(sum(data[channel::3]) / (len(data) // 3) for channel in range(3))


def chunk(name: bytes, body: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_with(data: bytes, *chunks: bytes) -> bytes:
    """The PNG with more chunks right after its header."""
    return data[:33] + b"".join(chunks) + data[33:]


def jpeg_sized(data: bytes, width: int, height: int) -> bytes:
    """The JPEG with another size in its header."""
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


def png_sized(width: int, height: int) -> bytes:
    """A PNG whose header promises a size that its pixels don't keep."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    """A WebP of these chunks."""
    body = b"".join(
        name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2) for name, content in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def webp_sized(width: int, height: int) -> bytes:
    """An animated WebP whose canvas is of any size."""
    canvas = b"\x02\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    picture = encoded(Image.new("RGB", (2, 2)), "WEBP", lossless=True)[12:]
    frame = b"\0" * 6 + b"\x01\0\0\x01\0\0" + b"\x64\0\0\0" + picture
    return riff((b"VP8X", canvas), (b"ANIM", b"\0" * 6), (b"ANMF", frame))


def curve(value: float) -> float:
    """sRGB's own curve, from 0..1 to light."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def uncurve(light: float) -> float:
    light = min(1.0, max(0.0, light))
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


# Columns: red, green, blue under D50, as the published profiles have them.
P3 = ((0.51512, 0.29198, 0.15710), (0.24120, 0.69225, 0.06657), (-0.00105, 0.04189, 0.78407))
SRGB = ((0.43607, 0.38515, 0.14307), (0.22249, 0.71687, 0.06061), (0.01392, 0.09708, 0.71410))
# SRGB turned round.
FROM_D50 = ((3.13434, -1.61739, -0.49070), (-0.97883, 1.91613, 0.03344), (0.07196, -0.22900, 1.40540))


def p3_to_srgb(colour: tuple[int, int, int]) -> tuple[float, ...]:
    """The reference that the tests hold ImageCms against."""
    light = [curve(channel / 255) for channel in colour]
    middle = [sum(P3[row][column] * light[column] for column in range(3)) for row in range(3)]
    return tuple(uncurve(sum(FROM_D50[row][column] * middle[column] for column in range(3))) * 255 for row in range(3))


def profile(columns: tuple[tuple[float, ...], ...], description: bytes = b"canary profile") -> bytes:
    """An ICC profile with these primaries and sRGB's curve."""
    numbers = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    para = b"para\0\0\0\0\0\x03\0\0" + b"".join(_fixed(number) for number in numbers)
    text = b"desc\0\0\0\0" + struct.pack(">I", len(description) + 1) + description + b"\0" * 80
    tags = {b"desc": text, b"cprt": b"text\0\0\0\0none\0\0\0\0", b"wtpt": _xyz(0.9642, 1.0, 0.82491)}
    for column, name in enumerate((b"r", b"g", b"b")):
        tags[name + b"XYZ"] = _xyz(*(row[column] for row in columns))
        tags[name + b"TRC"] = para
    return _bound(tags)


def grey_profile(gamma: float) -> bytes:
    """An ICC profile of a grey picture whose numbers stand for light by this power."""
    curve = b"curv\0\0\0\0\0\0\0\x01" + struct.pack(">H", round(gamma * 256))
    text = b"desc\0\0\0\0\0\0\0\x02g\0" + b"\0" * 80
    words = b"text\0\0\0\0none\0\0\0\0"
    return _bound({b"desc": text, b"cprt": words, b"wtpt": _xyz(0.9642, 1.0, 0.82491), b"kTRC": curve}, b"GRAY")


def _bound(tags: dict[bytes, bytes], space: bytes = b"RGB ") -> bytes:
    at, table, body = 132 + 12 * len(tags), b"", b""
    for name, content in tags.items():
        content += b"\0" * (-len(content) % 4)
        table += name + struct.pack(">II", at + len(body), len(content))
        body += content
    white = b"".join(_fixed(number) for number in (0.9642, 1.0, 0.82491))
    head = b"none\x04\0\0\0mntr" + space + b"XYZ " + b"\0" * 12 + b"acsp" + b"\0" * 28 + white
    rest = head.ljust(124, b"\0") + struct.pack(">I", len(tags)) + table + body
    return struct.pack(">I", len(rest) + 4) + rest


def _fixed(number: float) -> bytes:
    return struct.pack(">i", round(number * 65536))


def _xyz(*numbers: float) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(_fixed(number) for number in numbers)

"""Documents, sounds and films made for the tests: whole ones, and ones that say more than they should."""

import math
from array import array
from collections.abc import Iterable, Mapping
from io import BytesIO
from itertools import count
from typing import Any

import av
from PIL import Image, ImageDraw

from excellence.media.documents import rebuild
from excellence.media.recordings import clean

CANARY = "Maria Delgado"

# Sound and film

SOUNDS = {
    ".mp3": ("mp3", "libmp3lame", "s16p"),
    ".m4a": ("ipod", "aac", "fltp"),
    ".ogg": ("ogg", "libopus", "s16"),
    ".wav": ("wav", "pcm_s16le", "s16"),
}
FILMS = {".mp4": ("mp4", "libx264", "aac"), ".webm": ("webm", "libvpx", "libopus")}
# As telephones and browsers save them.
WRAPPED_SOUNDS = {
    ".weba": ("webm", "libopus", "s16"),
    ".aac": ("adts", "aac", "fltp"),
    ".alac": ("ipod", "alac", "s16p"),
}
WRAPPED_FILMS = {".mov": ("mov", "libx264", "aac")}
RATE = 48_000


def sound(suffix: str = ".mp3", seconds: float = 1, metadata: Mapping[str, str] | None = None) -> bytes:
    """A tone of 440 Hz."""
    format, codec, sample = (SOUNDS | WRAPPED_SOUNDS)[suffix]
    file = BytesIO()
    with av.open(file, "w", format=format) as output:
        output.metadata.update(metadata or {})
        stream: Any = output.add_stream(codec, rate=RATE, layout="mono", format=sample)
        sing(output, stream, seconds, sample)
    return file.getvalue()


def film(
    suffix: str = ".mp4",
    seconds: float = 1,
    size: tuple[int, int] = (320, 240),
    *,
    codec: str | None = None,
    silent: bool = False,
    metadata: Mapping[str, str] | None = None,
    handler: str = "",
) -> bytes:
    """A square that walks from left to right over a green field, with a tone."""
    format, own, voice = (FILMS | WRAPPED_FILMS)[suffix]
    file = BytesIO()
    with av.open(file, "w", format=format) as output:
        output.metadata.update(metadata or {})
        stream: Any = output.add_stream(codec or own, rate=10)
        stream.width, stream.height = size
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        if handler:
            stream.metadata["handler_name"] = handler
        tone: Any = None if silent else output.add_stream(voice, rate=RATE, layout="mono")
        for number in range(round(seconds * 10)):
            picture = Image.new("RGB", size, (40, 160, 60))
            left = number * size[0] // max(round(seconds * 10), 1)
            ImageDraw.Draw(picture).rectangle((left, 40, left + 60, 120), fill=(200, 40, 40))
            output.mux(stream.encode(av.VideoFrame.from_image(picture)))  # type: ignore[no-untyped-call]
        output.mux(stream.encode())
        if tone is not None:
            sing(output, tone, seconds, tone.format.name)
    return file.getvalue()


def sing(output: Any, stream: Any, seconds: float, sample: str) -> None:
    kind, scale = ("f", 0.5) if sample.startswith("flt") else ("h", 12_000)
    step = stream.frame_size or 1_024
    for start in range(0, round(seconds * RATE), step):
        wave = [scale * math.sin(2 * math.pi * 440 * (start + at) / RATE) for at in range(step)]
        frame = av.AudioFrame(format=sample, layout="mono", samples=step)
        frame.planes[0].update(array(kind, wave if kind == "f" else map(int, wave)).tobytes())
        frame.sample_rate, frame.pts = RATE, start
        output.mux(stream.encode(frame))
    output.mux(stream.encode())


# Documents


def document(*pages: str, info: Mapping[str, str] | None = None, more: Iterable[str] = (), root: str = "") -> bytes:
    """A PDF with a line of text on each page; `more` are further objects, `root` further keys of the catalogue.

    The first of `more` is object 10 of the file.
    """
    return assembled(_objects(pages or ("Page one",), dict(info or {}), list(more), root), info=bool(info))


def _objects(pages: tuple[str, ...], info: dict[str, str], more: list[str], root: str) -> dict[int, bytes]:
    numbers = count(100)
    kids, found = [], {}
    for text in pages:
        page, words = next(numbers), next(numbers)
        drawing = f"BT /F 24 Tf 72 700 Td ({text}) Tj ET 0.2 0.4 0.8 rg 72 72 300 200 re f"
        found[page] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>/Contents {words} 0 R>>"
        )
        found[words] = f"<</Length {len(drawing)}>>\nstream\n{drawing}\nendstream"
        kids.append(f"{page} 0 R")
    whole = {
        1: f"<</Type/Catalog/Pages 2 0 R{root}>>",
        2: f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>",
        3: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        4: "<<" + "".join(f"/{key}({value})" for key, value in info.items()) + ">>",
        **dict(enumerate(more, 10)),
        **found,
    }
    return {number: text.encode("latin-1") for number, text in whole.items()}


def assembled(objects: Mapping[int, bytes], *, info: bool = False) -> bytes:
    """A file of numbered objects, with the table that says where each begins."""
    parts, places, at = [b"%PDF-1.7\n"], {}, 9
    for number, body in sorted(objects.items()):
        whole = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        places[number] = at
        at += len(whole)
        parts.append(whole)
    rows = "".join(f"{number} 1\n{place:010} 00000 n \n" for number, place in places.items())
    told = "/Info 4 0 R" if info else ""
    parts.append(f"xref\n0 1\n0000000000 65535 f \n{rows}trailer\n<</Size 999/Root 1 0 R{told}>>\n".encode())
    parts.append(f"startxref\n{at}\n%%EOF\n".encode())
    return b"".join(parts)


def flat(*texts: str) -> bytes:
    """A PDF that is nothing but pictures of its pages, as scripts/scrub leaves it."""
    made = rebuild(document(*texts))
    return next(each.data for each in made.files if each.file.name.endswith(".pdf"))


def clean_film(seconds: float = 0.3) -> bytes:
    """A film without what its coder says between the pictures, as scripts/scrub leaves it."""
    made = clean(film(seconds=seconds), ".mp4")
    return next(each.data for each in made.files if each.file.name.endswith(".mp4"))

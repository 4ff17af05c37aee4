"""Every kind of file that we take, with a name hidden in it in every place that the kind has: one file a place."""

import struct
import zlib
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from io import BytesIO
from typing import Any, Final

import av
from PIL import Image, PngImagePlugin

from draw import SRGB, chunk, encoded, png_with, profile, quarters
from papers import HIDING
from recorded import FILMS, RATE, SOUNDS, film, sound

Make = Callable[[str], bytes]


def picture() -> Image.Image:
    return quarters(240, 180)


def xmp(name: str) -> bytes:
    return f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{name}</x:xmpmeta>".encode()


def exif(name: str) -> dict[str, bytes]:
    """EXIF data with the name in one place, by the place."""
    found = {}
    for place, tag, value in (
        ("a description", 0x010E, name),
        ("an artist", 0x013B, name),
        ("a right", 0x8298, name),
        ("Windows' author", 0x9C9D, name.encode("utf-16-le")),
    ):
        data = Image.Exif()
        data[tag] = value
        found[place] = data.tobytes()
    for place, nested, tag, given in (
        ("an owner", 0x8769, 0xA430, name),
        ("a maker's note", 0x8769, 0x927C, name.encode()),
        ("a user's comment", 0x8769, 0x9286, b"ASCII\0\0\0" + name.encode()),
        ("a place", 0x8825, 28, name.encode()),
    ):
        data = Image.Exif()
        data.get_ifd(nested)[tag] = given
        found[place] = data.tobytes()
    return found


def _exif_places(format: str) -> dict[str, Make]:
    return {
        f"EXIF, {place}": (lambda name, place=place: encoded(picture(), format, exif=exif(name)[place]))
        for place in exif("x")
    }


def segment(marker: int, body: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body


def _jpeg(*segments: bytes, after: bytes = b"") -> bytes:
    data = encoded(picture(), "JPEG")
    return data[:20] + b"".join(segments) + data[20:] + after


def _thumbnail(name: str) -> bytes:
    """EXIF data whose thumbnail has the name as its comment."""
    inner = encoded(quarters(8, 8), "JPEG", comment=name.encode())
    head = b"II*\0\x08\0\0\0\0\0\x0e\0\0\0" + struct.pack("<H", 2)
    entries = struct.pack("<HHII", 0x0201, 4, 1, 44) + struct.pack("<HHII", 0x0202, 4, 1, len(inner))
    return b"Exif\0\0" + head + entries + b"\0" * 4 + inner


def _iptc(name: str) -> bytes:
    told = b"\x1c\x02\x50" + struct.pack(">H", len(name)) + name.encode()
    return b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(told)) + told


def _second(name: str) -> bytes:
    """Two pictures in one file, the second with the name as its comment."""
    file = BytesIO()
    first, second = picture(), picture()
    second.encoderinfo = {"comment": name.encode()}  # type: ignore[attr-defined] # Pillow reads it when it saves all
    first.save(file, "MPO", save_all=True, append_images=[second])
    return file.getvalue() + encoded(picture(), "JPEG", comment=name.encode())


JPEG: dict[str, Make] = {
    **_exif_places("JPEG"),
    "EXIF, a thumbnail": lambda name: _jpeg(segment(0xE1, _thumbnail(name))),
    "XMP": lambda name: encoded(picture(), "JPEG", xmp=xmp(name)),
    "more XMP": lambda name: _jpeg(segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + name.encode())),
    "IPTC": lambda name: _jpeg(segment(0xED, _iptc(name))),
    "a comment": lambda name: encoded(picture(), "JPEG", comment=name.encode()),
    "a maker's segment": lambda name: _jpeg(segment(0xE5, name.encode())),
    "a preview": lambda name: _jpeg(
        segment(0xE0, b"JFXX\0\x10" + encoded(quarters(8, 8), "JPEG", comment=name.encode()))
    ),
    "a colour profile": lambda name: encoded(picture(), "JPEG", icc_profile=profile(SRGB, name.encode())),
    "after its end": lambda name: _jpeg(after=name.encode()),
    "a second picture": _second,
}


def _png(*chunks: bytes, after: bytes = b"") -> bytes:
    return png_with(encoded(picture(), "PNG"), *chunks) + after


def _worded(key: str, name: str, *, packed: bool = False, wide: bool = False) -> bytes:
    info = PngImagePlugin.PngInfo()
    if wide:
        info.add_itxt(key, name, zip=packed)
    else:
        info.add_text(key, name, zip=packed)
    return encoded(picture(), "PNG", pnginfo=info)


PNG: dict[str, Make] = {
    **_exif_places("PNG"),
    "a text": lambda name: _worded("Author", name),
    "a packed text": lambda name: _worded("Comment", name, packed=True),
    "a large packed text": lambda name: _worded("History", name + " " * 2_000_000, packed=True),
    "a wide text": lambda name: _worded("Title", name, wide=True),
    "a packed wide text": lambda name: _worded("Title", name, packed=True, wide=True),
    "XMP": lambda name: _worded("XML:com.adobe.xmp", xmp(name).decode(), wide=True),
    "a private chunk": lambda name: _png(chunk(b"prVt", name.encode())),
    "a palette's name": lambda name: _png(chunk(b"sPLT", name.encode() + b"\0\x08")),
    "a colour profile": lambda name: encoded(picture(), "PNG", icc_profile=profile(SRGB, name.encode())),
    "a profile's name": lambda name: _png(
        chunk(b"iCCP", name.encode() + b"\0\0" + zlib.compress(profile(SRGB, b"plain")))
    ),
    "after its end": lambda name: _png(after=name.encode()),
}


def _webp(code: bytes, name: str) -> bytes:
    data = encoded(picture(), "WEBP", exif=Image.Exif().tobytes(), xmp=b"<x/>")
    body = name.encode() + b"\0" * (len(name.encode()) % 2)
    more = code + struct.pack("<I", len(name.encode())) + body
    return data[:4] + struct.pack("<I", len(data) - 8 + len(more)) + data[8:] + more


WEBP: dict[str, Make] = {
    **_exif_places("WEBP"),
    "XMP": lambda name: encoded(picture(), "WEBP", xmp=xmp(name)),
    "a chunk of its own": lambda name: _webp(b"PRVT", name),
    "a colour profile": lambda name: encoded(picture(), "WEBP", icc_profile=profile(SRGB, name.encode())),
    "after its end": lambda name: encoded(picture(), "WEBP") + name.encode(),
}


def _gif(block: bytes) -> bytes:
    data = encoded(picture().convert("P"), "GIF")
    at = 13 + (3 << (data[10] & 7) + 1)
    return data[:at] + block + data[at:]


def _blocks(name: str) -> bytes:
    return bytes([len(name.encode())]) + name.encode() + b"\0"


GIF: dict[str, Make] = {
    "a comment": lambda name: _gif(b"\x21\xfe" + _blocks(name)),
    "a plain text": lambda name: _gif(b"\x21\x01\x0c" + b"\0" * 12 + _blocks(name)),
    "a program's block": lambda name: _gif(b"\x21\xff\x0bEXAMPLE 1.0" + _blocks(name)),
    "XMP": lambda name: _gif(b"\x21\xff\x0bXMP DataXMP" + _blocks(name)),
    "after its end": lambda name: encoded(picture().convert("P"), "GIF") + name.encode(),
}


def _pages(name: str) -> bytes:
    second = picture()
    second.info["comment"] = name
    file = BytesIO()
    picture().save(file, "TIFF", save_all=True, append_images=[second], tiffinfo={270: name})
    return file.getvalue()


TIFF: dict[str, Make] = {
    "a description": lambda name: encoded(picture(), "TIFF", tiffinfo={270: name}),
    "an artist": lambda name: encoded(picture(), "TIFF", tiffinfo={315: name}),
    "a private tag": lambda name: encoded(picture(), "TIFF", tiffinfo={65_000: name}),
    "XMP": lambda name: encoded(picture(), "TIFF", tiffinfo={700: xmp(name)}),
    "IPTC": lambda name: encoded(picture(), "TIFF", tiffinfo={33_723: name.encode()}),
    "a second page": _pages,
    "a colour profile": lambda name: encoded(picture(), "TIFF", icc_profile=profile(SRGB, name.encode())),
    "after its end": lambda name: encoded(picture(), "TIFF") + name.encode(),
}


def _heic(**options: Any) -> bytes:
    from pillow_heif import register_heif_opener

    register_heif_opener()
    return encoded(picture(), "HEIF", **options)


HEIC: dict[str, Make] = {
    **{f"EXIF, {place}": (lambda name, place=place: _heic(exif=exif(name)[place])) for place in exif("x")},
    "XMP": lambda name: _heic(xmp=xmp(name)),
    "a colour profile": lambda name: _heic(icc_profile=profile(SRGB, name.encode())),
    "a free box": lambda name: _heic() + struct.pack(">I", len(name.encode()) + 8) + b"free" + name.encode(),
    "after its end": lambda name: _heic() + name.encode(),
}

# Sound and film


@cache
def _plain(suffix: str) -> bytes:
    return film(suffix, 0.4, (64, 48)) if suffix in FILMS else sound(suffix, 0.4)


def _tagged(suffix: str, key: str) -> Make:
    def make(name: str) -> bytes:
        make_it: Any = film if suffix in FILMS else sound
        return bytes(make_it(suffix, 0.4, metadata={key: name}))

    return make


def _id3(frame: bytes, body: bytes) -> bytes:
    """An ID3v2.3 tag of one frame."""
    inside = frame + struct.pack(">I", len(body)) + b"\0\0" + body
    size = len(inside)
    return b"ID3\x03\0\0" + bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0)) + inside


def _old_id3(name: str) -> bytes:
    """An ID3v2.2 tag of one frame, whose name has three letters."""
    body = b"\0" + name.encode()
    return b"ID3\x02\0\0\0\0\0" + bytes([6 + len(body)]) + b"TP1" + len(body).to_bytes(3, "big") + body


def _ape(name: str) -> bytes:
    item = struct.pack("<II", len(name.encode()), 0) + b"Artist\0" + name.encode()
    return item + b"APETAGEX" + struct.pack("<IIII", 2_000, len(item) + 32, 1, 0) + b"\0" * 8


MP3: dict[str, Make] = {
    "a title": lambda name: _id3(b"TIT2", b"\0" + name.encode()) + _plain(".mp3"),
    "a wide title": lambda name: _id3(b"TPE1", b"\1\xff\xfe" + name.encode("utf-16-le")) + _plain(".mp3"),
    "a comment": lambda name: _id3(b"COMM", b"\0eng\0" + name.encode()) + _plain(".mp3"),
    "words": lambda name: _id3(b"USLT", b"\0eng\0" + name.encode()) + _plain(".mp3"),
    "a private frame": lambda name: _id3(b"PRIV", b"example\0" + name.encode()) + _plain(".mp3"),
    "a cover": lambda name: (
        _id3(b"APIC", b"\0image/jpeg\0\3\0" + encoded(quarters(8, 8), "JPEG", comment=name.encode())) + _plain(".mp3")
    ),
    "an owner's address": lambda name: _id3(b"POPM", name.encode() + b"\0\xff") + _plain(".mp3"),
    "a file in a frame": lambda name: _id3(b"GEOB", b"\0text/plain\0\0\0" + name.encode()) + _plain(".mp3"),
    "behind the frames of a tag": lambda name: _id3(b"TIT2", b"\0")[:-11] + b"\0\0" + name.encode() + _plain(".mp3"),
    "a tag of version 2": lambda name: _old_id3(name) + _plain(".mp3"),
    "an old tag": lambda name: _plain(".mp3") + b"TAG" + name.encode().ljust(125, b"\0"),
    "an APE tag": lambda name: _plain(".mp3") + _ape(name),
    "after its end": lambda name: _plain(".mp3") + name.encode(),
}


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


def _list(tags: bytes, whose: bytes = b"", keys: bytes = b"") -> bytes:
    """A box of tags as iTunes writes them, or as QuickTime does, by the numbers of keys."""
    handler = _box(b"hdlr", b"\0" * 8 + (b"mdta" if keys else b"mdir") + b"\0" * 12 + whose)
    return _box(b"udta", _box(b"meta", b"\0" * 4 + handler + keys + _box(b"ilst", tags)))


def _free_form(name: str) -> bytes:
    said = (b"mean", b"\0" * 4 + b"com.example"), (b"name", b"\0" * 4 + b"by"), (b"data", b"\0" * 8 + name.encode())
    return _box(b"----", b"".join(_box(*each) for each in said))


def _numbered(name: str) -> bytes:
    keys = _box(b"keys", struct.pack(">II", 0, 1) + _box(b"mdta", b"com.example.by"))
    return _list(_box(struct.pack(">I", 1), _box(b"data", b"\0" * 8 + name.encode())), keys=keys)


def _boxed(suffix: str) -> dict[str, Make]:
    """What a file of boxes (MP4, M4A) can hold beside sound and pictures."""
    return {
        "a title": _tagged(suffix, "title"),
        "a comment": _tagged(suffix, "comment"),
        "a place": lambda name: _plain(suffix) + _box(b"udta", _box(b"\xa9xyz", b"\0\4\0\0" + name.encode())),
        "a tag of a maker": lambda name: _plain(suffix) + _box(b"udta", _box(b"SDLN", name.encode())),
        "a tag of a program": lambda name: _plain(suffix) + _list(_free_form(name)),
        "a tag by number": lambda name: _plain(suffix) + _numbered(name),
        "whose the tags are": lambda name: _plain(suffix) + _list(b"", whose=name.encode()),
        "a free box": lambda name: _plain(suffix) + _box(b"free", name.encode()),
        "a box of its own": lambda name: _plain(suffix) + _box(b"uuid", b"0123456789abcdef" + name.encode()),
        "what a decoder is told": lambda name: _told_a_decoder(suffix, name),
    }


def _streamed(suffix: str, name: str) -> bytes:
    """A film with the name as what its picture track is called, and as its subtitles."""
    file = BytesIO()
    format, codec, _ = FILMS[suffix]
    with av.open(file, "w", format=format) as output:
        stream: Any = output.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        stream.metadata["handler_name" if suffix == ".mp4" else "title"] = name
        for _ in range(4):
            frame = av.VideoFrame.from_image(quarters(64, 48))  # type: ignore[no-untyped-call]
            output.mux(stream.encode(frame))
        output.mux(stream.encode())
    return file.getvalue()


def _copied(data: bytes, suffix: str, change: Callable[[Any, Any], None]) -> bytes:
    """The same packets in a new file, with a change of it and its last track."""
    file = BytesIO()
    with av.open(BytesIO(data)) as source, av.open(file, "w", format=(FILMS | SOUNDS)[suffix][0]) as output:
        targets = {each.index: output.add_stream_from_template(each, opaque=True) for each in source.streams}
        change(output, targets[len(targets) - 1])
        for packet in source.demux():
            if packet.dts is not None:
                packet.stream = targets[packet.stream.index]
                output.mux(packet)
    return file.getvalue()


def _chaptered(suffix: str, name: str) -> bytes:
    chapter = {"id": 1, "start": 0, "end": 300, "time_base": Fraction(1, 1000), "metadata": {"title": name}}
    return _copied(_plain(suffix), suffix, lambda output, _: output.set_chapters([chapter]))


def _told_a_decoder(suffix: str, name: str) -> bytes:
    """A recording with the name behind what the decoder of its sound is told."""

    def change(_: Any, track: Any) -> None:
        track.codec_context.extradata = bytes(track.codec_context.extradata) + name.encode()

    return _copied(_plain(suffix), suffix, change)


def _commented(name: str) -> bytes:
    """A film with Vorbis, whose comments stand in what its decoder is told, as programs copy them from an OGG."""
    file = BytesIO()
    with av.open(BytesIO(_plain(".webm"))) as source, av.open(file, "w", format="webm") as output:
        target = output.add_stream_from_template(source.streams.video[0])
        voice: Any = output.add_stream("vorbis", rate=RATE, layout="stereo", options={"strict": "-2"})
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = target
                output.mux(packet)
        for start in range(0, RATE // 4, 1024):
            frame = av.AudioFrame(format="fltp", layout="stereo", samples=1024)
            frame.sample_rate, frame.pts = RATE, start
            for plane in frame.planes:
                plane.update(bytes(4096))
            output.mux(voice.encode(frame))
        output.mux(voice.encode())
    said = f"ARTIST={name}".encode()

    def change(_: Any, track: Any) -> None:
        head = bytes(track.codec_context.extradata)
        comments = b"\x03vorbis" + struct.pack("<III", 0, 1, len(said)) + said + b"\1"
        books = head[3 + head[1] + head[2] :]
        track.codec_context.extradata = (
            b"\2" + bytes([head[1], len(comments)]) + head[3 : 3 + head[1]] + comments + books
        )

    return _copied(file.getvalue(), ".webm", change)


# How AV1 codes two red pictures of 64 × 64 pixels. Its coder runs ahead of all else on a computer: no test begins it.
_RED: Final = "0a0a00000002afff8d5f300832161000bf020a285141000008018b4ac963b2107e3514c0"
_RED_STILL: Final = "32113002040924923b90000002000000009c50"


def av1(behind: bytes = b"") -> bytes:
    """A film as WebM with AV1, and something behind each of its pictures."""
    head = b"\x81\0\x0c\0" + bytes.fromhex(_RED)[:12]
    sides = _element(b"\xb0", b"\x40") + _element(b"\xba", b"\x40")
    track = _element(b"\xd7", b"\1") + _element(b"\x73\xc5", b"\1") + _element(b"\x83", b"\1")
    track += _element(b"\x86", b"V_AV1") + _element(b"\x63\xa2", head) + _element(b"\xe0", sides)
    track += _element(b"\x23\xe3\x83", struct.pack(">I", 100_000_000))
    pictures = b"".join(
        _element(b"\xa3", b"\x81" + struct.pack(">hB", at, key) + bytes.fromhex(coded) + behind)
        for at, key, coded in ((0, 0x80, _RED), (100, 0, _RED_STILL))
    )
    scale = _element(b"\x15\x49\xa9\x66", _element(b"\x2a\xd7\xb1", struct.pack(">I", 1_000_000)))
    tracks = _element(b"\x16\x54\xae\x6b", _element(b"\xae", track))
    cluster = _element(b"\x1f\x43\xb6\x75", _element(b"\xe7", b"\0") + pictures)
    kind = _element(b"\x42\x82", b"webm") + _element(b"\x42\x87", b"\4") + _element(b"\x42\x85", b"\2")
    return _element(b"\x1a\x45\xdf\xa3", kind) + _element(b"\x18\x53\x80\x67", scale + tracks + cluster)


def _spoken_in_av1(name: str) -> bytes:
    """A film in whose pictures' stream a message to programs stands (metadata, ITU-T T.35)."""
    said = b"\x04\xb5" + name.encode() + b"\x80"
    return av1(b"\x2a" + bytes([len(said)]) + said)


def _spoken_aside(name: str) -> bytes:
    """A film in whose pictures' stream a message to programs stands (SEI, user data)."""
    plain = _plain(".mp4")
    with av.open(BytesIO(plain)) as source:
        packet = next(each for each in source.demux(video=0) if each.size)
        first = bytes(packet)
    said = b"\x06\x05" + bytes([16 + len(name)]) + b"0123456789abcdef" + name.encode() + b"\x80"
    unit = struct.pack(">I", len(said)) + said
    # The message takes the place of x264's own, which is longer; what is left of it becomes padding.
    (length,) = struct.unpack_from(">I", first)
    rest = length + 4 - len(unit) - 5
    filler = struct.pack(">I", rest + 1) + b"\x0c" + b"\xff" * (rest - 1) + b"\x80"
    assert first[4] & 31 == 6
    assert len(unit + filler) == length + 4
    return plain.replace(first[: length + 4], unit + filler, 1)


def _element(code: bytes, body: bytes) -> bytes:
    """An element of a WebM file, with a length in eight bytes."""
    return code + b"\x01" + len(body).to_bytes(7, "big") + body


def _behind_comments(name: str) -> bytes:
    """An Ogg file with the name behind the comments of its sound, in their page."""
    data = _plain(".ogg")
    head = data.index(b"OpusTags") - 28  # where the page begins, which holds one packet of less than 255 bytes
    length = data[head + 27]
    page = bytearray(data[head : head + 28 + length] + name.encode())
    page[27] = length + len(name.encode())
    page[22:26] = bytes(4)
    page[22:26] = struct.pack("<I", _checksum(page))
    return data[:head] + page + data[head + 28 + length :]


def _checksum(page: bytes) -> int:
    """The remainder by which a page of Ogg tells that it is whole (RFC 3533, 6)."""
    found = 0
    for byte in page:
        found ^= byte << 24
        for _ in range(8):
            found = (found << 1 ^ (0x04C11DB7 if found >> 31 else 0)) & 0xFFFFFFFF
    return found


def _wave(kind: bytes, body: bytes) -> bytes:
    data = _plain(".wav")
    more = kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
    return data[:4] + struct.pack("<I", len(data) - 8 + len(more)) + data[8:] + more


CARRIERS: Mapping[str, dict[str, Make]] = {
    ".jpg": JPEG,
    ".png": PNG,
    ".webp": WEBP,
    ".gif": GIF,
    ".tif": TIFF,
    ".heic": HEIC,
    ".pdf": {place: make for place, (make, _) in HIDING.items()},
    ".mp3": MP3,
    ".m4a": _boxed(".m4a"),
    ".ogg": {
        "a title": _tagged(".ogg", "title"),
        "a comment": _tagged(".ogg", "comment"),
        "behind the comments": _behind_comments,
        "what a decoder is told": lambda name: _told_a_decoder(".ogg", name),
        "after its end": lambda name: _plain(".ogg") + name.encode(),
    },
    ".wav": {
        "a title": lambda name: _wave(b"LIST", b"INFOINAM" + struct.pack("<I", len(name)) + name.encode()),
        "a mark's words": lambda name: _wave(
            b"LIST", b"adtllabl" + struct.pack("<I", len(name) + 4) + b"\0" * 4 + name.encode()
        ),
        "a broadcast's words": lambda name: _wave(b"bext", name.encode().ljust(602, b"\0")),
        "an ID3 tag": lambda name: _wave(b"id3 ", _id3(b"TIT2", b"\0" + name.encode())),
        "XMP": lambda name: _wave(b"_PMX", xmp(name)),
        "after its end": lambda name: _plain(".wav") + name.encode(),
    },
    ".mp4": {
        **_boxed(".mp4"),
        "a track's name": lambda name: _streamed(".mp4", name),
        "a chapter": lambda name: _chaptered(".mp4", name),
        "a message between pictures": _spoken_aside,
    },
    ".webm": {
        "a title": _tagged(".webm", "title"),
        "a comment": _tagged(".webm", "comment"),
        "a track's name": lambda name: _streamed(".webm", name),
        "a chapter": lambda name: _chaptered(".webm", name),
        "what a decoder is told": lambda name: _told_a_decoder(".webm", name),
        "comments of Vorbis": _commented,
        "a message between pictures": _spoken_in_av1,
        "an empty element": lambda name: _plain(".webm") + _element(b"\xec", name.encode()),
        "after its end": lambda name: _plain(".webm") + name.encode(),
    },
}

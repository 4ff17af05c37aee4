"""The names of the tags in sounds and films, as their own parts say them, and the kind of data that each stands for."""

from collections.abc import Callable
from io import BytesIO
from struct import pack
from typing import Any

import av
import pytest
from PIL import Image

from carriers import CARRIERS, av1
from draw import encoded, quarters
from excellence.media.recordings import clean
from excellence.media.recordings.metadata import tags
from excellence.media.recordings.tags import tag_names
from excellence.model.derivative import Film
from recorded import RATE, clean_film, film, sing, sound


def names(data: bytes) -> list[str]:
    return list(tag_names(data))


# MP3


def sevens(size: int) -> bytes:
    return bytes(size >> shift & 127 for shift in (21, 14, 7, 0))


def id3(body: bytes, version: int = 3, flags: int = 0) -> bytes:
    return b"ID3" + bytes([version, 0, flags]) + sevens(len(body)) + body


def frame(name: bytes, said: bytes, version: int = 3) -> bytes:
    if version == 2:
        return name + len(said).to_bytes(3, "big") + said
    return name + (sevens(len(said)) if version == 4 else pack(">I", len(said))) + b"\0\0" + said


LONG = b"\0" + b"x" * 40_000
ID3 = {
    "frames": (id3(frame(b"TIT2", b"\0a") + frame(b"TPE1", b"\0b")), ["TIT2", "TPE1"]),
    "long frames": (id3(frame(b"TIT2", LONG) + frame(b"TPE1", LONG)), ["TIT2", "TPE1"]),
    "long frames of version 4": (id3(frame(b"TIT2", LONG, 4) + frame(b"TPE1", LONG, 4), 4), ["TIT2", "TPE1"]),
    "long frames of version 2": (id3(frame(b"TT2", LONG, 2) + frame(b"TP1", LONG, 2), 2), ["TT2", "TP1"]),
    "a name of three letters in version 3": (id3(frame(b"TYE ", b"\x002026")), ["TYE "]),
    "an empty frame": (id3(frame(b"TIT2", b"")), ["TIT2"]),
    "a text with a name": (id3(frame(b"TXXX", b"\0Where\0here")), ["TXXX:Where"]),
    "a text with a name in version 2": (id3(frame(b"TXX", b"\0Where\0here", 2), 2), ["TXX:Where"]),
    "a text with a name in UTF-8": (id3(frame(b"TXXX", b"\3Where\0here")), ["TXXX:Where"]),
    "a text with a wide name": (
        id3(frame(b"TXXX", b"\1\xff\xfe" + "Where\0here".encode("utf-16-le"))),
        ["TXXX:\xff\xfeWhere"],
    ),
    "a text with a wide name, the other way": (
        id3(frame(b"TXXX", b"\2" + "Where\0here".encode("utf-16-be"))),
        ["TXXX:Where"],
    ),
    "padding": (id3(frame(b"TIT2", b"\0a") + bytes(20)), ["TIT2"]),
    "words in the padding": (id3(frame(b"TIT2", b"\0a") + bytes(20) + b"word"), ["TIT2", "text"]),
    "one letter behind the frames": (id3(frame(b"TIT2", b"\0a") + b"T"), ["TIT2", "text"]),
    "small letters are no name": (id3(frame(b"tit2", b"\0a")), ["text"]),
    "bytes kept apart": (
        id3(frame(b"TIT2", b"\0\xff\xff").replace(b"\xff", b"\xff\0") + frame(b"TPE1", b"\0b"), flags=0x80),
        ["TIT2", "TPE1"],
    ),
    "bytes kept apart in each frame of version 4": (
        id3(frame(b"TIT2", b"\0\xff\0", 4) + frame(b"TPE1", b"\0b", 4), 4, 0x80),
        ["TIT2", "TPE1"],
    ),
    "a head with more in it": (
        id3(pack(">IHI", 6, 0, 0) + frame(b"TIT2", b"\0a"), flags=0x40),
        ["TIT2"],
    ),
    "a head with more in it, version 4": (id3(sevens(6) + b"\1\0" + frame(b"TIT2", b"\0a", 4), 4, 0x40), ["TIT2"]),
    "a head with more in it than there is": (id3(pack(">I", 1 << 31) + frame(b"TIT2", b"\0a"), flags=0x40), ["text"]),
    "a head of version 4 with more in it than there is": (
        id3(sevens(999) + frame(b"TIT2", b"\0a"), 4, 0x40),
        ["text"],
    ),
    "flags that nobody knows": (id3(frame(b"TIT2", b"\0\xff\0") + frame(b"TPE1", b""), flags=0x2F), ["TIT2", "TPE1"]),
    "a foot": (id3(b"", 4, 16) + b"3DI\4\0\x10" + sevens(0) + id3(frame(b"TIT2", b"\0a")), ["TIT2"]),
    "three tags": (
        id3(frame(b"TIT2", b"")) + id3(frame(b"TPE1", b"")) + id3(frame(b"TALB", b"")),
        ["TIT2", "TPE1", "TALB"],
    ),
    "an old tag": (b"TAG" + b"words".ljust(125, b"\0"), ["text"]),
    "an old tag at the wrong place": (b"TAG" + b"words".ljust(126, b"\0"), []),
    "an APE tag": (b"APETAGEX" + bytes(504), ["text"]),
    "an APE tag far from the end": (b"APETAGEX" + bytes(505), []),
    "half a head": (b"ID3\3\0\0\0", ["text"]),
    "a whole tag and half a head": (id3(frame(b"TIT2", b"\0a")) + b"ID3", ["TIT2", "text"]),
}


@pytest.mark.parametrize("name", ID3)
def test_the_frames_of_an_mp3_are_named_in_their_order(name: str) -> None:
    data, found = ID3[name]
    around = b"" if "old tag" in name or "APE" in name or "half a head" in name else bytes(600)
    assert names(data + around) == found


# MP4 and M4A


def box(kind: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return pack(">I", len(body) + 8) + kind + body


FTYP = box(b"ftyp", b"M4A ")
HDLR = box(b"hdlr", bytes(8), b"mdir", bytes(12))
NAM, DAY = box(b"\xa9nam", b"words"), box(b"\xa9day", b"2026")


def meta(*inside: bytes) -> bytes:
    return box(b"meta", bytes(4), *inside)


KEYS = box(b"keys", bytes(4), pack(">I", 2), box(b"mdta", b"com.a"), box(b"mdta", b"com.b"))
FREE = box(
    b"----",
    box(b"mean", bytes(4), b"com.example"),
    box(b"name", bytes(4), b"by"),
    box(b"data", bytes(8), b"word"),
)
BOXES = {
    "none": (box(b"moov", box(b"trak", bytes(8))), []),
    "words of the film": (box(b"moov", box(b"udta", NAM, DAY)), ["©nam", "©day"]),
    "words of a track": (box(b"moov", box(b"mvhd", bytes(9)), box(b"trak", box(b"udta", NAM))), ["©nam"]),
    "words outside": (box(b"udta", NAM), ["©nam"]),
    "what is no word": (box(b"mdat", NAM) + box(b"moov", box(b"mvhd", NAM)), []),
    "a box of eight bytes of length": (
        box(b"moov", pack(">I4sQ", 1, b"udta", 16 + len(NAM)), NAM, box(b"udta", DAY)),
        ["©nam", "©day"],
    ),
    "a box to the end": (pack(">I4s", 0, b"udta") + NAM, ["©nam"]),
    "noughts at the end": (box(b"moov", box(b"udta", NAM, bytes(4))), ["©nam"]),
    "more noughts at the end": (box(b"moov", box(b"udta", NAM, bytes(12))), ["©nam"]),
    "letters at the end": (box(b"moov", box(b"udta", NAM, b"word")), ["©nam", "text"]),
    "letters behind noughts": (box(b"moov", box(b"udta", NAM, bytes(8), b"word")), ["©nam", "text"]),
    "a box shorter than its head": (box(b"moov", pack(">I4s", 4, b"udta"), NAM), ["text"]),
    "a box longer than what holds it": (box(b"moov", pack(">I4s", 999, b"udta"), NAM), ["©nam"]),
    "an empty free box": (box(b"udta", box(b"free", bytes(9))), []),
    "words in a free box": (box(b"udta", box(b"free", bytes(9), b"a")), ["free"]),
    "a list of tags": (box(b"udta", meta(HDLR, box(b"ilst", NAM, DAY))), ["©nam", "©day"]),
    "a list of tags as QuickTime has it": (box(b"udta", box(b"meta", HDLR, box(b"ilst", NAM))), ["©nam"]),
    "a tag of a program": (box(b"udta", meta(HDLR, box(b"ilst", FREE, DAY))), ["----:com.example:by", "©day"]),
    "tags by number": (
        box(b"udta", meta(HDLR, KEYS, box(b"ilst", box(b"\0\0\0\1", b"x"), box(b"\0\0\0\2", b"y")))),
        ["com.a", "com.b"],
    ),
    "whose the tags are": (box(b"udta", meta(HDLR[:3] + b"\x21" + HDLR[4:] + b"m")), ["text"]),
    "a letter behind it": (box(b"udta", meta(box(b"hdlr", bytes(8), b"mdirappl", bytes(4), b"x", bytes(3)))), ["text"]),
    "who made the list": (box(b"udta", meta(box(b"hdlr", bytes(8), b"mdirappl", bytes(3), b"x", bytes(4)))), []),
    "padding in a list of tags": (box(b"udta", meta(HDLR, box(b"free", bytes(40)))), []),
    "words in the padding": (box(b"udta", meta(HDLR, box(b"free", bytes(39), b"w"))), ["text"]),
    "first words in the padding": (box(b"udta", meta(HDLR, box(b"free", b"w", bytes(39)))), ["text"]),
    "a box that nobody knows": (box(b"udta", meta(HDLR, box(b"what", bytes(4)))), ["text"]),
    "words in a box that nobody knows": (box(b"udta", meta(HDLR, box(b"what", b"word"))), ["text"]),
}


@pytest.mark.parametrize("name", BOXES)
def test_the_boxes_of_an_mp4_are_named_in_their_order(name: str) -> None:
    data, found = BOXES[name]
    assert names(FTYP + data) == found


# Ogg


def page(*packets: bytes, more: bool = False) -> bytes:
    """A page of whole packets; `more` where the last one goes on in the next page."""
    lengths = b"".join(b"\xff" * (len(each) // 255) + bytes([len(each) % 255]) for each in packets)
    if more:
        lengths = lengths[:-1]
    return b"OggS" + bytes(22) + bytes([len(lengths)]) + lengths + b"".join(packets)


def said(*comments: bytes, vendor: bytes = b"Lavf") -> bytes:
    parts = [pack("<I", len(vendor)) + vendor, pack("<I", len(comments))]
    return b"".join([*parts, *(pack("<I", len(each)) + each for each in comments)])


OPUS, VORBIS = b"OpusHead" + bytes(11), b"\1vorbis" + bytes(23)
FLAC = b"\x7fFLAC\1\0\0\3fLaC" + bytes(38)
TWO = said(b"TITLE=words", b"DATE=2026")
OGG = {
    "Opus": (page(OPUS) + page(b"OpusTags" + TWO), ["TITLE", "DATE"]),
    "Vorbis": (page(VORBIS) + page(b"\3vorbis" + TWO + b"\1", b"\5vorbis"), ["TITLE", "DATE"]),
    "no comments": (page(OPUS) + page(b"OpusTags" + said()), []),
    "a comment without a name": (page(OPUS) + page(b"OpusTags" + said(b"words")), ["text"]),
    "a long comment": (page(OPUS) + page(b"OpusTags" + said(b"TITLE=" + b"x" * 900, b"DATE=1")), ["TITLE", "DATE"]),
    "comments on two pages": (
        page(OPUS)
        + page((b"OpusTags" + said(b"TITLE=" + b"x" * 600, b"DATE=1"))[:510], more=True)
        + page((b"OpusTags" + said(b"TITLE=" + b"x" * 600, b"DATE=1"))[510:]),
        ["TITLE", "DATE"],
    ),
    "words behind the comments": (page(OPUS) + page(b"OpusTags" + TWO + b"words"), ["TITLE", "DATE", "text"]),
    "noughts behind the comments": (page(OPUS) + page(b"OpusTags" + TWO + bytes(9)), ["TITLE", "DATE"]),
    "half the comments": (page(OPUS) + page(b"OpusTags" + TWO[:30]), ["TITLE", "text"]),
    "what sounds like comments later": (page(OPUS, *[b"x"] * 63, b"OpusTags" + TWO), []),
    "late comments": (page(OPUS, *[b"x"] * 62, b"OpusTags" + TWO), ["TITLE", "DATE"]),
    "FLAC": (page(FLAC) + page(b"\4\0\0\1" + TWO) + page(b"\x81\0\0\1x"), ["TITLE", "DATE"]),
    "the last block of a FLAC": (page(FLAC) + page(b"\x84\0\0\1" + TWO), ["TITLE", "DATE"]),
    "a picture in FLAC": (page(FLAC) + page(b"\6\0\0\1x"), ["metadata_block_picture"]),
    "a program's block in FLAC": (page(FLAC) + page(b"\2\0\0\1x") + page(b"\x85\0\0\1x"), ["text", "text"]),
    "what would be FLAC elsewhere": (page(OPUS) + page(b"\6\0\0\1x"), []),
}


@pytest.mark.parametrize("name", OGG)
def test_the_comments_of_an_ogg_are_named_in_their_order(name: str) -> None:
    data, found = OGG[name]
    assert names(data) == found


# WAV


def chunk(kind: bytes, body: bytes) -> bytes:
    return kind + pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def wave(*chunks: bytes) -> bytes:
    return b"RIFF" + pack("<I", 4 + sum(map(len, chunks))) + b"WAVE" + b"".join(chunks)


TITLE, ARTIST = chunk(b"INAM", b"Tit"), chunk(b"IART", b"me")
WAVE = {
    "none": (wave(chunk(b"fmt ", bytes(16)), chunk(b"data", b"INFOINAM")), []),
    "facts": (wave(chunk(b"fmt ", bytes(17)), chunk(b"LIST", b"INFO" + TITLE + ARTIST)), ["INAM", "IART"]),
    "a day and a program": (
        wave(chunk(b"LIST", b"INFO" + chunk(b"ICRD", b"2026") + chunk(b"ISFT", b"Lavf"))),
        ["date", "encoder"],
    ),
    "marks": (wave(chunk(b"LIST", b"adtl" + TITLE), chunk(b"LIST", b"INFO" + TITLE)), ["text", "INAM"]),
    "a broadcast": (wave(chunk(b"bext", bytes(9) + b"w")), ["text"]),
    "an empty broadcast": (wave(chunk(b"bext", bytes(10))), []),
    "tags as in an MP3": (
        wave(chunk(b"id3 ", id3(frame(b"TIT2", b"\0a"))), chunk(b"ID3 ", id3(b"w"))),
        ["TIT2", "text"],
    ),
    "an odd chunk": (wave(chunk(b"xxxx", b"123"), chunk(b"LIST", b"INFO" + TITLE)), ["INAM"]),
}


@pytest.mark.parametrize("name", WAVE)
def test_the_facts_of_a_wav_are_named_in_their_order(name: str) -> None:
    data, found = WAVE[name]
    assert names(data) == found


# What a name stands for

KINDS = {
    "a picture": ("METADATA_BLOCK_PICTURE", "covr"),
    "a place": ("LOCATION", "com.apple.quicktime.location.ISO6709", "GPSLatitude", "©xyz", "loci"),
    "dates": ("DATE", "creation_time", "YEAR", "OriginalDate", "©day"),
    "a program's or a maker's name": ("Encoded_By", "SOFTWARE", "tool", "MAKE", "model", "©mak", "©swr"),
    "names or texts": ("TITLE", "ARTIST", "comment", "a model", "the encoder", "my language"),
    "": ("ENCODER", "©too", "language", "Duration", "major_brand"),
}


@pytest.mark.parametrize(("kind", "key"), [(kind, key) for kind, keys in KINDS.items() for key in keys])
def test_a_name_stands_for_a_kind_of_data(kind: str, key: str) -> None:
    found = list(tags(page(OPUS) + page(b"OpusTags" + said(key.encode("latin-1") + b"=words"))))
    assert found == ([kind] if kind else [])


def test_a_tag_of_each_kind_is_told() -> None:
    data = id3(b"".join(frame(name, b"\0a") for name in (b"TIT2", b"APIC", b"TDRC", b"TSSE", b"TENC"))) + bytes(600)
    assert list(tags(data)) == ["names or texts", "a picture", "dates", "a program's or a maker's name"]


# What libav tells of tracks


def changed(data: bytes, format: str, change: Callable[[Any, Any], None]) -> bytes:
    """The same packets in a new file, with a change of it and its first track."""
    file = BytesIO()
    with av.open(BytesIO(data)) as source, av.open(file, "w", format=format) as output:
        targets = {each.index: output.add_stream_from_template(each, opaque=True) for each in source.streams}
        change(output, targets[0])
        for packet in source.demux():
            if packet.dts is not None:
                packet.stream = targets[packet.stream.index]
                output.mux(packet)
    return file.getvalue()


def told(data: bytes, suffix: str) -> tuple[str, ...]:
    return clean(data, suffix).derivative.traces


@pytest.fixture(scope="module")
def silent() -> bytes:
    return clean_film(0.3)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("VideoHandler", ()),
        (" SoundHandler ", ()),
        (" ", ()),
        ("Core Media Video", ("a program's or a maker's name",)),
    ],
)
def test_the_name_of_a_track_is_told_where_it_is_not_the_plain_one(
    silent: bytes, name: str, kinds: tuple[str, ...]
) -> None:
    assert told(changed(silent, "mp4", lambda _, track: track.metadata.update(handler_name=name)), ".mp4") == kinds


@pytest.mark.parametrize(
    ("key", "kinds"),
    [("language", ()), ("title", ("names or texts",)), ("date", ("dates",)), ("location", ("a place",))],
)
def test_the_words_of_a_track_are_told_by_their_kind(key: str, kinds: tuple[str, ...]) -> None:
    data = changed(film(".webm", 0.2, (64, 48)), "webm", lambda _, track: track.metadata.update({key: "spa"}))
    assert told(data, ".webm") == kinds


@pytest.mark.parametrize(
    ("file", "type", "kinds"),
    [
        ("cover.jpg", "image/jpeg", ("a picture", "names or texts")),
        ("a.txt", "text/plain", ("a track of data or texts", "names or texts")),
    ],
)
def test_what_is_put_into_a_film_is_told_and_goes(file: str, type: str, kinds: tuple[str, ...]) -> None:
    inside = encoded(quarters(8, 8), "JPEG") if file == "cover.jpg" else b"words"
    data = changed(
        film(".webm", 0.2, (64, 48)), "matroska", lambda output, _: output.add_attachment(file, type, inside)
    )
    made = clean(data, ".webm")
    assert made.derivative.traces == kinds
    assert [each.file.name for each in made.files if inside in each.data or file.encode() in each.data] == []


ALL = -1


def tracks(format: str, *codecs: str, played: int | None = None) -> bytes:
    """Tracks one wider, or one longer, than the other; one of them may be marked as that which is played."""
    file = BytesIO()
    with av.open(file, "w", format=format) as output:
        for number, codec in enumerate(codecs):
            if codec == "libvpx":
                size = {"width": 64 + 16 * number, "height": 48, "pix_fmt": "yuv420p"}
                stream: Any = output.add_stream(codec, rate=10, **size)
            else:
                stream = output.add_stream(codec, rate=RATE, layout="mono")
            stream.disposition = av.stream.Disposition.default if played in (number, ALL) else av.stream.Disposition(0)
        for stream in output.streams:
            if stream.type == "audio":
                sing(output, stream, 0.2 * (1 + stream.index), stream.format.name)
                continue
            for shade in (0, 90, 180):
                picture: Any = Image.new("RGB", (stream.width, 48), (shade, 9, 9))
                output.mux(stream.encode(av.VideoFrame.from_image(picture)))  # type: ignore[no-untyped-call]
            output.mux(stream.encode())
    return file.getvalue()


@pytest.mark.parametrize(("played", "width"), [(None, 64), (0, 64), (1, 80), (ALL, 64)])
def test_of_two_films_the_first_is_played_unless_the_other_is_marked(played: int | None, width: int) -> None:
    made = clean(tracks("webm", "libvpx", "libvpx", played=played), ".webm")
    assert made.derivative.traces == ("another track",)
    assert isinstance(made.derivative, Film)
    assert made.derivative.width == width


@pytest.mark.parametrize(("played", "seconds"), [(None, 0.2), (1, 0.4), (ALL, 0.2)])
def test_of_two_sounds_the_first_is_played_unless_the_other_is_marked(played: int | None, seconds: float) -> None:
    made = clean(tracks("mp4", "aac", "aac", played=played), ".m4a")
    assert made.derivative.traces == ("another track",)
    assert made.derivative.seconds == seconds
    assert len(av.open(BytesIO(made.files[-1].data)).streams.audio) == 1


@pytest.mark.parametrize(("skipped", "kinds"), [(200, ()), (500, ("a part that was cut off only for show",))])
def test_a_shadow_of_a_sound_is_not_cut_off(skipped: int, kinds: tuple[str, ...]) -> None:
    """A coder needs a little before the first sound and after the last."""
    data = bytearray(sound(".m4a", 1))
    at = data.index(b"elst") + 12
    data[at : at + 8] = pack(">Ii", 1000 - skipped, skipped * RATE // 1000)
    assert told(bytes(data), ".m4a") == kinds


TELLING = {
    (".mp4", "a track's name"): {"a program's or a maker's name"},
    (".mp4", "a chapter"): {"a program's or a maker's name", "a track of data or texts", "chapters", "names or texts"},
    (".mp4", "a message between pictures"): set(),
    (".webm", "a track's name"): {"names or texts"},
    (".webm", "a chapter"): {"chapters"},
    (".webm", "a message between pictures"): {"messages between the pictures"},
}


@pytest.mark.parametrize(("suffix", "place"), TELLING)
def test_what_a_film_tells_is_told_by_its_kinds_and_no_others(suffix: str, place: str) -> None:
    always = {"messages between the pictures"} if suffix == ".mp4" else set()
    assert set(told(CARRIERS[suffix][place]("Words"), suffix)) == TELLING[suffix, place] | always


def test_a_film_that_says_nothing_is_told_to_say_nothing(silent: bytes) -> None:
    assert told(silent, ".mp4") == ()
    assert told(av1(), ".webm") == ()

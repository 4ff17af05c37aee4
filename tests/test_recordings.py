"""Sound and film: played as they were, and without a word about people, places or programs."""

import json
import shutil
import subprocess
import wave
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random
from shutil import which
from struct import pack, unpack_from
from typing import Any

import av
import pytest
from av.bitstream import BitStreamFilterContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image
from tinytag import TinyTag

from amount import amount
from carriers import CARRIERS
from draw import encoded, noise
from excellence.media import Cache, Job, Refused, end_of, prepare_all, probe_file, scrub
from excellence.media.recordings import clean
from excellence.media.recordings.heads import plain_head
from excellence.media.recordings.metadata import tags
from excellence.media.recordings.strays import has_strays
from excellence.media.scrub import Scrubbed
from excellence.model.derivative import Film, Recording
from excellence.model.finding import Finding
from recorded import CANARY, FILMS, RATE, SOUNDS, clean_film, film, sing, sound

every_suffix = pytest.mark.parametrize("suffix", [*SOUNDS, *FILMS])
PLACE = "+40.7128-074.0060/"


def made(suffix: str, **more: object) -> bytes:
    return film(suffix, **more) if suffix in FILMS else sound(suffix, **more)  # type: ignore[arg-type]


def seconds(data: bytes) -> float:
    with av.open(BytesIO(data)) as container:
        return (container.duration or 0) / av.time_base


def frames(data: bytes) -> list[bytes]:
    """Every picture of a film, decoded."""
    with av.open(BytesIO(data)) as container:
        return [frame.to_image().tobytes() for frame in container.decode(video=0)]


def samples(data: bytes) -> bytes:
    with av.open(BytesIO(data)) as container:
        return b"".join(bytes(plane) for frame in container.decode(audio=0) for plane in frame.planes)


def published(data: bytes, suffix: str) -> bytes:
    cleaned = clean(data, suffix)
    return next(each.data for each in cleaned.files if each.file.name == cleaned.derivative.copy.name)


@every_suffix
def test_the_copy_plays_as_the_original_does(suffix: str) -> None:
    data = made(suffix)
    copy = published(data, suffix)
    assert abs(seconds(copy) - seconds(data)) < 0.15
    assert samples(copy) == samples(data)
    if suffix in FILMS:
        assert frames(copy) == frames(data)


def test_a_bare_stream_of_sound_gets_a_file_of_its_own() -> None:
    made = clean(sound(".aac"), ".aac")
    assert isinstance(made.derivative, Recording)
    assert (made.derivative.copy.format, made.derivative.seconds) == ("m4a", 1.0)


@every_suffix
def test_names_and_places_are_told_by_kind_and_never_published(tmp_path: Path, suffix: str) -> None:
    data = made(suffix, metadata={"title": f"A song by {CANARY}", "artist": CANARY, "comment": CANARY})
    assert CANARY.encode() in data
    cleaned = clean(data, suffix)
    assert "names or texts" in cleaned.derivative.traces
    assert CANARY not in str(cleaned.derivative)
    for each in cleaned.files:
        assert CANARY.encode() not in each.data
    assert clean(published(data, suffix), suffix).derivative.traces == ()
    (tmp_path / f"copy{suffix}").write_bytes(published(data, suffix))
    assert leftovers(tmp_path) == []


def leftovers(folder: Path) -> list[str]:
    """What exiftool reads beyond the facts of sound and picture, where there is an exiftool."""
    exiftool = which("exiftool")
    if exiftool is None:
        return []
    told = subprocess.run([exiftool, "-j", "-a", "-G1", str(folder)], capture_output=True, check=True).stdout
    names = (
        "Artist",
        "Title",
        "Comment",
        "Author",
        "GPS",
        "Location",
        "Make",
        "Model",
        "Description",
        "Creator",
        "Name",
    )
    return [key for file in json.loads(told) for key in file if key.split(":")[-1].startswith(names)]


def test_a_film_that_says_where_it_was_taken_says_so_no_more() -> None:
    said = atom(b"udta", atom(b"\xa9xyz", b"\0\x14\x15\xc7" + PLACE.encode()))
    said += atom(b"udta", atom(b"\xa9nam", pack(">HH", len(CANARY), 0x15C7) + CANARY.encode()))
    data = film(".mp4") + said
    cleaned = clean(data, ".mp4")
    assert {"a place", "names or texts"} <= set(cleaned.derivative.traces)
    copy = published(data, ".mp4")
    assert PLACE.encode() not in copy
    assert CANARY.encode() not in copy


def test_the_name_of_a_track_is_not_published() -> None:
    data = film(".mp4", handler=f"Camera of {CANARY}")
    assert CANARY.encode() in data
    assert "a program's or a maker's name" in clean(data, ".mp4").derivative.traces
    assert CANARY.encode() not in published(data, ".mp4")


def id3(*frames: tuple[bytes, bytes], version: int = 3, flags: int = 0) -> bytes:
    """A tag of whole frames; in version 4, sizes are written in sevens of bits."""
    body = b"".join(
        name + (sevens(len(said)) if version == 4 else pack(">I", len(said))) + b"\0\0" + said for name, said in frames
    )
    return b"ID3" + bytes([version, 0, flags]) + sevens(len(body)) + body


def sevens(size: int) -> bytes:
    return bytes(size >> shift & 127 for shift in (21, 14, 7, 0))


def test_an_mp3_with_a_picture_and_tags_at_both_ends_is_only_sound() -> None:
    cover = b"\3image/png\0\3\0" + encoded(noise(40, 40), "PNG")
    said = b"\3" + CANARY.encode()
    tag = id3((b"TPE1", said), (b"COMM", b"\3eng\0" + CANARY.encode()), (b"APIC", cover), version=4)
    data = tag + sound(".mp3") + b"TAG" + CANARY.encode().ljust(125, b"\0")
    cleaned = clean(data, ".mp3")
    assert {"a picture", "names or texts"} <= set(cleaned.derivative.traces)
    copy = published(data, ".mp3")
    assert CANARY.encode() not in copy
    assert b"ID3" not in copy[:3]
    assert b"TAG" not in copy[-128:]
    read = TinyTag.get(file_obj=BytesIO(copy), filename="copy.mp3", image=True)
    assert (read.artist, read.comment, read.title, read.other, read.images.front_cover) == (None, None, None, {}, None)


# What an MP3 says of itself in frames that hardly any player knows, and what is told of it.
FRAMES = {
    "an owner's address": (id3((b"POPM", b"me@example.org\0\xff")), "names or texts"),
    "a number that names the owner": (id3((b"UFID", b"http://example.org\0123")), "names or texts"),
    "a file": (id3((b"GEOB", b"\0text/plain\0\0\0words")), "names or texts"),
    "a day of recording": (id3((b"TYER", b"\x002026")), "dates"),
    "a day in version 4": (id3((b"TDRC", b"\x002026-03-02"), version=4), "dates"),
    "a place by a name of its own": (id3((b"TXXX", b"\0Location\0here")), "a place"),
    "a place in wide letters": (id3((b"TXXX", b"\1\xff\xfe" + "gps\0here".encode("utf-16-le"))), "a place"),
    "who coded it": (id3((b"TENC", b"\0Somebody")), "a program's or a maker's name"),
    "letters that are no frame": (b"ID3\3\0\0" + sevens(20) + b"\0" * 10 + b"words here", "names or texts"),
    "a frame after an extended head": (
        b"ID3\3\0\x40" + sevens(25) + pack(">IHI", 6, 0, 0) + b"TIT2" + pack(">IH", 5, 0) + b"\0word",
        "names or texts",
    ),
    "a frame after an extended head of version 4": (
        b"ID3\4\0\x40" + sevens(21) + sevens(6) + b"\1\0" + b"TIT2" + sevens(5) + b"\0\0\0word",
        "names or texts",
    ),
    "a second tag": (id3((b"TSSE", b"\0Lavf")) + id3((b"TDRC", b"\x002026"), version=4), "dates"),
    "a tag with a foot": (
        id3((b"TSSE", b"\0Lavf"), version=4, flags=16) + b"3DI\4\0\x10\0\0\0\x0f" + id3((b"TYER", b"\x002026")),
        "dates",
    ),
    "a tag cut short": (b"ID3\3\0\x40" + sevens(2) + b"\0\0", "names or texts"),
}


@pytest.mark.parametrize("name", FRAMES)
def test_what_an_mp3_says_is_told_in_whatever_frame(name: str) -> None:
    tag, kind = FRAMES[name]
    assert set(tags(tag + sound(".mp3"))) == {kind}


def test_what_every_program_writes_is_not_told() -> None:
    for suffix in (*SOUNDS, *FILMS):
        assert set(tags(made(suffix))) == set(), suffix
    padded = id3((b"TSSE", b"\0Lavf"), (b"TXXX", b"\0encoder\0Lavf"))
    padded = padded[:6] + sevens(len(padded) - 10 + 50) + padded[10:] + bytes(50)
    assert set(tags(id3((b"TSSE", b"\0Lavf")) + sound(".mp3"))) == set()
    assert "names or texts" in set(tags(padded + sound(".mp3")))


@pytest.mark.parametrize("suffix", [".mp3", ".m4a", ".ogg", ".wav", ".mp4", ".webm"])
def test_every_tag_in_every_place_is_told_by_the_tags_alone_or_as_a_stray(suffix: str) -> None:
    """Whatever libav knows of it, and whatever it does not."""
    untold = []
    for place, make in CARRIERS[suffix].items():
        data = make(CANARY)
        if not (set(tags(data)) or has_strays(data) or suffix == ".webm"):
            untold.append(place)
    told = {".mp4": ["a track's name", "a message between pictures"]}
    assert sorted(untold) == sorted(told.get(suffix, []) + ["what a decoder is told"] * (suffix in HEADED))


HEADED = (".m4a", ".mp4", ".ogg")


@pytest.mark.parametrize(
    ("suffix", "place", "kind"),
    [
        *((suffix, "what a decoder is told", "names or texts") for suffix in (*HEADED, ".webm")),
        (".webm", "comments of Vorbis", "names or texts"),
        (".webm", "a message between pictures", "messages between the pictures"),
        (".mp4", "a message between pictures", "messages between the pictures"),
    ],
)
def test_what_stands_where_decoders_alone_look_is_told_and_goes(suffix: str, place: str, kind: str) -> None:
    data = CARRIERS[suffix][place](CANARY)
    made = clean(data, suffix)
    assert kind in made.derivative.traces
    assert [each.file.name for each in made.files if CANARY.encode() in each.data] == []
    copy = published(data, suffix)
    assert clean(copy, suffix).derivative.traces == ()
    with av.open(BytesIO(data)) as one, av.open(BytesIO(copy)) as other:
        assert [each.type for each in one.streams] == [each.type for each in other.streams]
        heard = bool(one.streams.audio)
    assert not heard or samples(copy) == samples(data)
    assert suffix not in FILMS or frames(copy) == frames(data)


@pytest.mark.parametrize(
    ("codec", "head", "plain"),
    [
        ("opus", b"OpusHead\1\2" + bytes(8) + b"\1\2\1\0\1Maria", b"OpusHead\1\2" + bytes(8) + b"\1\2\1\0\1"),
        ("opus", b"OpusHead\1\2" + bytes(9) + b"Maria", b"OpusHead\1\2" + bytes(9)),
        ("opus", b"Opus", b"Opus"),
        ("aac", b"\x12\x10\x56\xe5\0\0\0Maria", b"\x12\x10\x56\xe5\0\0\0"),
        ("aac", b"\x12\x87 channels, one by one", b"\x12\x87 channels, one by one"),
        ("aac", b"\xf8\x10 of a kind of its own", b"\xf8\x10 of a kind of its own"),
        ("aac", b"\x12", b"\x12"),
        ("flac", bytes(34) + b"Maria", bytes(34)),
        (
            "vorbis",
            b"\2\x1e\xff\xff\xff\x8c\1vorbis" + bytes(23) + b"\3vorbis" + b"Maria" * 179 + b"\1.." + b"\5vorbis books",
            b"\2\x1e\x10\1vorbis" + bytes(23) + b"\3vorbis" + bytes(8) + b"\1" + b"\5vorbis books",
        ),
        (
            "vorbis",
            b"\2\x23\x07\1vorbis" + bytes(23) + b"Maria\3vorbis" + b"no books",
            b"\2\x1e\x10\1vorbis" + bytes(23) + b"\3vorbis" + bytes(8) + b"\1",
        ),
        ("alac", bytes(36) + b"Maria", bytes(36)),
        ("pcm_s16le", b"Maria", b""),
        ("vp9", b"Maria", b""),
        ("vp9", b"\1\1\0\2\1\x0a\3\1\x08\4\1\1", b"\1\1\0\2\1\x0a\3\1\x08\4\1\1"),
        ("vp9", b"\1\1\0\2\1\x0aMaria", b"\1\1\0\2\1\x0a"),
        ("vp9", b"\1\1M\2\1a\3\1r\4\1i\1\1a", b"\1\1M\2\1a\3\1r\4\1i"),
    ],
)
def test_a_decoder_is_told_what_it_needs_and_no_more(codec: str, head: bytes, plain: bytes) -> None:
    assert plain_head(codec, head) == plain


@pytest.mark.parametrize("lengths", [b"\x1e\x05", b"\xff\xff", b"\xff\x1e"])
def test_a_decoder_of_vorbis_that_is_told_wrong_lengths_is_told_no_names(lengths: bytes) -> None:
    data = CARRIERS[".webm"]["comments of Vorbis"](CANARY)
    at = data.index(b"\x02\x1e", data.index(b"A_VORBIS")) + 1
    made = clean(data[:at] + lengths + data[at + 2 :], ".webm")
    assert "names or texts" in made.derivative.traces
    assert [each.file.name for each in made.files if CANARY.encode() in each.data] == []


def test_marks_and_days_in_a_wav_are_told_by_their_kind() -> None:
    plain = sound(".wav")
    for body, kinds in (
        (b"INFOICRD\x04\0\0\x002026", {"dates"}),
        (b"INFOISFT\x04\0\0\0Lavf", set()),
        (b"INFOISFT\x03\0\0\0Lav\0IART\x02\0\0\0me", {"names or texts"}),
        (b"adtl", {"names or texts"}),
    ):
        assert set(tags(plain + b"LIST" + pack("<I", len(body)) + body)) == kinds, body


def test_the_first_tags_of_a_flac_in_an_ogg_are_read() -> None:
    file = BytesIO()
    with av.open(file, "w", format="ogg") as output:
        output.metadata["date"] = "2026"
        stream: Any = output.add_stream("flac", rate=RATE, layout="mono", format="s16")
        frame = av.AudioFrame(format="s16", layout="mono", samples=1024)
        frame.sample_rate, frame.pts = RATE, 0
        output.mux(stream.encode(frame))
        output.mux(stream.encode())
    assert set(tags(file.getvalue())) == {"dates"}


@every_suffix
def test_the_same_recording_gives_the_same_bytes(suffix: str) -> None:
    data = made(suffix)
    assert published(data, suffix) == published(data, suffix)


def still(data: bytes, suffix: str) -> Image.Image:
    """The picture of a film at its largest."""
    cleaned = clean(data, suffix)
    pictures = [each.data for each in cleaned.files if each.file.name.endswith(".webp")]
    return max((Image.open(BytesIO(each)) for each in pictures), key=lambda each: each.width)


def test_a_film_has_a_still_of_its_own_size() -> None:
    cleaned = clean(film(".mp4", seconds=2, size=(640, 360)), ".mp4")
    found = cleaned.derivative
    assert isinstance(found, Film)
    assert (found.width, found.height) == (640, 360)
    assert (found.still.width, found.still.height) == (640, 360)


@pytest.mark.parametrize("place", [0, 1, 3, 5, 7])
def test_the_still_of_a_film_is_the_one_picture_with_something_on_it(place: int) -> None:
    file = BytesIO()
    with av.open(file, "w", format="webm") as output:
        # Every picture is coded by itself.
        stream: Any = output.add_stream("libvpx", rate=10, width=64, height=48, pix_fmt="yuv420p", options={"g": "0"})
        for number in range(10):
            picture = noise(64, 48) if number == place else Image.new("RGB", (64, 48), (30, 30, 30))
            output.mux(stream.encode(av.VideoFrame.from_image(picture)))  # type: ignore[no-untyped-call]
        output.mux(stream.encode())
    darkest, brightest = still(file.getvalue(), ".webm").convert("L").getextrema()
    assert isinstance(darkest, int)
    assert brightest - darkest > 90


def held(turn: int) -> bytes:
    """A film of a telephone that was held upright, on its head or sideways: what is coded lies on its side."""
    across, down = {0: ((1, 0), (0, 1)), 90: ((0, 1), (-1, 0)), 180: ((-1, 0), (0, -1)), 270: ((0, -1), (1, 0))}[turn]
    data = bytearray(film(".mp4", 0.3))
    at = data.index(b"tkhd") + 44
    data[at : at + 36] = pack(
        ">9i", across[0] << 16, across[1] << 16, 0, down[0] << 16, down[1] << 16, 0, 0, 0, 1 << 30
    )
    return bytes(data)


@pytest.mark.parametrize(
    ("turn", "corner"),
    [(0, (30, 60)), (90, (160, 30)), (180, (290, 180)), (270, (80, 290))],
)
def test_a_film_is_shown_upright(turn: int, corner: tuple[int, int]) -> None:
    """In what is coded a red square lies at the left; a player turns it as the film says."""
    data = held(turn)
    found = clean(data, ".mp4").derivative
    assert isinstance(found, Film)
    assert (found.width, found.height) == ((320, 240) if turn % 180 == 0 else (240, 320))
    picture = still(data, ".mp4").convert("RGB")
    assert picture.size == (found.width, found.height)
    red, green, _ = picture.getpixel(corner)  # type: ignore[misc]
    assert red > green
    with av.open(BytesIO(data)) as before, av.open(BytesIO(published(data, ".mp4"))) as after:
        assert next(before.decode(video=0)).rotation == next(after.decode(video=0)).rotation


def tracks(format: str, *codecs: str, samples: str = "") -> bytes:
    """Three small pictures, or a fifth of a second of a tone, from each of these coders."""
    file = BytesIO()
    with av.open(file, "w", format=format) as output:
        for codec in codecs:
            if codec in ("libx264", "libvpx"):
                stream: Any = output.add_stream(codec, rate=10, width=64, height=48, pix_fmt="yuv420p")
            else:
                stream = output.add_stream(codec, rate=RATE, layout="mono", **({"format": samples} if samples else {}))
        for stream in output.streams:
            if stream.type == "audio":
                sing(output, stream, 0.2, stream.format.name)
                continue
            for number in range(3):
                frame: Any = av.VideoFrame.from_image(Image.new("RGB", (64, 48), (40 * number, 90, 9)))  # type: ignore[no-untyped-call]
                output.mux(stream.encode(frame))
            output.mux(stream.encode())
    return file.getvalue()


def without_the_first_picture(suffix: str) -> bytes:
    """A film that begins with what changes from a picture to the next, and never tells of the first one."""
    file = BytesIO()
    with av.open(BytesIO(film(suffix, 0.5, silent=True))) as source, av.open(file, "w", format=suffix[1:]) as output:
        target = output.add_stream_from_template(source.streams.video[0])
        for packet in source.demux():
            if packet.dts is not None and not packet.is_keyframe:
                packet.stream = target
                output.mux(packet)
    return file.getvalue()


DAMAGED = "is damaged: it can't be read to its end"
AS_SOUND, AS_FILM = "save it as MP3", "save it as MP4 with H.264 and AAC, at most 1920 pixels wide"
FROM_IPHONE = (
    "open it in QuickTime Player and export it at 1080p as H.264 "
    "(for the next one, on an iPhone: Settings → Camera → Formats → Most Compatible)"
)
HEVC = "is coded as HEVC (H.265), which many browsers don't play"
UNPLAYED = "is coded in a way that browsers don't play"
REFUSED = {
    "a film of nothing but words": (
        lambda: b"\x1a\x45\xdf\xa3" + bytes(4000),
        *(".webm", "file-damaged", DAMAGED, AS_FILM),
    ),
    "a film that not all play": (
        lambda: film(".mp4", 0.3, codec="libx265", silent=True),
        *(".mp4", "file-format", HEVC, FROM_IPHONE),
    ),
    "HEVC from a telephone": (
        lambda: film(".mov", 0.3, codec="libx265", silent=True),
        *(".mov", "file-format", HEVC, FROM_IPHONE),
    ),
    "a film for a wall": (
        lambda: film(".mp4", 0.2, (2048, 1024), silent=True),
        *(".mp4", "file-too-large", "is 2,048 × 1,024 pixels; 1,920 on a side is the most", AS_FILM),
    ),
    "a film that browsers don't play": (
        lambda: film(".mp4", 0.3, codec="mjpeg", silent=True),
        *(".mp4", "file-format", f"{UNPLAYED} (mjpeg)", AS_FILM),
    ),
    "a film whose sound browsers don't play": (
        lambda: tracks("mp4", "libx264", "ac3"),
        *(".mp4", "file-format", f"{UNPLAYED} (ac3)", AS_FILM),
    ),
    "a sound that browsers don't play": (
        lambda: tracks("wav", "adpcm_ms"),
        *(".wav", "file-format", f"{UNPLAYED} (adpcm_ms)", AS_SOUND),
    ),
    "a sound for another kind of file": (
        lambda: tracks("mp4", "libmp3lame", samples="s16p"),
        *(".m4a", "file-format", f"{UNPLAYED} (mp3float)", AS_SOUND),
    ),
    "sound under the name of another kind": (
        lambda: sound(".wav"),
        *(".mp3", "file-format", "is no MP3 file, whatever its name says", AS_SOUND),
    ),
    "a film under the name of a sound": (
        lambda: film(".webm"),
        *(".ogg", "file-format", "is no OGG file, whatever its name says", AS_SOUND),
    ),
    "a picture under the name of a film": (
        lambda: encoded(noise(90, 90), "PNG"),
        *(".mp4", "file-format", "is no MP4 file, whatever its name says", AS_FILM),
    ),
    "pictures without a sound": (
        lambda: tracks("mp4", "libx264"),
        *(".m4a", "file-format", "holds no sound", AS_SOUND),
    ),
    "a sound without pictures": (
        lambda: tracks("matroska", "aac"),
        *(".webm", "file-format", "holds no moving picture", "give a sound recording as MP3 or M4A"),
    ),
    "a film that begins in the middle": (
        lambda: without_the_first_picture(".mp4"),
        *(".mp4", "file-damaged", DAMAGED, AS_FILM),
    ),
    "a film that never says how it is coded": (
        lambda: film(".mp4", 0.3, silent=True).replace(b"avcC", b"xxxx"),
        *(".mp4", "file-damaged", DAMAGED, AS_FILM),
    ),
    "a sound cut short": (lambda: sound(".wav")[:-500], ".wav", "file-damaged", DAMAGED, AS_SOUND),
    "a film cut short": (lambda: clean_film()[:-200], ".mp4", "file-damaged", DAMAGED, AS_FILM),
    "a sound without a sound": (
        lambda: waves(0),
        *(".wav", "file-damaged", "holds nothing that can be played", AS_SOUND),
    ),
    "the beginning of a tag": (lambda: b"ID3\3\0\0", ".mp3", "file-damaged", DAMAGED, AS_SOUND),
    "nothing but zeros": (lambda: bytes(5000), ".mp3", "file-damaged", DAMAGED, AS_SOUND),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_not_be_played_is_refused_with_its_reason(name: str) -> None:
    make, suffix, code, what, remedy = REFUSED[name]
    with pytest.raises(Refused) as refused:
        clean(make(), suffix)
    found = refused.value.finding
    assert (found.code, found.what, found.remedy) == (code, what, remedy)


def waves(samples: int, rate: int = 100) -> bytes:
    file = BytesIO()
    with wave.open(file, "wb") as output:
        output.setnchannels(1)
        output.setsampwidth(1)
        output.setframerate(rate)
        output.writeframes(b"\x80" * samples)
    return file.getvalue()


def slides(suffix: str, seconds: int) -> bytes:
    """Two pictures, of which the second is seen in the last second."""
    file = BytesIO()
    with av.open(file, "w", format=suffix[1:]) as output:
        stream: Any = output.add_stream(FILMS[suffix][1], rate=1, width=64, height=48, pix_fmt="yuv420p")
        for at in (0, seconds - 1):
            frame: Any = av.VideoFrame.from_image(Image.new("RGB", (64, 48), (at % 256, 90, 9)))  # type: ignore[no-untyped-call]
            frame.pts, frame.time_base = at, Fraction(1)
            output.mux(stream.encode(frame))
        output.mux(stream.encode())
    return file.getvalue()


@pytest.mark.parametrize(
    ("make", "suffix", "minutes"),
    [
        (lambda more: waves(30 * 6000 + 100 * more), ".wav", 30),
        (lambda more: slides(".mp4", 600 + more), ".mp4", 10),
        (lambda more: slides(".webm", 600 + 2 * more), ".webm", 10),
    ],
    ids=["sound", "mp4", "webm"],
)
def test_half_an_hour_of_sound_and_ten_minutes_of_film_are_the_most(
    make: Callable[[int], bytes], suffix: str, minutes: int
) -> None:
    assert clean(make(0), suffix).derivative.seconds == 60 * minutes
    with pytest.raises(Refused) as refused:
        clean(make(1), suffix)
    found = refused.value.finding
    assert (found.code, found.what) == ("file-too-large", f"is longer than {minutes} minutes")
    assert found.remedy == "cut it to the part that matters"


@every_suffix
def test_how_long_it_is_is_told_to_the_tenth_of_a_second(suffix: str) -> None:
    assert clean(made(suffix), suffix).derivative.seconds == 1.0


def test_seconds_are_rounded() -> None:
    assert clean(waves(156), ".wav").derivative.seconds == 1.6


@pytest.mark.parametrize("suffix", [".m4a", ".mp4", ".webm", ".mp3", ".wav"])
def test_words_in_letters_that_nobody_can_read_are_told_and_go(suffix: str) -> None:
    data = made(suffix, seconds=0.3, metadata={"title": "QQQQQ"}).replace(b"QQQQQ", b"\xe9t\xe9\xff\xe9")
    cleaned = clean(data, suffix)
    assert "names or texts" in cleaned.derivative.traces
    assert [each.file.name for each in cleaned.files if b"\xe9t\xe9\xff\xe9" in each.data] == []


@every_suffix
@pytest.mark.parametrize("tenth", [0, 3, 6, 9])
def test_half_a_recording_is_refused_or_shorter(suffix: str, tenth: int) -> None:
    data = made(suffix, metadata={"artist": CANARY})
    try:
        copy = published(data[: len(data) * tenth // 10], suffix)
    except Refused as refused:
        assert refused.finding.code in ("file-damaged", "file-format", "file-unclean")
    else:
        assert seconds(copy) <= seconds(data) + 0.2
        assert CANARY.encode() not in copy


WHOLE = {suffix: made(suffix, seconds=0.5, metadata={"artist": CANARY}) for suffix in (".mp3", ".ogg", ".mp4", ".webm")}


@settings(max_examples=amount(25), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(suffix=st.sampled_from(sorted(WHOLE)), seed=st.integers(0, 2**32))
@example(suffix=".mp4", seed=20)  # a length of many gigabytes
@example(suffix=".mp4", seed=240)  # no pictures in what was written
def test_a_mutant_is_played_or_refused(suffix: str, seed: int) -> None:
    chance = Random(seed)
    data = bytearray(WHOLE[suffix])
    for _ in range(chance.randint(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        copy = published(bytes(data), suffix)
    except Refused as refused:
        assert refused.finding.code != "program-error", refused.finding.what
        return
    assert CANARY.encode() not in copy


def test_one_bad_recording_is_one_finding_among_good_ones(tmp_path: Path) -> None:
    contents = {"a.mp3": sound(".mp3"), "b.mp4": film(".mp4"), "c.mp3": b"ID3" + bytes(4000), "d.wav": sound(".wav")}
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    jobs = [Job(tmp_path / name, sha256(data).hexdigest()) for name, data in contents.items()]
    found = {job.path.name: each for job, each in prepare_all(jobs, Cache(tmp_path / "cache"), workers=1).items()}
    assert isinstance(found["a.mp3"], Recording)
    assert isinstance(found["b.mp4"], Film)
    assert isinstance(found["c.mp3"], Finding)
    assert isinstance(found["d.wav"], Recording)


# Under other names and in other wrappings

WRAPPED = {
    "walk.mov": (partial(film, ".mov"), ".mp4"),
    "walk.m4v": (partial(film, ".mp4"), ".mp4"),
    "voice.webm": (partial(sound, ".weba"), ".ogg"),
    "voice.mp4": (partial(sound, ".m4a"), ".m4a"),
    "voice.aac": (partial(sound, ".aac"), ".m4a"),
    "memo.m4a": (partial(sound, ".alac"), ".m4a"),
    "note.opus": (partial(sound, ".ogg"), ".ogg"),
}


@pytest.mark.parametrize("name", WRAPPED)
def test_films_of_telephones_and_voices_of_browsers_are_copied_into_what_every_browser_plays(
    tmp_path: Path, name: str
) -> None:
    make, end = WRAPPED[name]
    path = tmp_path / name
    path.write_bytes(make(metadata={"title": CANARY, "artist": CANARY, "location": PLACE, "comment": CANARY}))
    before = path.read_bytes()
    assert CANARY.encode() in before or name == "voice.aac"  # which has no place for words
    assert end_of(path) == end
    taken = scrub(path, Cache(tmp_path / "cache"), into=end)
    assert isinstance(taken, Scrubbed)
    (tmp_path / f"taken{end}").write_bytes(taken.data)
    assert probe_file(tmp_path / f"taken{end}").faults == ()
    assert samples(taken.data) == samples(before)
    if end == ".mp4":
        assert frames(taken.data) == frames(before)
    assert CANARY.encode() not in taken.data
    assert PLACE.encode() not in taken.data
    path.unlink()
    shutil.rmtree(tmp_path / "cache")
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("name", [name for name, (_, end) in WRAPPED.items() if not name.endswith(end)])
def test_another_wrapping_is_told_with_its_remedy_and_never_written_under_the_old_name(
    tmp_path: Path, name: str
) -> None:
    make, end = WRAPPED[name]
    (tmp_path / name).write_bytes(make())
    [fault] = probe_file(tmp_path / name).faults
    assert fault.code == "file-format"
    assert fault.remedy.endswith(f"make it {Path(name).stem}{end}")
    assert scrub(tmp_path / name, Cache(tmp_path / "cache")) == fault


def test_a_telephones_film_says_neither_where_nor_by_whom_it_was_taken() -> None:
    # As telephones write them: a place and words in the film's user data, and more in its keys.
    said = atom(b"\xa9xyz", pack(">HH", len(PLACE), 0x15C7) + PLACE.encode())
    said += atom(b"\xa9mak", pack(">HH", len(CANARY), 0x15C7) + CANARY.encode())
    data = film(".mov")
    at = data.index(b"moov") - 4
    [size] = unpack_from(">I", data, at)
    assert at + size == len(data)
    data = data[:at] + atom(b"moov", data[at + 8 :] + atom(b"udta", said))
    cleaned = clean(data, ".mov")
    assert "a place" in cleaned.derivative.traces
    for each in cleaned.files:
        assert PLACE.encode() not in each.data
        assert CANARY.encode() not in each.data


def atom(name: bytes, body: bytes) -> bytes:
    return pack(">I", len(body) + 8) + name + body


def test_a_fault_of_the_program_is_never_told_as_a_damaged_file(monkeypatch: pytest.MonkeyPatch) -> None:
    data = sound(".mp3")

    def changed(*_: object, **__: object) -> None:
        raise TypeError("open() got an unexpected keyword argument 'metadata_errors'")

    monkeypatch.setattr("av.open", changed)
    with pytest.raises(Refused) as refused:
        clean(data, ".mp3")
    fault = refused.value.finding
    assert fault.code == "program-error"
    assert "a fault in this program (TypeError" in fault.what
    assert "unexpected keyword argument 'metadata_errors'" in fault.what
    assert "report it" in fault.remedy


def tailored(suffix: str, *, played: int, skipped: int) -> bytes:
    """A sound that says it plays only a part of what is in it (in thousandths of a second), as telephones trim."""
    data = bytearray(sound(suffix, 3))
    at = data.index(b"elst") + 12
    data[at : at + 8] = pack(">Ii", played, skipped * RATE // 1000)
    return bytes(data)


@pytest.mark.parametrize("skipped", [0, 1200])
def test_what_was_cut_off_only_for_show_is_told_and_is_not_in_the_copy(skipped: int) -> None:
    made = clean(tailored(".m4a", played=1000, skipped=skipped), ".m4a")
    assert made.derivative.traces == ("a part that was cut off only for show",)
    (copy,) = made.files
    with av.open(BytesIO(copy.data), options={"ignore_editlist": "1"}) as container:
        samples = sum(frame.samples for frame in container.decode(audio=0))
    assert samples < 1.2 * RATE


def test_a_film_that_was_cut_only_for_show_is_refused() -> None:
    data = bytearray(film(".mp4", 3))
    at = data.index(b"elst") + 12
    (scale,) = unpack_from(">I", data, data.index(b"mdhd") + 16)
    data[at : at + 8] = pack(">Ii", 1000, 2 * scale)
    with pytest.raises(Refused) as refused:
        clean(bytes(data), ".mp4")
    found = refused.value.finding
    assert (found.code, found.what) == ("file-unclean", "was cut only for show: what was cut off is still in it")
    assert found.remedy == "export it anew from a video program, as MP4 with H.264"


def test_of_two_tracks_the_one_that_is_played_is_published() -> None:
    file = BytesIO()
    with av.open(file, "w", format="mp4") as output:
        for colour, size in (("red", (320, 240)), ("green", (160, 120))):
            stream: Any = output.add_stream("libx264", rate=10)
            stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
            stream.disposition = av.stream.Disposition.default if colour == "green" else av.stream.Disposition(0)
        for stream in output.streams:
            for _ in range(5):
                picture = Image.new("RGB", (stream.width, stream.height), "green" if stream.width == 160 else "red")
                output.mux(stream.encode(av.VideoFrame.from_image(picture)))
            output.mux(stream.encode())
    made = clean(file.getvalue(), ".mp4")
    assert "another track" in made.derivative.traces
    assert isinstance(made.derivative, Film)
    assert (made.derivative.width, made.derivative.height) == (160, 120)


@pytest.mark.parametrize(("side", "pixels"), [("left", 80), ("left", 32), ("bottom", 32)])
def test_a_film_that_was_cropped_only_for_show_is_refused(side: str, pixels: int) -> None:
    with pytest.raises(Refused) as refused:
        clean(cropped(side, pixels), ".mp4")
    found = refused.value.finding
    assert (found.code, found.what) == ("file-unclean", "is cropped only for show: what was cropped is still in it")
    assert found.remedy == "export it anew from a video program, as MP4 with H.264"


def test_a_film_whose_blocks_are_filled_up_is_not_cropped() -> None:
    assert isinstance(clean(cropped("left", 16), ".mp4").derivative, Film)


def cropped(side: str, pixels: int) -> bytes:
    file = BytesIO()
    with av.open(BytesIO(film(".mp4", 0.3))) as source, av.open(file, "w", format="mp4") as output:
        stream = source.streams.video[0]
        target: Any = output.add_stream_from_template(stream)
        crop = BitStreamFilterContext(f"h264_metadata=crop_{side}={pixels}", stream, target)
        for packet in source.demux(stream):
            for each in crop.filter(packet) if packet.size else ():
                each.stream = target
                output.mux(each)
    return file.getvalue()

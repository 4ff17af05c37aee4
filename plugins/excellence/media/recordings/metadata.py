"""What a recording or film tells of people, places and programs: the kinds of it, never a value."""

from collections.abc import Iterator
from functools import partial
from importlib.metadata import version
from io import BytesIO
from struct import error
from typing import Any, Final

import av

from .heads import codec_of, head_of, plain_head, vorbis_heads
from .tags import NAMELESS, comments, tag_names

# Words that are no UTF-8 are no reason to refuse a recording. From its 19th edition on, PyAV takes them by itself.
LENIENT: Final[dict[str, Any]] = {"metadata_errors": "replace"} if int(version("av").split(".")[0]) < 19 else {}
_PLACES: Final = ("location", "gps", "xyz", "loci")
_DATES: Final = ("date", "creation_time", "year")
# As tags of MP3 (in its old and its new spelling) and of MP4 name them.
_PICTURE_TAGS: Final = ("apic", "pic", "covr", "metadata_block_picture")
_DATE_TAGS: Final = ("tdrc", "tyer", "tdat", "tye", "tda", "©day")
_CODED_BY: Final = ("tsse", "tss", "©too", "encoder")
_MADE_BY: Final = ("tenc", "ten", "©mak", "©mod", "©swr")
_PROGRAMS: Final = ("encoded_by", "software", "tool", "make", "model", "com.apple.quicktime.software")
# What every file says of itself, and what libav writes where nothing is known.
_STRUCTURE: Final = {"major_brand", "minor_version", "compatible_brands", "language", "vendor_id", "duration"}
_PLAIN_HANDLERS: Final = {"VideoHandler", "SoundHandler", ""}
# Units of H.264 (Rec. ITU-T H.264, table 7-1): slices of pictures, and how to decode them.
_UNITS: Final = {1, 5, 7, 8}
# And of AV1 (AV1 Bitstream & Decoding Process, 6.2.2).
_UNITS_OF_AV1: Final = {1, 2, 3, 4, 6, 7}
SHADOW: Final = 0.3  # seconds: what coders need before the first picture and after the last


def tags(data: bytes) -> Iterator[str]:
    """By the file's own parts: libav passes over tags that it does not know."""
    for name in tag_names(data):
        yield from _kind_of_key(name)


def _kind_of_key(key: str) -> Iterator[str]:
    """The kind of data behind the name of a tag, whatever the format calls it."""
    low = key.lower()
    if low.startswith(_PICTURE_TAGS):
        yield "a picture"
    elif any(each in low for each in _PLACES):
        yield "a place"
    elif low.startswith(_DATE_TAGS) or any(each in low for each in _DATES):
        yield "dates"
    elif low in _CODED_BY:
        return  # every program writes its own, and so do ours
    elif low in _MADE_BY or low in _PROGRAMS:
        yield "a program's or a maker's name"
    elif low not in _STRUCTURE:
        yield "names or texts"


def in_tracks(container: Any) -> Iterator[str]:
    """By libav: the file's and each track's own words, and tracks that are neither sound nor picture."""
    for key in container.metadata:
        yield from _kind_of_key(key)
    films = [each for each in container.streams.video if not each.disposition & av.stream.Disposition.attached_pic]
    if len(films) > 1 or len(container.streams.audio) > 1:
        yield "another track"
    for stream in container.streams:
        told = {key: value for key, value in stream.metadata.items() if key.lower() not in _STRUCTURE}
        if told.pop("handler_name", "").strip() not in _PLAIN_HANDLERS:
            yield "a program's or a maker's name"
        for key in (*told, *_in_head(codec_of(stream), head_of(stream))):
            yield from _kind_of_key(key)
        if stream.type == "video" and stream.disposition & av.stream.Disposition.attached_pic:
            yield "a picture"
        elif stream.type not in ("video", "audio"):
            yield "a track of data or texts"
        elif codec_of(stream) in ("h264", "av1") and _speaks(container, stream):
            yield "messages between the pictures"
    if container.chapters():
        yield "chapters"


def played(streams: list[Any]) -> list[Any]:
    """The one of several tracks of a kind that a player plays: the first that is not switched off."""
    return [each for each in streams if each.disposition & av.stream.Disposition.default][:1] or streams[:1]


def hidden_seconds(data: bytes) -> float:
    """How much longer the tracks of a film or sound are than what is played of them, as telephones trim."""
    if data[4:8] != b"ftyp":
        return 0.0
    lengths = []
    for ignored in ("0", "1"):
        with av.open(BytesIO(data), options={"ignore_editlist": ignored}, **LENIENT) as container:
            tracks = [*container.streams.video, *container.streams.audio]
            lengths.append([float((each.duration or 0) * (each.time_base or 0)) for each in tracks])
    return max((whole - shown for shown, whole in zip(*lengths, strict=False)), default=0.0)


def _in_head(codec: str, head: bytes) -> Iterator[str]:
    """Names of the tags in what a decoder is told: comments of Vorbis, and words behind any other."""
    try:
        if codec == "vorbis":
            yield from comments(vorbis_heads(head)[1], len("?vorbis"))
        elif plain_head(codec, head) != head:
            yield NAMELESS
    except error:
        yield NAMELESS


def _speaks(container: Any, stream: Any) -> bool:
    """Whether units other than pictures stand in a track: cameras and programs write texts and places there."""
    codec, head = codec_of(stream), head_of(stream)
    kinds, plain = (_of_av1, _UNITS_OF_AV1) if codec == "av1" else (partial(_of_h264, head), _UNITS)
    return any(kind not in plain for packet in container.demux(stream) for kind in kinds(bytes(packet)))


def _of_h264(head: bytes, data: bytes) -> Iterator[int]:
    """The kinds of the units in a packet, each of which says first how long it is."""
    width = (head[4] & 3) + 1 if len(head) > 4 and head[0] == 1 else 0
    at = 0
    while width and at + width < len(data):
        length = int.from_bytes(data[at : at + width])
        yield data[at + width] & 31
        at += width + length


def _of_av1(data: bytes) -> Iterator[int]:
    """One without a length goes on to the end."""
    at = 0
    while at < len(data):
        yield data[at] >> 3 & 15
        sized, at = data[at] & 2, at + (2 if data[at] & 4 else 1)
        length, shift = 0 if sized else len(data), 0
        while sized and at < len(data):
            sized, length = data[at] & 128, length | (data[at] & 127) << shift
            at, shift = at + 1, shift + 7
        at += length

"""What a decoder is told before the first packet: a new file takes it over, without anything else that stands there."""

import re
from struct import pack
from typing import Any, Final

_VORBIS: Final = 30  # bytes of its first head (Vorbis I, 4.2.2)
_SAID_NOTHING: Final = b"\x03vorbis" + pack("<II", 0, 0) + b"\1"
# Profile, level, depth and sampling, each with its number, its length and one byte (WebM, VP9 Codec Feature Metadata).
_FEATURES: Final = re.compile(rb"(?:[\x01-\x04]\x01.){0,4}", re.DOTALL)
# Bytes that the heads of FLAC and ALAC have; an AAC with named channels can need no more than seven.
_LENGTHS: Final = {"flac": 34, "alac": 36}
_AAC, _AAC_KINDS = 7, (2, 5, 29)


def codec_of(stream: Any) -> str:
    """The name of the format itself, whatever library reads it."""
    return str(stream.codec_context.codec.canonical_name) if stream.codec_context else ""


def head_of(stream: Any) -> bytes:
    return bytes(stream.codec_context.extradata or b"") if stream.codec_context else b""


def plain_head(codec: str, head: bytes) -> bytes:
    """Only what the decoder needs."""
    if codec in ("h264", "av1"):
        return head  # pictures pass through a filter of libav, and so does this
    if codec == "opus":  # RFC 7845, 5.1
        return head[: 21 + head[9] if any(head[18:19]) else 19]
    if codec == "vorbis":
        first, _, books = vorbis_heads(head)
        books = books if books.startswith(b"\x05vorbis") else b""
        return b"\2" + bytes([_VORBIS, len(_SAID_NOTHING)]) + first[:_VORBIS] + _SAID_NOTHING + books
    if codec == "aac":
        known = len(head) > 1 and head[0] >> 3 in _AAC_KINDS and head[1] & 0x78
        return head[:_AAC] if known else head
    if codec == "vp9" and (found := _FEATURES.match(head)):
        return found[0]
    return head[: _LENGTHS.get(codec, 0)]


def vorbis_heads(head: bytes) -> tuple[bytes, bytes, bytes]:
    """Its first head, its comments and its books: the lengths of two stand before them, in parts of 255."""
    lengths, at = [], 1
    for _ in range(2):
        end = at
        while head[end : end + 1] == b"\xff":
            end += 1
        lengths.append(sum(head[at : end + 1]))
        at = end + 1
    second = at + lengths[0]
    third = second + lengths[1]
    return head[at:second], head[second:third], head[third:]

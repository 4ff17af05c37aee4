"""A derivative as plain JSON and back; what is none of ours, or names a file outside the cache, comes back as None."""

import re
from dataclasses import asdict
from typing import Any, Final, TypeVar

from ..model.derivative import Copy, Derivative, Document, Film, Picture, Recording, Rendition

NAME: Final = re.compile(r"[0-9a-f]{20}(?:-[0-9]{1,5}\.(?:webp|jpg)|\.(?:pdf|mp3|m4a|ogg|wav|mp4|webm))\Z")
_RUNG: Final = re.compile(r"[0-9a-f]{20}-[0-9]{1,5}\.(?:webp|jpg)\Z")
_COPY: Final = re.compile(r"[0-9a-f]{20}\.(?:pdf|mp3|m4a|ogg|wav|mp4|webm)\Z")

File = TypeVar("File", Rendition, Copy)


def to_record(derivative: Derivative) -> dict[str, Any]:
    return {"is": type(derivative).__name__, **asdict(derivative)}


def from_record(record: Any) -> Derivative | None:
    try:
        fields = dict(record)
        match fields.pop("is"):
            case "Picture":
                return _picture(fields)
            case "Document":
                pages = tuple(map(_picture, fields["pages"]))
                flat = fields["flat"] is True
                words, copy = tuple(map(str, fields["words"])), _copy(fields["copy"])
                return Document(**_plain(fields, pages=pages, words=words, copy=copy, flat=flat))
            case "Recording":
                return Recording(**_plain(fields, copy=_copy(fields["copy"])))
            case "Film":
                return Film(**_plain(fields, still=_picture(fields["still"]), copy=_copy(fields["copy"])))
    except (KeyError, TypeError, ValueError, AttributeError):
        pass
    return None


def _plain(fields: dict[str, Any], **parts: Any) -> dict[str, Any]:
    return {**fields, "traces": tuple(fields["traces"]), **parts}


def _picture(record: dict[str, Any]) -> Picture:
    return Picture(
        **{**record, "renditions": tuple(_named(Rendition(**rendition), _RUNG) for rendition in record["renditions"])}
    )


def _copy(record: dict[str, Any]) -> Copy:
    return _named(Copy(**record), _COPY)


def _named(file: File, pattern: re.Pattern[str]) -> File:
    """The file, if its name is one that we give: a name with a slash could lead anywhere."""
    if not pattern.match(file.name) or file.name[:20] != file.sha256[:20]:
        raise ValueError(file.name)
    return file

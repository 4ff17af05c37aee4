"""What kind of piece a file is, by its name."""

from pathlib import PurePosixPath

# The format that the content must have, by the end of the name.
PICTURES = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".webp": "WEBP",
    ".gif": "GIF",
    ".tif": "TIFF",
    ".tiff": "TIFF",
    ".heic": "HEIC",
}
DOCUMENTS = {".pdf": "PDF"}
RECORDINGS = {".mp3": "MP3", ".m4a": "M4A", ".ogg": "OGG", ".wav": "WAV"}
FILMS = {".mp4": "MP4", ".webm": "WEBM"}
TEXTS = {".md", ".txt"}
CAPTIONS = ".vtt"

_KINDS = {
    end: kind
    for kind, ends in (
        ("picture", PICTURES),
        ("document", DOCUMENTS),
        ("recording", RECORDINGS),
        ("film", FILMS),
        ("text", TEXTS),
    )
    for end in ends
}
KINDS = tuple(dict.fromkeys(_KINDS.values()))
KNOWN = "JPEG, PNG, WebP, GIF, TIFF or HEIC; PDF; MP3, M4A, OGG or WAV; MP4 or WebM; a text as .md or .txt"


def suffix(file: str) -> str:
    return PurePosixPath(file).suffix.lower()


def kind_of(file: str) -> str:
    """`picture`, `document`, `recording`, `film` or `text`; empty for what can't be published."""
    return _KINDS.get(suffix(file), "")


def is_made(file: str) -> bool:
    """Whether the published file is made from the original by a room of its own; a text is set into the page."""
    return kind_of(file) not in ("", "text")


def is_seen(file: str) -> bool:
    """Whether there is a picture to show of it."""
    return kind_of(file) in ("picture", "document", "film")


def is_picture(file: str) -> bool:
    return suffix(file) in PICTURES


def is_text(file: str) -> bool:
    return suffix(file) in TEXTS


_FOREIGN = {
    "a Word document": (".doc", ".docx", ".odt", ".rtf", ".pages", ".gdoc", ".wpd"),
    "a presentation": (".ppt", ".pptx", ".odp", ".key", ".gslides"),
    "a spreadsheet": (".xls", ".xlsx", ".ods", ".numbers", ".gsheet"),
}


def foreign(name: str) -> tuple[str, str] | None:
    """What a file of another program is, and how to export it; None for kinds that we know, or never heard of."""
    for what, ends in _FOREIGN.items():
        if suffix(name) in ends:
            return what, "open it in its program, choose Export or Print, and save it as PDF"
    return None

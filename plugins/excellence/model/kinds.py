"""What kind of piece a file is, by its name."""

from pathlib import PurePosixPath

PICTURES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
TEXTS = {".md", ".txt"}
# Kinds of the contract that have no reader yet.
LATER = {".gif", ".tif", ".tiff", ".heic", ".pdf", ".mp3", ".m4a", ".ogg", ".wav", ".mp4", ".webm"}


def suffix(file: str) -> str:
    return PurePosixPath(file).suffix.lower()


def is_picture(file: str) -> bool:
    return suffix(file) in PICTURES


def is_text(file: str) -> bool:
    return suffix(file) in TEXTS

"""Whether a file is plain text at all, and how to save it so. Every editor has its own word for that."""

import re
from typing import Final

from ..model.finding import Rule

ENCODING = Rule(
    "encoding",
    "Text is UTF-8 without hidden characters",
    "Others break accents, or deceive.",
    "Save the file as UTF-8. scripts/check --fix takes hidden characters out.",
    "UTF-8 is what every editor saves today",
)


HOW: Final = (
    "save it as plain text in UTF-8 (TextEdit: Format, Make Plain Text; "
    "Word or LibreOffice: Save as, Plain text, UTF-8; Notepad: Save as, Encoding UTF-8)"
)
_BEGINNINGS: Final = (
    (re.compile(rb"\s*\{\\rtf"), "this is formatted text (RTF)"),
    (re.compile(rb"PK\x03\x04"), "this is a document of Word, Pages or the like, or a zip file"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "this is a document of an older Word"),
    (re.compile(rb"%PDF-"), "this is a PDF"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html[\s>])", re.IGNORECASE), "this is a web page (HTML)"),
    (re.compile(rb"bplist|\x89PNG|\xff\xd8\xff|GIF8"), "this is no text"),
)


def is_no_text(content: bytes) -> str:
    """What the file is in place of plain text; empty where it may be text."""
    found = next((what for pattern, what in _BEGINNINGS if pattern.match(content)), "")
    return f"{found}, whatever its name says" if found else ""


def wide_encoding(content: bytes) -> str:
    """The encoding of a text with two or four bytes a letter, as old Windows programs save it; empty for others."""
    for mark, name in (
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\0\0\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return name
    begun = content[:200]
    for name, zeros, letters in (("utf-16-le", begun[1::2], begun[::2]), ("utf-16-be", begun[::2], begun[1::2])):
        if len(begun) > 5 and zeros.count(0) * 10 > len(zeros) * 9 and letters.count(0) * 10 < len(letters):
            return name
    return ""

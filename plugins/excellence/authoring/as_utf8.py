"""A text as any program saved it, as UTF-8: what can be told is written anew, of the rest it is said how."""

from typing import Final

from ..media.errors import PIECE_EMPTY
from ..model.finding import Finding
from ..reading.frontmatter import decode
from ..reading.plain import ENCODING, wide_encoding

_SAVE_AS: Final = (
    "open it and save it as plain text in UTF-8: in Notepad choose Save as, Encoding: UTF-8; in Word Save as, "
    "Plain Text, then Unicode (UTF-8); in TextEdit Format, Make Plain Text, then Save"
)


def plain_text(content: bytes) -> tuple[bytes, tuple[str, ...]] | Finding:
    """A text's bytes in UTF-8, and what was done for that."""
    if not content.strip():
        return Finding(PIECE_EMPTY, "is empty", "write the words into it, or leave it out")
    if content.lstrip().startswith(b"{\\rtf"):
        return Finding(ENCODING, "is a document with styles (RTF), whatever its name says", _SAVE_AS)
    if wide := wide_encoding(content):
        try:
            return content.decode(wide).encode(), ("written anew as UTF-8",)
        except UnicodeDecodeError:
            return Finding(ENCODING, "is no text that can be read", _SAVE_AS)
    text, flaws = decode(content)
    if flaws and not text:
        return Finding(ENCODING, "is not saved as UTF-8, so its accents would break", _SAVE_AS)
    if "\0" in text:
        return Finding(ENCODING, "is no plain text, whatever its name says", _SAVE_AS)
    return content, ()

"""What a document carries besides its pages: the kinds of it, never a value."""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from pypdfium2 import PdfDocument, PdfiumError, PdfPage, raw

_NAMES: Final = {"Title", "Author", "Subject", "Keywords"}
_PROGRAMS: Final = {"Creator", "Producer"}
_COMMENTS: Final = "comments"
_KINDS: Final = {raw.FPDF_ANNOT_WIDGET: "form fields", raw.FPDF_ANNOT_LINK: "links", raw.FPDF_ANNOT_POPUP: _COMMENTS}
_MOST: Final = 1_000  # notes of a page
# What the parts of a file say of themselves, by the name that marks them (ISO 32000-1).
_MARKS: Final = (
    (rb"<x:xmpmeta|/Metadata\b", "XMP"),
    (rb"/JavaScript\b|/JS\b", "scripts"),
    (rb"/OCProperties\b", "layers"),
    (rb"/StructTreeRoot\b", "texts for screen readers"),
    (rb"/PieceInfo\b", "a program's own data"),
    (rb"/EmbeddedFile\b|/Filespec\b", "attachments"),
    (rb"/Outlines\b", "bookmarks"),
    (rb"/AcroForm\b", "form fields"),
)
_PACKED: Final = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_UNPACKED: Final = 20_000_000  # bytes of all packed parts of a file


def hidden_in(document: PdfDocument, data: bytes) -> Iterator[str]:
    """The kinds of data that belong to the document as a whole."""
    yield from _facts(document)
    if document.count_attachments():
        yield "attachments"
    if raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        yield "scripts"
    if document.get_formtype() != raw.FORMTYPE_NONE:
        yield "form fields"
    if raw.FPDFBookmark_GetFirstChild(document.raw, None):
        yield "bookmarks"
    # A file made ready for the web ends twice by nature.
    if data.count(b"startxref") > (2 if b"/Linearized" in data[:2_000] else 1):
        yield "earlier versions"
    parts = list(_parts(data))
    for mark, kind in _MARKS:
        if any(re.search(mark, part) for part in parts):
            yield kind


def _facts(document: PdfDocument) -> Iterator[str]:
    """What the document says of itself."""
    told = {key for key, value in document.get_metadata_dict(skip_empty=True).items() if value.strip()}
    if told & _NAMES:
        yield "a title or names"
    if told & _PROGRAMS:
        yield "a program's name"
    if told - _NAMES - _PROGRAMS:
        yield "dates"


def hidden_on(page: PdfPage) -> Iterator[str]:
    """The kinds of data that hang on a page: what is seen of them stays in its picture."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        with suppress(PdfiumError):
            yield _KINDS.get(raw.FPDFAnnot_GetSubtype(annotation), _COMMENTS)
        raw.FPDFPage_CloseAnnot(annotation)
    if tuple(map(round, page.get_cropbox())) != tuple(map(round, page.get_mediabox())):
        yield "a margin that is cut off"


def take_off_unseen(page: PdfPage) -> None:
    """What says of itself that it is not to be seen on a screen: the drawing would show some of it."""
    for index in reversed(range(raw.FPDFPage_GetAnnotCount(page.raw))):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        flags = raw.FPDFAnnot_GetFlags(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if flags & (raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW | raw.FPDF_ANNOT_FLAG_INVISIBLE):
            raw.FPDFPage_RemoveAnnot(page.raw, index)


def _parts(data: bytes) -> Iterator[bytes]:
    """The file, and what its packed parts hold."""
    yield data
    room = _UNPACKED
    for found in _PACKED.finditer(data):
        with suppress(zlib.error):
            part = zlib.decompressobj().decompress(data[found.end() :], max(room, 1))
            room -= len(part)
            yield part

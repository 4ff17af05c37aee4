"""PDF documents: pictures and words of their pages, and a file rebuilt from the pictures. pdfium's home.

Only workers come here: pdfium is C++, and a file made to crash it must not take the build along.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import Any, Final

import pypdfium2
from pypdfium2 import PdfDocument, PdfiumError, PdfPage, raw

from ...model.derivative import Document, Picture
from .made import Made, Print, copy_of
from .pictures import Recipe, jpeg_of, print_sizes
from .refusal import Refused

PAGES: Final = 40
_VERSION: Final = 1
_WIDEST, _LONGEST, _AREA = 1920, 2600, 8_000_000  # pixels of a page
_NARROWEST: Final = 1 / 50  # the ratio of the sides
_COPY_WIDTH: Final = 1280  # pixels of a page in the rebuilt file: 150 to an inch of a sheet of paper
_COPY_QUALITY: Final = 80
_WORDS, _WORDS_IN_ALL = 20_000, 200_000  # characters
_PRINT_ANEW: Final = "open it and print it to a new PDF"

_NAMES: Final = {"Title", "Author", "Subject", "Keywords"}
_PROGRAMS: Final = {"Creator", "Producer"}
# A page's size in points, a JPEG of it and that picture's size.
Sheet = tuple[tuple[float, float], bytes, tuple[int, int]]
_WIDGET, _LINK, _POPUP = raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP


@cache
def tag() -> str:
    """Twelve hex digits that change whenever the published bytes could."""
    parts = (_VERSION, version("pypdfium2"), str(pypdfium2.PDFIUM_INFO), Recipe(share=True).tag)
    return sha256(repr(parts).encode()).hexdigest()[:12]


def rebuild(data: bytes) -> Made[Document]:
    """The document without anything that can't be seen; raises Refused, and nothing else for a bad file."""
    source = sha256(data).hexdigest()
    with _reading(), _opened(data) as document:
        total = len(document)
        if not total:
            raise _damaged()
        if total > PAGES:
            what = f"has {total:,} pages; {PAGES} is the most"
            raise Refused("file-too-large", what, "give the pages that matter, or several files")
        document.init_forms()
        traces = tuple(sorted(set(_traces(document, data))))
        made: list[Made[Picture]] = []
        sheets: list[Sheet] = []
        words: list[str] = []
        for number in range(total):
            page = document[number]
            image = _drawn(page)
            made.append(print_sizes(f"{source}-{number + 1}", image, Recipe(share=number == 0)))
            sheets.append((page.get_size(), *jpeg_of(image, _COPY_WIDTH, _COPY_QUALITY)))
            words.append(_words(page, _WORDS_IN_ALL - sum(map(len, words))))
            page.close()
    copy = copy_of(_pdf(sheets), "pdf")
    prints = {each.file.name: each for page in made for each in page.prints}
    pages = tuple(page.derivative for page in made)
    return Made(Document(source, pages, tuple(words), _copy(copy), traces), (*prints.values(), copy))


def _copy(printed: Print) -> Any:
    return printed.file


@contextmanager
def _reading() -> Iterator[None]:
    """Makes whatever pdfium or its binding raises a fault of the file."""
    try:
        yield
    except Refused:
        raise
    except MemoryError:
        raise
    except Exception as error:
        raise _damaged() from error


@contextmanager
def _opened(data: bytes) -> Iterator[PdfDocument]:
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise Refused("file-locked", "is locked with a password", f"unlock it: {_PRINT_ANEW}") from error
        raise _damaged() from error
    try:
        yield document
    finally:
        document.close()


def _damaged() -> Refused:
    return Refused("file-damaged", "is damaged: it can't be read to its end", _PRINT_ANEW)


def _drawn(page: PdfPage) -> Any:
    """The page on white paper as it would be printed, as sharp as the widest published size asks."""
    width, height = page.get_size()
    if not (width > 0 and height > 0) or min(width, height) / max(width, height) < _NARROWEST:
        raise Refused("file-too-large", "has a page of a shape that can't be shown", _PRINT_ANEW)
    scale = min(_WIDEST / width, _LONGEST / max(width, height), (_AREA / (width * height)) ** 0.5)
    bitmap = page.render(scale=scale, fill_color=(255, 255, 255, 255), may_draw_forms=True, no_smoothtext=False)
    try:
        return bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()


def _words(page: PdfPage, room: int) -> str:
    """What the page says, a line for each paragraph that it shows; empty where it is a picture alone."""
    text = page.get_textpage()
    try:
        said = text.get_text_bounded()[: max(min(room, _WORDS), 0)]
    finally:
        text.close()
    joined = unicodedata.normalize("NFKC", said.replace("\r\n", "\n").replace("\ufffe\n", "").replace("\u00ad", ""))
    lines = (" ".join("".join(filter(_seen, line)).split()) for line in joined.split("\n"))
    return "\n".join(lines).strip()


def _seen(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn") or letter == "\t"


def _traces(document: PdfDocument, data: bytes) -> Iterator[str]:
    """The kinds of data that the original carries besides what can be seen, never a value."""
    told = {key for key, value in document.get_metadata_dict(skip_empty=True).items() if value.strip()}
    if told & _NAMES:
        yield "a title or names"
    if told & _PROGRAMS:
        yield "a program's name"
    if told - _NAMES - _PROGRAMS:
        yield "dates"
    if b"<x:xmpmeta" in data or b"/Metadata" in data:
        yield "XMP"
    if document.count_attachments():
        yield "attachments"
    if raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0 or b"/JavaScript" in data:
        yield "scripts"
    if document.get_formtype() != raw.FORMTYPE_NONE:
        yield "form fields"
    for number in range(len(document)):
        yield from _annotations(document[number])


def _annotations(page: PdfPage) -> Iterator[str]:
    """Comments; a link is no trace, since it can be seen."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), 1_000)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        with suppress(PdfiumError):
            if raw.FPDFAnnot_GetSubtype(annotation) not in (_WIDGET, _LINK, _POPUP):
                yield "comments"
        raw.FPDFPage_CloseAnnot(annotation)


def _pdf(sheets: list[Sheet]) -> bytes:
    """A PDF of pictures and nothing else (ISO 32000-1): no dates, no names, no identity."""
    kids = " ".join(f"{3 + 3 * number} 0 R" for number in range(len(sheets)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(sheets)}/Kids[{kids}]>>".encode()]
    for number, ((width, height), jpeg, (across, down)) in enumerate(sheets):
        first = 3 + 3 * number
        drawing = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /I Do Q".encode()
        has = f"/Resources<</XObject<</I {first + 2} 0 R>>>>"
        box = f"/MediaBox[0 0 {width:.2f} {height:.2f}]"
        objects += [
            f"<</Type/Page/Parent 2 0 R{box}{has}/Contents {first + 1} 0 R>>".encode(),
            _stream("", drawing),
            _stream(
                f"/Type/XObject/Subtype/Image/Width {across}/Height {down}"
                "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
                jpeg,
            ),
        ]
    return _assembled(objects)


def _stream(facts: str, content: bytes) -> bytes:
    return f"<<{facts}/Length {len(content)}>>\nstream\n".encode() + content + b"\nendstream"


def _assembled(objects: list[bytes]) -> bytes:
    parts = [b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"]
    places = []
    at = len(parts[0])
    for number, body in enumerate(objects, 1):
        whole = f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        places.append(at)
        at += len(whole)
        parts.append(whole)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    parts.append(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode())
    parts.append(f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n".encode())
    return b"".join(parts)

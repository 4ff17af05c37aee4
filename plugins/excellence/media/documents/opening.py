"""Opening a document, and what is said of one that can't be read."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from pypdfium2 import PdfDocument, PdfiumError, PdfPage, raw

from ..errors import FILE_DAMAGED, FILE_LOCKED, Refused

PRINT_ANEW: Final = "open it and print it to a new PDF"


@contextmanager
def opened(data: bytes) -> Iterator[PdfDocument]:
    """The document, with its form fields as they are filled in."""
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise Refused(FILE_LOCKED, "is locked with a password", f"unlock it: {PRINT_ANEW}") from error
        raise damaged() from error
    try:
        document.init_forms()
        yield document
    except PdfiumError as error:
        raise damaged() from error
    finally:
        document.close()


@contextmanager
def opened_page(document: PdfDocument, number: int) -> Iterator[PdfPage]:
    """A page, counted from 0."""
    page = document[number]
    try:
        yield page
    finally:
        page.close()


def damaged() -> Refused:
    return Refused(FILE_DAMAGED, "is damaged: it can't be read to its end", PRINT_ANEW)


def objects_of(page: PdfPage) -> Iterator[tuple[int, Any]]:
    """Kind and handle of everything that is drawn on a page, what lies in groups too, in the order of drawing."""
    return _objects(raw.FPDFPage_GetObject, page.raw, raw.FPDFPage_CountObjects(page.raw), 0)


_DEEPEST: Final = 12  # groups in groups; a document that nests deeper was made to stall a reader


def _objects(get: Any, owner: Any, count: int, depth: int) -> Iterator[tuple[int, Any]]:
    for index in range(count):
        each = get(owner, index)
        kind = raw.FPDFPageObj_GetType(each)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _objects(raw.FPDFFormObj_GetObject, each, raw.FPDFFormObj_CountObjects(each), depth + 1)
        else:
            yield kind, each

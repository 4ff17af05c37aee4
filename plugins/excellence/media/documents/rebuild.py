"""From a document to pictures of its pages, as a reader sees them, and to a file of those pictures alone."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import Any, Final, NamedTuple

import pypdfium2
from pypdfium2 import PdfDocument, PdfiumError, PdfPage, raw

from ...model.derivative import Copy, Document, Picture
from ..errors import FILE_TOO_LARGE, FILE_UNCLEAN, REDACT_PLACE, Refused, blamed
from ..output import Output, copy_of
from ..pictures import Profile, jpeg_of, like, on_plain_paper, paint, print_sizes, unpainted
from .flat import FlatPage, is_flat, write_flat
from .hidden import hidden_in, hidden_on, take_off_unseen
from .opening import PRINT_ANEW, damaged, objects_of, opened, opened_page
from .seen import Seen, leave_out, look_at_page

# A page, counted from 1 (0 for the only one), and a box on it in fractions: left, top, width, height.
PageBox = tuple[int, float, float, float, float]
PAGES: Final = 40
_VERSION: Final = 3
_WIDEST, _LONGEST, _AREA = 1920, 2600, 8_000_000  # pixels of a page
_NARROWEST: Final = 1 / 50  # the ratio of the sides
_LOOKED: Final = 2.0  # pixels a point: enough to tell whether a letter can be read
_WEIGHT: Final = 20_000_000  # bytes of all pages of the file together
# How wide a page is in the file, and the quality of its JPEG: the first with which it weighs little enough.
_COPIES: Final = ((1920, 85), (1920, 75), (1600, 75), (1280, 70))
_SPECK: Final = 24  # pixels on the long side of a drawing that nobody looks at
_CHECKED: Final = 400  # pixels across: enough to see that the file shows what it should


@cache
def tag(boxes: tuple[PageBox, ...] = ()) -> str:
    """Twelve hex digits that change whenever the published bytes could."""
    parts = (_VERSION, version("pypdfium2"), str(pypdfium2.PDFIUM_INFO), Profile(share=True).tag, boxes)
    return sha256(repr(parts).encode()).hexdigest()[:12]


class _Page(NamedTuple):
    """A page as it is drawn: its size in points, its picture, what can be read in it and what is hidden."""

    size: tuple[float, float]
    image: Any
    seen: Seen
    hidden: frozenset[str]


def rebuild(data: bytes, boxes: tuple[PageBox, ...] = ()) -> Output[Document]:
    """The document as it is seen, with boxes painted over; raises Refused, and nothing else for a bad file.

    What is published is made anew even of nothing but pictures: the file of a picture can hide something, too.
    """
    source, flat = sha256(data).hexdigest(), is_flat(data)
    made: list[Output[Picture]] = []
    flat_pages: list[FlatPage] = []
    words: list[str] = []
    hidden: dict[str, list[int]] = defaultdict(list)
    with _reading(), opened(data) as document:
        total = _page_count(document, boxes)
        if not flat:
            hidden |= {kind: [] for kind in hidden_in(document, data)}
        for number in range(1, total + 1):
            page = _drawn(document, number, _boxes_on(boxes, number))
            made.append(print_sizes(f"{source}-{number}", page.image, Profile(share=number == 1)))
            flat_pages.append(_flat_page(page, _WEIGHT // total))
            words.append(page.seen.words)
            for kind in () if flat else page.hidden | page.seen.hidden:
                hidden[kind].append(number)
        whole = write_flat(flat_pages)
        _check_written(whole, flat_pages, boxes)
    copy = copy_of(whole, "pdf")
    prints = {each.file.name: each for page in made for each in page.files}
    pages, traces = tuple(each.derivative for each in made), tuple(sorted(_told(hidden)))
    assert isinstance(copy.file, Copy)  # noqa: S101 - for the types alone
    return Output(Document(source, pages, tuple(words), copy.file, traces, flat), (*prints.values(), copy))


def _told(hidden: dict[str, list[int]]) -> Iterator[str]:
    """Each kind with its pages."""
    for kind, pages in hidden.items():
        noun = "page" if len(pages) == 1 else "pages"
        yield f"{kind} ({noun} {', '.join(map(str, pages))})" if pages else kind


def _page_count(document: PdfDocument, boxes: tuple[PageBox, ...]) -> int:
    total = len(document)
    if not total:
        raise damaged()
    if total > PAGES:
        what = f"has {total:,} pages; {PAGES} is the most"
        raise Refused(FILE_TOO_LARGE, what, "give the pages that matter, or several files")
    for page, *_ in boxes:
        if page > total:
            pages = "1 page" if total == 1 else f"{total} pages"
            raise Refused(REDACT_PLACE, f"has {pages}, and a box names page {page}", "correct page in redact")
        if not page and total > 1:
            raise Refused(REDACT_PLACE, f"has {total} pages, and a box names none", "add page: 1, or where it is")
    return total


@contextmanager
def _reading() -> Iterator[None]:
    """Makes what pdfium raises because of a bad file a fault of the file."""
    try:
        yield
    except (Refused, MemoryError):
        raise
    except Exception as error:
        raise blamed(error, damaged(), also=(PdfiumError,), libraries=("pypdfium2",)) from error


def _boxes_on(boxes: tuple[PageBox, ...], number: int) -> tuple[tuple[float, float, float, float], ...]:
    return tuple((x, y, w, h) for page, x, y, w, h in boxes if (page or 1) == number)


def _drawn(document: PdfDocument, number: int, boxes: tuple[tuple[float, float, float, float], ...]) -> _Page:
    """A page with what hangs on it, as far as it is seen: answers, ink, typed comments."""
    with opened_page(document, number - 1) as page:
        hidden = frozenset(hidden_on(page))
        take_off_unseen(page)
        # Answers and notes that bring no picture of themselves get one when the page is drawn, and not before.
        page.render(scale=_SPECK / max(page.get_size())).close()
        raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    with opened_page(document, number - 1) as page:
        scale = _scale(*page.get_size())
        seen = look_at_page(page, min(scale, _LOOKED), boxes)
    with opened_page(document, number - 1) as page:
        leave_out(page, seen.unseen)
        image = _image(page, scale)
        # The paper of a photo or a scan has its own pale grain, which stays.
        if not any(kind == raw.FPDF_PAGEOBJ_IMAGE for kind, _ in objects_of(page)):
            image = on_plain_paper(image)
        image = paint(image, boxes)
        return _Page(page.get_size(), image, seen, hidden)


def _scale(width: float, height: float) -> float:
    """So that the page is as sharp as the widest published size asks."""
    if not (width > 0 and height > 0) or min(width, height) / max(width, height) < _NARROWEST:
        raise Refused(FILE_TOO_LARGE, "has a page of a shape that can't be shown", PRINT_ANEW)
    return float(min(_WIDEST / width, _LONGEST / max(width, height), (_AREA / (width * height)) ** 0.5))


def _image(page: PdfPage, scale: float) -> Any:
    bitmap = page.render(scale=scale, fill_color=(255, 255, 255, 255), may_draw_forms=False, no_smoothtext=False)
    try:
        return bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()


def _flat_page(page: _Page, weight: int) -> FlatPage:
    """The page for the file, with at most so many bytes where that can be."""
    for width, quality in _COPIES:
        jpeg, (across, down) = jpeg_of(page.image, width, quality)
        if len(jpeg) <= weight:
            break
    return FlatPage(f"{page.size[0]:.2f}", f"{page.size[1]:.2f}", jpeg, across, down)


def _check_written(data: bytes, flat_pages: list[FlatPage], boxes: tuple[PageBox, ...]) -> None:
    """Looks at the file as at any other: it shows the pages, every box is black, and nothing else is in it."""
    what = "can't be made anew from its pages"
    with opened(data) as document:
        if not is_flat(data) or len(document) != len(flat_pages):
            raise Refused(FILE_UNCLEAN, what, PRINT_ANEW)
        for number, flat in enumerate(flat_pages, 1):
            with opened_page(document, number - 1) as page:
                covered = _boxes_on(boxes, number)
                image = _image(page, (flat.across if covered else _CHECKED) / page.get_width())
            if not like(image, flat.jpeg) or unpainted(image, covered):
                raise Refused(FILE_UNCLEAN, what, PRINT_ANEW)

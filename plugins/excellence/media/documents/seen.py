"""Which letters of a page can be read in its picture, and what is hidden in it.

Every run of text is given a colour of its own. Where that colour shows, the run is drawn; where it shows only when
nothing else is drawn, something covers it; and where the page looks the same with and without all text, it has the
colour of what lies behind it. So nothing need be known of how a text was hidden.
"""

import ctypes
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from pypdfium2 import PdfPage, raw

from ..pictures import Colours, contrast, count_colours
from .opening import objects_of

BEYOND, SMALL, INVISIBLE = "text beyond the edge", "text too small to read", "invisible text"
BENEATH, ALIKE = "text beneath something", "text in the colour of its ground"
SPOKEN: Final = "other words for screen readers"
_LETTERS: Final = 20_000  # of a page
_LEAST_HEIGHT: Final = 4  # pixels
_FAINT: Final = 16  # of 255: what differs less from its ground is seen by nobody
_NOTICED: Final = 32  # of 255: what may go from the drawing, since it is no more than a shadow
_TRIED: Final = 60  # runs of a page that are left out, if they can be
_HALF: Final = 0.5  # of a letter's pixels
_ASKED_ALONE: Final = 40  # runs of a page whose colour can't be changed

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """The words that can be read, the kinds of what can't, and the runs of text (by number) that nobody sees."""

    words: str = ""
    hidden: frozenset[str] = frozenset()
    unseen: frozenset[int] = frozenset()


class _Letter(NamedTuple):
    """A letter, the number of its run (-1 for a blank that pdfium adds) and its box in pixels."""

    text: str
    run: int
    box: Box
    height: float


def look_at_page(page: PdfPage, scale: float, covered: tuple[tuple[float, float, float, float], ...]) -> Seen:
    """The page must be flat: what hangs on it drawn into it. It must be opened anew afterwards.

    `scale` is in pixels a point. What lies in a `covered` box (fractions of the page) is not among the words.
    """
    found = list(objects_of(page))
    runs = [each for kind, each in found if kind == raw.FPDF_PAGEOBJ_TEXT]
    if not runs:
        return Seen()
    painted = _Painted(page, scale, runs, [each for kind, each in found if kind != raw.FPDF_PAGEOBJ_TEXT])
    letters = list(_letters(page, painted.size, {_address(run): number for number, run in enumerate(runs)}))
    spoken = {number for number, run in enumerate(runs) if _is_spoken_otherwise(run)}
    hidden: dict[int, set[str]] = defaultdict(set)
    words: list[str] = []
    for letter in letters:
        blank = letter.run < 0 or not letter.text.strip()
        why = "" if blank else painted.why_unseen(letter)
        if not blank:
            hidden[letter.run].add(why)
        shown = not why and letter.run not in spoken and not _inside(letter.box, painted.size, covered)
        words.append(letter.text if shown else " ")
    kinds = {kind for found_kinds in hidden.values() for kind in found_kinds if kind} | ({SPOKEN} if spoken else set())
    unseen = (run for run, found_kinds in hidden.items() if run >= 0 and "" not in found_kinds)
    return Seen(_lines("".join(words)), frozenset(kinds), painted.removable(unseen))


class _Painted:
    """The page in four ways: as it is, without text, with each run in its own colour, and those runs alone."""

    def __init__(self, page: PdfPage, scale: float, runs: list[Any], others: list[Any]) -> None:
        self._page, self._scale, self._runs = page, scale, runs
        whole = self._whole = self._drawn()
        self.size: tuple[int, int] = whole.size
        self._show(runs, shown=False)
        self._seen = contrast(whole, self._drawn(), _FAINT)
        self._show(runs, shown=True)
        self._before = [_colours_of(run) for run in runs]
        for number, run in enumerate(runs):
            _set_colour(run, (*_colour(number), 255))
        self._coloured = self._drawn()
        self._show(others, shown=False)
        self._alone = self._drawn()
        self._show(others, shown=True)
        self._asked: dict[int, Any] = {}

    def why_unseen(self, letter: _Letter) -> str:
        """The way in which a letter is hidden; nothing where it can be read."""
        left, top, right, bottom = letter.box
        if right <= left or bottom <= top:
            return BEYOND
        if letter.height < _LEAST_HEIGHT:
            return SMALL
        colour = _colour(letter.run)
        drawn = count_colours(self._alone, letter.box).get(colour, 0)
        if not drawn:
            return "" if self._shows(letter) else INVISIBLE
        if count_colours(self._coloured, letter.box).get(colour, 0) < drawn * _HALF:
            return BENEATH
        seen = count_colours(self._coloured, letter.box, self._seen).get(colour, 0)
        return "" if seen >= drawn * _HALF else ALIKE

    def removable(self, unseen: Iterable[int]) -> frozenset[int]:
        """Those runs that can be left out of the drawing, since nothing comes to light or goes that anybody sees.

        What shines through a box, or is nearly white, could be brought out by a program; but a white text may itself
        be what covers another.
        """
        for number, run in enumerate(self._runs):
            raw.FPDFPageObj_SetFillColor(run, *self._before[number][0])
            raw.FPDFPageObj_SetStrokeColor(run, *self._before[number][1])
        left_out: set[int] = set()
        for number in sorted(unseen)[:_TRIED]:
            self._show([self._runs[number]], shown=False)
            if Colours.WHITE in count_colours(contrast(self._whole, self._drawn(), _NOTICED), (0, 0, *self.size)):
                self._show([self._runs[number]], shown=True)
            else:
                left_out.add(number)
        self._show([self._runs[number] for number in left_out], shown=True)
        return frozenset(left_out)

    def _shows(self, letter: _Letter) -> bool:
        """Whether the page changes at a letter without its run, whose colour was not taken, as that of a stamp."""
        if letter.run not in self._asked and len(self._asked) < _ASKED_ALONE:
            self._show([self._runs[letter.run]], shown=False)
            self._asked[letter.run] = contrast(self._coloured, self._drawn(), _FAINT)
            self._show([self._runs[letter.run]], shown=True)
        changed = self._asked.get(letter.run)
        return changed is not None and Colours.WHITE in count_colours(changed, letter.box)

    def _drawn(self) -> Any:
        """Without smoothing, so that each pixel has the colour of one thing."""
        hard = {"no_smoothtext": True, "no_smoothimage": True, "no_smoothpath": True}
        bitmap = self._page.render(scale=self._scale, fill_color=(255, 255, 255, 255), **hard)
        try:
            return bitmap.to_pil().convert("RGB")
        finally:
            bitmap.close()

    @staticmethod
    def _show(objects: list[Any], *, shown: bool) -> None:
        for each in objects:
            raw.FPDFPageObj_SetIsActive(each, shown)


def leave_out(page: PdfPage, unseen: frozenset[int]) -> None:
    """Takes runs of text out of the drawing of a page that has been opened anew."""
    runs = [each for kind, each in objects_of(page) if kind == raw.FPDF_PAGEOBJ_TEXT] if unseen else []
    for number in unseen:
        raw.FPDFPageObj_SetIsActive(runs[number], False)


def _colour(number: int) -> tuple[int, int, int]:
    """One for each run, neither white nor grey, and neighbours far apart."""
    return (number * 37) % 251 + 1, (number * 91 + 80) % 241 + 3, (number // 251) % 239 + 7


def _colours_of(run: Any) -> list[list[int]]:
    """What it is filled with and what it is drawn with, each as red, green, blue and opacity."""
    found = []
    for ask in (raw.FPDFPageObj_GetFillColor, raw.FPDFPageObj_GetStrokeColor):
        parts = [ctypes.c_uint() for _ in range(4)]
        ask(run, *parts)
        found.append([part.value for part in parts])
    return found


def _set_colour(run: Any, colour: tuple[int, int, int, int]) -> None:
    raw.FPDFPageObj_SetFillColor(run, *colour)
    raw.FPDFPageObj_SetStrokeColor(run, *colour)


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _letters(page: PdfPage, size: tuple[int, int], runs: dict[int, int]) -> Iterator[_Letter]:
    text = page.get_textpage()
    try:
        for index in range(min(text.count_chars(), _LETTERS)):
            code = raw.FPDFText_GetUnicode(text.raw, index)
            run = runs.get(_address(raw.FPDFText_GetTextObject(text.raw, index)), -1)
            box, height = _pixels(page, size, text, index) if run >= 0 else ((0, 0, 0, 0), 0.0)
            yield _Letter(chr(code) if code < 0x110000 else "", run, box, height)
    finally:
        text.close()


def _pixels(page: PdfPage, size: tuple[int, int], text: Any, index: int) -> tuple[Box, float]:
    """A letter's own box on the picture, cut at the edges, and how high its line is, both in pixels."""
    left, bottom, right, top = text.get_charbox(index)
    across, down = zip(*(_device(page, size, *point) for point in ((left, bottom), (right, top))), strict=True)
    box = max(min(across), 0), max(min(down), 0), min(max(across) + 1, size[0]), min(max(down) + 1, size[1])
    low, high = (_device(page, size, *point) for point in _ends(text.get_charbox(index, loose=True)))
    return box, max(abs(low[0] - high[0]), abs(low[1] - high[1]))


def _ends(box: tuple[float, float, float, float]) -> tuple[tuple[float, float], tuple[float, float]]:
    return (box[0], box[1]), (box[2], box[3])


def _device(page: PdfPage, size: tuple[int, int], x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, across, down)
    return across.value, down.value


def _is_spoken_otherwise(run: Any) -> bool:
    """Whether a run is marked to be read out, and copied, as other words than those that are drawn."""
    for index in range(max(raw.FPDFPageObj_CountMarks(run), 0)):
        mark = raw.FPDFPageObj_GetMark(run, index)
        if any(raw.FPDFPageObjMark_GetParamValueType(mark, key) for key in (b"ActualText", b"Alt", b"E")):
            return True
    return False


def _inside(box: Box, size: tuple[int, int], covered: tuple[tuple[float, float, float, float], ...]) -> bool:
    """Whether a letter touches one of the boxes."""
    left, top, right, bottom = box[0] / size[0], box[1] / size[1], box[2] / size[0], box[3] / size[1]
    return any(left < x + w and right > x and top < y + h and bottom > y for x, y, w, h in covered)


def _lines(said: str) -> str:
    """A line for each that the page shows; a word divided at a line's end is whole again."""
    joined = unicodedata.normalize("NFKC", said.replace("\r\n", "\n").replace("￾\n", "").replace("­", ""))
    lines = (" ".join("".join(filter(_is_shown, line)).split()) for line in joined.split("\n"))
    return "\n".join(line for line in lines).strip()


def _is_shown(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn") or letter == "\t"

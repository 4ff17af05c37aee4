"""How wide a picture stands in each layout, in the words of the attribute `sizes`, by which a browser chooses a file.

The style sheets decide it. A test measures what is said here against them, at windows from phone to desk.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

# A picture wider than this is a strip: where it is a piece, it is read from end to end, at this height in pixels.
STRIP: Final = 2.5
_STRIP_HEIGHT: Final = "260px*"
# A phone is given fewer dots than it has, since nobody sees the difference at that size, and they weigh twice as
# much. With this part of a picture's width the file of 640 serves a window of 390 pixels at three dots each. The viewer
# has the larger ones for whoever looks closer.
_PHONE: Final = "(max-width: 599px) and (min-resolution: 1.5dppx)"
_SPARED: Final = 0.58
_WIDE: Final = 1280  # pixels; no picture stands wider than this on a page, unless it is a strip

# By the width in pixels from which on a window has it: a picture is as wide as the least of these. A star stands for
# the ratio of the picture, so that `78vh*` says how high it may be. Wide windows first.
_Widths = tuple[tuple[int, tuple[str, ...]], ...]
_COLUMN: Final = "100vw - 32px"
_LAYOUTS: Final[dict[str, _Widths]] = {
    "piece": ((960, ("100vw - 392px", "928px", "78vh*")), (0, (_COLUMN, "78vh*"))),
    "one of many": (
        (960, ("50vw - 212px", "448px", "78vh*")),
        (720, ("50vw - 32px", "78vh*")),
        (0, (_COLUMN, "78vh*")),
    ),
    "look": ((960, ("100vw - 48px", "1272px", "78vh*")), (0, (_COLUMN, "78vh*"))),
    "leaf": ((960, ("100vw - 392px", "920px", "78vh*")), (0, (_COLUMN, "78vh*"))),
    "leaf of many": ((960, ("50vw - 210px", "446px", "78vh*")), (0, ("50vw - 30px", "446px", "78vh*"))),
    "sheet": ((0, (_COLUMN, "920px", "78vh*")),),
    "sheet of many": ((0, ("50vw - 30px", "446px", "78vh*")),),
    "draft": ((1140, ("33.3vw - 40px", "400px")), (748, ("50vw - 38px",)), (0, (_COLUMN,))),
    "draft of words": ((960, ("100vw - 48px", "1272px")), (0, (_COLUMN,))),
    "tour": ((0, (_COLUMN, "480px", "60vh*")),),
    "claim": ((0, ("90px",)),),
    "claim in a list": ((0, ("140px",)),),
    "featured": ((960, ("54.5vw - 59px", "661px", "66vh*")), (0, (_COLUMN, "66vh*"))),
    "stand": ((768, ("60vw - 52px", "734px", "60vh*")), (0, (_COLUMN, "60vh*"))),
    "second stand": ((768, ("40vw - 34px", "490px", "60vh*")), (0, (_COLUMN, "60vh*"))),
    "kept": ((720, ("33.3vw - 43px", "400px", "352px*")), (0, (_COLUMN,))),
    "kept in a line": ((0, ("112px*",)),),
    "column": ((0, ("70vw", "256px")),),
    "frame": ((0, ("100vw - 24px", "72vh*")),),
    # Cards fill rows that are between 230 and 333 pixels high; on a phone they stand in two columns, or across both.
    "card": ((481, (_COLUMN, "277px*")), (0, ("50vw - 26px",))),
    "wide card": ((481, (_COLUMN, "277px*")), (0, (_COLUMN,))),
    # Up to four pictures share a row of an exhibit, 10 pixels between them; two rows stand side by side on a desk.
    **{
        f"row of {number}": (
            (960, (f"{50 / number:.1f}vw - {34 / number + 10:.0f}px", f"{626 / number - 10:.0f}px", "140px*")),
            (0, (f"{100 / number:.1f}vw - {22 / number + 10:.0f}px", "140px*")),
        )
        for number in range(1, 5)
    },
}


def sizes_of(view: Mapping[str, Any], layout: str) -> str:
    """What to say of a picture, given as its view, where it stands in a layout."""
    ratio, width = float(view["ratio"]), int(view["width"])
    return ", ".join(said for least, terms in _LAYOUTS[layout] for said in _said(least, terms, ratio, width))


def _said(least: int, terms: tuple[str, ...], ratio: float, width: int) -> Iterator[str]:
    terms = (*terms, *(f"{width}px" for _ in range(width < _WIDE)))
    wide = f"min({', '.join(_scaled(term, ratio) for term in terms)})"
    if ratio > STRIP and "78vh*" in terms:
        wide = f"max({_scaled(_STRIP_HEIGHT, ratio)}, {wide})"
    window = [f"(min-width: {least}px)"] * bool(least)
    if not least:
        yield f"{_PHONE} calc({wide} * {_SPARED})"
    yield " ".join([*window, wide])


def _scaled(term: str, ratio: float) -> str:
    return f"{float(term[:-3]) * ratio:.1f}{term[-3:-1]}" if term.endswith("*") else term

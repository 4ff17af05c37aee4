"""A picture of words, for a link to a work that has no picture of its own."""

import zlib
from functools import cache, lru_cache
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFont

SIZE: Final = (1200, 630)
# The colours of the site's paper, ink and accent, which is that of its mark.
_PAPER, _INK, _ACCENT = (250, 246, 239), (33, 29, 26), (138, 53, 23)
_MARGIN: Final = 88
_TITLES: Final = ((88, 3), (68, 4), (52, 5), (40, 7))  # pixels of a letter, and the most lines that fit
_SMALL: Final = 30
_MARK: Final = 255  # in the drawing, what is no ink: the accent's place in the palette


def title_card(title: str, line: str, name: str, serif: bytes, sans: bytes) -> bytes:
    """A PNG of 1,200 × 630: the title large, beneath it `line`, above it the mark and `name` of the site.

    `serif` and `sans` are files of fonts. The same words give the same bytes.
    """
    drawing = _headed(name, sans).copy()
    pen = ImageDraw.Draw(drawing)
    small = _font(sans, _SMALL)
    font, lines = _largest(title, serif)
    size = int(font.size)
    pen.multiline_text((_MARGIN, 168), "\n".join(lines), font=font, fill=0, spacing=round(size * 0.12))
    pen.text((_MARGIN, 552), _first_line(line, small), font=small, fill=80, anchor="lm")
    drawing.putpalette(_palette())
    file = BytesIO()
    # Most of it is paper: to count what repeats takes half the time of looking for it, for three kilobytes more.
    drawing.save(file, "PNG", compress_type=zlib.Z_RLE)
    return file.getvalue()


@lru_cache(maxsize=4)
def _headed(name: str, sans: bytes) -> Image.Image:
    """What every card of a site begins with: paper, the mark and the name.

    Two hundred and fifty-four shades from ink to paper are enough, and leave one colour for the mark.
    """
    drawing = Image.new("L", SIZE, 254)
    pen = ImageDraw.Draw(drawing)
    small = _font(sans, _SMALL)
    pen.text((_MARGIN + 60, 92), _first_line(name, small), font=small, fill=0, anchor="lm")
    pen.rectangle((_MARGIN + 2, 76, _MARGIN + 34, 108), outline=_MARK, width=4)
    pen.rectangle((_MARGIN + 11, 85, _MARGIN + 25, 99), fill=_MARK)
    return drawing


def _largest(title: str, serif: bytes) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest letters in which the title fits; of one that fits in none, as much as does."""
    for size, most in _TITLES:
        font = _font(serif, size)
        lines = _wrapped(title, font)
        if len(lines) <= most:
            break
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return font, lines


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """In lines within the margins; a word that is longer than one is broken."""
    wide, lines = SIZE[0] - 2 * _MARGIN, [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= wide:
            lines[-1] = longer
            continue
        lines += [""] if lines[-1] else []
        for letter in word:
            lines += [""] if font.getlength(lines[-1] + letter) > wide else []
            lines[-1] += letter
    return lines


def _first_line(text: str, font: ImageFont.FreeTypeFont) -> str:
    first, *more = _wrapped(text, font)
    return f"{first} …" if more else first


@lru_cache(maxsize=8)
def _font(content: bytes, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(content), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _palette() -> list[int]:
    shades = [
        round(ink + (paper - ink) * at / 254) for at in range(255) for ink, paper in zip(_INK, _PAPER, strict=True)
    ]
    return [*shades, *_ACCENT]

"""The pictures, sheets, sound and film of `tests/collection`, drawn by us: `python tests/drawn.py` draws them anew.

They are plain, so that a file is a few thousand bytes and a build of the collection takes no longer than it must.
"""

import math
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from recorded import clean_film, flat, sound

FOLDER = Path(__file__).parent / "collection" / "works"
SIZE = (1200, 900)
PAPER, INK, BROWN, BLUE, RED, GREEN = "#faf6ef", "#333333", "#8a5a33", "#2f5f9e", "#b8432f", "#3f7d4f"
ORANGE, YELLOW, GREY = "#d9772b", "#e5b93c", "#a9a9a9"


class Sheet:
    """A sheet of paper; places and lengths are shares of its width and height."""

    def __init__(self, size: tuple[int, int] = SIZE) -> None:
        self.size = size
        self.picture = Image.new("RGB", size, PAPER)
        self.pen = ImageDraw.Draw(self.picture)

    def at(self, x: float, y: float) -> tuple[float, float]:
        return x * self.size[0], y * self.size[1]

    def line(self, *places: tuple[float, float], colour: str = INK, width: int = 8) -> None:
        self.pen.line([self.at(*place) for place in places], fill=colour, width=width, joint="curve")

    def box(self, x: float, y: float, w: float, h: float, colour: str, outline: str = INK) -> None:
        self.pen.rectangle((*self.at(x, y), *self.at(x + w, y + h)), fill=colour, outline=outline, width=6)

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        (left, top), reach = self.at(x, y), radius * self.size[1]
        self.pen.ellipse((left - reach, top - reach, left + reach, top + reach), fill=colour, outline=INK, width=6)

    def words(self, x: float, y: float, text: str, height: int = 44) -> None:
        self.pen.text(self.at(x, y), text, fill=INK, font=ImageFont.load_default(height))

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.picture.quantize(32, dither=Image.Dither.NONE).save(path, optimize=True)


def snail(sheet: Sheet, turns: float = 3, horns: int = 4, foot: bool = True, labels: bool = False) -> None:
    shade = BROWN if labels else PAPER
    if foot:
        sheet.pen.polygon([sheet.at(*place) for place in ((0.15, 0.75), (0.85, 0.75), (0.75, 0.62))], fill=shade)
        sheet.line((0.15, 0.75), (0.85, 0.75), (0.75, 0.62))
    sheet.dot(0.45, 0.45, 0.27, shade)
    spiral = [
        (0.45 + 0.2 * part * math.cos(angle), 0.45 + 0.27 * part * math.sin(angle))
        for part, angle in ((step / 120, 2 * math.pi * turns * step / 120) for step in range(121))
    ]
    sheet.line(*spiral)
    for number in range(horns):
        sheet.line((0.76, 0.64), (0.74 + number * 0.04, 0.42 if number < 2 else 0.55))
    for number, text in enumerate(("shell", "foot", "long horn", "short horn") if labels else ()):
        sheet.words(0.05 + number * 0.24, 0.85, text)
        sheet.line((0.09 + number * 0.24, 0.84), (0.45 + number * 0.12, 0.6), width=3)


def knot(sheet: Sheet, colour: str, numbers: bool = False) -> None:
    points = [(0.5 + 0.4 * math.sin(turn), 0.5 - 0.4 * math.cos(turn)) for turn in (n * math.pi / 4 for n in range(8))]
    sheet.line(*(points[3 * n % 8] for n in range(9)), colour=colour, width=sheet.size[0] // (200 if numbers else 40))
    for number, (x, y) in enumerate(points if numbers else (), 1):
        sheet.words(x, y, str(number), 80)


def bars(sheet: Sheet, *heights: float, colour: str = BLUE) -> None:
    for number, height in enumerate(heights):
        sheet.box(0.12 + number * 0.8 / len(heights), 0.85 - height, 0.5 / len(heights), height, colour)
    sheet.line((0.08, 0.85), (0.95, 0.85))


def panels(sheet: Sheet, number: int, colour: str = ORANGE) -> None:
    across = max(1, number // 2)
    for at in range(number):
        x, y = 0.05 + 0.9 / across * (at % across), 0.06 + 0.46 * (at // across)
        sheet.box(x, y, 0.84 / across, 0.42, PAPER)
        for sock in range(2 if at == 5 else 1):
            left = x + 0.1 + sock * 0.08
            sheet.line((left, y + 0.1), (left, y + 0.3), (left + 0.05, y + 0.3), colour=colour, width=40)


def houses(sheet: Sheet, *windows: tuple[str, int]) -> None:
    wide = 0.9 / len(windows)
    for at, (colour, number) in enumerate(windows):
        sheet.box(0.05 + at * wide, 0.2, wide * 0.9, 0.65, colour)
        for window in range(number):
            x = 0.05 + at * wide + wide * (0.1 + 0.27 * (window % 3))
            sheet.box(x, 0.28 + 0.18 * (window // 3), wide * 0.18, 0.12, "#9fc5e8")


def bird(sheet: Sheet, colour: str) -> None:
    sheet.line((0.1, 0.75), (0.9, 0.7), colour=BROWN, width=24)
    sheet.dot(0.5, 0.5, 0.18, colour)
    sheet.dot(0.6, 0.32, 0.1, colour)
    sheet.line((0.68, 0.32), (0.74, 0.34), colour=YELLOW, width=20)


def written(sheet: Sheet) -> None:
    sheet.box(0.3, 0.08, 0.4, 0.22, YELLOW)
    for row in range(8):
        sheet.line((0.08, 0.4 + row * 0.07), (0.92, 0.4 + row * 0.07), colour=GREY, width=3)
    sheet.words(0.1, 0.34, "The bus sighed and sat down", 48)
    sheet.words(0.1, 0.41, "like my uncle after dinner.", 48)


def towers(sheet: Sheet) -> None:
    bars(sheet, 0.4, 0.6, 0.47, colour=GREY)
    sheet.line((0.05, 0.1), (0.05, 0.85), width=20)


def roof(sheet: Sheet) -> None:
    for at, colour in enumerate((YELLOW, ORANGE, GREEN, BLUE)):
        sheet.box(0.2 + 0.3 * (at % 2), 0.25 + 0.33 * (at // 2), 0.3, 0.33, colour)
    sheet.dot(0.5, 0.12, 0.07, YELLOW)


def well(sheet: Sheet) -> None:
    sheet.dot(0.5, 0.6, 0.3, GREY)
    sheet.dot(0.5, 0.6, 0.2, BLUE)
    sheet.line((0.5, 0.1), (0.5, 0.4), width=10)
    sheet.box(0.44, 0.4, 0.12, 0.14, BROWN)


def corner(sheet: Sheet) -> None:
    sheet.line((0.1, 0.1), (0.1, 0.9), (0.9, 0.9))
    sheet.box(0.2, 0.7, 0.3, 0.1, BROWN)


def note(sheet: Sheet) -> None:
    sheet.line((0.1, 0.5), (0.9, 0.5))
    sheet.dot(0.5, 0.5, 0.12, BLUE)


SNAIL, HALL, KNOT = "a-snail-in-six-tries", "how-loud-is-our-hall", "a-knot-of-eight-strands"
DRAWN: dict[str, Callable[[Sheet], None]] = {
    f"{SNAIL}/drafts/d1.png": lambda sheet: snail(sheet, 0, 0, foot=False),
    f"{SNAIL}/drafts/d2.png": lambda sheet: snail(sheet, 1.5, 0, foot=False),
    f"{SNAIL}/drafts/d3.png": lambda sheet: snail(sheet, 3, 0, foot=False),
    f"{SNAIL}/drafts/d4.png": lambda sheet: snail(sheet, 3, 2, foot=False),
    f"{SNAIL}/drafts/d5.png": snail,
    f"{SNAIL}/01.png": lambda sheet: snail(sheet, labels=True),
    f"{KNOT}/01.png": lambda sheet: knot(sheet, BLUE),
    f"{KNOT}/02.png": lambda sheet: knot(sheet, INK, numbers=True),
    "un-huerto-en-la-azotea/01.png": roof,
    f"{HALL}/drafts/d1.png": lambda sheet: bars(sheet, 0.1, 0.2, 0.3, 0.2, 0.6),
    f"{HALL}/drafts/d2.png": lambda sheet: bars(sheet, 0.5, 0.55, 0.6, 0.55, 0.7),
    "one-note-for-lining-up/01.png": note,
    "the-sock-that-walked-home/01.png": lambda sheet: panels(sheet, 1),
    "the-sock-that-walked-home/02.png": lambda sheet: panels(sheet, 4),
    "the-sock-that-walked-home/03.png": lambda sheet: panels(sheet, 6),
    "how-high-can-paper-stand/01.png": towers,
    "how-high-can-paper-stand/02.png": lambda sheet: bars(sheet, 0.4, 0.6, 0.47),
    "the-morning-the-bus-broke-down/01.png": written,
    "a-street-of-many-windows/01.png": lambda sheet: houses(
        sheet, (RED, 9), (GREEN, 1), (YELLOW, 4), (BROWN, 6), (GREY, 3)
    ),
    "a-street-of-many-windows/02.png": lambda sheet: houses(sheet, (RED, 9)),
    "a-street-of-many-windows/03.png": lambda sheet: houses(sheet, (GREEN, 1)),
    "four-cards-from-the-feeder/01.png": lambda sheet: bird(sheet, RED),
    "four-cards-from-the-feeder/02.png": lambda sheet: bird(sheet, BLUE),
    "our-well/01.png": well,
    "a-quiet-corner/01.png": corner,
}
# One of the pictures is large enough for a width that only those get who zoom in.
SIZES = {f"{KNOT}/01.png": (2400, 2400), f"{KNOT}/02.png": (2400, 2400)}


def draw_all() -> None:
    for name, drawing in DRAWN.items():
        sheet = Sheet(SIZES.get(name, SIZE))
        drawing(sheet)
        sheet.save(FOLDER / name)
    (FOLDER / HALL / "report.pdf").write_bytes(flat("How loud is our hall?", "What we did", "What we found"))
    (FOLDER / HALL / "task.pdf").write_bytes(flat("Measure. Change. Measure."))
    (FOLDER / "one-note-for-lining-up" / "note.mp3").write_bytes(sound(".mp3", 3))
    (FOLDER / "a-bean-wakes-up" / "film.mp4").write_bytes(clean_film(3))


if __name__ == "__main__":
    draw_all()

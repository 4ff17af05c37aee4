"""The pictures that are measured: of every kind that a curator sends, drawn from a number, the same in each run.

Of ten about six are of telephones (4:2:0, with an orientation and a place in their EXIF), two are scans, one a PNG, and
the rest gray or in the colours of print. All are at least 1,920 pixels wide once they are upright.
"""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image, ImageDraw, ImageFont

CAMERA = "Bench Camera 9"  # nobody's; it may stand in no file that is published
KINDS = ("phone", "phone", "scan", "phone", "phone", "png", "phone", "gray", "phone", "scan", "phone", "phone", "cmyk",
         "phone", "phone", "scan")  # fmt: skip
PHONES = ((4032, 3024), (4032, 3024), (3264, 2448), (4032, 2268))
TURNED = (1, 6, 1, 6, 3, 8, 1, 6)  # how telephones are held
PAGE = (2480, 3508)  # A4, 300 to an inch
WORDS = """
river stone newt pond light window story grandmother bread map city bird wing careful draft measure water bridge friend
winter garden paper ink question answer brave quiet morning market train letter music
""".split()


def draw_all(folder: Path, count: int) -> list[Path]:
    """So many of them, in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as pool:
        return list(pool.map(draw, [folder] * count, range(count)))


def draw(folder: Path, number: int) -> Path:
    kind, choose = KINDS[number % len(KINDS)], Random(number)
    path = folder / f"{number:03}-{kind}.{'png' if kind == 'png' else 'jpg'}"
    MADE[kind](choose, number).save(path, **options(kind, number))
    return path


def options(kind: str, number: int) -> dict[str, Any]:
    """How a picture is written: as telephones, scanners and programs for print do."""
    if kind == "png":
        return {"compress_level": 6}
    if kind == "phone":
        return {"quality": 88 + number % 5, "subsampling": "4:2:0", "exif": exif(TURNED[number % len(TURNED)])}
    # In the colours of print 4:4:4 is what programs for print write, and what every reader knows.
    return {"quality": 90, "subsampling": "4:4:4" if kind == "cmyk" else "4:2:0", "dpi": (300, 300)}


def exif(orientation: int) -> bytes:
    """What a telephone says of a picture: how it lies, the camera, the moment, and the place."""
    told = Image.Exif()
    told[0x0112], told[0x010F], told[0x0110] = orientation, "Bench", CAMERA
    told.get_ifd(0x8769)[0x9003] = "2026:05:04 10:11:12"
    told.get_ifd(0x8825).update({1: "N", 2: (41.0, 49.0, 12.0), 3: "W", 4: (71.0, 24.0, 36.0)})
    return told.tobytes()


def phone(choose: Random, number: int) -> Image.Image:
    """A work of a student's on a table: uneven light, the texture of paper, and the grain of a small sensor."""
    picture = Image.new("RGB", PHONES[number % len(PHONES)], tuple(choose.randrange(120, 250) for _ in range(3)))
    paint(choose, picture, 60, 0)
    written(choose, picture, 12, 70, picture.height // 10)
    pencil(choose, picture, 150, 0)
    for fine, weight in ((6, 0.3), (384, 0.06), (1536, 0.06)):
        picture = over(picture, noise(choose, (fine, fine * 3 // 4)), weight)
    return over(picture, noise(choose, picture.size), 0.06)


def scan(choose: Random, number: int) -> Image.Image:
    """A page: lines of writing, a drawing in pencil and paint, and paper that is not quite white."""
    picture = Image.new("RGB", PAGE, (250 - number % 9, 248, 240))
    half = picture.height // 2
    written(choose, picture, 16, 54, 240)
    paint(choose, picture, 24, half)
    pencil(choose, picture, 120, half)
    return over(picture, noise(choose, (PAGE[0] // 2, half)), 0.02)


def paint(choose: Random, picture: Image.Image, count: int, top: int) -> None:
    pen = ImageDraw.Draw(picture)
    for _ in range(count):
        x, y = choose.random() * picture.width, top + choose.random() * (picture.height - top)
        box = (x, y, x + choose.random() * picture.width / 5, y + choose.random() * picture.height / 5)
        ink = tuple(choose.randrange(256) for _ in range(3))
        pen.ellipse(box, fill=ink) if choose.random() < 0.6 else pen.rectangle(box, fill=ink)


def pencil(choose: Random, picture: Image.Image, count: int, top: int) -> None:
    pen = ImageDraw.Draw(picture)
    for _ in range(count):
        x, y = choose.random() * picture.width, top + choose.random() * (picture.height - top)
        points = [(x, y), *((x := x + choose.gauss(0, 70), y := y + choose.gauss(0, 70)) for _ in range(8))]
        pen.line(points, (70, 68, 72), 6, joint="curve")


def written(choose: Random, picture: Image.Image, lines: int, size: int, top: int) -> None:
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(size)
    for line in range(lines):
        words = " ".join(choose.choice(WORDS) for _ in range(10))
        pen.text((picture.width // 10, top + line * size * 3 // 2), words, (40, 42, 60), font)


def over(picture: Image.Image, light: Image.Image, weight: float) -> Image.Image:
    """A picture under light and shade, which are spread over the whole of it."""
    spread = light.resize(picture.size, Image.Resampling.BICUBIC)
    return Image.blend(picture, Image.merge("RGB", (spread,) * 3), weight)


def noise(choose: Random, size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("L", size, choose.randbytes(size[0] * size[1]))


def png(choose: Random, number: int) -> Image.Image:
    """A scan without grain, as programs clean them."""
    return scan(choose, number).quantize(64).convert("RGB")


def gray(choose: Random, number: int) -> Image.Image:
    return scan(choose, number).convert("L")


def cmyk(choose: Random, number: int) -> Image.Image:
    return phone(choose, number).resize((3000, 2250)).convert("CMYK")


MADE: dict[str, Callable[[Random, int], Image.Image]] = {
    "phone": phone, "scan": scan, "png": png, "gray": gray, "cmyk": cmyk,
}  # fmt: skip

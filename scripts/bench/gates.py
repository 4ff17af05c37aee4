"""Whether a program that makes sites of pictures makes them right, before its speed counts for anything.

Each picture that is put in has a colour of its own in each of its four quarters, so that whatever comes out says which
picture it is and how it lies, whatever its name, size and format.
"""

from collections.abc import Iterator
from io import BytesIO
from math import dist
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image, ImageDraw, UnidentifiedImageError

from makers import Maker
from pictures import CAMERA, exif

SIZE = (2000, 1500)
COLOURS = {"R": (205, 40, 40), "G": (40, 160, 60), "B": (40, 60, 190), "Y": (230, 205, 50), "K": (25, 25, 25),
           "D": (95, 95, 95), "L": (165, 165, 165), "W": (240, 240, 240)}  # fmt: skip
# By its name: the colours clockwise from the upper left, and how the file lies and is written.
TURNED = {"six": ("RGBY", 6), "eight": ("RGYB", 8), "three": ("RBGY", 3)}
REST = {"gray": "KDLW", "cmyk": "RRGY", "png": "GGBY", "before": "BBYR", "gone": "YYRG"}
AFTER = "RRYB"  # what is put in place of "before"
KNOWN = {*(colours for colours, _ in TURNED.values()), *REST.values(), AFTER}
# Where a quarter is looked at: near the middle, which no crop takes away.
SPOTS = ((0.3, 0.3), (0.7, 0.3), (0.7, 0.7), (0.3, 0.7))
# How far a colour may be off, of 441: programs for print know many colours by one name, and none is the right one.
NEAR = 110
TURNS = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270, 3: Image.Transpose.ROTATE_180}
GATES = ("upright", "no EXIF", "gray, CMYK", "changed", "removed", "unreadable")

SUFFIXES = (".webp", ".jpg", ".jpeg", ".png", ".avif", ".gif")


class Gate(NamedTuple):
    passed: bool
    why: str = ""


def gates(maker: Maker, folder: Path) -> dict[str, Gate]:
    """Three builds: from nothing, after one picture was changed and one removed, and with a file that is no picture."""
    sources, site = folder / "sources", folder / "site"
    sources.mkdir(parents=True)
    put_in(sources)
    works = {"turned": [sources / f"{name}.jpg" for name in TURNED],
             "colours": [sources / "gray.jpg", sources / "cmyk.jpg", sources / "png.png"],
             "changing": [sources / "before.jpg", sources / "gone.jpg"]}  # fmt: skip
    maker.lay(site, works)
    ran = maker.cold(site)
    if ran.code:
        return dict.fromkeys(GATES, Gate(False, f"the build ended with {ran.code}"))
    shown = {*outputs(site / maker.site)}
    found = {"upright": upright(shown), "no EXIF": clean(site / maker.site), "gray, CMYK": coloured(shown)}
    quarters(AFTER).save(sources / "before.jpg", quality=90)
    works["changing"] = [sources / "before.jpg"]
    maker.lay(site, works)
    code, shown = maker.build(site).code, {*outputs(site / maker.site)}
    found["changed"] = Gate(
        not code and AFTER in shown, "the old one is still shown" if not code else f"ended with {code}"
    )
    left = [name for name in ("before", "gone") if REST[name] in shown]
    found["removed"] = Gate(
        not code and not left, f"still published: {', '.join(left)}" if left else f"ended with {code}"
    )
    return found | {"unreadable": alone(maker, site, works, sources)}


def put_in(folder: Path) -> None:
    for name, (colours, lies) in TURNED.items():
        quarters(colours).transpose(TURNS[lies]).save(folder / f"{name}.jpg", quality=90, exif=exif(lies))
    for name, colours in REST.items():
        picture = quarters(colours).convert({"gray": "L", "cmyk": "CMYK"}.get(name, "RGB"))
        picture.save(folder / f"{name}.{'png' if name == 'png' else 'jpg'}", quality=90, subsampling="4:4:4")


def quarters(colours: str) -> Image.Image:
    picture = Image.new("RGB", SIZE)
    pen = ImageDraw.Draw(picture)
    wide, high = SIZE[0] // 2, SIZE[1] // 2
    for colour, (x, y) in zip(colours, ((0, 0), (wide, 0), (wide, high), (0, high)), strict=True):
        pen.rectangle((x, y, x + wide, y + high), fill=COLOURS[colour])
    return picture


def outputs(site: Path) -> Iterator[str]:
    """What the pictures of a site show: their colours clockwise, where they are near enough to ours."""
    for path in sorted(site.rglob("*")):
        if path.suffix in SUFFIXES:
            yield seen(path)


def seen(path: Path) -> str:
    """Empty for a file that shows none of ours, as a picture to share may."""
    try:
        with Image.open(path) as opened:
            picture = opened.convert("RGBA").convert("RGB")
    except (UnidentifiedImageError, OSError):
        return ""
    found = ""
    for x, y in SPOTS:
        told: Any = picture.getpixel((int(x * picture.width), int(y * picture.height)))
        off, name = min((dist(told, colour), name) for name, colour in COLOURS.items())
        found += name if off <= NEAR else ""
    return found if len(found) == 4 else ""


def turned(colours: str) -> set[str]:
    """The colours of a picture that lies in any other way."""
    a, b, c, d = tuple(colours)
    ways = {colours[at:] + colours[:at] for at in range(4)} | {"".join(way) for way in ((b, a, d, c), (d, c, b, a))}
    return (ways | {a + d + c + b, c + b + a + d}) - {colours}


def upright(shown: set[str]) -> Gate:
    for name, (colours, lies) in TURNED.items():
        if colours not in shown or shown & turned(colours):
            return Gate(False, f"one with orientation {lies} ({name}) lies on its side, or is not there")
    return Gate(True)


def coloured(shown: set[str]) -> Gate:
    wrong = [name for name in ("gray", "cmyk", "png") if REST[name] not in shown]
    return Gate(not wrong, f"not as it was: {', '.join(wrong)}")


def clean(site: Path) -> Gate:
    """No file of the site names the camera, and no picture says anything about itself."""
    for path in sorted(each for each in site.rglob("*") if each.is_file()):
        data = path.read_bytes()
        if CAMERA.encode() in data:
            return Gate(False, f"the camera stands in a file *{path.suffix}")
        if path.suffix in SUFFIXES and seen(path) in KNOWN and Image.open(BytesIO(data)).getexif():
            return Gate(False, f"a file *{path.suffix} has EXIF")
    return Gate(any(site.rglob("*.webp")) or any(site.rglob("*.jpg")), "there are no pictures")


def alone(maker: Maker, site: Path, works: dict[str, list[Path]], sources: Path) -> Gate:
    """One work has a file that is no picture but begins like one: all others are still made, from nothing."""
    broken = sources / "broken.jpg"
    broken.write_bytes((sources / "gray.jpg").read_bytes()[:200] + b"no picture" * 900)
    maker.lay(site, {**works, "broken": [broken]})
    ran, shown = maker.cold(site), {*outputs(site / maker.site)}
    wanted = KNOWN - {REST["before"], REST["gone"]}
    if ran.code:
        return Gate(False, f"the build ended with {ran.code}")
    if lost := wanted - shown:
        return Gate(
            False, f"{len(lost)} of {len(wanted)} other pictures were not made; the build ended with {ran.code}"
        )
    pages = [path.as_posix() for path in (site / maker.site).rglob("*.html")]
    if lost := {slug for slug in works if not any(f"/{slug}" in page for page in pages)}:
        return Gate(False, f"{len(lost)} of {len(works)} other works have no page")
    return Gate("broken." in ran.said, "the build did not name the file")

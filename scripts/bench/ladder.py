"""The limit: nothing but reading, resizing and writing the pictures, with the very sizes that our site has of them.

    python ladder.py FOLDER COVER,PICTURE,PICTURE …

Each word is a work. It asks no question of a picture that a builder has to ask (is it whole, is it a bomb, does it hold
a name), keeps no memory and makes no page. One process, one picture after another.
"""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

from excellence.media.pictures.derive import TURNS, Profile, smaller

PROFILE = Profile()


def steps_of(path: Path) -> list[Image.Image]:
    """The picture at each width, wide to narrow: upright, in RGB."""
    with Image.open(path) as picture:
        turned = picture.getexif().get(0x0112, 1)
        lies = turned >= 5
        width, height = picture.size[::-1] if lies else picture.size
        top = PROFILE.widths[-1], round(height * PROFILE.widths[-1] / width)
        drafted = picture.draft(None, top[::-1] if lies else top)
        small = smaller(picture, top[::-1] if lies else top, drafted[1] if drafted else None)
    step = small.convert("RGB")
    step = step.transpose(TURNS[turned]) if turned in TURNS else step
    step.info = {}
    steps = [step]
    for each in PROFILE.widths[-2::-1]:
        size = each, round(height * each / width)
        half = steps[0].size == (2 * size[0], 2 * size[1])
        step = steps[0].reduce(2) if half else smaller(step, size)
        steps.append(step)
    return steps


def ladder(path: Path, out: Path, cover: bool) -> None:
    steps = steps_of(path)
    quality, trial = tried(next(step for step in steps if step.width == PROFILE.trial_width))
    for step in steps:
        full = PROFILE.webp_quality if step.width > PROFILE.page_width else quality
        data = trial if step.width == PROFILE.trial_width else webp(step, full)
        (out / f"{path.stem}-{step.width}.webp").write_bytes(data)
    plain = next(step for step in steps if step.width == PROFILE.jpeg_width)
    plain.save(out / f"{path.stem}.jpg", quality=PROFILE.jpeg_quality)
    top = steps[0]
    top.save(out / f"{path.stem}-take.jpg", quality=PROFILE.take_quality)
    if cover:
        shared = Image.new("RGB", PROFILE.share_size, PROFILE.share_paper)
        wide, high = PROFILE.share_size
        scale = min((wide - 2 * PROFILE.share_margin) / top.width, (high - 2 * PROFILE.share_margin) / top.height)
        size = round(top.width * scale), round(top.height * scale)
        enough = next(step for step in reversed(steps) if step is top or step.width >= size[0])
        shown = smaller(enough, size)
        shared.paste(shown, ((wide - size[0]) // 2, (high - size[1]) // 2))
        shared.save(out / f"{path.stem}-share.jpg", quality=PROFILE.jpeg_quality)


def tried(step: Image.Image) -> tuple[int, bytes]:
    """The quality of the sizes that pages show, and the size that it was found by."""
    for quality in range(PROFILE.webp_quality, PROFILE.webp_least - 1, -PROFILE.webp_step):
        data = webp(step, quality)
        if len(data) <= step.width * step.height * PROFILE.pixel_weight:
            break
    return quality, data


def webp(step: Image.Image, quality: int) -> bytes:
    file = BytesIO()
    step.save(file, "WEBP", quality=quality, method=PROFILE.webp_method)
    return file.getvalue()


if __name__ == "__main__":
    out = Path(sys.argv[1])
    for number, work in enumerate(sys.argv[2:]):
        folder = out / str(number)
        folder.mkdir(parents=True, exist_ok=True)
        for at, name in enumerate(work.split(",")):
            ladder(Path(name), folder, cover=at == 0)

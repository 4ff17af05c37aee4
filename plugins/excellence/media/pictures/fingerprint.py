"""What a picture looks like in a word: its main colour, and a hash that nearly equal pictures share."""

from typing import Final, cast

from PIL import Image, ImageChops, ImageStat

# The upper three bits of each channel: 512 bins.
_COARSE: Final = [value & 0xE0 for value in range(256)] * 3


def main_colour(small: Image.Image) -> str:
    """The mean of the most frequent coarse colour, as `#rrggbb`; the mean of everything would be mud."""
    binned = small.point(_COARSE)
    counted = cast("list[tuple[int, tuple[int, ...]]]", binned.getcolors(512))
    _, favourite = max(counted)
    mean = ImageStat.Stat(small, _where(binned, favourite)).mean
    return "#" + "".join(f"{round(channel):02x}" for channel in mean)


def _where(picture: Image.Image, colour: tuple[int, ...]) -> Image.Image:
    """White where the picture has exactly this colour, black elsewhere."""
    red, green, blue = ImageChops.difference(picture, Image.new("RGB", picture.size, colour)).split()
    away = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return away.point([255] + [0] * 255)


def difference_hash(small: Image.Image) -> str:
    """Sixteen hex digits: a bit for each of 8 × 8 places, set where the picture grows darker to the right."""
    grey = small.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(8):
        for left, right in zip(grey[row * 9 : row * 9 + 8], grey[row * 9 + 1 : row * 9 + 9], strict=True):
            bits = bits << 1 | (left > right)
    return f"{bits:016x}"

"""Pictures: what their files hold, their published sizes, and clean originals. Pillow lives here alone."""

from .boxes import Box, Colours, contrast, count_colours, is_bare_jpeg, like, on_plain_paper, paint, unpainted
from .derive import Profile, derive, derive_bytes, jpeg_of, print_sizes
from .inspect import inspect, right_end
from .scrub import MUCH, Clean, scrub_picture
from .title_card import title_card

__all__ = [
    "MUCH",
    "Box",
    "Clean",
    "Colours",
    "Profile",
    "contrast",
    "count_colours",
    "derive",
    "derive_bytes",
    "inspect",
    "is_bare_jpeg",
    "jpeg_of",
    "like",
    "on_plain_paper",
    "paint",
    "print_sizes",
    "right_end",
    "scrub_picture",
    "title_card",
    "unpainted",
]

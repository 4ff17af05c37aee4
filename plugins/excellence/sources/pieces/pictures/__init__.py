"""Pictures: what their files hold, their published sizes, and clean originals. Pillow lives here alone."""

from .develop import Recipe, develop, develop_bytes, jpeg_of, print_sizes
from .inspect import inspect, right_end
from .scrub import MUCH, Box, Clean, scrub_picture

__all__ = [
    "MUCH",
    "Box",
    "Clean",
    "Recipe",
    "develop",
    "develop_bytes",
    "inspect",
    "jpeg_of",
    "print_sizes",
    "right_end",
    "scrub_picture",
]

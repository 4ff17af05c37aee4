"""Pictures: what their files hold, and their published sizes. Pillow lives here alone."""

from .develop import Recipe, develop, develop_bytes, jpeg_of, print_sizes
from .inspect import inspect

__all__ = ["Recipe", "develop", "develop_bytes", "inspect", "jpeg_of", "print_sizes"]

"""Sound and film: the coded sound and pictures in a new file without anything else. PyAV lives here alone.

Only workers come here: libav is C, and a file made to crash it must not take the build along.
"""

from .clean import clean, tag

__all__ = ["clean", "tag"]

"""Pieces: what their files hold, what is published of them, and the cache of that. One room for each kind of file."""

from .cache import Cache
from .glance import look_at
from .look import Look
from .recipes import tag_of
from .refusal import CLEAN, Refused
from .scrub import Box, Scrubbed, end_of, scrub
from .studio import Job, prepare_all

__all__ = [
    "CLEAN",
    "Box",
    "Cache",
    "Job",
    "Look",
    "Refused",
    "Scrubbed",
    "end_of",
    "look_at",
    "prepare_all",
    "scrub",
    "tag_of",
]

"""Pieces: what their files hold, what is published of them, and the cache of that. One room for each kind of file."""

from .cache import Cache
from .glance import look_at
from .look import Look
from .recipes import tag_of
from .refusal import Refused
from .studio import Job, prepare_all

__all__ = ["Cache", "Job", "Look", "Refused", "look_at", "prepare_all", "tag_of"]

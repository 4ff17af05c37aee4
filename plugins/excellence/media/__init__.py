"""Pieces: what their files hold, what is published of them, and the cache of that. One room for each kind of file."""

from .cache import Cache
from .errors import CLEAN, OutOfReach, Refused
from .originals import Originals
from .probe import probe_file
from .probed import Probe
from .scrub import Box, Scrubbed, end_of, scrub
from .tags import tag_of
from .workers import Elsewhere, Job, prepare_all

__all__ = [
    "CLEAN",
    "Box",
    "Cache",
    "Elsewhere",
    "Job",
    "Originals",
    "OutOfReach",
    "Probe",
    "Refused",
    "Scrubbed",
    "end_of",
    "prepare_all",
    "probe_file",
    "scrub",
    "tag_of",
]

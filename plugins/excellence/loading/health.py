"""From what is loaded to how the collection fares: once, for the command and for the curators' page."""

from datetime import date

from ..collection.concerns import concerns_of
from ..collection.health import Health, reckon
from ..collection.published import Published
from ..rendering.archive import inside
from .load import Loaded


def health_of(loaded: Loaded, today: date, *, archives: bool, private: bool) -> Health:
    """What is not `private` says nothing of works that are not shown, of consents, or of what is to be mended."""
    told = concerns_of(loaded.readings, loaded.findings, loaded.against, today) if private else {}
    return reckon(loaded.collection, told, archive_bytes if archives else _none)


def _none(_: Published) -> int:
    return 0


# What a zip says of each file, besides its name twice, and of itself.
_ENTRY, _END = 76, 22


def archive_bytes(each: Published) -> int:
    """How large the file of a work is that may be taken along, but for the text that says whose it is."""
    held = inside(each, "")
    return sum(one.bytes + _ENTRY + 2 * len(one.name.encode()) for one in held) + (_END if held else 0)

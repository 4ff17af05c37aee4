"""What the packer in the browser is told, so that it holds to the rules of this collection."""

from typing import Any

from ..model import limits
from ..model.kinds import CAPTIONS, DOCUMENTS, FILMS, FOREIGN, OTHER_NAMES, PICTURES, RECORDINGS, TEXTS
from ..reading.captions import CONVERTED


def kinds() -> dict[str, Any]:
    """Which files can be taken, by the ends of their names, the codes of those that can't, and the limits.

    The shape is that of `Kinds` in packing/taking.mjs.
    """
    return {
        "pictures": PICTURES,
        "documents": DOCUMENTS,
        "recordings": RECORDINGS,
        "films": FILMS,
        "texts": sorted(TEXTS),
        "captions": [CAPTIONS, *CONVERTED],
        "others": OTHER_NAMES,
        "foreign": FOREIGN,
        "limits": {
            "bytes": limits.BYTES,
            "pixels": limits.PIXELS,
            "side": limits.SIDE,
            "small": limits.SMALL,
            "longest": limits.LONGEST,
            "sound": limits.SOUND_MINUTES,
            "film": limits.FILM_MINUTES,
            "screen": limits.FILM_SIDE,
        },
    }

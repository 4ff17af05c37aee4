"""The page that shows a curator what scrubbing would do. It stays on the curator's own computer."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from .jinja import Templates


@dataclass(frozen=True, slots=True)
class Before:
    """A picture before and after as JPEG, and the boxes to be painted over, in fractions."""

    file: str
    before: bytes
    after: bytes
    boxes: tuple[tuple[float, float, float, float], ...] = ()


def preview(slug: str, pictures: Iterable[Before]) -> str:
    shown = [
        {
            "file": each.file,
            "before": _inline(each.before),
            "after": _inline(each.after),
            "boxes": [[f"{100 * side:.3f}%" for side in box] for box in each.boxes],
        }
        for each in pictures
    ]
    return str(Templates().render("scrubbed.html", slug=slug, pictures=shown))


def _inline(jpeg: bytes) -> str:
    return f"data:image/jpeg;base64,{b64encode(jpeg).decode()}"
